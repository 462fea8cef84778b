"""Who has a part in a case: the member charged, those who brought it, those who judge it now, those who inquire."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.state import State
from bylaw.state.cases import Case


def part(state: State, case: Case, member: str) -> str:
    """Say which part a member has in a case; empty when she has none."""
    parts = (
        ("charged", member == case.charged),
        ("accuser", member in case.accusers),
        ("panel", member in state.cases.panels[case.name]),
        ("investigator", member in state.cases.investigators.get(case.name, ())),
    )
    return next((name for name, has in parts if has), "")


def cases_of(state: State, member: str) -> list[tuple[Case, str]]:
    """Give the cases in which a member has a part, oldest first, each with her part."""
    cases = state.cases
    names = {case.name for case in (*cases.of_member(member), *cases.by_accuser(member))}
    names.update(cases.sat.get(member, ()))
    names.update(name for name, who in cases.investigators.items() if member in who)
    found = ((cases.all[name], part(state, cases.all[name], member)) for name in names)
    return sorted(((case, role) for case, role in found if role), key=lambda pair: (pair[0].at, pair[0].name))


def company(state: State, member: str) -> Iterator[str]:
    """Give everybody who has a part in a case in which a member has one, or brought evidence there."""
    for case, _role in cases_of(state, member):
        yield from (case.charged, *case.accusers, *state.cases.panels[case.name])
        yield from state.cases.investigators.get(case.name, ())
        yield from (item.bringer for item in state.cases.evidence(case.name))
