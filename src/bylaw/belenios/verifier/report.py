"""What the verifier answers."""

from enum import StrEnum
from typing import Any

from msgspec import Struct

from bylaw.belenios.findings import Consequence, Finding

MAX_FINDINGS = 100


class Verdict(StrEnum):
    """Valid: all that is present is right. Incomplete: something that is referred to is not there."""

    VALID = "valid"
    REFUSED = "refused"
    INCOMPLETE = "incomplete"


class State(StrEnum):
    """How far the election has come: the kind of its last event."""

    OPEN = "open"
    CLOSED = "closed"
    TALLIED = "tallied"
    SHUFFLED = "shuffled"
    DECRYPTED = "decrypted"
    RESULT = "result"


class Report(Struct):
    """The outcome: findings, ballots in the box and counted, the result in the archive's own form.

    `spoiled` has question and place, both from 1, of each ranking that does not count.
    """

    findings: list[Finding]
    state: State = State.OPEN
    ballots: int = 0
    counted: int = 0
    result: list[Any] | None = None
    backend: str = ""
    spoiled: list[tuple[int, int]] = []

    @property
    def verdict(self) -> Verdict:
        """Return the worst that a finding asks for."""
        consequences = {finding.consequence for finding in self.findings}
        if Consequence.REFUSE in consequences:
            return Verdict.REFUSED
        return Verdict.INCOMPLETE if Consequence.INCOMPLETE in consequences else Verdict.VALID

    def add(self, finding: Finding) -> None:
        """Add a finding, up to MAX_FINDINGS."""
        if len(self.findings) < MAX_FINDINGS:
            self.findings.append(finding)
