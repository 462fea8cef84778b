"""The elections in tests/data/elections."""

import os
from pathlib import Path

from hypothesis import settings

from bylaw.counting import read_ballots

RANDOM = settings(max_examples=2000 if os.environ.get("BYLAW_DEEP") else 100, deadline=None)
DATA = Path(__file__).parent.parent / "data" / "elections"
WARDS = sorted((DATA / "scotland-2017").glob("*.blt"))


def known(path: str):
    """Ballots of one of the files."""
    return read_ballots((DATA / path).read_bytes(), path)


def names(sheet) -> list[str]:
    """Names of the elected in order."""
    return [e.name for e in sheet.elected]
