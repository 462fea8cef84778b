"""What passes on when bodies are recut, and when they may not be: while a vote that counts them runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from bylaw.acts.days import day
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.roll import Spell


def frozen(state: State, bodies: Iterable[str], at: int) -> Iterator[Finding]:
    """Yield a finding for each running election that counts, or fills an office in, one of these bodies."""
    recut = set(bodies)
    for election in state.elections.running(at):
        hit = recut.intersection((election.electing, election.body, election.unit, *election.units))
        if hit:
            found = f"election {election.name} is running in {', '.join(sorted(hit))}"
            yield own(33, found, "wait until it is declared or void")


def recut(state: State, body: str, successor: str) -> set[str]:
    """Give the bodies whose roll changes when that of one passes to another: both ways up, until they meet."""
    return set(state.bodies.above[body]) ^ set(state.bodies.above[successor])


def in_being(state: State, body: str, at: int) -> Iterator[Finding]:
    """Yield a finding when a body has been dissolved, for good or for a time."""
    thing = state.bodies.all[body]
    if thing.resting(at):
        found = f"{body} is dissolved until {day(state, thing.rests[-1][1] - 1)}, unless that is confirmed"
        yield own(15, found, "wait, or have it confirmed")
    elif not thing.holds(at):
        heir = f"name {thing.successor}" if thing.successor else "name a body that exists"
        yield own(15, f"{body} was dissolved", heir)


def hang(state: State, unit: str, parent: str, at: int) -> None:
    """Hang a unit with everything under it elsewhere, and count its members there from now on."""
    old = state.bodies.above[unit]
    state.bodies.hang(unit, parent, at)
    new = state.bodies.above[unit]
    left = tuple(name for name in old if name not in new)
    gained = tuple(name for name in new if name not in old)
    state.members.roll.rehang(state.bodies.below(unit), left, gained, at)


def move(state: State, members: Iterable[tuple[str, Spell]], to: str, at: int, cause: str) -> None:
    """Move members to another body with class and seniority; who is on its roll already only leaves."""
    roll, above = state.members.roll, state.bodies.above
    for member, spell in members:
        roll.close(member, spell.body, at, cause, above[spell.body])
        if roll.spell(member, to, at) is None:
            roll.enter(member, Spell(to, spell.cls, at, spell.end, joined=spell.since), above[to])


def pass_on(state: State, body: str, successor: str, at: int, cause: str) -> None:
    """End a body: units, members and open requests pass to its successor; organs, offices and envoys' mandates end."""
    for child in list(state.bodies.children(body, at)):
        if child.organ:
            end_offices(state, child.name, at)
            state.bodies.close(child.name, at, "")
        else:
            hang(state, child.name, successor, at)
    end_offices(state, body, at)
    for envoy in state.delegations.sent_by(body):
        state.delegations.close(envoy, at, cause)
    move(state, list(state.members.roll.listing((body,), at)), successor, at, cause)
    for application in list(state.members.applications.values()):
        if application.body == body and not application.outcome:
            state.members.applications[application.member] = replace(application, body=successor)
    for member, (to, asked) in list(state.members.transfers.items()):
        if to == body:
            state.members.transfers[member] = (successor, asked)
    state.bodies.close(body, at, successor)


def end_offices(state: State, body: str, at: int) -> None:
    """End the offices of a body and every mandate in them."""
    for office in list(state.offices.of_body(body, at)):
        state.offices.abolish(body, office.name, at)
