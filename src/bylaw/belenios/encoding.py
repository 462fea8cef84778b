"""Text forms, each with exactly one spelling: JSON, numbers, hexadecimal hashes, unpadded base64.

Python's own decoders are lenient ("1_0", "ab cd", "YR==", duplicate keys), so every form has its own
alphabet check, and JSON counts only if the decoded value re-serialises to the very same bytes.
"""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Any, TypeVar

import msgspec

from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import Group, shorten

SECTION = "encoding"
MAX_NUMBER = 1073741823
"""The greatest weight or count that is written as a JSON number; greater ones are strings."""

_NUMBER = re.compile(r"0|[1-9][0-9]*")
_HASH = re.compile(r"[0-9a-f]{64}")
_UUID = re.compile(r"[1-9A-HJ-NP-Za-km-z]{14,64}")
T = TypeVar("T")
_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}


def dump(value: object) -> bytes:
    """Return compact JSON as the reference tool writes it: declared order, UTF-8, DEL escaped."""
    return msgspec.json.encode(value).replace(b"\x7f", b"\\u007f")


def load(data: bytes | memoryview, kind: type[T], limit: int) -> T:
    """Decode canonical JSON of at most `limit` bytes into `kind`; Refused(size | shape | canonical)."""
    if len(data) > limit:
        raise Refused(Reason.SIZE, f"{len(data)} bytes: expected at most {limit}", SECTION)
    if kind not in _decoders:
        _decoders[kind] = msgspec.json.Decoder(kind, strict=True)
    try:
        value: T = _decoders[kind].decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(Reason.SHAPE, str(error), SECTION) from None
    if dump(value) != data:
        raise Refused(Reason.CANONICAL, "re-serialised bytes differ", SECTION)
    return value


def read_scalar(group: Group, text: str) -> int:
    """Return the number mod q in `text`, base 10 without leading zeros; Refused(encoding)."""
    if len(text) > 620 or not _NUMBER.fullmatch(text) or (number := int(text)) >= group.q:
        raise Refused(Reason.ENCODING, f"scalar {shorten(text)!r}: expected a number below q", SECTION)
    return number


def read_weight(value: int | str) -> int:
    """Return a weight or count, a string above MAX_NUMBER; Refused(weight | encoding)."""
    if isinstance(value, str):
        number = read_number(value)
        if number <= MAX_NUMBER:
            raise Refused(Reason.ENCODING, f"number {value} as a string", SECTION)
        return number
    if not 0 <= value <= MAX_NUMBER:
        raise Refused(Reason.WEIGHT, f"number {value}", SECTION)
    return value


def write_weight(number: int) -> int | str:
    """Return the JSON form of a weight or count."""
    return number if number <= MAX_NUMBER else str(number)


def read_number(text: str) -> int:
    """Return the non-negative number in `text`, at most 20 digits; Refused(encoding)."""
    if len(text) > 20 or not _NUMBER.fullmatch(text):
        raise Refused(Reason.ENCODING, f"number {shorten(text)!r}", SECTION)
    return int(text)


def read_hash(text: str) -> str:
    """Return `text` if it is a SHA-256 hash in lower-case hexadecimal; Refused(encoding)."""
    if not _HASH.fullmatch(text):
        raise Refused(Reason.ENCODING, f"hash {shorten(text)!r}: expected 64 digits 0-9a-f", SECTION)
    return text


def read_uuid(text: str) -> str:
    """Return `text` if it is an election identifier: at least 14 base58 characters; Refused(encoding)."""
    if not _UUID.fullmatch(text):
        raise Refused(
            Reason.ENCODING, f"uuid {shorten(text)!r}: expected 14 to 64 base58 characters", SECTION
        )
    return text


def hash_hex(data: bytes | memoryview) -> str:
    """Return SHA-256 in hexadecimal: the name of a record."""
    return sha256(data).hexdigest()


def hash_base64(data: bytes | memoryview) -> str:
    """Return SHA-256 in base64 without padding: election fingerprint, ballot tracker, signed hash."""
    return b64encode(sha256(data).digest()).rstrip(b"=").decode()
