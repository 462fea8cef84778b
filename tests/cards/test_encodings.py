"""CBOR and base45: the examples of their standards, every value back, and hostile bytes always answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.cards import base45
from bylaw.cards.cbor import DEPTH, Tag, decode, encode
from bylaw.cards.refused import Refused

EXAMPLES = {  # RFC 8949, appendix A
    "00": 0, "17": 23, "1818": 24, "1864": 100, "1903e8": 1000, "1a000f4240": 1_000_000,
    "1b000000e8d4a51000": 10**12, "1bffffffffffffffff": 2**64 - 1, "20": -1, "3903e7": -1000,
    "3bffffffffffffffff": -(2**64), "40": b"", "4401020304": b"\1\2\3\4", "60": "", "6161": "a", "62c3bc": "ü",
    "63e6b0b4": "水", "64f0908591": "𐅑", "80": [], "83010203": [1, 2, 3], "8301820203820405": [1, [2, 3], [4, 5]],
    "a0": {}, "a201020304": {1: 2, 3: 4}, "a26161016162820203": {"a": 1, "b": [2, 3]},
    "c11a514b67b0": Tag(1, 1363896240),
}  # fmt: skip
LEAF = st.integers(-(2**64), 2**64 - 1) | st.binary() | st.text()
VALUE = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.integers(0, 9) | st.text(), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(("raw", "value"), EXAMPLES.items())
def test_the_examples_of_the_standard_both_ways(raw, value):
    assert decode(bytes.fromhex(raw), 99) == value
    assert encode(value).hex() == raw


REFUSED = {
    "a number longer than it need be": "1817",
    "a long length": "580161",
    "an indefinite length": "5f42010243030405ff",
    "a float": "f93c00",
    "a simple value": "f5",
    "null": "f6",
    "a key twice": "a201020103",
    "a list as a key": "a18001",
    "bytes after the end": "0000",
    "cut off": "44010203",
    "cut off in a number": "19e8",
    "nothing": "",
    "text that is not UTF-8": "61ff",
    "more items than bytes": "9bffffffffffffffff",
    "too deep": "81" * (DEPTH + 1) + "00",
}


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_outside_the_profile_is_refused(raw):
    assert isinstance(decode(bytes.fromhex(raw), 99), Refused)


def test_the_deepest_nesting_is_read():
    assert not isinstance(decode(bytes.fromhex("81" * DEPTH + "00"), 99), Refused)


def test_a_value_over_the_limit_is_not_parsed():
    assert decode(b"\x43abc", 3).reason == "size"
    assert decode(b"\x43abc", 4) == b"abc"


@pytest.mark.parametrize("value", [1.0, True, None, {1.5: 1}, 2**64])
def test_writing_outside_the_profile_is_a_bug(value):
    with pytest.raises((TypeError, ValueError)):
        encode(value)


@given(VALUE)
def test_every_value_comes_back(value):
    raw = encode(value)
    again = decode(raw, len(raw))
    assert isinstance(again, Refused) or again == value


@given(st.binary(max_size=60))
def test_any_bytes_are_answered(raw):
    decode(raw, 60)


@given(st.binary(max_size=60))
def test_base45_comes_back(raw):
    assert base45.decode(base45.encode(raw)) == raw


@pytest.mark.parametrize(
    ("raw", "text"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0")],
)
def test_the_examples_of_base45(raw, text):
    assert base45.encode(raw) == text
    assert base45.decode(text) == raw


@pytest.mark.parametrize("text", ["A", "::::", "GGW", ":::", "bb8", "B\u06608", "Z9"])
def test_what_is_no_base45_is_refused(text):
    assert isinstance(base45.decode(text), Refused)


def test_the_largest_groups_are_read():
    assert base45.decode("FGW") == b"\xff\xff"
    assert base45.decode("U5") == b"\xff"
