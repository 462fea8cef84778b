"""What became of an entry: what the ledger says of it to the writer and to an audit."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from bylaw.acts.act import Act
from bylaw.acts.signed import Check, checks
from bylaw.acts.unseal import Opened
from bylaw.record.entry import Entry
from bylaw.rules.finding import Finding
from bylaw.state.keys import HeldKey

Signed = tuple[Entry, Sequence[HeldKey | None]]
"""An entry with the key of each signature under it."""


class Taken(Struct, frozen=True, gc=False):
    """What became of one entry: the act if its bytes were one, what was found, and whether it was applied.

    ``digest`` is the hash of the act's bytes; ``opened`` the act inside a sealed one, and ``matter`` the seal of
    what is carried sealed with what is behind it, where the opening is here; ``signed`` each act with the keys that its
    signatures name.
    """

    act: Act | None
    entry: Entry | None
    findings: tuple[Finding, ...]
    applied: bool
    signed: tuple[Signed, ...] = ()
    digest: bytes = b""
    opened: Opened | None = None
    matter: tuple[str, str] | None = None

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """The findings for which the entry may not be in the record."""
        if not self.findings:
            return ()
        return tuple(finding for finding in self.findings if finding.refuses)

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """The findings that refuse nothing: flags, and what is void or lapses."""
        return tuple(finding for finding in self.findings if not finding.refuses)

    @property
    def checks(self) -> tuple[Check, ...]:
        """The signatures that are still to be verified; of a refused entry none."""
        return tuple([check for entry, keys in self.signed for check in checks(entry, keys)])
