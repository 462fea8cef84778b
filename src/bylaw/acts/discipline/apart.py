"""Who has a part in a case and does not judge it: for each word of the clause on the panel, those whom it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from bylaw.rules.bylaws import Law
from bylaw.rules.who import parse_phrase
from bylaw.state import State
from bylaw.state.cases import Case
from bylaw.state.offices import Mandate


class Asked(NamedTuple):
    """Which of these members have a part in this case at this moment, by the law of its charge."""

    state: State
    case: Case
    judges: Sequence[str]
    at: int


def parted(state: State, case: Case, judges: Sequence[str], at: int) -> dict[str, Sequence[str]]:
    """Give those of the judges who have a part in a case, by the word of the clause; a word without any is left out."""
    asked = Asked(state, case, judges, at)
    return {part: found for part, has in CONFLICTS.items() if (found := has(asked))}


def _accuser(of: Asked) -> Sequence[str]:
    brought = of.case.accusers
    return [judge for judge in of.judges if judge in brought]


def _accused(of: Asked) -> Sequence[str]:
    return (of.case.charged,) if of.case.charged in of.judges else ()


def _witness(of: Asked) -> Sequence[str]:
    items = of.state.cases.evidence(of.case.name)
    return list(dict.fromkeys([item.bringer for item in items if item.bringer in of.judges]))


def _executive(of: Asked) -> Sequence[str]:
    """Give those who hold power under the bylaws in that body or above: no office with power judges."""
    held = [
        mandate
        for judge in of.judges
        for mandate in of.state.offices.of_member(judge)
        if mandate.holds(of.at)
    ]
    if not held:
        return ()
    line = of.state.bodies.line(of.case.body, of.at)
    near = {body.name for place in line for body in of.state.bodies.here(place, of.at)}
    offices, kinds = powers(of.state.bylaws.on(of.case.at))
    power = [m for m in held if m.body in near and (m.office in offices or _governs(of.state, m, kinds))]
    return list(dict.fromkeys(mandate.member for mandate in power))


def _governs(state: State, mandate: Mandate, kinds: frozenset[str]) -> bool:
    body = state.bodies.all[mandate.body]
    return body.organ and body.kind in kinds


def _kin(of: Asked) -> Sequence[str]:
    ties = of.state.cases.ties
    near = [ties[party] for party in (of.case.charged, *of.case.accusers) if party in ties] if ties else ()
    return [judge for judge in of.judges if any(judge in tied for tied in near)] if near else ()


def _heir(of: Asked) -> Sequence[str]:
    held = [m.source for m in of.state.offices.of_member(of.case.charged) if of.case.at < m.end]
    waiting = (
        {heir for source in held for heir in of.state.offices.alternates.get(source, ())} if held else ()
    )
    return [judge for judge in of.judges if judge in waiting] if waiting else ()


def _investigator(of: Asked) -> Sequence[str]:
    inquire = of.state.cases.investigators.get(of.case.name)
    return [judge for judge in of.judges if judge in inquire] if inquire else ()


CONFLICTS: dict[str, Callable[[Asked], Sequence[str]]] = {
    "accuser": _accuser,
    "accused": _accused,
    "witness": _witness,
    "executive": _executive,
    "kin": _kin,
    "heir": _heir,
    "investigator": _investigator,
}
"""Who of the judges has a part in a case, by the word in the clause on the panel."""


JUDGING = "decide-challenge"
"""The kind of act by which an office judges under a clause of its own: that is no power over those who are judged."""


@lru_cache(maxsize=64)
def powers(law: Law) -> tuple[frozenset[str], frozenset[str]]:
    """Give the offices that some clause lets act, and the kinds of body whose resolution lets somebody act."""
    clauses = (clause for clause in law.all("may") if clause.where.of != JUDGING)
    keys = [key for clause in clauses for phrase in clause.rule.any_of for key in parse_phrase(phrase)]
    return (
        frozenset(key.name for key in keys if key.kind == "office"),
        frozenset(key.name for key in keys if key.kind == "resolution"),
    )
