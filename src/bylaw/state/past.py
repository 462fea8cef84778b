"""Votes and rolls from before the record, attested by an archivist from sources."""

from __future__ import annotations

from msgspec import Struct


class PastVote(Struct, frozen=True):
    """One attested vote: its name and title, whether its voters are known, the law's day, and its entry's time."""

    name: str
    title: str
    polled: bool
    law: int
    at: int


class PastRoll:
    """A roll that follows from attested deeds: who was counted, who is on it, who was let in or kept out."""

    def __init__(self) -> None:
        self.counted: set[str] = set()
        self.by_rule: set[str] = set()
        self.excluded: dict[str, str] = {}
        self.added: dict[str, str] = {}
        self.fixed = False

    @property
    def on(self) -> frozenset[str]:
        """Who is on the roll now."""
        return frozenset((self.by_rule - self.excluded.keys()) | self.added.keys())


class Past:
    """Every attested vote, and every roll, in the order of entries."""

    def __init__(self) -> None:
        self.all: dict[str, PastVote] = {}
        self.rolls: dict[str, PastRoll] = {}
