"""Leaving: what ends with a membership, whatever ends it."""

from __future__ import annotations

from msgspec.structs import replace

from bylaw.rules.clause import FOREVER
from bylaw.state import State


def leave(state: State, member: str, at: int, cause: str) -> None:
    """End a member's spells, mandates (as an envoy, too), candidacies and requests from now on, with one cause."""
    roll = state.members.roll
    for spell in list(roll.current(member, at)):
        old = roll.close(member, spell.body, at, cause, state.bodies.above[spell.body])
        state.members.left[member] = replace(old, end=at, cause=cause)
    state.offices.forget(member)
    for mandate in list(state.offices.of_member(member)):
        state.offices.close(mandate.name, at, cause)
    for envoy in state.delegations.missions(member):
        state.delegations.close(envoy, at, cause)
    for election in list(state.elections.naming(member, at)):
        named = state.elections.nominations[election.name][member]
        if named.withdrawn == FOREVER:
            state.elections.nominate(election.name, replace(named, withdrawn=at))
    state.members.transfers.pop(member, None)
    state.members.lapsing.pop(member, None)


def move(state: State, member: str, at: int, cause: str, **changes: str | int) -> None:
    """Begin the next spell of a membership where the one before ends: seniority and its end go with it."""
    roll, above = state.members.roll, state.bodies.above
    old = next(roll.current(member, at))
    roll.close(member, old.body, at, cause, above[old.body])
    new = replace(old, start=at, joined=old.since, cause="", how="", **changes)
    roll.enter(member, new, above[new.body])
