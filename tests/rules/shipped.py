"""The shipped profiles for tests: each as a file, and as a society that lives under its own clauses."""

from __future__ import annotations

from functools import cache

from bylaw.acts.act import Signer
from bylaw.acts.attendance import Arrival
from bylaw.acts.founding import FirstBody, FirstOffice
from bylaw.acts.meetings import AgendaItem
from bylaw.acts.substance import substance
from bylaw.cli.new import profiles
from bylaw.record.clock import instant, rfc3339
from bylaw.rules.load import Profile, load
from bylaw.rules.meanings import KEYS
from bylaw.state.roll import Spell
from tests.acts.society import DAY, Society, key_of, person

NAMES = tuple(profiles())
TEXT = "7" * 64
RULES = frozenset(KEYS)


@cache
def book(name: str) -> Profile:
    """Read a shipped profile."""
    found = load(profiles()[name])
    assert isinstance(found, Profile), found
    return found


def under(name: str, founders: int = 3, **interim: tuple[int, ...]) -> Shipped:
    """Found a society under a profile; ``interim`` says which founders hold which office (``_`` for ``-``)."""
    profile = book(name)
    bodies = tuple(
        FirstBody(body, unit.kind, unit.parent or "root", unit.organ) for body, unit in profile.bodies.items()
    )
    return Shipped(
        profile.clauses,
        founders=founders,
        bodies=(FirstBody("root", "assembly"), *bodies),
        offices=tuple(FirstOffice(office, file.body, file.seats) for office, file in profile.offices.items()),
        interim=tuple((office.replace("_", "-"), n) for office, who in interim.items() for n in who),
        zone=profile.zone,
    )


class Shipped(Society):
    """A society under a shipped profile, with the steps that the tests of all profiles share."""

    def offices(self, *held: tuple[int, str]) -> tuple[Signer, ...]:
        return tuple(self.office(n, office) for n, office in held)

    def fill(self, up_to: int, body: str = "root") -> None:
        """Put members on the roll, without an act for each, until there are so many."""
        above, roll = self.state.bodies.above[body], self.state.members.roll
        for n in range(roll.count("root", self.now, frozenset(roll.classes)) + 1, up_to + 1):
            roll.enter(person(n), Spell(body, "ordinary", self.now), above)

    def on(self, when: str) -> Shipped:
        """Go to a moment: ``2026-01-20T12:00:00Z``."""
        at = instant(when)
        assert at is not None
        assert at >= self.now
        self.now = at
        return self

    def stamp(self, days: float) -> str:
        return rfc3339(self.now + int(days * DAY))

    def come(self, by: Signer, meeting: str, members: range) -> None:
        """Record attendance in as many acts as it takes."""
        for n in range(members.start, members.stop, 500):
            part = tuple(Arrival(person(m)) for m in range(n, min(n + 500, members.stop)))
            self.do("record-attendance", by, meeting=meeting, arrived=part)

    def matter(self, kind: str, **fields: object) -> str:
        return substance(self.act(kind, **fields))

    @staticmethod
    def item(*kinds: str, name: str = "item") -> AgendaItem:
        return AgendaItem(name, "What is to be resolved", kinds)

    @staticmethod
    def warrant(n: int, motion: str) -> Signer:
        return Signer(person(n), "warrant", f"resolution.{motion}")


def keyed(s: Society, n: int) -> None:
    """Give a member who was put on the roll a key of her own."""
    from bylaw.state.keys import HeldKey  # noqa: PLC0415

    key = key_of(person(n))
    s.state.keys.register(HeldKey(key.thumbprint, key, person(n), s.now))
