"""Ties: earlier counts where the rule looks at them, then the lot, else the count stops and says so."""

import itertools

import pytest

from bylaw.counting import METHODS, Ballots, Grades, Paper, Scored, Totals, UnfitBallots, count

LEVEL = Ballots(
    candidates=("A", "B", "C"),
    papers=(Paper(4, ((1,),)), Paper(4, ((2,),)), Paper(4, ((3,),))),
)
LEVEL_GRADES = Grades(candidates=("A", "B"), papers=(Scored(3, (5, 0)), Scored(3, (0, 5))), best=5)
LEVEL_LISTS = Totals(candidates=("A", "B"), votes=((10, 10),))


def _level(method):
    takes = METHODS[method].takes
    return LEVEL if "rankings" in takes else LEVEL_GRADES if "grades" in takes else LEVEL_LISTS


@pytest.mark.parametrize("method", [m for m in METHODS if m != "debian"])
def test_without_a_lot_nobody_is_elected_and_the_tie_is_said(method):
    ballots = _level(method)
    sheet = count(method, ballots)
    assert sheet.winners == ()
    assert sheet.unresolved
    assert all(not t.chosen and not t.decided_by for t in sheet.unresolved)
    assert sheet.certain == ()


@pytest.mark.parametrize("method", [m for m in METHODS if m != "debian"])
def test_the_first_drawn_is_elected_whatever_her_number(method):
    ballots = _level(method)
    numbers = range(1, len(ballots.candidates) + 1)
    for lot in itertools.permutations(numbers):
        sheet = count(method, ballots, lot=lot)
        assert sheet.winners == lot[:1], (lot, sheet.ties)
        assert all(t.decided_by == "lot" for t in sheet.ties)
        assert sheet.certain is None


def test_a_lot_without_the_tied_decides_nothing():
    assert count("plurality", LEVEL, lot=(1, 2)).unresolved
    assert count("plurality", LEVEL, lot=(3, 1, 2)).winners == (3,)


def test_exclusion_looks_back_to_the_latest_count_that_differs():
    """C and D are level at the third count; D had fewer at the second."""
    ballots = Ballots(
        candidates=("A", "B", "C", "D", "E"),
        papers=(
            Paper(20, ((1,),)),
            Paper(18, ((2,),)),
            Paper(7, ((3,), (1,))),
            Paper(6, ((4,), (2,))),
            Paper(1, ((5,), (4,))),
        ),
    )
    sheet = count("av", ballots)
    (tie,) = sheet.ties
    assert (tie.count, tie.candidates, tie.chosen, tie.decided_by) == (3, (3, 4), (4,), "count 1")


def test_of_level_surpluses_the_latest_count_that_differs_says_which_goes_first():
    """41 papers and 3 seats: the quota is 41 // 4 + 1 = 11.

    First preferences: A 9, B 8, C 9, D 8, E 2, F 5. E goes out to B: A 9, B 10. F goes out, 3 to A and 2 to B: both
    have 12, a surplus of 1 each. A led at the first count, B at the second, which is the later: B's goes first.
    """
    ballots = Ballots(
        candidates=tuple("ABCDEF"),
        papers=(
            Paper(9, ((1,),)),
            Paper(8, ((2,),)),
            Paper(9, ((3,),)),
            Paper(8, ((4,),)),
            Paper(2, ((5,), (2,))),
            Paper(3, ((6,), (1,))),
            Paper(2, ((6,), (2,))),
        ),
    )
    sheet = count("scottish-stv", ballots, seats=3)
    (tie,) = sheet.ties
    assert (tie.count, tie.candidates, tie.chosen, tie.decided_by) == (4, (1, 2), (2,), "count 2")
    assert [row.action for row in sheet.counts[3:5]] == ["surplus of B", "surplus of A"]
    assert sheet.winners[:2] == (2, 1), "she is elected first, too"


def test_of_level_candidates_the_latest_count_that_differs_says_who_goes_out():
    """41 papers and 2 seats: the quota is 41 // 3 + 1 = 14, which nobody has before the end.

    First preferences: A 12, B 11, C 7, D 6, E 2, F 3. E goes out to D: C 7, D 8. F goes out, 2 to C and 1 to D: both
    have 9, the fewest. D had fewer at the first count, C at the second, which is the later: C goes out.
    """
    ballots = Ballots(
        candidates=tuple("ABCDEF"),
        papers=(
            Paper(12, ((1,),)),
            Paper(11, ((2,),)),
            Paper(7, ((3,),)),
            Paper(6, ((4,),)),
            Paper(2, ((5,), (4,))),
            Paper(2, ((6,), (3,))),
            Paper(1, ((6,), (4,))),
        ),
    )
    sheet = count("scottish-stv", ballots, seats=2)
    (tie,) = sheet.ties
    assert (tie.count, tie.candidates, tie.chosen, tie.decided_by) == (4, (3, 4), (3,), "count 2")
    assert sheet.winners == (1, 2)


def test_only_the_last_seats_are_drawn_for():
    totals = Totals(candidates=("A", "B", "C", "D"), votes=((9, 5, 5, 5),))
    open_count = count("plurality", totals, seats=3)
    assert (open_count.winners, open_count.certain) == ((1,), (1,))
    assert count("plurality", totals, seats=3, lot=(4, 2, 3)).winners == (1, 4, 2)
    assert not count("plurality", totals, seats=4).ties, "all level ones have a seat"


@pytest.mark.parametrize(
    ("terms", "says"),
    [({"lot": (1, 1)}, "twice"), ({"lot": (4,)}, "candidate 4"), ({"seats": 0}, "0 seats")],
)
def test_impossible_terms(terms, says):
    with pytest.raises(UnfitBallots, match=says):
        count("plurality", LEVEL, **terms)


def test_impossible_ballots():
    for papers in (
        (Paper(0, ((1,),)),),
        (Paper(1, ((4,),)),),
        (Paper(1, ((1,), (1,))),),
        (Paper(2**53 + 1, ()),),
        (Paper(1, ((1,), ())),),
    ):
        with pytest.raises(UnfitBallots):
            count("plurality", Ballots(candidates=("A", "B", "C"), papers=papers))
    with pytest.raises(UnfitBallots, match="no method"):
        count("lottery", LEVEL)
    with pytest.raises(UnfitBallots, match="grades"):
        count("star", LEVEL)
    with pytest.raises(UnfitBallots, match="withdrawn"):
        count("av", Ballots(candidates=("A",), papers=(), withdrawn=(1,)))
    with pytest.raises(UnfitBallots, match="two grades"):
        count("approval", LEVEL_GRADES)
