"""Keys that trustees use between themselves: to sign, and to send each other secrets through anybody ("PKI").

A seed of 22 Base58 characters is all that a trustee keeps; signing and decryption key are derived from it.
"""

from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bylaw.belenios import challenges
from bylaw.belenios.encoding import dump, load, read_scalar
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import Group, hash_to_scalar
from bylaw.belenios.model import ChannelMessage, EncryptedMessage, Proof, Signed
from bylaw.belenios.prover import draw
from bylaw.belenios.prover.draw import RandomBytes
from bylaw.belenios.prover.proofs import knowledge

SECTION = "trustees"
ALGORITHM = "AES-GCM"
SEED_LENGTH = 22
MAX_MESSAGE = 1 << 20
T = TypeVar("T")


class Pair(NamedTuple):
    """The two secret exponents derived from a seed, and their public elements."""

    signing: int
    decryption: int
    verification: Any
    encryption: Any


def seed(random: RandomBytes) -> str:
    """Return a fresh seed."""
    return draw.base58(SEED_LENGTH, random)


def derive(group: Group, secret_seed: str) -> Pair:
    """Return the keys of a seed."""
    signing = hash_to_scalar(group, f"sk|{secret_seed}")
    decryption = hash_to_scalar(group, f"dk|{secret_seed}")
    return Pair(signing, decryption, group.secret_base(signing), group.secret_base(decryption))


def sign(group: Group, signing: int, message: str, random: RandomBytes) -> Proof:
    """Return the signature of a text."""
    return knowledge(group, signing, challenges.prefix_message(message), random)


def signed(group: Group, signing: int, message: str, random: RandomBytes) -> Signed:
    """Return a text with its signature."""
    return Signed(message=message, signature=sign(group, signing, message, random))


def holds(group: Group, verification: Any, message: str, signature: Proof) -> bool:
    """Say whether a signature of `message` holds; Refused(encoding) if it is no signature."""
    challenge, response = read_scalar(group, signature.challenge), read_scalar(group, signature.response)
    commitment = group.mul(group.base(response), group.power(verification, challenge))
    return challenges.signed_message(group, message, group.write(commitment)) == challenge


def send(group: Group, signing: int, recipient: Any, message: bytes, random: RandomBytes) -> str:
    """Return `message`, signed, bound to `recipient` and encrypted to her ("Channels")."""
    inner = ChannelMessage(recipient=group.write(recipient), message=message.decode())
    return _encrypt(group, recipient, dump(signed(group, signing, dump(inner).decode(), random)), random)


def receive(group: Group, mine: Pair, sender: Any, text: str, kind: type[T]) -> T:
    """Return what `sender` sent to the owner of `mine`; Refused(encoding | signature | context | shape)."""
    outer = load(_decrypt(group, mine.decryption, text), Signed, MAX_MESSAGE)
    if not holds(group, sender, outer.message, outer.signature):
        raise Refused(Reason.SIGNATURE, "message between trustees", SECTION)
    inner = load(outer.message.encode(), ChannelMessage, MAX_MESSAGE)
    if inner.recipient != group.write(mine.encryption):
        raise Refused(Reason.CONTEXT, "message between trustees, to somebody else", SECTION)
    return load(inner.message.encode(), kind, MAX_MESSAGE)


def _encrypt(group: Group, recipient: Any, plain: bytes, random: RandomBytes) -> str:
    once, pad = draw.nonzero(group.q, random), draw.nonzero(group.q, random)
    key, alpha = group.secret_base(pad), group.secret_base(once)
    message = EncryptedMessage(
        algorithm=ALGORITHM,
        alpha=group.write(alpha),
        beta=group.write(group.mul(group.secret_power(recipient, once), key)),
        data=_cipher(group, key).encrypt(_iv(group, alpha), plain, None).hex(),
    )
    return dump(message).decode()


def _decrypt(group: Group, decryption: int, text: str) -> bytes:
    message = load(text.encode(), EncryptedMessage, MAX_MESSAGE)
    if message.algorithm != ALGORITHM:
        raise Refused(Reason.PARAMS, f"algorithm {message.algorithm}: expected {ALGORITHM}", SECTION)
    alpha, beta = group.read(message.alpha), group.read(message.beta)
    key = group.div(beta, group.secret_power(alpha, decryption))
    try:
        return _cipher(group, key).decrypt(_iv(group, alpha), bytes.fromhex(message.data), None)
    except (InvalidTag, ValueError):
        raise Refused(Reason.ENCODING, "message between trustees does not decrypt", SECTION) from None


def _cipher(group: Group, key: Any) -> AESGCM:
    return AESGCM(sha256(f"key|{group.write(key)}".encode()).digest())


def _iv(group: Group, alpha: Any) -> bytes:
    return sha256(f"iv|{group.write(alpha)}".encode()).digest()
