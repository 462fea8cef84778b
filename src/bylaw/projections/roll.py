"""The roll of any body at any moment."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.acts.members.franchise import franchise, votes
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.state import State


class RollLine(Struct, frozen=True):
    """One member of a body: since when, in which unit and class, until when if that is known, and whether she votes."""

    member: str
    body: str
    cls: str
    since: str
    until: str
    votes: bool


def roll(state: State, body: str, at: int) -> Iterator[RollLine]:
    """Give the roll of a body and of the units below it, in the order of entry."""
    rules = franchise(state, body, at)
    for member, spell in state.members.roll.listing(state.bodies.below(body, at), at):
        until = rfc3339(spell.end) if spell.end < FOREVER else ""
        yield RollLine(
            member, spell.body, spell.cls, rfc3339(spell.start), until, votes=votes(state, member, rules, at)
        )
