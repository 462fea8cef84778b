"""Figures of complaints: filed, decided, withdrawn, waiting, and passed over in silence.

Each follows from what every reader sees, whoever holds the openings: when a complaint was filed and when a step was
taken. Who was passed over as one whom it is about changes none of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.days import limit
from bylaw.acts.figures.definition import Definition, Event, Subject
from bylaw.acts.grievances.climbing import Course
from bylaw.acts.grievances.complaints import COMPLAINT, course
from bylaw.state import State

FIGURES = (
    Definition("complaints", "complaints", "complaints filed"),
    Definition("complaints-decided", "complaints", "complaints decided, whenever they were filed"),
    Definition("complaints-withdrawn", "complaints", "complaints withdrawn by who filed them"),
    Definition(
        "complaints-overdue",
        "complaints",
        "complaints of which a holder let the day of a step pass: each counts once, on the first such day",
    ),
    Definition(
        "complaints-pending",
        "complaints",
        "complaints neither decided nor withdrawn at the end of the year",
        "level",
    ),
)
ENDS = {"decide": "complaints-decided", "withdraw": "complaints-withdrawn"}
"""The figure for which the last step of a complaint counts."""


def events(state: State, _at: int) -> Iterator[Event]:
    """Give what happened to each complaint, in the body in which it was filed."""
    for name, raised in state.complaints.all.items():
        for figure, at, n in _told(course(state, name)):
            yield Event(figure, at, state.bodies.line(raised.body, at), n)


def _told(way: Course) -> Iterator[tuple[str, int, int]]:
    yield "complaints", way.raised.at, 1
    yield "complaints-pending", way.raised.at, 1
    for at in _overdue(way):
        yield "complaints-overdue", at, 1
    for step in way.steps:
        if step.step in ENDS:
            yield ENDS[step.step], step.at, 1
            yield "complaints-pending", step.at, -1


def _overdue(way: Course) -> Iterator[int]:
    """Give the first day of a step that passed without it; one to come is no event yet."""
    due = _due(way, way.raised.at, COMPLAINT.order[0])
    for step in way.steps:
        if step.at >= due:
            break
        if step.step in COMPLAINT.ends:
            return
        due = _due(way, step.at, COMPLAINT.order[COMPLAINT.order.index(step.step) + 1])
    if way.rule.holders:
        yield due


def _due(way: Course, since: int, step: str) -> int:
    return limit(way.state, since, way.rule.span(step))


SUBJECT = Subject("complaints", FIGURES, events)
