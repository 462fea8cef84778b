"""A card at a door: let in, or refused for one reason, and beside each refusal the nearest that is let in."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.cards import base45, cose, status
from bylaw.cards.card import CNF, PREFIX, Card, claims, read
from bylaw.cards.cbor import Tag, decode, encode
from bylaw.cards.door import check, open_door
from bylaw.cards.refused import Refused

from .office import DAY, HANA, ISSUER, KEY, KID, NOW, OTHER, URI, door, listed, shown


def reason(text, at=NOW, through=None):
    found = check(through or door(), text, at)
    return found.reason if isinstance(found, Refused) else found.name


def test_a_card_lets_its_holder_in_and_says_who_she_is():
    assert check(door(), shown(), NOW) == HANA


def test_a_card_bound_to_a_key_alone_is_bound():
    assert reason(shown(photo="", key="ef" * 32)) == HANA.name


def test_an_unbound_card_is_nothing():
    assert reason(shown(photo="")) == "unbound"


def test_an_ended_card_is_refused_and_its_neighbours_are_not():
    through = door(7)
    assert reason(shown(), through=through) == "ended"
    assert reason(shown(index=6), through=through) == reason(shown(index=8), through=through) == HANA.name


def test_a_number_beyond_the_list_is_blank():
    assert reason(shown(index=1024)) == "blank"
    assert reason(shown(index=1023)) == HANA.name
    assert reason(shown(index=2**53)) == "shape"


def test_a_card_is_good_from_its_first_second_to_its_last():
    assert reason(shown(expires=NOW + 1)) == reason(shown(issued=NOW)) == HANA.name
    assert reason(shown(expires=NOW)) == reason(shown(issued=NOW + 1)) == "expired"


def test_a_door_stops_when_its_list_is_old():
    last = NOW + DAY - 3600
    assert reason(shown(), at=last - 1) == HANA.name
    assert reason(shown(), at=last) == "stale"


def test_a_door_whose_clock_is_set_back_stops():
    assert reason(shown(), at=NOW - 3600) == HANA.name
    assert reason(shown(), at=NOW - 3601) == "clock"


def test_a_list_that_says_it_is_good_for_longer_than_the_bylaws_allow_opens_no_door():
    keys = {KID: KEY.public_key()}
    assert open_door(ISSUER, keys, listed(), DAY - 1).reason == "stale"
    assert not isinstance(open_door(ISSUER, keys, listed(), DAY), Refused)


def test_cards_of_others_are_refused():
    assert reason(shown(issuer="local13.example/record")) == "context"
    assert reason(shown(uri=URI + "2")) == "context"
    assert reason(shown(kid=b"\0" * 8)) == "issuer"


def test_a_card_signed_with_another_key_under_our_name_is_refused():
    assert reason(shown(by=OTHER)) == "signature"
    assert reason(shown(by=KEY)) == HANA.name


def test_a_list_signed_with_another_key_opens_no_door():
    keys = {KID: KEY.public_key()}
    assert open_door(ISSUER, keys, listed(by=OTHER), DAY).reason == "signature"
    assert open_door(ISSUER, keys, listed(kid=b"\0" * 8), DAY).reason == "issuer"


def test_a_card_is_no_list_and_a_list_no_card():
    raw = base45.decode(shown()[len(PREFIX) :])
    assert open_door(ISSUER, {KID: KEY.public_key()}, raw, DAY).reason == "shape"
    assert reason(PREFIX + base45.encode(listed())) == "shape"


HOSTILE = [
    "",
    "https://evil.example/",
    "<script>",
    "javascript:1",
    PREFIX,
    PREFIX + "A",
    "\0",
    "é" * 10,
    "BYLAW1:" * 2,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_card_is_refused_and_never_followed(text):
    assert reason(text) == "shape"


def test_an_oversize_code_is_not_parsed():
    assert reason(PREFIX + "0" * 2000) == "size"


@given(st.text(max_size=80))
def test_any_text_is_answered(text):
    assert isinstance(read(PREFIX + text), Refused)


def test_every_bit_of_a_card_counts():
    raw = base45.decode(shown()[len(PREFIX) :])
    through = door()
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= 1 << place % 8
        assert isinstance(check(through, PREFIX + base45.encode(bytes(changed)), NOW), Refused), place


def signed(change):
    """Sign claims of a card that were changed as a map: what no office writes, under the office's own key."""
    told = decode(claims(HANA), 1000)
    change(told)
    return PREFIX + base45.encode(cose.sign(KEY, KID, encode(told)))


def test_the_claims_written_by_hand_are_read():
    assert reason(signed(dict)) == HANA.name


ODD = {
    "no name": lambda told: told.pop("name"),
    "an empty name": lambda told: told.update(name=""),
    "a name that turns the line": lambda told: told.update(name="Hana\u202egpj.exe"),
    "a name of 201 letters": lambda told: told.update(name="n" * 201),
    "a claim that is not ours": lambda told: told.update(role="president"),
    "a short number": lambda told: told.update({7: b"1"}),
    "a short salt": lambda told: told.update(salt=b"1"),
    "a short photograph": lambda told: told.update(photo=b"1"),
    "a key that is no thumbprint": lambda told: told.update({CNF: {3: b"1"}}),
    "a key of another shape": lambda told: told.update({CNF: {1: {1: 2}}}),
    "a negative index": lambda told: told.update({65535: {"status_list": {"idx": -1, "uri": URI}}}),
    "a second status": lambda told: told.update({65535: {"status_list": {"idx": 7, "uri": URI}, "x": 1}}),
    "an end before the beginning": lambda told: told.update({4: HANA.issued}),
    "no end": lambda told: told.pop(4),
}


@pytest.mark.parametrize("change", ODD.values(), ids=ODD.keys())
def test_odd_claims_are_refused_even_under_the_right_key(change):
    assert reason(signed(change)) == "shape"


@pytest.mark.parametrize("name", ["O'Brien", "Ng", "Мария-Луиза", "علي", "n" * 200])
def test_honest_names_are_shown_as_they_are(name):
    assert reason(shown(name=name)) == name


def test_headers_that_we_do_not_know_are_refused():
    payload = claims(HANA)
    for header in ({1: -7, 4: KID, 2: [99]}, {1: -7}, {1: -37, 4: KID}, {4: KID}, {1: -7, 4: "kid"}):
        raw = encode(Tag(18, [encode(header), {}, payload, b"\0" * 64]))
        assert reason(PREFIX + base45.encode(raw)) == "shape", header


def test_a_list_of_a_million_unpacks_and_a_bomb_does_not():
    def told(count):
        lst = zlib.compress(b"\0" * count, 9)
        payload = {2: URI, 4: NOW, 6: NOW - 1, 65533: {"bits": 1, "lst": lst}}
        return status.read(cose.sign(KEY, KID, encode(payload), status.TYP))

    assert not isinstance(told(1 << 21), Refused)
    assert told((1 << 21) + 1).reason == "shape"
    assert told(1 << 28).reason == "shape"


def test_what_is_no_list_is_refused():
    for lst in ({"bits": 2, "lst": b""}, {"bits": 1, "lst": b"x"}, {"bits": 1}, b""):
        payload = {2: URI, 4: NOW, 6: NOW - 1, 65533: lst}
        assert isinstance(status.read(cose.sign(KEY, KID, encode(payload), status.TYP)), Refused)


def test_a_card_is_signed_the_same_way_twice():
    assert shown() == shown()
    assert isinstance(read(shown()).card, Card)
