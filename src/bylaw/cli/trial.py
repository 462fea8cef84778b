"""A founding on trial: what a file of bylaws would be refused for, before anything is written."""

from __future__ import annotations

from bylaw.acts.law.beginning import Beginning, found, in_turn
from bylaw.acts.law.founding import Founder
from bylaw.ledger import consider
from bylaw.record.encoding import encode
from bylaw.record.entry import write_entry
from bylaw.record.log.note import ED25519
from bylaw.record.log.signer import Signer
from bylaw.record.signing import SshSigner, sign
from bylaw.rules.finding import Finding
from bylaw.rules.load import Profile
from bylaw.state import State

AT = 1_767_225_600
"""The day of the trial: the first of January 2026."""


def tried(book: Profile) -> tuple[Finding, ...]:
    """Give what refuses a founding by this file: one founder, with a key and a log that nobody uses."""
    key, log = SshSigner(bytes(32)), Signer("bylaw.invalid/trial", ED25519, bytes(32))
    founder = Founder("0" * 32, key.key, "ordinary")
    begins = Beginning(name=book.title, nonce="0" * 32, at=AT, origin=log.name, log_key=str(log.vkey))
    raw = encode(found(book, begins, (founder,), in_turn(book, (founder.member,))))
    return consider(State(), write_entry(AT, raw, (sign(raw, key),))).refusals
