"""The strict profile: one value, one encoding; whatever the bytes, a value or a reason."""

import json
import unicodedata
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from bylaw.record.broken import Broken
from bylaw.record.encoding import DEPTH, LIMIT, MAX_INT, Int, _static, decode, decode_any, encode, flaw
from bylaw.record.text import _unassigned, text_flaw


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="point/1"):
    x: Int
    label: str
    path: tuple[Int, ...] = ()


class Loose(msgspec.Struct, frozen=True):
    value: Any


class Optional(msgspec.Struct, frozen=True, omit_defaults=True):
    name: str | None = None


POINT = msgspec.json.Decoder(Point)
LOOSE = msgspec.json.Decoder(Loose)
GOOD = encode(Point(3, "Zoë"))

TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"))).map(
    lambda text: unicodedata.normalize("NFC", text)
)
TEXT = TEXT.filter(
    lambda text: not any(0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 for c in text)
)
KEYS = st.from_regex(r"[a-z0-9_]{1,8}", fullmatch=True)
SCALARS = st.one_of(st.booleans(), st.integers(-MAX_INT, MAX_INT), TEXT)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


@given(VALUES)
def test_the_bytes_are_those_of_rfc_8785(value):
    raw = encode(value)
    assert raw == rfc8785.dumps(value)
    found = decode_any(raw)
    if depth(value) > DEPTH:
        assert isinstance(found, Broken)
    else:
        assert found == value
        assert flaw(raw) is None


@given(st.binary(max_size=200) | st.text().map(str.encode) | VALUES.map(json.dumps).map(str.encode))
def test_any_bytes_end_in_a_value_or_a_reason(raw):
    for decoder in (POINT, LOOSE):
        found = decode(raw, decoder)
        assert isinstance(found, Broken) or encode(found) == raw
    found = decode_any(raw)
    assert isinstance(found, Broken) or rfc8785.dumps(found) == raw


@given(st.data())
def test_a_changed_byte_is_another_value_or_no_value(data):
    place = data.draw(st.integers(0, len(GOOD) - 1))
    raw = GOOD[:place] + bytes([data.draw(st.integers(0, 255))]) + GOOD[place + 1 :]
    found = decode(raw, POINT)
    assert isinstance(found, Broken) or (found == Point(3, "Zoë")) == (raw == GOOD)


REFUSED = {
    "double key": (b'{"kind":"point/1","label":"a","path":[],"x":1,"x":2}', "canonical"),
    "unknown field": (b'{"kind":"point/1","label":"a","path":[],"x":1,"y":2}', "shape"),
    "other order": (b'{"label":"a","kind":"point/1","path":[],"x":1}', "canonical"),
    "white space": (b'{"kind":"point/1", "label":"a","path":[],"x":1}', "canonical"),
    "line feed at the end": (b'{"kind":"point/1","label":"a","path":[],"x":1}\n', "canonical"),
    "default left out": (b'{"kind":"point/1","label":"a","x":1}', "canonical"),
    "float": (b'{"kind":"point/1","label":"a","path":[],"x":1.0}', "shape"),
    "exponent": (b'{"kind":"point/1","label":"a","path":[],"x":1e0}', "shape"),
    "minus zero": (b'{"kind":"point/1","label":"a","path":[],"x":-0}', "canonical"),
    "leading zero": (b'{"kind":"point/1","label":"a","path":[],"x":01}', "shape"),
    "2^53": (b'{"kind":"point/1","label":"a","path":[],"x":9007199254740992}', "shape"),
    "5000 digits": (b'{"kind":"point/1","label":"a","path":[],"x":' + b"9" * 5000 + b"}", "shape"),
    "NaN": (b'{"kind":"point/1","label":"a","path":[],"x":NaN}', "shape"),
    "null": (b'{"kind":"point/1","label":null,"path":[],"x":1}', "shape"),
    "true for 1": (b'{"kind":"point/1","label":"a","path":[],"x":true}', "shape"),
    "byte order mark": (b'\xef\xbb\xbf{"kind":"point/1","label":"a","path":[],"x":1}', "shape"),
    "UTF-16": ('{"kind":"point/1","label":"a","path":[],"x":1}'.encode("utf-16"), "encoding"),
    "latin-1": (b'{"kind":"point/1","label":"Zo\xeb","path":[],"x":1}', "encoding"),
    "overlong": (b'{"kind":"point/1","label":"\xc1\xa1","path":[],"x":1}', "encoding"),
    "surrogate": (b'{"kind":"point/1","label":"\xed\xa0\x80","path":[],"x":1}', "encoding"),
    "escaped surrogate": (b'{"kind":"point/1","label":"\\ud800","path":[],"x":1}', "canonical"),
    "needless escape": (b'{"kind":"point/1","label":"\\u0061","path":[],"x":1}', "canonical"),
    "escaped solidus": (b'{"kind":"point/1","label":"\\/","path":[],"x":1}', "canonical"),
    "NFD": ('{"kind":"point/1","label":"Zoe\u0308","path":[],"x":1}'.encode(), "canonical"),
    "line feed": (b'{"kind":"point/1","label":"a\\nb","path":[],"x":1}', "canonical"),
    "raw line feed": (b'{"kind":"point/1","label":"a\nb","path":[],"x":1}', "shape"),
    "DEL": (b'{"kind":"point/1","label":"a\x7fb","path":[],"x":1}', "canonical"),
    "C1": ('{"kind":"point/1","label":"a\u0085b","path":[],"x":1}'.encode(), "canonical"),
    "right to left override": ('{"kind":"point/1","label":"a\u202eb","path":[],"x":1}'.encode(), "canonical"),
    "assigned later": ('{"kind":"point/1","label":"\U0001fae8","path":[],"x":1}'.encode(), "canonical"),
    "no character": ('{"kind":"point/1","label":"\ufdd0","path":[],"x":1}'.encode(), "canonical"),
    "too long": (b'{"kind":"point/1","label":"' + b"a" * LIMIT + b'","path":[],"x":1}', "size"),
    "nested": (b"[" * 50_000, "shape"),
    "nested objects": (b'{"a":' * 10_000, "shape"),
    "nothing": (b"", "shape"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_each_second_way_of_writing_is_refused(name):
    raw, reason = REFUSED[name]
    found = decode(raw, POINT)
    assert isinstance(found, Broken)
    assert found.reason == reason
    assert flaw(raw) is not None or name in {"unknown field", "default left out", "true for 1"}


def test_the_twins_are_accepted():
    for point in (
        Point(MAX_INT, ""),
        Point(-MAX_INT, 'a "quoted" back\\slash', (0, 1)),
        Point(0, "Zoë Åström, Ελένη, Наталья, محمد, 李, 👩‍🔧"),
    ):
        assert decode(encode(point), POINT) == point


UNTYPED = {
    "float": b'{"value":1.5}',
    "null": b'{"value":null}',
    "2^53": b'{"value":9007199254740992}',
    "key": b'{"value":{"Key":1}}',
    "double key": b'{"value":{"a":1,"a":1}}',
    "order": b'{"value":{"b":1,"a":1}}',
    "depth": b'{"value":' + b"[" * 8 + b"]" * 8 + b"}",
    "space": b'{"value": 1}',
}


@pytest.mark.parametrize("name", UNTYPED)
def test_a_loose_type_gets_the_second_look(name):
    assert isinstance(decode(UNTYPED[name], LOOSE), Broken)
    assert isinstance(decode_any(UNTYPED[name]), Broken)


def test_the_twins_of_a_loose_type():
    for value in (1, "a", {"a": 1, "b": [True, "null", ':"x', "1.5"]}, [[[[[[[]]]]]]]):
        raw = encode(Loose(value))
        assert decode(raw, LOOSE) == Loose(value)


def test_which_types_keep_the_profile_by_themselves():
    optional = msgspec.json.Decoder(Optional)
    assert _static(POINT)
    assert _static(optional)
    assert decode(b"{}", optional) == Optional()
    assert isinstance(decode(b'{"name":null}', optional), Broken)
    for loose in (Any, float, int, dict[str, str], list[None], Loose, str | None, list[Any]):
        assert not _static(msgspec.json.Decoder(loose)), loose


def test_the_characters_are_those_of_unicode_14():
    assert unicodedata.unidata_version == "14.0.0"  # Python 3.11, which the tests run on
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
    assigned_later = {one for one in every if unicodedata.category(one) == "Cn"}
    assert {one for one in every if _unassigned(one)} == assigned_later
    assert text_flaw("\u0378")
    assert text_flaw("\u0377") is None
