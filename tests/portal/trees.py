"""What a screen reader is told of a page, compared with files that people read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page

TREES = Path(__file__).parents[1] / "data" / "portal" / "trees"


def tree(page: Page, name: str, people: Iterable[str] = ()) -> None:
    """Compare what a screen reader is told with the file of this name; ids, days and the names of these people apart."""
    page.wait_for_load_state()  # scripts have run
    told = page.locator("main").aria_snapshot()
    for person in sorted(people, key=len, reverse=True):
        told = told.replace(person, "SOMEBODY")
    told = re.sub(r"/f/[\w-]{20,}/", "/f/TOKEN/", told)
    told = re.sub(r"(?<![\w+/=])[\w+/]{43}(?:=|(?![\w+/=]))", "HASH", told)
    told = re.sub(r"\b[0-9a-f]{8,64}(?: [0-9a-f]{24,56})?\b…?", "ID", told)
    told = re.sub(
        r"localhost:\d+|\b\d+ \w+ 20\d\d(?:, \d\d:\d\d \w+| at \d\d:\d\d)?|\b\d+ entries\b|[Ee]ntr(?:y|ies)[ /]\d+|(?<=/record )\d+",
        "N",
        told,
    )
    place = TREES / f"{name}.yaml"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(told + "\n", encoding="utf-8")
        pytest.fail(f"{place.name} is new: look at it and keep it")
    assert told + "\n" == place.read_text(encoding="utf-8")
