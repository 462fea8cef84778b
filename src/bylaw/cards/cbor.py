"""The part of CBOR (RFC 8949) that cards and status lists are written in, read strictly.

Integers of at most 64 bits, byte strings, text, arrays, maps and tags; lengths are definite and each number has its
shortest form (preferred serialisation); no key comes twice. No floats, no simple values, no bignums, nothing that
runs code or builds cycles. Writing sorts keys as section 4.2.1 says; reading does not ask for an order, because
others who sign tokens keep none.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from bylaw.cards.refused import Refused

DEPTH = 8
"""The deepest nesting of arrays, maps and tags."""
_INT, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP, _TAG = range(7)


class Tag(Struct, frozen=True):
    """A tagged value."""

    number: int
    value: Any


class _Fault(Exception):
    """Ends a reading; never leaves this module."""


def encode(value: object) -> bytes:
    """Write a value in its deterministic form. A value outside the profile is a bug."""
    match value:
        case bool() | float() | None:
            raise TypeError(f"no part of the profile: {value!r}")
        case int():
            return _head(_INT, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
        case bytes():
            return _head(_BYTES, len(value)) + value
        case str():
            raw = value.encode()
            return _head(_TEXT, len(raw)) + raw
        case list() | tuple():
            return _head(_ARRAY, len(value)) + b"".join(map(encode, value))
        case dict():
            pairs = sorted((encode(key), encode(inner)) for key, inner in value.items())
            return _head(_MAP, len(pairs)) + b"".join(key + inner for key, inner in pairs)
        case Tag(number=number, value=inner):
            return _head(_TAG, number) + encode(inner)
    raise TypeError(f"no part of the profile: {value!r}")


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes((major << 5 | number,))
    for extra, width in enumerate((1, 2, 4, 8), start=24):
        if number < 1 << 8 * width:
            return bytes((major << 5 | extra,)) + number.to_bytes(width, "big")
    raise ValueError(f"{number} has more than 64 bits")


def decode(raw: bytes, limit: int) -> Any:
    """Read one value that fills the bytes, or `Refused`. Never raises, whatever the bytes."""
    if len(raw) > limit:
        return Refused("size", f"{len(raw)} bytes; {limit} at most")
    try:
        value, end = _value(raw, 0, 0)
    except (_Fault, UnicodeDecodeError) as fault:
        return Refused("shape", f"not CBOR as it is written here: {fault}")
    return value if end == len(raw) else Refused("shape", f"{len(raw) - end} bytes after the end")


def _value(raw: bytes, at: int, depth: int) -> tuple[Any, int]:
    if depth > DEPTH:
        raise _Fault(f"deeper than {DEPTH} levels")
    major, number, at = _number(raw, at)
    if major in (_INT, _NEGATIVE):
        return (number if major == _INT else -1 - number), at
    if major in (_BYTES, _TEXT):
        piece = raw[at : at + number]
        if len(piece) != number:
            raise _Fault(f"cut off at byte {len(raw)}")
        return (piece if major == _BYTES else piece.decode()), at + number
    if major == _TAG:
        inner, at = _value(raw, at, depth + 1)
        return Tag(number, inner), at
    return _many(raw, at, number, depth, keyed=major == _MAP)


def _number(raw: bytes, at: int) -> tuple[int, int, int]:
    """Read a head: major type and number, in the number's shortest form."""
    if at >= len(raw):
        raise _Fault(f"cut off at byte {len(raw)}")
    major, small = raw[at] >> 5, raw[at] & 31
    if major > _TAG or small > 27:
        raise _Fault(f"byte {at} begins nothing of the profile")
    if small < 24:
        return major, small, at + 1
    width = 1 << (small - 24)
    number = int.from_bytes(raw[at + 1 : at + 1 + width], "big")
    if at + 1 + width > len(raw) or number < (24 if width == 1 else 1 << 4 * width):
        raise _Fault(f"a number at byte {at} that is cut off or longer than it need be")
    return major, number, at + 1 + width


def _many(raw: bytes, at: int, number: int, depth: int, *, keyed: bool) -> tuple[Any, int]:
    if number > len(raw) - at:
        raise _Fault(f"{number} items announced at byte {at}")
    items: list[Any] = []
    for _ in range(number * (2 if keyed else 1)):
        item, at = _value(raw, at, depth + 1)
        items.append(item)
    if not keyed:
        return items, at
    if not all(isinstance(key, int | str) for key in items[::2]):
        raise _Fault("a key that is neither a number nor a text")
    found = dict(zip(items[::2], items[1::2], strict=True))
    if len(found) != number:
        raise _Fault("a key that comes twice")
    return found, at
