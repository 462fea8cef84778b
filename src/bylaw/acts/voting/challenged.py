"""Facts of challenges that several acts ask for: what was decided, until when it is open, what waits for a ruling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from bylaw.acts.act import Act
from bylaw.acts.days import day, limit
from bylaw.rules.clause import FOREVER, Provision
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.challenges import Challenge, Void
from bylaw.state.elections import Election

CHALLENGE = "challenge-election"
"""The kind of act that opens the process: clauses about a challenge select it."""


class Decided(NamedTuple):
    """What was decided last about an election or one of its units, and when; a ruling is not challenged again."""

    what: Literal["", "void", "result", "ruling"] = ""
    since: int = FOREVER


def decided(state: State, election: Election, unit: str = "") -> Decided:
    """Give what was decided last, of the whole election or of one of its units while there is no result."""
    void = state.challenges.voids.get((election.name, unit))
    if unit:
        open_ = not election.outcome and unit in election.voided
        return Decided("void", void.at) if void and open_ else Decided()
    if election.outcome == "void":
        return Decided("void", void.at) if void else Decided("ruling", election.end)
    return Decided("result", election.end) if election.outcome == "declared" else Decided()


def time_for(state: State, election: Election) -> Provision:
    """Give the clause, or the floor, on the days for a challenge and for its ruling."""
    kind = state.bodies.all[election.unit].kind
    return state.bylaws.on(election.called).find("appeal", CHALLENGE, kind, election.office)[0]


def closes(state: State, election: Election, unit: str = "") -> int:
    """Give the moment until which what was decided can be challenged; 0 where nothing is decided, or for good."""
    found = decided(state, election, unit)
    if found.what not in ("void", "result") or election.question:
        return 0
    return limit(state, found.since, time_for(state, election).rule.within_days)


def current(state: State, election: Election, unit: str = "") -> Challenge | None:
    """Give the challenge of what was decided last, if somebody challenged it."""
    return state.challenges.of(election.name, unit, decided(state, election, unit).since)


def waiting(state: State, elections: Iterable[Election], at: int) -> Challenge | None:
    """Give the first challenge of these elections that waits for a ruling."""
    for election in elections:
        for unit in ("", *election.voided):
            found = current(state, election, unit)
            if found is not None and found.waits(at):
                return found
    return None


def unchallenged(state: State, body: str, office: str, at: int) -> Iterator[Finding]:
    """Yield a finding while a void or a result of an election to this office waits for a ruling."""
    past = (one for one in state.elections.of_office(body, office) if not one.question)
    if one := waiting(state, past, at):
        found = f"{one.unit or one.election} is under challenge until {day(state, one.decide_by)}"
        yield own(15, found, "wait for the ruling, or for that day")


def again(state: State, past: list[Election], at: int) -> str:
    """Say why the last vote on an office is held again: after a ruling, or because nobody ruled or declared in time."""
    if not past:
        return ""
    last = past[-1]
    found = current(state, last)
    if last.reinstated and last.runs(at) and last.reinstated <= at:
        return f"{last.name} was to be declared by {day(state, last.reinstated)}"
    if found is not None and found.lapsed(at):
        return f"the challenge of {last.name} was not decided by {day(state, found.decide_by)}"
    rulings = [one for one in state.challenges.all.get(last.name, ()) if one.ruling and not one.unit]
    if last.outcome == "void" and rulings:
        one = rulings[-1]
        return f"the challenge of {last.name} was decided on {day(state, one.ruled)}"
    return ""


def void_by(state: State, act: Act, at: int) -> Void:
    """Give a void as the state keeps it: with the bodies and offices by whose right it was done."""
    rights = frozenset(right for signer in act.by if (right := body_of(state, signer.right, signer.ref)))
    return Void(at, tuple(signer.member for signer in act.by), rights)


def body_of(state: State, right: str, ref: str) -> str:
    """Name the body or office by whose right somebody signs; empty where it is her own."""
    if right == "warrant" and (warrant := state.warrants.all.get(ref)):
        return f"{warrant.kind} of {warrant.body}"
    if right == "office" and (mandate := state.offices.mandates.get(ref)):
        return f"office {mandate.office} of {mandate.body}"
    return ""
