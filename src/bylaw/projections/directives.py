"""Directives by office, with what nobody answered; and commissions, with their reports."""

from __future__ import annotations

from msgspec import Struct

from bylaw.acts.accountability.directives import stage
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.directives import Commission, Directive


class DirectiveLine(Struct, frozen=True):
    """One directive or recommendation: which office it is for, by when, and how far it has come."""

    directive: str
    sort: str
    office: str
    to: str
    issued_by: str
    issued: str
    deadline: str
    stage: str
    answers: int
    dissents: int


class CommissionLine(Struct, frozen=True):
    """One commission: into which office it inquires, how many sit, by when it reports, and whether it has."""

    commission: str
    body: str
    office: str
    sits: int
    deadline: str
    stage: str
    reported: str
    dissents: int


def directives(state: State, body: str, at: int) -> tuple[DirectiveLine, ...]:
    """Give the directives to offices of a body and those below it, what nobody answered first."""
    within = frozenset(state.bodies.below(body))
    found = [d for d in state.directives.all.values() if d.at <= at and d.to in within]
    lines = [_directive(state, directive, at) for directive in reversed(found)]
    return tuple(
        sorted(lines, key=lambda line: (line.stage != "unanswered", line.stage != "overdue", line.office))
    )


def commissions(state: State, body: str, at: int) -> tuple[CommissionLine, ...]:
    """Give the commissions of a body and those below it, those overdue first, and of each sort the newest."""
    within = frozenset(state.bodies.below(body))
    found = [c for c in state.commissions.all.values() if c.at <= at and c.body in within]
    lines = [_commission(state, commission, at) for commission in reversed(found)]
    return tuple(sorted(lines, key=lambda line: line.stage != "overdue"))


def _directive(state: State, it: Directive, at: int) -> DirectiveLine:
    told = [each for each in state.directives.answers[it.name] if each.at <= at]
    dissents = sum(1 for each in told if each.step == "dissent")
    return DirectiveLine(
        it.name, it.sort, it.office, it.to, it.body, rfc3339(it.at)[:10], rfc3339(it.deadline), stage(state, it, at),
        len(told) - dissents, dissents,
    )  # fmt: skip


def _commission(state: State, it: Commission, at: int) -> CommissionLine:
    office = state.offices.mandates[it.post].office if it.post else ""
    done = it.reported <= at
    stage_ = "reported" if done else "overdue" if it.deadline <= at else "open"
    reported = rfc3339(it.reported)[:10] if done and it.reported < FOREVER else ""
    dissents = len(state.commissions.dissents[it.name])
    return CommissionLine(
        it.name, it.body, office, len(it.bench), rfc3339(it.deadline), stage_, reported, dissents
    )
