"""Membership of many numbers in a subgroup at once, by products of subsets (decision 0031).

Whichever part outside the subgroup a number has, a subset's product is free of it either with that number
or without it, never both. So a random subset passes with probability 1/2 at most while one number is bad,
and all COUNT independent ones with 2^-COUNT. The subsets are bits of SHA-256 over all texts: whoever makes
the numbers learns the subsets only by making them.
"""

from collections.abc import Sequence
from hashlib import sha256

from gmpy2 import mpz

COUNT = 128
TOGETHER = 8
"""Subsets are built eight at a time: a number goes into one of 256 buckets, then every subset takes half of them."""
WORTH_IT = 400
"""Below this many numbers each power of its own costs less than COUNT powers of products."""


def products(elements: Sequence[mpz], p: mpz, seed: bytes) -> list[mpz]:
    """Return COUNT products of subsets of `elements` mod p; `seed` is a hash of all of them."""
    found = []
    masks = [sha256(seed + index.to_bytes(8)).digest()[: COUNT // TOGETHER] for index in range(len(elements))]
    for group in range(COUNT // TOGETHER):
        buckets = [mpz(1)] * (1 << TOGETHER)
        for element, mask in zip(elements, masks, strict=True):
            choice = mask[group]
            buckets[choice] = buckets[choice] * element % p
        found += [_union(buckets, bit, p) for bit in range(TOGETHER)]
    return found


def _union(buckets: Sequence[mpz], bit: int, p: mpz) -> mpz:
    """Return the product of the buckets whose number has `bit` set."""
    total = mpz(1)
    for choice, bucket in enumerate(buckets):
        if choice >> bit & 1:
            total = total * bucket % p
    return total
