"""The reference arithmetic: decides statements with the group's own operations, one by one."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bylaw.belenios.challenges import challenge
from bylaw.belenios.findings import Refused
from bylaw.belenios.group import Group, product
from bylaw.belenios.verifier.statement import Claim, Row, Statement

SECTION = "proofs"


class Reference:
    """Decides statements over one group and one election key."""

    name = "reference"

    def __init__(self, group: Group, key: Any) -> None:
        """Prepare the powers of the generator and of the key."""
        self._group = group
        self._key = key
        self._powers: list[Callable[[int], Any]] = [group.base, group.fixed(key)]

    def verify_bulk(self, statements: Sequence[Statement]) -> Iterable[list[Any] | Refused]:
        """Yield for each statement its points, read and checked, or why it does not hold."""
        for statement in statements:
            try:
                yield self.decide(statement)
            except Refused as refused:
                yield refused

    def decide(self, statement: Statement) -> list[Any]:
        """Return the points of a statement that holds, generator and key first; Refused."""
        elements = self._read(statement)
        group, first = self._group, len(elements)
        for indices in statement.sums:
            total = product(group, [elements[index] for index in indices])
            elements.insert(first, total)  # in reverse, so that the sum number i is elements[~i]
        for claim in statement.claims:
            if not self._holds(claim, elements):
                raise Refused(claim.reason, claim.place, SECTION)
        return elements[:first]

    def _read(self, statement: Statement) -> list[Any]:
        group, known = self._group, statement.known
        elements = [group.generator, self._key]
        for index, (text, place) in enumerate(zip(statement.points, statement.places, strict=True), 2):
            if index in known:
                elements.append(known[index])
                continue
            try:
                elements.append(group.read(text))
            except Refused as refused:
                raise refused.at(place) from None
        return elements

    def _holds(self, claim: Claim, elements: list[Any]) -> bool:
        group = self._group
        prefix = claim.prefix
        if claim.shown:
            prefix += ",".join(group.write(elements[index]) for index in claim.shown) + "|"
        commitments = [group.write(self._commitment(row, elements)) for row in claim.rows]
        return challenge(group, prefix, commitments) == claim.challenge

    def _commitment(self, row: Row, elements: list[Any]) -> Any:
        group, powers, total = self._group, self._powers, None
        for scalar, index in row:
            power = powers[index](scalar) if 0 <= index <= 1 else group.power(elements[index], scalar)
            total = power if total is None else group.mul(total, power)
        return total
