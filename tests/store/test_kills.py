"""Real kills at every step of append and publish: nothing acknowledged is lost, nothing is left half-written."""

import json
import os
import subprocess
import sys
from pathlib import Path

KILLS = 9_300 if os.environ.get("BYLAW_DEEP") else 300
"""How many at random moments, besides some 700 at each line; `make deep` asks for 9 300."""
PROGRAM = Path(__file__).with_name("killed.py")


def kill(folder: Path, kills: int, how: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(folder), str(kills), how],
        capture_output=True, text=True, timeout=120 + kills, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    tally = json.loads(done.stdout)
    assert tally["wrong"] is None, tally
    return tally


def test_killed_at_each_line_that_writes(tmp_path):
    tally = kill(tmp_path, 10_000, "lines")
    assert tally["alive"]  # past the last line, so each one before it was the last of some writer
    assert tally["killed"] > 650


def test_killed_at_any_moment(tmp_path):
    assert kill(tmp_path, KILLS, "moments")["killed"] == KILLS
