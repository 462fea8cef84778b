"""Who stands in for an office: while it is vacant or the rights of all its holders rest, as a clause says, at once."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.act import Act
from bylaw.acts.places import awake, places, seats_in
from bylaw.rules.who import Who, parse_phrase
from bylaw.state import State
from bylaw.state.offices import Mandate


def deputies(state: State, act: Act, at: int, key: Who) -> tuple[Who, ...]:
    """Give who stands in for an office now; nobody while one who holds it may act, or where no clause says who."""
    body = state.bodies.all.get(act.place(state))
    asked = state.bylaws.on(at).find("deputy", act.kind(), body.kind if body else "", key.name)
    rests = state.members.rests
    if not asked or any(not rests(m.member, "office", at) for m in _held(state, act, at, key)):
        return ()
    return tuple(other for phrase in asked[0].rule.any_of for other in parse_phrase(phrase))


def against(state: State, act: Act, at: int, key: Who, member: str) -> str:
    """Say why a member does not stand in for an office: she has charged its holder, and gains nothing by it."""
    for seat in _held(state, act, at, key):
        if any(member in case.accusers for case in state.cases.of_member(seat.member)):
            return f"{member} has charged {seat.member}, and does not stand in for her"
    return ""


def _held(state: State, act: Act, at: int, key: Who) -> Iterator[Mandate]:
    for body in seats_in(state, awake(state, places(state, act, key), at), at):
        yield from (seat for seat in state.offices.in_body(body, at) if seat.office == key.name)
