"""What somebody submits, as an entry, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from bylaw.record.entry import Signature, write_entry
from bylaw.rules.finding import Finding
from bylaw.rules.own import own


class Submitted(Struct, frozen=True):
    """What became of a submitted act: its place in the log, or the findings that refused it."""

    index: int
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing was recorded."""
        return self.index < 0


def entry_at(at: int, act: bytes, signatures: Sequence[Signature]) -> bytes | Finding:
    """Write the entry, or say why its time can be in none: anybody may submit anything."""
    try:
        return write_entry(at, act, signatures)
    except ValueError as fault:
        return own(1, str(fault)[:300], "submit the act at a time that the record can write")
