"""Answers to homomorphic questions: bits of which only sums are decrypted ("Homomorphic answers")."""

from collections.abc import Sequence

from bylaw.belenios import challenges
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import HomomorphicAnswer, HomomorphicQuestion, Proof
from bylaw.belenios.prover import elgamal
from bylaw.belenios.prover.paper import Paper, Sealed

SECTION = "answers"


def answer(paper: Paper, question: HomomorphicQuestion, bits: Sequence[int]) -> HomomorphicAnswer:
    """Return the encrypted answer; `bits` has an entry per choice, the blank bit first where that is allowed.

    Refused(shape) unless the choice is one that the question allows.
    """
    _allowed(question, bits)
    sealed = [paper.bit(value) for value in bits]
    choices = [elgamal.write(paper.group, each.pair) for each in sealed]
    context = challenges.answer_context(paper.context, choices)
    blank = None
    if question.blank:
        blank, overall = _possibly_blank(paper, question, context, sealed, bits)
    else:
        total = paper.total(sealed)
        numbers = range(question.min, question.max + 1)
        overall = paper.interval(context, total.pair, numbers, (sum(bits) - question.min, total.exponent))
    return HomomorphicAnswer(
        choices=choices,
        individual_proofs=[each.proof for each in sealed],
        overall_proof=overall,
        blank_proof=blank,
    )


def _allowed(question: HomomorphicQuestion, bits: Sequence[int]) -> None:
    entries = len(question.answers) + bool(question.blank)
    if len(bits) != entries or any(bit not in (0, 1) for bit in bits):
        raise Refused(Reason.SHAPE, f"choice {list(bits)}: expected {entries} entries of 0 or 1", SECTION)
    if question.blank and bits[0]:
        if sum(bits) > 1:
            raise Refused(Reason.SHAPE, f"choice {list(bits)}: blank and something else", SECTION)
        return
    if not question.min <= sum(bits) <= question.max:
        raise Refused(Reason.SHAPE, f"{sum(bits)} chosen: expected {question.min} to {question.max}", SECTION)


def _possibly_blank(
    paper: Paper, question: HomomorphicQuestion, context: str, sealed: Sequence[Sealed], bits: Sequence[int]
) -> tuple[list[Proof], list[Proof]]:
    """Prove that it is not blank or nothing is chosen, and that it is blank or the sum is in range."""
    group, blank, rest = paper.group, sealed[0], paper.total(sealed[1:])
    first, second = (0, blank.exponent), (1, rest.exponent)
    blank_proof = paper.one_of(
        [blank.pair, rest.pair],
        second if bits[0] else first,
        challenges.prefix_blank(context),
    )
    numbers = range(question.min, question.max + 1)
    chosen = (1 + sum(bits[1:]) - question.min, rest.exponent)
    overall = paper.one_of(
        [elgamal.claims(group, blank.pair, 1), *(elgamal.claims(group, rest.pair, m) for m in numbers)],
        first if bits[0] else chosen,
        challenges.prefix_blank_overall(context),
    )
    return blank_proof, overall
