"""Figures of elections: how many, whether there was a choice, who took part, and whether anything changed."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.figures.definition import Definition, Event, Subject
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.elections import Election

FIGURES = (
    Definition("elections", "elections", "elections declared"),
    Definition("contested", "elections", "of these, with more candidates than seats", base="elections"),
    Definition("elections-void", "elections", "elections voided"),
    Definition("entitled", "voters", "voters on the rolls of the elections declared"),
    Definition("took-part", "voters", "of these, who took part", base="entitled"),
    Definition("seats-filled", "seats", "seats filled by the elections declared"),
    Definition(
        "seats-changed",
        "seats",
        "of these, given to somebody who had no seat in that office before",
        base="seats-filled",
    ),
)


def events(state: State, _at: int) -> Iterator[Event]:
    """Give what every election that is over counts for, at the moment at which it was declared or voided."""
    for election in state.elections.all.values():
        if election.end == FOREVER or election.question:
            continue
        line = state.bodies.line(election.unit, election.end)
        counted = _declared(state, election) if election.outcome == "declared" else _void(election)
        yield from (Event(figure, election.end, line, n) for figure, n in counted if n)


def _void(election: Election) -> Iterator[tuple[str, int]]:
    if election.outcome == "void":
        yield "elections-void", 1


def _declared(state: State, election: Election) -> Iterator[tuple[str, int]]:
    elections = state.elections
    paper = elections.papers.get(election.name)
    counts = (
        count
        for unit, count in elections.counts[election.name].items()
        if unit.partition("/")[0] not in election.voided
    )
    seated = [m for m in state.offices.history(election.body, election.office) if m.source == election.name]
    elected = [m.member for m in seated if m.name.rpartition(".")[2].isdigit()]
    former = {
        m.member
        for m in state.offices.history(election.body, election.office)
        if m.source != election.name and m.start < election.begins
    }
    yield "elections", 1
    if paper is not None:
        yield "contested", int(len(paper.options) > election.seats)
        yield "entitled", paper.voters
    yield "took-part", sum(count.took_part for count in counts)
    yield "seats-filled", len(elected)
    yield "seats-changed", sum(1 for member in elected if member not in former)


SUBJECT = Subject("elections", FIGURES, events)
