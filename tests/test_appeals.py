"""A year of appeals in the proportions of the whole load: every effect right to the last case, by another reckoning."""

import os
from pathlib import Path

import pytest

import bylaw
from bylaw.ledger import take
from bylaw.projections.cases import cases
from bylaw.rehearsal.appeals import Load
from bylaw.rehearsal.oracle.appeals import Appeals
from bylaw.rules.load import load
from bylaw.state import State

WHOLE = (154_933, 85_273, 46_047)
"""Appeals in one year, of which heard, of which granted."""
SMALL = (310, 171, 92)
COOP = Path(bylaw.__file__).parent / "rules" / "profiles" / "cooperative.toml"


def year(size):
    made = Load(load(COOP.read_bytes()), *size)
    state, told = State(), Appeals("Europe/Berlin", 120)
    for raw, evidence in made.entries():
        taken = take(state, raw, evidence)
        assert not taken.refusals, "\n".join(map(str, taken.refusals))
        told.read(raw)
    return made, state, told


@pytest.fixture(scope="module")
def small():
    return year(WHOLE if os.environ.get("BYLAW_DEEP") else SMALL)


def size_of(made):
    return made.cases, made.heard, made.upheld


def test_the_figures_are_those_that_were_asked_for(small):
    made, state, told = small
    appeals, heard, granted = size_of(made)
    figures = told.figures()
    assert figures["appeals"] == appeals == len(state.cases.all)
    assert (figures["heard"], figures["granted"]) == (heard, granted)
    assert figures["overdue"] == appeals - heard
    assert round(100 * granted / heard) == 54


def test_every_effect_is_right_at_every_edge_of_every_case(small):
    made, state, told = small
    for n, case in enumerate(told.cases.values()):
        assert case.member == made.charged(n)
        for t, rests in told.moments(case):
            assert state.members.suspended(case.member, t) is rests, (n, t, case)


def test_the_roll_has_lost_those_whose_expulsion_was_carried_out_and_nobody_else(small):
    made, state, told = small
    for n in range(made.cases):
        member = made.charged(n)
        (spell,) = state.members.roll.spells[member]
        assert (spell.end if spell.cause else None) == told.gone.get(member), n
        assert spell.cause == ("expelled" if member in told.gone else "")
    everybody = frozenset(state.members.roll.classes)
    assert state.members.roll.count("root", made.ends, everybody) == len(state.members.roll.spells) - len(
        told.gone
    )


def test_every_overdue_appeal_is_shown_as_overdue(small):
    made, state, told = small
    lines = cases(state, "root", made.ends)
    assert {line.case for line in lines if line.overdue} == {
        name for name, case in told.cases.items() if case.overdue
    }


def test_another_reckoning_would_notice_one_wrong_case(small):
    _, state, told = small
    case = next(case for case in told.cases.values() if case.overdue and case.kind == "expulsion")
    gaps = state.members.suspensions[case.member]
    state.members.suspensions[case.member] = [(gaps[0][0], gaps[0][1] + 1)]
    try:
        assert any(state.members.suspended(case.member, t) is not rests for t, rests in told.moments(case))
    finally:
        state.members.suspensions[case.member] = gaps
