"""Finding persons by name: folded, in any order, by beginnings; true after a correction, and nothing after an erasure."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.people import files, names
from bylaw.people.boxes import opened
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.people.text import words_of

from .conftest import ROLL, everything, nothing, take

PEOPLE = {
    "a" * 32: Person("Zoë Muñoz-Ibáñez", number="N 12", email="Zoe@example.org"),
    "b" * 32: Person("Łukasz Sørensen"),
    "c" * 32: Person("Ann Smith", number="7"),
    "d" * 32: Person("Anna Smithson"),
    "e" * 32: Person("Ann  SMITH", number="8"),
    "f" * 32: Person("山田 太郎"),
    "0" * 32: Person("☆"),
}


def anybody(_member):
    return True


@pytest.fixture
def known(register):
    for member, person in PEOPLE.items():
        register.add(member, person)
    return register


def ids(found):
    return "".join(sorted(member[0] for member, _ in found))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Zoë Muñoz-Ibáñez", "a"),
        ("zoe munoz ibanez", "a"),
        (" IBANEZ munoz,  ZOE", "a"),
        ("lukasz sorensen", "b"),
        ("SØRENSEN ŁUKASZ", "b"),
        ("ann smith", "ce"),
        ("Smith, Ann", "ce"),
        ("太郎 山田", "f"),
        ("☆", "0"),
        ("Ann", ""),
        ("Ann Smith Ann", ""),
        ("Smithson", ""),
        ("", ""),
        ("  ", ""),
        ("7", ""),
    ],
)
def test_a_whole_name_is_found_in_any_order_without_case_and_accents(known, typed, found):
    assert ids(known.names.called(typed, anybody)) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ann", "cde"),
        ("smi an", ""),
        ("smi ann", "cde"),
        ("Smiths ann", "d"),
        ("smithson", "d"),
        ("smithsons", ""),
        ("sor", "b"),
        ("muñ ibá", "a"),
        ("an", ""),
        ("太", "f"),
        (" ".join(["ann"] * 40), "cde"),
        (" ".join(["ann"] * 40 + ["x"]), ""),
        ("", ""),
        ("!?", ""),
    ],
)
def test_words_are_found_by_how_they_begin_and_short_ones_whole(known, typed, found):
    assert ids(known.names.beginning(typed, anybody)) == found


def test_numbers_and_addresses_are_found_as_they_are(known):
    assert ids(known.names.numbered(" n  12", anybody)) == "a"
    assert ids(known.names.numbered("n 1", anybody)) == ""
    assert ids(known.names.numbered("", anybody)) == ""
    assert ids(known.names.reached("ZOE@example.org", anybody)) == "a"
    assert ids(known.names.reached("zo@example.org", anybody)) == ""
    assert ids(known.names.reached("", anybody)) == ""


def test_whom_one_may_not_know_is_neither_given_nor_opened(known, monkeypatch):
    read = []
    monkeypatch.setattr(names, "opened", lambda row, key, box: read.append(row) or opened(row, key, box))
    assert ids(known.names.called("Ann Smith", lambda member: member[0] == "e")) == "e"
    assert len(read) == 1
    assert ids(known.names.beginning("ann", lambda member: member[0] == "d")) == "d"
    assert len(read) == 2
    assert ids(known.names.called("Ann Smith", lambda _: False)) == ""
    assert len(read) == 2


def test_a_correction_moves_the_name(known):
    known.revise("c" * 32, Person("Ann Jones", number="77"))
    assert ids(known.names.called("ann smith", anybody)) == "e"
    assert ids(known.names.called("jones ann", anybody)) == "c"
    assert ids(known.names.numbered("7", anybody)) == ""
    assert ids(known.names.numbered("77", anybody)) == "c"
    with pytest.raises(sqlite3.IntegrityError):
        known.revise("c" * 32, Person("Ann Brown", number="8"))
    assert ids(known.names.called("jones ann", anybody)) == "c"
    assert ids(known.names.called("ann brown", anybody)) == ""


def test_a_correction_back_leaves_nothing_twice(known):
    before = rows(known)
    known.revise("b" * 32, Person("Somebody Else"))
    assert rows(known) != before
    known.revise("b" * 32, PEOPLE["b" * 32])
    assert rows(known) == before


def test_an_imported_roll_is_found_and_a_withdrawn_one_is_not(register, folder):
    ada, bob = take(register, ROLL)
    assert dict(register.names.called("lovelace ada", anybody)).keys() == {ada.member}
    assert dict(register.names.called("bob", anybody)).keys() == {bob.member}
    register.withdraw([ada.member, bob.member])
    assert not list(register.names.called("bob", anybody))
    assert rows(register) == []


def test_no_trace_of_a_name_survives_an_erasure(register, folder):
    ada, bob = take(register, ROLL)
    hers = [trace.to_bytes(8, "big", signed=True) for trace, row in rows(register) if row == 1]
    assert len(hers) == 6, "the name, a short word and a long one, a number, an address"
    assert all(piece in everything(folder) for piece in hers)
    register.erase(ada.member, register.erasure_list(ada.member), nothing)
    assert not list(register.names.called("Ada Lovelace", anybody))
    assert not list(register.names.beginning("ada", anybody))
    assert {row for _trace, row in rows(register)} == {2}
    assert dict(register.names.called("Bob", anybody)).keys() == {bob.member}
    register.close()
    assert not any(piece in everything(folder) for piece in hers)


def test_a_copy_of_the_boxes_holds_nothing_of_the_index(register, folder):
    take(register, ROLL)
    raw = (folder / files.PEOPLE).read_bytes()
    assert not any(trace.to_bytes(8, "big", signed=True) in raw for trace, _row in rows(register))
    with sqlite3.connect(folder / files.PEOPLE) as db:
        (key,) = db.execute("SELECT key FROM finder").fetchone()
    assert bytes(key) in raw
    assert bytes(key) not in (folder / files.KEYS).read_bytes()


def earlier(folder):
    """Make of a register what it was before it had an index."""
    with sqlite3.connect(folder / files.PEOPLE) as db, sqlite3.connect(folder / files.KEYS) as keys:
        db.execute("DROP TABLE finder")
        keys.execute("DROP TABLE found_by")
        db.execute("PRAGMA user_version = 2")
        keys.execute("PRAGMA user_version = 2")


def test_an_earlier_register_gets_its_index_when_it_is_opened(known, folder):
    before = len(rows(known))
    known.close()
    earlier(folder)
    with Register.open(folder) as again:
        assert len(rows(again)) == before
        assert ids(again.names.called("smith ann", anybody)) == "ce"
        assert dict(again.people()) == PEOPLE


def test_an_earlier_register_with_a_damaged_box_still_opens(known, folder):
    known.close()
    earlier(folder)
    with sqlite3.connect(folder / files.PEOPLE) as db:
        db.execute("UPDATE person SET box = zeroblob(50) WHERE person = 3")
    with Register.open(folder) as again:
        assert ids(again.names.called("smith ann", anybody)) == "e"


def test_two_who_open_an_earlier_register_bring_it_once(known, folder):
    known.close()
    earlier(folder)
    with Register.open(folder) as one, Register.open(folder) as other:
        assert rows(one) == rows(other)
        one.add("9" * 32, Person("New Comer"))
        assert dict(other.names.called("comer new", anybody)).keys() == {"9" * 32}


def rows(register):
    return sorted(register._db.execute("SELECT trace, person FROM vault.found_by").fetchall())


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6), st.randoms())
def test_whatever_a_name_is_made_of_it_is_found_by_its_words_in_any_order(parts, random):
    name = " ".join(parts)
    words = words_of(name)
    random.shuffle(words)
    if words:
        assert names._name(" ".join(words)) == names._name(name)
        stems = {stem for word in words for stem in names._stems(word)}
        assert f"name {names._name(name)}" in names._terms(Person(name))
        assert {f"word {stem}" for stem in stems} <= names._terms(Person(name))


def test_a_register_that_lost_its_key_of_names_is_damaged(register, folder):
    register.close()
    with sqlite3.connect(folder / files.PEOPLE) as db:
        db.execute("DELETE FROM finder")
    with pytest.raises(names.Damaged):
        Register.open(folder)
