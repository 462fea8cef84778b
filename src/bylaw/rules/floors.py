"""bylaw's own floors: the protections that lie underneath every profile, each a clause like any other.

They are stated openly as stricter than some models. Bylaws may ask for more, never for less.
"""

from __future__ import annotations

from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Electorate, Method, Standing, Window
from bylaw.rules.measure import Measure

FLOORS: tuple[Clause, ...] = (
    Clause(
        no="floor 1",
        words="Arrears cost no right before a reminder was served and a week has passed.",
        layer="floor",
        source="bylaw R1",
        standing=Standing(reminders=1, remind_days=7),
    ),
    Clause(
        no="floor 2",
        words="A seat is filled by a ballot: a single candidate is put to a confirming vote.",
        of=("call-election",),
        layer="floor",
        source="bylaw R7",
        method=Method(name="", ballot="open", single="confirm"),
    ),
    Clause(
        no="floor 5",
        words="A poll of which less than half of the roll was told cannot close as valid.",
        of=("close-poll",),
        layer="floor",
        source="bylaw R7",
        electorate=Electorate(served=Measure(share=(1, 2))),
    ),
    Clause(
        no="floor 3",
        words="A paper entered for a member can be disowned by her for a week.",
        of=("enter-paper",),
        layer="floor",
        source="bylaw R16",
        window=Window(days=7),
    ),
    Clause(
        no="floor 4",
        words="The old key has a week to stop a recovery.",
        of=("recover-key",),
        layer="floor",
        source="bylaw R16",
        window=Window(days=7),
    ),
)
"""Every floor, in the order of the printed book; the chapters on justice add theirs here."""
