"""Cards under every shipped profile: who names the key, how long a card lasts, how long a door goes by a list."""

from hashlib import sha256

import pytest

from bylaw.acts.members.card_status import bits, list_uri
from bylaw.cards import status
from bylaw.record.clock import rfc3339
from tests.acts.carding import HOUR, kid, public, secret
from tests.acts.society import key_of, person

from .shipped import under

LAST = {12: "2025-12-31T23:00:00Z", 24: "2026-12-31T23:00:00Z"}
AFTER = {12: "2026-01-02T12:00:00Z", 24: "2027-01-02T12:00:00Z"}
PROFILES = {
    "us-union-local": ("president", "registrar", 12, 48),
    "association": ("chair", "secretary", 24, 72),
    "cooperative": ("director", "secretary", 24, 72),
    "de-party": ("chair", "secretary", 24, 48),
    "debian-like": ("registrar", "registrar", 12, 168),
    "foundation": ("president", "secretary", 12, 168),
}
"""Who signs for the key beside the secretary, who issues, and the two numbers of the clauses."""


def office_of(name):
    other, issuer, _, _ = PROFILES[name]
    held = {"secretary": (1,), other: (2,), issuer: (1,) if issuer == "secretary" else (2,)}
    s = under(name, founders=4, **held)
    pair = (s.office(1, "secretary"), s.office(2, other))
    return s, pair, s.office(*((1, "secretary") if issuer == "secretary" else (2, issuer)))


def card(s, n, expires):
    index = next(i for i in s.state.cards.open_block if not s.state.cards.given(i))
    name, content = f"{len(s.state.cards.all) + 1:032x}", sha256(f"{n}".encode()).hexdigest()
    key = key_of(person(n)).thumbprint
    return {
        "member": person(n),
        "card": name,
        "index": index,
        "expires": expires,
        "content": content,
        "key": key,
    }


def listed(s, hours):
    at = s.now + hours * HOUR
    raw = status.sign(status.StatusList(list_uri(s.state), s.now, at, bits(s.state, s.now)), secret(), kid())
    keys = tuple(held.key for held in s.state.cards.keys_at(s.now))
    return {"list": s.attach(raw), "issued": rfc3339(s.now), "expires": rfc3339(at), "keys": keys}


@pytest.mark.parametrize("name", PROFILES)
def test_the_numbers_of_each_profile_decide(name):
    s, pair, issuer = office_of(name)
    _, _, months, hours = PROFILES[name]
    assert s.refused("register-card-key", pair[0], key=public()) == ["1.31"]
    s.do("register-card-key", pair, key=public())
    too_long = s.refused("issue-card", issuer, **card(s, 3, AFTER[months]))
    assert too_long == (["1.32", "floor 40"] if months == 24 else ["1.32"])
    assert "1.32" in s.refused("issue-card", 3, **card(s, 3, LAST[months]))
    s.do("issue-card", issuer, **card(s, 3, LAST[months]))
    assert s.refused("publish-card-status", issuer, **listed(s, hours + 1)) in (
        ["1.34"],
        ["1.34", "floor 40"],
    )
    s.do("publish-card-status", issuer, **listed(s, hours))
    first = next(iter(s.state.cards.all))
    assert "1.33" in s.refused("report-card-lost", 4, card=first)
    s.do("report-card-lost", issuer, card=first)
    s.do("issue-card", issuer, **card(s, 3, LAST[months]))
