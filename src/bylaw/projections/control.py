"""Control in public: every file asked for with its day and what became of it, and every report to the members."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.state.control import Request


class ControlLine(Struct, frozen=True):
    """A request (``by`` is its last day, ``met`` when all was handed over) or a report with its two numbers."""

    what: str
    name: str
    body: str
    at: str
    by: str
    stage: str
    met: str = ""


def control(state: State, body: str, at: int) -> tuple[ControlLine, ...]:
    """Give the requests to a body and those below it, the overdue first, then the reports, newest first."""
    within = frozenset(state.bodies.below(body))
    asked = (r for r in state.control.requests.values() if r.at <= at and r.body in within)
    lines = sorted((_request(state, each, at) for each in asked), key=lambda r: (r.stage != "overdue", r.by))
    return (*lines, *_reports(state, within, at))


def _request(state: State, asked: Request, at: int) -> ControlLine:
    met = state.control.met(asked.name)
    part = any(each.at <= at for each in state.control.deliveries[asked.name])
    stage = "met" if met <= at else "overdue" if asked.deliver <= at else "in part" if part else "open"
    days = rfc3339(asked.at)[:10], rfc3339(asked.deliver)
    return ControlLine(
        "request", asked.name, asked.body, *days, stage, rfc3339(met)[:10] if met <= at else ""
    )


def _reports(state: State, within: frozenset[str], at: int) -> Iterator[ControlLine]:
    for told in reversed(state.control.reports.values()):
        if told.at <= at and told.body in within:
            stage = f"{told.asked} asked for, {told.overdue} overdue"
            yield ControlLine("report", told.name, told.body, rfc3339(told.at)[:10], "", stage)
