"""Elections as the record knows them: how far each has come, and which are overdue."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.acts.voting.electing import why_due
from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.state.elections import Election


class ElectionLine(Struct, frozen=True):
    """One election: its office and seats, its stage, its poll, and in numbers who stood, could vote and did."""

    election: str
    office: str
    body: str
    seats: int
    stage: str
    opens: str
    closes: str
    candidates: int
    voters: int
    took_part: int


class Overdue(Struct, frozen=True):
    """An office to which an election is due, and why: whoever a clause calls due may call it."""

    office: str
    body: str
    why: str


def elections(state: State, body: str, at: int) -> Iterator[ElectionLine]:
    """Give the elections called until ``at`` in a body and those below it, in the order of their calls."""
    for election in state.elections.all.values():
        if election.called <= at and body in state.bodies.line(election.unit, at):
            yield _line(state, election, at)


def overdue(state: State, body: str, at: int) -> Iterator[Overdue]:
    """Give the offices of a body and of those below it to which an election is due at ``at``."""
    for where, name in state.offices.all:
        if body in state.bodies.line(where, at) and (why := why_due(state, where, name, at)):
            yield Overdue(name, where, why)


def stage(election: Election, at: int) -> str:
    """Name what an election has come to at ``at``."""
    if at >= election.end:
        return election.outcome
    if not election.runs(at):
        return "never opened"
    steps = (
        (election.closed, "counting"),
        (election.opened, "polling"),
        (max(election.record, election.nominations), "paper"),
        (election.nominations, "roll open"),
    )
    return next((name for begins, name in steps if at >= begins), "nominations")


def _line(state: State, election: Election, at: int) -> ElectionLine:
    elections = state.elections
    paper, counts = elections.papers.get(election.name), elections.counts[election.name]
    fixed = paper is not None and paper.at <= at
    return ElectionLine(
        election.name,
        election.office,
        election.body,
        election.seats,
        stage(election, at),
        rfc3339(election.opens),
        rfc3339(election.closes),
        sum(1 for nomination in elections.nominations[election.name].values() if nomination.stands(at)),
        paper.voters if fixed and paper else 0,
        sum(count.took_part for count in counts.values() if count.at <= at),
    )
