"""What a reader verified before: her own word to herself, so that no signature is verified twice by the same code.

Nothing else is saved. A repeat audit reads, judges and folds every entry from the first; only the signatures under
the older head are not asked for again, and the older head must be a prefix of this record: one that is not makes
the audit refuse. What another version of the code verified, or of the libraries under it, counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from bylaw.audit.report import Fault, Report
from bylaw.record.encoding import UNREAD
from bylaw.state import State


class Before(Struct, frozen=True, forbid_unknown_fields=True):
    """A head under which every signature was verified: by which code, of which organisation, its size and root."""

    code: str
    org: str
    size: int
    root: str

    def differs(self, state: State) -> Iterator[Fault]:
        """Say why this is not a prefix of the record that was folded."""
        if state.size < self.size:
            yield Fault("rollback", f"you verified {self.size} entries; this copy has {state.size}")
        elif (state.identity.org, state.root(self.size)) != (self.org, self.root):
            yield Fault("fork", f"the {self.size} entries that you verified are not the first of this record")


def read_before(raw: bytes, code: str) -> Before | None:
    """Read what an earlier audit kept; None where another code verified, or it is nothing that an audit writes."""
    try:
        before = msgspec.json.decode(raw, type=Before)
    except UNREAD:
        return None
    return before if before.code == code and before.size >= 0 else None


def keep(report: Report, code: str) -> bytes:
    """Write what the next audit need not verify again; empty where this one found something wrong or lacked entries.

    A part that is kept would take the place of the whole that was verified before.
    """
    whole = any(step.number == 2 and step.verdict == "valid" for step in report.steps)
    if report.verdict == "refused" or not whole:
        return b""
    return msgspec.json.encode(Before(code, report.org, report.size, report.root)) + b"\n"
