"""Figures of complaints, reports, recalls and campaigns: each day counts once, and every reader counts the same."""

import pytest

from bylaw.acts.accountability.accounts import overdue
from bylaw.acts.figures.membership import IN, OUT
from bylaw.acts.figures.survey import DEFINITIONS, survey, years
from bylaw.acts.grievances.complaints import course
from bylaw.rules.meanings import Interval

from .governing import SUBJECT, rule
from .grievances import CLERK, Branch
from .justice import cleared
from .recalling import Recalling
from .society import DAY, person
from .test_campaigns import answer, fields
from .test_campaigns import society as asking
from .test_reports import decide, file
from .test_reports import society as reporting
from .test_sealed import stranger


def counted(state, at, body="root", **wanted):
    """Add up each figure over all years."""
    found = survey(state, years(state, at), at)
    names = (name.replace("_", "-") for name in wanted)
    return {
        name.replace("-", "_"): sum(n for key, n in found.items() if key[::2] == (body, name))
        for name in names
    }


def assert_counted(s, body="root", **wanted):
    assert counted(s.state, s.now, body, **wanted) == wanted
    assert counted(stranger(s.entries), s.now, body, **wanted) == wanted, "without any opening"


@pytest.mark.parametrize(("days", "late"), [(7, 0), (8, 1), (300, 1)])
def test_a_complaint_left_alone_is_overdue_once_however_long_and_however_often_it_climbs(days, late):
    s = Branch().filed()
    s.wait(days)
    assert_counted(s, complaints=1, complaints_overdue=late)
    assert_counted(s, "north", complaints=1, complaints_overdue=late)
    assert_counted(s, "board", complaints=0, complaints_overdue=0)


@pytest.mark.parametrize(("days", "late"), [(14, 0), (15, 1)])
def test_the_days_of_the_next_step_begin_with_the_last_one(days, late):
    s = Branch().filed()
    s.wait(7)
    s.do("acknowledge-complaint", s.clerk, **s.step())
    s.wait(days)
    assert_counted(s, complaints_overdue=late)


@pytest.mark.parametrize(("days", "late"), [(7, 0), (8, 1)])
def test_who_is_passed_over_changes_nothing_for_a_reader_who_cannot_see_why(days, late):
    s = Branch().filed(against=person(CLERK))
    assert course(s.state, "k1").now(s.now).nth == 1, "the clerk is passed over"
    s.wait(days)
    if not late:
        s.do("acknowledge-complaint", s.director, **s.step())
    assert_counted(s, complaints_overdue=late)


def test_one_that_ended_in_time_is_never_overdue():
    s = Branch().filed().filed("k2")
    s.do("decide-complaint", s.clerk, **s.step(outcome="dismissed", reasons=s.text()))
    s.do("withdraw-complaint", s.herself(4), complaint="k2")
    s.wait(100)
    told = {"complaints": 2, "complaints_decided": 1, "complaints_withdrawn": 1}
    assert_counted(s, **told, complaints_overdue=0)
    assert survey(s.state, years(s.state, s.now), s.now).get(("root", 2025, "complaints-pending"), 0) == 0


def test_one_that_waits_counts_at_the_end_of_each_year():
    s = Branch().filed()
    s.wait(400)
    found = survey(s.state, years(s.state, s.now), s.now)
    assert [found["root", year, "complaints-pending"] for year in (2025, 2026)] == [1, 1]


@pytest.mark.parametrize(("days", "late"), [(50, 0), (69, 0), (70, 1), (130, 1), (131, 2)])
def test_each_period_of_an_office_without_its_report_counts_once_on_its_last_day(days, late):
    s = reporting()
    s.wait(days)
    assert_counted(s, reports=0, reports_overdue=late)
    assert bool(overdue(s.state, "root", "treasurer", s.now)) is bool(late)


def test_a_report_on_its_last_day_is_in_time_and_one_after_it_stays_counted():
    s = reporting()
    s.wait(69)
    file(s)
    s.wait(2)
    assert_counted(s, reports=1, reports_overdue=0)
    late = reporting()
    late.wait(70)
    file(late)
    assert_counted(late, reports=1, reports_overdue=1)
    late.wait(30)
    assert_counted(late, reports=1, reports_overdue=1)


def test_after_a_rejection_another_is_due_and_counts_when_it_is_not_there():
    s = reporting()
    s.wait(30)
    file(s)
    s.wait(7)
    decide(s, "rejected")
    s.wait(20)
    assert_counted(s, reports_rejected=1, reports_overdue=0)
    s.wait(1)
    assert_counted(s, reports_rejected=1, reports_overdue=1)
    again = reporting()
    again.wait(30)
    file(again)
    again.wait(7)
    decide(again, "rejected")
    file(again, "r2")
    again.wait(21)
    assert_counted(again, reports=2, reports_overdue=0)


def test_an_office_of_which_no_clause_asks_owes_nothing():
    nobody = rule("50", "file-report", *SUBJECT, interval=Interval(months=2), office="porter")
    s = reporting(nobody)
    s.wait(300)
    assert_counted(s, reports_overdue=0)


def test_a_period_ends_under_the_law_under_which_it_began():
    s = reporting()
    s.state.bylaws.repeal(("50",), s.now + DAY)
    s.wait(300)
    assert counted(s.state, s.now, reports_overdue=0) == {"reports_overdue": 1}


def test_recalls_count_when_opened_when_decided_and_when_they_end_a_mandate():
    s = Recalling()
    s.wait(1)
    s.open_recall()
    vote = s.over(9, 10, 11, 12)
    assert_opened = {"recalls": 1, "petitions": 0, "recall_votes": 0}
    assert counted(s.state, s.now, **assert_opened) == assert_opened
    s.vote(vote, 5, 9)
    s.do("declare-recall", s.tellers, election=vote, outcome="recalled")
    told = {"recalls": 1, "recall_votes": 1, "recalled": 1, "elections": 0, "petitions_carried": 0}
    assert counted(s.state, s.now, **told) == told


def test_a_campaign_counts_on_its_close_with_the_answers_until_then():
    s = asking()
    s.do("open-campaign", s.secretary, **fields(s))
    answer(s, 3, 4)
    assert_counted(s, campaigns=0, campaign_asked=0, campaign_answered=0)
    s.wait(62)
    s.do("close-campaign", s.secretary, campaign="c", asked=12, answered=2)
    s.wait(1)
    answer(s, 5)
    assert_counted(s, campaigns=1, campaign_asked=12, campaign_answered=2)


def test_a_restoration_is_counted_and_the_stock_is_what_came_less_what_went():
    s = cleared()
    s.do("restore-member", s.herself(), case="c1")
    found = survey(s.state, years(s.state, s.now), s.now)
    told = {name: sum(n for key, n in found.items() if key[::2] == ("root", name)) for name in DEFINITIONS}
    assert (told["expelled"], told["expelled-net"], told["restored"]) == (1, 0, 1)
    last = years(s.state, s.now)[-1]
    assert found["root", last, "members"] == sum(told[n] for n in IN) - sum(told[n] for n in OUT)
