"""Imports of a roll: one signed act each, and the chunks that it lists."""

from __future__ import annotations

from msgspec import Struct


class Import(Struct, frozen=True):
    """A roll to be taken in: the digests of its chunks, how many members they hold, and until when."""

    name: str
    chunks: tuple[str, ...]
    members: int
    at: int
    ends: int


class Imports:
    """Every import, with the chunks taken in so far and the members whom they brought."""

    def __init__(self) -> None:
        self.all: dict[str, Import] = {}
        self.taken: dict[str, dict[str, int]] = {}

    def open(self, roll: Import) -> None:
        """Begin an import."""
        self.all[roll.name] = roll
        self.taken[roll.name] = {}

    def missing(self, name: str) -> list[str]:
        """Give the chunks not yet taken in."""
        return [chunk for chunk in self.all[name].chunks if chunk not in self.taken[name]]
