"""What is due to complaints, to warnings and to the control body, and who holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bylaw.acts.days import day, interval_ends
from bylaw.acts.grievances import complaints, warnings
from bylaw.acts.grievances.climbing import Course
from bylaw.state import State


class Open(NamedTuple):
    """Something undone, before it is said whose duty it is; ``who`` where it is not whoever may."""

    act: str
    body: str
    about: str
    by: int
    why: str
    office: str = ""
    who: str = ""


def complaints_due(state: State, at: int) -> Iterator[Open]:
    """Give the next step of each complaint that has not ended."""
    return _steps((complaints.course(state, name) for name in state.complaints.all), "complaint", at)


def warnings_due(state: State, at: int) -> Iterator[Open]:
    """Give the answer that is due to each warning that has none."""
    return _steps((warnings.course(state, name) for name in state.warnings.all), "warning", at)


def confirmations_due(state: State, at: int) -> Iterator[Open]:
    """Give each measure, each stop order and whatever else ends unless it is confirmed."""
    for told in state.emergencies.all.values():
        if told.holds(at) and not told.confirmed:
            why = f"declared on {day(state, told.start)}; unconfirmed it ends by itself"
            yield Open("confirm-emergency", told.body, told.name, told.end, why)
    for lapse in state.flaws.lapses.values():
        if lapse.holds(at):
            why = f"done on {day(state, lapse.at)} for a time only; unconfirmed it ends by itself"
            asked = state.bylaws.on(at).find("may", lapse.kind, state.bodies.all[lapse.body].kind)
            yield Open(
                lapse.kind, lapse.body, lapse.thing, lapse.ends, why, who=" or ".join(asked[-1].rule.any_of)
            )


def files_due(state: State, at: int) -> Iterator[Open]:
    """Give each file that was asked for and not handed over in full."""
    for name, asked in state.control.requests.items():
        if at < state.control.met(name):
            part = state.control.deliveries[name]
            since = day(state, asked.at)
            why = f"asked for on {since}, handed over in part" if part else f"asked for on {since}"
            yield Open("deliver-file", asked.body, name, asked.deliver, why)


def control_reports_due(state: State, at: int) -> Iterator[Open]:
    """Give the next report of those who control each body in which the bylaws ask for one."""
    for body in state.bodies.all.values():
        law = state.bylaws.on(at).one("interval", "report-control", body.kind)
        if law is not None and body.holds(at):
            last = state.control.last_report(body.name, "", at)
            since = last.at if last else body.start
            why = f"reported on last on {day(state, since)}" if last else "never reported on"
            may = state.bylaws.on(at).one("may", "report-control", body.kind)
            if may is None or may.no != law.no:  # else it is told beside it
                why = (
                    f"reported on last on {day(state, since)}: clause {law.no}"
                    if last
                    else f"clause {law.no}"
                )
            yield Open("report-control", body.name, "", interval_ends(state, law.rule, since), why)


def _steps(courses: Iterable[Course], what: str, at: int) -> Iterator[Open]:
    for way in courses:
        held, state = way.now(at), way.state
        if held:
            raised, since = day(state, way.raised.at), day(state, held.since)
            why = f"raised on {raised}"
            if held.since > way.raised.at:
                why = f"raised on {raised}, here since {since}"
            yield Open(f"{held.step}-{what}", held.body, way.raised.name, held.due, why, who=held.holder)
