"""The encrypted tally, computed from the ballots alone ("Encrypted tally")."""

from collections.abc import Sequence
from typing import Any

from bylaw.belenios.encoding import dump, hash_hex, load, write_weight
from bylaw.belenios.findings import Consequence, Reason, Refused
from bylaw.belenios.group import Group
from bylaw.belenios.model import (
    Ballot,
    HomomorphicAnswer,
    HomomorphicQuestion,
    ListsAnswer,
    ListsQuestion,
    RankedAnswer,
    RankedQuestion,
    SizedTally,
)
from bylaw.belenios.prover import elgamal
from bylaw.belenios.prover.board import MAX, Board, last_ballots
from bylaw.belenios.prover.elgamal import Encrypted
from bylaw.belenios.questions import Question
from bylaw.belenios.shapes import Tally, map_leaves

SECTION = "tally"
ANSWERS: dict[Any, Any] = {
    HomomorphicQuestion: HomomorphicAnswer,
    ListsQuestion: ListsAnswer,
    RankedQuestion: RankedAnswer,
}


def compute(board: Board) -> tuple[bytes, SizedTally]:
    """Return the encrypted tally of the ballots that count, and its size; Refused(weight | group ...)."""
    election, weights, ballots = board.election(), board.weights(), last_ballots(board)
    counted = [weights[ballot.credential] for ballot in ballots]
    columns = [
        _column(election.group, question, number, ballots, counted)
        for number, question in enumerate(election.questions)
    ]
    tally = dump(columns)
    sized = SizedTally(
        num_tallied=len(ballots), total_weight=write_weight(sum(counted)), encrypted_tally=hash_hex(tally)
    )
    return tally, sized


def _column(
    group: Group, question: Question, number: int, ballots: Sequence[Ballot], weights: Sequence[int]
) -> list[Any]:
    answers = [
        load(bytes(ballot.answers[number]), ANSWERS[type(question)], MAX).choices for ballot in ballots
    ]
    if isinstance(question, RankedQuestion):
        return _listed(group, answers, weights)
    empty = _empty(question)
    pairs = [map_leaves(lambda text: elgamal.read(group, text), answer) for answer in answers]
    return map_leaves(lambda pair: elgamal.write(group, pair), _sums(group, empty, pairs, weights))


def _listed(group: Group, answers: Sequence[Any], weights: Sequence[int]) -> list[Any]:
    """Return the ciphertexts of a ranked question in the order of the group, not that of the ballots."""
    if any(weight != 1 for weight in weights):
        raise Refused(Reason.WEIGHT, "ranked question with weights", SECTION)
    return sorted(answers, key=lambda text: [group.order(each) for each in elgamal.read(group, text)])


def _empty(question: HomomorphicQuestion | ListsQuestion) -> list[Any]:
    if isinstance(question, ListsQuestion):
        return [[None] * len(answers) for answers in question.value.answers]
    return [None] * (len(question.answers) + bool(question.blank))


def _sums(group: Group, shape: list[Any], answers: Sequence[Any], weights: Sequence[int]) -> list[Any]:
    """Return the weighted product of all answers, entry by entry."""
    sums: list[Any] = []
    for i, entry in enumerate(shape):
        column = [answer[i] for answer in answers]
        if isinstance(entry, list):
            sums.append(_sums(group, entry, column, weights))
        else:
            weighted = (_times(group, *each) for each in zip(column, weights, strict=True))
            sums.append(elgamal.product(group, weighted))
    return sums


def _times(group: Group, pair: Encrypted, weight: int) -> Encrypted:
    return pair if weight == 1 else elgamal.power(group, pair, weight)


def to_decrypt(board: Board) -> tuple[Tally, int]:
    """Return the tally as it is to be decrypted, shuffled where it is ranked, and its total weight; Refused."""
    found = board.tally()
    if found is None:
        raise Refused(Reason.TALLY, "no tally yet", SECTION, Consequence.INCOMPLETE)
    tally, total = found
    shuffles = board.shuffles()
    if shuffles:
        tally = with_shuffled(board.election().questions, tally, shuffles[-1][1].ciphertexts)
    return tally, total


def ranked_columns(questions: Sequence[Question], tally: Tally) -> list[Any]:
    """Return the lists of ciphertexts that are shuffled."""
    return [
        column
        for question, column in zip(questions, tally, strict=True)
        if isinstance(question, RankedQuestion)
    ]


def with_shuffled(questions: Sequence[Question], tally: Tally, shuffled: Sequence[Any]) -> Tally:
    """Return the tally with its ranked columns replaced by the last shuffle's."""
    replacing = iter(shuffled)
    return [
        next(replacing) if isinstance(question, RankedQuestion) else column
        for question, column in zip(questions, tally, strict=True)
    ]
