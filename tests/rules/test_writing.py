"""A clause written as a file of bylaws writes it is read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.rules.clause import Clause
from bylaw.rules.floors import FLOORS
from bylaw.rules.load import load, load_clauses
from bylaw.rules.writing import heading, written
from bylaw.store.profiles import profiles


@pytest.mark.parametrize("name", profiles())
def test_every_clause_of_every_profile_is_written_and_read_back_the_same(name):
    clauses = (*load(profiles()[name]).clauses, *FLOORS)
    assert load_clauses("\n\n".join(map(written, clauses)).encode()) == clauses


def test_a_clause_is_written_as_the_profiles_are():
    told = next(each for each in load(profiles()["us-union-local"]).clauses if each.no == "1.1")
    assert written(told) == (
        '[clauses."1.1"]\n'
        'words = "Whoever works in the trade within the local\'s jurisdiction may apply."\n'
        'of = "apply"\n'
        'may = ["applicant"]'
    )
    assert heading("1.1") == written(told).splitlines()[0]


@given(
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=80),
    st.lists(st.text("a\"\\'-", max_size=5)),
)
def test_whatever_words_a_clause_has_they_come_back(words, names):
    clause = Clause(no="1", words=words, of=tuple(names))
    assert load_clauses(written(clause).encode()) == (clause,)
