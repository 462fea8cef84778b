"""Grades in a box: majority judgement and stars, from the set-up to who is elected."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec import Raw

from bylaw.belenios.model import RankedQuestion, RankedValue
from bylaw.belenios.prover.rehearsal import Plan, rehearse, seeded
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Method

from .boxing import BOX_CLAUSES, CHAIRS, VOTERS, Boxed, Made, cut
from .polling import society
from .society import Society, person

WORDS = ("Excellent", "Good", "Passable", "Reject")
STARS = ("5", "4", "3", "2", "1")
VOTES = [[1, 3], [1, 3], [1, 4], [1, 3], [3, 2], [3, 2], [3, 2], [0, 1], [4, 2], [2, 2]]
"""The grade of each candidate, 1 the best, 0 none."""


def graded(method: str) -> Society:
    clause = Clause(no="5", words="By grades.", of=("call-election",), method=Method(name=method))
    return society(*BOX_CLAUSES[1:], founders=VOTERS, instead={"5": clause})


@cache
def made(grades: tuple[str, ...] = WORDS, extra: str = "") -> Made:
    listed = ",".join(f'"{each}"' for each in grades)
    told = extra or f'{{"type":"MajorityJudgment","blank":true,"grades":[{listed}]}}'
    value = RankedValue(answers=[person(n) for n in CHAIRS], question="Chair")
    question = RankedQuestion(value=value, extra=Raw(told.encode()))
    names = {f"voter {n}": 1 for n in range(VOTERS)}
    votes = [(f"voter {n}", [vote]) for n, vote in enumerate(VOTES)]
    plan = Plan("Ed25519", [question], names, votes, 0, (2, 3), (1, 2), (1, 3))
    return cut(rehearse(plan, seeded(f"grades {told}")))


def filed(method: str, it: Made) -> Boxed:
    boxed = Boxed(graded(method), it, ranked=False)
    boxed.filed(votes=((),))
    return boxed


def declared(boxed: Boxed, elected: int) -> None:
    poll = boxed.polls[0]
    files = (boxed.s.state.elections.counts["e1"]["root"].ballots,)
    other = next(n for n in CHAIRS if n != elected)
    assert "bylaw 32" in poll.refused((other,), ballots=files)
    poll.declare((elected,), ballots=files)


def test_the_better_middle_grade_wins():
    """The lower middle of ten is the fifth from the worst. First: none, 4, 3, 3, 3: Passable. Second: 4, 3, 3, 3, 2: Good."""
    boxed = filed("majority-judgement", made())
    count = boxed.s.state.elections.counts["e1"]["root"]
    assert (count.took_part, count.valid, count.votes) == (10, 10, ())
    declared(boxed, CHAIRS[1])


def test_stars_are_added_up_and_the_two_first_meet():
    """A star is 6 minus the number, none for 0. First: 4·5 + 3·3 + 0 + 2 + 4 = 35; second: 3·3 + 2 + 3·4 + 5 + 4 + 4 = 36.

    Both meet; the first is higher on 4 papers, the second on 5.
    """
    boxed = filed("star", made(STARS))
    declared(boxed, CHAIRS[1])


@pytest.mark.parametrize(("method", "it"), [
    ("star", lambda: made(WORDS)),
    ("majority-judgement", lambda: made(("Only",))),
    ("majority-judgement", lambda: made(extra='{"type":"STV","blank":true}')),
    ("scottish-stv", lambda: made(WORDS)),
    ("approval", lambda: made(WORDS)),
])  # fmt: skip
def test_grades_that_are_not_those_of_the_method(method: str, it):
    boxed = Boxed(graded(method), it(), ranked=False)
    boxed.committed()
    assert boxed.s.refused("set-up-ballot", boxed.pair(), **boxed.setting()) == ["bylaw 41"]
