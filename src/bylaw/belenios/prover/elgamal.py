"""ElGamal pairs as elements: encrypted by a voter, multiplied into sums, written into messages."""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any, NamedTuple

from bylaw.belenios.group import Group
from bylaw.belenios.model import Ciphertext


class Encrypted(NamedTuple):
    """(g^r, y^r·m)."""

    alpha: Any
    beta: Any


def encrypt(group: Group, key: Any, exponent: int, message: Any) -> Encrypted:
    """Return (g^exponent, key^exponent · message)."""
    return Encrypted(group.secret_base(exponent), group.mul(group.secret_power(key, exponent), message))


def product(group: Group, pairs: Iterable[Encrypted]) -> Encrypted:
    """Return the product of the pairs: the encryption of the sum."""
    neutral = Encrypted(group.identity, group.identity)
    return reduce(
        lambda a, b: Encrypted(group.mul(a.alpha, b.alpha), group.mul(a.beta, b.beta)), pairs, neutral
    )


def power(group: Group, pair: Encrypted, exponent: int) -> Encrypted:
    """Return the pair raised to a public exponent: the encryption of a multiple."""
    return Encrypted(group.power(pair.alpha, exponent), group.power(pair.beta, exponent))


def claims(group: Group, pair: Encrypted, number: int) -> Encrypted:
    """Return what is (g^r, y^r) for some r exactly if `pair` encrypts `number`."""
    return Encrypted(pair.alpha, group.div(pair.beta, group.base(number)))


def write(group: Group, pair: Encrypted) -> Ciphertext:
    """Return the pair as messages carry it."""
    return Ciphertext(alpha=group.write(pair.alpha), beta=group.write(pair.beta))


def read(group: Group, text: Ciphertext) -> Encrypted:
    """Return the pair in a message; Refused(encoding | group)."""
    return Encrypted(group.read(text.alpha), group.read(text.beta))


def read_all(group: Group, texts: Sequence[Ciphertext]) -> list[Encrypted]:
    """Return the pairs in a list of a message; Refused(encoding | group)."""
    return [read(group, text) for text in texts]
