"""The audit of a roll: a sample drawn by public chance after the roll was fixed, and what asking its members found.

No cryptography shows that an id on a roll is a person. Whoever asks a sample that nobody could foresee sees ghosts:
of a roll with one ghost in ten, thirty asked miss all of them once in twenty-four.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Count, Digest, Evidence, Text
from bylaw.acts.lot import by_lot
from bylaw.acts.members.franchise import electors
from bylaw.acts.voting.candidates import no_candidates
from bylaw.acts.voting.electing import Step, voters_of
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Electorate
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.elections import Election, Sample

PREFIX = "bylaw-roll-sample/1"


class DrawSample(Step, frozen=True, kw_only=True, tag="draw-sample/1"):
    """Draw a sample of the roll by chance that everybody can look up and nobody could foresee or command.

    ``chance`` is 32 bytes that ``source`` published after the roll was fixed: a round of a beacon, the hash of a draw.
    """

    size: Annotated[int, Meta(ge=1, le=1000)]
    chance: Digest
    source: Text

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before the roll is fixed or after the result, a second draw, chance used before, and candidates."""
        election = state.elections.all[self.election]
        paper = state.elections.papers.get(self.election)
        if paper is None or not election.runs(at):
            yield own(15, "the roll is not fixed, or the election is over", "fix paper and roll first")
            return
        yield from no_candidates(state, self, at)
        if self.size > paper.voters:
            yield own(17, f"{self.size} of {paper.voters} voters", "draw as many as there are at most")
        before = state.elections.samples.get(self.election)
        if before is not None and before.root == paper.root:
            yield own(47, f"{before.size} of this roll are drawn", "report on those who were drawn")
        if self.chance in {sample.chance for sample in state.elections.samples.values()}:
            yield own(47, "this chance has drawn a sample before", "take what was published after the roll")

    def apply(self, state: State, at: int) -> None:
        """Keep the sample."""
        root = state.elections.papers[self.election].root
        state.elections.samples[self.election] = Sample(root, self.size, self.chance, self.source, at)


class ReportSample(Step, frozen=True, kw_only=True, tag="report-sample/1"):
    """Report how many of the sample were met and are members, and how many not; reported again, it replaces.

    ``records`` commits to the notes on each of them.
    """

    met: Count
    missing: Count
    records: Digest

    pointed_to: ClassVar[tuple[str, ...]] = ("election",)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse without a sample of this roll, numbers that do not add up, and candidates; flag who is missing."""
        election = state.elections.all[self.election]
        sample = sample_of(state, election)
        if sample is None or not election.runs(at):
            yield own(15, "no sample of this roll is drawn, or the election is over", "draw one first")
            return
        yield from no_candidates(state, self, at)
        if self.met + self.missing != sample.size:
            found = f"{self.met} met and {self.missing} missing of a sample of {sample.size}"
            yield own(17, found, "ask each of them")
        if self.missing:
            found = f"{self.missing} of {sample.size} on the roll were not found"
            yield replace(own(47, found, "correct the roll, or void the election"), consequence="flag")

    def apply(self, state: State, at: int) -> None:
        """Keep the report."""
        sample = state.elections.samples[self.election]
        told = replace(sample, met=self.met, missing=self.missing, reported=at)
        state.elections.samples[self.election] = told


def sample_of(state: State, election: Election) -> Sample | None:
    """Give the sample that was drawn of the roll as it is fixed now."""
    paper, sample = state.elections.papers.get(election.name), state.elections.samples.get(election.name)
    return sample if paper is not None and sample is not None and sample.root == paper.root else None


def drawn(state: State, election: Election) -> tuple[str, ...]:
    """Give the members whom the sample of an election names: anybody computes the same."""
    sample = sample_of(state, election)
    if sample is None:
        return ()
    return draw(electors(state, voters_of(state, election), election.record), sample)


def draw(roll: Iterable[str], sample: Sample) -> tuple[str, ...]:
    """Give those of a roll whom the lot gives first."""
    return tuple(by_lot(roll, PREFIX, sample.root, sample.chance)[: sample.size])


def audited(state: State, election: Election, act: Step, at: int) -> Iterator[Finding]:
    """Yield each clause by which more of the roll must have been asked before the result."""
    sample = sample_of(state, election)
    asked = sample.size if sample is not None and sample.reported <= at else 0
    for law in act.ask(state, at, "electorate"):
        rule: Electorate = law.rule
        needed = min(rule.sample, state.elections.papers[election.name].voters)
        if asked < needed:
            found = f"{asked} of the roll were asked who they are; {needed} must be"
            yield law.breach(found, "draw a sample by public chance, ask its members and report")
