"""Attesting a vote of the past: the one act of a reconstruction that is judged by the law of another day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Act, Evidence, Name, Text
from bylaw.acts.past.check import Case, Check
from bylaw.acts.past.facts import Vote
from bylaw.acts.past.moments import bounds
from bylaw.acts.past.outcome import ballots_of
from bylaw.acts.past.poll import turnout
from bylaw.acts.past.result import result
from bylaw.acts.past.roll import roll_of
from bylaw.acts.past.support import support
from bylaw.acts.past.timetable import timetable
from bylaw.acts.voting.electing import roll_root
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.bodies import ROOT
from bylaw.state.past import PastVote

NewPastVote = Annotated[Name, Meta(extra={"new": "past vote"})]


class AttestVote(Act, frozen=True, kw_only=True, tag="attest-vote/1"):
    """Attest what sources say of a whole vote; it is compared with the clauses of the day of its poll.

    Its clauses flag and never refuse: a reconstruction says what was, also where it should not have been.
    """

    name: NewPastVote
    title: Text
    source: Text
    vote: Vote

    def office_at_stake(self, state: State) -> str:
        """Give the leader's office for an election."""
        return "leader" if self.vote.leader else ""

    def law_day(self, state: State, at: int) -> int:
        """Give the opening of the poll where it is published, else the time of the entry."""
        span = self.vote.span("poll")
        opens = bounds(span.begins) if span else None
        founded = state.identity.founded
        return max(founded, min(at, opens[0])) if opens else at

    def needs(self) -> tuple[str, ...]:
        """Give the files of the roll and of the ballots."""
        poll = self.vote.poll
        return tuple(name for name in (poll.roll, poll.ballots) if name) if poll else ()

    def case(self, state: State, at: int, evidence: Evidence) -> Case:
        """Put the vote before the law of its day."""
        law = state.bylaws.on(self.law_day(state, at))
        return Case(self.vote, law, state.bodies.all[ROOT].kind, evidence)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse where no reconstruction is declared or facts contradict themselves; keep what clauses say."""
        if state.identity.clock != "reconstruction":
            yield own(
                20, f"the clock of this record is {state.identity.clock}", "attest single facts instead"
            )
        yield from self._times(at)
        yield from self._files(evidence)
        for check in checks(self.case(state, at, evidence)):
            if check.verdict != "kept":
                yield check.finding()

    def _times(self, at: int) -> Iterator[Finding]:
        for span in self.vote.spans:
            for moment in (span.begins, span.ends):
                found = bounds(moment) if moment else (at, at)
                if found is None:
                    yield own(1, f"'{moment}' is no day or time that exists", "correct the time")
                elif found[0] > at:
                    yield own(14, f"the {span.stage} is of {moment}", "attest what has happened")

    def _files(self, evidence: Evidence) -> Iterator[Finding]:
        poll = self.vote.poll
        if poll is None:
            return
        roll, ballots = roll_of(poll.roll, evidence), ballots_of(poll, evidence)
        if isinstance(ballots, str):
            yield own(13, f"the attachment is no file of ballots: {ballots}", "submit one that can be read")
        if isinstance(roll, str):
            yield own(13, f"the attachment is no roll: {roll}", "submit one that can be read")
        elif roll and poll.root != (roll_root(sorted(roll.on)) if roll.published else ""):
            yield own(17, "the root is not that of the roll in the attachment", "compute the root again")

    def apply(self, state: State, at: int) -> None:
        """Keep the vote."""
        day = self.law_day(state, at)
        polled = self.vote.poll is not None
        state.past.all[self.name] = PastVote(self.name, self.title, polled, day, at)


def checks(case: Case) -> Iterator[Check]:
    """Ask every clause that a vote of the past can be asked, and give each answer, also where it was kept."""
    yield from support(case)
    yield from timetable(case)
    if case.vote.poll:
        yield from turnout(case, case.vote.poll)
        yield from result(case, case.vote.poll)
