"""Sealed steps: the record shows that one was taken, where and when; who took it and what she said is committed to.

The leaf commits to the signed act, bytes and signatures, with a fresh salt. Whoever has the opening judges the
act inside as any other, signatures included; whoever has not sees the step as attested. What changes the roll or
an office is said in clear by the act that has this effect, so that both readers have the same roll.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from bylaw.acts.act import Act, Body, Digest, Evidence, Name, Warrant
from bylaw.record.broken import Broken
from bylaw.record.commitment import commit, preimage, read_preimage, value_of
from bylaw.record.entry import Entry, parse_entry
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State

FIELD = "sealed act"
"""The field of the commitment; its event is the nonce of the leaf."""
NEED = "seal:"
"""What stands before the commitment where the evidence is asked for its opening."""
Named = Annotated[str, Meta(pattern="^([a-z0-9][a-z0-9.-]{0,62})?$")]
"""The name of a thing, or nothing."""


class Sealed(Act, frozen=True, kw_only=True, tag="sealed/1"):
    """Take a step that only those concerned can read: everybody sees its kind, where it was taken, and when.

    ``body``, ``case`` and ``item`` are what the leaf shows, ``seal`` commits to the signed bytes. Nobody signs the
    leaf: what is inside is signed, and those who hold the opening judge it. ``under`` names the resolutions and
    petitions that decided on it.
    """

    step: Name
    body: Body
    case: Named = ""
    item: Named = ""
    under: Annotated[tuple[Warrant, ...], Meta(max_length=8)] = ()
    seal: Digest

    proves_itself: ClassVar[bool] = True
    pointed_to: ClassVar[tuple[str, ...]] = ("case",)

    def place(self, state: State) -> str:
        """Give the body of the step."""
        return self.body

    def needs(self) -> tuple[str, ...]:
        """Give the opening, by its commitment."""
        return (NEED + self.seal,)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a leaf that says who signed."""
        for signer in self.by:
            yield own(26, f"the leaf names {signer.member}", "let the leaf name no signer")

    def apply(self, state: State, at: int) -> None:
        """Do nothing: the ledger applies what is inside, or takes the step as attested."""


class Inside(Struct, frozen=True):
    """The signed act inside a leaf, as two lines of an entry; its time is that of the leaf."""

    entry: Entry


def make_seal(org: str, nonce: str, salt: bytes, signed: bytes) -> tuple[str, bytes]:
    """Give the commitment to signed bytes, and its opening; ``nonce`` is that of the leaf, ``salt`` is fresh."""
    told = (org, nonce, FIELD, salt, signed)
    return commit(*told), preimage(*told)


def open_seal(leaf: Sealed, raw: object, at: int) -> Inside | Broken | None:
    """Read what a leaf commits to; None where the reader has no opening. Never raises, whatever the bytes."""
    if not isinstance(raw, bytes):
        return None
    value = value_of(raw, leaf.org, leaf.nonce, FIELD)
    if value is None or sha256(raw).hexdigest() != leaf.seal:
        return _unfit(leaf, raw)
    entry = parse_entry(value)
    if isinstance(entry, Broken):
        return entry
    return Inside(Entry(at, entry.act, entry.signatures))


def _unfit(leaf: Sealed, raw: bytes) -> Broken:
    """Say why these bytes do not open a leaf."""
    parts = read_preimage(raw)
    if isinstance(parts, Broken):
        return parts
    if sha256(raw).hexdigest() != leaf.seal:
        return Broken("consistency", "it opens another commitment")
    return Broken("context", "it was sealed for another leaf")
