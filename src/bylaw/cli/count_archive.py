"""The ballots of one question of an archive, for `bylaw count`: verified first, then counted like any other file."""

from __future__ import annotations

from pathlib import Path

from bylaw.acts.secret_ballots.ballot_files import read_rankings
from bylaw.acts.secret_ballots.boxes import Held, held
from bylaw.belenios.encoding import read_weight
from bylaw.belenios.model import HomomorphicQuestion
from bylaw.counting import BallotFileError, Ballots
from bylaw.counting.ballots import Grades, Totals
from bylaw.store.files import read_bounded

MOST = 1 << 30
"""The largest archive that is read, in bytes."""


def ballots_of(file: str, question: int) -> Ballots | Grades | Totals:
    """Read one question, from 1: its rankings, its grades or its sums. Raises BallotFileError, OSError.

    Rankings and grades that are spoiled are invalid papers; a blank vote is no vote for anybody.
    """
    raw = read_bounded(Path(file), MOST)
    if raw is None:
        raise FileNotFoundError(2, "no such file", file)
    found = held(raw)
    if not isinstance(found, Held):
        raise BallotFileError(f"no archive that can be counted: {found}")
    questions = found.board.election().questions
    if not 1 <= question <= len(questions) or found.report.result is None:
        raise BallotFileError(
            f"it is {found.report.state} with {len(questions)} questions: expected a result"
        )
    asked = questions[question - 1]
    if isinstance(asked, HomomorphicQuestion):
        return _sums(asked, [read_weight(each) for each in found.report.result[question - 1]])
    spoiled = tuple(place for number, place in found.report.spoiled if number == question)
    ballots = read_rankings(raw, question, spoiled)
    if not isinstance(ballots, Ballots | Grades):
        raise BallotFileError(str(ballots))
    return ballots


def _sums(asked: HomomorphicQuestion, sums: list[int]) -> Totals:
    votes = tuple(sums[1:] if asked.blank else sums)
    return Totals(candidates=tuple(asked.answers), votes=(votes,))
