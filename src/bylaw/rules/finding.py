"""What a judge says when a clause is broken: a value that cites the clause, the fact and the remedy."""

from __future__ import annotations

from msgspec import Struct

REFUSE = "refuse"
"""The consequence of a breach that keeps the act out of the record."""
UNSHOWN = "unshown"
"""Not a breach at all: what the clause asks for is not shown by the sources of a reconstruction."""


class Finding(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One clause that an act does not meet.

    ``consequence`` is one of ``refuse`` (not admitted), ``void`` (recorded, never applied),
    ``voidable:N`` (applied, with a flaw that annulment needs and N days heal), ``lapses:N`` (applied,
    ended after N days unless confirmed), ``outcome`` (a flaw compared with the margin of a vote),
    ``flag`` (shown in public, nothing undone).
    """

    clause: str
    words: str
    found: str
    remedy: str
    source: str = ""
    consequence: str = REFUSE
    opens: int | None = None
    """The earliest time, in seconds since 1970 UTC, at which this clause would be met, when known."""

    @property
    def refuses(self) -> bool:
        """Whether the act may not enter the record."""
        return self.consequence == REFUSE

    def __str__(self) -> str:
        """The three lines in which a refusal is printed."""
        cited = f" [{self.source}]" if self.source else ""
        verb = "refused by" if self.refuses else f"{self.consequence} under"
        return (
            f"{verb} {self.clause}{cited}: {self.words}\n    found:  {self.found}\n    remedy: {self.remedy}"
        )
