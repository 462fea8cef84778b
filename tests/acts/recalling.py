"""A society that recalls, for tests: its clauses as data, sealed signatures made with real keys, and the vote."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec

from bylaw.acts.act import Act, Signer
from bylaw.acts.initiative.openings import Opening, Sheet, seal_of
from bylaw.acts.initiative.sealing import Struck
from bylaw.acts.members.franchise import electors
from bylaw.acts.voting.electing import roll_root, voters_of, why_due
from bylaw.record.encoding import encode
from bylaw.record.signing import SshSigner, sign
from bylaw.rules.meanings import Electorate, Method, Notice, PetitionRule, Term, Window
from bylaw.rules.measure import Measure
from bylaw.state.cases import Case
from bylaw.state.roll import Spell

from .governing import SUBJECT, Governed, digest, rule
from .society import person

TELLERS = ("office teller here & office teller here",)
RECALL = (
    rule("60", "open-recall seal-signatures file-petition", "member here"),
    rule("61", "open-recall", petition=PetitionRule(measure=Measure(share=(1, 5)), window_days=60, vote_days=30)),
    rule("62", "count-petition", *TELLERS, "member due & member due", window=Window(days=14)),
    rule("63", "fix-paper open-poll close-poll", "office secretary here", "member due"),
    rule("64", "enter-count declare-recall declare-result", *TELLERS, "member due"),
    rule("65", "call-election", "office secretary here", "member due", notice=Notice(days=10),
         method=Method(name="plurality", ballot="open"), term=Term(months=24, vacancy="rest"),
         electorate=Electorate()),
    rule("66", "nominate object-to-nomination", "member here"),
    rule("67", "withdraw-candidacy accept-nomination resign-office", *SUBJECT),
    rule("68", "void-election remove-from-office", "office secretary here"),
    rule("3", "move second dissent give-proxy revoke-proxy open-petition sign-petition withdraw-signature",
         "member here"),
)  # fmt: skip


def signer_of(n: int) -> SshSigner:
    return SshSigner(sha256(f"{person(n)} 0".encode()).digest())


class Recalling(Governed):
    """Twenty members; the treasurer, who is 2, is to be recalled."""

    def __init__(self, *clauses: Any, founders: int = 20, **more: Any) -> None:
        named = {clause.no for clause in clauses}
        super().__init__(*clauses, *(c for c in RECALL if c.no not in named), founders=founders, **more)
        self.salts = 0
        self.openings: list[Opening] = []

    def open_recall(self, name: str = "rc", by: int = 9, mandate: str = "interim.1", **more: Any):
        return self.do("open-recall", by, name=name, mandate=mandate, grounds=digest(name), **more)

    def signed(
        self, n: int, kind: str = "sign-petition", petition: str = "rc", key: int = 0, **more: Any
    ) -> Opening:
        """A sheet signed by a member with her own key, or with that of member ``key``."""
        return self.sheet(self.act(kind, n, petition=petition, **more), key or n)

    def sheet(self, act: Act, key: int) -> Opening:
        raw = encode(act)
        self.salts += 1
        return Opening(f"{self.salts:064x}", Sheet(raw.decode(), sign(raw, signer_of(key))))

    def sheet_again(self, opening: Opening) -> Opening:
        """The same signed sheet under another salt."""
        self.salts += 1
        return Opening(f"{self.salts:064x}", opening.sheet)

    def refill(self) -> None:
        """Fill the treasurer's seat, which a recall left vacant: member 8 is elected to it."""
        self.wait(11)
        assert "vacant" in why_due(self.state, "root", "treasurer", self.now)
        times = {
            k: self.stamp(d) for k, d in (("nominations", 5), ("opens", 12), ("closes", 14), ("begins", 15))
        }
        self.do("call-election", 12, election="by", office="treasurer", body="root", seats=1, **times)
        self.do("nominate", 8, election="by", member=person(8))
        self.elect("by", 8)

    def enter(self, n: int) -> None:
        self.state.members.roll.enter(person(n), Spell("root", "ordinary", self.now), ("root",))

    def found_against(self, n: int) -> None:
        """A case in which a finding was made, as the chapter on discipline leaves it."""
        self.state.cases.open(
            Case("c", "root", person(n), person(9), "1", "theft", self.now, digest("c"), self.now)
        )
        self.state.cases.note("c", served=self.now, heard=self.now, found=self.now, outcome="found")

    def seal(self, *openings: Opening, petition: str = "rc", by: int = 9) -> None:
        """Carry sheets in, and give their openings to the tellers."""
        seals = tuple(seal_of(self.state.identity.org, petition, each) for each in openings)
        self.do("seal-signatures", by, petition=petition, seals=seals)
        self.openings += openings

    def file_of(self, openings: list[Opening] | None = None) -> str:
        raw = msgspec.json.encode(tuple(self.openings if openings is None else openings))
        name = self.attach(raw)
        self.evidence[f"seal:{name}"] = raw
        return name

    def counted(self, good: int, petition: str = "rc", by: Any = None, **struck: int):
        fields = {"petition": petition, "openings": self.file_of(), "good": good, "struck": struck}
        return self.do("count-petition", by or self.tellers, **self.struck(fields))

    @staticmethod
    def struck(fields: dict[str, Any]) -> dict[str, Any]:
        return fields | {"struck": Struck(**fields["struck"])}

    def over(self, *members: int, petition: str = "rc") -> str:
        """Signed by these, filed and counted; gives the name of the vote that opened."""
        self.seal(*(self.signed(n, petition=petition) for n in members), petition=petition)
        self.do("file-petition", 9, petition=petition)
        self.counted(len(members), petition)
        return self.state.recalls.all[petition].elections[-1]

    def elect(self, election: str, *members: int) -> None:
        """Hold a poll with these on the paper, and declare the first elected."""
        self.poll(election, members)
        numbers = {"took_part": 9, "valid": 9, "invalid": 0, "votes": (9,), "against": (0,)}
        self.do("enter-count", self.tellers, election=election, unit="root", **numbers)
        self.do("declare-result", self.tellers, election=election, elected=(person(members[0]),))

    def vote(self, election: str, keep: int, recall: int, by: Signer | int | None = None) -> None:
        """Open the poll on its day, close it, and count."""
        self.poll(election, (2,), by)
        cast = keep + recall
        numbers = {"took_part": cast, "valid": cast, "invalid": 0, "votes": (keep,), "against": (recall,)}
        self.do("enter-count", self.tellers, election=election, unit="root", **numbers)

    def poll(self, election: str, options: tuple[int, ...], by: Signer | int | None = None) -> None:
        """Open the poll on its day and close it, without a count."""
        officer = by or self.secretary
        it = self.state.elections.all[election]
        self.now = max(self.now, it.opens)
        roll = electors(self.state, voters_of(self.state, it), it.record)
        paper = {"options": tuple(map(person, options)), "voters": len(roll), "root": roll_root(roll)}
        self.do("fix-paper", officer, election=election, **paper)
        self.do("open-poll", officer, election=election)
        self.now = self.state.elections.all[election].closes
        self.do("close-poll", officer, election=election, served=len(roll), records=digest("served"))
