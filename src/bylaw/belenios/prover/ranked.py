"""Answers to non-homomorphic questions: small integers in one element ("Non-homomorphic answers")."""

from collections.abc import Sequence

from bylaw.belenios import challenges
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import RankedAnswer, RankedQuestion
from bylaw.belenios.prover import draw, elgamal
from bylaw.belenios.prover.paper import Paper
from bylaw.belenios.prover.proofs import knowledge

SECTION = "answers"


def answer(paper: Paper, question: RankedQuestion, ranks: Sequence[int]) -> RankedAnswer:
    """Return the encrypted answer: a rank per option, 0 everywhere for blank; Refused(shape)."""
    if len(ranks) != len(question.value.answers):
        raise Refused(Reason.SHAPE, f"{len(ranks)} ranks: expected {len(question.value.answers)}", SECTION)
    group = paper.group
    exponent = draw.nonzero(group.q, paper.random)
    pair = elgamal.encrypt(group, paper.key, exponent, group.encode_ints(ranks))
    choices = elgamal.write(group, pair)
    key = group.write(paper.key)
    prefix = challenges.prefix_ranked(paper.context, key, choices)
    proof = knowledge(group, exponent, prefix, paper.random)
    return RankedAnswer(choices=choices, proof=proof)
