"""Whose office a page is: the clause on an act names the offices, and the record says who holds them now."""

from __future__ import annotations

from collections.abc import Iterable

from bylaw.portal.desk import Desk
from bylaw.rules.who import parse_phrase
from bylaw.state.bodies import ROOT


def offices_for(desk: Desk, kind: str) -> frozenset[str]:
    """Give the offices that the clause on an act names; none where no clause names one."""
    state = desk.state
    law = state.bylaws.on(desk.now()).one("may", kind, state.bodies.all[ROOT].kind)
    phrases = law.rule.any_of if law else ()
    keys = (key for phrase in phrases for key in parse_phrase(phrase))
    return frozenset(key.name for key in keys if key.kind == "office")


def serves(desk: Desk, member: str, kind: str) -> bool:
    """Whether a member holds an office now that the clause on an act names."""
    held = {m.office for m in desk.state.offices.of_member(member) if m.holds(desk.now())}
    return bool(held & offices_for(desk, kind))


def reach(desk: Desk, member: str, kinds: Iterable[str]) -> frozenset[str]:
    """Give the bodies for which a member serves by an office that a clause on one of these acts names, and those below.

    An office of an organ serves the unit that the organ is of.
    """
    state, at = desk.state, desk.now()
    named = frozenset[str]().union(*(offices_for(desk, kind) for kind in kinds))
    held = (m.body for m in state.offices.of_member(member) if m.holds(at) and m.office in named)
    units = {state.bodies.all[body].parent if state.bodies.all[body].organ else body for body in held}
    return frozenset(below for unit in units for below in state.bodies.below(unit or ROOT, at))


def holders(desk: Desk, kind: str) -> tuple[str, ...]:
    """Give the members who hold those offices now."""
    named, at = offices_for(desk, kind), desk.now()
    held = (m for m in desk.state.offices.mandates.values() if m.holds(at) and m.office in named)
    return tuple(dict.fromkeys(m.member for m in held))
