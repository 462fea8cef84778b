"""What a judge says when a clause is broken: a value that cites the clause, the fact and the remedy."""

from __future__ import annotations

from msgspec import Struct

REFUSE = "refuse"
"""The consequence of a breach that keeps the act out of the record."""
UNSHOWN = "unshown"
"""Not a breach at all: what the clause asks for is not shown by the sources of a reconstruction."""
OWN = "bylaw"
"""The source of what bylaw itself asks of every organisation."""


class Finding(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One clause that an act does not meet.

    ``consequence`` is one of ``refuse`` (not admitted), ``void`` (recorded, never applied),
    ``voidable:N`` (applied, with a flaw that annulment needs and N days heal), ``lapses:N`` (applied
    for N days only, unless it is confirmed), ``lapses:N:KIND`` (and no longer than until the next meeting of
    that kind of body is closed), ``outcome`` (a flaw compared with the margin of a vote), ``flag`` (shown in
    public, nothing undone).
    """

    clause: str
    words: str
    found: str
    remedy: str
    source: str = ""
    consequence: str = REFUSE
    opens: int | None = None
    """The earliest time, in seconds since 1970 UTC, at which this clause would be met, when known."""
    votes: int | None = None
    """How many votes the breach can have touched, where that can be said; it is compared with the margin."""

    @property
    def refuses(self) -> bool:
        """Whether the act may not enter the record."""
        return self.consequence == REFUSE

    @property
    def lapses(self) -> bool:
        """Whether what was done under the breach ends by itself unless it is confirmed."""
        return self.consequence.startswith("lapses:")

    @property
    def days(self) -> int:
        """The days after which the breach is healed, or its effect is over; 0 where the consequence names none."""
        return int((*self.consequence.split(":"), "0")[1])

    @property
    def meeting(self) -> str:
        """The kind of body whose next meeting is the last that can confirm; empty: the days alone count."""
        return meeting_of(self.consequence)

    def __str__(self) -> str:
        """The three lines in which a refusal is printed."""
        cited = f" [{self.source}]" if self.source else ""
        verb = "refused by" if self.refuses else f"{self.consequence} under"
        return (
            f"{verb} {self.clause}{cited}: {self.words}\n    found:  {self.found}\n    remedy: {self.remedy}"
        )


def meeting_of(consequence: str) -> str:
    """Give the kind of body that ``lapses:N:KIND`` names; empty where a consequence names none."""
    return (*consequence.split(":"), "", "")[2]
