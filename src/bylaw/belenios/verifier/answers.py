"""The answers of a ballot, turned into claims: one function per kind of question.

Specification: "Encrypted answers" and the sections on proofs. `context` is S₀: fingerprint and credential.
"""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from bylaw.belenios import challenges
from bylaw.belenios.encoding import load, read_scalar
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import Group
from bylaw.belenios.model import (
    Ciphertext,
    HomomorphicAnswer,
    HomomorphicQuestion,
    ListsAnswer,
    ListsQuestion,
    Proof,
    RankedAnswer,
    RankedQuestion,
)
from bylaw.belenios.questions import Question
from bylaw.belenios.verifier.statement import KEY, G, Row, Statement

SECTION = "answers"
MAX_ANSWER = 4 << 20
Pair = tuple[int, int]


class Scope(NamedTuple):
    """What the proofs of one answer are about: group, election key, S₀, and the place of the answer."""

    group: Group
    key: str
    context: str
    place: str


def answer(statement: Statement, scope: Scope, question: Question, raw: bytes) -> tuple[Any, list[Pair]]:
    """Read one answer and add its claims; return it with the indices of its ciphertexts, flattened."""
    kind, add = _KINDS[type(question)]
    value = load(raw, kind, MAX_ANSWER)
    return value, add(statement, scope, question, value)


def expect(scope: Scope, what: str, found: int, expected: int) -> None:
    """Compare two lengths; Refused(shape)."""
    if found != expected:
        raise Refused(Reason.SHAPE, f"{scope.place}: {found} {what}, expected {expected}", SECTION)


def _pair(statement: Statement, place: str, ciphertext: Ciphertext) -> Pair:
    alpha = statement.point(f"{place} alpha", ciphertext.alpha)
    return alpha, statement.point(f"{place} beta", ciphertext.beta)


def _total(statement: Statement, pairs: Sequence[Pair]) -> Pair:
    return statement.sum([alpha for alpha, _ in pairs]), statement.sum([beta for _, beta in pairs])


def _disjunct(group: Group, pair: Pair, value: int, proof: Proof) -> tuple[int, tuple[Row, Row]]:
    """Return challenge and commitments of the proof that `pair` encrypts `value`."""
    c, r = read_scalar(group, proof.challenge), read_scalar(group, proof.response)
    beta: Row = ((r, KEY), (c, pair[1]))
    if value:
        beta = (*beta, (-c * value % group.q, G))
    return c, (((r, G), (c, pair[0])), beta)


def _disjunction(group: Group, cases: Sequence[tuple[Pair, int, Proof]]) -> tuple[int, tuple[Row, ...]]:
    """Return the sum of the challenges and all commitments of a proof that one of `cases` is so."""
    parts = [_disjunct(group, *case) for case in cases]
    return sum(c for c, _ in parts) % group.q, tuple(chain.from_iterable(rows for _, rows in parts))


def _bit(statement: Statement, scope: Scope, ciphertext: Ciphertext, proofs: Sequence[Proof]) -> Pair:
    """Add the claim that a choice is 0 or 1; return the indices of its ciphertext."""
    expect(scope, "parts of an individual proof", len(proofs), 2)
    pair = _pair(statement, scope.place, ciphertext)
    prefix = challenges.prefix_interval(scope.context, ciphertext.alpha, ciphertext.beta)
    cases = [(pair, value, proof) for value, proof in enumerate(proofs)]
    statement.claim(f"{scope.place} individual proof", prefix, *_disjunction(scope.group, cases))
    return pair


def _homomorphic(
    statement: Statement, scope: Scope, question: HomomorphicQuestion, value: HomomorphicAnswer
) -> list[Pair]:
    blank = bool(question.blank)
    expect(scope, "choices", len(value.choices), len(question.answers) + blank)
    expect(scope, "individual proofs", len(value.individual_proofs), len(value.choices))
    expect(
        scope, "parts of the overall proof", len(value.overall_proof), question.max - question.min + 1 + blank
    )
    expect(scope, "blank proofs", value.blank_proof is not None, blank)
    pairs = [
        _bit(statement, scope._replace(place=f"{scope.place} choice {i}"), choice, proofs)
        for i, (choice, proofs) in enumerate(zip(value.choices, value.individual_proofs, strict=True), 1)
    ]
    whole = scope._replace(context=challenges.answer_context(scope.context, value.choices))
    numbers = range(question.min, question.max + 1)
    if value.blank_proof is None:
        _sum_in_range(statement, whole, pairs, list(zip(numbers, value.overall_proof, strict=True)))
    else:
        _blank_or_in_range(
            statement, whole, pairs, list(zip((1, *numbers), value.overall_proof, strict=True))
        )
        _not_blank_or_nothing(statement, whole, pairs, value.blank_proof)
    return pairs


def _sum_in_range(
    statement: Statement, scope: Scope, pairs: Sequence[Pair], proofs: Sequence[tuple[int, Proof]]
) -> None:
    """Claim that the sum of all choices is one of the numbers in `proofs`."""
    total = _total(statement, pairs)
    claim = _disjunction(scope.group, [(total, number, proof) for number, proof in proofs])
    prefix = challenges.prefix_interval_of_sum(scope.context)
    statement.claim(f"{scope.place} overall proof", prefix, *claim, shown=total)


def _blank_or_in_range(
    statement: Statement, scope: Scope, pairs: Sequence[Pair], proofs: Sequence[tuple[int, Proof]]
) -> None:
    """Claim that the first choice, blank, is 1 or the sum of the others is one of the numbers."""
    total = _total(statement, pairs[1:])
    cases = [(total if i else pairs[0], number, proof) for i, (number, proof) in enumerate(proofs)]
    prefix = challenges.prefix_blank_overall(scope.context)
    statement.claim(f"{scope.place} overall proof", prefix, *_disjunction(scope.group, cases))


def _not_blank_or_nothing(
    statement: Statement, scope: Scope, pairs: Sequence[Pair], proofs: Sequence[Proof]
) -> None:
    """Claim that blank is 0 or the sum of the others is 0."""
    expect(scope, "parts of the blank proof", len(proofs), 2)
    cases = [(pairs[0], 0, proofs[0]), (_total(statement, pairs[1:]), 0, proofs[1])]
    prefix = challenges.prefix_blank(scope.context)
    statement.claim(f"{scope.place} blank proof", prefix, *_disjunction(scope.group, cases))


def _ranked(statement: Statement, scope: Scope, _: RankedQuestion, value: RankedAnswer) -> list[Pair]:
    group = scope.group
    pair = _pair(statement, scope.place, value.choices)
    c, r = read_scalar(group, value.proof.challenge), read_scalar(group, value.proof.response)
    prefix = challenges.prefix_ranked(scope.context, scope.key, value.choices)
    statement.claim(f"{scope.place} proof", prefix, c, (((r, G), (c, pair[0])),))
    return [pair]


def _expect_lists(scope: Scope, what: str, rows: Sequence[Sequence[object]], sizes: Sequence[int]) -> None:
    expect(scope, f"lists of {what}", len(rows), len(sizes))
    for row, size in zip(rows, sizes, strict=True):
        expect(scope, what, len(row), size)


def _lists(statement: Statement, scope: Scope, question: ListsQuestion, value: ListsAnswer) -> list[Pair]:
    sizes = [len(names) for names in question.value.answers]
    _expect_lists(scope, "choices", value.choices, sizes)
    _expect_lists(scope, "individual proofs", value.individual_proofs, sizes)
    expect(scope, "list proofs", len(value.list_proofs), len(sizes))
    pairs = [
        [
            _bit(statement, scope._replace(place=f"{scope.place} list {i} choice {j}"), choice, proofs)
            for j, (choice, proofs) in enumerate(zip(*row, strict=True))
        ]
        for i, row in enumerate(zip(value.choices, value.individual_proofs, strict=True), 1)
    ]
    flat = chain.from_iterable(value.choices)
    whole = scope._replace(context=challenges.answer_context(scope.context, flat))
    _sum_in_range(statement, whole, [row[0] for row in pairs], [(1, value.overall_proof)])
    for i, (row, proofs) in enumerate(zip(pairs, value.list_proofs, strict=True), 1):
        _selected_or_nothing(statement, whole._replace(place=f"{scope.place} list {i}"), row, proofs)
    _something(statement, whole, [pair for row in pairs for pair in row[1:]], value)
    return list(chain.from_iterable(pairs))


def _selected_or_nothing(
    statement: Statement, scope: Scope, row: Sequence[Pair], proofs: Sequence[Proof]
) -> None:
    """Claim that the list is selected or none of its candidates is."""
    expect(scope, "parts of the list proof", len(proofs), 2)
    cases = [(row[0], 1, proofs[0]), (_total(statement, row[1:]), 0, proofs[1])]
    prefix = challenges.prefix_one_list(scope.context)
    statement.claim(f"{scope.place} list proof", prefix, *_disjunction(scope.group, cases))


def _something(statement: Statement, scope: Scope, pairs: Sequence[Pair], value: ListsAnswer) -> None:
    """Claim that at least one candidate is selected."""
    group, proof = scope.group, value.nonzero_proof
    if proof.commitment == group.write(group.identity):
        raise Refused(Reason.PROOF, f"{scope.place} nonzero proof: neutral commitment", SECTION)
    alpha, beta = _total(statement, pairs)
    commitment = statement.point(f"{scope.place} nonzero proof commitment", proof.commitment)
    c, t1, t2 = (read_scalar(group, text) for text in (proof.challenge, *proof.response))
    prefix = challenges.prefix_nonzero(scope.context) + proof.commitment + ","
    rows: tuple[Row, ...] = (((t1, alpha), (t2, G)), ((t1, beta), (t2, KEY), (c, commitment)))
    statement.claim(f"{scope.place} nonzero proof", prefix, c, rows)


_KINDS: dict[type, tuple[Any, Callable[..., list[Pair]]]] = {
    HomomorphicQuestion: (HomomorphicAnswer, _homomorphic),
    RankedQuestion: (RankedAnswer, _ranked),
    ListsQuestion: (ListsAnswer, _lists),
}
