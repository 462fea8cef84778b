"""Warnings in public, by topic: how often, contradicted by what, answered by whom and how, or by whom not."""

from __future__ import annotations

from msgspec import Struct

from bylaw.acts.grievances.warnings import course
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.warnings import Warned


class WarningLine(Struct, frozen=True):
    """One warning: the ``nth`` on its topic in that body, its present holder, and the answer once there is one.

    ``assessed`` names those who answered; who warned is not shown.
    """

    warning: str
    body: str
    topic: str
    given: str
    nth: int
    contradicts: str
    holder: str
    held_in: str
    by: str
    climbed: int
    overdue: bool
    answer: str
    assessed: str


def warnings(state: State, body: str, at: int) -> tuple[WarningLine, ...]:
    """Give the warnings to a body and those below it: the unanswered first, each topic together, oldest first."""
    within = frozenset(state.bodies.below(body))
    given = (w for w in state.warnings.all.values() if w.at <= at and w.body in within)
    lines = (_line(state, warned, at) for warned in given)
    return tuple(sorted(lines, key=lambda w: (w.answer != "", w.body, w.topic, w.nth)))


def _line(state: State, warned: Warned, at: int) -> WarningLine:
    way = course(state, warned.name)
    held = way.visits(at)
    last, running = held[-1], held[-1].left == FOREVER
    topic = [other.name for other in state.warnings.on_topic(warned.body, warned.topic)]
    step = None if running else way.steps[-1]
    return WarningLine(
        warned.name, warned.body, warned.topic, rfc3339(warned.at)[:10], topic.index(warned.name) + 1,
        warned.contradicts, last.holder if running else "", last.body if running else "",
        rfc3339(last.due) if running else "", sum(visit.lapsed for visit in held), overdue=running and last.due <= at,
        answer=step.outcome if step else "", assessed=" ".join(step.by) if step else "",
    )  # fmt: skip
