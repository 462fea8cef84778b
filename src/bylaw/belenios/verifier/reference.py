"""The reference arithmetic: decides statements with the group's own operations, one by one."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bylaw.belenios.challenges import challenge
from bylaw.belenios.findings import Refused
from bylaw.belenios.group import Group, product
from bylaw.belenios.verifier.statement import Claim, Row, Statement

SECTION = "proofs"


Outcome = list[Any] | Refused
"""Of one statement: its points, read and checked, generator and key first; or why it does not hold."""

Place = tuple[int, int]
"""The number of a statement and the index of one of its points."""


class Decided:
    """The outcomes of several statements, in order, and products of points in them."""

    def __init__(self, group: Group, outcomes: Sequence[Outcome]) -> None:
        """Keep the outcomes."""
        self.group, self.outcomes = group, outcomes

    def points(self, number: int) -> list[Any]:
        """Return the points of a statement that holds."""
        points = self.outcomes[number]
        assert not isinstance(points, Refused)
        return points

    def products(self, columns: Sequence[Sequence[Place]]) -> list[Any]:
        """Return for each column the product of its points, all of statements that hold."""
        return [product(self.group, (self.points(i)[index] for i, index in column)) for column in columns]


class Reference:
    """Decides statements over one group and one election key."""

    name = "reference"
    batch = 256

    def __init__(self, group: Group, key: Any) -> None:
        """Prepare the powers of the generator and of the key."""
        self._group = group
        self._key = key
        self._powers: list[Callable[[int], Any]] = [group.base, group.fixed(key)]

    def verify_bulk(self, statements: Sequence[Statement]) -> Decided:
        """Decide statements, their points read together where all of them are good."""
        texts = [text for statement in statements for text in statement.unknown()]
        points = self._group.read_many(texts)
        rest = None if points is None else iter(points)
        return Decided(self._group, [self.outcome(statement, rest) for statement in statements])

    def outcome(self, statement: Statement, read: Iterator[Any] | None = None) -> Outcome:
        """Return the points of a statement, or why it does not hold; `read` yields points read before."""
        try:
            return self._decide(statement, self._points(statement, read))
        except Refused as refused:
            return refused

    def _decide(self, statement: Statement, points: list[Any]) -> list[Any]:
        elements = with_sums(self._group, statement, points)
        for claim in statement.claims:
            if not holds(self._group, claim, elements, self._commitment):
                raise Refused(claim.reason, claim.place, SECTION)
        return points

    def _points(self, statement: Statement, read: Iterator[Any] | None) -> list[Any]:
        group, known = self._group, statement.known
        elements = [group.generator, self._key]
        for index, (text, place) in enumerate(zip(statement.points, statement.places, strict=True), 2):
            if index in known:
                elements.append(known[index])
            elif read is not None:
                elements.append(next(read))
            else:
                elements.append(_read(group, text, place))
        return elements

    def _commitment(self, row: Row, elements: Sequence[Any]) -> Any:
        group, powers, total = self._group, self._powers, None
        for scalar, index in row:
            power = powers[index](scalar) if 0 <= index <= 1 else group.power(elements[index], scalar)
            total = power if total is None else group.mul(total, power)
        return total


def with_sums(group: Group, statement: Statement, points: Sequence[Any]) -> list[Any]:
    """Return the points and behind them the sums, in reverse: the sum number i is at ~i."""
    sums = [product(group, [points[index] for index in indices]) for indices in statement.sums]
    return [*points, *reversed(sums)]


def holds(
    group: Group, claim: Claim, elements: Sequence[Any], commitment: Callable[[Row, Sequence[Any]], Any]
) -> bool:
    """Say whether a claim's commitments, each recomputed by `commitment`, have its challenge."""
    prefix = claim.prefix
    if claim.shown:
        prefix += ",".join(group.write(elements[index]) for index in claim.shown) + "|"
    commitments = [group.write(commitment(row, elements)) for row in claim.rows]
    return challenge(group, prefix, commitments) == claim.challenge


def _read(group: Group, text: str, place: str) -> Any:
    try:
        return group.read(text)
    except Refused as refused:
        raise refused.at(place) from None
