"""Emergency measures and stop orders: intervals with a last day, which end by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace


class Emergency(Struct, frozen=True):
    """A measure that names powers, or a stop order that names a class of cases.

    ``last`` is its last instant, ``end`` when it is over if nobody does anything more: earlier than ``last``
    while it waits to be confirmed. ``by`` declared it, under mandates or resolutions of the bodies ``where``.
    An empty ``ground`` or ``sanction`` of a stop order means every one.
    """

    name: str
    kind: str
    body: str
    by: tuple[str, ...]
    where: tuple[str, ...]
    start: int
    last: int
    end: int
    confirmed: bool
    powers: tuple[str, ...] = ()
    ground: str = ""
    sanction: str = ""
    renewed: int = 0
    cause: str = ""

    def holds(self, t: int) -> bool:
        """Whether it is in force at ``t``."""
        return self.start <= t < self.end


class Emergencies:
    """Every measure and every stop order."""

    def __init__(self) -> None:
        self.all: dict[str, Emergency] = {}

    def declare(self, emergency: Emergency) -> None:
        """Add one."""
        self.all[emergency.name] = emergency

    def renew(self, name: str, last: int, end: int, *, confirmed: bool) -> None:
        """Move its last instant; without confirmation it ends when it would have ended before."""
        old = self.all[name]
        self.all[name] = replace(old, last=last, end=end, confirmed=confirmed, renewed=old.renewed + 1)

    def confirm(self, name: str) -> None:
        """Let it run until its last instant."""
        self.all[name] = replace(self.all[name], end=self.all[name].last, confirmed=True)

    def close(self, name: str, at: int, cause: str) -> None:
        """End it before its time; the only way in which one ends early."""
        if at < self.all[name].end:
            self.all[name] = replace(self.all[name], end=at, cause=cause)

    def running(self, kind: str, bodies: Iterable[str], t: int) -> Iterator[Emergency]:
        """Give those of one kind in force at ``t`` in one of these bodies: a body with those above it."""
        within = set(bodies)
        return (e for e in self.all.values() if e.kind == kind and e.body in within and e.holds(t))

    def grants(self, power: str, bodies: Iterable[str], t: int) -> bool:
        """Whether a measure in force at ``t`` names a power, in a body or above it."""
        return any(power in e.powers for e in self.running(MEASURE, bodies, t))


MEASURE, STOP = "declare-emergency", "order-stop"
"""The acts that begin a measure and a stop order, by which their clauses select."""
