"""A lot that was announced: seats on a panel, or a tie between candidates."""

from __future__ import annotations

from msgspec import Struct


class Draw(Struct, frozen=True, gc=False):
    """A draw by lot: who publishes the chance and when, since when that is announced, and the chance once used."""

    source: str
    moment: int
    at: int
    chance: str = ""
