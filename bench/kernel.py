"""Microseconds per choice (one 0/1 proof of a ballot): the kernel on all cores and on one, and the reference.

usage: python bench/kernel.py [CHOICES]
"""

import os
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from importlib.util import find_spec
from random import Random

from nacl.bindings import (
    crypto_core_ed25519_add,
    crypto_core_ed25519_is_valid_point,
    crypto_core_ed25519_sub,
    crypto_scalarmult_ed25519_base_noclamp,
    crypto_scalarmult_ed25519_noclamp,
)

Q = 2**252 + 27742317777372353535851937790883648493
random = Random(1)


def scalar(number: int) -> bytes:
    """Return `number` mod q as 32 bytes."""
    return (number % Q).to_bytes(32, "little")


def base(number: int) -> bytes:
    """Return g to the power of `number`."""
    return crypto_scalarmult_ed25519_base_noclamp(scalar(number))


def challenge(prefix: bytes, commitments: list[bytes]) -> int:
    """Return the challenge of a proof."""
    return int.from_bytes(sha256(prefix + ",".join(c[::-1].hex() for c in commitments).encode()).digest()) % Q


def choice(secret: int) -> tuple[bytes, bytes, bytes, list[int]]:
    """Return alpha, beta, prefix and (challenge, response) twice: the encryption of 0 with its proof."""
    r, c1, r1, w = (random.randrange(1, Q) for _ in range(4))
    alpha, beta = base(r), base(r * secret)
    prefix = (
        b"prove|" + b"f" * 43 + b"|" + b"c" * 64 + b"|" + f"{alpha[::-1].hex()},{beta[::-1].hex()}|".encode()
    )
    commitments = [base(w), base(w * secret), base(r1 + c1 * r), base(r1 * secret + c1 * (r * secret - 1))]
    c0 = (challenge(prefix, commitments) - c1) % Q
    return alpha, beta, prefix, [c0, (w - r * c0) % Q, c1, r1]


def kernel(key: bytes, choices: list[tuple[bytes, bytes, bytes, list[int]]]) -> bool:
    """Check all with the kernel."""
    from bylaw_kernel import Table  # noqa: PLC0415 - it may be absent

    points, claims = [base(1), key], []
    for alpha, beta, prefix, numbers in choices:
        a, b = len(points), len(points) + 1
        points += [alpha, beta]
        c0, r0, c1, r1 = map(scalar, numbers)
        rows = [
            [(r0, 0), (c0, a)],
            [(r0, 1), (c0, b)],
            [(r1, 0), (c1, a)],
            [(r1, 1), (c1, b), (scalar(-numbers[2]), 0)],
        ]
        claims.append((prefix, scalar(numbers[0] + numbers[2]), rows))
    return all(Table(b"".join(points), [], 2).check(claims))


def reference(key: bytes, choices: list[tuple[bytes, bytes, bytes, list[int]]]) -> bool:
    """Check all with libsodium."""
    power, add = crypto_scalarmult_ed25519_noclamp, crypto_core_ed25519_add
    for alpha, beta, prefix, (c0, r0, c1, r1) in choices:
        if not (crypto_core_ed25519_is_valid_point(alpha) and crypto_core_ed25519_is_valid_point(beta)):
            return False
        less = crypto_core_ed25519_sub(beta, base(1))
        commitments = [
            add(base(r), power(scalar(c), alpha))
            if n == 0
            else add(power(scalar(r), key), power(scalar(c), point))
            for c, r, point in ((c0, r0, beta), (c1, r1, less))
            for n in (0, 1)
        ]
        if challenge(prefix, commitments) != (c0 + c1) % Q:
            return False
    return True


def measure(name: str, check: Callable[[], bool], count: int) -> None:
    """Print the time of one choice, by the clock and summed over the cores."""
    clock, cores = time.perf_counter(), time.process_time()
    assert check()
    spent = time.perf_counter() - clock, time.process_time() - cores
    print(f"{name:24}" + "".join(f"{seconds / count * 1e6:10.1f}" for seconds in spent))


def main() -> None:
    """Print one line per arithmetic."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    secret = random.randrange(1, Q)
    key = base(secret)
    choices = [choice(secret) for _ in range(count)]
    few = choices[: max(1, count // 10)]
    cores = os.sched_getaffinity(0)
    print(f"{count} choices, {len(cores)} cores; µs per choice by the clock, and of all cores")
    if find_spec("bylaw_kernel"):
        measure("kernel, all cores", lambda: kernel(key, choices), count)
        os.sched_setaffinity(0, {min(cores)})
        measure("kernel, one core", lambda: kernel(key, choices), count)
    measure("reference, one core", lambda: reference(key, few), len(few))


if __name__ == "__main__":
    main()
