"""Complaints: the nearest act that each clause allows, and the nearest that it refuses."""

import pytest

from bylaw.acts.grievances.complaints import course
from bylaw.acts.keeping.erasure import uses
from bylaw.projections.complaints import complaint_figures, complaints
from bylaw.projections.duties import duties
from bylaw.rules.floors import FLOORS
from bylaw.rules.meanings import Climb

from .grievances import AUTHOR, CLERK, FIRST, HOLDERS, OTHER, SECOND, Branch, may
from .society import DAY, person


def line(s, name="k1"):
    (one,) = (each for each in complaints(s.state, "root", s.now) if each.complaint == name)
    return one


def due(s):
    return [duty for duty in duties(s.state, "root", s.now) if duty.act.endswith("-complaint")]


def told(s, **fields):
    return s.step(**fields)


def test_a_complaint_is_acknowledged_answered_and_decided():
    s = Branch().filed()
    s.do("acknowledge-complaint", s.clerk, **told(s))
    assert (line(s).done, line(s).next) == ("acknowledged", "answer")
    s.do("answer-complaint", s.clerk, **told(s, answer=s.text()))
    s.do("decide-complaint", s.clerk, **told(s, outcome="upheld", reasons=s.text()))
    assert (line(s).outcome, line(s).holder, line(s).climbed) == ("upheld", "", 0)
    s.wait(400)
    assert line(s).climbed == 0, "what has ended does not climb"
    assert not due(s)


@pytest.mark.parametrize("days", [3, 7, 14])
def test_c34_unacknowledged_it_climbs_by_itself_on_the_clauses_day(days):
    s = Branch(acknowledge=days).filed()
    s.wait(days)
    assert line(s).holder == HOLDERS[0]
    s.wait(1)
    assert (line(s).holder, line(s).held_in, line(s).climbed) == (HOLDERS[1], "root", 1)
    assert s.refused("acknowledge-complaint", s.clerk, **told(s)) == ["41"]
    s.do("acknowledge-complaint", s.director, **told(s))


@pytest.mark.parametrize("days", [5, 14, 30])
def test_c34_acknowledged_and_not_answered_it_climbs(days):
    s = Branch(days=days).filed()
    s.do("acknowledge-complaint", s.clerk, **told(s))
    s.wait(days)
    assert line(s).climbed == 0
    s.wait(1)
    assert s.refused("answer-complaint", s.clerk, **told(s, answer=s.text())) == ["41"]
    s.do("answer-complaint", s.director, **told(s, answer=s.text()))


@pytest.mark.parametrize("days", [5, 21, 60])
def test_c34_answered_and_not_decided_it_climbs(days):
    s = Branch(decide=days).filed()
    s.do("answer-complaint", s.clerk, **told(s, answer=s.text()))
    s.wait(days)
    assert line(s).climbed == 0
    s.wait(1)
    decision = told(s, outcome="dismissed", reasons=s.text())
    assert s.refused("decide-complaint", s.clerk, **decision) == ["41"]
    s.do("decide-complaint", s.director, **decision)


def test_it_climbs_through_all_and_stays_overdue_with_the_last():
    s = Branch().filed()
    s.wait(8 + 8 + 8)
    last = line(s)
    assert (last.holder, last.climbed, last.overdue) == (HOLDERS[2], 2, True)
    (duty,) = due(s)
    assert (duty.act, duty.who, duty.overdue) == ("acknowledge-complaint", HOLDERS[2], True)
    by, fields = s.resolved("decide-complaint", OTHER, **told(s, outcome="upheld", reasons=s.text()))
    assert s.refused("decide-complaint", s.director, **fields) == ["41"]
    s.do("decide-complaint", by, **fields)
    assert not line(s).overdue


def test_each_step_is_seen_with_its_day_and_its_holder():
    s = Branch().filed()
    s.do("acknowledge-complaint", s.clerk, **told(s))
    s.wait(16)
    s.do("acknowledge-complaint", s.director, **told(s))
    s.wait(20)
    first, second, third = course(s.state, "k1").visits(s.now)
    assert (first.holder, first.done, first.step) == (HOLDERS[0], ("acknowledge",), "answer")
    assert first.left == first.due == second.since
    assert (second.done, second.step) == (("acknowledge",), "answer")
    assert third.holder == HOLDERS[2]


def test_c33_never_to_its_subject():
    s = Branch().filed(against=person(CLERK))
    assert line(s).holder == HOLDERS[1]
    assert s.refused("acknowledge-complaint", s.clerk, **told(s)) == ["41", "bylaw 21"]
    s.do("acknowledge-complaint", s.director, **told(s))


def test_c33_one_of_two_holders_is_the_subject_and_the_other_acts():
    s = Branch().filed(against=person(SECOND))
    s.wait(8)
    assert line(s).holder == HOLDERS[1]
    assert s.refused("acknowledge-complaint", s.office(SECOND, "director"), **told(s)) == ["bylaw 21"]
    s.do("acknowledge-complaint", s.director, **told(s))


def test_c33_the_subject_comes_into_the_office_later():
    s = Branch().filed(against=person(OTHER))
    s.wait(1)
    s.do("remove-from-office", s.director, mandate="interim.0", reasons=s.text())
    held = s.state.offices.mandates["interim.0"]
    s.state.offices.seat(
        type(held)("m9", person(OTHER), "clerk", "north", s.now, *[s.now + 90 * DAY] * 2, "e", s.now)
    )
    assert s.refused("acknowledge-complaint", s.office(OTHER, "clerk"), **told(s)) == ["bylaw 21"]
    s.wait(8)
    s.do("acknowledge-complaint", s.director, **told(s))


@pytest.mark.parametrize(("target", "holder"), [("north", 1), ("board", 0), ("root", 0), ("", 0)])
def test_c33_a_body_does_not_hold_the_complaint_about_itself(target, holder):
    s = Branch().filed(target=target)
    assert line(s).holder == HOLDERS[holder]


def test_c33_the_board_is_passed_over_where_it_or_one_of_it_is_meant():
    s = Branch(holders=("office clerk here", "resolution board root", "resolution assembly root"))
    s.filed("k1", target="board").filed("k2", against=person(FIRST)).filed("k3", against=person(OTHER))
    s.wait(8)
    assert [line(s, k).holder for k in ("k1", "k2", "k3")] == [
        "resolution assembly root", "resolution assembly root", "resolution board root",
    ]  # fmt: skip


def test_kin_of_the_subject_does_not_hold_it():
    s = Branch().filed(against=person(OTHER)).filed("k2")
    s.do("declare-tie", s.herself(CLERK), member=person(CLERK), other=person(OTHER))
    assert line(s).holder == HOLDERS[1]
    assert line(s, "k2").holder == HOLDERS[0]


def test_who_complains_does_not_hold_her_own():
    s = Branch().filed(by=CLERK)
    assert line(s).holder == HOLDERS[1]
    assert "bylaw 21" in s.refused("decide-complaint", s.clerk, **told(s, outcome="upheld", reasons=s.text()))


def test_a_vacant_office_holds_nothing():
    s = Branch()
    s.do("remove-from-office", s.director, mandate="interim.0", reasons=s.text())
    assert line(s.filed()).holder == HOLDERS[1]


def test_steps_are_done_once_and_not_after_the_end():
    s = Branch().filed()
    s.do("answer-complaint", s.clerk, **told(s, answer=s.text()))
    assert s.refused("answer-complaint", s.clerk, **told(s, answer=s.text())) == ["bylaw 15"]
    assert s.refused("acknowledge-complaint", s.clerk, **told(s)) == ["bylaw 15"]
    s.do("decide-complaint", s.clerk, **told(s, outcome="upheld-in-part", reasons=s.text()))
    refused = s.refused("decide-complaint", s.clerk, **told(s, outcome="upheld", reasons=s.text()))
    assert refused == ["bylaw 15"]


def test_words_serve_one_thing():
    s = Branch()
    text = s.text()
    s.filed(text=text)
    assert s.refused("file-complaint", OTHER, **s.complaint("k2", text=text)) == ["bylaw 24"]
    assert s.refused("answer-complaint", s.clerk, **told(s, answer=text)) == ["bylaw 24"]
    s.filed("k2", by=OTHER)


def test_who_may_complain_and_about_whom():
    s = Branch()
    assert s.refused("file-complaint", FIRST, **s.complaint()) == ["40"], "not a member of the branch"
    assert s.refused("file-complaint", AUTHOR, **s.complaint(against=person(AUTHOR))) == ["bylaw 8"]
    assert s.refused("file-complaint", AUTHOR, **s.complaint(against=person(99))) == ["bylaw 8"]
    assert s.refused("file-complaint", (), **s.complaint())[0] == "bylaw 7"
    s.filed(against=person(FIRST))


def test_it_is_withdrawn_by_whoever_filed_it_and_by_nobody_else():
    s = Branch().filed()
    for by in (s.herself(OTHER), s.clerk):
        assert s.refused("withdraw-complaint", by, complaint="k1") == ["42", "bylaw 35"]
    s.do("withdraw-complaint", s.herself(AUTHOR), complaint="k1")
    assert (line(s).outcome, line(s).next) == ("withdrawn", "")
    assert s.refused("withdraw-complaint", s.herself(AUTHOR), complaint="k1") == ["bylaw 15"]


def test_nobody_takes_complaints_where_no_clause_names_a_holder():
    clause = may("40", "file-complaint", "member here")
    s = Branch((clause,))
    assert s.refused("file-complaint", AUTHOR, **s.complaint()) == ["bylaw 9"]


@pytest.mark.parametrize(
    ("numbers", "weak"),
    [
        ({"days": 31}, "days to answer 31 is more than the floor's 30"),
        ({"acknowledge": 15}, "days to acknowledge 15 is more than the floor's 14"),
        ({"decide": 61}, "days to decide 61 is more than the floor's 60"),
        ({"holders": HOLDERS[:1]}, "it has nobody to climb to"),
    ],
)
def test_the_floor_underneath(numbers, weak):
    (finding,) = Branch(unfounded=True, **numbers).taken.refusals
    assert finding.clause == "floor 21"
    assert weak in finding.found
    Branch(days=30, acknowledge=14, decide=60, holders=HOLDERS[:2])


def test_a_holder_is_somebody_known_by_name():
    for phrase in ("panel", "subject", "anyone", "janitor here"):
        with pytest.raises(ValueError, match=r"hold a complaint|does not begin"):
            Climb(days=1, holders=(phrase,))
    assert Climb(days=1, holders=("office a here & office b root",)).span("decide") == 1
    (floor,) = (c.climb for c in FLOORS if c.no == "floor 21")
    assert (
        Climb(days=30, holders=HOLDERS).weaker(floor) == "days to acknowledge 30 is more than the floor's 14"
    )


def test_the_law_of_the_day_of_filing_governs():
    s = Branch().filed()
    s.state.bylaws.adopt(
        tuple(c for c in Branch(acknowledge=1).state.bylaws.in_force(s.now) if c.no == "40"), s.now + 1
    )
    s.wait(5)
    s.filed("k2")
    assert line(s).climbed == 0
    s.wait(2)
    assert (line(s).climbed, line(s, "k2").climbed) == (0, 1)


def test_the_numbers_of_each_body():
    s = Branch().filed("k1").filed("k2").filed("k3", against=person(CLERK)).filed("k4")
    s.do("acknowledge-complaint", s.clerk, **told(s))
    s.do("withdraw-complaint", s.herself(AUTHOR), complaint="k4")
    s.do("file-tip", s.clerk, tip="t1", body="north", text=s.text())
    s.wait(8)
    s.do("decide-complaint", s.director, **s.step("k2", outcome="upheld", reasons=s.text()))
    root, north = complaint_figures(s.state, "root", s.now)
    assert (north.filed, north.acknowledged, north.withdrawn, north.climbed, north.tips) == (4, 1, 1, 1, 1)
    assert (root.filed, root.decided, root.climbed, root.overdue) == (0, 1, 1, 0)
    s.wait(100)
    assert {f.body: f.overdue for f in complaint_figures(s.state, "root", s.now)}["root"] == 2
    assert [f.body for f in complaint_figures(s.state, "north", s.now)] == ["north"]
    early = complaint_figures(s.state, "root", s.now - 107 * DAY)
    assert [(f.body, f.filed, f.climbed) for f in early] == [("north", 4, 0)]


def test_no_line_names_who_complained_or_about_whom():
    s = Branch().filed(against=person(OTHER), target="board")
    shown = str(complaints(s.state, "root", s.now))
    assert person(AUTHOR) not in shown
    assert person(OTHER) not in shown
    assert "board" not in shown


def test_c13_a_tip_says_nothing_of_its_author_and_climbs_nowhere():
    s = Branch()
    assert s.refused("file-tip", AUTHOR, tip="t1", body="north", text=s.text()) == ["43"]
    s.do("file-tip", s.clerk, tip="t1", body="north", text=s.text())
    assert set(s.state.complaints.tips["t1"].__struct_fields__) == {"name", "body", "text", "at"}
    assert not complaints(s.state, "root", s.now)
    assert s.refused("acknowledge-complaint", s.clerk, complaint="t1") == ["bylaw 8"]


def test_a_running_complaint_keeps_its_parties_from_erasure():
    s = Branch().filed(against=person(FIRST))
    for n in (AUTHOR, FIRST):
        assert "complaint k1 is not decided" in uses(s.state, person(n), s.now)
    assert "complaint k1 is not decided" not in uses(s.state, person(OTHER), s.now)
    s.do("withdraw-complaint", s.herself(AUTHOR), complaint="k1")
    assert "complaint k1 is not decided" not in uses(s.state, person(AUTHOR), s.now)
