"""What a ballot box signs with its key: its heads, and the receipts that it gives to voters.

The key is Ed25519 (RFC 8032), its text form 64 hexadecimal digits of the 32 bytes. What is signed is a tag, a
line feed and one JSON array; the tags keep heads and receipts apart, and both apart from everything else.
"""

import re

from msgspec import Struct, json
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

HEAD = b"bylaw-box-head/1\n"
RECEIPT = b"bylaw-box-receipt/1\n"
_KEY, _SIGNATURE = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{128}")


class Head(Struct, frozen=True, array_like=True):
    """A box at one moment: its election's fingerprint, how many ballots it holds, the hash of its last event."""

    election: str
    ballots: int
    event: str

    def told(self) -> bytes:
        """Return the bytes that are signed."""
        return HEAD + json.encode(self)


def sign(seed: bytes, told: bytes) -> str:
    """Return the signature over `told`, in hexadecimal, with the key of a seed of 32 bytes."""
    return SigningKey(seed).sign(told).signature.hex()


def public(seed: bytes) -> str:
    """Return the public key of a seed, in hexadecimal."""
    return SigningKey(seed).verify_key.encode().hex()


def holds(key: str, told: bytes, signature: str) -> bool:
    """Say whether a signature over `told` is good under a key; never raises, whatever the texts."""
    if not _KEY.fullmatch(key) or not _SIGNATURE.fullmatch(signature):
        return False
    try:
        VerifyKey(bytes.fromhex(key)).verify(told, bytes.fromhex(signature))
    except (BadSignatureError, ValueError):
        return False
    return True
