"""Arithmetic mod q on secret numbers: libsodium for Ed25519, gmpy2 for the field groups.

Exponentiation of secrets is `Group.secret_power` and `Group.secret_base`; this is the rest of what a prover
does with a key or a nonce. gmpy2 offers constant time for powers only, so in the field groups these few
sums and products take time that depends on the lengths of the numbers.
"""

from collections.abc import Iterable
from functools import reduce

import gmpy2
from nacl.bindings import (
    crypto_core_ed25519_scalar_add,
    crypto_core_ed25519_scalar_mul,
    crypto_core_ed25519_scalar_sub,
)

from bylaw.belenios.group import Group


def add(group: Group, a: int, b: int) -> int:
    """Return a + b mod q."""
    if group.name == "Ed25519":
        return _number(crypto_core_ed25519_scalar_add(_bytes(a), _bytes(b)))
    return int((gmpy2.mpz(a) + b) % group.q)


def sub(group: Group, a: int, b: int) -> int:
    """Return a - b mod q."""
    if group.name == "Ed25519":
        return _number(crypto_core_ed25519_scalar_sub(_bytes(a), _bytes(b)))
    return int((gmpy2.mpz(a) - b) % group.q)


def mul(group: Group, a: int, b: int) -> int:
    """Return a·b mod q."""
    if group.name == "Ed25519":
        return _number(crypto_core_ed25519_scalar_mul(_bytes(a), _bytes(b)))
    return int(gmpy2.mpz(a) * b % group.q)


def total(group: Group, numbers: Iterable[int]) -> int:
    """Return the sum of the numbers mod q."""
    return reduce(lambda a, b: add(group, a, b), numbers, 0)


def respond(group: Group, nonce: int, secret: int, challenge: int) -> int:
    """Return nonce - secret·challenge mod q, the response of every proof but the shuffle's."""
    return sub(group, nonce, mul(group, secret, challenge))


def _bytes(number: int) -> bytes:
    return number.to_bytes(32, "little")


def _number(raw: bytes) -> int:
    return int.from_bytes(raw, "little")
