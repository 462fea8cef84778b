"""Petitions and their signatures, each signature an interval of its own."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER


class Petition(Struct, frozen=True):
    """What members ask for: ``matter`` is the substance of the act that enough of them may do.

    ``closes`` is the end of its window, by the law of the day on which it was opened. ``process`` is the kind of act
    that opened it, by which clauses may select. Signatures are in the open, or sealed until two open them.
    """

    name: str
    body: str
    opener: str
    matter: str
    text: str
    at: int
    closes: int = FOREVER
    filed: int = 0
    process: str = "open-petition"
    signing: str = "open"


class SealedCount(Struct, frozen=True):
    """What two tellers found in the sealed signatures: how many count, and how many are struck for which reason."""

    good: int
    struck: dict[str, int]
    needed: int
    openings: str
    at: int


class Signature(Struct, frozen=True):
    """One member's signature under a petition, until it is withdrawn."""

    member: str
    start: int
    end: int = FOREVER


class Petitions:
    """Every petition, and the signatures by petition and member."""

    def __init__(self) -> None:
        self.all: dict[str, Petition] = {}
        self.signatures: dict[str, dict[str, list[Signature]]] = {}
        self.seals: dict[str, dict[str, int]] = {}
        """The sealed signatures and withdrawals under each petition, and when each was taken in."""
        self.counts: dict[str, list[SealedCount]] = {}
        self._running: dict[str, int] = {}

    def open(self, petition: Petition) -> None:
        """Add a petition."""
        self.all[petition.name] = petition
        self.signatures[petition.name] = {}
        self._running[petition.name] = 0
        self.seals[petition.name] = {}
        self.counts[petition.name] = []

    def signed(self, name: str, member: str) -> bool:
        """Whether a member's signature stands."""
        spells = self.signatures[name].get(member)
        return spells is not None and spells[-1].end == FOREVER

    def sign(self, name: str, member: str, at: int) -> None:
        """Add a signature."""
        self.signatures[name].setdefault(member, []).append(Signature(member, at))
        self._running[name] += 1

    def withdraw(self, name: str, member: str, at: int) -> None:
        """End a signature."""
        last = self.signatures[name][member][-1]
        self.signatures[name][member][-1] = replace(last, end=max(at, last.start))
        self._running[name] -= 1

    def file(self, name: str, at: int) -> None:
        """Close a petition as filed."""
        self.all[name] = replace(self.all[name], filed=at)

    def running(self, name: str) -> int:
        """Count the signatures that stand, whoever signed."""
        return self._running[name]

    def standing(self, name: str) -> Iterator[str]:
        """Give the members whose signatures stand."""
        return (member for member, spells in self.signatures[name].items() if spells[-1].end == FOREVER)
