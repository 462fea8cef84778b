"""Challenges of elections: what was decided about one, who had a hand in it, who challenged it, and the ruling."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER


class Void(Struct, frozen=True):
    """That an election, or one of its units, was voided: when, by whom, and by what rights of theirs."""

    at: int
    members: tuple[str, ...]
    rights: frozenset[str]


class Challenge(Struct, frozen=True):
    """One decision about an election that is challenged: its ``what``, void or result, taken at ``since``.

    ``unit`` is empty where the whole election was voided or declared. Who challenges it later than ``first`` joins.
    """

    election: str
    unit: str
    what: str
    since: int
    first: int
    decide_by: int
    ruling: str = ""
    ruled: int = FOREVER

    def waits(self, t: int) -> bool:
        """Whether it is undecided at ``t``, and can still be decided."""
        return not self.ruling and self.first <= t < self.decide_by

    def lapsed(self, t: int) -> bool:
        """Whether nobody decided it in time: then the vote is held again."""
        return not self.ruling and self.decide_by <= t


class Challenges:
    """What can be challenged, and every challenge, in tables of their own."""

    def __init__(self) -> None:
        self.voids: dict[tuple[str, str], Void] = {}
        """By election and unit, the void that stands."""
        self.hands: dict[str, dict[str, str]] = {}
        """By election, the members who had a hand in its result, and in what."""
        self.all: dict[str, list[Challenge]] = {}
        self.filed: dict[tuple[str, str, int], dict[str, str]] = {}
        """By election, unit and time of what is challenged: each challenger, and the commitment to her reasons."""

    def took_part(self, election: str, members: tuple[str, ...], what: str) -> None:
        """Remember who had a hand in an election."""
        hands = self.hands.setdefault(election, {})
        for member in members:
            hands.setdefault(member, what)

    def of(self, election: str, unit: str, since: int) -> Challenge | None:
        """Give the challenge of one decision."""
        told = (one for one in self.all.get(election, ()) if (one.unit, one.since) == (unit, since))
        return next(told, None)

    def file(self, challenge: Challenge, member: str, reasons: str) -> None:
        """Begin a challenge, or join the one that there is."""
        key = (challenge.election, challenge.unit, challenge.since)
        if self.of(*key) is None:
            self.all.setdefault(challenge.election, []).append(challenge)
        self.filed.setdefault(key, {})[member] = reasons

    def rule(self, challenge: Challenge, ruling: str, at: int) -> None:
        """Keep the ruling."""
        told = self.all[challenge.election]
        told[told.index(challenge)] = replace(challenge, ruling=ruling, ruled=at)
