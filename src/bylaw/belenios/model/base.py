"""What all messages share, and the smallest ones."""

from typing import Annotated

from msgspec import Meta, Struct

Count = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Weight = Annotated[int, Meta(ge=0, le=2**31 - 1)] | str
"""A weight or count as JSON writes it: `encoding.read_weight` gives the number."""


class Message(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True, frozen=True):
    """Base of all messages: no unknown fields, absent optional fields left out."""


class Proof(Message, frozen=True, kw_only=True):
    """Challenge and response of one Schnorr-like proof."""

    challenge: str
    response: str


class Ciphertext(Message, frozen=True, kw_only=True):
    """An ElGamal pair."""

    alpha: str
    beta: str
