"""Recalls: of which mandate, by which petition, and the vote that opened by itself."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER


class Recall(Struct, frozen=True):
    """One recall: its petition's name, the mandate, the votes held on it, and what came of it.

    ``outcome`` is ``recalled`` or ``kept`` once it is declared.
    """

    name: str
    mandate: str
    grounds: str
    means: str
    at: int
    elections: tuple[str, ...] = ()
    outcome: str = ""
    decided: int = FOREVER


class Recalls:
    """Every recall, found by its name, by mandate and by the vote on it."""

    def __init__(self) -> None:
        self.all: dict[str, Recall] = {}
        self._of_mandate: dict[str, list[str]] = {}

    def open(self, recall: Recall) -> None:
        """Add a recall."""
        self.all[recall.name] = recall
        self._of_mandate.setdefault(recall.mandate, []).append(recall.name)

    def vote(self, name: str, election: str) -> None:
        """Note the vote that opened."""
        recall = self.all[name]
        self.all[name] = replace(recall, elections=(*recall.elections, election))

    def decide(self, name: str, outcome: str, at: int) -> None:
        """Note what came of it."""
        self.all[name] = replace(self.all[name], outcome=outcome, decided=at)

    def of_mandate(self, mandate: str) -> Iterator[Recall]:
        """Give the recalls of a mandate, oldest first."""
        return (self.all[name] for name in self._of_mandate.get(mandate, ()))
