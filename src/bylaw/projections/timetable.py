"""The timetable: what has a date, before and after a moment."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.acts.voting.challenged import closes, current
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.state import State


class Date(Struct, frozen=True):
    """One dated event of a body: when, what, and about which thing."""

    at: str
    body: str
    what: str
    about: str


def timetable(state: State, body: str, at: int) -> tuple[Date, ...]:
    """Give what is to come, from ``at`` on, in a body and those below it, the nearest first."""
    within = frozenset(state.bodies.below(body))
    tables = (_elections, _challenges, _meetings, _mandates, _bylaws, _keys, _emergencies, _lapses)
    every = (dated for table in tables for dated in table(state))
    coming = sorted((when, where, what, about) for when, where, what, about in every if at <= when < FOREVER)
    return tuple(Date(rfc3339(w), b, what, about) for w, b, what, about in coming if b in within)


Dated = tuple[int, str, str, str]


def _elections(state: State) -> Iterator[Dated]:
    for election in state.elections.all.values():
        if election.outcome:
            continue
        name = f"{election.office}: {election.name}"
        yield election.nominations, election.unit, "nominations end", name
        yield election.record, election.unit, "the roll closes", name
        yield election.opens, election.unit, "the poll opens", name
        yield election.closes, election.unit, "the poll closes", name
        yield election.begins, election.unit, "the mandates begin", name


def _challenges(state: State) -> Iterator[Dated]:
    for election in state.elections.all.values():
        name = f"{election.office}: {election.name}"
        for unit in ("", *election.voided):
            one, until = current(state, election, unit), closes(state, election, unit)
            if one is not None and not one.ruling:
                yield (
                    one.decide_by,
                    election.unit,
                    "the challenge is decided, or the vote is held again",
                    name,
                )
            elif one is None and until:
                yield until, election.unit, "the time to challenge what was decided ends", name
        if election.reinstated and not election.outcome:
            yield (
                election.reinstated,
                election.unit,
                "the result is declared, or the vote is held again",
                name,
            )


def _meetings(state: State) -> Iterator[Dated]:
    for meeting in state.meetings.all.values():
        if not meeting.closed:
            yield meeting.begins, meeting.body, "meeting", meeting.name
    for session in state.meetings.sessions.values():
        if not session.released:
            body = state.meetings.all[session.meeting].body
            yield session.release, body, "closed minutes are released", session.name


def _mandates(state: State) -> Iterator[Dated]:
    for mandate in state.offices.mandates.values():
        if not mandate.cause:
            yield (
                mandate.uncut or mandate.due,
                mandate.body,
                f"a term is over: {mandate.office}",
                mandate.member,
            )
            yield mandate.start, mandate.body, f"a term begins: {mandate.office}", mandate.member


def _bylaws(state: State) -> Iterator[Dated]:
    for amendment in state.amendments.all.values():
        if not amendment.waits and not 0 < amendment.annulled <= amendment.since:
            numbers = ", ".join([clause.no for clause in amendment.clauses] + list(amendment.repeals))
            yield amendment.since, "root", "an amendment becomes law", f"{amendment.name}: {numbers}"


def _keys(state: State) -> Iterator[Dated]:
    for recovery in state.keys.recoveries.values():
        if not recovery.stopped:
            yield (
                recovery.ends,
                "root",
                "a recovered key begins, unless the old one stops it",
                recovery.member,
            )


def _lapses(state: State) -> Iterator[Dated]:
    for lapse in state.flaws.lapses.values():
        if not lapse.confirmed:
            yield lapse.ends, lapse.body, f"unless confirmed this lapses: {lapse.kind}", lapse.thing


def _emergencies(state: State) -> Iterator[Dated]:
    for told in state.emergencies.all.values():
        what = "an emergency ends" if told.powers else "a stop order ends"
        yield told.end, told.body, what if told.confirmed else f"{what} unless confirmed", told.name
