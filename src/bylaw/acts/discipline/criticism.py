"""Criticism that the record knows, and the charge that answers it: whom she criticised does not charge her at home."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.matter import read_matter
from bylaw.acts.organisation.offices import RemoveFromOffice
from bylaw.state import State

_REMOVAL = '{"act":"remove-from-office/'


def criticise(state: State, critic: str, matter: str, at: int) -> None:
    """Note that a motion or a petition asks for somebody's removal from office."""
    if not matter.startswith(_REMOVAL):
        return
    act = read_matter(matter, ())
    held = state.offices.mandates.get(act.mandate) if isinstance(act, RemoveFromOffice) else None
    if held:
        state.cases.criticise(critic, held.member, at)


def criticised(state: State, critic: str, target: str, at: int) -> int | None:
    """Give when a member last criticised another by charge, complaint, motion or petition; None if she never did."""
    return max((t for t in _times(state, critic, target) if t <= at), default=None)


def _times(state: State, critic: str, target: str) -> Iterator[int]:
    if (moved := state.cases.critics.get(critic, {}).get(target)) is not None:
        yield moved
    yield from (case.at for case in state.cases.by_accuser(critic) if case.charged == target)
    yield from (one.at for one in state.complaints.of_author(critic) if one.against == target)
