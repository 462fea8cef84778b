"""Lending a half: one holder of a case file helps another to open one document, from a machine of her own.

Her half goes to her as a file that only her key opens; she seals what is in it to the other holder, with the terms:
which document, until when and why. Together with her own half it gives the borrower the key of the case file; bylaw
uses it for that document and that time alone, and logs both names. It is trust in the borrower, as when two sit at one
table: the key of a file is one, and whoever has both halves in hand has it.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec
from msgspec import Struct

from bylaw.people.sealing import Damaged
from bylaw.people.shares import WIDTH, Half, Pad, opened_half, seal_to, unseal_half

LIMIT = 20_000
"""The longest file with a half, in bytes."""
REASON = 500


class Paper(Struct, frozen=True, forbid_unknown_fields=True):
    """A half as a file, which only its holder opens: of which case file, together with whom."""

    case: str
    holder: str
    together: str
    box: bytes


class Terms(Struct, frozen=True, forbid_unknown_fields=True):
    """What a half is lent for: the document of a case, by whom to whom, until when (Unix seconds), and why."""

    case: str
    document: str
    lender: str
    to: str
    last: int
    why: str


class Loan(Struct, frozen=True, forbid_unknown_fields=True):
    """A half that is lent, sealed to the borrower, with its terms inside."""

    box: bytes


class _Inside(Struct, frozen=True, forbid_unknown_fields=True):
    terms: Terms
    pad: bytes


def paper(case: str, half: Half) -> bytes:
    """Write a half as a file for its holder."""
    return msgspec.json.encode(Paper(case, half.holder, half.with_, half.box))


def read_paper(raw: bytes) -> Paper:
    """Read the file with a half. Raises `Damaged`."""
    return _read(raw, Paper, "no file with a half")


def lend(half: Paper, seed: bytes, public: bytes, terms: Terms) -> bytes:
    """Seal a half to a borrower's X25519 key, with its terms. Raises `Damaged` where the seed does not open it."""
    pad = opened_half(Half(half.holder, half.together, half.box), seed)
    if len(terms.why) > REASON:
        raise Damaged(f"the reason is longer than {REASON} characters")
    return msgspec.json.encode(Loan(seal_to(public, msgspec.msgpack.encode(_Inside(terms, pad)))))


def borrowed(raw: bytes, seed: bytes) -> tuple[Terms, Pad]:
    """Open a loan with the borrower's Ed25519 seed. Raises `Damaged`."""
    loan = _read(raw, Loan, "no loan of a half")
    inside = unseal_half(loan.box, seed)
    try:
        told = msgspec.msgpack.decode(inside, type=_Inside)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise Damaged("no loan of a half") from fault
    if len(told.pad) != WIDTH:
        raise Damaged("a half of another length than a key's")
    return told.terms, Pad(told.pad)


T = TypeVar("T")


def _read(raw: bytes, kind: type[T], what: str) -> T:
    if len(raw) > LIMIT:
        raise Damaged(what)
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise Damaged(what) from fault
