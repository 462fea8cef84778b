"""The generator's own books: who is a member where, who holds what, and what was counted meanwhile.

Nothing that is counted here is read from the record; at the end both are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from random import Random

from bylaw.acts.act import Signer

OFFICES = ("president", "secretary", "treasurer", "registrar", "teller")
LEVELS = ("complaints-pending", "appeals-pending")
"""Figures that stand from one year to the next."""


class Person:
    """A member, or somebody who wants to be one."""

    __slots__ = ("busy", "id", "local", "moved", "paid", "rests", "since")

    def __init__(self, who: str, local: str, since: int) -> None:
        self.id, self.local, self.since = who, local, since
        self.busy = 0
        """How many elections and offices hold her: who is busy does not leave of her own accord."""
        self.moved = since
        """When she last came to a local; who moves twice in a second has been nowhere between."""
        self.paid = True
        self.rests = False
        """Whether her rights rest: she comes to no meeting as a voter."""


class Roster:
    """Members by local, and mandates by seat; ``runs`` says whether a mandate is not over yet."""

    def __init__(self, dice: Random, runs: Callable[[str], bool]) -> None:
        self.dice, self.runs = dice, runs
        self.people: dict[str, Person] = {}
        self.locals: dict[str, list[Person]] = {}
        self.holders: dict[tuple[str, str], dict[str, str]] = {}
        """Body and office to mandate and its holder."""
        self.voting: Counter[str] = Counter()
        """How many elections run in a body."""
        self.plans: dict[tuple[str, str], int] = {}
        """Which plan for the next election of an office counts; those before it are dropped."""
        self.asking: set[str] = set()
        """The locals in which a campaign runs."""
        self.barred: dict[tuple[str, str], set[str]] = {}
        """Who does not stand for an office, since she had a part in the case that made it vacant."""
        self.sat: dict[tuple[str, str], dict[str, int]] = {}
        """Who sat on a commission that inquired into an office, and until when she does not stand for it."""
        self.completed: dict[str, set[str]] = {}
        """Topic to those who completed a course on it."""
        self.chance = ""
        """The chance that drew last between two who were level."""
        self._turns: Counter[str] = Counter()
        self.books: Counter[tuple[str, int, str]] = Counter()
        """Body, year and figure: what the generator counted."""

    def turn(self, what: str) -> int:
        """Give how often something had come up before, so that each way of it comes up in its turn."""
        self._turns[what] += 1
        return self._turns[what] - 1

    def enter(self, person: Person) -> None:
        """Put somebody on the roll of her local."""
        self.people[person.id] = person
        self.locals.setdefault(person.local, []).append(person)

    def leave(self, person: Person) -> None:
        """Take somebody off it."""
        self._out(person)
        del self.people[person.id]

    def move(self, person: Person, to: str) -> None:
        """Move somebody to another local."""
        self._out(person)
        person.local = to
        self.locals.setdefault(to, []).append(person)

    def _out(self, person: Person) -> None:
        here = self.locals[person.local]
        here[here.index(person)] = here[-1]
        here.pop()

    def any_of(self, local: str, n: int = 1, before: int | None = None) -> list[Person]:
        """Draw idle members of a local in good standing; with ``before`` only such as joined before that moment."""
        fit = (p for p in self.locals[local] if p.paid and not p.busy)
        here = [p for p in fit if before is None or p.since < before]
        return self.dice.sample(here, min(n, len(here)))

    def roll(self, body: str) -> list[Person]:
        """Give everybody on the roll of a body: of a local, or of the root and so of all."""
        return self.locals[body] if body != "root" else [p for here in self.locals.values() for p in here]

    def idle(self, body: str, n: int) -> list[Person]:
        """Draw idle members in good standing of a body: of a local, or for the root of any locals."""
        if body != "root":
            return self.any_of(body, n)
        names = [name for name in self.locals if name != "root"]
        drawn = self.dice.sample(names, min(n, len(names)))
        pool = [person for name in drawn for person in self.any_of(name, n)]
        return self.dice.sample(pool, min(n, len(pool)))

    def is_in(self, person: Person, local: str) -> bool:
        """Whether somebody is still a member there."""
        return self.people.get(person.id) is person and person.local == local

    def holding(self, body: str, office: str) -> list[Signer]:
        """Give everybody who holds an office of a body, each as she signs."""
        seats = self.holders.get((body, office), {}).items()
        return [Signer(member, "office", mandate) for mandate, member in seats if self.runs(mandate)]

    def officer(self, office: str, body: str = "root", which: int = 0) -> Signer | None:
        """Give the holder of an office as she signs; None where it is vacant."""
        found = self.holding(body, office)[which : which + 1]
        return found[0] if found else None

    def local_of(self, body: str) -> str:
        """Give a body, or a local by lot where it is the root, of which everybody is a member."""
        return body if body != "root" else self.dice.choice([name for name in self.locals if name != "root"])

    def somebody(self, local: str) -> Person:
        """Draw a member of a local, an idle one where there is one."""
        return (self.any_of(local) or self.dice.sample(self.locals[local], 1))[0]

    def ever_held(self, body: str, office: str) -> bool:
        """Whether somebody holds an office, or once did."""
        return (body, office) in self.holders

    def office(self, office: str, body: str = "root", which: int = 0) -> Signer:
        """Give the holder of an office that is never vacant in the play."""
        found = self.officer(office, body, which)
        assert found is not None, f"{office} of {body} is vacant"
        return found

    def of_bodies(self, *bodies: str) -> Iterator[tuple[tuple[str, str], dict[str, str]]]:
        """Give the seats of the offices of these bodies."""
        for body in bodies:
            for office in OFFICES:
                if (body, office) in self.holders:
                    yield (body, office), self.holders[body, office]

    def tellers(self, besides: Collection[str] = ()) -> tuple[Signer, Signer]:
        """Give two tellers of the root who are none of these."""
        seats = [self.officer("teller", which=n) for n in range(3)]
        one, two = [each for each in seats if each and each.member not in besides][:2]
        return one, two

    def seat(self, body: str, office: str, mandates: dict[str, str]) -> None:
        """Give an office to its new holders, and free the old ones."""
        for member in self.holders.get((body, office), {}).values():
            self._free(member, -1)
        self.holders[body, office] = mandates
        for member in mandates.values():
            self._free(member, 1)

    def _free(self, member: str, by: int) -> None:
        if member in self.people:
            self.people[member].busy += by

    def note(self, figure: str, year: int, *bodies: str, n: int = 1) -> None:
        """Count something in the books."""
        for body in dict.fromkeys(bodies):
            self.books[body, year, figure] += n

    def kept(self, span: range) -> Counter[tuple[str, int, str]]:
        """Give the books with each level carried from year to year."""
        books = Counter(self.books)
        for body in {key[0] for key in books}:
            for figure in LEVELS:
                for year in span[1:]:
                    books[body, year, figure] += books[body, year - 1, figure]
        return books
