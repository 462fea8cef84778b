"""Criticism that the record knows, and the charge that answers it: whom she criticised does not charge her at home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from bylaw.acts.matter import read_matter
from bylaw.acts.organisation.offices import RemoveFromOffice
from bylaw.state import State


class Charge(Protocol):
    """A charge as it is moved or brought: where, and against whom."""

    @property
    def body(self) -> str:
        """The body in which it is brought."""

    @property
    def charged(self) -> str:
        """The member charged."""


_REMOVAL = '{"act":"remove-from-office/'


def criticise(state: State, critic: str, matter: str, at: int) -> None:
    """Note that a motion or a petition asks for somebody's removal from office."""
    if not matter.startswith(_REMOVAL):
        return
    act = read_matter(matter, ())
    held = state.offices.mandates.get(act.mandate) if isinstance(act, RemoveFromOffice) else None
    if held:
        state.cases.criticise(critic, held.member, at)


def criticised_by(state: State, critic: str, at: int) -> dict[str, int]:
    """Give everybody whom a member has criticised, with when she last did.

    A complaint about a body criticises whoever held an office or a seat in it on that day.
    """
    found: dict[str, int] = {}
    for target, t in _told(state, critic):
        if target and t <= at:
            found[target] = max(t, found.get(target, t))
    return found


def retaliation(state: State, charge: Charge, members: Iterable[str], at: int) -> Iterator[tuple[str, int]]:
    """Give those of the members who would answer criticism by charging her at home, each with when she criticised them.

    In a body above, where she is on no roll, whom she criticised may.
    """
    if not any(spell.body == charge.body for spell in state.members.roll.current(charge.charged, at)):
        return
    targets = criticised_by(state, charge.charged, at)
    for member in dict.fromkeys(members):
        if member in targets:
            yield member, targets[member]


def _told(state: State, critic: str) -> Iterator[tuple[str, int]]:
    yield from state.cases.critics.get(critic, {}).items()
    yield from ((case.charged, case.at) for case in state.cases.by_accuser(critic))
    for one in state.complaints.of_author(critic):
        yield one.against, one.at
        if one.target:
            yield from ((seat.member, one.at) for seat in state.offices.in_body(one.target, one.at))
