"""Recalls: after a finding members sign under seal, each bad signature is struck for its reason, and the vote opens."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec

from bylaw.acts.act import Signer
from bylaw.acts.initiative.openings import Opening, Sheet, seal_of
from bylaw.acts.initiative.sealing import Struck
from bylaw.acts.members.franchise import electors
from bylaw.acts.voting.electing import roll_root, voters_of
from bylaw.record.encoding import encode
from bylaw.record.signing import SshSigner, sign
from bylaw.rehearsal.society import elections
from bylaw.rehearsal.society.cases import SIZE, Case
from bylaw.rehearsal.society.company import as_member
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.roster import Person
from bylaw.rehearsal.society.times import year_of
from bylaw.rehearsal.stage import DAY, OffScript
from bylaw.state.bodies import ROOT

STRUCK = {"unopened": 1, "unreadable": 1, "forged": 1, "doubled": 1, "withdrawn": 1, "voteless": 1}
"""The signatures that are bad in every recall, one for each reason that lies in the signature."""


class Recall:
    """One recall, of the officer against whom a panel has found."""

    def __init__(self, case: Case, office: str, mandate: str) -> None:
        self.case, self.on, self.roster = case, case.on, case.roster
        self.office, self.name = office, f"recall-{case.name}"
        self.mandate, self.vote = mandate, ""
        self.sheets: list[Opening] = []
        self.seals: list[str] = []

    def open(self) -> None:
        """Open it; the holder is warned, which ends the case."""
        told = {"name": self.name, "mandate": self.mandate, "grounds": self.case.words("grounds")}
        stranger = as_member(self.roster.any_of(ROOT)[0].id)
        self.on.attempt("an outsider opens a recall", "8.11|bylaw 9", "open-recall", stranger, **told)
        self.on.do("open-recall", as_member(self.case.accuser.id), **told)
        self._note("recalls")
        warned = {"case": self.case.name, "sanction": "warning", "yes": SIZE}
        reasons = self.case.words("warning")
        self.on.do("decide-sanction", *self.case.panel(), **warned, reasons=reasons)
        self._note("warning")
        self.on.later(2, self._sign)

    def _sign(self) -> None:
        """Seal the signatures of a tenth, and one for each way in which a signature is none."""
        needed = len(self.roster.locals[self.case.body]) // 10 + 1
        signers = self.roster.any_of(self.case.body, needed + 2)
        if len(signers) < needed + 2:
            self._too_few(signers)
            return
        *good, forger, waverer = signers
        for person in good:
            self._seal(self._sheet(person))
        self._seal(self._sheet(forger, key=self.on.key(good[0].id)))
        self._seal(self._sheet(good[0]))
        self._seal(self._sheet(waverer))
        self._seal(self._sheet(waverer, "withdraw-signature"))
        self._seal(self._sheet(self.roster.any_of(ROOT)[0]))
        self._seal(self._sheet(good[1] if len(good) > 1 else forger, petition="another"))
        lost = self._sheet(forger)
        self._seal(lost)
        self.sheets.remove(lost)
        self._carry_in()
        self._count(len(good), STRUCK)

    def _too_few(self, signers: list[Person]) -> None:
        """Let the recall fail for want of signatures."""
        for person in signers[:1]:
            self._seal(self._sheet(person))
        if signers:
            self._carry_in()
            self._count(1, {})
        else:
            self.case.over()

    def _sheet(
        self, person: Person, kind: str = "sign-petition", petition: str = "", key: SshSigner | None = None
    ) -> Opening:
        act = self.on.draft(kind, as_member(person.id), petition=petition or self.name)
        raw = encode(act)
        signature = sign(raw, key or self.on.key(person.id))
        return Opening(self.on.draw(f"salt {act.nonce}", 32).hex(), Sheet(raw.decode(), signature))

    def _seal(self, sheet: Opening) -> None:
        self.sheets.append(sheet)
        self.seals.append(seal_of(self.on.state.identity.org, self.name, sheet))

    def _carry_in(self) -> None:
        carrier = as_member(self.case.accuser.id)
        told = {"petition": self.name, "seals": tuple(self.seals)}
        self.on.do("seal-signatures", carrier, **told)
        tale = "one sealed signature is carried in twice"
        self.on.attempt(
            tale, "bylaw 17", "seal-signatures", carrier, petition=self.name, seals=told["seals"][:1]
        )
        tale = "a recall is signed in the open"
        self.on.attempt(tale, "bylaw 63|3.13", "sign-petition", carrier, petition=self.name)
        self.on.do("file-petition", carrier, petition=self.name)
        self.on.flush()

    def _count(self, good: int, struck: dict[str, int]) -> None:
        """Two tellers open them: with more than count in vain, then as they are."""
        file = self.on.organisation.openings.put(msgspec.json.encode(tuple(self.sheets)))
        if not isinstance(file, str):
            raise OffScript(str(file))
        told: dict[str, Any] = {"petition": self.name, "openings": file}
        tellers = self._by("count-petition")
        if struck:
            more = {**told, "good": good + 1, "struck": Struck(**{**struck, "forged": 0})}
            tale = "tellers count a forged signature"
            self.on.attempt(tale, "bylaw 63", "count-petition", *tellers, **more)
            none = {**told, "good": 0, "struck": Struck(**struck)}
            tale = "tellers count the signatures away"
            self.on.attempt(tale, "bylaw 63", "count-petition", *tellers, **none)
        tale = "one teller opens the signatures alone"
        right = {**told, "good": good, "struck": Struck(**struck)}
        self.on.attempt(tale, "8.13", "count-petition", tellers[0], **right)
        self.on.do("count-petition", *tellers, **right)
        self.on.flush()
        votes = self.on.state.recalls.all[self.name].elections
        if not votes:
            self.case.over()
            return
        self.vote = votes[-1]
        self.roster.voting[self.case.body] += 1
        election = self.on.state.elections.all[self.vote]
        self.on.later((election.opens - self.on.now) / DAY, self._open)

    def _open(self) -> None:
        """Open the vote on its day, whatever the officer tries."""
        on, holder = self.on, self.case.charged.id
        told = {"election": self.vote, "member": holder}
        tale = "an officer takes her name off the paper of her recall"
        on.attempt(tale, "bylaw 64", "withdraw-candidacy", Signer(holder, "subject"), **told)
        officer = Signer(holder, "office", self.mandate)
        reasons = {"election": self.vote, "reasons": self.case.words("void")}
        on.attempt("an officer voids her recall", "4.15", "void-election", officer, **reasons)
        election = on.state.elections.all[self.vote]
        roll = electors(on.state, voters_of(on.state, election), election.record)
        paper = {"voters": len(roll), "root": roll_root(roll), "options": (holder,)}
        on.do("fix-paper", *self._by("fix-paper", due=True), election=self.vote, **paper)
        on.do("open-poll", *self._by("open-poll", due=True), election=self.vote)
        on.later((election.closes - on.now) / DAY, partial(self._close, len(roll)))

    def _close(self, voters: int) -> None:
        """Close and count the vote, and declare what follows from it and not its contrary."""
        on, tellers = self.on, self._by("enter-count")
        told: dict[str, Any] = {"election": self.vote, "served": voters, "records": on.hash_of(self.vote)}
        on.do("close-poll", *self._by("close-poll", due=True), **told)
        yes = on.dice.randint(0, voters // 2)
        no = on.dice.randint(0, voters // 2)
        numbers = {"took_part": yes + no, "valid": yes + no, "invalid": 0, "votes": (yes,), "against": (no,)}
        on.do("enter-count", *tellers, election=self.vote, unit=self.case.body, **numbers)
        outcome, contrary = ("recalled", "kept") if no > yes else ("kept", "recalled")
        tale = "the contrary of what the vote gave is declared"
        on.attempt(tale, "bylaw 64", "declare-recall", *tellers, election=self.vote, outcome=contrary)
        on.do("declare-recall", *self._by("declare-recall"), election=self.vote, outcome=outcome)
        self.roster.voting[self.case.body] -= 1
        self._note("recall-votes")
        if outcome == "recalled":
            self._note("recalled")
            self.roster.seat(self.case.body, self.office, {})
            what = self.case.body, self.office, 1
            elections.plan(on, self.roster, elections.VACANT, what)
        self.case.over()

    def _by(self, kind: str, *, due: bool = False) -> tuple[Signer, ...]:
        """Draw who takes a step by the clause on it; never the officer whom it is about."""
        wanted = Wanted(kind, self.case.body, self.office, due, {self.case.charged.id})
        return draw(self.on, self.roster, wanted)

    def _note(self, figure: str) -> None:
        self.roster.note(figure, year_of(self.on.now), self.case.body, ROOT)


def ask(case: Case) -> None:
    """Let members ask for the recall of an officer against whom a panel has found."""
    for office in ("president", "secretary"):
        for mandate, member in case.roster.holders.get((case.body, office), {}).items():
            if member == case.charged.id and not any(case.on.state.recalls.of_mandate(mandate)):
                Recall(case, office, mandate).open()
                return
    case.over()
