"""Who lives in the record of a year of appeals: members by number with keys that sign nothing, and who founds it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from msgspec.structs import replace
from nacl.signing import SigningKey

from bylaw.acts.act import Seen, Signer
from bylaw.acts.law.founding import FirstBody, FirstOffice, Found, Founder, Interim
from bylaw.record.clock import rfc3339
from bylaw.record.keys import Key
from bylaw.record.log.checkpoint import log_key
from bylaw.rules.clause import Clause
from bylaw.rules.load import Profile

DAY = 86_400
ORIGIN = "appeals.invalid/record"
FOUNDERS = 7
INTERIM = (("director", "board", 1), ("secretary", "root", 2), ("teller", "root", 3), ("teller", "root", 4))
"""Office, body and number of each founder who holds one."""


def founding(profile: Profile, start: int, nonce: str, seen: Seen) -> Found:
    """Give the founding act of a co-operative by its profile, at ``start`` in seconds."""
    bodies = tuple(
        FirstBody(body, unit.kind, unit.parent or "root", unit.organ) for body, unit in profile.bodies.items()
    )
    offices = tuple(FirstOffice(office, told.body, told.seats) for office, told in profile.offices.items())
    ends = rfc3339(start + 364 * DAY)
    return Found(
        nonce=nonce, seen=seen, until=rfc3339(start + DAY),
        by=tuple(Signer(member(n), "founder") for n in range(1, FOUNDERS + 1)),
        name="A year of appeals", clock="simulated", zone=profile.zone, origin=ORIGIN,
        log_key=str(log_key(ORIGIN, sha256(ORIGIN.encode()).digest())), bylaws=_clauses(profile),
        bodies=(FirstBody("root", "assembly"), *bodies), offices=offices,
        founders=tuple(Founder(member(n), key(n), "ordinary") for n in range(1, FOUNDERS + 1)),
        interim=tuple(Interim(member(n), office, body, ends) for office, body, n in INTERIM),
    )  # fmt: skip


def _clauses(profile: Profile) -> tuple[Clause, ...]:
    """Give the bylaws, with panels that are drawn on the word of the tellers."""
    return tuple(
        replace(each, panel=replace(each.panel, how=("drawn",))) if each.panel else each
        for each in profile.clauses
    )


def member(n: int) -> str:
    """Give a member's id."""
    return f"{n:032x}"


def key(n: int) -> Key:
    """Give a member's public key; nobody signs with it here."""
    kind, point = b"ssh-ed25519", SigningKey(sha256(f"key {n}".encode()).digest()).verify_key.encode()
    return Key("ssh", len(kind).to_bytes(4, "big") + kind + (32).to_bytes(4, "big") + point)


@cache
def thumbprint(n: int) -> str:
    """Give the name of a member's key."""
    return key(n).thumbprint


DIRECTOR = Signer(member(1), "office", "interim.0")
SECRETARY = (Signer(member(2), "office", "interim.1"),)
TELLERS = (Signer(member(3), "office", "interim.2"), Signer(member(4), "office", "interim.3"))
