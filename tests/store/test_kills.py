"""Real kills at every step of append and publish: nothing acknowledged is lost, nothing is left half-written."""

import os

from tests.store.dying import tally_of

KILLS = 9_350 if os.environ.get("BYLAW_DEEP") else 350
"""How many at random moments, besides 650 and more at each line: a thousand together, in `make deep` ten thousand."""
PROGRAM = "tests.store.killed"


def test_killed_at_each_line_that_writes(tmp_path):
    tally = tally_of(PROGRAM, tmp_path, 10_000, "lines")
    assert tally["alive"]  # past the last line, so each one before it was the last of some writer
    assert tally["killed"] > 650


def test_killed_at_any_moment(tmp_path):
    assert tally_of(PROGRAM, tmp_path, KILLS, "moments")["killed"] == KILLS
