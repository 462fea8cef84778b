"""The poll: the paper and the roll fixed, opening, closing, and the count that tellers enter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Count, Digest, Evidence, Fingerprint, Member
from bylaw.acts.days import after_days, day
from bylaw.acts.members.franchise import count_electors, electors
from bylaw.acts.secret_ballots.trustees import ready
from bylaw.acts.voting.beside import box_beside, papers_of
from bylaw.acts.voting.candidates import before_opening, no_candidates, valid_nominees
from bylaw.acts.voting.electing import Step, roll_root, voters_of
from bylaw.acts.voting.tally import adds_up, fits_file
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Electorate
from bylaw.rules.measure import least
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.ballots import Box
from bylaw.state.elections import Count as Counted
from bylaw.state.elections import Election, Paper


class FixPaper(Step, frozen=True, kw_only=True, tag="fix-paper/1"):
    """Fix the paper and the roll: every candidate in order, how many may vote, and a fingerprint of who they are.

    ``root`` is the Merkle root of their ids. It may be fixed again until the poll opens.
    """

    options: Annotated[tuple[Member, ...], Meta(max_length=1000)]
    voters: Count
    root: Fingerprint

    pointed_to: ClassVar[tuple[str, ...]] = ("election",)

    def due(self, state: State, at: int) -> str:
        """Say that the poll should have opened."""
        return _overdue(state, "open", state.elections.all[self.election].opens, at)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before nominations end and the roll closes, a candidate left out, and another roll."""
        election = state.elections.all[self.election]
        yield from before_opening(election, at)
        ready = max(election.nominations, election.record)
        if at < ready:
            found = f"nominations and roll are open until {day(state, ready)}"
            yield own(15, found, "fix the paper after that")
            return
        yield from same_paper(state, election, self.options, at)
        roll = electors(state, voters_of(state, election), election.record)
        if self.voters != len(roll):
            yield own(17, f"{len(roll)} may vote on {day(state, election.record)}", "count the roll again")
        elif self.root != (root := roll_root(roll)):
            yield own(17, f"the roll of {day(state, election.record)} has the root {root}", "list it again")
        if not roll:
            yield own(32, f"nobody may vote on {day(state, election.record)}", "call it with a later roll")
        yield from _covered(state, election, len(roll))

    def apply(self, state: State, at: int) -> None:
        """Keep the paper."""
        state.elections.papers[self.election] = Paper(self.options, self.root, self.voters, at)


class OpenPoll(Step, frozen=True, kw_only=True, tag="open-poll/1"):
    """Open the poll on its day."""

    pointed_to: ClassVar[tuple[str, ...]] = ("election",)

    def due(self, state: State, at: int) -> str:
        """Say that the poll should be open."""
        return _overdue(state, "open", state.elections.all[self.election].opens, at)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse without a paper or a box that is ready, on another day, without candidates, or with one dropped."""
        election = state.elections.all[self.election]
        yield from before_opening(election, at)
        if not election.opens <= at < (FOREVER if election.question else election.closes):
            when = f"{day(state, election.opens)} to {day(state, election.closes)}"
            yield own(15, f"the poll was called for {when}", "open it then, or call another")
        paper = state.elections.papers.get(self.election)
        if paper is None:
            yield own(31, "the paper is not fixed", "fix it first")
        else:
            yield from same_paper(state, election, paper.options, at)
            if not paper.options:
                yield own(32, "nobody stands", "call the election again")
        yield from ready(state, election)

    def apply(self, state: State, at: int) -> None:
        """Open the poll; that of a recall, opened late, is open for its days all the same."""
        election = state.elections.all[self.election]
        late = max(at - election.opens, 0) if election.question else 0
        closes = election.closes + late
        state.elections.step(self.election, opened=at, closes=closes, begins=max(closes, election.begins))


class ClosePoll(Step, frozen=True, kw_only=True, tag="close-poll/1"):
    """Close the poll, and say how many of the roll were told of it; the proof is kept.

    ``records`` commits to the proof.
    """

    served: Count
    records: Digest

    pointed_to: ClassVar[tuple[str, ...]] = ("election",)

    def due(self, state: State, at: int) -> str:
        """Say that the poll should be closed."""
        return _overdue(state, "close", state.elections.all[self.election].closes, at)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before its time, and where too few of the roll were told."""
        election = state.elections.all[self.election]
        if election.opened == FOREVER or election.closed < FOREVER or not election.runs(at):
            yield own(15, "the poll is not open", "open it first, once")
            return
        if at < election.closes:
            found = f"the poll is open until {day(state, election.closes)}"
            yield own(15, found, "close it then")
        voters = state.elections.papers[self.election].voters
        if self.served > voters:
            yield own(17, f"told: {self.served} of {voters} on the roll", "count them again")
        for law in self.ask(state, at, "electorate"):
            rule: Electorate = law.rule
            needed = least(rule.served, voters) if rule.served else 0
            if self.served < needed:
                found = f"told of the poll: {self.served} of {voters}; needed: {needed}"
                breach = law.breach(found, "void the election and hold it again")
                yield replace(breach, votes=voters - self.served)

    def apply(self, state: State, at: int) -> None:
        """Close the poll."""
        state.elections.step(self.election, closed=at)
        state.elections.served[self.election] = self.served


UNCOUNTED = 7
"""So many days after the close of a poll the right to enter its count passes on."""


class EnterCount(Step, frozen=True, kw_only=True, tag="enter-count/1"):
    """Enter what tellers counted in one unit; entered again before the result, it is a recount.

    ``votes`` follow the paper, the default option last; ``against`` belongs to a confirming vote. With
    ``ballots`` (the hash of a file of all ballots) the totals follow from the file and are left out. In a unit with
    a box it is the count of those who rank or grade on paper.
    """

    unit: Annotated[str, Meta(max_length=63)]
    took_part: Count
    valid: Count
    invalid: Count
    votes: Annotated[tuple[Count, ...], Meta(max_length=1001)] = ()
    against: Annotated[tuple[Count, ...], Meta(max_length=1000)] = ()
    ballots: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""

    pointed_to: ClassVar[tuple[str, ...]] = ("election",)

    def needs(self) -> tuple[str, ...]:
        """Give the file of ballots."""
        return (self.ballots,) if self.ballots else ()

    def due(self, state: State, at: int) -> str:
        """Say since when the votes of the unit ought to have been counted."""
        election = state.elections.all[self.election]
        if election.closed == FOREVER or self._part(state) in state.elections.counts[self.election]:
            return ""
        by = after_days(state, election.closed, UNCOUNTED)
        return f"the poll closed on {day(state, election.closed)} and is not counted" if at >= by else ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse an open poll, another unit, candidates as tellers, and numbers that do not add up."""
        election = state.elections.all[self.election]
        if election.closed == FOREVER or not election.runs(at):
            yield own(15, "the poll is not closed, or the election is over", "close it first")
            return
        if self.unit not in election.units or self.unit in election.voided:
            yield own(8, f"{self.unit} does not count in {self.election}", "name one of its units")
            return
        box = self._beside(state)
        if not election.counted_by_tellers(self.unit) and box is None:
            yield own(32, f"the votes of {self.unit} are in an electronic box", "open the box")
        yield from no_candidates(state, self, at)
        roll = voters_of(state, election, self.unit)
        voters = len(box.on_paper) if box else count_electors(state, roll, election.record)
        yield from adds_up(state, election, self.counted(at), voters)
        if self.ballots:
            yield from fits_file(state, election, self.counted(at), evidence.get(self.ballots))

    def counted(self, at: int) -> Counted:
        """Give the count as the state keeps it."""
        return Counted(
            self.unit,
            self.took_part,
            self.valid,
            self.invalid,
            self.votes,
            self.against,
            self.ballots,
            "tellers",
            at,
        )

    def apply(self, state: State, at: int) -> None:
        """Keep the count, of a unit or of the papers beside its box."""
        state.challenges.took_part(self.election, tuple(signer.member for signer in self.by), "counted")
        part = self._part(state)
        state.elections.counts[self.election][part] = replace(self.counted(at), unit=part)

    def _beside(self, state: State) -> Box | None:
        election = state.elections.all[self.election]
        by_tellers = election.counted_by_tellers(self.unit)
        return None if by_tellers else box_beside(state, election, self.unit)

    def _part(self, state: State) -> str:
        return papers_of(self.unit) if self._beside(state) else self.unit


def same_paper(state: State, election: Election, options: tuple[str, ...], at: int) -> Iterator[Finding]:
    """Yield a finding for each candidate left out, and for whoever is on the paper without standing."""
    valid = valid_nominees(state, election, at)
    for member in valid:
        if member not in options:
            found = f"{member} was nominated in time and is not on the paper"
            yield own(31, found, "put every candidate on the paper")
    if len(set(options)) != len(options) or not set(options) <= set(valid):
        yield own(31, "somebody is on the paper who does not stand, or twice", "leave her out")


def _covered(state: State, election: Election, voters: int) -> Iterator[Finding]:
    rules = (voters_of(state, election, unit) for unit in election.units)
    covered = sum(count_electors(state, each, election.record) for each in rules)
    if covered != voters:
        found = f"voters in the units that count: {covered}; on the roll: {voters}"
        yield own(17, found, "void the election and call it with units for everybody")


def _overdue(state: State, what: str, when: int, at: int) -> str:
    return f"the poll was to {what} on {day(state, when)}" if at >= when else ""
