"""Encodings, scalars and proofs of every class that a verifier must tell apart."""

import os
from collections.abc import Iterator
from hashlib import sha256
from random import Random

from nacl.bindings import (
    crypto_core_ed25519_add,
    crypto_core_ed25519_is_valid_point,
    crypto_scalarmult_ed25519_base_noclamp,
)

from bylaw.belenios.ed25519 import P, Q
from bylaw.belenios.group import named

GROUP = named("Ed25519")
G, IDENTITY = GROUP.generator, GROUP.identity
DEEP = bool(os.environ.get("BYLAW_DEEP"))


def rounds(few: int, many: int) -> range:
    """Return the seeds of a test: `few` in make test, `many` in make deep."""
    return range(many if DEEP else few)


def encode(y: int, sign: int = 0) -> bytes:
    return (y | sign << 255).to_bytes(32, "little")


def scalar(number: int) -> bytes:
    return (number % Q).to_bytes(32, "little")


_ORDER_8 = (
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc",
)
TORSION = [encode(P - 1), encode(0), encode(0, 1)] + [
    bytes.fromhex(start + end)
    for start, ends in zip(_ORDER_8, (("7a", "fa"), ("05", "85")), strict=True)
    for end in ends
]
"""The seven points of order 2, 4, 4, 8, 8, 8, 8."""

NOT_CANONICAL = [encode(y, sign) for y in (*range(P, 2**255), 1, P - 1) for sign in (0, 1) if y >= P or sign]
"""Every y >= p, and x = 0 with the sign bit: identity and order 2."""

TAINTED_BASE = crypto_core_ed25519_add(G, TORSION[0])
"""Base point plus the point of order 2: libsodium before 1.0.21 called it valid (CVE-2025-69277)."""

SCALARS = [
    number.to_bytes(32, "little") for number in (0, 1, 2, Q - 1, Q, Q + 1, 2 * Q, 2**252, 2**255, 2**256 - 1)
]


def member(random: Random) -> bytes:
    return crypto_scalarmult_ed25519_base_noclamp(scalar(random.randrange(1, Q)))


def mixed(random: Random) -> bytes:
    """Return a member plus torsion: a point of order 2q, 4q or 8q."""
    return crypto_core_ed25519_add(member(random), random.choice(TORSION))


def flipped(random: Random) -> bytes:
    """Return a member's encoding with one bit turned."""
    number = int.from_bytes(member(random)) ^ 1 << random.randrange(256)
    return number.to_bytes(32)


def encodings(random: Random, count: int) -> Iterator[bytes]:
    """Yield encodings of all classes; about a third are members."""
    for _ in range(count):
        match random.randrange(9):
            case 0 | 1 | 2:
                yield member(random)
            case 3 | 4:
                yield mixed(random)
            case 5:
                yield flipped(random)
            case 6:
                yield random.choice([*TORSION, *NOT_CANONICAL, IDENTITY, G, TAINTED_BASE])
            case _:
                yield random.randbytes(32)


def scalars(random: Random) -> bytes:
    """Return a scalar, sometimes at an edge or unreduced."""
    return random.choice(SCALARS) if random.random() < 0.2 else scalar(random.randrange(Q))


def reduced(number: bytes) -> bool:
    return int.from_bytes(number, "little") < Q


def valid(point: bytes) -> bool:
    """Whether the reference reads the encoding as an element other than the neutral one."""
    return crypto_core_ed25519_is_valid_point(point)


def product(points: list[bytes], terms: list[tuple[bytes, int]]) -> bytes | None:
    """Return the sum of scalar times point by the reference; None where it refuses a part, or for the identity."""
    total = IDENTITY
    for factor, index in terms:
        if not reduced(factor) or not valid(points[index]):
            return None
        total = GROUP.mul(total, GROUP.power(points[index], int.from_bytes(factor, "little")))
    return None if total == IDENTITY else total


def challenge(prefix: bytes, commitments: list[bytes]) -> int:
    text = ",".join(map(GROUP.write, commitments)).encode()
    return int.from_bytes(sha256(prefix + text).digest()) % Q
