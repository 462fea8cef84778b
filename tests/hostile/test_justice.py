"""Complaints, emergencies and control against those who would bury, prolong or shield: refused beside what is allowed.

Each number is the fixture's; where it is changed, the verdict changes.
"""

from __future__ import annotations

import pytest

from bylaw.acts.reader import read_act
from bylaw.acts.registry import BY_KIND
from bylaw.acts.substance import substance
from bylaw.projections.complaints import complaints
from bylaw.projections.emergency import emergencies
from bylaw.record.broken import Broken
from bylaw.record.encoding import encode
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May
from tests.acts.alarm import Alarm
from tests.acts.grievances import AUTHOR, CLERK, FIRST, HOLDERS, OTHER, SECOND, Branch
from tests.acts.society import person


def lies(s, name="k1"):
    (line,) = (each for each in complaints(s.state, "root", s.now) if each.complaint == name)
    return line


@pytest.mark.parametrize("days", [1, 7, 14])
def test_c34_a_step_that_nobody_takes_escalates_on_the_fixtures_day(days):
    s = Branch(acknowledge=days).filed()
    before = s.state.size
    s.wait(days + 1)
    assert (lies(s).climbed, lies(s).held_in) == (1, "root")
    assert s.state.size == before, "no entry was needed"


def test_c34_acknowledging_again_and_again_does_not_hold_a_complaint():
    s = Branch().filed()
    s.do("acknowledge-complaint", s.clerk, **s.step())
    for _ in range(3):
        s.wait(4)
        assert s.refused("acknowledge-complaint", s.clerk, **s.step()) == ["bylaw 15"]
    s.wait(3)
    assert lies(s).climbed == 1
    s.do("acknowledge-complaint", s.director, **s.step())


def test_c34_an_answer_kept_until_after_the_day_is_no_answer():
    s = Branch().filed()
    answer = s.act("answer-complaint", s.clerk, **s.step(answer=s.text()))
    s.wait(8)
    assert [f.clause for f in s.judged("answer-complaint", s.clerk, **s.step(answer=answer.answer))] == ["41"]
    s.do("answer-complaint", s.director, **s.step(answer=answer.answer))


@pytest.mark.parametrize("target", [CLERK, FIRST, SECOND])
def test_c33_whoever_is_meant_acts_on_no_step(target):
    s = Branch().filed(against=person(target))
    office = "clerk" if target == CLERK else "director"
    s.wait(0 if target == CLERK else 8)
    for kind, told in (
        ("acknowledge-complaint", {}),
        ("answer-complaint", {"answer": s.text()}),
        ("decide-complaint", {"outcome": "dismissed", "reasons": s.text()}),
    ):
        assert "bylaw 21" in s.refused(kind, s.office(target, office), **s.step(**told))
    other = s.office(SECOND if target == FIRST else FIRST, "director")
    s.do("decide-complaint", other, **s.step(outcome="dismissed", reasons=s.text()))


def test_c33_nor_under_a_resolution_that_she_bears():
    s = Branch(holders=("resolution assembly root", "office director root")).filed(against=person(OTHER))
    told = s.step(outcome="dismissed", reasons=s.text())
    bears, _ = s.resolved("decide-complaint", OTHER, **told)
    assert s.refused("decide-complaint", bears, **told) == ["bylaw 21"]
    bears, _ = s.resolved("decide-complaint", FIRST, **told)
    s.do("decide-complaint", bears, **told)


def test_a_warrant_of_the_holder_before_does_not_decide():
    s = Branch(holders=("resolution assembly here", "resolution assembly root"))
    assert lies(s.filed()).holder == HOLDERS[2], "a branch is no assembly: passed over"
    told = s.step(outcome="dismissed", reasons=s.text())
    by, _ = s.resolved("decide-complaint", OTHER, body="north", **told)
    assert s.refused("decide-complaint", by, **told) == ["41"]
    by, _ = s.resolved("decide-complaint", OTHER, **told)
    other = told | {"outcome": "upheld"}
    assert s.refused("decide-complaint", by, **other) == ["41"], "another act than was resolved on"
    s.do("decide-complaint", by, **told)


def test_a_rider_an_ended_mandate_and_another_body():
    s = Branch().filed()
    assert s.refused("acknowledge-complaint", (s.clerk, s.director), **s.step()) == ["41"]
    ended = s.clerk
    s.wait(1)
    s.do("remove-from-office", s.director, mandate="interim.0", reasons=s.text())
    assert "41" in s.refused("acknowledge-complaint", ended, **s.step())
    s.wait(8)
    s.do("acknowledge-complaint", s.director, **s.step())


def test_a_complaint_is_not_withdrawn_for_her():
    s = Branch().filed()
    for n in (CLERK, FIRST, OTHER):
        assert "bylaw 35" in s.refused("withdraw-complaint", s.herself(n), complaint="k1")
    s.do("withdraw-complaint", s.herself(AUTHOR), complaint="k1")


@pytest.mark.parametrize("days", [10, 30, 60])
def test_c31_powers_end_by_themselves_on_the_fixtures_day(days):
    s = Alarm(days=days).declared(days=days).confirmed()
    before = s.state.size
    s.wait(days - 1)
    assert s.holds()
    s.wait(2)
    assert not s.holds()
    assert s.state.size == before


def test_c31_an_emergency_is_not_prolonged_by_another_name_above_or_below():
    s = Alarm().declared().confirmed()
    s.wait(51)
    assert "50" in s.refused("declare-emergency", s.secretary, **s.measure("e2", days=9))
    below = s.judged("declare-emergency", s.secretary, **s.measure("e2", days=9, body="board"))
    assert "floor 31" in {f.clause for f in below}
    s.wait(61)
    s.declared("e2", days=9)


def test_c31_an_emergency_is_not_amended_into_being_longer():
    s = Alarm().declared()
    law = s.state.bylaws
    longer = [c for c in Alarm(confirm=30).state.bylaws.in_force(s.now) if c.no in ("50", "53")]
    law.adopt(longer, s.now + 1)
    s.wait(15)
    assert emergencies(s.state, "root", s.now)[0].stage == "lapsed unconfirmed"


@pytest.mark.parametrize(
    "kind", ["decide-appeal", "hold-hearing", "carry-out", "open-poll", "declare-result", "amend-bylaws"]
)
def test_a_clause_cannot_give_what_no_emergency_can_name(kind):
    s = Alarm().declared(powers=("meeting-notice", "send-envoy", "adjourn-meeting")).confirmed()
    clause = Clause(
        no="99", words="w", of=(kind,), body=("assembly",), may=May(any_of=("office secretary emergency",))
    )
    s.state.bylaws.adopt((clause,), s.now)
    line = s.state.bodies.above["root"]
    assert not s.state.emergencies.grants(kind, line, s.now)
    assert s.state.emergencies.grants("send-envoy", line, s.now)


def test_c30_no_act_of_these_chapters_orders_a_number_of_members():
    chapters = ("complaints", "warnings", "control", "emergency")
    kinds = [act for act in BY_KIND.values() if act.__module__.rpartition(".")[2] in chapters]
    assert len(kinds) == 17
    for act in kinds:
        numbers = {name for name, kind in act.__annotations__.items() if kind in ("Count", "int")}
        assert numbers <= {"asked", "overdue"}, act.kind()


def test_bytes_that_are_almost_an_act_are_none():
    s = Alarm()
    good = encode(s.act("declare-emergency", s.secretary, **s.measure()))
    assert not isinstance(read_act(good), Broken)
    for old, new in (
        (b'"meeting-notice"', b'"hold-hearing"'),
        (b'["meeting-notice"]', b"[]"),
        (b'["meeting-notice"]', b'"meeting-notice"'),
        (b'"powers":', b'"power":'),
    ):
        assert isinstance(read_act(good.replace(old, new)), Broken), new
    assert substance(read_act(good))
