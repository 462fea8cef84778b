"""Who stands in for an office: while it is vacant or the rights of all its holders rest, as a clause says, at once."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.act import Act
from bylaw.acts.places import awake, bodies_of, seats_in
from bylaw.rules.clause import Provision
from bylaw.rules.who import Who, parse_phrase
from bylaw.state import State
from bylaw.state.offices import Mandate


def deputies(state: State, act: Act, at: int, key: Who) -> tuple[Who, ...]:
    """Give who stands in for an office now; nobody while one who holds it may act, or where no clause says who."""
    return stand_ins(state, act.kind(), act.place(state), key, at)


def stand_ins(state: State, kind: str, here: str, key: Who, at: int) -> tuple[Who, ...]:
    """Give who stands in for an office in acts of a kind that are done in a body."""
    law = stand_in_law(state, kind, here, key, at)
    return named(law) if law else ()


def named(law: Provision) -> tuple[Who, ...]:
    """Give whom a clause on deputies names."""
    return tuple(other for phrase in law.rule.any_of for other in parse_phrase(phrase))


def stand_in_law(state: State, kind: str, here: str, key: Who, at: int) -> Provision | None:
    """Give the clause by which others stand in for an office now; None while it needs nobody, or no clause says who."""
    body = state.bodies.all.get(here)
    rests = state.members.rests
    asked = state.bylaws.on(at).find("deputy", kind, body.kind if body else "", key.name)
    if not asked or not any(True for _ in _seats(state, here, key, at)):
        return None
    if any(not rests(m.member, "office", at) for m in _held(state, here, key, at)):
        return None
    return asked[0]


def against(state: State, act: Act, at: int, key: Who, member: str) -> str:
    """Say why a member does not stand in for an office: she has charged its holder, and gains nothing by it."""
    for seat in _held(state, act.place(state), key, at):
        if any(member in case.accusers for case in state.cases.of_member(seat.member)):
            return f"{member} has charged {seat.member}, and does not stand in for her"
    return ""


def _held(state: State, here: str, key: Who, at: int) -> Iterator[Mandate]:
    for body in _seats(state, here, key, at):
        yield from (seat for seat in state.offices.in_body(body, at) if seat.office == key.name)


def _seats(state: State, here: str, key: Who, at: int) -> Iterator[str]:
    """Give the bodies in which there is this office: one that was never made, or is abolished, is not vacant."""
    places = bodies_of(state.bodies.above.get(here, (here,)), key)
    for body in seats_in(state, awake(state, places, at), at):
        office = state.offices.all.get((body, key.name))
        if office is not None and office.holds(at):
            yield body
