"""Commissions of inquiry: terms, a day, a report that cites the record, and nothing to gain by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Act, Body, Count, Digest, Evidence, Member, Name, Stamp
from bylaw.acts.days import after_days, day
from bylaw.acts.voting.electing import unit_of
from bylaw.record.clock import instant
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.directives import Commission
from bylaw.state.elections import Election

OPEN = "open-commission"
"""The kind of act by which clauses on commissions are selected."""
NewCommission = Annotated[Name, Meta(extra={"new": "commission"})]
CommissionRef = Annotated[str, Meta(max_length=63, extra={"ref": "commission"})]
Bench = Annotated[tuple[Member, ...], Meta(min_length=1, max_length=50)]
Post = Annotated[str, Meta(max_length=130, extra={"ref": "mandate"})]


class OpenCommission(Act, frozen=True, kw_only=True, tag="open-commission/1"):
    """Open an inquiry with its terms and its day; it can look into how somebody uses an office.

    ``terms`` commits to the words, ``post`` is the mandate into whose use it inquires, if one.
    """

    commission: NewCommission
    body: Body
    bench: Bench
    terms: Digest
    deadline: Stamp
    post: Post = ""

    def place(self, state: State) -> str:
        """Give the body that opens it."""
        return self.body

    def office_at_stake(self, state: State) -> str:
        """Give the office into which it inquires."""
        return state.offices.mandates[self.post].office if self.post else ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a day that is past, who is no member or named twice, and whoever has a part in the matter."""
        if (instant(self.deadline) or 0) <= at:
            yield own(14, f"it would report by {self.deadline[:10]}", "name a day to come")
        if len(set(self.bench)) != len(self.bench):
            yield own(17, "a member is named twice", "name each once")
        for member in self.bench:
            if not state.members.belongs(state, member, self.body, at):
                yield own(8, f"{member} is not a member of {self.body}", "name a member")
        if self.post:
            yield from self._parts(state)

    def _parts(self, state: State) -> Iterator[Finding]:
        held = state.offices.mandates[self.post]
        ties = state.cases.ties.get(held.member, {}).keys() | state.persons.tied_to(held.member)
        heirs = state.offices.alternates.get(held.source, ())
        for member in self.bench:
            if member == held.member:
                yield own(67, f"{member} would inquire into her own office", "name others")
            elif member in ties:
                yield own(67, f"{member} has a declared tie with the holder", "name others")
            elif member in heirs:
                yield own(67, f"{member} would succeed to the office", "name others")
        for signer in self.by:
            if signer.member == held.member:
                yield own(
                    67, f"{held.member} would choose who inquires into her office", "let others open it"
                )

    def apply(self, state: State, at: int) -> None:
        """Open it."""
        deadline = instant(self.deadline) or at
        state.commissions.open(
            Commission(self.commission, self.body, self.terms, deadline, at, self.bench, self.post)
        )


class _OfCommission(Act, frozen=True, kw_only=True):
    """An act of a commission, by the law of the day on which it was opened."""

    commission: CommissionRef

    def place(self, state: State) -> str:
        """Give the body that opened it."""
        return self.it(state).body

    def law_day(self, state: State, at: int) -> int:
        """Give the day on which it was opened."""
        return self.it(state).at

    def judges(self, state: State) -> tuple[str, ...]:
        """Give those who sit."""
        return self.it(state).bench

    def it(self, state: State) -> Commission:
        """Give the commission."""
        return state.commissions.all[self.commission]


class ReportCommission(_OfCommission, frozen=True, kw_only=True, tag="report-commission/1"):
    """Report, by more than half of those who sit, and name the entries of the record on which it rests.

    ``report`` commits to the words, ``cites`` numbers the entries.
    """

    report: Digest
    cites: Annotated[tuple[Count, ...], Meta(min_length=1, max_length=1000)]

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a second report, and an entry that is not in the record."""
        it = self.it(state)
        if it.reported < FOREVER:
            yield own(22, f"it reported on {day(state, it.reported)}", "open another commission")
        for entry in self.cites:
            if entry >= state.size:
                yield own(8, f"there is no entry {entry}", f"cite entries below {state.size}")

    def apply(self, state: State, at: int) -> None:
        """Keep the report."""
        state.commissions.report(self.commission, self.report, at)


class DissentCommission(_OfCommission, frozen=True, kw_only=True, tag="dissent-commission/1"):
    """Dissent, with reasons, from the report of a commission on which one sits.

    ``reasons`` commits to them.
    """

    reasons: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before the report, who does not sit, and a second dissent."""
        it, who = self.it(state), self.actor
        if it.reported == FOREVER:
            yield own(15, "it has not reported", "wait for the report")
        if who not in it.bench:
            yield own(9, f"{who} does not sit on it", "speak in the body that opened it")
        if who in state.commissions.dissents[self.commission]:
            yield own(17, f"the dissent of {who} is attached already", "nothing more is needed")

    def apply(self, state: State, at: int) -> None:
        """Attach it."""
        state.commissions.dissents[self.commission][self.actor] = self.reasons


def barred(state: State, election: Election, member: str, at: int) -> Iterator[Finding]:
    """Yield a finding for each commission by which a member would gain the office into which it inquired."""
    kind = state.bodies.all[unit_of(state, election.body)].kind
    for it in state.commissions.of_member(member):
        held = state.offices.mandates[it.post] if it.post else None
        if held is None or (held.body, held.office) != (election.body, election.office):
            continue
        since = it.reported if it.reported < FOREVER else max(it.at, it.deadline)
        for law in state.bylaws.on(it.at).find("window", OPEN, kind, election.office):
            ends = after_days(state, since, law.rule.days)
            if at < ends:
                found = f"{member} sat on commission {it.name}, which inquired into this office"
                yield law.breach(found, f"nominate her from {day(state, ends)} on", ends)
