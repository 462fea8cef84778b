"""Entries: two lines, nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.record.broken import Broken
from bylaw.record.encoding import LIMIT
from bylaw.record.entry import Entry, PasskeySignature, SshSignature, make_entry, parse_entry

ACT = b'{"kind":"note/1","text":"a"}'
SSH = SshSignature("a" * 64, b"blob")
PASSKEY = PasskeySignature("b" * 64, b"data", b"{}", b"sig")
RAW = make_entry(1735689600, ACT, [PASSKEY, SSH])


def test_it_is_two_lines():
    assert RAW.startswith(b'{"at":"2025-01-01T00:00:00Z","signatures":[{"key":"aaaa')
    assert RAW.endswith(b"\n" + ACT)
    assert parse_entry(RAW) == Entry(1735689600, ACT, (SSH, PASSKEY))
    assert parse_entry(make_entry(-1, ACT, ())) == Entry(-1, ACT, ())


@given(st.binary(max_size=300))
def test_any_bytes(raw):
    assert isinstance(parse_entry(raw), Entry | Broken)


@given(st.integers(0, len(RAW) - 1), st.integers(1, 255))
def test_a_changed_byte_never_reads_as_the_same_entry(place, change):
    raw = RAW[:place] + bytes([RAW[place] ^ change]) + RAW[place + 1 :]
    assert parse_entry(raw) != parse_entry(RAW)


def replaced(old: bytes, new: bytes) -> bytes:
    assert old in RAW
    return RAW.replace(old, new)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "shape"),
        (ACT, "shape"),
        (RAW + b"\n", "shape"),
        (b"\n" + RAW, "shape"),
        (replaced(b"\n", b"\r\n"), "canonical"),
        (replaced(b"2025-01-01T00:00:00Z", b"2025-01-01T00:00:60Z"), "time"),
        (replaced(b'{"at"', b'{ "at"'), "canonical"),
        (replaced(b'"ssh"', b'"pgp"'), "shape"),
        (replaced(b"a" * 64, b"a" * 63), "shape"),
        (replaced(b"a" * 64, b"c" * 64), "canonical"),  # order
        (replaced(b"a" * 64, b"b" * 64), "canonical"),  # twice
        (replaced(b"YmxvYg==", b"YmxvYh=="), "canonical"),  # spare bits
        (replaced(b"YmxvYg==", b"YmxvYg"), "shape"),
        (replaced(b"YmxvYg==", b""), "shape"),
        (RAW + b"a" * LIMIT, "size"),
    ],
)
def test_other_bytes_are_refused(raw, reason):
    found = parse_entry(raw)
    assert isinstance(found, Broken)
    assert found.reason == reason


@pytest.mark.parametrize(
    "act", [b"", b"{}\n", b'{"b":1,"a":2}', b'{"a":1.5}', b'{"a":"' + b"x" * LIMIT + b'"}']
)
def test_none_is_made_of_an_act_outside_the_profile(act):
    with pytest.raises(ValueError, match=":"):
        make_entry(0, act, ())
    assert make_entry(0, b"{}", ())
