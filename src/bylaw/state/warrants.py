"""Warrants: what a body resolved or enough members petitioned for, word for word, to be used once."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER


class Warrant(Struct, frozen=True):
    """A right to one act. ``kind`` is ``resolution`` or ``petition``; ``matter`` the act's substance as text."""

    name: str
    kind: str
    body: str
    matter: str
    start: int
    end: int = FOREVER
    used: int = -1
    """Index of the entry that used it; -1 while it is unused."""

    def holds(self, t: int) -> bool:
        """Whether the warrant may still be used at ``t``."""
        return self.used < 0 and self.start <= t < self.end


class Warrants:
    """Every warrant ever given."""

    def __init__(self) -> None:
        self.all: dict[str, Warrant] = {}

    def give(self, warrant: Warrant) -> None:
        """Add a warrant."""
        self.all[warrant.name] = warrant

    def covers(self, body: str, matter: str, t: int) -> bool:
        """Whether a body has resolved on this matter, word for word, by a warrant that can be used at ``t``."""
        return any(w.body == body and w.matter == matter and w.holds(t) for w in self.all.values())

    def use(self, name: str, entry: int) -> None:
        """Use a warrant up."""
        self.all[name] = replace(self.all[name], used=entry)

    def close(self, name: str, at: int) -> None:
        """End a warrant unused."""
        self.all[name] = replace(self.all[name], end=at)

    def prolong(self, name: str, end: int) -> None:
        """Let an unused warrant run until ``end``."""
        if self.all[name].used < 0:
            self.all[name] = replace(self.all[name], end=end)
