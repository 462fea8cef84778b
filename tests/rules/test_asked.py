"""Each meaning that a clause can have is asked by some act, or by who serves the record: no clause is without effect for its meaning alone."""

import re
from pathlib import Path

import pytest

import bylaw.acts
from bylaw.rules.meanings import KEYS

ACTS = Path(bylaw.acts.__file__).parent
SERVING = ACTS.parent / "portal" / "desk.py"
SOURCES = "\n".join(path.read_text() for path in (*ACTS.rglob("*.py"), SERVING))
ASKED = r'(ask|asked|each|rule|one|find|_law)\([^()]*(\([^()]*\)[^()]*)*"{}"'


@pytest.mark.parametrize("key", KEYS)
def test_each_meaning_is_asked(key: str):
    assert re.search(ASKED.format(key), SOURCES)


def test_a_meaning_that_there_is_not_is_asked_by_none():
    assert not re.search(ASKED.format("fancy"), SOURCES)
