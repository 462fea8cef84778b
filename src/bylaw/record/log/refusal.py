"""Signed refusals: the log's word that it did not take an act in, when, on which head, and under which clauses.

    bylaw-refusal-v1
    {"act":<SHA-256 of the act's bytes>,"at":…,"findings":[…],"org":…,"root":…,"size":…}
    <empty line>
    — <origin> <signature of the log's key>

A signed note by the key that signs heads. Its first line and its second, which is JSON and no number, keep it
from being read as a checkpoint, and the reverse.
"""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from bylaw.record.broken import Broken
from bylaw.record.clock import instant
from bylaw.record.encoding import LIMIT, MAX_INT, decode, encode, flaw
from bylaw.record.log.note import VerifierKey, note_flaw, parse_note, sign_note, write_note

HEADER = "bylaw-refusal-v1"
MAX_REFUSAL = LIMIT + 1000
"""The longest refusal read, in bytes: its line, and the lines around it."""
MAX_FINDINGS = 50
"""The most findings that one refusal names; the first are the ones to mend."""

Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Sentence = Annotated[str, Meta(max_length=1000)]


class Reason(Struct, frozen=True, forbid_unknown_fields=True):
    """One clause that the act did not meet: its number, the fact that breaks it, and the remedy."""

    clause: Annotated[str, Meta(min_length=1, max_length=60)]
    found: Sentence
    remedy: Sentence


class Refusal(Struct, frozen=True, forbid_unknown_fields=True):
    """Which act was refused, when, on the head of how many entries, and why."""

    act: Hash
    at: Annotated[str, Meta(max_length=20)]
    findings: Annotated[tuple[Reason, ...], Meta(min_length=1, max_length=MAX_FINDINGS)]
    org: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]
    root: Hash
    size: Annotated[int, Meta(ge=0, le=MAX_INT)]


_REFUSAL = msgspec.json.Decoder(Refusal)


def write_refusal(refusal: Refusal, origin: str, seed: bytes) -> bytes:
    """Write a refusal signed with a log's seed. Words that the profile has no place for are written as ASCII."""
    line = encode(refusal)
    if flaw(line) is not None:
        line = encode(msgspec.structs.replace(refusal, findings=tuple(map(_plain, refusal.findings))))
    text = f"{HEADER}\n{line.decode()}\n"
    return write_note(text, [sign_note(text, origin, seed)])


def open_refusal(raw: bytes, key: VerifierKey) -> Refusal | Broken:
    """Read a refusal and check that the log with this key signed it. Never raises, whatever the bytes."""
    if len(raw) > MAX_REFUSAL:
        return Broken("size", f"refusal of {len(raw)} bytes; {MAX_REFUSAL} at most")
    note = parse_note(raw)
    if isinstance(note, Broken):
        return note
    header, _, rest = note.text.partition("\n")
    line, _, more = rest.partition("\n")
    if header != HEADER or more:
        return Broken("shape", f"a refusal is two lines, of which the first is {HEADER}")
    refusal = decode(line.encode(), _REFUSAL)
    if isinstance(refusal, Broken):
        return refusal
    if instant(refusal.at) is None:
        return Broken("time", f"not a time of the form 2025-01-01T00:00:00Z: {refusal.at}")
    return note_flaw(note, key) or refusal


def _plain(reason: Reason) -> Reason:
    shown = (ascii(text).replace("\\", "/")[:1000] for text in (reason.found, reason.remedy))
    return Reason(reason.clause, *shown)
