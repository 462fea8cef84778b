"""Climbing: who holds a complaint or a warning, and until when, computed from its dates and nobody's act.

Each holder of the clause acknowledges, answers and decides in time, or it passes to the next. Nobody who has
a part in it ever holds it. Where nobody is left to pass to, it stays with the last, overdue.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from bylaw.acts.days import limit
from bylaw.acts.places import bodies_of
from bylaw.rules.clause import FOREVER
from bylaw.rules.meanings import Climb
from bylaw.rules.who import Who, parse_phrase
from bylaw.state import State
from bylaw.state.climbing import Raised, Step


class Process(NamedTuple):
    """A way of climbing: the act that begins it, the steps of each holder in order, and those that end it."""

    opens: str
    order: tuple[str, ...]
    ends: frozenset[str]


class Visit(Struct, frozen=True):
    """The time of one holder: her phrase, her body, the next step and until when it is due, and what she did.

    ``left`` is when it passed on, or ended; ``FOREVER`` while it lies there.
    """

    nth: int
    holder: str
    body: str
    since: int
    due: int
    step: str
    done: tuple[str, ...] = ()
    left: int = FOREVER

    @property
    def lapsed(self) -> bool:
        """Whether it passed on because her time ran out."""
        return bool(self.step) and self.left == self.due


class Course(NamedTuple):
    """The way of one thing that was raised: what may be asked of it at any moment."""

    state: State
    process: Process
    raised: Raised
    steps: list[Step]

    def visits(self, at: int) -> list[Visit]:
        """Give every holder until ``at``, the first first; none where no clause names any."""
        found: list[Visit] = []
        if self.rule.holders:
            found.append(self._visit(-1, self.raised.at))
            for step in self.steps:
                if step.at <= at:
                    self._climb(found, step.at)
                    self._told(found, step)
                    found[-1] = self._taken(found[-1], step)
            self._climb(found, at)
        return found

    def now(self, at: int) -> Visit | None:
        """Give the present holder; None once it has ended, or where no clause names any."""
        found = self.visits(at)
        return found[-1] if found and found[-1].left == FOREVER else None

    @property
    def blind(self) -> bool:
        """Whether it is sealed from this reader who raised it, and about whom."""
        return not self.raised.author

    def holder(self, nth: int) -> str:
        """Give the phrase of the nth holder; empty where the clause has fewer."""
        holders = self.rule.holders
        return holders[nth] if nth < len(holders) else ""

    @property
    def rule(self) -> Climb:
        """The clause on climbing of the day on which it was raised."""
        kind = self.state.bodies.all[self.raised.body].kind
        law = self.state.bylaws.on(self.raised.at).one("climb", self.process.opens, kind)
        return law.rule if law else Climb(days=0)

    def parts(self, at: int) -> frozenset[str]:
        """Give who has a part: who raised it, whom it is about, her kin, the officers of the body it is about."""
        state, raised = self.state, self.raised
        kin = state.cases.ties.get(raised.against, {})
        target = state.bodies.here(raised.target, at) if raised.target else ()
        officers = (m.member for body in target for m in state.offices.in_body(body.name, at))
        return frozenset({raised.author, raised.against, *kin, *officers} - {""})

    def _climb(self, found: list[Visit], at: int) -> None:
        """Pass it on for each time that ran out by ``at``."""
        while found[-1].left == FOREVER and found[-1].due <= at:
            last = found[-1]
            if not any(True for _ in self._after(last.nth, last.due)):
                return
            found[-1] = replace(last, left=last.due)
            found.append(self._visit(last.nth, last.due))

    def _told(self, found: list[Visit], step: Step) -> None:
        """Go by the turn that a step says, where the reader cannot see who was passed over."""
        last = found[-1]
        if self.blind and step.step in self.process.order and step.turn != last.nth:
            found[-1] = replace(last, left=step.at)
            found.append(self._at(step.turn, step.at))

    def _visit(self, nth: int, at: int) -> Visit:
        """Begin the time of the next holder who has no part in it; of the last, where there is none."""
        return self._at(next(self._after(nth, at), len(self.rule.holders) - 1), at)

    def _at(self, nth: int, at: int) -> Visit:
        phrase, step = self.rule.holders[nth], self.process.order[0]
        line = self.state.bodies.line(self.raised.body, at)
        body = next(iter(bodies_of(line, parse_phrase(phrase)[0])), self.raised.body)
        return Visit(nth, phrase, body, at, limit(self.state, at, self.rule.span(step)), step)

    def _taken(self, visit: Visit, step: Step) -> Visit:
        """Note a step in the time of whoever holds it; the next is then due."""
        done, order = (*visit.done, step.step), self.process.order
        if step.step in self.process.ends:
            return replace(visit, done=done, step="", left=step.at)
        after = order[order.index(step.step) + 1]
        due = limit(self.state, step.at, self.rule.span(after))
        return replace(visit, done=done, step=after, due=due)

    def _after(self, nth: int, at: int) -> Iterator[int]:
        """Give the holders after the nth to whom it may pass at ``at``."""
        for i in range(nth + 1, len(self.rule.holders)):
            if all(self._fit(key, at) for key in parse_phrase(self.rule.holders[i])):
                yield i

    def _fit(self, key: Who, at: int) -> bool:
        """Whether somebody without a part in it turns this key at ``at``."""
        state, raised, line = self.state, self.raised, self.state.bodies.line(self.raised.body, at)
        bodies = [body for name in bodies_of(line, key) for body in state.bodies.here(name, at)]
        if key.kind == "office":
            seats = (m for body in bodies for m in state.offices.holders(body.name, key.name, at))
            apart = self.parts(at)
            rests = state.members.suspended
            return any(m.member not in apart and not rests(m.member, at) for m in seats)
        named = [body for body in bodies if body.kind == key.name and body.holds(at)]
        sits = {m.member for body in named if body.organ for m in state.offices.in_body(body.name, at)}
        concerned = {raised.against, raised.author} & sits or raised.target in {b.name for b in named}
        return key.kind == "member" or bool(named and not concerned)
