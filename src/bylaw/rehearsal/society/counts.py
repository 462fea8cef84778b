"""Counts: a poll closes, its votes are counted, the result is declared; members do it where tellers let a week pass."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bylaw.rehearsal.society.company import as_member
from bylaw.rehearsal.society.tallies import cast, level, noted, totals
from bylaw.rehearsal.society.ties import Lot, Tie
from bylaw.rehearsal.society.times import year_of
from bylaw.rehearsal.stage import DAY
from bylaw.state.bodies import ROOT

if TYPE_CHECKING:
    from bylaw.rehearsal.society.elections import Contest

FORGOTTEN, UNCOUNTED = 0.2, 9
"""How often tellers do not count, and after how many days members do: a week is over, whatever summer time does."""
SPECIAL = {2: Tie.foreseen, 6: Tie.found, 10: Tie.elsewhere, 14: Lot.idle}
"""Of sixteen contested elections with two tellers free: those with a tie, or with a lot of which nobody has need."""
ROUND = 16


class Count:
    """The count of one election, and what is declared by it."""

    def __init__(self, contest: Contest, voters: int) -> None:
        self.contest, self.on, self.roster = contest, contest.on, contest.roster
        self.voters, self.closed, self.name = voters, 0, contest.name
        self.options = tuple(person.id for person in contest.stand)
        self.votes: dict[str, int] = {}

    def close(self) -> None:
        """Close the poll; then tellers count, at once or never, or two candidates turn out to be level."""
        on, self.closed = self.on, self.on.now
        fields: dict[str, Any] = {"served": self.voters, "records": on.hash_of(self.name)}
        on.do("close-poll", *self.contest.by("close-poll"), election=self.name, **fields)
        self.votes = cast(on.dice, list(self.options), self.voters)
        contested = len(self.options) > self.contest.seats
        free = [each for each in self.roster.holding(ROOT, "teller") if each.member not in self.options]
        two = contested and len(free) > 1
        special = SPECIAL.get(self.roster.turn("contested") % ROUND) if two else None
        if special:
            special(self)
        elif self.contest.body != ROOT and on.dice.random() < FORGOTTEN:
            pair = [as_member(person.id) for person in self.roster.any_of(self.contest.body, 2)]
            tale = "members count before tellers have had their week"
            on.attempt(tale, "4.49", "enter-count", *pair, **self._numbers(0))
            on.later(UNCOUNTED, partial(self._at_once, due=True))
        else:
            self._at_once(due=False)

    def level(self) -> None:
        """Give the last who would be elected and the first who would not the same number of votes."""
        self.votes = level(self.votes, self.contest.seats)

    def order(self) -> tuple[str, ...]:
        """Give who stands by votes, who is level as on the paper; all as on the paper where each is confirmed."""
        if len(self.options) <= self.contest.seats:
            return self.options
        return tuple(sorted(self.options, key=lambda who: -self.votes[who]))

    def _at_once(self, *, due: bool) -> None:
        self.enter(due=due)
        order, seats = self.order(), self.contest.seats
        if self.contest.tempted and len(order) > seats:
            tale, wrong = "who came last is declared elected", (order[-1], *order[1:seats])
            self.attempt(tale, "bylaw 32", elected=wrong)
        self.declare(order[:seats], due=due)

    def enter(self, *, due: bool = False) -> None:
        """Enter the count, after some that are none."""
        if self.contest.tempted:
            self._miscounted()
        self.on.do("enter-count", *self.contest.by("enter-count", due=due), **self._numbers(0))

    def attempt(self, tale: str, clause: str, **told: Any) -> None:
        """Let two tellers declare what does not follow from the count."""
        self.on.attempt(tale, clause, "declare-result", *self.contest.tellers(), election=self.name, **told)

    def declare(self, elected: tuple[str, ...], *, due: bool = False, **lot: Any) -> None:
        """Declare who follows from the count, by a lot where two are level."""
        on, contest = self.on, self.contest
        by = contest.by("declare-result", due=due)
        on.do("declare-result", *by, election=self.name, elected=elected, **lot)
        took_part = self._numbers(0)["took_part"]
        for body in dict.fromkeys((contest.body, ROOT)):
            for figure, n in noted(self.voters, took_part, self.options, elected):
                self.roster.note(figure, year_of(on.now), body, n=n)
        contest.over(elected, (on.now - self.closed) // DAY)

    def _miscounted(self) -> None:
        on, tellers, true = self.on, self.contest.tellers(), self._numbers(0)
        stuffed = self._numbers(self.voters)
        on.attempt("more votes than voters", "bylaw 17", "enter-count", *tellers, **stuffed)
        on.attempt("a teller enters a count alone", "4.49", "enter-count", tellers[0], **true)
        tale, doubled = "more ballots are counted than were cast", {**true, "invalid": true["took_part"]}
        on.attempt(tale, "bylaw 17", "enter-count", *tellers, **doubled)

    def _numbers(self, more: int) -> dict[str, Any]:
        """Give the count, with so many votes more for the first than were cast."""
        votes = [self.votes[member] for member in self.options]
        votes[0] += more
        told = {"election": self.name, "unit": self.contest.body}
        return {**told, **totals(votes, self.contest.seats)}
