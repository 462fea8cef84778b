"""Reports filed and owed, and the terms that run, run out or run on: nobody's office goes on unseen."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.acts.accountability.accounts import owed
from bylaw.acts.voting.electing import why_due
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.offices import Mandate, Office
from bylaw.state.reports import Report


class ReportLine(Struct, frozen=True):
    """One report, or one that is owed: of which office, until when it reports, and how far it has come."""

    report: str
    office: str
    body: str
    until: str
    stage: str
    by: str
    remarks: int
    decided: str


class TermLine(Struct, frozen=True):
    """One seat of an office: who holds it, whether the term runs, ran out or runs on, and what is due."""

    office: str
    body: str
    holder: str
    since: str
    until: str
    stage: str
    due: str


def reports(state: State, body: str, at: int) -> tuple[ReportLine, ...]:
    """Give what a body and those below it owe at ``at``, by its day; then what was filed, the newest first."""
    within = frozenset(state.bodies.below(body))
    filed = [_filed(state, r, at) for r in state.reports.all.values() if r.at <= at and r.body in within]
    owing = sorted(_owed(state, within, at), key=lambda line: line.by)
    return (*owing, *reversed(filed))


def terms(state: State, body: str, at: int) -> tuple[TermLine, ...]:
    """Give every seat of a body and those below it, with the term that runs or ran out."""
    within = frozenset(state.bodies.below(body))
    offices = (o for o in state.offices.all.values() if o.body in within and o.holds(at))
    return tuple(line for office in offices for line in _seats(state, office, at))


def _owed(state: State, within: frozenset[str], at: int) -> Iterator[ReportLine]:
    for office in state.offices.all.values():
        if office.body not in within or not office.holds(at):
            continue
        found = owed(state, office.body, office.name, at)
        if found is not None:
            stage = "overdue" if at >= found.by else "owed"
            yield ReportLine("", office.name, office.body, "", stage, rfc3339(found.by), 0, "")


def _filed(state: State, report: Report, at: int) -> ReportLine:
    decided = report.decided <= at
    stage = report.outcome if decided else "filed"
    remarks = sum(1 for remark in state.reports.remarks[report.name] if remark.at <= at)
    when = rfc3339(report.decided)[:10] if decided else ""
    return ReportLine(
        report.name, report.office, report.body, rfc3339(report.until)[:10], stage, "", remarks, when
    )


def _seats(state: State, office: Office, at: int) -> Iterator[TermLine]:
    due = why_due(state, office.body, office.name, at)
    held = list(state.offices.holders(office.body, office.name, at))
    for mandate in held:
        yield _held(mandate, due, at)
    for _ in range(office.seats - len(held)):
        yield TermLine(office.name, office.body, "", "", "", "vacant", due)


def _held(mandate: Mandate, due: str, at: int) -> TermLine:
    stage = "runs on after its term" if mandate.due <= at else "runs"
    until = rfc3339(mandate.due)[:10] if mandate.due < FOREVER else ""
    since = rfc3339(mandate.start)[:10]
    return TermLine(mandate.office, mandate.body, mandate.member, since, until, stage, due)
