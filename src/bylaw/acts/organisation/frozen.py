"""The roll of an open vote: neither recut nor shortened until its result is declared or it is void."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State


def recut(state: State, bodies: Iterable[str], at: int) -> Iterator[Finding]:
    """Yield a finding for each election, past its record date, whose voters moving these bodies would recut.

    Ask with the bodies that a transfer, a split or a merger takes members from or brings them to.
    """
    above = [set(state.bodies.above[body]) for body in bodies]
    touched = set().union(*above) - set(above[0]).intersection(*above) if above else set()
    for election in state.elections.counting_in(sorted(touched), at):
        if election.record <= at:
            yield _open(election.name, "recut")


def shortened(state: State, member: str, at: int) -> Iterator[Finding]:
    """Yield a finding for each running election in which the member votes or stands."""
    bodies = {name for s in state.members.roll.current(member, at) for name in state.bodies.above[s.body]}
    bodies |= {mandate.body for mandate in state.offices.of_member(member) if mandate.holds(at)}
    votes = {election.name: election for election in state.elections.counting_in(sorted(bodies), at)}
    stands = {election.name: election for election in state.elections.naming(member, at)}
    for name in votes | stands:
        yield _open(name, "shortened")


def _open(name: str, how: str) -> Finding:
    found = f"election {name} is open: its roll would be {how}"
    return own(33, found, "wait until its result is declared, or it is void")
