"""The vectors of cards: one door, cards shown at it, and what it says of each."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bylaw.cards.door import check
from bylaw.cards.refused import Refused

from .office import DAY, HANA, ISSUER, KEY, KID, NOW, OTHER, door, listed, shown

ENDED = (8, 9)


def lines() -> Iterator[dict[str, Any]]:
    """Give the head, which is the door, and a line for each card."""
    point = KEY.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint).hex()
    yield {
        "issuer": ISSUER, "kid": KID.hex(), "key": point, "most": DAY, "list": b64encode(listed(*ENDED)).decode(),
    }  # fmt: skip
    at_door = door(*ENDED)
    for name, text, at in _shown():
        found = check(at_door, text, at)
        yield {
            "name": name, "at": at, "card": text, "reason": found.reason if isinstance(found, Refused) else "",
        }  # fmt: skip


def _shown() -> Iterator[tuple[str, str, int]]:
    yield "good", shown(), NOW
    yield "bound to a key", shown(key="ef" * 32, photo=""), NOW
    yield "bound to nothing", shown(photo=""), NOW
    yield "ended", shown(index=8), NOW
    yield "the neighbour of an ended one", shown(index=10), NOW
    yield "beyond the list", shown(index=1024), NOW
    yield "before its first day", shown(issued=NOW + 1), NOW
    yield "on its last second", shown(expires=NOW + 1), NOW
    yield "over", shown(expires=NOW), NOW
    yield "of another organisation", shown(issuer="other.example/record"), NOW
    yield "by another key", shown(by=OTHER), NOW
    yield "by a key that is not named", shown(kid=bytes(8)), NOW
    yield "one character changed", shown()[:-1] + ("0" if shown()[-1] != "0" else "1"), NOW
    yield "without its beginning", shown()[7:], NOW
    yield "an address", "https://local12.example/card", NOW
    yield "nothing", "", NOW
    yield "too long", "BYLAW1:" + "0" * 3000, NOW
    yield "at a door whose list is old", shown(), NOW + DAY
    yield "at a door whose clock is behind", shown(), NOW - DAY
    yield "a name with an apostrophe", shown(name="O'Brien-Ngô"), NOW
    yield "a name that is none", shown(name=HANA.name + "\n"), NOW


def written() -> str:
    """Give the file."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines())
