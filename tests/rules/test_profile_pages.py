"""The reference page on profiles is what the files say."""

import subprocess
import sys
from pathlib import Path

from .shipped import NAMES, book

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reference/profiles.md"


def test_the_page_is_the_one_that_the_files_give():
    written = subprocess.run(
        [sys.executable, ROOT / "scripts/profiles"], capture_output=True, text=True, check=True
    )
    assert PAGE.read_text() == written.stdout, "run: make reference"


def test_the_page_has_every_clause_of_every_profile():
    sections = PAGE.read_text().split("\n## ")[1:]
    assert [section.splitlines()[0] for section in sections] == list(NAMES)
    for name, section in zip(NAMES, sections, strict=True):
        rows = [
            line for line in section.splitlines() if line.startswith("| ") and not line.startswith("| clause")
        ]
        assert [row.split(" | ")[0][2:] for row in rows] == [c.no for c in book(name).clauses]
        assert "*Not in it:*" in section
