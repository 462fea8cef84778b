"""The key of a case file, split so that two of its holders open it together and neither alone.

A file has an X25519 key pair. Whatever goes into the file is sealed to its public half (libsodium's sealed box), so
that anybody who keeps the register can add and cannot read. The private half is split for each pair of holders who may
open it together: a random pad to one, the key xor the pad to the other (a one-time pad shared by two, repeated for each
pair: the replicated secret sharing of Ito, Saito and Nishizeki, 1987). Each half is sealed to its holder's own key.
A pair has at least one of those who judge: the parties cannot open the file without the panel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from msgspec import Struct
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey
from nacl.utils import random

from bylaw.people.sealing import Damaged
from bylaw.record.keys import Key, OpenedKey, open_key

WIDTH = 32


class Holder(Struct, frozen=True):
    """Who holds halves: a member id, the X25519 key to which they are sealed, and whether she judges."""

    member: str
    public: bytes
    judges: bool = False


class Half(Struct, frozen=True):
    """What one holder has of the key together with one other holder, sealed to her."""

    holder: str
    with_: str
    box: bytes


def sealing_key(key: Key) -> bytes | None:
    """Give the X25519 key that belongs to an ssh-ed25519 key, as libsodium converts it; None for every other kind."""
    opened = open_key(key)
    if not isinstance(opened, OpenedKey) or opened.kind != "ssh-ed25519":
        return None
    return VerifyKey(opened.raw).to_curve25519_public_key().encode()


def new_file() -> PrivateKey:
    """Make the key pair of a file."""
    return PrivateKey.generate()


def split(key: PrivateKey, holders: Iterable[Holder]) -> Iterator[Half]:
    """Split a file's key for every pair of its holders of whom one judges at least."""
    for one, other in combinations(holders, 2):
        if one.judges or other.judges:
            pad = random(WIDTH)
            yield Half(one.member, other.member, _sealed(one.public, pad))
            yield Half(other.member, one.member, _sealed(other.public, _xor(pad, key.encode())))


class Pad(Struct, frozen=True):
    """What is in a half, opened: as it was lent by its holder."""

    content: bytes


Hand = bytes | Pad
"""How somebody brings her half: the Ed25519 seed that opens it, or what was in it."""


def join(halves: tuple[Half, Half], hands: tuple[Hand, Hand], public: bytes) -> PrivateKey:
    """Join two halves as their holders bring them. Raises `Damaged` when they give another key."""
    pads = [
        hand.content if isinstance(hand, Pad) else opened_half(half, hand)
        for half, hand in zip(halves, hands, strict=True)
    ]
    key = PrivateKey(_xor(*pads))
    if key.public_key.encode() != public:
        raise Damaged("the two halves do not give the key of this file")
    return key


def opened_half(half: Half, seed: bytes) -> bytes:
    """Open a half with its holder's Ed25519 seed. Raises `Damaged`."""
    return unseal_half(half.box, seed)


def unseal_half(box: bytes, seed: bytes) -> bytes:
    """Open what was sealed to the key that belongs to an Ed25519 seed. Raises `Damaged`."""
    return _opened(SigningKey(seed).to_curve25519_private_key(), box)


def seal_to(public: bytes, content: bytes) -> bytes:
    """Seal content to a file."""
    return _sealed(public, content)


def unseal_with(key: PrivateKey, box: bytes) -> bytes:
    """Open what was sealed to a file. Raises `Damaged`."""
    return _opened(key, box)


def _sealed(public: bytes, content: bytes) -> bytes:
    return bytes(SealedBox(PublicKey(public)).encrypt(content))


def _opened(key: PrivateKey, box: bytes) -> bytes:
    try:
        return bytes(SealedBox(key).decrypt(box))
    except (CryptoError, ValueError) as error:
        raise Damaged("a box of the case file cannot be opened with this key") from error


def _xor(one: bytes, other: bytes) -> bytes:
    if len(one) != WIDTH or len(other) != WIDTH:
        raise Damaged("a half of another length than a key's")
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
