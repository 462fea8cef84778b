r"""The strict profile of JCS (RFC 8785) in which every act and every entry's head is written.

One value has one encoding. The profile: UTF-8 without a byte order mark; object keys `[a-z0-9_]`, sorted;
no white space, no floats, no nulls; |integer| <= 2^53 - 1; text in NFC (see `text`); the escapes `\"` and
`\\` alone; at most 8 levels deep and 60 000 bytes long. Readers decode, encode again and want the same
bytes: that is what catches double keys, unknown order, white space, `-0` and every other second way of
writing.
"""

import re
from functools import lru_cache
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from bylaw.record.broken import Broken
from bylaw.record.profile import keeps_profile
from bylaw.record.text import text_flaw

LIMIT = 60_000
"""The longest entry, in bytes; longer matter is attached by its hash."""
DEPTH = 8
"""The deepest nesting of objects and arrays."""
MAX_INT = 2**53 - 1
"""The largest integer that every JSON parser reads exactly."""

Int = Annotated[int, Meta(ge=-MAX_INT, le=MAX_INT)]
"""An integer field of an act: bounded by its type, so that its bytes need no second look."""

T = TypeVar("T")

UNREAD = (msgspec.MsgspecError, UnicodeError, RecursionError)
"""What a decoder raises on bytes that are not what it reads: text that is no UTF-8 is no error of its own kind."""

_encode = msgspec.json.Encoder(order="sorted").encode
_FAULTS = (*UNREAD, ValueError, OverflowError)
_TOKEN = re.compile(
    rb'(?P<key>"[a-z0-9_]+":)|(?P<strange>"[^"\\]*(?:\\.[^"\\]*)*":)|(?P<text>"[^"\\]*(?:\\.[^"\\]*)*")'
    rb"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<float>-?[0-9]+[.eE])|(?P<int>-?(?:0|[1-9][0-9]*))|(?P<null>null)"
    rb"|true|false|,",
    re.DOTALL,
)
_BACKSLASH, _DELETE = 0x5C, 0x7F
_ESCAPE = re.compile(rb'\\["\\]')


def encode(value: object) -> bytes:
    """Write a Struct or builtins in their one encoding.

    The value must keep the profile: `flaw` says whether it does.
    """
    return _encode(value)


def decode(raw: bytes, decoder: "msgspec.json.Decoder[T]") -> T | Broken:
    """Read bytes as the decoder's type, or say what is wrong with them. Never raises, whatever the bytes.

    A type that keeps the profile by itself (integers as `Int`, no floats, nulls, `Any` or mappings) is read
    without a second pass over the bytes; any other type costs one.
    """
    if len(raw) > LIMIT:
        return _too_long(raw)
    if not (raw.isascii() and _BACKSLASH not in raw and _DELETE not in raw) and (found := _text_flaw(raw)):
        return found
    if not _static(decoder) and (found := _token_flaw(raw)):
        return found
    try:
        value = decoder.decode(raw)
        again = _encode(value)
    except _FAULTS as fault:
        return Broken("shape", _first_line(fault))
    return value if again == raw else _second_way(raw, again)


def flaw(raw: bytes) -> Broken | None:
    """Say what keeps bytes of no known type out of the profile: None if nothing does."""
    found = decode_any(raw)
    return found if isinstance(found, Broken) else None


def decode_any(raw: bytes) -> Any:
    """Read bytes in the profile as builtins, or `Broken`."""
    return decode(raw, _ANY)


_ANY: "msgspec.json.Decoder[Any]" = msgspec.json.Decoder()


@lru_cache(maxsize=512)
def _static(decoder: "msgspec.json.Decoder[Any]") -> bool:
    return keeps_profile(decoder.type, DEPTH, MAX_INT)


def _text_flaw(raw: bytes) -> Broken | None:
    r"""What is wrong with the characters: only `\"` and `\\` are escaped, the rest is as `text` wants it."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as fault:
        return Broken("encoding", f"not UTF-8 at byte {fault.start}")
    if b"\\" in raw and b"\\" in _ESCAPE.sub(b"", raw):
        return Broken("canonical", r"an escape other than \" or \\")
    return text_flaw(text)


def _token_flaw(raw: bytes) -> Broken | None:
    """What is wrong with keys, numbers, nulls, depth and white space, found without parsing.

    Digits that go on after a leading nought are no token of their own: the reader says what they are.
    """
    place = depth = 0
    for token in _TOKEN.finditer(raw):
        if token.start() != place:
            break
        place = token.end()
        kind = token.lastgroup
        depth += (kind == "open") - (kind == "close")
        if depth > DEPTH:
            return Broken("shape", f"deeper than {DEPTH} levels at byte {place}")
        if kind in _REFUSED or (kind == "int" and _too_large(token[0])):
            return Broken(
                "canonical",
                f"{_REFUSED.get(kind or '', 'an integer beyond 2^53 - 1')} at byte {token.start()}",
            )
    if place != len(raw):
        return Broken("canonical", f"white space or a stray character at byte {place}")
    return None


_REFUSED = {"strange": "a key outside [a-z0-9_]", "float": "a number that is no integer", "null": "a null"}


def _too_large(digits: bytes) -> bool:
    return len(digits) > 17 or abs(int(digits)) > MAX_INT


def _too_long(raw: bytes) -> Broken:
    return Broken("size", f"{len(raw)} bytes; {LIMIT} at most")


def _second_way(raw: bytes, again: bytes) -> Broken:
    """Name the first byte at which the received bytes leave their one encoding."""
    pairs = enumerate(zip(raw, again, strict=False))
    place = next((i for i, (one, other) in pairs if one != other), min(len(raw), len(again)))
    return Broken("canonical", f"not the one encoding of its value, from byte {place} on")


def _first_line(fault: Exception) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0][:200]
