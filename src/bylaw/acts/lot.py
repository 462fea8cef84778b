"""Drawing by lot from outside: by chance that somebody publishes afterwards, anybody computes the same order."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def by_lot(members: Iterable[str], *told: str) -> list[str]:
    """Give members in the order of the SHA-256 of what is told (prefix, purpose, chance) and the id, each on a line."""
    head = "".join(f"{line}\n" for line in told)
    return sorted(members, key=lambda member: sha256(f"{head}{member}\n".encode()).digest())
