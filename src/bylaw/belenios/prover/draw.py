"""Randomness as an argument: everything that a prover draws, drawn from a callable.

A prover is given `random_bytes(n) -> bytes`; on a person's machine that is
`secrets.token_bytes`, in a test a seeded stream. Nothing here keeps state.
"""

from collections.abc import Callable, Sequence

RandomBytes = Callable[[int], bytes]

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_SPARE = 16  # bytes beyond the range, so that the bias of the remainder is below 2**-128


def below(bound: int, random_bytes: RandomBytes) -> int:
    """Return a number in [0, bound), uniform up to 2**-128."""
    size = (bound.bit_length() + 7) // 8 + _SPARE
    return int.from_bytes(random_bytes(size), "big") % bound


def nonzero(bound: int, random_bytes: RandomBytes) -> int:
    """Return a number in [1, bound), uniform up to 2**-128."""
    return 1 + below(bound - 1, random_bytes)


def several(count: int, bound: int, random_bytes: RandomBytes) -> tuple[int, ...]:
    """Return `count` independent numbers in [0, bound)."""
    return tuple(below(bound, random_bytes) for _ in range(count))


def base58(length: int, random_bytes: RandomBytes) -> str:
    """Return a token of `length` Base58 characters (spec 4.2), 5.86 bits each."""
    return "".join(BASE58[below(len(BASE58), random_bytes)] for _ in range(length))


def permutation(size: int, random_bytes: RandomBytes) -> tuple[int, ...]:
    """Return a uniform permutation of range(size) (spec table GenPermutation)."""
    left = list(range(size))
    drawn = []
    for first in range(size):
        pick = first + below(size - first, random_bytes)
        drawn.append(left[pick])
        left[pick] = left[first]
    return tuple(drawn)


def shuffled(items: Sequence[str], random_bytes: RandomBytes) -> list[str]:
    """Return the items in an order that says nothing of the old one."""
    return [items[i] for i in permutation(len(items), random_bytes)]
