"""Heads of the log of accesses to the register, as they entered the record."""

from __future__ import annotations

from msgspec import Struct


class AccessHead(Struct, frozen=True):
    """How many lines the log had, the head after them, and when that was entered."""

    lines: int
    head: str
    at: int


class Accesses:
    """Every recorded head, oldest first."""

    def __init__(self) -> None:
        self.heads: list[AccessHead] = []

    @property
    def last(self) -> AccessHead | None:
        """The newest."""
        return self.heads[-1] if self.heads else None
