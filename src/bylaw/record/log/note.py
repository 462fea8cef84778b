"""Signed notes: c2sp.org/signed-note v1.0.0.

A note is text that ends in a line feed, an empty line, and signature lines `— <key name> <base64(key id ||
signature)>`. A line of a known key that does not verify breaks the whole note; lines of unknown keys are
left aside.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from hashlib import sha256

import nacl.exceptions
import nacl.signing
from msgspec import Struct

from bylaw.record.broken import Broken

ED25519 = 0x01
"""Signature type of a log: plain Ed25519 over the note's text."""
COSIGNATURE = 0x04
"""Signature type of a witness: cosignature/v1."""
MAX_NOTE = 256_000
"""The longest note read, in bytes."""
MAX_SIGNATURES = 64
"""The most signature lines read."""

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SPACE_OR_PLUS = re.compile(r"[\s+]")
_VKEY = re.compile(r"([^+\s]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,200})")


class VerifierKey(Struct, frozen=True):
    """A key that notes are checked with: its name, its type and the public key's bytes."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that begin this key's signatures."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"


class NoteSignature(Struct, frozen=True):
    """One signature line: `blob` is what follows the key id."""

    name: str
    key_id: bytes
    blob: bytes

    def line(self) -> str:
        """The line as it stands in a note, with its line feed."""
        return f"— {self.name} {b64encode(self.key_id + self.blob).decode()}\n"


class Note(Struct, frozen=True):
    """A note as read: `text` with its last line feed, and the signatures, none of them checked yet."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def of(self, key: VerifierKey) -> list[NoteSignature]:
        """The signatures that claim to be this key's."""
        return [one for one in self.signatures if (one.name, one.key_id) == (key.name, key.id)]


def parse_vkey(text: str) -> VerifierKey | Broken:
    """Read a vkey: name, key id and typed public key, Ed25519 (01) or cosignature/v1 (04)."""
    found = _VKEY.fullmatch(text)
    typed = strict_base64(found[3]) if found else None
    if found is None or typed is None:
        return Broken("shape", f"not a verifier key: {text[:80]!r}")
    key = VerifierKey(found[1], typed[0], typed[1:])
    if key.kind not in {ED25519, COSIGNATURE} or len(key.public) != 32:
        return Broken(
            "signer",
            f"verifier key of type {key.kind:02x} with {len(key.public)} bytes; expected 01 or 04 with 32",
        )
    if key.id.hex() != found[2]:
        return Broken("signer", f"verifier key id {found[2]} is not {key.id.hex()}, as its key has it")
    return key


def parse_note(raw: bytes) -> Note | Broken:
    """Read a note; the signatures are checked by `note_flaw`."""
    if len(raw) > MAX_NOTE:
        return Broken("size", f"note of {len(raw)} bytes; {MAX_NOTE} at most")
    try:
        whole = raw.decode()
    except UnicodeDecodeError as fault:
        return Broken("encoding", f"note is not UTF-8 at byte {fault.start}")
    if found := _CONTROL.search(whole):
        return Broken("canonical", f"note holds the control character U+{ord(found[0]):04X}")
    text, gap, lines = whole.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        return Broken("shape", "a note is text, an empty line and signature lines")
    signatures = parse_signatures(lines)
    return signatures if isinstance(signatures, Broken) else Note(text + "\n", signatures)


def parse_signatures(lines: str) -> tuple[NoteSignature, ...] | Broken:
    """Read signature lines, each with its line feed; at least one."""
    split = lines.split("\n")
    if split.pop() or not split or len(split) > MAX_SIGNATURES:
        return Broken("shape", f"one to {MAX_SIGNATURES} signature lines expected, each ended by a line feed")
    found = [_parse_line(line) for line in split]
    return next((one for one in found if isinstance(one, Broken)), None) or tuple(
        one for one in found if isinstance(one, NoteSignature)
    )


def _parse_line(line: str) -> NoteSignature | Broken:
    dash, _, rest = line.partition(" ")
    name, _, blob = rest.partition(" ")
    raw = strict_base64(blob)
    if dash != "—" or not name or _SPACE_OR_PLUS.search(name) or raw is None or len(raw) < 5:
        return Broken("shape", f"not a signature line: {line[:80]!r}")
    return NoteSignature(name, raw[:4], raw[4:])


def note_flaw(note: Note, key: VerifierKey) -> Broken | None:
    """Say why a plain Ed25519 key did not sign this note, or None if it did."""
    if key.kind != ED25519:
        return Broken("signer", f"key {key.name} has type {key.kind:02x}; a note's own signature has 01")
    claimed = note.of(key)
    if not claimed:
        return Broken("signature", f"no signature by {key.name}+{key.id.hex()}")
    good = all(ed25519_verifies(key.public, one.blob, note.text.encode()) for one in claimed)
    return None if good else Broken("signature", f"signature by {key.name} does not verify")


def sign_note(text: str, name: str, seed: bytes) -> NoteSignature:
    """Sign a note's text with an Ed25519 seed (32 bytes)."""
    key = nacl.signing.SigningKey(seed)
    public = VerifierKey(name, ED25519, key.verify_key.encode())
    return NoteSignature(name, public.id, key.sign(text.encode()).signature)


def write_note(text: str, signatures: tuple[NoteSignature, ...] | list[NoteSignature]) -> bytes:
    """Write a note."""
    return (text + "\n" + "".join(one.line() for one in signatures)).encode()


def ed25519_verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    """Check an Ed25519 signature by the strict equation of RFC 8032 5.1.7 without the cofactor. Total."""
    if len(public) != 32 or len(signature) != 64:
        return False
    try:
        nacl.signing.VerifyKey(public).verify(message, signature)
    except (nacl.exceptions.CryptoError, ValueError):
        return False
    return True


def strict_base64(text: str) -> bytes | None:
    """Read standard base64 with padding in its one form, or None."""
    try:
        raw = b64decode(text, validate=True)
    except (Base64Error, ValueError):
        return None
    return raw if b64encode(raw).decode() == text else None
