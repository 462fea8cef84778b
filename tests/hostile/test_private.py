"""B13: what identifies a person has no place in a public leaf; each row beside words that may be said."""

import pytest

from bylaw.acts.private import impersonal
from bylaw.acts.substance import substance
from bylaw.record.encoding import encode

from .watched import Watched

REFUSED = [
    "write to anna@example.org",
    "ANNA.B+x@mail.example.co.uk.",
    "<a@b.example>",
    "call +49 151 23456789",
    "(+44) is not one, +44 20 7946 0958 is",
    "+1-202-555-0143",
    "+33(0)1.42.68.53.00",
    "tel:x +390612345678",
]
ALLOWED = [
    "@anna said so",
    "seven @ 3 euro",
    "a@b",
    "C++ and +1 for it",
    "2 + 1234567890",
    "items 1+2+3+4+5+6+7+8",
    "+1234",
    "sum is 1234567890123",
    "see https://example.org/@club/12",
]


def clauses(text: str) -> list[str]:
    s = Watched()
    act = s.act(
        "attest", 1, name="f1", fact=text, source="y", claimed="2025-01-01T00:00:00Z", evidence="a" * 64
    )
    return [finding.clause for finding in s._enter(act).refusals]


@pytest.mark.parametrize("text", REFUSED)
def test_an_address_or_a_number_is_refused(text: str):
    assert clauses(text) == ["bylaw 27"]


@pytest.mark.parametrize("text", ALLOWED)
def test_other_words_are_taken(text: str):
    assert clauses(text) == []


def test_it_is_found_inside_the_act_that_a_motion_carries_too():
    s = Watched()
    inner = s.act(
        "attest",
        1,
        name="f1",
        fact="a@b.example",
        source="y",
        claimed="2025-01-01T00:00:00Z",
        evidence="a" * 64,
    )
    assert [f.clause for f in impersonal(encode({"matter": substance(inner)}))] == ["bylaw 27"]
