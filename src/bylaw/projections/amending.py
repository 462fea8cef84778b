"""What an amendment would change: each clause as it is and as it would be, from when, and what refuses it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.acts.law.amendment import AmendBylaws
from bylaw.acts.registry import BY_KIND
from bylaw.ledger import apart_from_signers
from bylaw.rules.clause import Clause
from bylaw.rules.finding import Finding
from bylaw.rules.names import Known, misnamed
from bylaw.state import State


class Change(Struct, frozen=True):
    """One clause before and after; before it is new, or after it is repealed, there is none."""

    no: str
    before: Clause | None
    after: Clause | None


class Amending(Struct, frozen=True):
    """What an amendment changes: ``since`` is the first second of it as law, were it entered now.

    Where it waits for a register, nobody knows that moment yet. ``refusals`` come from floors and from other clauses,
    whoever signs; ``idle`` are names in the clauses that are nothing's here, so that they would have no effect.
    """

    changes: tuple[Change, ...]
    since: int
    waits: bool
    refusals: tuple[Finding, ...]
    idle: tuple[Finding, ...]


def amending(state: State, act: AmendBylaws, at: int) -> Amending:
    """Give what an amendment would change if it were entered at a moment."""
    known = Known(tuple(BY_KIND), tuple(state.bodies.kinds), tuple(state.offices.names))
    found = apart_from_signers(state, act, at)
    since, waits = act.takes_effect(state, at)
    refusals = tuple(dict.fromkeys(each for each in found if each.refuses))
    return Amending(
        tuple(_changes(state, act, since)), since, waits, refusals, tuple(misnamed(act.clauses, known))
    )


def _changes(state: State, act: AmendBylaws, since: int) -> Iterator[Change]:
    """Compare with what is law just before: another amendment may begin in between."""
    now = {clause.no: clause for clause in state.bylaws.in_force(since - 1)}
    for clause in act.clauses:
        yield Change(clause.no, now.get(clause.no), clause)
    for number in act.repeals:
        yield Change(number, now.get(number), None)
