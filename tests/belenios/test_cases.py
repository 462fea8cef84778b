"""The table of hostile cases names tests that exist, and has every case."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
TABLE = Path(__file__).with_name("README.md").read_text()
NAMED = sorted(set(re.findall(r"`([a-z_/]+\.py)::(test_[a-z0-9_]+)`", TABLE)))


def test_each_test_that_is_named_exists():
    gone = [f"{file}::{name}" for file, name in NAMED if f"def {name}(" not in (TESTS / file).read_text()]
    assert len(NAMED) > 40
    assert not gone


def test_every_case_has_its_row():
    rows = re.findall(r"^\| A(\d+) \|", TABLE, re.MULTILINE)
    assert [int(each) for each in rows] == list(range(1, 39))
