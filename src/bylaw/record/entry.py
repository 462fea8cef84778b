"""An entry of the log: two lines, the head and the act.

    {"at":"2025-01-01T00:00:00Z","signatures":[…]} LF
    {…the act, byte for byte as it was signed…}

Both lines are in the strict profile, which has no raw line feed, so the first LF is the only one. The act's
bytes are never encoded again: what was signed is what is hashed, stored and judged.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from bylaw.record.broken import Broken
from bylaw.record.clock import instant, rfc3339
from bylaw.record.encoding import LIMIT, decode, encode, flaw

MAX_SIGNATURES = 64
"""The most signatures under one act; petitions and ballots have an act for each signer."""

LATEST = 221_845_392_000
"""The first instant after the year 8999, in seconds since 1970: deadlines reckoned from an entry can be written."""

Thumbprint = Annotated[str, Meta(min_length=64, max_length=64)]
"""The name of a key. What is no hash names no key, so its digits are not looked at here."""
Blob = Annotated[bytes, Meta(min_length=1, max_length=4096)]
"""Bytes, written in standard base64 with padding."""


class SshSignature(Struct, frozen=True, gc=False, forbid_unknown_fields=True, tag_field="kind", tag="ssh"):
    """An OpenSSH signature (PROTOCOL.sshsig) in namespace `bylaw-act`; `key` is its key's thumbprint."""

    key: Thumbprint
    signature: Blob


class PasskeySignature(
    Struct, frozen=True, gc=False, forbid_unknown_fields=True, tag_field="kind", tag="passkey"
):
    """A WebAuthn assertion: authenticatorData, clientDataJSON and the signature over both."""

    key: Thumbprint
    authenticator: Blob
    client: Blob
    signature: Blob


Signature = SshSignature | PasskeySignature


class Head(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What the log adds to an act: when it took it in, and who signed."""

    at: str
    signatures: Annotated[tuple[Signature, ...], Meta(max_length=MAX_SIGNATURES)]


class Entry(Struct, frozen=True, gc=False):
    """An entry as read: `at` in seconds since 1970 UTC, the act's exact bytes, signatures sorted by key."""

    at: int
    act: bytes
    signatures: tuple[Signature, ...]


_HEAD = msgspec.json.Decoder(Head)


def parse_entry(raw: bytes) -> Entry | Broken:
    """Read an entry's two lines. The act is returned as bytes: who reads it decodes and checks it."""
    if len(raw) > LIMIT:
        return Broken("size", f"entry of {len(raw)} bytes; {LIMIT} at most")
    line, feed, act = raw.partition(b"\n")
    if not feed or b"\n" in act:
        return Broken("shape", "an entry is two lines: head, line feed, act")
    head = decode(line, _HEAD)
    if isinstance(head, Broken):
        return head
    at = instant(head.at)
    if at is None:
        return Broken("time", f"not a time of the form 2025-01-01T00:00:00Z: {head.at[:40]}")
    if at >= LATEST:
        return Broken("time", f"an entry is of the years 1900 to 8999: {head.at}")
    if len(head.signatures) > 1 and not _in_order(head.signatures):
        return Broken("canonical", "signatures are sorted by key, one for each key")
    return Entry(at, act, head.signatures)


def make_entry(at: int, act: bytes, signatures: Sequence[Signature]) -> bytes:
    """Write an entry.

    Raises ValueError if the act or the whole is not fit for the log: ask `encoding.flaw(act)` before.
    """
    raw = write_entry(at, act, signatures)
    parsed = parse_entry(raw)
    problem = flaw(act) or (parsed if isinstance(parsed, Broken) else None)
    if problem:
        raise ValueError(str(problem))
    return raw


def write_entry(at: int, act: bytes, signatures: Sequence[Signature]) -> bytes:
    """Write an entry as it would be; whether the record takes it in, its reader says."""
    return encode(Head(rfc3339(at), tuple(sorted(signatures, key=_key)))) + b"\n" + act


def _key(signature: Signature) -> str:
    return signature.key


def _in_order(signatures: tuple[Signature, ...]) -> bool:
    keys = [signature.key for signature in signatures]
    return all(one < other for one, other in pairwise(keys))
