"""The shipped profiles for tests: each as a file, and as a society that lives under its own clauses."""

from __future__ import annotations

from functools import cache

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.attendance import Arrival
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.acts.law.founding import FirstBody, FirstOffice
from bylaw.acts.members.franchise import electors
from bylaw.acts.substance import substance
from bylaw.acts.voting.electing import roll_root, voters_of
from bylaw.record.clock import instant, rfc3339
from bylaw.rules.load import Profile, load
from bylaw.rules.meanings import KEYS
from bylaw.state.keys import HeldKey
from bylaw.state.roll import Spell
from bylaw.store.profiles import profiles
from tests.acts.society import DAY, START, Society, key_of, person

NAMES = tuple(profiles())
TEXT = "7" * 64
RULES = frozenset(KEYS)


@cache
def book(name: str) -> Profile:
    """Read a shipped profile."""
    found = load(profiles()[name])
    assert isinstance(found, Profile), found
    return found


def under(name: str, founders: int = 3, start: str = START, **interim: tuple[int, ...]) -> Shipped:
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
        start=start,
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
    key = key_of(person(n))
    s.state.keys.register(HeldKey(key.thumbprint, key, person(n), s.now))


class Election:
    """An election under a profile, step by step; ``days`` count from the call."""

    def __init__(self, s: Shipped, office: str, body: str, **fields: object) -> None:
        self.s, self.name, self.start = s, f"{office}-{s.state.size}", s.now
        days = {"nominations": 30, "opens": 45, "closes": 47, "begins": 50}
        when = {step: rfc3339(s.now + fields.pop(step, day) * DAY) for step, day in days.items()}
        self.call = {"election": self.name, "office": office, "body": body, "seats": 1, **when, **fields}

    @property
    def it(self):
        return self.s.state.elections.all[self.name]

    def called(self, *by: Signer) -> Election:
        self.s.do("call-election", by, **self.call)
        return self

    def stand(self, *members: int) -> Election:
        """Each nominates herself, under whichever right the profile gives for that."""
        for n in members:
            act = {"election": self.name, "member": person(n)}
            for right in ("member", "subject"):
                if not any(f.refuses for f in self.s.judged("nominate", Signer(person(n), right), **act)):
                    self.s.do("nominate", Signer(person(n), right), **act)
                    break
            else:
                self.s.do("nominate", n, **act)
        return self

    def polled(self, tellers: tuple[Signer, ...], *options: int) -> Election:
        """Fix the paper, open the poll on its day and close it in the end."""
        s, voters = self.s, self.papered(tellers, *options)
        s.now = max(s.now, self.it.opens)
        s.do("open-poll", tellers, election=self.name)
        s.now = self.it.closes
        s.do("close-poll", 1, election=self.name, served=voters, records=TEXT)
        return self

    def papered(self, tellers: tuple[Signer, ...], *options: int) -> int:
        """Fix the paper as soon as it can be; gives the number of voters."""
        s, self.s.now = self.s, max(self.s.now, self.it.nominations, self.it.record)
        roll = electors(s.state, voters_of(s.state, self.it), self.it.record)
        paper = {"options": tuple(map(person, options)), "voters": len(roll), "root": roll_root(roll)}
        s.do("fix-paper", tellers, election=self.name, **paper)
        return len(roll)

    def counted(self, tellers: tuple[Signer, ...], *votes: int, against: tuple[int, ...] = ()) -> Election:
        cast = sum(votes) + sum(against)
        numbers = {"took_part": cast, "valid": cast, "invalid": 0, "votes": votes, "against": against}
        self.s.do("enter-count", tellers, election=self.name, unit=self.it.units[0], **numbers)
        return self

    def declared(self, by: tuple[Signer, ...], *elected: int, **other: object) -> Election:
        self.s.do("declare-result", by, election=self.name, elected=tuple(map(person, elected)), **other)
        return self
