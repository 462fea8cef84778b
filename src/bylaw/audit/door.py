"""What a door is given: a status list, and the proof that the record holds its hash and the keys by which it checks.

The proof file is the entry of the act that published the list, a line feed, and the entry's tlog-proof. Whoever trusts
the log (and, by her policy, its witnesses) needs nothing else, and no network.
"""

from __future__ import annotations

from hashlib import sha256

from msgspec import Struct

from bylaw.acts.members.cards import PublishCardStatus
from bylaw.acts.reader import read_act
from bylaw.cards import status
from bylaw.cards.door import Door, open_door
from bylaw.cards.refused import Refused
from bylaw.record.broken import Broken
from bylaw.record.clock import instant
from bylaw.record.entry import Entry, parse_entry
from bylaw.record.keys import OpenedKey, open_key
from bylaw.record.log.checkpoint import OpenedCheckpoint, open_checkpoint
from bylaw.record.log.policy import Quorum, TrustPolicy
from bylaw.record.log.proof import HEADER, Receipt, parse_receipt

STATUS, PROOF = "status", "proof"
"""The names of the two files of a door, under `cards/` where a record is published."""
MAX_PROOF = 200_000
"""The longest proof file read, in bytes."""


class Proved(Struct, frozen=True):
    """An act that a log's head stands over: what it says of the list, and how many entries the head has."""

    act: PublishCardStatus
    org: str
    size: int


def write_proof(entry: bytes, receipt: bytes) -> bytes:
    """Join an entry and its receipt into one file."""
    return entry + b"\n" + receipt


def read_proof(raw: bytes, policy: TrustPolicy) -> Proved | Broken:
    """Follow a proof from a head that the policy trusts down to the act. Never raises, whatever the bytes."""
    entry, mark, rest = raw[:MAX_PROOF].partition(b"\n" + HEADER.encode() + b"\n")
    if not mark or len(raw) > MAX_PROOF:
        return Broken("shape", "a proof is an entry, and a receipt for it")
    receipt = parse_receipt(mark[1:] + rest)
    if isinstance(receipt, Broken):
        return receipt
    size = _trusted(receipt, entry, policy)
    if isinstance(size, Broken):
        return size
    parsed = parse_entry(entry)
    act = read_act(parsed.act) if isinstance(parsed, Entry) else parsed
    if isinstance(act, Broken):
        return act
    if not isinstance(act, PublishCardStatus):
        return Broken("context", f"the entry is of the act {act.kind()}, not of a list of cards")
    return Proved(act, act.org, size)


def read_door(raw: bytes, proved: Proved) -> Door | Refused:
    """Give the door that goes by a list, if it is the one that the record published."""
    if sha256(raw).hexdigest() != proved.act.list:
        return Refused("context", "the list is not the one that the proof is about", "fetch both again")
    published = status.read(raw)
    if isinstance(published, Refused):
        return published
    keys = {
        bytes.fromhex(key.thumbprint[:16]): opened.curve
        for key in proved.act.keys
        if isinstance(opened := open_key(key), OpenedKey) and opened.curve
    }
    lasts = (instant(proved.act.expires) or 0) - (instant(proved.act.issued) or 0)
    issuer = published.list.uri.removeprefix("https://").removesuffix("/cards/status")
    return open_door(issuer, keys, raw, lasts)


def _trusted(receipt: Receipt, entry: bytes, policy: TrustPolicy) -> int | Broken:
    """Give the size of the head under which the entry is shown to be, if the policy trusts that head."""
    why: Broken | None = Broken("signer", "the policy names no log")
    for log in policy.logs:
        why = receipt.flaw(entry, log.key)
        if why is None:
            opened = open_checkpoint(receipt.checkpoint, log.key)
            assert isinstance(opened, OpenedCheckpoint)
            found = policy.evaluate(opened.note)
            if isinstance(found, Quorum) and found.met:
                return opened.checkpoint.size
            return found if isinstance(found, Broken) else Broken("checkpoint", "; ".join(found.missing))
    assert why is not None
    return why
