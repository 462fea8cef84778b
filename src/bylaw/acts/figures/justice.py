"""Figures of cases: what was brought, found and decided, and what became of appeals."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.discipline.sanctions import overdue
from bylaw.acts.figures.definition import Definition, Event, Subject
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.cases import Round

SANCTIONS = ("warning", "removal", "suspension", "expulsion")
FIGURES = (
    Definition("charges", "cases", "charges brought"),
    Definition("reopened", "cases", "cases reopened on new evidence, or to be heard again"),
    Definition("not-proven", "decisions", "findings that the charge is not proven"),
    *(
        Definition(name, "decisions", f"sanctions of this sort decided ({name}), whatever became of them")
        for name in SANCTIONS
    ),
    Definition("appeals", "appeals", "appeals filed"),
    Definition("appeals-heard", "appeals", "appeals decided in time", base="appeals"),
    Definition(
        "appeals-granted",
        "appeals",
        "of those decided, sanctions overturned or sent back",
        base="appeals-heard",
    ),
    Definition(
        "appeals-upheld",
        "appeals",
        "of those decided in time, sanctions left as they were",
        base="appeals-heard",
    ),
    Definition(
        "appeals-overdue",
        "appeals",
        "appeals whose last day passed undecided: the sanction fell, or pauses, as the bylaws say",
        base="appeals",
    ),
    Definition("appeals-late", "appeals", "of the overdue, decided after all", base="appeals-overdue"),
    Definition(
        "appeals-pending",
        "appeals",
        "appeals waiting at the end of the year whose last day is to come",
        "level",
    ),
)


def events(state: State, _at: int) -> Iterator[Event]:
    """Give the steps of every round of every case."""
    for case in state.cases.all.values():
        for i, one in enumerate(state.cases.rounds[case.name]):
            for figure, at, n in _steps(i, one):
                if at < FOREVER:
                    yield Event(figure, at, state.bodies.line(case.body, at), n)


def _steps(i: int, one: Round) -> Iterator[tuple[str, int, int]]:
    yield "reopened" if i else "charges", one.opened, 1
    if one.outcome == "not-proven":
        yield "not-proven", one.found, 1
    if one.sanction:
        yield one.sanction, one.decided, 1
    if one.appealed == FOREVER:
        return
    yield "appeals", one.appealed, 1
    yield "appeals-pending", one.appealed, 1
    yield "appeals-pending", min(one.ruled, one.decide_by), -1
    late = overdue(one)
    yield "appeals-overdue", late, 1
    yield "appeals-heard" if late == FOREVER else "appeals-late", one.ruled, 1
    if late == FOREVER:
        yield "appeals-upheld" if one.ruling == "upheld" else "appeals-granted", one.ruled, 1


SUBJECT = Subject("justice", FIGURES, events)
