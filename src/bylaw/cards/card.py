"""A membership card: its claims, and the text that its QR code holds.

The claims of RFC 8392 have their numbers: iss 1, exp 4, iat 6, cti 7, cnf 8 with the thumbprint of the holder's key
as `kid` (RFC 8747), status 65535 (Token Status List). The others are named in words: `name`, `class`, `photo` (SHA-256
of the photograph's file) and `salt`, with which anybody who sees the card can open what the record commits to.
"""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from msgspec import Struct

from bylaw.cards import base45, cose
from bylaw.cards.cbor import decode, encode
from bylaw.cards.refused import Refused

ISS, SUB, EXP, IAT, CTI, CNF, STATUS = 1, 2, 4, 6, 7, 8, 65535
CNF_KID = 3
PREFIX = "BYLAW1:"
"""How the text of a card begins: of these letters so that a QR code stays alphanumeric."""
LIMIT = 1000
"""The longest card, in bytes."""
NAME = 200
"""The longest name or class, in characters."""
LATEST = 2**53 - 1


class Card(Struct, frozen=True):
    """What a card says: `card` is its number, `key` the holder's thumbprint, `photo` a hash; times in Unix seconds."""

    issuer: str
    card: str
    name: str
    cls: str
    issued: int
    expires: int
    index: int
    uri: str
    salt: bytes
    key: str = ""
    photo: str = ""


class Shown(Struct, frozen=True):
    """A card as it was shown: what it says, and its signature, not checked yet."""

    card: Card
    message: cose.Signed


def claims(card: Card) -> bytes:
    """Write what a card says, in its one form."""
    found: dict[int | str, Any] = {
        ISS: card.issuer,
        EXP: card.expires,
        IAT: card.issued,
        CTI: bytes.fromhex(card.card),
        STATUS: {"status_list": {"idx": card.index, "uri": card.uri}},
        "name": card.name,
        "class": card.cls,
        "salt": card.salt,
    }
    if card.key:
        found[CNF] = {CNF_KID: bytes.fromhex(card.key)}
    if card.photo:
        found["photo"] = bytes.fromhex(card.photo)
    return encode(found)


def sign(card: Card, key: EllipticCurvePrivateKey, kid: bytes) -> str:
    """Sign a card; gives the text for its QR code."""
    return PREFIX + base45.encode(cose.sign(key, kid, claims(card)))


def read(text: str) -> Shown | Refused:
    """Read the text of a card; nothing in it is followed, opened or run. Never raises, whatever the text."""
    if len(text) > 2 * LIMIT:
        return Refused("size", f"{len(text)} characters; {2 * LIMIT} at most")
    if not text.startswith(PREFIX):
        return Refused("shape", f"a card begins with {PREFIX}")
    raw = base45.decode(text[len(PREFIX) :])
    message = raw if isinstance(raw, Refused) else cose.read(raw, LIMIT)
    if isinstance(message, Refused):
        return message
    card = _card(message.payload)
    return card if isinstance(card, Refused) else Shown(card, message)


def _card(payload: bytes) -> Card | Refused:
    found = decode(payload, LIMIT)
    if isinstance(found, Refused):
        return found
    match found:
        case {
            1: str() as issuer,
            4: int() as expires,
            6: int() as issued,
            7: bytes() as number,
            65535: {"status_list": {"idx": int() as index, "uri": str() as uri}},
            "name": str() as name,
            "class": str() as cls,
            "salt": bytes() as salt,
        }:
            bound = _bound(found)
            card = Card(issuer, number.hex(), name, cls, issued, expires, index, uri, salt, *bound)
            return card if _plausible(card, payload) else Refused("shape", "claims that no card has")
    return Refused("shape", "claims that no card has")


def _bound(found: dict[Any, Any]) -> tuple[str, str]:
    """Give the holder's key and the photograph; what is written otherwise is noticed when all is written again."""
    key = cnf.get(CNF_KID) if isinstance(cnf := found.get(CNF), dict) else b""
    photo = found.get("photo")
    return (key.hex() if isinstance(key, bytes) else ""), (photo.hex() if isinstance(photo, bytes) else "")


def _plausible(card: Card, payload: bytes) -> bool:
    """Whether this is one of our cards, number for number: written again it is what it was, keys in any order."""
    return (
        (len(card.card), len(card.salt)) == (32, 32)
        and len(card.key) in (0, 64)
        and len(card.photo) in (0, 64)
        and 0 <= card.index < LATEST
        and 0 <= card.issued < card.expires <= LATEST
        and all(_shown(text) for text in (card.name, card.cls, card.issuer, card.uri))
        and ((again := claims(card)) == payload or decode(again, LIMIT) == decode(payload, LIMIT))
    )


def _shown(text: str) -> bool:
    """Whether a text can stand on the screen of a door: not empty, not long, of printable characters."""
    return 0 < len(text) <= NAME and text.isprintable()
