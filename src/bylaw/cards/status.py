"""Token Status List (draft-ietf-oauth-status-list-21) as a signed CWT: one bit for each card, 1 where it is no good.

Bits stand least significant first in each byte; the list is compressed with zlib. The claims: sub 2 (the list's URI,
which each card names), exp 4, iat 6, status_list 65533 with `bits` and `lst`, ttl 65534.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from msgspec import Struct

from bylaw.cards import cose
from bylaw.cards.card import EXP, IAT, LATEST, SUB
from bylaw.cards.cbor import decode, encode
from bylaw.cards.refused import Refused

STATUS_LIST, TTL = 65533, 65534
TYP = "application/statuslist+cwt"
LIMIT = 1 << 20
"""The longest list, in bytes as signed."""
MOST = 1 << 24
"""The most cards on one list."""


class StatusList(Struct, frozen=True):
    """A list as published: `bits` packed, `kid` names the key that signed; times in Unix seconds."""

    uri: str
    issued: int
    expires: int
    bits: bytes

    def ended(self, index: int) -> bool:
        """Whether the card with this index is no good; an index beyond the list is of no card."""
        return not 0 <= index < 8 * len(self.bits) or bool(self.bits[index // 8] >> index % 8 & 1)


class Published(Struct, frozen=True):
    """A list as it was received: what it says, and its signature, not checked yet."""

    list: StatusList
    message: cose.Signed


def pack(size: int, ended: Iterable[int]) -> bytes:
    """Pack a list of so many cards (a multiple of eight) of which these are no good."""
    bits = bytearray(size // 8)
    for index in ended:
        bits[index >> 3] |= 1 << (index & 7)
    return bytes(bits)


def sign(told: StatusList, key: EllipticCurvePrivateKey, kid: bytes) -> bytes:
    """Compress and sign a list."""
    payload = {
        SUB: told.uri,
        EXP: told.expires,
        IAT: told.issued,
        STATUS_LIST: {"bits": 1, "lst": zlib.compress(told.bits, 9)},
        TTL: told.expires - told.issued,
    }
    return cose.sign(key, kid, encode(payload), TYP)


def read(raw: bytes) -> Published | Refused:
    """Read a list without checking its signature. Never raises, whatever the bytes; unpacks 2 MiB at most."""
    message = cose.read(raw, LIMIT)
    if isinstance(message, Refused):
        return message
    if message.typ != TYP:
        return Refused("shape", f"not a status list: of type '{message.typ[:60]}'")
    told = _list(decode(message.payload, LIMIT))
    return told if isinstance(told, Refused) else Published(told, message)


def _list(found: Any) -> StatusList | Refused:
    if isinstance(found, Refused):
        return found
    match found:
        case {
            2: str() as uri,
            4: int() as expires,
            6: int() as issued,
            65533: {"bits": 1, "lst": bytes() as lst},
        }:
            bits = _unpacked(lst)
            if bits is None or not 0 <= issued < expires <= LATEST:
                return Refused("shape", "a list that does not unpack, or ends before it begins")
            return StatusList(uri, issued, expires, bits)
    return Refused("shape", "not a list of one bit for each card")


def _unpacked(lst: bytes) -> bytes | None:
    unpacker = zlib.decompressobj()
    try:
        bits = unpacker.decompress(lst, MOST // 8 + 1)
    except zlib.error:
        return None
    return bits if unpacker.eof and not unpacker.unused_data and len(bits) <= MOST // 8 else None
