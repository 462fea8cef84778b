"""Whole sheets, word by word: what a stranger reads of a count, and what is said where it cannot be made."""

from fractions import Fraction

import pytest

from bylaw.counting import Ballots, UnfitBallots, count
from bylaw.counting.arithmetic import Exact, decimal_text
from bylaw.counting.ballots import Paper
from bylaw.counting.debian import _schwartz_winners
from bylaw.counting.schulze import strongest_paths
from bylaw.counting.sheet import Dropped, Elected, Tie


def ballots(names: tuple[str, ...], *papers: tuple[int, str]) -> Ballots:
    """Papers with their weights; ``"2>1,3"`` ranks 2 first, then 1 and 3 level."""
    read = [(n, tuple(tuple(map(int, rank.split(","))) for rank in text.split(">"))) for n, text in papers]
    return Ballots(candidates=names, papers=tuple(Paper(weight=n, ranks=ranks) for n, ranks in read))


CYCLE = ballots(("A", "B", "C", "D"), (3, "1>2>3>4"), (2, "2>3>1>4"), (2, "3>1>2>4"))
"""A beats B and B beats C by 5 to 2, C beats A by 4 to 3; all beat D. So A has the strongest path to all."""
LEVEL = ballots(("A", "B", "C"), (1, "1>2"), (1, "2>1"))
FD = "Further Discussion"
VOTE = ballots(("A", "B", FD), (3, "1>3"), (3, "2>3"), (1, "3>1>2"))
"""A and B are each over the default option for three and under it for four."""


def test_a_sheet_by_paths_says_how_many_each_beats():
    sheet = count("schulze", CYCLE, seats=3)
    assert (sheet.method, sheet.valid, sheet.ties) == ("schulze", 7, ())
    assert [row.totals for row in sheet.counts] == [
        ("3", "2", "1", "0"),
        ("0", "2", "1", "0"),
        ("0", "0", "1", "0"),
    ]
    assert {row.action for row in sheet.counts} == {"candidates beaten by path"}
    assert sheet.elected == (Elected(1, "A", 1), Elected(2, "B", 2), Elected(3, "C", 3))
    assert sheet.pairwise == ((0, 5, 3, 7), (2, 0, 5, 7), (4, 2, 0, 7), (0, 0, 0, 0))


@pytest.mark.parametrize(("lot", "chosen"), [((2, 1, 3), (2,)), ((1, 2, 3), (1,)), ((), ())])
def test_a_tie_by_paths_is_named_and_drawn(lot, chosen):
    sheet = count("schulze", LEVEL, seats=1, lot=lot)
    by = "lot" if lot else ""
    tie = Tie(
        count=1, about="who is elected", candidates=(1, 2), chosen=chosen, decided_by=by, unresolved=not lot
    )
    assert sheet.ties == (tie,)
    assert tuple(e.candidate for e in sheet.elected) == chosen


@pytest.mark.parametrize("method", ["scottish-stv", "wigm-stv"])
def test_a_sheet_of_transfers(method):
    sheet, zero = (
        count(method, LEVEL, seats=1, lot=(2, 1, 3)),
        "0.00000" if method == "scottish-stv" else "0.000000",
    )
    assert (sheet.method, sheet.quota, sheet.elected) == (method, 2, (Elected(2, "B", 3),))
    assert [row.action for row in sheet.counts] == ["first preferences", "exclusion of C", "exclusion of A"]
    assert {(row.exhausted, row.lost) for row in sheet.counts} == {(zero, zero)}
    assert sheet.counts[2].totals == (zero, zero.replace("0", "2", 1), zero)
    (tie,) = sheet.ties
    assert (tie.about, tie.count, tie.candidates, tie.chosen) == ("who is excluded", 3, (1, 2), (1,))


@pytest.mark.parametrize(("roll", "quota", "why"), [(0, "0.000000", "majority"), (16, "6.000000", "quorum")])
def test_a_vote_of_developers_says_what_was_dropped_and_why(roll, quota, why):
    sheet = count("debian", VOTE, roll=roll)
    assert (sheet.method, sheet.valid, sheet.quota) == ("debian", 7, quota)
    (row,) = sheet.counts
    assert (row.totals, row.action) == (("3", "3", "0"), f"votes over {FD}")
    assert sheet.dropped == (Dropped(1, "A", why), Dropped(2, "B", why))
    assert sheet.elected == (Elected(3, FD, 1),)
    assert sheet.pairwise == ((0, 4, 3), (3, 0, 3), (4, 4, 0))


def test_without_a_roll_there_is_no_quorum_and_with_one_developer_there_is():
    """3Q for one developer is 1.5 votes: one vote over the default option is too few."""
    one = ballots(("A", FD), (1, "1>2"))
    assert count("debian", one, roll=0).elected == (Elected(1, "A", 1),)
    assert count("debian", one, roll=1).dropped == (Dropped(1, "A", "quorum"),)


def test_the_casting_vote_is_named():
    level = ballots(("A", "B", FD), (2, "1>2>3"), (2, "2>1>3"))
    sheet = count("debian", level, roll=0, lot=(2, 1, 3))
    assert sheet.ties == (
        Tie(
            count=1, about="casting vote", candidates=(1, 2), chosen=(2,), decided_by="lot", unresolved=False
        ),
    )


def test_who_is_level_has_no_path_and_a_path_is_as_strong_as_its_weakest_step():
    assert strongest_paths([[0, 5], [5, 0]], [1, 2]) == [[0, 0], [0, 0]]
    assert strongest_paths([[0, 5, 2], [2, 0, 4], [2, 3, 0]], [1, 2, 3]) == [[0, 5, 4], [0, 0, 4], [0, 0, 0]]


def test_a_tie_by_many_is_no_defeat_beside_one_by_few():
    """2 beats 3 by 3 to 2; the others are level at 5: 3 is out, though its ties have more votes than its defeat."""
    assert _schwartz_winners([[0, 5, 5], [5, 0, 3], [5, 2, 0]], [1, 2, 3]) == {1, 2}


@pytest.mark.parametrize(("names", "fields", "words"), [
    (("A", FD), {}, "the quorum needs the number of developers: give --roll N, or --roll 0 for no quorum"),
    (("A", FD), {"roll": 1, "constitution": "0.9"},
     "constitution 0.9 is not known: give one of 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9"),
    (("A", "B"), {"roll": 1}, "0 options are called further discussion or none of the above: give --default OPTION"),
    ((FD, f"the {FD}"), {"roll": 1}, "2 options are called further discussion or none of the above: give --default OPTION"),
])  # fmt: skip
def test_what_is_missing_is_said(names, fields, words):
    with pytest.raises(UnfitBallots) as told:
        count("debian", ballots(names, (1, "1>2")), **fields)
    assert str(told.value) == words


def test_the_default_option_that_is_given_counts():
    sheet = count("debian", ballots(("A", "B", FD), (2, "2>1>3"), (1, "1>3>2")), roll=0, default=1)
    assert sheet.counts[0].action == "votes over A"
    assert sheet.dropped == (Dropped(3, FD, "majority"),)


def test_a_surplus_moves_every_paper_at_a_share_and_says_what_was_cut_off():
    """Quota 11 // 3 + 1 = 4. A's 6 papers move at 2/6, cut to 0.33333: 1.99998 to C, 0.00002 lost. B goes out."""
    papers = ballots(("A", "B", "C"), (6, "1>3"), (3, "2"), (2, "3"))
    sheet = count("scottish-stv", papers, seats=2)
    rows = [(row.count, row.totals, row.action, row.exhausted, row.lost) for row in sheet.counts]
    assert rows == [
        (1, ("6.00000", "3.00000", "2.00000"), "first preferences", "0.00000", "0.00000"),
        (2, ("4.00000", "3.00000", "3.99998"), "surplus of A", "0.00000", "0.00002"),
        (3, ("4.00000", "0.00000", "3.99998"), "exclusion of B", "3.00000", "0.00002"),
    ]
    assert (sheet.quota, sheet.elected) == (4, (Elected(1, "A", 1), Elected(3, "C", 3)))
    exact = count("wigm-stv-exact", papers, seats=2)
    assert exact.method == "wigm-stv-exact"
    assert [row.totals for row in exact.counts] == [("6", "3", "2"), ("4", "3", "4"), ("4", "3", "4")][:2]
    assert exact.elected == (Elected(1, "A", 1), Elected(3, "C", 2)), (
        "with nothing cut off C reaches the quota"
    )


@pytest.mark.parametrize(("lot", "first"), [((1, 2, 3, 4), "A"), ((2, 1, 3, 4), "B"), ((), "")])
def test_level_surpluses_are_drawn(lot, first):
    papers = ballots(("A", "B", "C", "D"), (5, "1>3"), (5, "2>4"), (1, "3"), (1, "4"))
    sheet = count("wigm-stv", papers, seats=3, lot=lot)
    tie = sheet.ties[0]
    assert (tie.about, tie.count, tie.candidates, tie.unresolved) == (
        "which surplus is transferred first",
        2,
        (1, 2),
        not lot,
    )
    assert [row.action for row in sheet.counts[1:2]] == ([f"surplus of {first}"] if first else [])


@pytest.mark.parametrize(("value", "places", "text"), [
    (5, 0, "5"), (-5, 0, "-5"), (124500000, 5, "1245.00000"), (-1, 5, "-0.00001"), (100000, 5, "1.00000"),
    (-100001, 5, "-1.00001"), (0, 2, "0.00")])  # fmt: skip
def test_decimals_are_written_whole(value, places, text):
    assert decimal_text(value, places) == text


def test_fractions_that_grow_without_end_are_refused():
    unit, short = Exact(), Fraction(1, 2**11_999)
    assert unit.share(short, Fraction(1), Fraction(1)) == short
    assert unit.text(Fraction(3, 2)) == "3/2"
    with pytest.raises(UnfitBallots) as told:
        unit.share(short, Fraction(1, 2), Fraction(1))
    assert str(told.value) == "the fractions of this count grow too long: take wigm-stv, which cuts off"
