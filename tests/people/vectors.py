"""A case file of two judges and two parties, written out: its keys, halves, one document, and who opens it with whom."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from itertools import combinations
from typing import Any

import msgspec
from nacl.signing import SigningKey

from bylaw.people.person import Opening
from bylaw.people.sealing import Damaged, seal
from bylaw.people.shares import Half, Holder, join, new_file, seal_to, split

KEY = sha256(b"the key of the member charged").digest()
ABOUT = "3" * 32
OPENING = Opening("0" * 64, "1" * 32, "facts", b"s" * 32, b"the strike box was short")
HOLDERS = (("6" * 32, True), ("7" * 32, True), (ABOUT, False), ("2" * 32, False))
"""Two judges, the member charged and the accuser, each with whether she judges."""


def seed(member: str) -> bytes:
    """Give the Ed25519 seed of a holder, a test key."""
    return sha256(f"case file {member}".encode()).digest()


def public(member: str) -> bytes:
    return SigningKey(seed(member)).verify_key.to_curve25519_public_key().encode()


def written() -> str:
    """Give the lines of vectors/case-file.jsonl; what is sealed is sealed anew each time."""
    key = new_file()
    halves = {
        (h.holder, h.with_): h
        for h in split(key, [Holder(m, public(m), judges=judges) for m, judges in HOLDERS])
    }
    box = seal(
        KEY,
        f"document {OPENING.commitment}",
        seal_to(key.public_key.encode(), msgspec.msgpack.encode(OPENING)),
    )
    parts = {
        "org": OPENING.org,
        "event": OPENING.event,
        "field": OPENING.field,
        "value": OPENING.value.decode(),
    }
    head = {
        "public": key.public_key.encode().hex(),
        "person_key": KEY.hex(),
        "commitment": OPENING.commitment,
        "box": b64encode(box).decode(),
        "holders": [{"member": m, "seed": seed(m).hex(), "judges": judges} for m, judges in HOLDERS],
        "opening": parts | {"salt": OPENING.salt.hex()},
    }
    return "".join(json.dumps(line) + "\n" for line in (head, *lines(halves, key.public_key.encode())))


def lines(halves: dict[tuple[str, str], Half], key: bytes) -> list[dict[str, Any]]:
    """Give each pair of holders with their halves, and pairs of halves that are none; each says whether it opens."""
    told = []
    for (one, _), (other, _) in combinations(HOLDERS, 2):
        pair = [halves[way] for way in ((one, other), (other, one)) if way in halves]
        told.append(line("one of them judges" if pair else "neither judges", [one, other], pair, key))
    first, second, third = (m for m, _ in HOLDERS[:3])
    good = halves[first, second]
    spoilt = Half(first, second, good.box[:-1] + bytes([good.box[-1] ^ 1]))
    told.append(line("halves of two pairs", [first, third], [good, halves[third, first]], key))
    told.append(line("one bit changed", [first, second], [spoilt, halves[second, first]], key))
    told.append(line("one half twice", [first, first], [good, good], key))
    return told


def line(name: str, pair: list[str], halves: list[Half], key: bytes) -> dict[str, Any]:
    opens = bool(halves)
    try:
        if halves:
            join((halves[0], halves[1]), (seed(pair[0]), seed(pair[1])), key)
    except Damaged:
        opens = False
    return {"name": name, "pair": pair, "halves": [b64encode(h.box).decode() for h in halves], "opens": opens}
