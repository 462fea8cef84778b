"""Lists in regions: which region gets a seat is a tie of its own, with a lot of its own."""

import itertools

import pytest

from bylaw.counting import Totals, UnfitBallots, count

LISTS = ["dhondt", "sainte-lague", "hare"]
LEVEL = Totals(candidates=("A", "B"), votes=((9, 1), (9, 1), (9, 1)), regions=("North", "South", "West"))
"""Three equal regions, which are more than there are lists, and in each A is far ahead."""


@pytest.mark.parametrize("method", LISTS)
def test_level_regions_wait_for_their_own_lot(method):
    sheet = count(method, LEVEL, seats=2, lot=(1, 2))
    (tie,) = sheet.unresolved
    assert (tie.candidates, tie.regions) == ((1, 2, 3), ("North", "South", "West"))
    assert sheet.called(tie) == {1: "North", 2: "South", 3: "West"}
    assert (sheet.winners, sheet.certain) == ((), None), "how many seats each region has is open"
    assert not count(method, LEVEL, seats=3, lot=(1, 2)).ties, "three seats are one for each"


@pytest.mark.parametrize("method", LISTS)
def test_the_first_drawn_regions_have_the_seats(method):
    split = Totals(candidates=("A", "B", "C"), votes=((9, 1, 0), (1, 9, 0), (0, 1, 9)), regions=LEVEL.regions)
    for drawn in itertools.permutations((1, 2, 3)):
        sheet = count(method, split, seats=2, region_lot=drawn)
        assert not sheet.unresolved
        assert sheet.ties[0].chosen == drawn[:2]
        assert set(sheet.winners) == set(drawn[:2]), "in the region of each number its list is far ahead"


def test_a_tie_between_lists_says_in_which_region_and_at_which_count():
    sheet = count("hare", Totals(candidates=("A", "B"), votes=((9, 1), (5, 5)), regions=("N", "S")), seats=2)
    (tie,) = sheet.unresolved
    assert (tie.about, tie.regions, sheet.called(tie)) == (
        "who gets the last seat in S",
        (),
        {1: "A", 2: "B"},
    )
    assert sheet.counts[tie.count - 1].action == "shares of the seats in S"


@pytest.mark.parametrize(
    ("terms", "says"),
    [({"region_lot": (1, 1)}, "a region twice"), ({"region_lot": (4,)}, "region 4: there are 3")],
)
def test_a_lot_of_regions_that_cannot_be_is_refused(terms, says):
    with pytest.raises(UnfitBallots, match=says):
        count("hare", LEVEL, seats=2, **terms)
    assert count("hare", LEVEL, seats=2, lot=(1, 2), region_lot=(3, 2, 1)).winners == (1, 1)


def test_every_row_of_totals_has_the_name_of_its_region():
    with pytest.raises(UnfitBallots, match="0 regions, and totals of 2"):
        count("dhondt", Totals(candidates=("A", "B"), votes=((9, 1), (1, 9))), seats=2)
