"""Standing for election: nominations, acceptance, objections and withdrawal, all on the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.accountability.appraisals import tied
from bylaw.acts.accountability.commissions import barred
from bylaw.acts.accountability.courses import lacking
from bylaw.acts.act import Digest, Evidence, Member
from bylaw.acts.days import after_months, day, days_apart
from bylaw.acts.discipline.decisions import gains
from bylaw.acts.initiative.recall_vote import no_recall
from bylaw.acts.members.franchise import count_electors, stands
from bylaw.acts.voting.electing import CALL, Step, seated, voters_of
from bylaw.acts.word import own_word
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Eligible, Term
from bylaw.rules.measure import least
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.elections import Election, Nomination


class Nominate(Step, frozen=True, kw_only=True, tag="nominate/1"):
    """Name a member for a seat; whoever names herself has accepted."""

    member: Member

    def subject(self, state: State) -> str:
        """Give the member named."""
        return self.member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse after the time for it, a second naming by one member, and who may not hold the office."""
        election = state.elections.all[self.election]
        yield from in_time(state, election, at)
        if self._by() in state.elections.nominators.get((self.election, self.member), {}):
            yield own(17, f"{self._by()} has named {self.member} already", "one naming each is enough")
        yield from self._eligible(state, election, at)

    def _by(self) -> str:
        return self.by[0].member if self.by else ""

    def _eligible(self, state: State, election: Election, at: int) -> Iterator[Finding]:
        if case := gains(state, election.body, election.office, self.member, at):
            found = f"{self.member} had a part in case {case}, which vacated the office"
            yield own(21, found, "name somebody who had none")
        yield from barred(state, election, self.member, at)
        yield from tied(state, self, self.member)
        rules = voters_of(state, election, election.unit)
        if not stands(state, self.member, rules, at):
            found, remedy = f"{self.member} is of no class that may stand, or suspended", "name another"
            laws = self.ask(state, at, "classes", of=CALL)
            yield laws[0].breach(found, remedy) if laws else own(9, found, remedy)
        if not state.members.belongs(state, self.member, election.unit, at):
            yield own(8, f"{self.member} is no member of {election.unit}", "name a member")
        if seated(state, election, self.member):
            yield own(32, f"{self.member} has a seat of {election.office} by then", "nobody has two")
        for law in self.ask(state, at, "eligible", of=CALL):
            rule: Eligible = law.rule
            had = _membership(state, self.member, at, election.opens)
            if had < rule.member_days:
                found = f"days of membership of {self.member} by then: {had}; asked: {rule.member_days}"
                yield law.breach(found, "name a member of longer standing")
            yield from lacking(state, election, law, self.member)
        for law in self.ask(state, at, "term", of=CALL):
            terms = consecutive(state, election, self.member, law.rule)
            if law.rule.limit and terms >= law.rule.limit:
                yield law.breach(
                    f"terms running for which {self.member} has held it: {terms}", "name somebody else"
                )

    def apply(self, state: State, at: int) -> None:
        """Put the nomination, or one more name under it, on the record."""
        elections = state.elections
        old = elections.nominations[self.election].get(self.member) or Nomination(self.member, at)
        if self._by() == self.member:
            old = replace(old, accepted=min(at, old.accepted), withdrawn=FOREVER)
        elections.nominate(self.election, old)
        elections.nominators.setdefault((self.election, self.member), {})[self._by()] = at


class Candidacy(Step, frozen=True, kw_only=True):
    """A step about one nomination."""

    member: Member

    def subject(self, state: State) -> str:
        """Give the member who was named."""
        return self.member

    def named(self, state: State) -> Nomination | None:
        """Give the nomination, if there is one."""
        return state.elections.nominations[self.election].get(self.member)

    def nobody(self) -> Finding:
        """Give the finding that she is not nominated."""
        return own(8, f"{self.member} is not nominated in {self.election}", "nominate her first")


class AcceptNomination(Candidacy, frozen=True, kw_only=True, tag="accept-nomination/1"):
    """Accept a nomination, and with it that incompatible mandates end when the new one begins."""

    paper_right = "subject"

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before a nomination, after withdrawing or exclusion, and once the paper is fixed."""
        yield from own_word(self, self.member, "stand")
        named = self.named(state)
        if named is None:
            yield self.nobody()
        elif named.accepted < FOREVER:
            yield own(15, f"{self.member} has accepted already", "nothing more is needed")
        if self.election in state.elections.papers or not state.elections.all[self.election].runs(at):
            yield own(15, "the paper is fixed", "stand in the next election")

    def apply(self, state: State, at: int) -> None:
        """Let her stand."""
        named = state.elections.nominations[self.election][self.member]
        state.elections.nominate(self.election, replace(named, accepted=at))


class WithdrawCandidacy(Candidacy, frozen=True, kw_only=True, tag="withdraw-candidacy/1"):
    """Withdraw, on the record and by one's own signature; pressure to withdraw is a reason to complain."""

    paper_right = "subject"

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who does not stand, another's signature, and any withdrawal after the result."""
        yield from own_word(self, self.member, "withdraw")
        yield from no_recall(state.elections.all[self.election], "resign from the office instead")
        named = self.named(state)
        if named is None:
            yield self.nobody()
        elif named.withdrawn < FOREVER:
            yield own(15, f"{self.member} has withdrawn already", "nothing more is needed")
        if not state.elections.all[self.election].runs(at):
            yield own(15, "the election is over", "resign from the office instead")

    def apply(self, state: State, at: int) -> None:
        """Let her not stand from now on."""
        named = state.elections.nominations[self.election][self.member]
        state.elections.nominate(self.election, replace(named, withdrawn=at))


class ShowRoll(Step, frozen=True, kw_only=True, tag="show-roll/1"):
    """Let candidates see the roll, or write to it at their own cost, and keep the proof of it.

    ``records`` commits to the proof.
    """

    candidates: Annotated[tuple[Member, ...], Meta(min_length=1, max_length=1000)]
    records: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse to show it to some of those who stand and not to others."""
        election = state.elections.all[self.election]
        if not election.runs(at):
            yield own(15, f"election {election.name} is over", "show it in the next one")
        left_out = [member for member in valid_nominees(state, election, at) if member not in self.candidates]
        if left_out:
            yield own(
                36, f"{', '.join(left_out)} would not see the roll", "show it to every candidate at once"
            )

    def apply(self, state: State, at: int) -> None:
        """Note who has seen it."""
        state.elections.shown.setdefault(self.election, []).append((at, self.candidates))


def valid_nominees(state: State, election: Election, at: int) -> list[str]:
    """Give those who must be on the paper: named by enough members, accepted, not withdrawn, not excluded."""
    kind = state.bodies.all[election.unit].kind
    law = state.bylaws.on(election.called).one("seconds", "nominate", kind, election.office)
    if law is None:
        return [n.member for n in state.elections.candidates(election.name, at)]
    needed = least(law.rule.measure, count_electors(state, voters_of(state, election), election.called))
    named = state.elections.nominators
    return [
        n.member
        for n in state.elections.candidates(election.name, at)
        if len(named.get((election.name, n.member), ())) >= needed
    ]


def consecutive(state: State, election: Election, member: str, rule: Term) -> int:
    """Count the terms that a member has held the office without a pause long enough to begin again."""
    history = state.offices.history(election.body, election.office)
    held = [m for m in history if m.member == member and m.source != "founding"]
    pause, count, start = rule.pause_months or rule.span_months, 0, election.begins
    for mandate in reversed(held):
        if after_months(state, min(mandate.end, mandate.due) - 1, pause) <= start:
            break
        count, start = count + 1, mandate.start
    return count


def in_time(state: State, election: Election, at: int) -> Iterator[Finding]:
    """Yield a finding once nominations have ended, or the election has."""
    if not election.runs(at):
        yield own(15, f"election {election.name} is over", "call a new one")
    elif at >= election.nominations:
        yield own(15, f"nominations ended on {day(state, election.nominations)}", "stand next time")


def before_opening(election: Election, at: int) -> Iterator[Finding]:
    """Yield a finding once the poll has opened, or the election is over."""
    if election.opened < FOREVER or not election.runs(at):
        yield own(15, "the poll has opened, or the election is over", "ask for the election to be voided")


def no_candidates(state: State, act: Step, at: int) -> Iterator[Finding]:
    """Yield a finding for each signer who stands in the election herself."""
    named = state.elections.nominations[act.election]
    for signer in act.by:
        if signer.member in named and named[signer.member].stands(at):
            yield own(34, f"{signer.member} stands in this election", "let somebody do it who does not stand")


def _membership(state: State, member: str, at: int, then: int) -> int:
    since = min((spell.since for spell in state.members.roll.current(member, at)), default=then)
    return max(days_apart(state, since, then), 0)
