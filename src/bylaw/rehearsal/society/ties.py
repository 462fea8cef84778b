"""Ties: two candidates are level around the last seat, and a lot decides that anybody can draw again.

The tellers announce by what chance, before the count or after it; or nobody announces one and it is drawn elsewhere.
Meanwhile somebody picks whom she likes, knows the chance before, draws twice, or draws where nobody is level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bylaw.acts.lot import by_lot
from bylaw.acts.voting.ties import PREFIX
from bylaw.rehearsal.society.company import as_member

if TYPE_CHECKING:
    from bylaw.rehearsal.society.counts import Count

KIND = "announce-lot"


class Lot:
    """The lot of one election: announced today, by a chance that somebody publishes tomorrow."""

    def __init__(self, count: Count) -> None:
        self.count, self.on, self.roster = count, count.on, count.roster
        self.chance = self.on.hash_of(f"lottery {count.name}")
        self.order = count.order()

    @classmethod
    def idle(cls, count: Count) -> None:
        """Announce one before the count; nobody is level, so nothing is drawn."""
        lot = cls(count)
        lot.announce()
        count.enter()
        lot.on.later(1, lot._not_needed)

    def announce(self) -> None:
        """Announce it: not by who stands, not for a moment that has come, and no second one."""
        on, by = self.on, self.count.contest.by(KIND)
        told = {"election": self.count.name, "source": "the lottery of the state"}
        tale = "a lot is announced whose chance is known already"
        on.attempt(tale, "bylaw 28", KIND, *by, **told, published=on.day(-1))
        tale, who = "a candidate announces by what chance a tie is drawn", as_member(self.order[0])
        on.attempt(tale, "4.38|bylaw 34", KIND, who, **told, published=on.day(1))
        on.do(KIND, *by, **told, published=on.day(1))
        tale = "another lot is announced beside one that binds"
        on.attempt(tale, "bylaw 28", KIND, *by, **told, published=on.day(2))

    def _not_needed(self) -> None:
        elected = self.order[: self.count.contest.seats]
        tale = "a lot is drawn where nobody is level"
        self.count.attempt(tale, "bylaw 32", elected=elected, chance=self.chance)
        self.count.declare(elected)


class Tie(Lot):
    """A lot of which two who are level have need."""

    def __init__(self, count: Count) -> None:
        count.level()
        super().__init__(count)

    @classmethod
    def foreseen(cls, count: Count) -> None:
        """Announce the lot before anybody has counted."""
        tie = cls(count)
        tie.announce()
        count.enter()
        tie._waits()

    @classmethod
    def found(cls, count: Count) -> None:
        """Announce it when the count is known."""
        tie = cls(count)
        count.enter()
        tie.announce()
        tie._waits()

    @classmethod
    def elsewhere(cls, count: Count) -> None:
        """Announce none: who signs the result says how it was drawn, and declares no other."""
        tie = cls(count)
        count.enter()
        tie._picked()
        lot = list(count.options)
        tie.on.dice.shuffle(lot)
        right, wrong = tie._both(lot)
        count.attempt("whom the lot did not give is declared", "bylaw 32", elected=wrong, lot=tuple(lot))
        count.declare(right, lot=tuple(lot))

    def _waits(self) -> None:
        self._picked()
        told: dict[str, Any] = {"elected": self._both(list(self.order))[0]}
        tale = "tellers draw by hand, although a lot is announced"
        self.count.attempt(tale, "bylaw 28", **told, lot=self.order)
        tale = "a chance is told before it is published"
        self.count.attempt(tale, "bylaw 28", **told, chance=self.chance)
        self.on.later(1, self._drawn)

    def _picked(self) -> None:
        tale = "of two who are level, tellers pick one"
        self.count.attempt(tale, "bylaw 32", elected=self.order[: self.count.contest.seats])

    def _drawn(self) -> None:
        """Declare by what was published, and by nothing that drew before."""
        org = self.on.state.identity.org
        right, wrong = self._both(by_lot(self.count.options, PREFIX, org, self.count.name, self.chance))
        if self.roster.chance:
            tale = "one chance draws twice"
            self.count.attempt(tale, "bylaw 28", elected=right, chance=self.roster.chance)
        tale = "whom the lot did not give is declared"
        self.count.attempt(tale, "bylaw 32", elected=wrong, chance=self.chance)
        self.count.declare(right, chance=self.chance)
        self.roster.chance = self.chance

    def _both(self, lot: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give who is elected by a lot, and who would be by its contrary."""
        seats = self.count.contest.seats
        first, other = sorted(self.order[seats - 1 : seats + 1], key=lot.index)
        safe = self.order[: seats - 1]
        return (*safe, first), (*safe, other)
