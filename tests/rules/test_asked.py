"""Each meaning that a clause can have is asked by some act: no clause is without effect for its meaning alone."""

import re
from pathlib import Path

import pytest

import bylaw.acts
from bylaw.rules.meanings import KEYS

SOURCES = "\n".join(path.read_text() for path in Path(bylaw.acts.__file__).parent.rglob("*.py"))
ASKED = r'(ask|asked|each|rule|one|find|_law)\([^()]*(\([^()]*\)[^()]*)*"{}"'


@pytest.mark.parametrize("key", KEYS)
def test_each_meaning_is_asked_by_some_act(key: str):
    assert re.search(ASKED.format(key), SOURCES)


def test_a_meaning_that_there_is_not_is_asked_by_none():
    assert not re.search(ASKED.format("fancy"), SOURCES)
