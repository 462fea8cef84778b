"""Group C on discipline as classes: every step left out, every part at every stage, every number moved, every late hand.

Single rows with their twins stand in `tests/acts` (test_discipline, test_appeals, test_reopening, test_inquiry,
test_sealed); here each class is run through whole.
"""

from __future__ import annotations

from itertools import combinations

import pytest
from msgspec.structs import replace

from tests.acts.justice import ACCUSER, CHARGED, DRAWER, JUDGES, OTHERS, Court
from tests.acts.society import person

STEPS = ("serve", "seat", "hear", "find", "sanction")
"""C9: the way from the charge to a sanction; an item is always on file."""


def walk(s: Court, without: frozenset[str]) -> list[str]:
    """Try every step in order but those left out; give those that were refused."""
    refused = []
    s.bring().file()
    acts = {
        "serve": lambda: ("serve-charge", s.secretary, {"hearing": s.stamp(14), "record": s.text()}),
        "seat": lambda: ("seat-panel", DRAWER, s.bench(*JUDGES)),
        "hear": lambda: ("hold-hearing", s.panel(*JUDGES), {"record": s.text()}),
        "find": lambda: ("decide-finding", s.panel(*JUDGES), s.finding()),
        "sanction": lambda: ("decide-sanction", s.panel(*JUDGES), s.sanction()),
    }
    for step in STEPS:
        if step == "hear":
            s.wait(15)
        if step not in without:
            kind, by, fields = acts[step]()
            if any(f.refuses for f in s.judged(kind, by, **{"case": "c1"} | fields)):
                s.refused(kind, by, **{"case": "c1"} | fields)
                refused.append(step)
            else:
                s.do(kind, by, **{"case": "c1"} | fields)
    return refused


LEFT_OUT = [frozenset(c) for n in range(1, 5) for c in combinations(STEPS[:-1], n)]


@pytest.mark.parametrize("without", LEFT_OUT, ids=lambda steps: "+".join(sorted(steps)))
def test_c9_whatever_step_is_left_out_there_is_no_sanction(without):
    s = Court()
    assert "sanction" in walk(s, without)
    assert not s.rests()
    assert s.member()


def test_c9_twin_with_every_step_there_is_one():
    s = Court()
    assert walk(s, frozenset()) == []
    assert s.rests()


def gains_part(s: Court, part: str, judge: int) -> None:
    """Give a judge who sits a part in the case."""
    if part == "kin":
        s.do("declare-tie", s.herself(judge), member=person(judge), other=person(CHARGED))
    elif part == "executive":
        held = s.state.offices.mandates[s.secretary.ref]
        s.state.offices.seat(replace(held, name="new", member=person(judge)))
    elif part == "heir":
        s.state.offices.keep("founding", [person(judge)])
    else:
        s.state.members.suspensions[person(judge)] = [(s.now, s.now + 10**8)]


@pytest.mark.parametrize("stage", ["hear", "find", "sanction", "appeal"])
@pytest.mark.parametrize("part", ["kin", "executive", "heir", "suspended"])
def test_c11_a_part_that_a_judge_gains_later_stops_the_next_step(part, stage):
    s = Court().bring().serve().file()
    s.seat(*JUDGES)
    s.wait(14)
    if stage != "hear":
        s.hear(*JUDGES)
    if stage in ("sanction", "appeal"):
        s.do("decide-finding", s.panel(*JUDGES), **s.finding())
    judges = JUDGES
    if stage == "appeal":
        s.do("decide-sanction", s.panel(*JUDGES), **s.sanction())
        s.do("appeal", s.herself(), case="c1", grounds=s.text())
        s.seat(*OTHERS)
        judges = OTHERS
    act = {
        "hear": ("hold-hearing", {"case": "c1", "record": s.text()}),
        "find": ("decide-finding", s.finding()),
        "sanction": ("decide-sanction", s.sanction()),
        "appeal": ("decide-appeal", s.ruling("upheld")),
    }[stage]
    assert s.judged(act[0], s.panel(*judges), **act[1]) == (), "without a part it is taken"
    gains_part(s, part, judges[0])
    refused = s.refused(act[0], s.panel(*judges), **act[1])
    assert set(refused) <= {"22", "floor 7"}
    assert "22" in refused


@pytest.mark.parametrize("by", [CHARGED, ACCUSER, 5])
def test_c11_whoever_has_a_part_decides_nothing_by_signing_as_panel(by):
    s = Court().bring().heard(*JUDGES)
    signers = s.panel(by, *JUDGES[1:])
    assert s.refused("decide-finding", signers, **s.finding()) == ["26"]
    s.do("decide-finding", s.panel(*JUDGES[:2]), **s.finding())


@pytest.mark.parametrize("who", [99, 14])
def test_c13_nobody_outside_charges_and_no_one_who_left(who):
    s = Court()
    if who == 14:
        s.do("resign", s.herself(14), member=person(14))
    refused = s.refused("bring-charge", who, **s.charge())
    assert set(refused) & {"20", "bylaw 7"}
    s.bring()


@pytest.mark.parametrize(("numbers", "field", "less"), [
    ({"prepare": 20}, "prepare", 1), ({"within": 20}, "within", 1), ({"decide": 45}, "decide", 1),
])  # fmt: skip
def test_change_the_number_and_the_verdict_changes(numbers, field, less):
    days = numbers[field]
    if field == "prepare":
        s = Court(**numbers).bring()
        early = {"case": "c1", "hearing": s.stamp(days - less), "record": s.text()}
        assert s.refused("serve-charge", s.secretary, **early) == ["21"]
        t = Court(prepare=days - less).bring()
        t.do("serve-charge", t.secretary, **early)
    elif field == "within":
        s, t = Court(**numbers).decided(), Court(within=days + less).decided()
        for court in (s, t):
            court.wait(days + less)
        told = {"case": "c1", "grounds": s.text()}
        assert s.refused("appeal", s.herself(), **told) == ["23"]
        t.do("appeal", t.herself(), **told)
    else:
        s, t = Court(**numbers).appealed(), Court(decide=days + less).appealed()
        assert not s.rests(days + 0.9)
        assert t.rests(days + 0.9)


@pytest.mark.parametrize("kind", ["serve-charge", "seat-panel", "hold-hearing", "decide-finding", "decide-sanction",
                                  "decide-appeal", "carry-out"])  # fmt: skip
def test_c16_after_finality_no_late_hand_changes_a_case(kind):
    s = Court().appealed()
    s.rule("upheld")
    s.wait(1)
    acts = {
        "serve-charge": (s.secretary, {"case": "c1", "hearing": s.stamp(20), "record": s.text()}),
        "seat-panel": (DRAWER, s.bench(12, 13, 14)),
        "hold-hearing": (s.panel(*OTHERS), {"case": "c1", "record": s.text()}),
        "decide-finding": (s.panel(*OTHERS), s.finding(outcome="not-proven")),
        "decide-sanction": (s.panel(*OTHERS), s.sanction(days=3)),
        "decide-appeal": (s.panel(*OTHERS), s.ruling("overturned")),
        "carry-out": (s.secretary, {"case": "c1"}),
    }
    by, fields = acts[kind]
    before = list(s.state.members.suspensions[person(CHARGED)])
    assert s.refused(kind, by, **fields)
    assert s.state.members.suspensions[person(CHARGED)] == before
    s.do("file-evidence", s.herself(), case="c1", item="i9", sort="document", content=s.text())
    s.do("reopen-case", 13, case="c1", items=("i9",), reasons=s.text())


def test_c31_a_measure_has_no_end_without_a_last_day_and_no_third():
    s = Court().bring()
    told = {"case": "c1", "member": person(CHARGED), "reasons": s.text()}
    assert s.refused("interim-measure", s.secretary, **told, last="9999-12-31T23:59:59Z") == [
        "29",
        "floor 10",
    ]
    for _ in range(2):
        s.do("interim-measure", s.secretary, **told | {"reasons": s.text()}, last=s.stamp(30))
        s.wait(30)
    assert not s.rests(), "it ended by itself"
    late = told | {"reasons": s.text(), "last": s.stamp(1)}
    assert s.refused("interim-measure", s.secretary, **late) == ["29", "floor 10"]
