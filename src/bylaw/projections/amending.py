"""What an amendment would change, or did: each clause before and after, from when, and what refuses it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from bylaw.acts.law.amendment import AmendBylaws
from bylaw.acts.registry import BY_KIND
from bylaw.ledger import apart_from_signers
from bylaw.rules.clause import Clause
from bylaw.rules.finding import Finding
from bylaw.rules.names import Known, misnamed
from bylaw.state import State

Stage = Literal["proposed", "waiting", "entered", "annulled", "asked"]
"""How far it came: not entered; waiting for a register, or to wait for one; entered; annulled; asked for, no more."""


class Change(Struct, frozen=True):
    """One clause before and after; before it is new, or after it is repealed, there is none."""

    no: str
    before: Clause | None
    after: Clause | None


class Amending(Struct, frozen=True):
    """What an amendment changes: ``since`` is the first second of it as law, were it entered now.

    Where it waits for a register, nobody knows that moment yet; of one that was annulled ``since`` is when, and of one
    that was only asked for, when that was. ``refusals`` come from floors and from other clauses, whoever signs;
    ``idle`` are names in the clauses that are nothing's here, so that they would have no effect.
    """

    stage: Stage
    changes: tuple[Change, ...]
    since: int
    refusals: tuple[Finding, ...] = ()
    idle: tuple[Finding, ...] = ()


def entered(state: State, act: AmendBylaws, at: int) -> Amending | None:
    """Give what an amendment changed, or will, once it was entered; None where none was entered in these words."""
    made = state.amendments.all.get(act.name)
    if made is None or (made.clauses, made.repeals) != (act.clauses, act.repeals):
        return None
    if made.annulled:
        return Amending("annulled", tuple(_changes(state, act, made.since)), made.annulled)
    if made.waits:
        return Amending("waiting", tuple(_changes(state, act, at + 1)), made.since)
    return Amending("entered", tuple(_changes(state, act, made.since)), made.since)


def is_open(state: State, matter: str, at: int) -> bool:
    """Whether what a motion or a petition asks for, word for word, is still decided on or waits to be carried out."""
    motions, petitions = state.motions.all.values(), state.petitions.all.values()
    return (
        any(each.matter == matter and not each.outcome for each in motions)
        or any(each.matter == matter and not each.filed and at < each.closes for each in petitions)
        or any(each.matter == matter and each.holds(at) for each in state.warrants.all.values())
    )


def asked(state: State, act: AmendBylaws, at: int) -> Amending:
    """Give what an amendment would have changed that was asked for at a moment and came to nothing."""
    return Amending("asked", tuple(_changes(state, act, at + 1)), at)


def amending(state: State, act: AmendBylaws, at: int) -> Amending:
    """Give what an amendment would change if it were entered at a moment."""
    known = Known(tuple(BY_KIND), tuple(state.bodies.kinds), tuple(state.offices.names))
    found = apart_from_signers(state, act, at)
    since, waits = act.takes_effect(state, at)
    refusals = tuple(dict.fromkeys(each for each in found if each.refuses))
    stage: Stage = "waiting" if waits else "proposed"
    return Amending(
        stage, tuple(_changes(state, act, since)), since, refusals, tuple(misnamed(act.clauses, known))
    )


def _changes(state: State, act: AmendBylaws, since: int) -> Iterator[Change]:
    """Compare with what is law just before: another amendment may begin in between."""
    now = {clause.no: clause for clause in state.bylaws.in_force(since - 1)}
    for clause in act.clauses:
        yield Change(clause.no, now.get(clause.no), clause)
    for number in act.repeals:
        yield Change(number, now.get(number), None)
