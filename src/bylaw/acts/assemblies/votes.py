"""Votes on motions: counted by show of hands or paper, or taken member by member, and what they decide.

A resolution that is carried gives a warrant to the act that the motion carries: word for word, to be used
once. One that a clause makes void was recorded and decided nothing: no warrant comes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

from bylaw.acts.act import Count, Evidence, Member
from bylaw.acts.assemblies.motions import OnMotion
from bylaw.acts.assemblies.resolution import Vote, adopt, counted, decidable, eligible, ripe, version_voted
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.motions import Motion

Broken = Literal["", "yes", "no"]
"""How a tie was broken, by the chair's casting vote or the lot that the clause names; empty for no tie."""


class RecordVote(OnMotion, frozen=True, kw_only=True, tag="record-vote/1"):
    """Record a count: a show of hands, or papers cast in secret; whoever signs attests the numbers.

    ``blank`` counts those who abstain.
    """

    yes: Count
    no: Count
    blank: Count = 0
    how: Literal["show", "secret"] = "show"
    version: Count = 0
    tie: Broken = ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse what is not ripe, not on the agenda, without quorum, or does not add up."""
        motion = self.it(state)
        vote = counted(state, motion, (self.yes, self.no, self.blank), self.how)
        yield from version_voted(motion, self.version)
        yield from ripe(state, motion, at)
        yield from decidable(state, motion, vote, self.tie)

    def apply(self, state: State, at: int) -> None:
        """Decide the motion."""
        motion = self.it(state)
        vote = counted(state, motion, (self.yes, self.no, self.blank), self.how)
        adopt(state, motion, vote.tally, self.tie, at)


class RollVote(Struct, frozen=True, forbid_unknown_fields=True):
    """How one member voted, herself or through her proxy."""

    member: Member
    vote: Literal["yes", "no", "abstain"]


class RecordRollCall(OnMotion, frozen=True, kw_only=True, tag="record-roll-call/1"):
    """Record votes member by member; a long roll comes in parts, and the last one decides."""

    votes: Annotated[tuple[RollVote, ...], Meta(max_length=800)]
    part: Literal["more", "last"] = "last"
    version: Count = 0
    tie: Broken = ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who may not vote or votes twice and, with the last part, what a count would be refused for."""
        motion = self.it(state)
        yield from version_voted(motion, self.version)
        yield from ripe(state, motion, at)
        told = set(state.motions.votes[self.motion])
        for each in self.votes:
            if each.member in told:
                yield own(17, f"{each.member} votes twice", "count each vote once")
            told.add(each.member)
            yield from eligible(state, motion, each.member)
        if self.part == "last":
            yield from decidable(state, motion, self._vote(state, motion), self.tie)

    def apply(self, state: State, at: int) -> None:
        """Keep the votes; with the last part decide the motion."""
        motion = self.it(state)
        vote = self._vote(state, motion)
        state.motions.votes[self.motion].update((each.member, each.vote) for each in self.votes)
        if self.part == "last":
            adopt(state, motion, vote.tally, self.tie, at)

    def _vote(self, state: State, motion: Motion) -> Vote:
        """Count this part with the earlier ones."""
        said = [*state.motions.votes[self.motion].values(), *(each.vote for each in self.votes)]
        return counted(
            state, motion, (said.count("yes"), said.count("no"), said.count("abstain")), "roll-call"
        )
