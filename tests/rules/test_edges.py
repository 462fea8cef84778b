"""The edges that a mutation run showed to be untested: the ends of the calendar, bounds, equal measures, words."""

import pytest

from bylaw.rules.calendar import FIRST, LAST, rolled_forward
from bylaw.rules.holidays import Holidays, Once
from bylaw.rules.majority import Majority, Tally, needed, of_base
from bylaw.rules.measure import Measure, most, stricter, within


def test_a_holiday_at_the_end_of_the_calendar_ends_the_search():
    both = Holidays(days=(Once(FIRST), Once(LAST)))
    assert both.rests(LAST)
    assert both.rests(FIRST)
    assert rolled_forward(LAST, both) == LAST


def test_where_all_abstain_the_base_is_nobody():
    assert of_base("nonabstaining", Tally(0, 0, abstain=5, entitled=5)) == 0
    assert of_base("nonabstaining", Tally(0, 0, abstain=5, entitled=3)) == 0


def test_one_vote_against_leaves_unanimity_one_more_than_all_who_voted():
    assert needed(Majority(share=(1, 1), base="cast", strict=False), Tally(3, 2)) == 6


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "^a majority has either a share or a ratio$"),
        ({"share": (1, 2)}, "^a majority with a share says its base, and whether it is strict"),
        ({"ratio": 3, "base": "cast"}, "^a ratio compares the votes for and against: it has no base"),
        ({"share": (3, 2), "base": "cast", "strict": False}, "^a share is at most the whole$"),
    ],
)
def test_a_majority_that_is_none_says_why(said, words):
    with pytest.raises(ValueError, match=words):
        Majority(**said)


def test_the_bounds_of_a_cap_are_its_own():
    assert most(Measure(share=(1, 2), at_most=5), 100) == 5
    assert most(Measure(share=(1, 2), at_least=5), 4) == 5
    assert not within(Measure(share=(1, 2), at_most=5), 6, 100)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Measure(share=(1, 4)), Measure(root=(1, 2)), True),  # equal up to a base of 5
        (Measure(share=(1, 1), at_least=900), Measure(root=(30, 1)), True),
        (Measure(share=(1, 1), at_least=400), Measure(root=(200, 10)), True),
        (
            Measure(share=(1, 20), at_least=100),
            Measure(root=(31, 10)),
            False,
        ),  # the root is ahead from 1 041 on
        (
            Measure(share=(1, 2)),
            Measure(root=(2, 3), strict=True),
            True,
        ),  # of nobody it asks for less, of anybody not
        (Measure(count=0), Measure(count=1), False),
    ],
)
def test_a_share_against_a_root_beyond_the_sample(a, b, expected):
    assert stricter(a, b) == expected


@pytest.mark.parametrize("bound", [{"at_most": 2000}, {"at_least": 500}])
def test_a_half_is_stricter_than_a_third_where_both_have_one_bound(bound):
    """Both stop at 2 000, or begin at 500, and between a half is more than a third: also beyond a base of 1 000."""
    half, third = Measure(share=(1, 2), **bound), Measure(share=(1, 3), **bound)
    assert stricter(half, third)
    assert not stricter(third, half)
