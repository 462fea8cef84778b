"""Grades in a box: majority judgement and stars, from the set-up to who is elected."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec import Raw

from bylaw.belenios.model import RankedQuestion, RankedValue
from bylaw.belenios.prover.rehearsal import Plan, rehearse, seeded
from bylaw.belenios.verifier import verify
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Method

from .boxing import BOX_CLAUSES, CHAIRS, VOTERS, Boxed, Made, cut
from .polling import society
from .society import Society, person

WORDS = ("Excellent", "Good", "Passable", "Reject")
STARS = ("5", "4", "3", "2", "1")
VOTES = ((1, 3), (1, 3), (1, 4), (1, 3), (3, 2), (3, 2), (3, 2), (0, 1), (4, 2), (2, 2))
"""The grade of each candidate, 1 the best, 0 none."""


def graded(method: str) -> Society:
    clause = Clause(no="5", words="By grades.", of=("call-election",), method=Method(name=method))
    return society(*BOX_CLAUSES[1:], founders=VOTERS, instead={"5": clause})


@cache
def made(
    grades: tuple[str, ...] = WORDS, extra: str = "", votes: tuple[tuple[int, ...], ...] = VOTES
) -> Made:
    listed = ",".join(f'"{each}"' for each in grades)
    told = extra or f'{{"type":"MajorityJudgment","blank":true,"grades":[{listed}]}}'
    value = RankedValue(answers=[person(n) for n in CHAIRS], question="Chair")
    question = RankedQuestion(value=value, extra=Raw(told.encode()))
    names = {f"voter {n}": 1 for n in range(VOTERS)}
    cast = [(f"voter {n}", [vote]) for n, vote in enumerate(votes)]
    plan = Plan("Ed25519", [question], names, cast, 0, (2, 3), (1, 2), (1, 3))
    return cut(rehearse(plan, seeded(f"grades {told} {votes}")))


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


FIVE = ((3, 2), (3, 2), (3, 2), (3, 2), (1, 4))
"""Of these five the first has the middle grade 3, the second 2."""
OUT_OF_RANGE = ((5, 1), (1, 99), (255, 255), (1, 5), (6, 0))


def test_grades_out_of_range_are_spoiled_and_named_and_count_for_nobody():
    """A grade that the question does not list makes a paper invalid, whatever stands beside it."""
    boxed = Boxed(graded("majority-judgement"), made(votes=FIVE + OUT_OF_RANGE), ranked=False).decrypted()
    report = verify(boxed.it.whole.archive)
    assert (report.verdict, {finding.reason for finding in report.findings}) == ("incomplete", {"spoiled"})
    places = tuple(place for question, place in report.spoiled if question == 1)
    assert len(places) == 5
    fields = boxed.result(votes=((),))
    for told in (
        (),
        ((),),
        (places[:4],),
        ((*places[:4], next(n for n in range(1, 11) if n not in places)),),
    ):
        assert boxed.s.refused("file-result", boxed.tellers(), **fields, spoiled=told) == ["bylaw 46"], told
    boxed.s.do("file-result", boxed.tellers(), **fields, spoiled=(places,))
    count = boxed.s.state.elections.counts["e1"]["root"]
    assert (count.took_part, count.valid, count.invalid, count.spoiled) == (10, 5, 5, places)
    declared(boxed, CHAIRS[1])


def test_the_same_papers_with_grades_that_are_listed_elect_the_other():
    """The worst five of the first are 3, 3, 3, 3, 1; of the second 4, 3, 3, 3, 3."""
    boxed = filed("majority-judgement", made(votes=FIVE + ((1, 3),) * 5))
    count = boxed.s.state.elections.counts["e1"]["root"]
    assert (count.valid, count.invalid, count.spoiled) == (10, 0, ())
    declared(boxed, CHAIRS[0])


def test_a_paper_without_a_grade_is_valid_and_below_all():
    """Missing grades are no spoiled paper: 0 for both is a blank one, and counts as none of the grades."""
    boxed = filed("majority-judgement", made(votes=FIVE + ((0, 1),) * 4 + ((0, 0),)))
    count = boxed.s.state.elections.counts["e1"]["root"]
    assert (count.valid, count.invalid, count.spoiled) == (10, 0, ())
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
