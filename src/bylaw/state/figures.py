"""Figures that were published, and those that others claim."""

from __future__ import annotations

from msgspec import Struct


class Published(Struct, frozen=True):
    """The figures of one year as an officer published them, each of which followed from the record at that entry."""

    year: int
    at: int
    entry: int
    figures: tuple[tuple[str, str, int], ...]
    """Body, name of the figure, value."""


class Claim(Struct, frozen=True):
    """A figure from outside: whose it is, what it counts by its own definition, and how well it is known."""

    name: str
    figure: str
    body: str
    year: int
    value: int
    words: str
    source: str
    evidence: str
    by: str
    at: int


class FiguresTold:
    """What was said in figures, by whom."""

    def __init__(self) -> None:
        self.published: list[Published] = []
        self.claims: dict[str, Claim] = {}
