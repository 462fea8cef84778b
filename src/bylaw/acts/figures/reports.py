"""Figures of reports: what officers filed, what was rejected, and what was not there on its day."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.accountability.accounts import LastDay, again_by, begun, last_day
from bylaw.acts.figures.definition import Definition, Event, Subject
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.offices import Office
from bylaw.state.reports import Report

FIGURES = (
    Definition("reports", "reports", "reports of office filed"),
    Definition("reports-rejected", "reports", "reports rejected, whenever they were filed"),
    Definition(
        "reports-overdue",
        "reports",
        "reports that were not there on their last day: each period of an office counts once, on that day",
    ),
)


def events(state: State, at: int) -> Iterator[Event]:
    """Give every report, rejection and missed day until a moment, in the body of the office."""
    for report in state.reports.all.values():
        yield Event("reports", report.at, state.bodies.line(report.body, report.at))
        if report.outcome == "rejected":
            yield Event("reports-rejected", report.decided, state.bodies.line(report.body, report.decided))
    for office in state.offices.all.values():
        for missed in _missed(state, office, min(at, office.end)):
            yield Event("reports-overdue", missed, state.bodies.line(office.body, missed))


def _missed(state: State, office: Office, last: int) -> Iterator[int]:
    """Give each last day until ``last`` that passed without the report of its period."""
    owes = _Owes(state, office)
    for at, report in (*_steps(state, office), (last, None)):
        yield from owes.until(min(at, last))
        if report is not None and at == report.at:
            owes.filed(report)
        elif report is not None:
            owes.rejected(report)


def _steps(state: State, office: Office) -> list[tuple[int, Report]]:
    """Give the reports of an office when they were filed, and again when they were rejected, in order."""
    own = list(state.reports.of_office(office.body, office.name))
    rejected = [(report.decided, report) for report in own if report.outcome == "rejected"]
    return sorted([*((report.at, report) for report in own), *rejected], key=lambda step: step[0])


class _Owes:
    """What an office owes while its years are gone through: the period that is next, and its last day.

    The law is that of the day on which a period begins, or the first after it that asks for reports.
    """

    def __init__(self, state: State, office: Office) -> None:
        self._state, self._office = state, office
        self._covered = self._before = begun(state, office)
        self._last, self._filed = self._next(), ""
        self._by = self._last.by

    def until(self, at: int) -> Iterator[int]:
        """Give the last days that pass by ``at``; each passes once."""
        while self._by <= at:
            yield self._by
            self._cover(self._last.ends - 1)

    def filed(self, report: Report) -> None:
        """Count what a report covers."""
        self._filed, before = report.name, self._covered
        self._cover(max(before, report.until))
        self._before = before

    def rejected(self, report: Report) -> None:
        """Take that back, if nothing was filed since; another is due by the clause's days."""
        if report.name == self._filed:
            self._cover(self._before)
            again = again_by(self._state, report, report.decided)
            self._by = max(min(again, self._by), report.decided)

    def _cover(self, until: int) -> None:
        self._covered = self._before = until
        self._last = self._next()
        self._by = self._last.by

    def _next(self) -> LastDay:
        """Give the period after what is covered; one that never ends where no law asks for reports."""
        starts = {start for _, start, _ in self._state.bylaws.clauses if start > self._covered}
        for at in (self._covered, *sorted(starts)):
            found = last_day(self._state, self._office, at, at)
            if found is not None:
                return found
        return LastDay(FOREVER, FOREVER)


SUBJECT = Subject("reports", FIGURES, events)
