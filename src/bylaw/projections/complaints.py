"""Complaints in public: where each lies, since when, what is due, and the numbers of each body; never who or what."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.acts.grievances.climbing import Course, Visit
from bylaw.acts.grievances.complaints import course
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.state import State


class ComplaintLine(Struct, frozen=True):
    """One complaint as everybody may see it: its present holder, the step that is due, and who let it pass.

    ``climbed`` counts the holders whose time ran out; ``overdue`` is whether the last one's did.
    """

    complaint: str
    body: str
    filed: str
    holder: str
    held_in: str
    since: str
    done: str
    next: str
    by: str
    climbed: int
    overdue: bool
    outcome: str


class ComplaintFigures(Struct, frozen=True):
    """The numbers of one body until a moment: complaints filed in it, and what its own holders did or let pass."""

    body: str
    filed: int = 0
    acknowledged: int = 0
    answered: int = 0
    decided: int = 0
    withdrawn: int = 0
    climbed: int = 0
    overdue: int = 0
    tips: int = 0


def complaints(state: State, body: str, at: int) -> tuple[ComplaintLine, ...]:
    """Give the complaints of a body and of those below it, filed there or lying there, newest first."""
    within = frozenset(state.bodies.below(body))
    return tuple(
        _line(way, held, at)
        for way, held in _held(state, at)
        if within & {way.raised.body, *(visit.body for visit in held)}
    )


def complaint_figures(state: State, body: str, at: int) -> tuple[ComplaintFigures, ...]:
    """Give the numbers of a body and of each below it in which there was a complaint or a tip."""
    counts: dict[str, dict[str, int]] = {}

    def count(where: str, what: str) -> None:
        told = counts.setdefault(where, {})
        told[what] = told.get(what, 0) + 1

    for way, held in _held(state, at):
        count(way.raised.body, "filed")
        for where, what in _counted(held, at):
            count(where, what)
    for tip in state.complaints.tips.values():
        if tip.at <= at:
            count(tip.body, "tips")
    below = state.bodies.below(body)
    return tuple(ComplaintFigures(name, **counts[name]) for name in below if name in counts)


DONE = {
    "acknowledge": "acknowledged", "answer": "answered", "decide": "decided", "withdraw": "withdrawn"
}  # fmt: skip
"""The words for what was done, by the step."""


def _held(state: State, at: int) -> Iterator[tuple[Course, list[Visit]]]:
    for name, raised in reversed(state.complaints.all.items()):
        if raised.at <= at:
            way = course(state, name)
            yield way, way.visits(at)


def _counted(held: list[Visit], at: int) -> Iterator[tuple[str, str]]:
    for visit in held:
        yield from ((visit.body, DONE[step]) for step in visit.done)
        if visit.lapsed:
            yield visit.body, "climbed"
        elif visit.left == FOREVER and visit.due <= at:
            yield visit.body, "overdue"


def _line(way: Course, held: list[Visit], at: int) -> ComplaintLine:
    last, raised = held[-1], way.raised
    running = last.left == FOREVER
    return ComplaintLine(
        raised.name, raised.body, rfc3339(raised.at)[:10],
        last.holder if running else "", last.body if running else "", rfc3339(last.since)[:10],
        DONE[last.done[-1]] if last.done else "", last.step, rfc3339(last.due) if running else "",
        sum(visit.lapsed for visit in held), overdue=running and last.due <= at,
        outcome="" if running else _outcome(way, at),
    )  # fmt: skip


def _outcome(way: Course, at: int) -> str:
    return next((step.outcome for step in reversed(way.steps) if step.at <= at), "")
