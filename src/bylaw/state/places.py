"""Where in the log the acts stand to which the page of a thing points: the steps of an election, who made an office."""

from __future__ import annotations


class Places:
    """Indexes of entries by kind of act and thing, for the few kinds that pages point to; oldest first."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], list[int]] = {}

    def add(self, kind: str, thing: str, entry: int) -> None:
        """Note an entry that had its effect."""
        self._found.setdefault((kind, thing), []).append(entry)

    def of(self, kind: str, thing: str) -> tuple[int, ...]:
        """Give the entries of a kind of act about a thing: ``("fix-paper", "president-2025")``."""
        return tuple(self._found.get((kind, thing), ()))
