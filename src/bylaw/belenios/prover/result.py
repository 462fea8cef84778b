"""Combining partial decryptions into the result ("Election result")."""

from collections.abc import Mapping, Sequence
from functools import reduce
from math import isqrt
from typing import Any

from bylaw.belenios.encoding import dump, write_weight
from bylaw.belenios.findings import Consequence, Reason, Refused
from bylaw.belenios.group import Group
from bylaw.belenios.model import PartialDecryption, Pedersen, RankedQuestion, Result, Single
from bylaw.belenios.prover import elgamal
from bylaw.belenios.prover.board import Board
from bylaw.belenios.prover.tally import to_decrypt
from bylaw.belenios.questions import ElectionData
from bylaw.belenios.shapes import Tally, fill, leaves, same

SECTION = "result"
Trustees = Sequence[Single | Pedersen]


def compute(
    election: ElectionData,
    trustees: Trustees,
    tally: Tally,
    total_weight: int,
    decryptions: Mapping[int, PartialDecryption],
) -> bytes:
    """Return the result; `decryptions` are the checked ones, by number of the trustee.

    Refused(threshold, incomplete) if too few are there, (tally) if a sum is above the total weight.
    """
    group = election.group
    factors = _combined(group, trustees, tally, decryptions)
    pairs = zip((text for _, text in leaves(tally)), factors, strict=True)
    plain = fill(tally, iter([group.div(elgamal.read(group, text).beta, f) for text, f in pairs]))
    logarithm = _Logarithm(group, total_weight)
    return dump(
        Result(
            result=[
                _answers(group, question, column, logarithm)
                for question, column in zip(election.questions, plain, strict=True)
            ]
        )
    )


def of_board(board: Board) -> bytes:
    """Return the result of an archive's partial decryptions, which the verifier has accepted; Refused."""
    columns, total = to_decrypt(board)
    return compute(board.election(), board.trustees(), columns, total, dict(board.decryptions()))


def _answers(group: Group, question: object, column: list[Any], logarithm: "_Logarithm") -> list[Any]:
    if isinstance(question, RankedQuestion):
        return [group.decode_ints(len(question.value.answers), element) for element in column]
    return fill(column, (write_weight(logarithm.of(element)) for _, element in leaves([column])))


def _combined(
    group: Group, trustees: Trustees, tally: Tally, decryptions: Mapping[int, PartialDecryption]
) -> list[Any]:
    """Return, per ciphertext, the product of all trustees' parts."""
    read = {number: _read(group, tally, number, each) for number, each in decryptions.items()}
    parts, first = [], 1
    for item in trustees:
        size = 1 if isinstance(item, Single) else len(item.keys.verification_keys)
        needed = 1 if isinstance(item, Single) else item.keys.threshold
        present = {i: read[first + i - 1] for i in range(1, size + 1) if first + i - 1 in read}
        if len(present) < needed:
            raise _too_few(first, size, needed, len(present))
        chosen = dict(list(present.items())[:needed])
        parts.append(_interpolated(group, chosen) if isinstance(item, Pedersen) else chosen[1])
        first += size
    return [reduce(group.mul, factors) for factors in zip(*parts, strict=True)]


def _read(group: Group, tally: Tally, number: int, decryption: PartialDecryption) -> list[Any]:
    if not same(tally, decryption.decryption_factors):
        raise Refused(Reason.SHAPE, f"factors of trustee {number}", SECTION)
    return [group.read(text) for _, text in leaves(decryption.decryption_factors)]


def _too_few(first: int, size: int, needed: int, present: int) -> Refused:
    who = f"trustee {first}" if size == 1 else f"trustees {first} to {first + size - 1}"
    return Refused(Reason.THRESHOLD, f"{who}: {present} of {needed} needed", SECTION, Consequence.INCOMPLETE)


def _interpolated(group: Group, factors: Mapping[int, list[Any]]) -> list[Any]:
    """Return the product of the factors, each to its Lagrange coefficient at 0."""
    powers = [_lagrange(group, list(factors), index) for index in factors]
    return [
        reduce(group.mul, map(group.power, column, powers)) for column in zip(*factors.values(), strict=True)
    ]


def _lagrange(group: Group, indexes: Sequence[int], index: int) -> int:
    coefficient = 1
    for other in indexes:
        if other != index:
            coefficient = coefficient * other * pow(other - index, -1, group.q) % group.q
    return coefficient


class _Logarithm:
    """Small discrete logarithms to the base g, by giant steps over a table of baby steps."""

    def __init__(self, group: Group, greatest: int) -> None:
        self._group, self._greatest = group, greatest
        self._step = isqrt(greatest) + 1
        self._table: dict[Any, int] = {}

    def of(self, element: Any) -> int:
        """Return the number m with g^m = element, 0 <= m <= greatest; Refused(tally)."""
        group, table = self._group, self._baby_steps()
        giant = group.base(self._step)
        for i in range(self._step + 1):
            if element in table and i * self._step + table[element] <= self._greatest:
                return i * self._step + table[element]
            element = group.div(element, giant)
        raise Refused(Reason.TALLY, f"a sum is above the total weight {self._greatest}", SECTION)

    def _baby_steps(self) -> dict[Any, int]:
        if not self._table:
            element = self._group.identity
            for j in range(self._step):
                self._table[element] = j
                element = self._group.mul(element, self._group.generator)
        return self._table
