"""A door: it has a status list and the issuer's keys, and says of each card whether it is good, without a network."""

from __future__ import annotations

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from msgspec import Struct

from bylaw.cards import cose, status
from bylaw.cards.card import Card, read
from bylaw.cards.refused import Refused

Keys = Mapping[bytes, EllipticCurvePublicKey]
"""The issuer's keys by their `kid`."""


class Door(Struct, frozen=True):
    """What a door goes by: whose cards, their keys, the list, and when it was the whole truth at the latest."""

    issuer: str
    keys: Keys
    list: status.StatusList


def open_door(issuer: str, keys: Keys, raw: bytes, most: int) -> Door | Refused:
    """Make a door from a signed list that is good for ``most`` seconds at the most."""
    published = status.read(raw)
    if isinstance(published, Refused):
        return published
    if why := _forged(keys, published.message):
        return why
    told = published.list
    if told.expires - told.issued > most:
        found = f"the list says that it is good for {told.expires - told.issued} seconds"
        return Refused("stale", found, f"the bylaws allow {most}")
    return Door(issuer, keys, told)


def check(door: Door, text: str, at: int) -> Card | Refused:
    """Say whether a card is good at ``at``: the card, whose name and picture the door compares, or why it is not."""
    if why := idle(door, at):
        return why
    shown = read(text)
    if isinstance(shown, Refused):
        return shown
    card = shown.card
    if why := _foreign(door, card) or _forged(door.keys, shown.message):
        return why
    if not card.key and not card.photo:
        return Refused(
            "unbound", "the card is bound to nobody: no key, no photograph", "ask for a card of her own"
        )
    if not card.issued <= at < card.expires:
        return Refused("expired", "the card is not valid on this day", "have it replaced")
    return _ended(door, card) or card


def idle(door: Door, at: int) -> Refused | None:
    """Say why the door can let nobody in at all; None when it can."""
    if at < door.list.issued:
        return Refused("clock", "the door's clock is behind its list", "set the clock")
    if at >= door.list.expires:
        return Refused("stale", "the list is older than the bylaws allow", "bring the door a new list")
    return None


def _foreign(door: Door, card: Card) -> Refused | None:
    if (card.issuer, card.uri) == (door.issuer, door.list.uri):
        return None
    return Refused("context", f"a card of {card.issuer}", f"this door is of {door.issuer}")


def _forged(keys: Keys, message: cose.Signed) -> Refused | None:
    key = keys.get(message.kid)
    if key is None:
        return Refused("issuer", f"signed by a key {message.kid.hex()[:16]} that is not of this organisation")
    return None if cose.verify(message, key) else Refused("signature", "the signature does not verify")


def _ended(door: Door, card: Card) -> Refused | None:
    told = door.list
    if not card.index < 8 * len(told.bits):
        return Refused("blank", "a number that no card had when the list was made", "bring a new list")
    if told.ended(card.index):
        return Refused("ended", "the card is not good any more, or was not issued yet", "ask the office")
    return None
