"""Facts about reports that several acts ask for: what an office owes, since when, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylaw.acts.days import day, interval_ends, limit
from bylaw.acts.voting.electing import unit_of
from bylaw.rules.clause import Provision
from bylaw.rules.meanings import Account
from bylaw.state import State
from bylaw.state.offices import Office
from bylaw.state.reports import Report

FILE = "file-report"
"""The kind of act by which clauses on reports are selected."""


class Owed(NamedTuple):
    """What an office owes: the end of the last period that a report covers, and the last moment for the next."""

    covered: int
    by: int
    rejected: Report | None


class LastDay(NamedTuple):
    """The end of a period on which an office reports, and the last moment for the report."""

    ends: int
    by: int


def owed(state: State, body: str, office: str, at: int) -> Owed | None:
    """Give what an office owes by the law of ``at``; None where no clause asks it for reports."""
    seat = state.offices.all.get((body, office))
    if seat is None:
        return None
    filed = list(state.reports.of_office(body, office))
    stands = [report.until for report in filed if report.outcome != "rejected"]
    covered = max(stands, default=begun(state, seat))
    last = last_day(state, seat, covered, at)
    if last is None:
        return None
    failed = filed[-1] if filed and filed[-1].outcome == "rejected" else None
    by = last.by if failed is None else min(last.by, again_by(state, failed, at))
    return Owed(covered, by, failed)


def last_day(state: State, office: Office, covered: int, at: int) -> LastDay | None:
    """Give the period after what reports cover, and the last moment for its report, by the law of ``at``."""
    law = _law(state, "interval", office.body, office.name, at)
    if law is None:
        return None
    ends = interval_ends(state, law.rule, covered)
    window = _law(state, "window", office.body, office.name, at)
    return LastDay(ends, limit(state, ends - 1, window.rule.days) if window else ends)


def again_by(state: State, failed: Report, at: int) -> int:
    """Give the last moment for another report after one was rejected, by the law of ``at``."""
    rule = account(state, failed.body, failed.office, at)
    return limit(state, failed.decided, rule.again_days) if rule else failed.decided


def account(state: State, body: str, office: str, at: int) -> Account | None:
    """Give what the bylaws let follow from a report of this office that fails."""
    law = _law(state, "account", body, office, at)
    return law.rule if law else None


def overdue(state: State, body: str, office: str, at: int) -> str:
    """Say since when a report of an office is overdue, or that it was rejected; empty when neither."""
    found = owed(state, body, office, at)
    if found is None:
        return ""
    if at >= found.by:
        return f"a report of {office} was due by {day(state, found.by - 1)}"
    if found.rejected is not None:
        return f"report {found.rejected.name} was rejected on {day(state, found.rejected.decided)}"
    return ""


def why_meeting(state: State, unit: str, at: int) -> str:
    """Say which failed report lets a meeting of a unit be called by whoever may when due; empty when none does."""
    last = state.meetings.last.get(unit, 0)
    for body in state.bodies.here(unit, at):
        for office in state.offices.of_body(body.name, at):
            for since, why in _follows(state, office, at):
                if last < since:
                    return why
    return ""


def _follows(state: State, office: Office, at: int) -> Iterator[tuple[int, str]]:
    found = owed(state, office.body, office.name, at)
    rule = account(state, office.body, office.name, at)
    if found is None or rule is None:
        return
    if rule.overdue == "meeting" and at >= found.by:
        yield found.by, f"a report of {office.name} was due by {day(state, found.by - 1)}"
    if rule.rejected == "meeting" and found.rejected is not None:
        when = found.rejected.decided
        yield when, f"report {found.rejected.name} was rejected on {day(state, when)}"


def _law(state: State, key: str, body: str, office: str, at: int) -> Provision | None:
    kind = state.bodies.all[unit_of(state, body)].kind
    return state.bylaws.on(at).one(key, FILE, kind, office)


def begun(state: State, office: Office) -> int:
    """Give the moment from which an office reports: when it was first held."""
    held = (mandate.start for mandate in state.offices.history(office.body, office.name))
    return max(office.start, min(held, default=office.start))
