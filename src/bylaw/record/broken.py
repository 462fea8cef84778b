"""The one answer of a reader to bytes that are not what they should be."""

from typing import Literal

from msgspec import Struct

Reason = Literal[
    "size",  # over a limit, found before parsing
    "encoding",  # not UTF-8, not hexadecimal, not base64 in its one form
    "canonical",  # a second way to write the same thing, or text outside the profile
    "shape",  # not the fields, lines or lengths of its kind
    "time",  # not a time, or not in its one form
    "signature",  # a signature that does not verify
    "signer",  # a key that is not acceptable, or not the one named
    "context",  # signed for another place: origin, namespace, relying party
    "checkpoint",  # a head of the log that does not stand
    "consistency",  # hashes, proofs or entries that do not fit their head
    "fork",  # two histories under one name
    "rollback",  # a head older than one already seen
    "storage",  # the disk or the network failed
]
"""Stable names: programs may match on them."""


class Broken(Struct, frozen=True):
    """Why something was not read.

    Readers answer `T | Broken`; functions named `flaw` answer `Broken | None`.
    """

    reason: Reason
    detail: str

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


class Absent(Broken, frozen=True):
    """What should be here and is not: nothing is wrong with what is, and the whole cannot be told."""
