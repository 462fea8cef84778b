"""Duties: what ought to be done now, by whom, since when; nothing here is a finding on an act."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from bylaw.acts.accountability.accounts import FILE, owed
from bylaw.acts.accountability.directives import ANSWER, acknowledge_by, stage
from bylaw.acts.assemblies.deliberation import MOVE, asked
from bylaw.acts.assemblies.motions import question_of
from bylaw.acts.days import day, first_day, interval_ends, limit
from bylaw.acts.members.on_paper import disownable, paper_of
from bylaw.acts.voting.electing import unit_of
from bylaw.projections.boxes import box_undone
from bylaw.projections.casework import cases_due
from bylaw.projections.polling import elections_due
from bylaw.projections.undone import (
    Open,
    complaints_due,
    confirmations_due,
    control_reports_due,
    files_due,
    warnings_due,
)
from bylaw.projections.whose import whose
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.bodies import ROOT
from bylaw.state.motions import Motion

COUNT = "count-petition"
VOTE = "record-vote"


class Duty(Struct, frozen=True):
    """One thing that ought to be done: the act, who may do it now by its clause, by when, and why."""

    act: str
    body: str
    about: str
    who: str
    clause: str
    by: str
    overdue: bool
    why: str


def duties(state: State, body: str, at: int) -> tuple[Duty, ...]:
    """Give the duties of a body and of those below it at ``at``, the most overdue first."""
    within = frozenset(state.bodies.below(body))
    undone = chain(
        _meetings(state, at),
        _minutes(state, at),
        _motions_to_vote_on(state, at),
        elections_due(state, at),
        box_undone(state, at),
        _applications(state, at),
        _reports_to_file(state, at),
        _reports_to_decide(state),
        _petitions_to_count(state),
        _campaigns_to_close(state),
        _directives_to_answer(state, at),
        _commissions_to_report(state),
        _appraisals_to_answer(state),
        _registrations(state),
        _papers(state),
        cases_due(state, at),
        complaints_due(state, at),
        warnings_due(state, at),
        _card_lists(state, at),
        _access_heads(state, at),
        confirmations_due(state, at),
        files_due(state, at),
        control_reports_due(state, at),
    )
    found = (_duty(state, each, at) for each in undone if each.body in within)
    return tuple(sorted(found, key=lambda d: (not d.overdue, d.by or "9", d.act)))


def _duty(state: State, undone: Open, at: int) -> Duty:
    law, may = whose(state, undone.act, undone.body, at, undone.office)
    by = rfc3339(undone.by) if undone.by < FOREVER else ""
    clause = law.no if law else ""
    return Duty(
        undone.act,
        undone.body,
        undone.about,
        undone.who or may,
        clause,
        by,
        overdue=at >= undone.by,
        why=undone.why,
    )


def _meetings(state: State, at: int) -> Iterator[Open]:
    for body in state.bodies.all.values():
        law = state.bylaws.on(at).one("interval", "call-meeting", body.kind)
        coming = any(
            m.body == body.name and not m.closed and m.begins >= at for m in state.meetings.all.values()
        )
        if law is None or not body.holds(at) or coming:
            continue
        last = state.meetings.last.get(body.name, body.start)
        by = interval_ends(state, law.rule, last)
        may = state.bylaws.on(at).one("may", "call-meeting", body.kind)
        why = f"met last on {day(state, last)}: clause {law.no}"
        if may and may.no == law.no:  # which is told beside it
            why = f"met last on {day(state, last)}"
        yield Open("call-meeting", body.name, "", by, why)


def _minutes(state: State, at: int) -> Iterator[Open]:
    for meeting in state.meetings.all.values():
        if meeting.closed and not meeting.filed:
            law = state.bylaws.on(at).one("window", "file-minutes", state.bodies.all[meeting.body].kind)
            by = limit(state, meeting.begins, law.rule.days) if law else FOREVER
            why = f"closed on {day(state, meeting.closed)} without minutes"
            yield Open("file-minutes", meeting.body, meeting.name, by, why)
        elif meeting.filed and not meeting.approved:
            why = f"minutes filed on {day(state, meeting.filed)} wait for approval"
            yield Open("approve-minutes", meeting.body, meeting.name, FOREVER, why)
    for session in state.meetings.sessions.values():
        if not session.released:
            body = state.meetings.all[session.meeting].body
            yield Open("release-session", body, session.name, session.release, session.reason)


def _motions_to_vote_on(state: State, at: int) -> Iterator[Open]:
    """Give the motions whose discussion is over; by when they are voted on, the clause on the window says."""
    for motion in state.motions.all.values():
        if motion.decided or not motion.ends or at < motion.ends or _forum(state, motion) != "discussion":
            continue
        kind = state.bodies.all[motion.body].kind
        law = state.bylaws.on(motion.at).one("window", VOTE, kind)
        by = limit(state, motion.ends - 1, law.rule.days) if law else FOREVER
        yield Open(
            VOTE, motion.body, motion.name, by, f"its discussion ended on {day(state, motion.ends - 1)}"
        )


def _forum(state: State, motion: Motion) -> str:
    laws = asked(state, question_of(motion), "forum", MOVE)
    return laws[0].rule.kind if laws else ""


def _applications(state: State, at: int) -> Iterator[Open]:
    for application in state.members.applications.values():
        if application.outcome:
            continue
        kind = state.bodies.all[application.body].kind
        law = state.bylaws.on(at).one("admission", "admit", kind)
        days = law.rule.objection_days if law else 0
        by = first_day(state, days, "before", application.at)
        why = f"applied on {day(state, application.at)}"
        if (paper := paper_of(state, application.member)) is not None:
            by = max(by, *(ends for _law, ends in disownable(state, paper)))
            why = f"applied on paper, confirmed on {day(state, paper.confirmed)}"
        yield Open("admit", application.body, application.member, by, why)


def _reports_to_file(state: State, at: int) -> Iterator[Open]:
    for office in state.offices.all.values():
        found = owed(state, office.body, office.name, at) if office.holds(at) else None
        if found is not None:
            why = f"reports reach until {day(state, found.covered)}"
            yield Open(FILE, unit_of(state, office.body), office.name, found.by, why, office.name)


def _reports_to_decide(state: State) -> Iterator[Open]:
    for report in state.reports.all.values():
        if not report.outcome:
            body = unit_of(state, report.body)
            why = f"filed on {day(state, report.at)}; remarks: {len(state.reports.remarks[report.name])}"
            yield Open("decide-report", body, report.name, FOREVER, why, report.office)


def _petitions_to_count(state: State) -> Iterator[Open]:
    for petition in state.petitions.all.values():
        counts = state.petitions.counts[petition.name]
        if petition.signing == "sealed" and petition.filed and not counts:
            law = state.bylaws.on(petition.at).one("window", COUNT, state.bodies.all[petition.body].kind)
            by = limit(state, petition.filed, law.rule.days) if law else FOREVER
            why = f"filed on {day(state, petition.filed)}; its sealed signatures wait for two tellers"
            yield Open(COUNT, petition.body, petition.name, by, why)


def _campaigns_to_close(state: State) -> Iterator[Open]:
    for campaign in state.campaigns.all.values():
        if campaign.closed == FOREVER:
            why = f"opened on {day(state, campaign.at)}"
            yield Open("close-campaign", campaign.body, campaign.name, campaign.closes, why)


def _directives_to_answer(state: State, at: int) -> Iterator[Open]:
    for it in state.directives.all.values():
        if it.ended <= at or stage(state, it, at) == "cannot be done":
            continue
        by = min(acknowledge_by(state, it, at), it.deadline)
        why = f"{it.sort} {it.name} of {it.body}, {stage(state, it, at)}"
        yield Open(ANSWER, unit_of(state, it.to), it.office, by, why, it.office)


def _commissions_to_report(state: State) -> Iterator[Open]:
    for it in state.commissions.all.values():
        if it.reported == FOREVER:
            yield Open("report-commission", it.body, it.name, it.deadline, f"opened on {day(state, it.at)}")


def _appraisals_to_answer(state: State) -> Iterator[Open]:
    for it in state.persons.appraisals.values():
        if it.answered == FOREVER:
            yield Open("answer-appraisal", "root", it.name, FOREVER, f"filed on {day(state, it.at)}")


def _registrations(state: State) -> Iterator[Open]:
    for amendment in state.amendments.all.values():
        if amendment.waits:
            why = "adopted; law only once it is registered"
            yield Open("register-amendment", "root", amendment.name, FOREVER, why)


def _papers(state: State) -> Iterator[Open]:
    for paper in state.corrections.papers.values():
        if not paper.confirmed and not paper.disowned:
            why = f"entered on {day(state, paper.entered)}; another officer confirms it"
            yield Open("confirm-paper", "root", paper.name, FOREVER, why)


def _card_lists(state: State, at: int) -> Iterator[Open]:
    good = any(at < min(card.end, card.expires) for card in state.cards.all.values())
    if good and state.cards.lists:
        last = state.cards.lists[-1].expires
        yield Open("publish-card-status", ROOT, "", last, f"doors stand still from {day(state, last)} on")
    elif good:
        yield Open("publish-card-status", ROOT, "", at, "no door has a list")


def _access_heads(state: State, at: int) -> Iterator[Open]:
    law = state.bylaws.on(at).one("interval", "record-access-head", state.bodies.all[ROOT].kind)
    if law:
        last = state.accesses.last
        since = last.at if last else state.identity.founded or state.bodies.all[ROOT].start
        why = f"entered last on {day(state, last.at)}" if last else "never entered"
        yield Open("record-access-head", ROOT, "", interval_ends(state, law.rule, since), why)
