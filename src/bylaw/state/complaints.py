"""Complaints and tips: who raised what when, and about whom; where each lies is computed from its dates."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.state.climbing import Raised, Raisings


class Tip(Struct, frozen=True):
    """A word without a name: the body that it reached, and the commitment to it."""

    name: str
    body: str
    text: str
    at: int


class Complaints(Raisings[Raised]):
    """Every complaint, and every tip beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.tips: dict[str, Tip] = {}
        self._of_author: dict[str, list[str]] = {}

    def open(self, raised: Raised) -> None:
        """Add a complaint."""
        super().open(raised)
        self._of_author.setdefault(raised.author, []).append(raised.name)

    def of_author(self, member: str) -> Iterator[Raised]:
        """Give the complaints of a member, oldest first."""
        return (self.all[name] for name in self._of_author.get(member, ()))

    def keep(self, tip: Tip) -> None:
        """Add a tip."""
        self.tips[tip.name] = tip
