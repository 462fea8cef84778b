"""The grammar of persons: every key that it has, and the nearest text that is none."""

import pytest

from bylaw.rules.who import KINDS, NAMED, PLACES, BadPhrase, Who, parse_phrase


@pytest.mark.parametrize("place", sorted(PLACES))
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_has_each_place_and_here_unless_another_is_said(kind, place):
    name = "x" if kind in NAMED else ""
    words = f"{kind} {name}".strip()
    assert parse_phrase(f"{words} {place}") == (Who(kind, name, place),)
    assert parse_phrase(words) == (Who(kind, name, "here"),)
    assert str(Who(kind, name, place)) == f"{words} {place}"


def test_keys_stand_in_their_order():
    keys = (Who("office", "a", "root"), Who("resolution", "b", "here"), Who("subject", "", "here"))
    assert parse_phrase("office a root & resolution b & subject") == keys


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "'' does not begin with one of anyone, applicant, founder, "),
        ("members here", "'members here' does not begin with one of anyone, "),
        ("office", "'office' does not say which office"),
        ("office here", "'office here' does not say which office"),
        ("resolution root", "'resolution root' does not say which resolution"),
        ("member there", "'member there' does not end with one of above, due, emergency, here, parent, root"),
        ("member here root", "'member here root' does not end with one of above, "),
        ("office a here root", "'office a here root' does not end with one of above, "),
        ("office a & ", "'' does not begin with one of "),
        ("member here &subject", "'member here &subject' does not end with one of "),
    ],
)
def test_what_is_outside_says_which_word_does_not_fit(text, why):
    with pytest.raises(BadPhrase) as fault:
        parse_phrase(text)
    assert str(fault.value).startswith(why)
