"""An office that issues cards, for tests: a key, a card of Hana, a list and a door."""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from msgspec.structs import replace

from bylaw.cards import card, status
from bylaw.cards.card import Card
from bylaw.cards.door import Door, open_door
from bylaw.cards.status import StatusList

NOW = 1_750_000_000
DAY = 86_400
ISSUER = "local12.example/record"
URI = "https://local12.example/record/cards/status"
KID = bytes.fromhex("0102030405060708")
KEY = derive_private_key(11, SECP256R1())
OTHER = derive_private_key(12, SECP256R1())
HANA = Card(
    ISSUER,
    "ab" * 16,
    "Hana Nováková",
    "ordinary",
    NOW - DAY,
    NOW + 300 * DAY,
    7,
    URI,
    b"s" * 32,
    photo="cd" * 32,
)


def shown(*, by: EllipticCurvePrivateKey = KEY, kid: bytes = KID, **changes: Any) -> str:
    """Give the text of Hana's card, changed."""
    return card.sign(replace(HANA, **changes), by, kid)


def listed(*ended: int, by: EllipticCurvePrivateKey = KEY, kid: bytes = KID, **changes: Any) -> bytes:
    """Give a signed list of 1024 cards of which some are no good."""
    told = StatusList(URI, NOW - 3600, NOW + DAY - 3600, status.pack(1024, ended))
    return status.sign(replace(told, **changes), by, kid)


def door(*ended: int, **changes: Any) -> Door:
    found = open_door(ISSUER, {KID: KEY.public_key()}, listed(*ended, **changes), DAY)
    assert isinstance(found, Door), found
    return found
