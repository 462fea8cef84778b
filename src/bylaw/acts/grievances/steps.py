"""The steps in the way of a complaint or a warning: of whoever raised it, and of whoever holds it now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from bylaw.acts.act import Act, Count, Evidence
from bylaw.acts.days import day
from bylaw.acts.discipline.casework import keep_reasons, own_reasons
from bylaw.acts.grievances.climbing import Course, Visit
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.climbing import Step


class OfRaised(Act, frozen=True, kw_only=True):
    """A step in the way of something raised: in its body, by the law of its day, each word said for it alone."""

    step: ClassVar[str] = ""

    def course(self, state: State) -> Course:
        """Give the way of what it is about."""
        raise NotImplementedError

    def says(self) -> tuple[str, ...]:
        """Give the commitments to what the step says."""
        return ()

    def ends_as(self) -> str:
        """Give the outcome, if the step has one."""
        return ""

    def place(self, state: State) -> str:
        """Give the body in which it was raised."""
        return self.course(state).raised.body

    def law_day(self, state: State, at: int) -> int:
        """Give the day on which it was raised."""
        return self.course(state).raised.at

    def held_by(self, state: State, at: int) -> str:
        """Give whoever holds it now."""
        held = self.course(state).now(at)
        return held.holder if held else ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse after the end, a step done already, whoever has a part in it, and words that serve twice."""
        course = self.course(state)
        held = course.now(at)
        yield from in_time(self, course, held, at)
        yield from self.in_turn(state, course, held, at)
        yield from own_reasons(state, *self.says())

    def in_turn(self, state: State, course: Course, held: Visit | None, at: int) -> Iterator[Finding]:
        """Yield a finding for a step in another's turn; a step of whoever raised it has none."""
        return iter(())

    def apply(self, state: State, at: int) -> None:
        """Note the step."""
        way = self.course(state)
        way.steps.append(replace(self.taken(), at=at))
        keep_reasons(state, way.raised.name, *self.says())

    def taken(self) -> Step:
        """Give the step, without its time."""
        return Step(self.step, 0, tuple(signer.member for signer in self.by), self.ends_as(), self.says())


class HolderStep(OfRaised, frozen=True, kw_only=True):
    """A step of whoever holds something raised; ``turn`` says which holder of the clause that is, the first is 0.

    The turn is in clear, so that a reader from whom it is sealed who raised it and about whom, and so who was passed
    over for that, knows by which right a step was taken.
    """

    turn: Count = 0

    def held_by(self, state: State, at: int) -> str:
        """Give the holder whose turn the signers say it is."""
        return self.course(state).holder(self.turn)

    def in_turn(self, state: State, course: Course, held: Visit | None, at: int) -> Iterator[Finding]:
        """Refuse another turn than it is."""
        if held and held.nth != self.turn and not course.blind:
            for law in self.ask(state, at, "climb", of=course.process.opens)[:1]:
                since = f"since {day(state, held.since)}"
                yield law.breach(f"it lies with '{held.holder}' {since}", f"let her act, in turn {held.nth}")

    def taken(self) -> Step:
        """Give the step with its turn."""
        return replace(super().taken(), turn=self.turn)


def in_time(act: OfRaised, course: Course, held: Visit | None, at: int) -> Iterator[Finding]:
    """Yield a finding for a step after the end or a second time, and for a signer with a part in it."""
    name, order, step = course.raised.name, course.process.order, act.step
    if held is None:
        last = course.steps[-1].at if course.steps else course.raised.at
        yield own(15, f"{name} ended on {day(course.state, last)}", "nothing more is to be done")
    elif step in order and order.index(step) < order.index(held.step):
        yield own(15, f"the holder did '{step}' already", f"do '{held.step}'")
    apart = course.parts(at) if step in order else frozenset()
    for signer in act.by:
        if signer.member in apart:
            yield own(21, f"{signer.member} has a part in {name}", "leave it to a holder who has none")
