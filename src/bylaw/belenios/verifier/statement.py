"""What is to be proved, as data: points, sums of points, and claims about them.

A claim is the form that every proof of the protocol has but that of a shuffle: recompute the commitments,
hash them behind a prefix, compare with the challenge. Statements hold no arithmetic, so any backend can
decide them.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from bylaw.belenios.findings import Reason

G, KEY = 0, 1
"""The indices of the generator and of the election key in every statement; further points follow."""

Term = tuple[int, int]
"""A scalar and the index of the point that it multiplies; ~i is the sum number i."""

Row = tuple[Term, ...]
"""One commitment: the sum of its terms."""


class Claim(NamedTuple):
    """SHA-256 of prefix, the `shown` points and the commitments `rows` is `challenge`, mod q."""

    place: str
    reason: Reason
    prefix: str
    challenge: int
    rows: tuple[Row, ...]
    shown: tuple[int, ...] = ()


class Statement:
    """Points with their places, sums of them, claims; `known` are points that were checked before."""

    def __init__(self) -> None:
        """Begin with the generator and the key, which no statement lists."""
        self.points: list[str] = []
        self.places: list[str] = []
        self.known: dict[int, Any] = {}
        self.sums: list[Sequence[int]] = []
        self.claims: list[Claim] = []

    def point(self, place: str, text: str) -> int:
        """Add a point to be read and checked; return its index."""
        self.points.append(text)
        self.places.append(place)
        return len(self.points) + KEY

    def element(self, text: str, element: Any) -> int:
        """Add a point that has been read and checked before; return its index."""
        index = self.point("", text)
        self.known[index] = element
        return index

    def unknown(self) -> list[str]:
        """Return the points that are yet to be read, in order."""
        return [text for index, text in enumerate(self.points, KEY + 1) if index not in self.known]

    def sum(self, indices: Sequence[int]) -> int:
        """Add the sum of points; return its index, a negative number."""
        self.sums.append(indices)
        return -len(self.sums)

    def claim(self, place: str, prefix: str, challenge: int, rows: tuple[Row, ...], **more: Any) -> None:
        """Add a claim; `reason` is proof unless given."""
        self.claims.append(Claim(place, more.pop("reason", Reason.PROOF), prefix, challenge, rows, **more))
