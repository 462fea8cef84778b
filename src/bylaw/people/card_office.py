"""What an office does that issues cards: a card drawn for a member, and its text for a QR code, as often as asked."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import segno
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from msgspec import Struct

from bylaw.acts.act import Act
from bylaw.acts.days import after_months
from bylaw.acts.members.card_status import issuer, list_uri
from bylaw.acts.members.cards import IssueCard
from bylaw.cards import base45, cose
from bylaw.cards import card as cards
from bylaw.people.person import Opening
from bylaw.record.clock import rfc3339
from bylaw.record.commitment import SALT
from bylaw.state import State
from bylaw.state.cards import Card
from bylaw.store.card_key import kid

CLAIMS, PHOTO = "claims", "photo"
"""The fields of a card's two commitments."""


class Drawn(Struct, frozen=True):
    """A card as it will be printed, the fields of the act that issues it, and what opens the act's commitments."""

    card: cards.Card
    fields: dict[str, Any]
    openings: tuple[Opening, ...]


def event(name: str) -> str:
    """Give what a card's commitments say that they are of."""
    return f"card {name}"


class Holder(Struct, frozen=True):
    """For whom a card is: her id and name; the key (thumbprint) or picture (SHA-256) that binds it to her."""

    member: str
    name: str
    key: str = ""
    photo: bytes = b""


def draw(
    state: State, at: int, who: Holder, until: int, noise: Callable[[int], bytes] = secrets.token_bytes
) -> Drawn | None:
    """Draw a card: its number, its place on the list and its salt. None for somebody off the roll."""
    spell = next(state.members.roll.current(who.member, at), None)
    if spell is None:
        return None
    free = [index for index in state.cards.open_block if not state.cards.given(index)]
    told = cards.Card(
        issuer(state), noise(16).hex(), who.name, spell.cls, at, until, free[int.from_bytes(noise(8)) % len(free)],
        list_uri(state), noise(SALT), who.key, who.photo.hex(),
    )  # fmt: skip
    org, about = state.identity.org, event(told.card)
    openings = [Opening(org, about, CLAIMS, told.salt, cards.claims(told))]
    if who.photo:
        openings.append(Opening(org, about, PHOTO, told.salt, who.photo))
    fields = {
        "member": who.member, "card": told.card, "index": told.index, "expires": rfc3339(told.expires),
        "content": openings[0].commitment, "key": told.key,
        "photo": openings[1].commitment if who.photo else "",
    }  # fmt: skip
    return Drawn(told, fields, tuple(openings))


def most(state: State, act: type[Act], at: int) -> Any:
    """Give the rule on how long cards last and how long doors go by one list; None where no clause says so."""
    law = state.bylaws.on(at).one("card", act.kind())
    return law.rule if law else None


def latest(state: State, at: int) -> int | None:
    """Give the last moment of a card that is issued now; None where no clause says so."""
    rule = most(state, IssueCard, at)
    return after_months(state, at, rule.months) if rule else None


def text_of(openings: Iterable[Opening], card: Card, key: EllipticCurvePrivateKey) -> str:
    """Write a card again from what opens it: the same text each time. Empty where nothing here opens it."""
    found = (o.value for o in openings if o.field == CLAIMS and o.commitment == card.content)
    claims = next(found, None)
    return cards.PREFIX + base45.encode(cose.sign(key, kid(key), claims)) if claims else ""


def code(text: str) -> bytes:
    """Draw a card's QR code as a file of SVG."""
    file = BytesIO()
    _code(text).save(file, kind="svg", scale=4)
    return file.getvalue()


def drawing(text: str) -> str:
    """Draw a card's QR code as SVG for a page, as large as its place."""
    return _code(text).svg_inline(omitsize=True, border=2)


def _code(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False, boost_error=False)
