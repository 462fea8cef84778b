"""Bulk arithmetic where the kernel is not built: Ed25519 by libsodium with nothing done twice, public data only.

libsodium multiplies no point that is not in the prime-order group in its one form, so a point of a ballot needs no
check beside its multiplication. A statement that is not accepted so, for whatever reason, the reference decides again.
"""

from collections.abc import Sequence
from typing import Any

from bylaw.belenios.ed25519 import Q, unchecked
from bylaw.belenios.group import Group, product
from bylaw.belenios.sodium import NotAPoint, is_member
from bylaw.belenios.verifier.reference import Decided, Reference, holds, with_sums
from bylaw.belenios.verifier.statement import G, Row, Statement, Term


class Sodium:
    """Decides statements over Ed25519 and one election key."""

    name = "libsodium"
    batch = 256

    def __init__(self, group: Group, key: bytes) -> None:
        """Keep generator and key as the first points of every statement."""
        self._group, self._first = group, [group.generator, key]
        self._reference = Reference(group, key)

    def verify_bulk(self, statements: Sequence[Statement]) -> Decided:
        """Decide statements; those that are not accepted here, again by the reference."""
        outcomes = [self._accepted(each) or self._reference.outcome(each) for each in statements]
        return Decided(self._group, outcomes)

    def _accepted(self, statement: Statement) -> list[bytes] | None:
        """Return the points of a statement all of which holds, None where it may not."""
        rest = [unchecked(text) for text in statement.points]
        points = [*self._first, *(point for point in rest if point is not None)]
        if len(points) != len(rest) + len(self._first) or not self._members(statement, points):
            return None
        try:
            elements = with_sums(self._group, statement, points)
            good = all(holds(self._group, claim, elements, self._commitment) for claim in statement.claims)
        except NotAPoint:
            return None
        return points if good else None

    def _members(self, statement: Statement, points: Sequence[bytes]) -> bool:
        """Say whether each point that no claim multiplies as it stands is a member of the group."""
        rows = (row for claim in statement.claims for row in claim.rows if len(row) == 2)
        multiplied = {index for row in rows for scalar, index in row if scalar}
        alone = set(range(len(self._first), len(points))) - multiplied - statement.known.keys()
        return all(is_member(points[index]) for index in alone)

    def _commitment(self, row: Row, elements: Sequence[Any]) -> Any:
        """Return the sum of a row; r·h + c·b - c·g as r·h + c·(b - g), a multiplication less."""
        group = self._group
        if len(row) < 3 or row[2][1] != G or row[1][0] + row[2][0] != Q:
            return product(group, (self._times(term, elements) for term in row))
        c, index = row[1]
        shifted = group.power(group.div(elements[index], group.generator), c)
        return group.mul(self._times(row[0], elements), shifted)

    def _times(self, term: Term, elements: Sequence[Any]) -> Any:
        scalar, index = term
        return self._group.base(scalar) if index == G else self._group.power(elements[index], scalar)
