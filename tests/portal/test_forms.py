"""Every act that people fill in has a form, and what is typed there becomes the act."""

import re

import pytest

from bylaw.acts.registry import BY_KIND
from bylaw.portal import filled, forms, words
from bylaw.state import State


def read(kind, **given):
    return filled.read(BY_KIND[kind], {k.replace("__", "."): v for k, v in given.items()}, "Europe/Berlin")


def test_rows_lists_numbers_and_moments_are_read_as_their_types():
    found = read(
        "call-meeting", name="Spring Meeting", body="root", begins="2027-05-17T18:00", modes="in-person\r\nremote",
        items__0__name="budget", items__0__title="The budget", items__0__kinds="move", items__1__name="",
    )  # fmt: skip
    assert found.fields == {
        "name": "spring-meeting",
        "body": "root",
        "begins": "2027-05-17T16:00:00Z",
        "modes": ["in-person", "remote"],
        "items": [{"name": "budget", "title": "The budget", "kinds": ["move"]}],
    }
    assert not found.private


def test_words_typed_for_a_commitment_are_private_and_a_digest_is_not():
    assert read("appeal", case="c1", grounds="I was not heard").private == ("grounds",)
    assert not read("appeal", case="c1", grounds="0" * 64).private


@pytest.mark.parametrize(
    ("kind", "name", "typed", "said"),
    [
        ("call-election", "seats", "two", "no whole number"),
        ("call-election", "seats", "٢", "no whole number"),
        ("call-election", "opens", "tomorrow", "is no time"),
        ("call-election", "opens", "2027-03-28 02:30", "does not exist"),
        ("call-election", "closes", "2027-10-31T02:30", "happens twice"),
        ("amend-bylaws", "clauses", "{", "not written as bylaws are"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_field(kind, name, typed, said):
    with pytest.raises(filled.Unread, match=said) as fault:
        read(kind, **{name: typed})
    assert forms.label(name) in str(fault.value)


def test_every_act_has_a_form_or_is_written_by_a_program():
    by_hand = {kind for kind, act in BY_KIND.items() if kind in forms.FORMS or "key" in act.__struct_fields__}
    by_program = {k for k, a in BY_KIND.items() if forms.by_program(a)}
    assert by_hand | by_program == set(BY_KIND)
    for kind, act in forms.FORMS.items():
        assert {f.name for f in forms.fields(State(), act, {})} == {
            name for name, _, _ in forms.asked(act)
        }, kind


def test_a_form_shows_what_was_typed_in_rows_and_two_more():
    given = {"items.0.name": "a", "items.1.title": "b"}
    rows = next(f for f in forms.fields(State(), BY_KIND["call-meeting"], given) if f.name == "items").rows
    assert [[f.value for f in row] for row in rows] == [
        ["a", "", ""],
        ["", "b", ""],
        ["", "", ""],
        ["", "", ""],
    ]


OF_PROGRAMS = re.compile(
    r"``|_|\bcommit(s|ments?)\b|\b(digest|hash|merkle|ciphertext|chunk|coefficient)", re.IGNORECASE
)
"""What only programs speak of: a field in its quotes, a commitment, a hash."""


@pytest.mark.parametrize(
    ("sentence", "coded"),
    [
        ("Leave the panel; ``reasons`` commits to it.", True),
        ("Fix a roll, by the Merkle root over it.", True),
        ("Recall an envoy, with reasons by commitment.", True),
        ("Open a commission, with reasons, and commit to nothing.", False),
    ],
)
def test_a_sentence_of_programs_is_told_from_one_of_people(sentence, coded):
    assert bool(OF_PROGRAMS.search(sentence)) is coded


def test_what_an_act_does_is_said_in_words_of_people():
    sentences = {kind: (act.__doc__ or "").partition("\n\n")[0] for kind, act in BY_KIND.items()}
    assert not {kind: said for kind, said in sentences.items() if not said or OF_PROGRAMS.search(said)}


def test_titles_of_acts_are_words_of_people_and_each_is_one_act_s():
    titles = {kind: words.plainly(kind) for kind in BY_KIND}
    assert not {kind: title for kind, title in titles.items() if OF_PROGRAMS.search(title)}
    assert len(set(titles.values())) == len(titles)
    assert words.TITLES.keys() <= BY_KIND.keys()
    assert titles["record-access-head"] == "Report how often the register was looked into"
    assert titles["call-election"] == "Call election", "a kind that says enough is its title"


def test_a_fingerprint_is_asked_for_as_one_and_never_takes_words_behind_a_commitment():
    root = next(f for f in forms.fields(State(), BY_KIND["fix-paper"], {}) if f.name == "root")
    assert (root.sort, root.label) == ("line", "Fingerprint of the roll")
    assert "Kept private" not in root.hint
    assert not read("fix-paper", election="e", root="some words").private
    assert (
        next(f for f in forms.fields(State(), BY_KIND["appeal"], {}) if f.name == "grounds").sort == "private"
    )
