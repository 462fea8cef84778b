"""Offices in bodies, and the mandates of those who hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER


class Office(Struct, frozen=True):
    """An office in a body, with the number of its seats.

    ``follows`` are the offices, each with its body, whose holders have these seats *ex officio*; an office that is
    elected follows none.
    """

    name: str
    body: str
    seats: int
    start: int
    end: int = FOREVER
    follows: tuple[tuple[str, str], ...] = ()

    def holds(self, t: int) -> bool:
        """Whether the office exists at ``t``."""
        return self.start <= t < self.end


class Mandate(Struct, frozen=True):
    """One person's time in one office: from which act it came, and why it ended before its day, if it did.

    ``due`` is the day on which the term is over; ``end`` lies later only where the bylaws let the holder
    stay until a successor is in.
    """

    name: str
    member: str
    office: str
    body: str
    start: int
    end: int
    due: int
    source: str
    law: int
    cause: str = ""
    uncut: int = 0
    """The day on which the term was over before a challenge shortened it; 0 where none did."""
    follows: str = ""
    """The mandate with which this one begins and ends; empty where its seat is not held *ex officio*."""

    def holds(self, t: int) -> bool:
        """Whether the mandate is in force at ``t``."""
        return self.start <= t < self.end


ABOLISHED = "office abolished"
UNSUCCEEDED = frozenset((ABOLISHED, "successor", "void", "annulled"))
"""Causes of an end after which no alternate takes the seat."""


class Handover(Struct, frozen=True):
    """What a holder handed to her successor: both mandates, and the commitment to the list of things."""

    mandate: str
    to: str
    items: str
    at: int


def _seat(mandate: Mandate, office: Office, name: str) -> Mandate:
    """Give the mandate of this name in an office that goes with another mandate: the days that both have."""
    start = max(mandate.start, office.start)
    end, cause = mandate.end, mandate.cause
    if office.end < end:
        end, cause = office.end, ABOLISHED
    return replace(
        mandate,
        name=name,
        office=office.name,
        body=office.body,
        start=start,
        end=max(start, end),
        cause=cause,
        follows=mandate.name,
    )


class Offices:
    """Offices and the mandates in them, found by seat and by member."""

    def __init__(self) -> None:
        self.all: dict[tuple[str, str], Office] = {}
        self.mandates: dict[str, Mandate] = {}
        self.alternates: dict[str, list[str]] = {}
        """Those elected to succeed, by what they were elected in, first to succeed first."""
        self.resting: dict[str, list[str]] = {}
        """Mandates that end when another does: a delegate's seat rests on hers at home, one *ex officio* on its own."""
        self.handovers: dict[str, Handover] = {}
        self.names: dict[str, None] = {}
        """Every name of an office that there ever was."""
        self.former: list[Office] = []
        """Offices as they were before a change of their seats or a new beginning."""
        self._followed: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
        self._in_body: dict[str, dict[str, None]] = {}
        self._waiting: dict[str, list[str]] = {}
        self._by_seat: dict[tuple[str, str], list[str]] = {}
        self._by_member: dict[str, list[str]] = {}

    def create(self, office: Office) -> None:
        """Add an office to a body, or begin it anew with other seats."""
        old = self.all.get((office.body, office.name))
        if old is not None:
            self.former.append(replace(old, end=min(old.end, office.start)))
            self._unfollow(old)
        self.all[office.body, office.name] = office
        self.names[office.name] = None
        self._in_body.setdefault(office.body, {})[office.name] = None
        for place in office.follows:
            self._followed.setdefault(place, {})[office.body, office.name] = None
            for mandate in list(self.history(*place)):
                if office.start < mandate.end:
                    self._follow(mandate, office)

    def followers(self, body: str, name: str) -> Sequence[tuple[str, str]]:
        """Give the offices, each with its body, whose seats the holders of this one have *ex officio*."""
        return tuple(self._followed.get((body, name), ()))

    def lasts(self, body: str, name: str, end: int, at: int) -> None:
        """Let an office whose seats are *ex officio* end at ``end``, later or sooner than thought; ``at`` is now.

        Each seat that is not over keeps the days of its mandate as far as the office lasts.
        """
        office = self.all[body, name] = replace(self.all[body, name], end=end)
        for seat in list(self.history(body, name)):
            if seat.follows and at < seat.end:
                self.mandates[seat.name] = _seat(self.mandates[seat.follows], office, seat.name)

    def of_body(self, body: str, t: int) -> Iterator[Office]:
        """Give the offices of a body at ``t``."""
        return (o for name in self._in_body.get(body, ()) if (o := self.all[body, name]).holds(t))

    def abolish(self, body: str, name: str, at: int) -> None:
        """End an office, every mandate in it that is not over, and each office that follows it."""
        office = self.all[body, name] = replace(self.all[body, name], end=at)
        self._unfollow(office)
        for mandate in list(self.history(body, name)):
            self.close(mandate.name, at, ABOLISHED)
        for follower in self.followers(body, name):
            if at < self.all[follower].end:
                self.abolish(*follower, at)

    def _unfollow(self, office: Office) -> None:
        for place in office.follows:
            self._followed[place].pop((office.body, office.name), None)

    def seat(self, mandate: Mandate) -> None:
        """Begin a mandate, and with it those that its holder has *ex officio*."""
        self.mandates[mandate.name] = mandate
        self._by_seat.setdefault((mandate.body, mandate.office), []).append(mandate.name)
        self._by_member.setdefault(mandate.member, []).append(mandate.name)
        for follower in self.followers(mandate.body, mandate.office):
            self._follow(mandate, self.all[follower])

    def _follow(self, mandate: Mandate, office: Office) -> None:
        """Begin the mandate in an office that goes with another one, for as long as that one and the office."""
        resting = self.resting.setdefault(mandate.name, [])
        resting.append(f"{mandate.name}.x{len(resting)}")
        self.seat(_seat(mandate, office, resting[-1]))

    def close(self, name: str, at: int, cause: str) -> None:
        """End a mandate before its day; the only way in which one ends early. An elected alternate succeeds."""
        mandate = self.mandates[name]
        if at < mandate.end:
            end = max(at, mandate.start)
            self.mandates[name] = replace(mandate, end=end, cause=cause)
            for resting in self.resting.get(name, ()):
                self.close(resting, end, cause)
            if cause not in UNSUCCEEDED and end < mandate.due and not mandate.follows:
                self._succeed(mandate, end)

    def going_with(self, name: str) -> Sequence[Mandate]:
        """Give the mandates *ex officio* that a mandate brought."""
        return [mandate for each in self.resting.get(name, ()) if (mandate := self.mandates[each]).follows]

    def _succeed(self, mandate: Mandate, at: int) -> None:
        """Let the first alternate who has no seat of the office take the rest of the term."""
        waiting = self.alternates.get(mandate.source, [])
        while waiting:
            heir = waiting.pop(0)
            seats = (m for m in self.of_member(heir) if (m.body, m.office) == (mandate.body, mandate.office))
            if all(m.end <= at for m in seats):
                name = f"{mandate.source}.a{len(self.mandates)}"
                self.seat(replace(mandate, name=name, member=heir, start=at))
                return

    def undo(self, source: str, at: int) -> None:
        """End from now on whatever came of an election that is void."""
        self.alternates.pop(source, None)
        for mandate in [m for m in self.mandates.values() if m.source == source]:
            self.close(mandate.name, at, "void")

    def shorten(self, source: str, due: int) -> None:
        """Let terms that came of an election be over sooner; their holders stay until successors are in."""
        for mandate in [m for m in self.mandates.values() if m.source == source and due < min(m.end, m.due)]:
            self.mandates[mandate.name] = replace(mandate, due=due, uncut=mandate.due)

    def mend(self, source: str) -> None:
        """Give back to terms the days by which they were shortened, also to those of alternates and of the restored."""
        whose = (source, f"restored {source}")
        for mandate in [m for m in self.mandates.values() if m.source in whose and m.uncut]:
            self.mandates[mandate.name] = replace(mandate, due=mandate.uncut, uncut=0)

    def keep(self, source: str, members: Iterable[str]) -> None:
        """Keep those who succeed when a mandate of this source ends early."""
        for member in members:
            self.alternates.setdefault(source, []).append(member)
            self._waiting.setdefault(member, []).append(source)

    def forget(self, member: str) -> None:
        """Strike a member off every list of alternates."""
        for source in self._waiting.pop(member, ()):
            waiting = self.alternates.get(source, [])
            if member in waiting:
                waiting.remove(member)

    def holders(self, body: str, office: str, t: int) -> Iterator[Mandate]:
        """Give the mandates in force in an office at ``t``."""
        return (m for name in self._by_seat.get((body, office), ()) if (m := self.mandates[name]).holds(t))

    def history(self, body: str, office: str) -> Iterator[Mandate]:
        """Give every mandate that there was in an office, oldest first."""
        return (self.mandates[name] for name in self._by_seat.get((body, office), ()))

    def of_member(self, member: str) -> Sequence[Mandate]:
        """Give every mandate that a member has had, oldest first."""
        names = self._by_member.get(member)
        return [self.mandates[name] for name in names] if names else ()

    def in_body(self, body: str, t: int) -> Iterator[Mandate]:
        """Give the mandates in force in any office of a body at ``t``."""
        for office in self.of_body(body, t):
            yield from self.holders(body, office.name, t)
