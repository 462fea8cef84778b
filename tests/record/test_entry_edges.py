"""The edges of an entry that a mutation run showed to be untested: limits, order, and what is said of each fault."""

import msgspec
import pytest

from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import LIMIT, Int, decode, decode_any, encode
from bylaw.record.entry import LATEST, Entry, SshSignature, make_entry, parse_entry, write_entry

ACT = b'{"act":"any/1"}'
ONE, TWO = (SshSignature(digit * 64, b"-") for digit in "12")


class Pair(msgspec.Struct, frozen=True, omit_defaults=True):
    left: Int
    right: Int = 0


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    left: Int


def test_an_entry_may_be_as_long_as_the_limit_and_no_longer():
    head = write_entry(0, b"", ())
    longest = head + b"x" * (LIMIT - len(head))
    assert isinstance(parse_entry(longest), Entry)
    assert parse_entry(longest + b"x") == Broken("size", f"entry of {LIMIT + 1} bytes; {LIMIT} at most")
    assert decode_any(b"1" * (LIMIT + 1)) == Broken("size", f"{LIMIT + 1} bytes; {LIMIT} at most")


@pytest.mark.parametrize("raw", [b"{}", b"", write_entry(0, ACT, ()) + b"\n"])
def test_an_entry_of_other_than_two_lines(raw):
    assert parse_entry(raw) == Broken("shape", "an entry is two lines: head, line feed, act")


def test_a_head_without_a_time_shows_what_it_has_instead():
    for text in ("yesterday", "2025-13-01T00:00:00Z", "9" * 60):
        raw = encode({"at": text, "signatures": []}) + b"\n" + ACT
        said = f"not a time of the form 2025-01-01T00:00:00Z: {text[:40]}"
        assert parse_entry(raw) == Broken("time", said)


def test_the_last_second_of_the_year_8999_and_the_next():
    assert parse_entry(make_entry(LATEST - 1, ACT, ())) == Entry(LATEST - 1, ACT, ())
    late = Broken("time", f"an entry is of the years 1900 to 8999: {rfc3339(LATEST)}")
    assert parse_entry(write_entry(LATEST, ACT, ())) == late
    with pytest.raises(ValueError, match="years 1900 to 8999: 9000-01-01"):
        make_entry(LATEST, ACT, ())


def test_signatures_are_written_in_the_order_of_their_keys_and_read_in_no_other():
    raw = write_entry(0, ACT, (TWO, ONE))
    assert raw == write_entry(0, ACT, (ONE, TWO))
    assert parse_entry(raw) == Entry(0, ACT, (ONE, TWO))
    words = Broken("canonical", "signatures are sorted by key, one for each key")
    for pair in ((TWO, ONE), (ONE, ONE)):
        head = encode({"at": rfc3339(0), "signatures": [msgspec.to_builtins(one) for one in pair]})
        assert parse_entry(head + b"\n" + ACT) == words


@pytest.mark.parametrize(
    ("raw", "place"),
    [(b'{"right":2,"left":1}', 2), (b'{"left":1,"left":1}', 9), (b'{"left":1} ', 10), (b'{"left": 1}', 8)],
)
def test_the_first_byte_that_leaves_the_one_encoding_is_named(raw, place):
    found = decode(raw, msgspec.json.Decoder(Pair))
    assert found == Broken("canonical", f"not the one encoding of its value, from byte {place} on")


def test_a_fault_of_shape_is_told_in_the_readers_own_first_line():
    decoder = msgspec.json.Decoder(Pair)
    assert decode(b'{"left":"x"}', decoder) == Broken("shape", "Expected `int`, got `str` - at `$.left`")
    long = decode(encode({"left": 1, "x" * 300: 2}), msgspec.json.Decoder(Strict))
    assert isinstance(long, Broken)
    assert len(long.detail) == 200
