"""Votes from before the record, attested by an archivist from sources."""

from __future__ import annotations

from msgspec import Struct


class PastVote(Struct, frozen=True):
    """One attested vote: its name and title, whether its voters are known, the law's day, and its entry's time."""

    name: str
    title: str
    polled: bool
    law: int
    at: int


class Past:
    """Every attested vote, in the order of entries."""

    def __init__(self) -> None:
        self.all: dict[str, PastVote] = {}
