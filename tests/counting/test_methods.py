"""The simpler methods on examples small enough to count by hand."""

from fractions import Fraction

import pytest

from bylaw.counting import Ballots, Grades, Paper, Scored, Totals, UnfitBallots, arithmetic, count

MARKS = Ballots(
    candidates=("A", "B", "C"),
    papers=(Paper(5, ((1,), (2,))), Paper(4, ((2,), (3,))), Paper(2, ((1, 3),)), Paper(1, ())),
)


@pytest.mark.parametrize(
    ("method", "seats", "totals", "valid", "winners"),
    [
        ("plurality", 1, ("5", "4", "0"), 9, (1,)),
        ("plurality", 2, ("5", "4", "0"), 9, (1, 2)),
        ("approval", 1, ("7", "9", "6"), 12, (2,)),
        ("block", 2, ("7", "9", "6"), 11, (2, 1)),
        ("block", 1, ("0", "0", "0"), 0, ()),
    ],
)
def test_marks(method, seats, totals, valid, winners):
    sheet = count(method, MARKS, seats=seats)
    assert sheet.counts[0].totals == totals
    assert (sheet.valid, sheet.invalid) == (valid, 12 - valid)
    assert sheet.winners == winners


def test_recorded_totals():
    totals = Totals(candidates=("A", "B"), votes=((7, 9),), valid=12, invalid=3)
    for method in ("plurality", "approval", "block"):
        sheet = count(method, totals)
        assert (sheet.winners, sheet.valid, sheet.invalid) == ((2,), 12, 3)


def test_fractions_that_grow_without_end_are_refused(monkeypatch):
    papers = (Paper(53, ((1,), (2,))), Paper(23, ((2,), (3,))), Paper(7, ((3,), (4,))), Paper(11, ((4,),)))
    ballots = Ballots(candidates=("A", "B", "C", "D"), papers=papers)
    assert "/" in count("wigm-stv-exact", ballots, seats=3).counts[2].totals[2]
    monkeypatch.setattr(arithmetic, "MOST_BITS", 4)
    with pytest.raises(UnfitBallots, match="wigm-stv"):
        count("wigm-stv-exact", ballots, seats=3)


def test_withdrawn_candidates_are_passed_over():
    ballots = Ballots(
        candidates=("A", "B", "C"), papers=(Paper(5, ((1,), (2,))), Paper(4, ((3,),))), withdrawn=(1,)
    )
    for method in ("av", "scottish-stv", "wigm-stv-exact", "meek-stv"):
        sheet = count(method, ballots)
        assert sheet.winners == (2,), method
    assert count("plurality", ballots).winners == (3,)
    assert count("schulze", ballots).winners == (2,)


def test_a_paper_is_read_down_to_its_first_equal_rank():
    ballots = Ballots(
        candidates=("A", "B", "C"),
        papers=(Paper(3, ((1,), (2, 3))), Paper(4, ((2,),)), Paper(5, ((3,),)), Paper(9, ((1, 2), (3,)))),
    )
    sheet = count("av", ballots)
    assert (sheet.valid, sheet.invalid) == (12, 9)
    assert sheet.counts[-1].exhausted == "3"
    assert sheet.winners == (3,)


DHONDT = Totals(candidates=("A", "B", "C", "D"), votes=((100_000, 80_000, 30_000, 20_000),))


@pytest.mark.parametrize(
    ("method", "seats", "threshold", "won"),
    [
        ("dhondt", 8, 0, [4, 3, 1, 0]),
        ("sainte-lague", 8, 0, [3, 3, 1, 1]),
        ("hare", 8, 0, [3, 3, 1, 1]),
        ("dhondt", 8, Fraction(15, 100), [5, 3, 0, 0]),
        ("dhondt", 8, Fraction(3, 23), [4, 3, 1, 0]),
    ],
)
def test_lists(method, seats, threshold, won):
    sheet = count(method, DHONDT, seats=seats, threshold=Fraction(threshold))
    assert [w.seats for w in sheet.lists] == won
    assert len(sheet.elected) == seats


def test_threshold_is_of_all_votes_and_inclusive():
    totals = Totals(candidates=("A", "B"), votes=((95, 5),))
    assert [w.seats for w in count("dhondt", totals, seats=40, threshold=Fraction(1, 20)).lists] == [38, 2]
    assert [w.seats for w in count("dhondt", totals, seats=40, threshold=Fraction(51, 1000)).lists] == [40, 0]


def test_level_quotients_go_to_the_larger_list_then_to_the_lot():
    larger = Totals(candidates=("A", "B"), votes=((10, 20),))
    assert count("dhondt", larger, seats=2).winners == (2, 2), "10/1 = 20/2: the larger list"
    assert count("dhondt", Totals(candidates=("A", "B"), votes=((10, 10),)), seats=2, lot=(2, 1)).winners == (
        2,
        1,
    )


def test_a_tie_between_regions_is_said():
    totals = Totals(candidates=("A", "B"), votes=((5, 0), (0, 5)), regions=("East", "West"))
    sheet = count("dhondt", totals, seats=3)
    assert sheet.unresolved[0].about == "which region gets the last seat"
    assert [w.seats for w in count("dhondt", totals, seats=2).lists] == [1, 1]


def test_papers_can_be_added_up_for_lists():
    assert [w.seats for w in count("dhondt", MARKS, seats=3).lists] == [2, 1, 0]


STARS = Grades(
    candidates=("A", "B", "C"),
    papers=(Scored(4, (5, 4, 0)), Scored(3, (0, 3, 5)), Scored(2, (2, 3, 0))),
    best=5,
)


def test_star_and_bloc_star():
    sheet = count("star", STARS)
    assert sheet.counts[0].totals == ("24", "31", "15")
    assert sheet.winners == (2,), "5 of 9 score B above A"
    assert count("bloc-star", STARS, seats=2).winners == (2, 1)


def test_star_ties_by_matches_then_five_stars_then_lot():
    level = Grades(
        candidates=("A", "B", "C"),
        papers=(Scored(1, (5, 0, 1)), Scored(1, (0, 4, 2)), Scored(1, (0, 1, 2))),
        best=5,
    )
    assert count("star", level).winners == (3,), "all have 5 stars; C loses no match, B one, A two"
    runoff = Grades(candidates=("A", "B"), papers=(Scored(1, (5, 0)), Scored(1, (3, 4))), best=5)
    assert count("star", runoff).winners == (1,), "one match each: 8 stars to 4"


def test_majority_judgement_takes_the_middle_away():
    grades = Grades(
        candidates=("A", "B"),
        papers=(
            Scored(1, (3, 2)),
            Scored(1, (2, 2)),
            Scored(1, (2, 2)),
            Scored(1, (0, 2)),
            Scored(1, (0, 3)),
        ),
        best=3,
    )
    sheet = count("majority-judgement", grades)
    assert sheet.counts[0].totals == ("2", "2")
    assert sheet.winners == (2,)


def test_unknown_terms_are_a_bug_of_the_caller():
    with pytest.raises(TypeError):
        count("av", MARKS, seat=1)
