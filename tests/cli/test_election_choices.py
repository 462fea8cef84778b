"""Choices as people type them, and as they are read back to them."""

import pytest
from msgspec import Raw

from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import HomomorphicQuestion, ListsQuestion, ListsValue, RankedQuestion, RankedValue
from bylaw.cli.election_choices import parse, spell

CHOOSE = HomomorphicQuestion(answers=["Ada", "Bo", "Cleo"], min=0, max=2, question="Who")
BLANK = HomomorphicQuestion(answers=["Ada", "Bo"], blank=True, min=1, max=1, question="Who")
RANKED = RankedQuestion(value=RankedValue(answers=["Ada", "Bo"], question="Rank"))
GRADED = RankedQuestion(
    value=RankedValue(answers=["Ada", "Bo"], question="Grade"),
    extra=Raw(b'{"type":"MajorityJudgment","blank":true,"grades":["Excellent","Good","Reject"]}'),
)
LISTS = ListsQuestion(value=ListsValue(answers=[["East", "Ada", "Bo"], ["West", "Cleo"]], question="List"))


@pytest.mark.parametrize(
    ("question", "typed", "choice", "spelled"),
    [
        (CHOOSE, "1,3", [1, 0, 1], "Ada, Cleo"),
        (CHOOSE, " Bo , 1 ", [1, 1, 0], "Ada, Bo"),
        (CHOOSE, "none", [0, 0, 0], "none"),
        (BLANK, "2", [0, 0, 1], "Bo"),
        (BLANK, "blank", [1, 0, 0], "blank"),
        (RANKED, "2,1", [2, 1], "1 Bo; 2 Ada"),
        (RANKED, "2,0", [2, 0], "2 Ada; not ranked: Bo"),
        (RANKED, "blank", [0, 0], "blank"),
        (GRADED, "Good,0", [2, 0], "Ada: Good; Bo: no grade"),
        (GRADED, "3, Excellent", [3, 1], "Ada: Reject; Bo: Excellent"),
        (LISTS, "1: 2", [[1, 0, 1], [0, 0]], "East: Bo"),
        (LISTS, "West: Cleo", [[0, 0, 0], [1, 1]], "West: Cleo"),
        (LISTS, "East:1,2", [[1, 1, 1], [0, 0]], "East: Ada, Bo"),
    ],
)
def test_what_is_typed_is_what_is_read_back(question, typed, choice, spelled):
    assert parse(question, typed) == choice
    assert spell(question, choice) == spelled


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        (CHOOSE, "4"),
        (CHOOSE, "0"),
        (CHOOSE, ""),
        (CHOOSE, "Eve"),
        (CHOOSE, "blank"),
        (CHOOSE, "1;2"),
        (CHOOSE, "\u0661"),
        (CHOOSE, "9" * 5000),
        (RANKED, "1"),
        (RANKED, "1,2,3"),
        (RANKED, "1,x"),
        (RANKED, "1,-1"),
        (RANKED, "1,3"),
        (RANKED, "1," + "9" * 5000),
        (RANKED, "1," + "0" * 5000),
        (GRADED, "4,1"),
        (GRADED, "Better,1"),
        (LISTS, "1,2: 1"),
        (LISTS, "none: 1"),
        (LISTS, "3: 1"),
        (LISTS, "1: 3"),
    ],
)
def test_what_cannot_be_typed(question, typed):
    with pytest.raises(Refused) as caught:
        parse(question, typed)
    assert caught.value.finding.reason == Reason.SHAPE


def test_a_ranking_out_of_range_is_read_as_not_valid():
    """Nobody types it here; whoever decrypts it meets it."""
    assert spell(RANKED, [3, 1]) == "not valid: 3, 1"
    assert spell(RANKED, [2, 2]) == "2 Ada; 2 Bo"
