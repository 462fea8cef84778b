"""What comes next in a case, whose it is and since when; how bodies decide; serial accusers for those who may know."""

import pytest

from bylaw.projections.accusers import accusers
from bylaw.projections.cases import cases
from bylaw.projections.casework import deciders
from bylaw.projections.duties import duties
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Appeal, May, Window
from bylaw.rules.measure import Measure

from .justice import ACCUSER, CHARGED, DRAWER, JUDGES, OTHERS, Court, cleared, final
from .society import person
from .test_inquiry import dismissed
from .test_sealed import stranger


def line(s: Court):
    return cases(s.state, "root", s.now)[-1]


def waits(s: Court, act: str, who: str, *, overdue: bool = False) -> None:
    """The same step is shown as next in the case and as somebody's duty; strangers see it too."""
    shown = line(s)
    assert (shown.next, shown.who, shown.overdue) == (act, who, overdue)
    (duty,) = [d for d in duties(s.state, "root", s.now) if d.about == shown.case]
    assert (duty.act, duty.who, duty.overdue) == (act, who, overdue)
    assert person(CHARGED) not in str(shown)
    assert person(ACCUSER) not in str(shown)
    assert cases(stranger(s.entries), "root", s.now) == cases(s.state, "root", s.now)


def test_each_step_and_whose_it_is():
    s = Court().bring().file()
    waits(s, "serve-charge", "office secretary here")
    s.serve()
    waits(s, "seat-panel", "member here")
    s.seat(*JUDGES)
    waits(s, "hold-hearing", "panel")
    s.wait(15)
    waits(s, "hold-hearing", "panel", overdue=True)
    s.hear(*JUDGES)
    waits(s, "decide-finding", "panel")
    s.do("decide-finding", s.panel(*JUDGES), **s.finding())
    waits(s, "decide-sanction", "panel")
    s.do("decide-sanction", s.panel(*JUDGES), **s.expulsion())
    assert (line(s).next, line(s).next_by[:10]) == ("", s.stamp(30)[:10][:8] + line(s).next_by[8:10])
    s.do("appeal", s.herself(), case="c1", grounds=s.text())
    waits(s, "seat-panel", "member here")
    s.seat(*OTHERS)
    waits(s, "decide-appeal", "panel")
    s.do("decide-appeal", s.panel(*OTHERS), **s.ruling("upheld"))
    waits(s, "carry-out", "office secretary here or member due", overdue=True)
    s.do("carry-out", s.secretary, case="c1")
    assert line(s).next == ""


def test_what_is_to_be_given_back_and_what_is_to_be_reheard():
    s = cleared()
    waits(s, "restore-member", "subject or member due", overdue=True)
    s.do("restore-member", 9, case="c1")
    assert line(s).next == ""
    t = final()
    t.do("find-invalid", 13, body="root", clause="20", ground="theft", reasons=t.text())
    waits(t, "tell-invalid", "office secretary here or member due", overdue=False)
    t.do("tell-invalid", t.secretary, case="c1", record=t.text())
    waits(t, "reopen-case", "member here", overdue=True)


@pytest.mark.parametrize("days", [7, 14, 30])
def test_r26_whoever_was_judged_by_what_is_invalid_is_told_or_it_is_overdue(days):
    s = final(told=days)
    told = {"case": "c1", "record": s.text()}
    assert s.refused("tell-invalid", s.secretary, **told) == ["bylaw 15"]
    s.do("find-invalid", 13, body="root", clause="20", ground="theft", reasons=s.text())
    assert s.refused("tell-invalid", 13, **told) == ["41"]
    s.wait(days)
    waits(s, "tell-invalid", "office secretary here or member due", overdue=False)
    s.wait(1)
    waits(s, "tell-invalid", "office secretary here or member due", overdue=True)
    reasons = next(iter(s.state.cases.reasons))
    assert s.refused("tell-invalid", 13, **told | {"record": reasons}) == ["bylaw 24"]
    s.do("tell-invalid", 13, **told)
    assert s.refused("tell-invalid", s.secretary, **told | {"record": s.text()}) == ["bylaw 15"]
    waits(s, "reopen-case", "member here", overdue=True)


@pytest.mark.parametrize("days", [7, 21])
def test_a_step_with_a_window_is_overdue_after_it(days):
    clause = Clause(no="24", words="w", of=("serve-charge",), may=May(any_of=("office secretary here",)),
                    window=Window(days=days))  # fmt: skip
    s = Court((clause,)).bring()
    waits(s, "serve-charge", "office secretary here")
    s.wait(days)
    waits(s, "serve-charge", "office secretary here")
    s.wait(1)
    waits(s, "serve-charge", "office secretary here", overdue=True)


def test_c15_an_appeal_that_waits_too_long_is_overdue_and_the_body_named():
    s = Court(decide=31).appealed()
    assert not line(s).overdue
    s.wait(32)
    assert (line(s).stage, line(s).overdue, line(s).body) == ("appeal undecided: fallen", True, "root")
    (told,) = deciders(s.state, "root", s.now)
    assert (told.sanctions, told.overdue) == (1, 1)


def test_r24_overturned_decisions_are_public_per_body():
    rule = Appeal(within_days=30, decide_days=60, suspensive=False, review=Measure(share=(1, 2)))
    s = Court((Clause(no="23", words="w", of=("bring-charge",), appeal=rule),)).appealed()
    assert deciders(s.state, "root", s.now)[0].review == ""
    s.rule("overturned")
    (told,) = deciders(stranger(s.entries), "root", s.now)
    assert (told.sanctions, told.overturned) == (1, 1)
    assert "clause 23" in told.review
    assert any(d.act == "review-decisions" and d.overdue for d in duties(s.state, "root", s.now))
    assert not any(person(n) in str(told) for n in range(1, 15))


def test_equal_reasons_are_flagged_beside_the_body():
    s = Court().decided()
    s.bring("c2", charged=person(9)).found(*JUDGES, case="c2", item="i2")
    s.do("note-equal-reasons", 13, one="c1", other="c2", record=s.text())
    assert deciders(s.state, "root", s.now)[0].equal_reasons == 1


@pytest.mark.parametrize(
    ("past", "now", "flagged"), [(8, 10, True), (8, 3, False), (40, 10, False), (16, 5, False)]
)
def test_a_rate_far_above_the_bodys_own_past_is_flagged(past, now, flagged):
    """E8: a quarter against the mean of the eight before."""
    s = Court()
    times = s.state.cases.record("root").sanctioned
    s.wait(900)
    times.extend(sorted(s.now - (100 + i * 700 // past) * 86_400 for i in range(past)))
    times.extend([s.now - 86_400] * now)
    (told,) = deciders(s.state, "root", s.now)
    assert told.last_quarter == now
    assert (told.flag != "") is flagged


def test_c14_serial_accusers_are_for_those_who_hold_the_openings():
    s = dismissed(Court(), "d1", "d2")
    (told,) = accusers(s.state, "root", s.now)
    assert (told.member, told.brought, told.open, told.proven, told.dismissed) == (
        person(ACCUSER),
        2,
        0,
        0,
        2,
    )
    assert accusers(stranger(s.entries), "root", s.now) == ()
    assert accusers(dismissed(Court(), "d1").state, "root", s.now) == ()
    assert s.judged("seat-panel", DRAWER, **s.bench(*JUDGES, case="d1")) != ()
