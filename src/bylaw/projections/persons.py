"""Courses, disclosed ties where they matter, platforms, and what offices bring and bodies spend."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.state.persons import Course, Tie


class CourseLine(Struct, frozen=True):
    """One course: on which topic, for whom and when, how many completed it, and which offices ask for the topic."""

    course: str
    topic: str
    body: str
    begins: str
    ends: str
    places: int
    completed: int
    asked_by: str


class TieLine(Struct, frozen=True):
    """One disclosed tie in force, with what either of the two holds or stands for."""

    member: str
    other: str
    sort: str
    since: str
    matters: str


class PlatformLine(Struct, frozen=True):
    """One platform and how many members have joined it."""

    platform: str
    body: str
    published: str
    joined: int


class MoneyLine(Struct, frozen=True):
    """One benefit of office or one commitment: for what, how much, and on how many bids and dissents it rests."""

    name: str
    sort: str
    body: str
    words: str
    amount: int
    unit: str
    day: str
    bids: int
    dissents: int


def courses(state: State, body: str, at: int) -> tuple[CourseLine, ...]:
    """Give the courses offered by ``at`` in a body and those below it, the newest first."""
    within = frozenset(state.bodies.below(body))
    found = [c for c in state.persons.courses.values() if c.at <= at and c.body in within]
    return tuple(_course(state, course, at) for course in reversed(found))


def ties(state: State, _body: str, at: int) -> tuple[TieLine, ...]:
    """Give the disclosed ties in force, for whoever appoints, votes or inquires."""
    every = {id(tie): tie for told in state.persons.ties.values() for tie in told}
    return tuple(_tie(state, tie, at) for tie in every.values() if tie.start <= at < tie.end)


def platforms(state: State, body: str, at: int) -> tuple[PlatformLine, ...]:
    """Give the platforms put to a body and those below it, the newest first."""
    within = frozenset(state.bodies.below(body))
    found = [p for p in state.persons.platforms.values() if p.at <= at and p.body in within]
    return tuple(
        PlatformLine(p.name, p.body, rfc3339(p.at)[:10], len(state.persons.joined[p.name]))
        for p in reversed(found)
    )


def money(state: State, body: str, at: int) -> tuple[MoneyLine, ...]:
    """Give the benefits in force and every commitment by ``at`` in a body and those below it."""
    within = frozenset(state.bodies.below(body))
    return tuple(line for line in _money(state, at) if line.body in within)


def _money(state: State, at: int) -> Iterator[MoneyLine]:
    spending = state.spending
    for b in spending.benefits.values():
        if b.at <= at < b.ends:
            words = f"{b.office}: {b.words}"
            yield MoneyLine(b.name, "benefit", b.body, words, b.value, b.unit, rfc3339(b.ends)[:10], 0, 0)
    for c in spending.commitments.values():
        if c.at <= at:
            under = spending.bids[c.bid].specification if c.bid else ""
            bids, dissents = len(spending.under(under)), len(spending.dissents.get(under, ()))
            fields = (c.name, "commitment", c.body, c.words, c.total, c.unit, rfc3339(c.at)[:10])
            yield MoneyLine(*fields, bids, dissents)


def _course(state: State, it: Course, at: int) -> CourseLine:
    done = sum(1 for when in state.persons.completed[it.name].values() if when <= at)
    asks = {
        p.where.office or "every office"
        for p in state.bylaws.on(at).all("eligible")
        if it.topic in p.rule.courses
    }
    times = (rfc3339(it.begins)[:10], rfc3339(it.ends)[:10])
    return CourseLine(it.name, it.topic, it.body, *times, it.places, done, ", ".join(sorted(asks)))


def _tie(state: State, tie: Tie, at: int) -> TieLine:
    matters = []
    for member in (tie.member, tie.other):
        matters += [f"{m.office} of {m.body}" for m in state.offices.of_member(member) if m.holds(at)]
        matters += [f"stands in {e.name}" for e in state.elections.naming(member, at)]
    return TieLine(tie.member, tie.other, tie.sort, rfc3339(tie.start)[:10], "; ".join(matters))
