"""Sealed petitions: signatures carried in as commitments, opened and counted by two tellers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from bylaw.acts.act import Count, Digest, Evidence
from bylaw.acts.assemblies.deliberation import voters_on_roll
from bylaw.acts.days import day, limit
from bylaw.acts.initiative.openings import opened, read_openings
from bylaw.acts.initiative.petitions import (
    OnPetition,
    give_warrant,
    in_window,
    laws_of,
    question_of,
    signed_as,
)
from bylaw.acts.initiative.recall_vote import RECALL, open_vote
from bylaw.acts.sealed import NEED
from bylaw.rules.finding import Finding
from bylaw.rules.measure import least
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.petitions import Petition, SealedCount

Seals = Annotated[tuple[Digest, ...], Meta(min_length=1, max_length=800)]


class OnSealedPetition(OnPetition, frozen=True, kw_only=True):
    """A step of those who carry sealed signatures in and count them: its opener is the person concerned."""

    def subject(self, state: State) -> str:
        """Give the member who opened it."""
        return self.it(state).opener


class SealSignatures(OnSealedPetition, frozen=True, kw_only=True, tag="seal-signatures/1"):
    """Carry sealed signatures, or withdrawals, into the record, which shows neither who nor which.

    ``seals`` are commitments.
    """

    seals: Seals

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse out of time, where signatures are given in the open, and a commitment twice."""
        petition = self.it(state)
        yield from in_window(state, petition, at)
        yield from signed_as(petition, "sealed")
        known = state.petitions.seals[self.petition]
        if len(set(self.seals)) != len(self.seals) or any(seal in known for seal in self.seals):
            yield own(17, "a commitment is here twice", "carry in each once")

    def apply(self, state: State, at: int) -> None:
        """Keep the commitments, in their order."""
        state.petitions.seals[self.petition].update(dict.fromkeys(self.seals, at))


class Struck(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How many sealed signatures do not count, each for one reason.

    ``unopened``: nobody gave its opening; ``unreadable``: it opens to no signature under this petition; ``forged``: no
    key of the member made it; ``late``: sealed after it lapsed; ``doubled``; ``withdrawn``; ``voteless``: of a person
    without a vote on the day of filing.
    """

    unopened: Count = 0
    unreadable: Count = 0
    forged: Count = 0
    late: Count = 0
    doubled: Count = 0
    withdrawn: Count = 0
    voteless: Count = 0

    def told(self) -> dict[str, int]:
        """Give the numbers that are not nought."""
        return {name: n for name in self.__struct_fields__ if (n := getattr(self, name))}


class CountPetition(OnSealedPetition, frozen=True, kw_only=True, tag="count-petition/1"):
    """Open the sealed signatures and say how many count; over the threshold, what was asked for follows by itself.

    ``openings`` is the hash of the file that says who signed: two tellers have it, and the record never does.
    """

    openings: Digest
    good: Count
    struck: Struck = Struck()

    def needs(self) -> tuple[str, ...]:
        """Give the file of openings, which only some may read."""
        return (NEED + self.openings,)

    def due(self, state: State, at: int) -> str:
        """Say since when it ought to have been counted."""
        petition, rule = self.it(state), self.rule(state, at, "window")
        if not petition.filed or state.petitions.counts[self.petition] or rule is None:
            return ""
        by = limit(state, petition.filed, rule.days)
        return f"it was to be counted by {day(state, by - 1)}" if at >= by else ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before it is filed, once it has succeeded, and numbers that do not follow from the openings."""
        petition, counts = self.it(state), state.petitions.counts[self.petition]
        yield from signed_as(petition, "sealed")
        if not petition.filed:
            yield own(15, "the petition is not filed", "let it be filed first")
            return
        if counts and counts[-1].good >= counts[-1].needed:
            yield own(15, f"it was counted on {day(state, counts[-1].at)}", "nothing more is needed")
        if counts and self.good <= counts[-1].good:
            yield own(63, f"counted before: {counts[-1].good}", "count again only with more openings")
        told = self.struck.told()
        if self.good + sum(told.values()) > len(state.petitions.seals[self.petition]):
            yield own(17, "more are counted than were sealed", "count again")
        yield from self._follows(state, petition, evidence.get(NEED + self.openings))

    def _follows(self, state: State, petition: Petition, raw: object) -> Iterator[Finding]:
        if raw is None:
            return
        openings = read_openings(raw)
        if isinstance(openings, str):
            yield own(13, f"the openings cannot be read: {openings}", "submit the file of openings")
            return
        found = opened(state, petition, openings)
        if (found.good, found.struck) != (self.good, self.struck.told()):
            yield own(63, f"{found.good} count, struck are {found.struck}", "give these numbers")

    def apply(self, state: State, at: int) -> None:
        """Keep the count; over the threshold give the warrant, or open the vote of a recall."""
        petition = self.it(state)
        needed = needed_for(state, petition)
        state.petitions.counts[self.petition].append(
            SealedCount(self.good, self.struck.told(), needed, self.openings, at)
        )
        if self.good < needed:
            return
        if petition.process == RECALL:
            open_vote(state, state.recalls.all[petition.name], at)
        else:
            give_warrant(state, petition, at)


def needed_for(state: State, petition: Petition) -> int:
    """Give how many signatures a petition needs on the roll of the day on which it was filed."""
    roll = voters_on_roll(state, question_of(petition), petition.filed)
    return max((least(law.rule.measure, roll) for law in laws_of(state, petition)), default=0)
