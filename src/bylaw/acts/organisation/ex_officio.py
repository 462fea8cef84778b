"""Seats *ex officio*: which offices they follow, how many a body may have, and what is done with the other mandate.

Such a seat needs no act: it begins and ends with the mandate that it follows, which an election filled. Its office
lasts as long as the clause by which it was created says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bylaw.acts.days import day
from bylaw.acts.places import bodies_of, seats_in
from bylaw.rules.bylaws import Bylaws, Law
from bylaw.rules.clause import FOREVER, Provision
from bylaw.rules.finding import Finding
from bylaw.rules.measure import most, within
from bylaw.rules.own import own
from bylaw.rules.who import Who, parse_phrase
from bylaw.state import State
from bylaw.state.offices import Office

CREATE = "create-office"
"""The kind of act of which clauses on seats *ex officio* speak."""


def provided(law: Law, kind: str, office: str) -> Provision | None:
    """Give the clause by which an office of a kind of body follows others; None where it is elected."""
    return law.one("ex_officio", CREATE, kind, office)


def followed(state: State, law: Provision | None, body: str, at: int) -> tuple[tuple[str, str], ...]:
    """Give the offices, each with its body, that a clause means for a body, as far as they exist."""
    keys = (key for phrase in law.rule.follows for key in parse_phrase(phrase)) if law else ()
    return tuple(place for key in keys for place in _places(state, key, body, at))


def _places(state: State, key: Who, body: str, at: int) -> Iterator[tuple[str, str]]:
    unit = next(i for i, name in enumerate(state.bodies.above[body]) if not state.bodies.all[name].organ)
    for name in seats_in(state, bodies_of(state.bodies.above[body][unit:], key), at):
        office = state.offices.all.get((name, key.name))
        if name != body and office is not None and office.holds(at):
            yield name, key.name


def fit_seats(state: State, law: Provision, office: Office) -> Iterator[Finding]:
    """Yield a finding unless each office named is there once and elected, and the seats are as many as theirs."""
    if len(set(office.follows)) != len(law.rule.follows):
        there = ", ".join(map("/".join, office.follows)) or "none"
        yield law.breach(
            f"of the offices that {office.name} follows there is {there}", "create each of them once"
        )
    for body, name in office.follows:
        if state.offices.all[body, name].follows:
            yield own(32, f"{name} of {body} is itself held ex officio", "follow an office that is elected")
    seats = sum(state.offices.all[place].seats for place in office.follows)
    if office.follows and office.seats != seats:
        yield law.breach(f"seats: {office.seats}; those who sit: {seats}", f"create it with {seats}")


def capped(state: State, body: str, at: int, changes: Iterable[Office]) -> Iterator[Finding]:
    """Yield a finding for each clause by which too many seats of a body would be *ex officio* after changes."""
    offices = {office.name: office for office in (*state.offices.of_body(body, at), *changes)}
    seats = sum(office.seats for office in offices.values() if office.holds(at))
    without = sum(office.seats for office in offices.values() if office.holds(at) and office.follows)
    for law in state.bylaws.on(at).find("cap", CREATE, state.bodies.all[body].kind):
        if without and not within(law.rule.measure, without, seats):
            few = most(law.rule.measure, seats)
            found = f"seats of {body} that would be held ex officio: {without} of {seats}; at most: {few}"
            yield law.breach(found, "let more of its seats be elected, or fewer go with another office")


def lasts(state: State, body: str, office: str, since: int) -> int:
    """Give the day on which an office that is created now ends: another text says which offices it follows, or none."""
    kind = state.bodies.all[body].kind
    said = _follows(state.bylaws.on(since), kind, office)
    changes = (t for t in state.bylaws.changes(since) if _follows(state.bylaws.on(t), kind, office) != said)
    return next(changes, FOREVER) if said else FOREVER


def refit(state: State, at: int) -> None:
    """Let each office whose seats are *ex officio* last as the law that was changed just now has it."""
    for office in [each for each in state.offices.all.values() if each.follows and each.holds(at)]:
        end = lasts(state, office.body, office.name, office.start)
        state.offices.lasts(office.body, office.name, end, at)


def elective(state: State, offices: Iterable[Office], law: Bylaws, at: int) -> Iterator[Finding]:
    """Yield a finding for each office that is elected and that the law, now or later, lets follow others."""
    times = [t for t in (at, *law.changes(at)) if law.on(t).all("ex_officio")]
    for office in (each for each in offices if times and each.holds(at) and not each.follows):
        kind = state.bodies.all[office.body].kind
        for t in [t for t in times if provided(law.on(t), kind, office.name)][:1]:
            since = day(state, t)
            found = f"{office.name} of {office.body} is elected, and would be held ex officio from {since} on"
            yield own(32, found, "abolish it first, and create it once the clause is law")


def _follows(law: Law, kind: str, office: str) -> tuple[str, ...]:
    """Give the phrases by which an office of a kind of body follows others."""
    clause = provided(law, kind, office)
    return tuple(clause.rule.follows) if clause else ()


def elected(state: State, body: str, office: str, at: int) -> Iterator[Finding]:
    """Yield a finding when an office is held ex officio: nobody is elected to it."""
    found = state.offices.all.get((body, office))
    if found is not None and found.holds(at) and found.follows:
        others = ", ".join(map("/".join, found.follows))
        yield own(32, f"{office} of {body} goes with {others}", "name an office that is elected")


def of_its_own(state: State, name: str) -> Iterator[Finding]:
    """Yield a finding when a mandate is one *ex officio*: it begins and ends with the other one, and only so."""
    other = state.offices.mandates[name].follows
    if other:
        yield own(32, f"mandate {name} goes with mandate {other}", f"name {other}")
