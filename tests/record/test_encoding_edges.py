"""What is said of each fault of an encoding, to the letter and the byte, and the last value within each limit."""

import msgspec
import pytest

from bylaw.record.broken import Broken
from bylaw.record.encoding import DEPTH, LIMIT, MAX_INT, decode, decode_any, encode, flaw

ESCAPE = r"an escape other than \" or \\"
BEYOND = "an integer beyond 2^53 - 1"
STRAY = "white space or a stray character"

FOUND = {
    b'"\xff"': ("encoding", "not UTF-8 at byte 1"),
    b'["ab","\xc3"]': ("encoding", "not UTF-8 at byte 7"),
    rb'"\n"': ("canonical", ESCAPE),
    rb'"\/"': ("canonical", ESCAPE),
    rb'"\u0061"': ("canonical", ESCAPE),
    rb'"\\\u0061"': ("canonical", ESCAPE),
    '"ë\\u0061"'.encode(): ("canonical", ESCAPE),
    b'"a\x7f"': ("canonical", "a control character, U+007F, at character 2"),
    b"[1.5]": ("canonical", "a number that is no integer at byte 1"),
    b"[1,2E3]": ("canonical", "a number that is no integer at byte 3"),
    b"[null]": ("canonical", "a null at byte 1"),
    b'{"a":null}': ("canonical", "a null at byte 5"),
    b'{"A":1}': ("canonical", "a key outside [a-z0-9_] at byte 1"),
    b'{"a":{"":1}}': ("canonical", "a key outside [a-z0-9_] at byte 6"),
    rb'{"a\"":1}': ("canonical", "a key outside [a-z0-9_] at byte 1"),
    b"[9007199254740992]": ("canonical", f"{BEYOND} at byte 1"),
    b"[0,-9007199254740992]": ("canonical", f"{BEYOND} at byte 3"),
    b"[" + b"9" * 17 + b"]": ("canonical", f"{BEYOND} at byte 1"),
    b"[" + b"9" * 18 + b"]": ("canonical", f"{BEYOND} at byte 1"),
    b"[" + b"9" * 5000 + b"]": ("canonical", f"{BEYOND} at byte 1"),
    b"[1, 2]": ("canonical", f"{STRAY} at byte 3"),
    b" 1": ("canonical", f"{STRAY} at byte 0"),
    b"1\n": ("canonical", f"{STRAY} at byte 1"),
    b"[1?]": ("canonical", f"{STRAY} at byte 2"),
    b"[" * 9 + b"]" * 9: ("shape", f"deeper than {DEPTH} levels at byte 9"),
    b'{"a":' * 9 + b"1" + b"}" * 9: ("shape", f"deeper than {DEPTH} levels at byte 41"),
    b"[1,[]," + b"[" * 8 + b"]" * 9: ("shape", f"deeper than {DEPTH} levels at byte 14"),
}

KEPT = {
    rb'"a \" and a \\"': 'a " and a \\',
    '"ë \\" ë"'.encode(): 'ë " ë',
    b'"\\\\u0061"': r"\u0061",
    b'"null 1.5 [[[[[[[[["': "null 1.5 [[[[[[[[[",
    b"[9007199254740991,-9007199254740991]": [MAX_INT, -MAX_INT],
    b'{"_0az":[0,true,false]}': {"_0az": [0, True, False]},
    b"[" * 8 + b"]" * 8: [[[[[[[[]]]]]]]],
    b"[" + b"[],{}," * 9 + b"1]": [*[[], {}] * 9, 1],
}


@pytest.mark.parametrize("raw", FOUND, ids=[str(row) for row in range(len(FOUND))])
def test_each_fault_is_named_with_its_place(raw):
    assert decode_any(raw) == flaw(raw) == Broken(*FOUND[raw])


@pytest.mark.parametrize("raw", KEPT, ids=[str(row) for row in range(len(KEPT))])
def test_the_nearest_without_fault_is_read(raw):
    assert decode_any(raw) == KEPT[raw]
    assert flaw(raw) is None
    assert encode(KEPT[raw]) == raw


def test_digits_that_begin_with_nought_are_not_said_to_be_too_large():
    for digits in ("01", "-01", "0" * 17 + "1", "0" * 5000):
        found = decode_any(f"[{digits}]".encode())
        assert isinstance(found, Broken)
        assert found.reason == "shape"
        assert "malformed" in found.detail


def test_the_longest_text_is_read():
    longest = b'"' + b"x" * (LIMIT - 2) + b'"'
    assert decode_any(longest) == "x" * (LIMIT - 2)
    assert decode_any(longest + b"x") == Broken("size", f"{LIMIT + 1} bytes; {LIMIT} at most")


def test_a_type_that_keeps_the_profile_says_the_same_of_text_and_leaves_the_rest_to_its_reader():
    words = msgspec.json.Decoder(list[str])
    assert decode(rb'["\/"]', words) == Broken("canonical", ESCAPE)
    assert decode(b'["\xff"]', words) == Broken("encoding", "not UTF-8 at byte 2")
    assert decode(b'["a", "b"]', words) == Broken(
        "canonical", "not the one encoding of its value, from byte 5 on"
    )
    assert decode(b"[null]", words) == Broken("shape", "Expected `str`, got `null` - at `$[0]`")
    line = decode(b'["a\nb"]', words)
    assert isinstance(line, Broken)
    assert line.reason == "shape"
    assert decode(rb'["\\"]', words) == ["\\"]
