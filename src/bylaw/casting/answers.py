"""What a box is given and what it answers."""

from __future__ import annotations

from msgspec import Struct

from bylaw.belenios.findings import Finding
from bylaw.belenios.receipt import Receipt


class Arrived(Struct, frozen=True):
    """A ballot's bytes, and when they were all here: seconds since 1970."""

    ballot: bytes
    at: int


class Accepted(Struct, frozen=True):
    """The ballot is in the box, durably, and the receipt says where."""

    receipt: Receipt


class Turned(Struct, frozen=True):
    """The ballot was turned away, and why.

    Where these very bytes are in the box already, ``receipt`` is the one that was given for them then: whoever
    lost the answer to her first try learns that it was taken.
    """

    finding: Finding
    receipt: Receipt | None = None


Cast = Accepted | Turned


class Notice(Struct, frozen=True):
    """What the voter is told outside the box: a ballot was taken under her credential. Never what it says."""

    credential: str
    tracker: str
    height: int
    time: str


class SignedHead(Struct, frozen=True):
    """A head with the signature of the box: the fields of the acts ``box-head`` and ``close-box``."""

    ballots: int
    event: str
    signature: str
