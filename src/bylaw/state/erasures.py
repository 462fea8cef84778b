"""Which commitments nobody can open any more, by which clause, since when."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class Erasure(Struct, frozen=True):
    """One erasure: about which member id, by which clause, when."""

    member: str
    clause: str
    at: int


class Erasures:
    """Every commitment whose opening was destroyed by an act; a reader who misses it misses nothing."""

    def __init__(self) -> None:
        self.all: dict[str, Erasure] = {}
        self._by_member: dict[str, dict[str, None]] = {}

    def note(self, commitments: Iterable[str], erasure: Erasure) -> None:
        """Add the commitments of one act."""
        for commitment in commitments:
            self.all[commitment] = erasure
            self._by_member.setdefault(erasure.member, {})[commitment] = None

    def named(self, member: str) -> frozenset[str]:
        """Give every commitment about a member that an act of erasure has named."""
        return frozenset(self._by_member.get(member, ()))
