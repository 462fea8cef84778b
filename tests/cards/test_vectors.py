"""The vectors of cards are what the code says, and a door made from their head alone says the same."""

import json
from base64 import b64decode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

from bylaw.cards.door import Door, check, open_door
from bylaw.cards.refused import Refused

from .vectors import written

FILE = Path(__file__).parents[2] / "vectors/cards.jsonl"


def test_the_file_is_what_the_code_writes():
    assert FILE.read_text("utf-8") == written(), "run: scripts/card-vectors, with a line in the changelog"


def test_a_door_made_from_the_file_alone_says_what_it_says():
    head, *cards = map(json.loads, FILE.read_text("utf-8").splitlines())
    key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), bytes.fromhex(head["key"]))
    door = open_door(head["issuer"], {bytes.fromhex(head["kid"]): key}, b64decode(head["list"]), head["most"])
    assert isinstance(door, Door)
    for told in cards:
        found = check(door, told["card"], told["at"])
        assert (found.reason if isinstance(found, Refused) else "") == told["reason"], told["name"]
    reasons = {told["reason"] for told in cards}
    assert {
        "",
        "ended",
        "blank",
        "stale",
        "clock",
        "unbound",
        "expired",
        "context",
        "issuer",
        "signature",
    } <= reasons
