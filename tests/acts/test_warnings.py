"""Warnings: answered with reasons by a date, counted by topic, passed on by themselves."""

import pytest

from bylaw.acts.grievances.warnings import course
from bylaw.acts.keeping.erasure import uses
from bylaw.projections.duties import duties
from bylaw.projections.warnings import warnings
from bylaw.rules.meanings import Climb

from .grievances import AUTHOR, CLERK, HOLDERS, OTHER, Branch, may
from .society import person


def line(s, name="w1"):
    (one,) = (each for each in warnings(s.state, "root", s.now) if each.warning == name)
    return one


def answer(s, name="w1", **fields):
    """Give the fields of an answer, with the turn that it is."""
    held = course(s.state, name).now(s.now)
    told = {"warning": name, "turn": held.nth if held else 0, "outcome": "watched"}
    return told | {"assessment": s.text(), "reasons": s.text()} | fields


def test_a_warning_is_answered_with_reasons_and_the_assessor_is_named():
    s = Branch().warned()
    s.do("answer-warning", s.clerk, **answer(s))
    assert (line(s).answer, line(s).assessed, line(s).holder) == ("watched", person(CLERK), "")
    assert s.refused("answer-warning", s.clerk, **answer(s)) == ["bylaw 15"]


@pytest.mark.parametrize("days", [5, 14, 30])
def test_unanswered_it_passes_on_by_itself(days):
    s = Branch(warned=days).warned()
    s.wait(days)
    assert line(s).climbed == 0
    s.wait(1)
    assert (line(s).holder, line(s).climbed) == (HOLDERS[1], 1)
    assert s.refused("answer-warning", s.clerk, **answer(s)) == ["47"]
    assert s.refused("answer-warning", s.clerk, **answer(s, turn=0)) == ["46"]
    s.do("answer-warning", s.director, **answer(s))


def test_unanswered_warnings_are_listed_first_and_are_duties():
    s = Branch().warned("w1", topic="archive").warned("w2").warned("w3", topic="zinc")
    s.do("answer-warning", s.clerk, **answer(s, "w1"))
    s.wait(100)
    assert [w.warning for w in warnings(s.state, "root", s.now)] == ["w2", "w3", "w1"]
    assert [w.overdue for w in warnings(s.state, "root", s.now)] == [True, True, False]
    told = {d.about: (d.act, d.who, d.overdue) for d in duties(s.state, "root", s.now) if d.about[:1] == "w"}
    assert told == dict.fromkeys(("w2", "w3"), ("answer-warning", HOLDERS[2], True))


def test_repeated_warnings_on_a_topic_count_up():
    s = Branch().warned("w1").warned("w2", by=OTHER).warned("w3", topic="archive").warned("w4")
    assert [line(s, f"w{n}").nth for n in (1, 2, 3, 4)] == [1, 2, 1, 3]


def test_contradicting_reports_stand_side_by_side():
    s = Branch().warned("w1").warned("w2", topic="archive")
    other = {"warning": "w3", "body": "north", "topic": "boiler", "report": s.text()}
    assert s.refused("give-warning", OTHER, **other, contradicts="w2") == ["bylaw 8"]
    assert s.refused("give-warning", OTHER, **other, contradicts="w9") == ["bylaw 8"]
    s.do("give-warning", OTHER, **other, contradicts="w1")
    assert (line(s, "w3").contradicts, line(s, "w3").nth) == ("w1", 2)


def test_report_assessment_and_reasons_are_three_texts():
    s = Branch().warned()
    report = s.state.warnings.all["w1"].text
    assert s.refused("answer-warning", s.clerk, **answer(s, assessment=report)) == ["bylaw 24"]
    one = s.text()
    assert s.refused("answer-warning", s.clerk, **answer(s, assessment=one, reasons=one)) == ["bylaw 24"]
    s.do("answer-warning", s.clerk, **answer(s))


def test_whoever_warns_does_not_answer_herself():
    s = Branch().warned(by=CLERK)
    assert line(s).holder == HOLDERS[1]
    assert "bylaw 21" in s.refused("answer-warning", s.clerk, **answer(s))
    s.do("answer-warning", s.director, **answer(s))


def test_nobody_is_warned_where_no_clause_names_who_answers():
    s = Branch((may("46", "give-warning", "member here"),))
    told = {"warning": "w1", "body": "north", "topic": "boiler", "report": s.text()}
    assert s.refused("give-warning", AUTHOR, **told) == ["bylaw 9"]
    assert "46" in Branch().refused("give-warning", 8, **told)


def test_the_floor_underneath():
    slow = may("46", "give-warning", "member here", climb=Climb(days=31, holders=HOLDERS))
    assert [f.clause for f in Branch((slow,), unfounded=True).taken.refusals] == ["floor 22"]
    alone = may("46", "give-warning", "member here", climb=Climb(days=30, holders=HOLDERS[:1]))
    assert [f.clause for f in Branch((alone,), unfounded=True).taken.refusals] == ["floor 22"]
    Branch((may("46", "give-warning", "member here", climb=Climb(days=30, holders=HOLDERS[:2])),))


def test_who_warned_is_not_shown_and_not_erased_before_the_answer():
    s = Branch().warned()
    assert person(AUTHOR) not in str(warnings(s.state, "root", s.now))
    assert "warning w1 is not answered" in uses(s.state, person(AUTHOR), s.now)
    s.do("answer-warning", s.clerk, **answer(s))
    assert "warning w1 is not answered" not in uses(s.state, person(AUTHOR), s.now)
