"""Campaigns: asked, reminded, answered, closed; silence ends a membership only after one, and never before a vote."""

import pytest

from bylaw.acts.act import Signer
from bylaw.projections.campaigns import campaigns
from bylaw.projections.duties import duties
from bylaw.rules.floors import FLOORS
from bylaw.rules.meanings import CampaignRule, Lapse, Standing

from .governing import OFFICE, SUBJECT, Governed, digest, rule
from .society import person

CAMPAIGN = (
    rule("80", "open-campaign remind-campaign", *OFFICE),
    rule("81", "answer-campaign return", *SUBJECT),
    rule("82", "close-campaign", *OFFICE, "member due"),
    rule("83", "open-campaign",
         campaign=CampaignRule(answer_days=60, reminders=1, remind_days=14, cutoff_days=30)),
    rule("84", "give-lapse-notice lapse", *OFFICE),
    rule("84a", "give-lapse-notice lapse return", lapse=Lapse(notice_days=14, return_days=100)),
    rule("85", "attest-standing", "office treasurer here"),
)  # fmt: skip


def society(*other) -> Governed:
    return Governed(*other, *(c for c in CAMPAIGN if c.no not in {each.no for each in other}))


def fields(s: Governed, days: float = 61) -> dict[str, str]:
    return {
        "campaign": "c",
        "body": "root",
        "responsible": "interim.0",
        "closes": s.stamp(days),
        "records": digest("c"),
    }


def remind(s: Governed, *members: int) -> None:
    who = tuple(map(person, members))
    s.do("remind-campaign", s.secretary, campaign="c", members=who, records=digest(f"{members}"))


def answer(s: Governed, *members: int) -> None:
    for n in members:
        s.do("answer-campaign", s.herself(n), campaign="c", member=person(n))


def notice(*members: int) -> dict[str, object]:
    return {"members": tuple(map(person, members)), "ground": "silence", "records": digest("n")}


def closed(*other, answered: tuple[int, ...] = (1, 2, 3), reminded: tuple[int, ...] = (11, 12)) -> Governed:
    s = society(*other)
    s.do("open-campaign", s.secretary, **fields(s))
    answer(s, *answered)
    s.wait(40)
    if reminded:
        remind(s, *reminded)
    s.wait(21)
    s.do("close-campaign", s.secretary, campaign="c", asked=12, answered=len(answered))
    return s


@pytest.mark.parametrize(("days", "clauses"), [(59, ["83"]), (60.6, [])])
def test_the_days_to_answer_are_the_clauses(days, clauses):
    s = society()
    assert [f.clause for f in s.judged("open-campaign", s.secretary, **fields(s, days))] == clauses


def test_the_floor_lets_no_bylaws_ask_for_an_answer_in_a_week():
    low = rule("83", "open-campaign", campaign=CampaignRule(answer_days=7, reminders=1, remind_days=7))
    with pytest.raises(AssertionError, match="floor 72"):
        society(low)
    assert [c.no for c in FLOORS if c.no in ("floor 71", "floor 72")] == ["floor 71", "floor 72"]


def test_who_answered_stays_and_who_was_silent_lapses_with_notice_and_comes_back():
    s = closed()
    assert s.refused("give-lapse-notice", s.secretary, **notice(1))[0] == "83", "she answered"
    assert s.refused("give-lapse-notice", s.secretary, **notice(9)) == ["83", "floor 72"], (
        "nobody reminded her"
    )
    s.do("give-lapse-notice", s.secretary, **notice(11, 12))
    answer(s, 11)
    s.wait(15)
    assert s.refused("lapse", s.secretary, member=person(11)) == ["84a"], "she answered in the end"
    s.do("lapse", s.secretary, member=person(12))
    (line,) = campaigns(s.state, "root", s.now)
    assert (line.asked, line.answered, line.silent, line.reminded, line.lapsed) == (12, 4, 8, 2, 1)
    s.do("return", s.herself(12), member=person(12))
    assert (
        s.state.members.roll.spells[person(12)][-1].since == s.state.members.roll.spells[person(12)][0].start
    )


def test_no_silence_without_a_campaign_that_is_closed():
    s = society()
    assert s.refused("give-lapse-notice", s.secretary, **notice(11)) == ["83", "floor 72"]
    s.do("open-campaign", s.secretary, **fields(s))
    remind(s, 11)
    assert s.refused("give-lapse-notice", s.secretary, **notice(11)) == ["83", "floor 72"]


@pytest.mark.parametrize(("before", "taken"), [(14.5, True), (13, False)])
def test_a_reminder_counts_when_there_was_time_after_it(before, taken):
    s = society()
    s.do("open-campaign", s.secretary, **fields(s))
    s.wait(61 - before)
    remind(s, 11)
    s.wait(before)
    s.do("close-campaign", s.secretary, campaign="c", asked=12, answered=0)
    clauses = [f.clause for f in s.judged("give-lapse-notice", s.secretary, **notice(11))]
    assert clauses == ([] if taken else ["83"])


def test_closed_on_its_day_with_the_figures_of_the_record_by_whoever_then_may():
    s = society()
    s.do("open-campaign", s.secretary, **fields(s))
    answer(s, 5)
    right = {"campaign": "c", "asked": 12, "answered": 1}
    assert s.refused("close-campaign", s.secretary, **right) == ["bylaw 15"]
    assert "82" in s.refused("close-campaign", 9, **right)
    s.wait(61)
    assert any(d.act == "close-campaign" and d.overdue for d in duties(s.state, "root", s.now))
    assert s.refused("close-campaign", 9, **right | {"answered": 2}) == ["bylaw 17"]
    s.do("close-campaign", 9, **right)
    assert s.refused("close-campaign", 9, **right) == ["bylaw 15"]


def test_each_answers_for_herself_and_only_who_was_asked():
    s = society()
    s.do("open-campaign", s.secretary, **fields(s))
    assert "bylaw 35" in s.refused("answer-campaign", s.herself(4), campaign="c", member=person(5))
    answer(s, 5)
    assert s.refused("answer-campaign", s.herself(5), campaign="c", member=person(5)) == ["bylaw 15"]
    assert s.refused(
        "remind-campaign", s.secretary, campaign="c", members=(person(5),), records=digest("r")
    ) == ["bylaw 17"]
    assert "bylaw 15" in s.refused(
        "open-campaign", s.secretary, **fields(s) | {"campaign": "d", "body": "north"}
    )


@pytest.mark.parametrize(("seconds", "asked"), [(0, 11), (1, 12)])
def test_asked_is_who_is_on_the_roll_when_the_second_of_the_opening_is_over(seconds, asked):
    s = society(rule("88", "resign", *SUBJECT))
    s.do("open-campaign", s.secretary, **fields(s))
    s.now += seconds
    s.do("resign", s.herself(7), member=person(7))
    s.wait(62)
    told = {"campaign": "c", "answered": 0}
    assert s.refused("close-campaign", s.secretary, **told, asked=23 - asked) == ["bylaw 17"]
    s.do("close-campaign", s.secretary, **told, asked=asked)


def test_no_membership_lapses_for_silence_while_a_vote_is_near():
    s = closed()
    s.do("give-lapse-notice", s.secretary, **notice(11, 12))
    ends = s.state.offices.mandates["interim.0"].due
    s.now = ends - 29 * 86_400
    assert s.refused("lapse", Signer(person(1), "office", "interim.0"), member=person(12)) == ["83"]
    s.now = ends - 31 * 86_400
    s.do("lapse", s.secretary, member=person(12))


@pytest.mark.parametrize("most", [5, 6])
def test_c7_one_payer_for_many_is_flagged_and_refused_where_each_pays_herself(most):
    s = society()
    dues = tuple(
        {"member": person(n), "paid": s.stamp(90), "payer": digest("one")} for n in range(1, most + 1)
    )
    taken = s.do("attest-standing", s.treasurer, dues=dues)
    assert [(f.clause, f.consequence) for f in taken.findings] == ([("floor 71", "flag")] if most > 5 else [])
    more = ({"member": person(9), "paid": s.stamp(90), "payer": digest("one")},)
    assert s.do("attest-standing", s.treasurer, dues=more).findings, "counted with those before"
    plain = tuple({"member": person(n), "paid": s.stamp(90)} for n in range(1, 12))
    assert not s.do("attest-standing", s.treasurer, dues=plain).findings
    s = society(rule("86", "attest-standing", standing=Standing(herself=True, remind_days=7)))
    assert s.refused("attest-standing", s.treasurer, dues=dues[:1]) == ["86"]
    s.do("attest-standing", s.treasurer, dues=plain)
