"""The key that signs cards and lists: a P-256 number in a file that only its owner can read, never in the record."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
    generate_private_key,
)

from bylaw.record.broken import Broken
from bylaw.record.keys import Key, es256_public
from bylaw.store.files import write_secret

NAME = "cards.key"
"""The file in an organisation's folder, beside the key of its log."""
WIDTH = 32


def make(folder: Path) -> EllipticCurvePrivateKey | Broken:
    """Make a new key; one that is there is kept, and answered with a refusal."""
    key = generate_private_key(SECP256R1())
    try:
        write_secret(folder / NAME, key.private_numbers().private_value.to_bytes(WIDTH, "big"))
    except OSError as fault:
        return Broken("storage", f"{folder / NAME}: {fault.strerror}")
    return key


def load(folder: Path) -> EllipticCurvePrivateKey | Broken:
    """Read the key of a folder."""
    try:
        raw = (folder / NAME).read_bytes()
        return derive_private_key(int.from_bytes(raw, "big"), SECP256R1())
    except (OSError, ValueError):
        return Broken("storage", f"no card key in {folder}; make one with 'bylaw card key {folder}'")


def public(key: EllipticCurvePrivateKey) -> Key:
    """Give the public half, as acts name it."""
    point = key.public_key().public_numbers()
    return Key("passkey", es256_public(point.x.to_bytes(WIDTH, "big"), point.y.to_bytes(WIDTH, "big")))


def kid(key: EllipticCurvePrivateKey) -> bytes:
    """Give the name under which cards and lists know the key."""
    return bytes.fromhex(public(key).thumbprint[:16])
