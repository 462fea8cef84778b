"""Real kills of a box at every line that takes a ballot: no receipt without its ballot, and no half of one."""

import os

from tests.store.dying import tally_of

KILLS = 2_000 if os.environ.get("BYLAW_DEEP") else 40
PROGRAM = "tests.casting.killed"


def test_killed_at_each_line_that_takes_a_ballot(tmp_path):  # D15
    tally = tally_of(PROGRAM, tmp_path, 10_000, "lines")
    assert tally["alive"]  # past the last line, so each one before it was the last of some box
    assert tally["killed"] > 150
    assert tally["receipts"] > 50


def test_killed_at_any_moment(tmp_path):  # D15
    tally = tally_of(PROGRAM, tmp_path, KILLS, "moments")
    assert tally["killed"] == KILLS
    assert tally["receipts"] > KILLS
