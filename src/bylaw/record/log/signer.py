"""Private keys of logs and witnesses, written as Go's note package writes them.

`PRIVATE+KEY+<name>+<key id>+<base64(type || seed)>`: a file that holds this line is all that a log or a witness needs.
"""

from base64 import b64encode

import nacl.signing
from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import Checkpoint, cosign, sign_checkpoint
from bylaw.record.log.note import COSIGNATURE, ED25519, NoteSignature, VerifierKey, strict_base64

_START = "PRIVATE+KEY+"


class Signer(Struct, frozen=True):
    """A named Ed25519 seed: of a log (type 01) or a witness (type 04)."""

    name: str
    kind: int
    seed: bytes

    @property
    def vkey(self) -> VerifierKey:
        """The public half, to hand out."""
        return VerifierKey(self.name, self.kind, nacl.signing.SigningKey(self.seed).verify_key.encode())

    def sign(self, head: Checkpoint) -> bytes:
        """Sign a head of one's own log. Raises ValueError for another's."""
        if (head.origin, self.kind) != (self.name, ED25519):
            raise ValueError(f"{self.name} of type {self.kind:02x} does not sign heads of {head.origin}")
        return sign_checkpoint(head, self.seed)

    def cosign(self, head: Checkpoint, at: int) -> NoteSignature:
        """Cosign a head at a time (seconds since 1970 UTC). Raises ValueError unless this is a witness."""
        if self.kind != COSIGNATURE:
            raise ValueError(f"{self.name} is not a witness's key")
        return cosign(head, self.name, self.seed, at)

    def __str__(self) -> str:
        typed = b64encode(bytes([self.kind]) + self.seed).decode()
        return f"{_START}{self.name}+{self.vkey.id.hex()}+{typed}"


def parse_signer(text: str) -> Signer | Broken:
    """Read a private key's line; the key itself is never repeated in the answer."""
    name, key_id, typed = ([*text.strip().removeprefix(_START).split("+", 2), "", ""])[:3]
    raw = strict_base64(typed)
    if not text.startswith(_START) or not name or raw is None or len(raw) != 33:
        return Broken("shape", "not a private key: PRIVATE+KEY+<name>+<id>+<base64>")
    signer = Signer(name, raw[0], raw[1:])
    if signer.kind not in {ED25519, COSIGNATURE} or signer.vkey.id.hex() != key_id:
        return Broken("signer", f"private key of {name}: its type or its id does not fit")
    return signer
