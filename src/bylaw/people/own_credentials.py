"""Credentials that members made themselves: the identifier they are bound to, and the public halves that they sent."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from bylaw.acts.members.franchise import votes
from bylaw.acts.voting.electing import voters_of
from bylaw.belenios.prover.setup import uuid_of
from bylaw.people.register import Register
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.elections import Election

GROUP = "Ed25519"
"""The group of every credential that a member makes before there is an archive."""


def makeable(state: State, election: Election, at: int) -> bool:
    """Whether credentials of an election can still be made: it is for a box, called, and none is set up."""
    runs = election.opened == FOREVER and election.runs(at)
    return (
        election.means == "box"
        and runs
        and not any(state.boxes.of(election.name, unit) for unit in election.units)
    )


def identifier(state: State, election: Election, unit: str) -> str:
    """Give the identifier of the archive of a unit of an election: from the record, before the box is set up.

    Of a box for several elections it is that of the first.
    """
    return uuid_of(msgspec.json.encode([state.identity.org, election.name, unit]))


def unit_of(state: State, election: Election, member: str, at: int) -> str:
    """Give the unit in which a member votes, as the roll stands at ``at``; the first where she is on none."""
    on = min(at, election.record)
    found = (u for u in election.units if votes(state, member, voters_of(state, election, u), on))
    return next(found, election.units[0])


def half_of(state: State, register: Register, election: str, member: str) -> str:
    """Give the public half that the record's commitment of a member is to; empty where none is kept here."""
    commitment = state.boxes.sent.get(election, {}).get(member)
    opening = register.papers.opened(commitment) if commitment else None
    return opening.value.decode("ascii", "replace") if opening else ""


def sent(state: State, register: Register, election: Election, unit: str) -> Iterator[tuple[str, str]]:
    """Yield each voter of a unit who sent a public half, with it; empty where what opens it is not kept here.

    Who sent one and is not on the roll when it closes has no place in the list of credentials.
    """
    for member in sorted(state.boxes.sent.get(election.name, ())):
        hers = unit_of(state, election, member, election.record) == unit
        if hers and votes(state, member, voters_of(state, election, unit), election.record):
            yield member, half_of(state, register, election.name, member)
