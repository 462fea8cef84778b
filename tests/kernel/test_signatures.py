"""Ed25519 signatures: what the kernel accepts, libsodium and OpenSSL accept."""

from hashlib import sha512
from random import Random

import pytest
from bylaw_kernel import signatures
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from tests.kernel import hostile
from tests.kernel.hostile import Q

Item = tuple[bytes, bytes, bytes]


def sodium(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        VerifyKey(key).verify(message, signature)
    except BadSignatureError:
        return False
    return True


def openssl(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def signed(random: Random) -> Item:
    key, message = SigningKey(random.randbytes(32)), random.randbytes(random.randrange(200))
    return bytes(key.verify_key), message, key.sign(message).signature


def mutate(random: Random, item: Item) -> Item:
    key, message, signature = item
    match random.randrange(6):
        case 0:
            return hostile.flipped(random), message, signature
        case 1:
            return (
                random.choice([*hostile.TORSION, *hostile.NOT_CANONICAL, hostile.IDENTITY]),
                message,
                signature,
            )
        case 2:
            return key, message + b"\0", signature
        case 3:
            response = int.from_bytes(signature[32:], "little") + Q
            return key, message, signature[:32] + response.to_bytes(32, "little")
        case 4:
            return (
                key,
                message,
                hostile.crypto_core_ed25519_add(signature[:32], random.choice(hostile.TORSION))
                + signature[32:],
            )
        case _:
            return key, message, random.choice([*hostile.TORSION, hostile.IDENTITY]) + bytes(32)


@pytest.mark.parametrize("seed", hostile.rounds(3, 100))
def test_signatures(seed: int) -> None:
    random = Random(seed)
    good = [signed(random) for _ in range(500)]
    assert signatures(good) == b"\1" * 500
    mutants = [mutate(random, item) for item in good]
    assert signatures(mutants) == bytes(500)


@pytest.mark.parametrize("seed", hostile.rounds(300, 3000))
def test_keys_with_torsion(seed: int) -> None:
    """The owner of a tainted key signs so that some verifiers accept: the kernel only where both others do."""
    random = Random(seed)
    secret, nonce, message = random.randrange(Q), random.randrange(Q), random.randbytes(8)
    key = hostile.crypto_core_ed25519_add(hostile.GROUP.base(secret), random.choice(hostile.TORSION))
    commitment = hostile.GROUP.base(nonce)
    hashed = int.from_bytes(sha512(commitment + key + message).digest(), "little")
    item = key, message, commitment + hostile.scalar(nonce + hashed * secret)
    if signatures([item]) == b"\1":
        assert sodium(*item)
        assert openssl(*item)


@pytest.mark.parametrize("key", [*hostile.TORSION, hostile.IDENTITY, *hostile.NOT_CANONICAL])
def test_small_keys(key: bytes) -> None:
    """Under a key of small order anything can be signed."""
    response = hostile.scalar(7)
    commitment = hostile.GROUP.base(7)
    assert not any(signatures([(key, b"%d" % n, commitment + response) for n in range(64)]))
