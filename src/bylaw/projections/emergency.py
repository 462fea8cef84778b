"""Emergencies and stop orders in public: what each names, until when, and how the cases that one stopped run down."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.acts.discipline.sanctions import ended
from bylaw.acts.oversight.reach import in_class
from bylaw.projections.cases import stage
from bylaw.projections.whose import whose
from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.state.cases import Round
from bylaw.state.emergencies import STOP, Emergency

CONFIRM = "confirm-emergency"


class StoppedCase(Struct, frozen=True):
    """One case that was open when its class was stopped, how far it was then and is now."""

    case: str
    body: str
    then: str
    now: str
    over: bool


class EmergencyLine(Struct, frozen=True):
    """A measure with its powers, or a stop order with its class and what it stopped.

    ``until`` is when it ends, or ended, if nobody does anything more; ``last`` its last day once confirmed;
    ``confirms`` whose it is to confirm it, as long as that is open.
    """

    name: str
    body: str
    what: str
    since: str
    until: str
    last: str
    renewed: int
    stage: str
    confirms: str
    stopped: int
    still_open: int
    cases: tuple[StoppedCase, ...]


def emergencies(state: State, body: str, at: int) -> tuple[EmergencyLine, ...]:
    """Give what was declared or ordered by ``at`` in a body, those above and those below it, newest first."""
    within = {*state.bodies.below(body), *state.bodies.line(body, at)}
    told = (e for e in reversed(state.emergencies.all.values()) if e.start <= at and e.body in within)
    return tuple(_line(state, each, at) for each in told)


def _line(state: State, told: Emergency, at: int) -> EmergencyLine:
    cases = tuple(_stopped(state, told, at)) if told.kind == STOP else ()
    waits = told.holds(at) and not told.confirmed
    confirms = whose(state, CONFIRM, told.body, at)[1] if waits else ""
    what = _class(told) if told.kind == STOP else ", ".join(told.powers)
    return EmergencyLine(
        told.name, told.body, what, rfc3339(told.start), rfc3339(told.end), rfc3339(told.last), told.renewed,
        _stage(told, at), confirms, len(cases), sum(not case.over for case in cases), cases,
    )  # fmt: skip


def _class(stop: Emergency) -> str:
    what = stop.sanction or "all cases"
    return f"stops {what} for {stop.ground}" if stop.ground else f"stops {what}"


def _stage(told: Emergency, at: int) -> str:
    if told.holds(at):
        return "in force" if told.confirmed else "in force, to be confirmed"
    if told.cause:
        return told.cause
    return "over" if told.confirmed else "lapsed unconfirmed"


def _stopped(state: State, stop: Emergency, at: int) -> Iterator[StoppedCase]:
    """Give the cases of the class that were open when it was ordered, as they are until the end of the order."""
    for case in state.cases.all.values():
        then = _round(state.cases.rounds[case.name], stop.start)
        if then is None or stop.body not in state.bodies.line(case.body, stop.start):
            continue
        towards = then.sanction if then.decided <= stop.start else stop.sanction
        if in_class(stop, case.ground, towards) and not ended(then, stop.start - 1):
            now = _round(state.cases.rounds[case.name], at) or then
            then_stage, now_stage = stage(then, stop.start), stage(now, at)
            yield StoppedCase(case.name, case.body, then_stage, now_stage, over=ended(now, at))


def _round(rounds: tuple[Round, ...], at: int) -> Round | None:
    return next((one for one in reversed(rounds) if one.opened <= at), None)
