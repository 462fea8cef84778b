"""Debian: 14 votes against the secretary's published count, one by the constitution of 1998."""

import re
from fractions import Fraction

import pytest

from bylaw.counting import Ballots, Paper, UnfitBallots, count
from bylaw.counting.debian import CONSTITUTIONS
from tests.counting.known import DATA, known, names

# roll as published on the vote's page; the majorities that the text of the vote asks for; constitution then in force
VOTES = {
    "2004-gr_editorial": (911, {1: 3}, "1.2"),
    "2004-gr_non_free": (908, {1: 3}, "1.2"),
    "2004-gr_sarge": (909, dict.fromkeys(range(1, 6), 3), "1.2"),
    "2004-leader2004": (911, {}, "1.2"),
    "2005-leader2005": (965, {}, "1.2"),
    "2006-vote_001": (972, {3: 3}, "1.2"),
    "2006-vote_004": (1000, {}, "1.3"),
    "2006-vote_007": (1000, {2: 3}, "1.3"),
    "2007-vote_001": (1036, {}, "1.3"),
    "2008-vote_003": (1018, dict.fromkeys((2, 3, 4, 6), 3), "1.4"),
    "2010-vote_001": (886, {}, "1.4"),
    "2012-vote_001": (948, {}, "1.4"),
    "2014-vote_003": (1006, {}, "1.4"),
    "2016-vote_002": (1040, {}, "1.7"),
}


def _published(vote: str) -> tuple[list[list[int]], dict[int, str], list[int], str]:
    text = (DATA / "debian" / vote / "results.txt").read_text(encoding="utf-8")
    matrix = [
        [int(cell) if cell.strip() else 0 for cell in re.findall(".{6}", line[9:].ljust(9 + 60))]
        for line in re.findall(r"^Option [0-9] +[0-9 ]+$", text, re.MULTILINE)
    ]
    dropped = {int(o): w.lower() for o, w in re.findall(r"Dropping Option (\d+) because of (\w+)", text)}
    winners = text.split("The winners are:")[1]
    quorum = re.search(r"Reached quorum: \d+ > ([0-9.]+)", text)
    return matrix, dropped, [int(o) for o in re.findall(r"Option (\d+) ", winners)], quorum[1]


@pytest.mark.parametrize("vote", VOTES)
def test_published_matrix_dropped_options_and_winner(vote):
    roll, majorities, constitution = VOTES[vote]
    ballots = known(f"debian/{vote}/tally.txt")
    sheet = count(
        "debian",
        ballots,
        roll=roll,
        constitution=constitution,
        majorities=tuple((o, Fraction(n)) for o, n in majorities.items()),
    )
    matrix, dropped, winners, quorum = _published(vote)
    size = len(ballots.candidates)
    assert len(matrix) == size
    assert [list(row) for row in sheet.pairwise] == [row[:size] for row in matrix]
    assert {d.candidate: d.reason for d in sheet.dropped} == dropped
    assert list(sheet.winners) == winners
    assert sheet.quota == quorum[: len(sheet.quota)]
    assert not sheet.ties


@pytest.mark.parametrize("roll", [0, 800, 2000])
def test_leader_2003_by_the_first_constitution(roll):
    """The roll was not published; whatever it was, the quorum does not decide."""
    sheet = count("debian", known("debian/2003-leader2003/tally.txt"), roll=roll, constitution="1.0")
    assert (sheet.valid, names(sheet)) == (488, ["Martin Michlmayr"])


def test_2008_without_majorities_would_be_won_by_option_2():
    sheet = count("debian", known("debian/2008-vote_003/tally.txt"), roll=1018, constitution="1.4")
    assert sheet.winners == (2,)


def _vote(*papers: tuple[int, str], options: int = 2) -> Ballots:
    """Papers written as in a tally sheet; the last option is the default."""
    kept = []
    for weight, marks in papers:
        levels = sorted({m for m in marks if m != "-"})
        kept.append(Paper(weight, tuple(tuple(o for o, m in enumerate(marks, 1) if m == k) for k in levels)))
    titles = (*(f"Option {n}" for n in range(1, options)), "Further Discussion")
    return Ballots(candidates=titles, papers=tuple(kept))


def _dropped(ballots, **terms):
    return {d.candidate: d.reason for d in count("debian", ballots, **terms).dropped}


@pytest.mark.parametrize(
    ("votes", "roll", "falls"),
    [(48, 1000, {}), (47, 1000, {1: "quorum"}), (12, 60, {}), (11, 60, {1: "quorum"})],
)
def test_quorum_in_whole_numbers(votes, roll, falls):
    assert _dropped(_vote((votes, "12")), roll=roll) == falls


@pytest.mark.parametrize("constitution", CONSTITUTIONS[1:])
@pytest.mark.parametrize(
    ("over", "under", "ratio"), [(30, 10, 3), (29, 10, 3), (31, 10, 3), (10, 10, 1), (11, 10, 1)]
)
def test_majority_strictly_before_1_6_and_inclusive_after(constitution, over, under, ratio):
    ballots = _vote((over, "12"), (under, "21"))
    inclusive = constitution >= "1.6"
    passes = over > ratio * under or (inclusive and over == ratio * under and over > under)
    dropped = _dropped(ballots, roll=0, majorities=((1, Fraction(ratio)),), constitution=constitution)
    assert dropped == ({} if passes else {1: "majority"})


def test_the_weakest_defeat_of_a_cycle_is_dropped():
    ballots = _vote((8, "1234"), (7, "3124"), (6, "2314"), options=4)
    sheet = count("debian", ballots, roll=0)
    assert sheet.winners == (1,), "1 beats 2 by 15, 2 beats 3 by 14, 3 beats 1 by 13"


def test_a_tie_waits_for_the_casting_vote():
    ballots = _vote((5, "123"), (5, "213"), options=3)
    sheet = count("debian", ballots, roll=0)
    assert (sheet.winners, sheet.unresolved[0].candidates) == ((), (1, 2))
    assert count("debian", ballots, roll=0, lot=(2, 1)).winners == (2,)


class TestFirstConstitution:
    """Version 1.0 counted otherwise."""

    def test_supermajority_shrinks_the_votes_for_the_option(self):
        three = ((1, Fraction(3)),)
        passes = _vote((31, "12"), (10, "21"))
        fails = _vote((29, "12"), (10, "21"))
        assert count("debian", passes, roll=0, constitution="1.0", majorities=three).winners == (1,)
        assert count("debian", fails, roll=0, constitution="1.0", majorities=three).winners == (2,)

    def test_exactly_the_ratio_dominates_neither_way_and_first_preferences_are_level(self):
        level = _vote((30, "12"), (10, "21"))
        sheet = count("debian", level, roll=0, constitution="1.0", majorities=((1, Fraction(3)),))
        assert sheet.unresolved[0].candidates == (1, 2)

    def test_quorum_uses_the_actual_votes_and_hands_the_win_to_the_default(self):
        ballots = _vote((47, "12"))
        assert count("debian", ballots, roll=1000, constitution="1.0").winners == (2,)
        assert count("debian", ballots, roll=900, constitution="1.0").winners == (1,)

    def test_a_cycle_leaves_no_option_and_no_winner(self):
        ballots = _vote((8, "1234"), (7, "3124"), (6, "2314"), options=4)
        sheet = count("debian", ballots, roll=0, constitution="1.0", lot=(1, 2, 3, 4))
        assert sheet.winners == ()
        assert "no winner" in sheet.unresolved[0].about

    def test_undominated_options_go_to_a_runoff(self):
        ballots = _vote((4, "1234"), (3, "2134"), (1, "3214"), options=4)
        sheet = count("debian", ballots, roll=0, constitution="1.0")
        assert [d.candidate for d in sheet.dropped] == [3, 4]
        assert sheet.unresolved[0].about == "casting vote: who is eliminated"


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({}, "--roll"),
        ({"roll": 9, "constitution": "2.0"}, "2.0"),
        ({"roll": 9, "default": 3}, "3"),
        ({"roll": 9, "majorities": ((2, Fraction(3)),)}, "default option"),
        ({"roll": 9, "majorities": ((1, Fraction(1, 2)),)}, "1:1"),
        ({"roll": 9, "seats": 2}, "one seat"),
    ],
)
def test_terms_that_cannot_be_are_refused(terms, says):
    with pytest.raises(UnfitBallots, match=re.escape(says)):
        count("debian", _vote((5, "12")), **terms)
    assert count("debian", _vote((5, "12")), roll=9, default=2).winners == (1,)
