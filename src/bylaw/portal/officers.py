"""Whose office a page is: the clause on an act names the office and its body, and the record says who holds it now.

An office of the same name in another body is another office: a branch's secretary is not the secretary of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bylaw.acts.places import bodies_of
from bylaw.portal.desk import Desk
from bylaw.rules.who import Who, parse_phrase
from bylaw.state import State
from bylaw.state.bodies import ROOT
from bylaw.state.offices import Mandate

WAITS = ("due", "emergency")
"""The places of a key that turns only when something is overdue, or while an emergency lasts."""


def seats(state: State, phrases: Iterable[str], body: str, at: int) -> Iterator[tuple[str, str]]:
    """Give the offices that phrases of a clause name for an act in a body, each with the body that it is of."""
    yield from _seats(state, (key for phrase in phrases for key in parse_phrase(phrase)), body, at)


def _seats(state: State, keys: Iterable[Who], body: str, at: int) -> Iterator[tuple[str, str]]:
    line = state.bodies.line(body, at)
    for key in keys:
        if key.kind == "office":
            places = (each for place in bodies_of(line, key) for each in state.bodies.here(place, at))
            yield from ((key.name, place.name) for place in places)


def serves(desk: Desk, member: str, kind: str) -> bool:
    """Whether a member holds an office now that the clause on an act names, for an act in whichever body."""
    return any(_held(desk, member, (kind,)))


def serves_in(desk: Desk, member: str, kind: str, body: str) -> bool:
    """Whether a member holds an office now that the clause on an act names, for an act in this body."""
    state, at = desk.state, desk.now()
    named = _named(state, kind, body, at)
    return any((m.office, m.body) in named and m.holds(at) for m in state.offices.of_member(member))


def open_to_member(desk: Desk, member: str, kind: str, body: str) -> bool:
    """Whether the clause on an act lets somebody do it in a body now as one of the members, with no office."""
    state, at = desk.state, desk.now()
    line, phrases = state.bodies.line(body, at), _phrases(state, kind, state.bodies.all[body].kind, at)
    single = (keys[0] for keys in map(parse_phrase, phrases) if len(keys) == 1)
    turned = (key for key in single if key.kind == "member" and key.place not in WAITS)
    where = (place for key in turned for place in bodies_of(line, key))
    return any(state.members.belongs(state, member, place, at) for place in where)


def reach(desk: Desk, member: str, kinds: Iterable[str]) -> frozenset[str]:
    """Give the bodies for which a member serves by an office that a clause on one of these acts names, and those below.

    An office of an organ serves the unit that the organ is of.
    """
    state, at = desk.state, desk.now()
    units = {_unit(state, mandate) for mandate in _held(desk, member, kinds)}
    return frozenset(below for unit in units for below in state.bodies.below(unit, at))


def among(desk: Desk, member: str, bodies: frozenset[str]) -> bool:
    """Whether a member is on the roll of one of these bodies now."""
    return any(spell.body in bodies for spell in desk.state.members.roll.current(member, desk.now()))


def within(desk: Desk, member: str, bodies: frozenset[str]) -> bool:
    """Whether a member is, or was last, on the roll of one of these bodies."""
    newest = desk.state.members.roll.spells.get(member, [])[-1:]
    return any(spell.body in bodies for spell in newest)


def holders(desk: Desk, kind: str, body: str) -> tuple[str, ...]:
    """Give the members who hold the offices now that the clause on an act names, for an act in a body."""
    state, at = desk.state, desk.now()
    return _holding(state, _named(state, kind, body, at), at)


def first_holders(desk: Desk, kind: str, body: str, law: int) -> tuple[str, ...]:
    """Give the members who hold the office now that the clause of the day ``law`` names first, for an act in a body.

    Of an act that two offices sign the first is the one that makes what it is about: of a box, the credentials.
    """
    state, at = desk.state, desk.now()
    first = (parse_phrase(company)[0] for company in companies(state, kind, body, law))
    return _holding(state, _seats(state, first, body, at), at)


def companies(state: State, kind: str, body: str, at: int) -> tuple[str, ...]:
    """Give who does an act in a body by the clause of a day: each company that may, as the clause writes it."""
    return _phrases(state, kind, state.bodies.all[body].kind, at)


def _holding(state: State, named: Iterable[tuple[str, str]], at: int) -> tuple[str, ...]:
    held = (m for office, place in named for m in state.offices.holders(place, office, at))
    return tuple(dict.fromkeys(m.member for m in held))


def _held(desk: Desk, member: str, kinds: Iterable[str]) -> Iterator[Mandate]:
    """Give the mandates of a member that the clauses on these acts name, for an act in whichever body."""
    state, at, asked = desk.state, desk.now(), tuple(kinds)
    for mandate in state.offices.of_member(member):
        if mandate.holds(at) and any(_names(state, kind, mandate, at) for kind in asked):
            yield mandate


def _names(state: State, kind: str, held: Mandate, at: int) -> bool:
    """Whether the clause on an act names an office of a body: for an act done there, or in a body below it."""
    bodies, office = state.bodies, held.office
    kinds = {each for each in bodies.kinds if office in _offices(_phrases(state, kind, each, at))}
    below = (each for each in bodies.below(_unit(state, held), at) if bodies.all[each].kind in kinds)
    return any((office, held.body) in _named(state, kind, body, at) for body in below)


def _unit(state: State, held: Mandate) -> str:
    """Give the unit that an office serves: the one that its organ is of, or its own body."""
    body = state.bodies.all[held.body]
    return body.parent or ROOT if body.organ else body.name


def _offices(phrases: Iterable[str]) -> frozenset[str]:
    """Give the names of the offices in phrases of a clause, of whichever body."""
    keys = (key for phrase in phrases for key in parse_phrase(phrase))
    return frozenset(key.name for key in keys if key.kind == "office")


def _named(state: State, kind: str, body: str, at: int) -> tuple[tuple[str, str], ...]:
    """Give the offices that the clause on an act names for an act in a body, each with the body that it is of."""
    return tuple(seats(state, _phrases(state, kind, state.bodies.all[body].kind, at), body, at))


def _phrases(state: State, kind: str, body_kind: str, at: int) -> tuple[str, ...]:
    law = state.bylaws.on(at).one("may", kind, body_kind)
    return law.rule.any_of if law else ()
