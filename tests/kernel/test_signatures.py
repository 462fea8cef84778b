"""OpenSSH signatures: what the kernel accepts, `record.sshsig`, libsodium and OpenSSL accept."""

from hashlib import sha512
from random import Random

import pytest
from bylaw_kernel import sshsigs
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from bylaw.record.keys import Key, ssh_public
from bylaw.record.passkey import Policy
from bylaw.record.signing import SshSignature, SshSigner, blob, verify
from bylaw.record.sshsig import form
from tests.kernel import hostile
from tests.kernel.hostile import Q

Item = tuple[bytes, bytes, bytes]
POLICY = Policy("bylaw.example", ("https://bylaw.example",))
BEFORE_KEY, AFTER_KEY, BEFORE_HASH = form()


def on(message: bytes) -> bytes:
    """What the signature inside an OpenSSH signature is on."""
    return BEFORE_HASH + sha512(message).digest()


def signatures(items: list[Item]) -> bytes:
    """Ask the kernel, each (key, message, signature inside)."""
    blobs = [(key, BEFORE_KEY + key + AFTER_KEY + inside, message) for key, message, inside in items]
    return sshsigs(blobs, form())


def sodium(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        VerifyKey(key).verify(on(message), signature)
    except BadSignatureError:
        return False
    return True


def openssl(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, on(message))
    except (InvalidSignature, ValueError):
        return False
    return True


def signed(random: Random) -> Item:
    key, message = SigningKey(random.randbytes(32)), random.randbytes(random.randrange(200))
    return bytes(key.verify_key), message, key.sign(on(message)).signature


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
    hashed = int.from_bytes(sha512(commitment + key + on(message)).digest(), "little")
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


@pytest.mark.parametrize("seed", hostile.rounds(3, 100))
def test_blobs(seed: int) -> None:
    """Of blobs with a byte changed, left out or added the kernel accepts none, as `verify` does; and every whole one."""
    random = Random(seed)
    good, bad = [], []
    for _ in range(300):
        signer, message = SshSigner(random.randbytes(32)), random.randbytes(random.randrange(200))
        whole, place = signer.sign(message), random.randrange(200)
        changed = bytes([whole[place % len(whole)] ^ 1 << random.randrange(8)])
        cut = whole[: place % len(whole)]
        rest = whole[len(cut) + 1 :]
        good.append((signer.key, whole, message))
        bad.append(
            (
                signer.key,
                random.choice([cut + changed + rest, cut + rest, cut + changed + whole[len(cut) :]]),
                message,
            )
        )
    for items, answer in ((good, True), (bad, False)):
        read = [blob(SshSignature(key.thumbprint, one), key, message) for key, one, message in items]
        assert sshsigs(read, form()) == bytes([answer]) * 300
        assert all(
            verify(SshSignature(key.thumbprint, one), key, message, POLICY) is answer
            for key, one, message in items
        )


@pytest.mark.parametrize("torsion", hostile.TORSION)
def test_keys_that_may_not_be_registered(torsion: bytes) -> None:
    """Neither the kernel nor the reference is asked about a key outside the group: there is nothing to ask with."""
    public = hostile.crypto_core_ed25519_add(bytes(SigningKey(bytes(32)).verify_key), torsion)
    key = Key("ssh", ssh_public(public))
    assert blob(SshSignature(key.thumbprint, b"x"), key, b"") is None


def test_a_signature_that_names_another_key() -> None:
    """Whatever the blob says: what the entry names is what counts."""
    one, other = SshSigner(bytes(32)), SshSigner(bytes([1]) * 32)
    assert blob(SshSignature(other.key.thumbprint, one.sign(b"")), one.key, b"") is None
    assert blob(SshSignature(one.key.thumbprint, one.sign(b"")), one.key, b"") is not None
