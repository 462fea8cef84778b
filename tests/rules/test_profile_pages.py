"""The reference page on profiles is what the files say; the page on the law names all of their law."""

import re
import subprocess
import sys
from pathlib import Path

from tests.pages import stale

from .shipped import NAMES, book

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reference/profiles.md"
LEGAL = ROOT / "docs/legal.md"


def test_the_page_is_the_one_that_the_files_give():
    written = subprocess.run(
        [sys.executable, ROOT / "scripts/profiles"], capture_output=True, text=True, check=True
    )
    assert stale(PAGE.read_text(), written.stdout) is None, (
        "docs/reference/profiles.md is old: run 'make reference'"
    )


def test_the_page_has_every_clause_of_every_profile():
    sections = PAGE.read_text().split("\n## ")[1:]
    assert [section.splitlines()[0] for section in sections] == list(NAMES)
    for name, section in zip(NAMES, sections, strict=True):
        rows = [
            line for line in section.splitlines() if line.startswith("| ") and not line.startswith("| clause")
        ]
        assert [row.split(" | ")[0][2:] for row in rows] == [c.no for c in book(name).clauses]
        assert "*Not in it:*" in section


def left_out(name: str, section: str) -> list[str]:
    """Give the clauses of law of a profile that a section on it does not name, and what it names that is no clause."""
    named = set(re.findall(r"(?<![\d.])\d\.\d+(?!\.\d)", section))
    law = {clause.no for clause in book(name).clauses if clause.layer in ("floor", "default")}
    return sorted((law - named) | (named - {clause.no for clause in book(name).clauses}))


def test_the_page_on_the_law_names_every_floor_and_default():
    sections = LEGAL.read_text().split("\n## ")[1:-1]
    assert [section.split(":")[0] for section in sections] == list(NAMES)
    for name, section in zip(NAMES, sections, strict=True):
        assert left_out(name, section) == []


def test_a_floor_that_the_page_forgets_or_invents_is_noticed():
    page = LEGAL.read_text()
    association = page[page.index("## association") : page.index("## cooperative")]
    assert left_out("association", association.replace("(5.3: 71)", "(71)")) == ["5.3"]
    assert left_out("association", association.replace("(5.3: 71)", "(5.3, 5.99: 71)")) == ["5.99"]
