"""Accesses to the register: the head of their log, so that nobody takes a look back unseen."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.act import Act, Count, Evidence, Fingerprint
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.accesses import AccessHead


class RecordAccessHead(Act, frozen=True, kw_only=True, tag="record-access-head/1"):
    """Enter how often the members' register was looked into, with a fingerprint of the log of looks.

    ``lines`` is how many lines that log has, ``head`` its newest hash; it only grows. An ``interval`` clause on
    this act says how often it ought to be done.
    """

    lines: Count
    head: Fingerprint

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse fewer lines than before, and as many with another head."""
        last = state.accesses.last
        if last and self.lines < last.lines:
            found = f"lines: {self.lines}; there were {last.lines}"
            yield own(100, found, "find the lines that are missing")
        elif last and self.lines == last.lines and self.head != last.head:
            yield own(100, f"another head after {self.lines} lines", "find out who wrote the log anew")

    def apply(self, state: State, at: int) -> None:
        """Remember it."""
        state.accesses.heads.append(AccessHead(self.lines, self.head, at))
