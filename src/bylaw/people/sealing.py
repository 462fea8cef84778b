"""Sealing what concerns a person under that person's own key (XChaCha20-Poly1305).

Destroying the key makes everything sealed under it unreadable at once, in every copy of the register that was made
without the keys. The text that says what a box is (`about`) is authenticated with it, so that no box can take the
place of another.
"""

from hashlib import blake2b
from secrets import token_bytes

from nacl.exceptions import CryptoError
from nacl.secret import Aead

KEY = Aead.KEY_SIZE


class Damaged(Exception):
    """The register does not hold what it wrote: a file was changed, or two files do not belong together."""


def new_key() -> bytes:
    """Return a fresh key from the system's randomness."""
    return token_bytes(KEY)


def seal(key: bytes, about: str, content: bytes) -> bytes:
    """Return the content sealed under a key, with a fresh nonce."""
    return bytes(Aead(key).encrypt(content, about.encode()))


def unseal(key: bytes, about: str, box: bytes) -> bytes:
    """Return the content of a box. Raises `Damaged` when it is not what was sealed there."""
    try:
        return Aead(key).decrypt(box, about.encode())
    except (CryptoError, ValueError) as error:
        raise Damaged(f"what is sealed for {about} cannot be opened with its key") from error


def trace(key: bytes, handle: str) -> bytes:
    """Return the keyed trace by which the register finds a handle without keeping it in clear."""
    return blake2b(handle.encode(), key=key, digest_size=32, person=b"bylaw-handle-v1").digest()
