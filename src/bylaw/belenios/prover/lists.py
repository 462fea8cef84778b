"""Answers to lists questions: one list, and at least one of its candidates ("Lists answers")."""

from collections.abc import Sequence

from bylaw.belenios import challenges
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import ListsAnswer, ListsQuestion, NonzeroProof, Proof
from bylaw.belenios.prover import draw, elgamal, scalars
from bylaw.belenios.prover.elgamal import Encrypted
from bylaw.belenios.prover.paper import Paper, Sealed

SECTION = "answers"


def answer(paper: Paper, question: ListsQuestion, bits: Sequence[Sequence[int]]) -> ListsAnswer:
    """Return the encrypted answer; each list of `bits` begins with whether it is chosen; Refused(shape)."""
    _allowed(question, bits)
    group = paper.group
    sealed = [[paper.bit(value) for value in row] for row in bits]
    choices = [[elgamal.write(group, each.pair) for each in row] for row in sealed]
    context = challenges.answer_context(paper.context, (each for row in choices for each in row))
    heads = paper.total([row[0] for row in sealed])
    return ListsAnswer(
        choices=choices,
        individual_proofs=[[each.proof for each in row] for row in sealed],
        overall_proof=paper.interval(context, heads.pair, [1], (0, heads.exponent))[0],
        list_proofs=[_list(paper, context, row, values[0]) for row, values in zip(sealed, bits, strict=True)],
        nonzero_proof=_nonzero(paper, context, paper.total([each for row in sealed for each in row[1:]])),
    )


def _allowed(question: ListsQuestion, bits: Sequence[Sequence[int]]) -> None:
    shape = [len(row) for row in question.value.answers]
    if [len(row) for row in bits] != shape or any(bit not in (0, 1) for row in bits for bit in row):
        raise Refused(Reason.SHAPE, f"choice: expected lists of {shape} entries of 0 or 1", SECTION)
    chosen = [row for row in bits if any(row)]
    if len(chosen) != 1 or not chosen[0][0] or not any(chosen[0][1:]):
        raise Refused(Reason.SHAPE, "choice: expected one list and at least one of its candidates", SECTION)


def _list(paper: Paper, context: str, row: Sequence[Sealed], chosen: int) -> list[Proof]:
    """Prove that the list is chosen or none of its candidates is."""
    rest = paper.total(row[1:])
    return paper.one_of(
        [elgamal.claims(paper.group, row[0].pair, 1), rest.pair],
        (0, row[0].exponent) if chosen else (1, rest.exponent),
        challenges.prefix_one_list(context),
    )


def _nonzero(paper: Paper, context: str, total: Sealed) -> NonzeroProof:
    """Prove that the sum is not 0: a blinded power of what it encrypts, which is not the neutral element."""
    group, (pair, exponent, _) = paper.group, total
    blind = draw.nonzero(group.q, paper.random)
    product = scalars.mul(group, blind, exponent)
    shown = _double(paper, (pair.beta, paper.key), (blind, scalars.sub(group, 0, product)))
    first, second = (draw.nonzero(group.q, paper.random) for _ in range(2))
    commitments = Encrypted(
        _double(paper, (pair.alpha, group.generator), (first, second)),
        _double(paper, (pair.beta, paper.key), (first, second)),
    )
    texts = [group.write(shown), *(group.write(each) for each in commitments)]
    challenge = challenges.nonzero(group, context, texts)
    responses = (
        scalars.respond(group, first, blind, challenge),
        scalars.add(group, second, scalars.mul(group, product, challenge)),
    )
    return NonzeroProof(
        commitment=texts[0], challenge=str(challenge), response=(str(responses[0]), str(responses[1]))
    )


def _double(paper: Paper, bases: tuple[object, object], exponents: tuple[int, int]) -> object:
    powers = [paper.group.secret_power(*each) for each in zip(bases, exponents, strict=True)]
    return paper.group.mul(*powers)
