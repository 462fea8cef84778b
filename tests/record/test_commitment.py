"""Commitments: known vectors, made with coreutils, and no two statements with one commitment."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.record.broken import Broken
from bylaw.record.commitment import PREFIX, SALT, Parts, commit, preimage, read_preimage, value_of

SALTS = st.binary(min_size=SALT, max_size=SALT)
NAMES = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
STATEMENTS = st.tuples(NAMES, NAMES, NAMES, SALTS, st.binary(max_size=40))


def test_known_vectors():
    salt = bytes(range(32))
    assert (
        commit("org", "event", "name", salt, b"Ada Lovelace")
        == "13a79048e6015645df8c06e291641d5bdd080218b0b4f40778910af91f0c42b6"
    )
    assert (
        commit("", "", "", bytes(32), b"")
        == "776524321bdd56db2fd4e23e626557dc285f651a5a277fe5a6b79f84f662716a"
    )


def test_the_bytes_are_those_documented():
    told = b"bylaw-commit-v1\n" + b"\0" * 7 + b"\3org" + b"\0" * 7 + b"\5event" + b"\0" * 7 + b"\4name"
    expected = sha256(told + bytes(range(32)) + "Zoë".encode()).hexdigest()
    assert commit("org", "event", "name", bytes(range(32)), "Zoë".encode()) == expected


@given(STATEMENTS, STATEMENTS)
def test_two_statements_have_two_commitments(one, other):
    assert (commit(*one) == commit(*other)) == (one == other)


@given(NAMES, NAMES, NAMES, SALTS, st.binary(min_size=1, max_size=9))
def test_no_part_can_be_moved_into_its_neighbour(org, event, field, salt, value):
    assert commit(org + event, "", field, salt, value) != commit(org, event + " ", field, salt, value)
    assert commit(org, event + "x", field, salt, value) != commit(org, event, "x" + field, salt, value)
    assert commit(org, event, field + "x", salt, value) != commit(org, event, field, salt, b"x" + value)


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_salt_of_another_length_is_a_bug(length):
    with pytest.raises(ValueError, match="a salt has 32 bytes"):
        commit("o", "e", "f", bytes(length), b"")


@given(STATEMENTS)
def test_an_opening_shows_what_it_is_made_of(statement):
    raw = preimage(*statement)
    assert sha256(raw).hexdigest() == commit(*statement)
    assert read_preimage(raw) == Parts(*statement)
    assert value_of(raw, *statement[:3]) == statement[4]
    assert value_of(raw, statement[0] + "x", *statement[1:3]) is None


OPENING = preimage("org", "event", "name", bytes(SALT), b"")
ENDS = "an opening ends before its names do"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "an opening begins with its kind"),
        (OPENING[1:], "an opening begins with its kind"),
        (PREFIX, "an opening has a salt of 32 bytes"),
        (PREFIX + bytes(7) + b"\1", ENDS),
        (PREFIX + bytes(16) + b"\xff" * 8 + b"name", ENDS),
        (OPENING[:-1], "an opening has a salt of 32 bytes"),
        (OPENING.replace(b"event", b"\xffvent"), "the names of an opening are text"),
    ],
)
def test_what_is_no_opening(raw, why):
    assert read_preimage(raw) == Broken("shape", why)
    assert value_of(raw, "org", "event", "name") is None


def test_an_opening_may_have_nothing_but_its_salt():
    assert read_preimage(OPENING) == Parts("org", "event", "name", bytes(SALT), b"")
    assert value_of(OPENING, "org", "event", "name") == b""


@given(st.binary(max_size=120))
def test_any_bytes_are_an_opening_or_the_reason_why_not(raw):
    for cut in (raw, PREFIX + raw):
        found = read_preimage(cut)
        assert (
            isinstance(found, Broken)
            or preimage(*(getattr(found, n) for n in found.__struct_fields__)) == cut
        )
