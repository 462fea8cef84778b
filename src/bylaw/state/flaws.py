"""What breaches left behind: void acts, flaws that may be annulled, lapses to be confirmed, flags."""

from __future__ import annotations

from msgspec import Struct

from bylaw.rules.finding import Finding


class Flaw(Struct, frozen=True):
    """One breach that did not refuse its act: the entry, the act's kind, the finding, and until when it can be used."""

    entry: int
    kind: str
    finding: Finding
    at: int
    until: int


class Flaws:
    """Every such breach, in the order of entries."""

    def __init__(self) -> None:
        self.all: list[Flaw] = []
        self._by_entry: dict[int, list[Flaw]] = {}

    def note(self, flaw: Flaw) -> None:
        """Remember a breach."""
        self.all.append(flaw)
        self._by_entry.setdefault(flaw.entry, []).append(flaw)

    def of(self, entry: int) -> tuple[Flaw, ...]:
        """Give the breaches of one entry."""
        return tuple(self._by_entry.get(entry, ()))
