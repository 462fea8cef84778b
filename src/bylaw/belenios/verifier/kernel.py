"""Bulk arithmetic by the optional native extension `bylaw_kernel`: Ed25519, public data only.

The points of many statements make one table. A statement counts as accepted only if the kernel accepts every one of
its points, sums and claims; every other statement the reference decides again.
"""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

from bylaw_kernel import Table

from bylaw.belenios.group import Group
from bylaw.belenios.verifier.reference import Decided, Outcome, Place, Reference
from bylaw.belenios.verifier.statement import KEY, Claim, Statement

_POINT = re.compile(r"[0-9a-f]{64}")
_FIXED = 2


class Kernel:
    """Decides statements over Ed25519 and one election key."""

    name = "kernel"
    batch = 1024

    def __init__(self, group: Group, key: bytes) -> None:
        """Keep generator and key as the first points of every table."""
        self._reference = Reference(group, key)
        self._group, self._first = group, [group.generator, key]

    def verify_bulk(self, statements: Sequence[Statement]) -> Decided:
        """Decide statements together; those that the kernel does not accept, again by the reference."""
        batch = _Batch(self._first, statements)
        accepted = batch.accepted()
        outcomes: list[Outcome] = [
            self._reference.outcome(statement) if points is None else points
            for statement, points in zip(statements, accepted, strict=True)
        ]
        if None in accepted:
            return Decided(self._group, outcomes)
        return _Accepted(self._group, outcomes, batch)


class _Accepted(Decided):
    """Statements all of which the kernel accepted: it can multiply their points too."""

    def __init__(self, group: Group, outcomes: Sequence[Outcome], batch: "_Batch") -> None:
        super().__init__(group, outcomes)
        self._batch = batch

    def products(self, columns: Sequence[Sequence[Place]]) -> list[Any]:
        """Return for each column the product of its points; a neutral one by the reference."""
        totals = self._batch.totals(columns)
        return [
            super(_Accepted, self).products([column])[0] if total is None else total
            for column, total in zip(columns, totals, strict=True)
        ]


class _Batch:
    """Several statements in one table; a statement with a malformed point is left out."""

    def __init__(self, first: list[bytes], statements: Sequence[Statement]) -> None:
        self._first, self._statements = first, statements
        self._points = [_raw(statement) for statement in statements]
        known = [points for points in self._points if points is not None]
        self._count = _FIXED + sum(map(len, known))
        self._offsets: list[tuple[int, int]] = []
        groups: list[list[int]] = []
        at = 0
        for statement, points in zip(statements, self._points, strict=True):
            self._offsets.append((at, self._count + len(groups)))
            if points is not None:
                groups += [[at + index for index in indices] for indices in statement.sums]
                at += len(points)
        self._table = Table(b"".join(chain(first, *known)), groups, _FIXED)
        self._members, self._sums = self._table.members(), self._table.sums()

    def totals(self, columns: Sequence[Sequence[Place]]) -> list[bytes | None]:
        """Return the sum of the points in each column."""
        return self._table.totals(
            [[self._offsets[i][0] + index for i, index in column] for column in columns]
        )

    def accepted(self) -> list[list[bytes] | None]:
        """Return for each statement its points if the kernel accepts all of it, None otherwise."""
        fine = [points is not None and self._members_of(i) for i, points in enumerate(self._points)]
        claims = [
            self._claim(claim, *self._offsets[i])
            for i, statement in enumerate(self._statements)
            if fine[i]
            for claim in statement.claims
        ]
        verdicts, at = self._table.check(claims), 0
        found: list[list[bytes] | None] = []
        for statement, points, good in zip(self._statements, self._points, fine, strict=True):
            end = at + len(statement.claims) if good else at
            holds = good and all(verdicts[at:end])
            found.append([*self._first, *points] if holds and points is not None else None)
            at = end
        return found

    def _members_of(self, i: int) -> bool:
        """Say whether all points and sums of statement number `i` are members other than the neutral one."""
        at, sums_at = self._offsets[i]
        statement, members = self._statements[i], self._members
        points = members[at + _FIXED : at + _FIXED + len(statement.points)]
        return all(points) and all(members[sums_at : sums_at + len(statement.sums)])

    def _claim(
        self, claim: Claim, at: int, sums_at: int
    ) -> tuple[bytes, bytes, list[list[tuple[bytes, int]]]]:
        """Return a claim in the kernel's form, its indices those of the table."""

        def place(index: int) -> int:
            return sums_at + ~index if index < 0 else index if index <= KEY else at + index

        prefix = claim.prefix
        if claim.shown:
            shown = (self._sums[place(index) - self._count] or b"" for index in claim.shown)
            prefix += ",".join(raw[::-1].hex() for raw in shown) + "|"
        rows = [
            [(scalar.to_bytes(32, "little"), place(index)) for scalar, index in row] for row in claim.rows
        ]
        return prefix.encode(), claim.challenge.to_bytes(32, "little"), rows


def _raw(statement: Statement) -> list[bytes] | None:
    """Return the points as bytes; None where one is not 64 hexadecimal digits."""
    if not all(map(_POINT.fullmatch, statement.points)):
        return None
    return [bytes.fromhex(text)[::-1] for text in statement.points]
