"""Bulk checks of public data in the prime-order group of Ed25519; what it does not accept, decide again.

A point is the 32 bytes of RFC 8032, a scalar 32 bytes, little-endian, below the order of the group.
"""

from collections.abc import Sequence
from typing import TypeAlias, final

Term: TypeAlias = tuple[bytes, int]
"""A scalar and the index in the table of the point that it multiplies."""

Claim: TypeAlias = tuple[bytes, bytes, Sequence[Sequence[Term]]]
"""Prefix of the hash, the challenge that must come out, the terms of each commitment."""

@final
class Table:
    """The points of one batch and the sums of some of them, decoded and checked once."""

    def __init__(self, points: bytes, sums: Sequence[Sequence[int]] = ..., fixed: int = 0) -> None:
        """Decode `points` and append the sum of each group of indices; the first `fixed` are multiplied fast.

        ValueError if `points` is not a multiple of 32 bytes or an index lies beyond them.
        """

    def members(self) -> bytes:
        """Return one byte per point and then per sum: 1 for a canonical member other than the identity."""

    def sums(self) -> list[bytes | None]:
        """Return the encoding of each sum, None where a part of it is no member or it is the identity."""

    def totals(self, groups: Sequence[Sequence[int]]) -> list[bytes | None]:
        """Return the encoding of the sum of each group of indices; None as in `sums`."""

    def products(self, rows: Sequence[Sequence[Term]]) -> list[bytes | None]:
        """Return the encoding of each sum of scalar times point, None where one is not accepted."""

    def check(self, claims: Sequence[Claim]) -> bytes:
        """Return one byte per claim: 1 where SHA-256 of prefix and commitments is the challenge."""

Form: TypeAlias = tuple[bytes, bytes, bytes]
"""What stands in a blob before the key, between key and signature; and in what is signed, before the hash."""

def sshsigs(items: Sequence[tuple[bytes, bytes, bytes]], form: Form) -> bytes:
    """Return one byte per (key, blob, message): 1 where the blob is of the form, and its signature holds.

    The signature is Ed25519, on the form's last part and the SHA-512 of the message. ValueError where a key is not of
    32 bytes; whatever else is wrong is an answer of 0.
    """
