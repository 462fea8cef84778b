"""What an audit says: steps, findings, counts, and what had to be taken on trust."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from bylaw.rules.finding import Finding

Verdict = Literal["valid", "refused", "incomplete"]


class Step(Struct, frozen=True):
    """One numbered step: what it established, or why it could not."""

    number: int
    name: str
    verdict: Verdict
    established: str


class Fault(Struct, frozen=True, omit_defaults=True):
    """One thing that is wrong, at an entry (or at none: -1), with its stable reason."""

    reason: str
    detail: str
    entry: int = -1
    findings: tuple[Finding, ...] = ()


class Counts(Struct):
    """How much of the record rests on what, beside the verdict."""

    entries: int = 0
    signatures: int = 0
    earlier: int = 0
    """Signatures that the reader had verified before."""
    attested: int = 0
    sealed: int = 0
    unproven: int = 0
    unwitnessed: int = 0
    void: int = 0
    flagged: int = 0
    unshown: int = 0


class Report(Struct, frozen=True):
    """The verdict on one copy of a record; ``trusted`` lists what no copy can show."""

    verdict: Verdict
    org: str
    name: str
    clock: str
    size: int
    root: str
    at: str
    steps: tuple[Step, ...]
    faults: tuple[Fault, ...]
    counts: Counts
    trusted: tuple[str, ...]


EXIT = {"valid": 0, "refused": 1, "incomplete": 2}
"""The exit code of `bylaw verify` for each verdict."""
