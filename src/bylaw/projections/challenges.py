"""What was decided about an election and can be challenged, is under challenge, or was ruled on."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.acts.voting.challenged import closes, current, decided
from bylaw.state import State
from bylaw.state.challenges import Challenge
from bylaw.state.elections import Election


class Contested(Struct, frozen=True):
    """One decision: ``what`` and of which unit, until when it can be challenged, by how many it was, and the ruling."""

    what: str
    unit: str
    since: int
    until: int
    open: bool
    challengers: int
    challenge: Challenge | None
    lapsed: bool


def contested(state: State, election: Election, at: int) -> Iterator[Contested]:
    """Give what can be challenged, or was, in an election: of the whole first, then of its units."""
    for unit in ("", *election.voided):
        found, one = decided(state, election, unit), current(state, election, unit)
        until = closes(state, election, unit)
        if until:
            filed = state.challenges.filed.get((election.name, unit, found.since), {})
            lapsed = one is not None and one.lapsed(at)
            ruled = one is not None and (lapsed or bool(one.ruling))
            yield Contested(
                found.what, unit, found.since, until, at < until and not ruled, len(filed), one, lapsed
            )
