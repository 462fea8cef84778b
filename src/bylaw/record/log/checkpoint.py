"""Checkpoints and cosignatures: c2sp.org/tlog-checkpoint v1.0.0, c2sp.org/tlog-cosignature v1.0.1.

    bylaw.example/org1                                  origin, which is the log key's name
    3                                                   number of entries
    BLWjy+qajolaiZcBcGaCn8OP5nFgqUMFf/9T1GtG9Rk=        root of the tree over them

No extension lines: cosignatures of newer kinds do not cover them.
"""

from base64 import b64encode

import nacl.signing
from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.record.log.note import (
    COSIGNATURE,
    ED25519,
    Note,
    NoteSignature,
    VerifierKey,
    ed25519_verifies,
    note_flaw,
    parse_note,
    sign_note,
    strict_base64,
    write_note,
)
from bylaw.record.log.tree import EMPTY, HASH

MAX_SIZE = 2**53 - 1
"""The largest log: its size stays an exact integer in every act that names it."""


class Checkpoint(Struct, frozen=True):
    """A head of a log: who (origin), how many entries, and the root over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{_b64(self.root)}\n"


class OpenedCheckpoint(Struct, frozen=True):
    """A checkpoint whose log signature has been checked, with the note that carries its cosignatures."""

    checkpoint: Checkpoint
    note: Note


def parse_checkpoint(text: str) -> Checkpoint | Broken:
    """Read the three lines, each in its one form."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3]:
        return Broken("shape", f"a checkpoint is three lines; found {len(lines) - 1}")
    origin, digits, encoded, _ = lines
    root = strict_base64(encoded)
    if not origin or len(origin) > 200 or any(mark.isspace() or mark == "+" for mark in origin):
        return Broken("shape", f"not an origin: {origin[:80]!r}")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 16) or (
        digits[0] == "0" and digits != "0"
    ):
        return Broken("shape", f"not a log size: {digits[:40]!r}")
    if int(digits) > MAX_SIZE or root is None or len(root) != HASH:
        return Broken("shape", f"not a size and root: {digits} {encoded[:60]!r}")
    if (int(digits) == 0) != (root == EMPTY):
        return Broken("checkpoint", f"size {digits} does not go with root {encoded}")
    return Checkpoint(origin, int(digits), root)


def open_checkpoint(raw: bytes, key: VerifierKey) -> OpenedCheckpoint | Broken:
    """Read a checkpoint and check that the log with this key signed it under its own name."""
    note = parse_note(raw)
    if isinstance(note, Broken):
        return note
    checkpoint = parse_checkpoint(note.text)
    if isinstance(checkpoint, Broken):
        return checkpoint
    if checkpoint.origin != key.name:
        return Broken("context", f"checkpoint of {checkpoint.origin}; expected {key.name}")
    return note_flaw(note, key) or OpenedCheckpoint(checkpoint, note)


def sign_checkpoint(checkpoint: Checkpoint, seed: bytes) -> bytes:
    """Write a checkpoint signed by its log. The key's name is the origin."""
    return write_note(checkpoint.text(), [sign_note(checkpoint.text(), checkpoint.origin, seed)])


def log_key(origin: str, seed: bytes) -> VerifierKey:
    """The verifier key of a log with this origin and Ed25519 seed."""
    return VerifierKey(origin, ED25519, nacl.signing.SigningKey(seed).verify_key.encode())


def witness_key(name: str, seed: bytes) -> VerifierKey:
    """The verifier key of a witness with this name and Ed25519 seed."""
    return VerifierKey(name, COSIGNATURE, nacl.signing.SigningKey(seed).verify_key.encode())


def cosign(checkpoint: Checkpoint, name: str, seed: bytes, at: int) -> NoteSignature:
    """State as a witness: at this time (seconds since 1970 UTC) this is the largest head that I have seen."""
    signed = nacl.signing.SigningKey(seed).sign(_cosigned(checkpoint.text(), at)).signature
    return NoteSignature(name, witness_key(name, seed).id, at.to_bytes(8, "big") + signed)


def cosigned_at(note: Note, key: VerifierKey) -> int | Broken:
    """When this witness cosigned this note (the latest time, if it did so more than once)."""
    if key.kind != COSIGNATURE:
        return Broken("signer", f"key {key.name} has type {key.kind:02x}; a witness's has 04")
    claimed = note.of(key)
    if not claimed:
        return Broken("signature", f"no cosignature by {key.name}")
    times = [cosignature_time(one, note.text, key) for one in claimed]
    good = [at for at in times if at is not None]
    return (
        max(good)
        if len(good) == len(times)
        else Broken("signature", f"cosignature by {key.name} does not verify")
    )


def cosignature_time(signature: NoteSignature, text: str, key: VerifierKey) -> int | None:
    """The time of one cosignature over a checkpoint's text, or None if it does not verify."""
    if len(signature.blob) != 72:
        return None
    at = int.from_bytes(signature.blob[:8], "big")
    good = at < 2**53 and ed25519_verifies(key.public, signature.blob[8:], _cosigned(text, at))
    return at if good else None


def _cosigned(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _b64(raw: bytes) -> str:
    return b64encode(raw).decode()
