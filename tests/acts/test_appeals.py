"""After the decision: appeal, the day on which a sanction falls, finality, reopening, and giving back."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bylaw.acts.discipline.decisions import gains
from bylaw.acts.discipline.sanctions import effects, joined
from bylaw.projections.cases import cases
from bylaw.rules.clause import FOREVER
from bylaw.state.cases import Case, Measure, Round

from .justice import ACCUSER, CHARGED, DRAWER, JUDGES, OTHERS, PASSED, WITNESS, Court, removed
from .polling import Poll, society
from .society import DAY, person


@pytest.mark.parametrize("days", [14, 30])
def test_the_last_day_to_appeal_is_the_clauses(days):
    s = Court(within=days).decided()
    s.wait(days)
    told = {"case": "c1", "grounds": s.text()}
    assert s.judged("appeal", s.herself(), **told) == ()
    s.wait(1)
    assert s.refused("appeal", s.herself(), **told) == ["23"]


def test_an_appeal_is_the_members_own_and_only_against_a_sanction():
    s = Court().bring().found(*JUDGES)
    told = {"case": "c1", "grounds": s.text()}
    assert s.refused("appeal", s.herself(), **told) == ["bylaw 15"]
    s.do("decide-sanction", s.panel(*JUDGES), **s.sanction())
    assert s.refused("appeal", s.herself(ACCUSER), **told) == ["28", "bylaw 35"]
    s.do("appeal", s.herself(), **told)
    assert s.refused("appeal", s.herself(), **told) == ["bylaw 15"]


@pytest.mark.parametrize(("days", "stays"), [(31, False), (60, False), (31, True), (60, True)])
def test_c15_an_appeal_that_nobody_decides_makes_the_sanction_fall_by_itself(days, stays):
    s = Court(decide=days, stays=stays).appealed(sanction="expulsion", days=0)
    assert s.rests() is not stays
    assert s.rests(days - 1) is not stays
    assert not s.rests(days + 1)
    s.seat(*OTHERS)
    s.wait(days + 1)
    assert s.refused("decide-appeal", s.panel(*OTHERS), **s.ruling("upheld")) == ["23"]
    assert s.refused("carry-out", s.secretary, case="c1") == ["bylaw 22"]
    assert s.member()


def test_c15_the_day_before_it_is_decided_and_stands():
    s = Court(decide=31).appealed(sanction="expulsion", days=0)
    s.wait(31)
    s.rule("upheld")
    assert s.rests(100)
    s.do("carry-out", s.secretary, case="c1")
    assert not s.member()


@pytest.mark.parametrize(("ruling", "rests"), [("upheld", True), ("overturned", False), ("reheard", False)])
def test_what_a_ruling_does_to_the_sanction(ruling, rests):
    s = Court().appealed()
    assert s.rests()
    s.rule(ruling)
    assert s.rests() is rests
    assert s.rests(90) is rests


def test_a_stayed_sanction_begins_when_it_is_final():
    s = Court(stays=True).decided(days=10)
    assert not s.rests(29)
    assert s.rests(31)
    assert not s.rests(42)
    s.do("appeal", s.herself(), case="c1", grounds=s.text())
    assert not s.rests(31)
    s.wait(20)
    s.rule("upheld")
    assert s.rests()
    assert not s.rests(11)


def test_other_people_decide_the_appeal():
    s = Court().appealed()
    assert s.refused("decide-appeal", s.panel(*JUDGES), **s.ruling("upheld"))[0] == "26"
    for n in JUDGES:
        assert "bylaw 21" in s.refused("seat-panel", DRAWER, **s.bench(n, 9, 10))
    s.rule("upheld")


def test_a_ruling_is_given_once_and_never_harsher():
    s = Court().appealed()
    s.rule("upheld")
    assert s.refused("decide-appeal", s.panel(*OTHERS), **s.ruling("overturned")) == ["bylaw 22"]
    assert not {"sanction", "days", "mandate"} & set(
        type(s.act("decide-appeal", 1, **s.ruling("upheld"))).__struct_fields__
    )


def test_an_expulsion_is_carried_out_once_final_by_whoever_does_it():
    s = Court().decided(sanction="expulsion", days=0)
    assert s.rests()
    assert s.refused("carry-out", s.secretary, case="c1") == ["bylaw 22"]
    s.wait(30)
    assert s.refused("carry-out", 9, case="c1") == ["30", "bylaw 22"], "not due"
    s.wait(1)
    s.do("carry-out", 9, case="c1")
    assert not s.member()
    assert not s.state.offices.mandates[s.office(CHARGED, "steward").ref].holds(s.now)
    assert s.refused("carry-out", s.secretary, case="c1") == ["bylaw 15"]


def test_a_suspension_or_warning_needs_nobody_to_carry_it_out():
    s = Court().decided(days=100)
    s.wait(40)
    assert s.refused("carry-out", s.secretary, case="c1") == ["bylaw 15"]
    assert s.rests()


def test_c12_who_accused_or_testified_does_not_succeed():
    s = removed()
    for over in ((), (person(ACCUSER),), (person(ACCUSER), person(WITNESS), person(12)), (person(11),)):
        assert set(s.refused("carry-out", s.secretary, case="c1", passed_over=over)) == {"bylaw 21"}
    s.do("carry-out", s.secretary, case="c1", **PASSED)
    holders = [m.member for m in s.state.offices.holders("root", "steward", s.now)]
    assert holders == [person(12)]


@pytest.mark.parametrize(("n", "barred"), [(ACCUSER, True), (WITNESS, True), (6, True), (13, False)])
def test_c12_who_had_a_part_is_not_nominated_for_the_post(n, barred):
    s = removed()
    assert gains(s.state, "root", "steward", person(n), s.now) == ""
    s.do("carry-out", s.secretary, case="c1", **PASSED)
    assert (gains(s.state, "root", "steward", person(n), s.now) == "c1") is barred
    assert gains(s.state, "root", "secretary", person(n), s.now) == ""
    assert gains(s.state, "root", "steward", person(n), s.now + 400 * DAY) == "", (
        "the next term is open to all"
    )


TIMES = st.integers(0, 40)


@given(
    st.lists(
        st.tuples(TIMES, TIMES, st.sampled_from(("upheld", "overturned", "")), st.booleans()), max_size=3
    ),
    TIMES,
)
@settings(max_examples=300, deadline=None)
def test_the_intervals_are_those_of_a_plain_reading(rounds, last):
    """An oracle in other words: day by day, whether any sanction or measure bites."""
    told, measures, t = [], [], 0
    for decided, appealed, ruling, stays in rounds:
        t += 50
        filed = t + decided + appealed
        told.append(
            Round(
                t, found=t + decided, outcome="found", decided=t + decided, sanction="suspension", days=60,
                stays=stays, appeal_by=t + decided + 45, appealed=filed if appealed % 2 else FOREVER,
                decide_by=filed + 30 if appealed % 2 else FOREVER,
                ruled=filed + 7 if appealed % 2 and ruling else FOREVER,
                ruling=ruling if appealed % 2 else "",
            )
        )  # fmt: skip
        measures.append([Measure(t, t + last, "")])
    gaps = joined(effects(told, measures, lambda start, days: start + days))
    assert all(a < b for a, b in gaps)
    assert all(one[1] < two[0] for one, two in pairwise(gaps))
    for now in range(0, 400, 3):
        assert any(a <= now < b for a, b in gaps) is any(_bites(told, i, now, last) for i in range(len(told)))


def _bites(told, i, now, last):
    one = told[i]
    if any(later.decided <= now for later in told[i + 1 :]) or any(_lost(x, now) for x in told[i + 1 :]):
        return False
    if _lost(one, now):
        return False
    if one.opened <= now < one.opened + last:
        return True
    waits = (one.ruled if one.ruling == "upheld" else FOREVER) if one.appealed < FOREVER else one.appeal_by
    begins = waits if one.stays else one.decided
    return begins <= now < begins + 60


def _lost(one, now):
    if one.appealed == FOREVER:
        return False
    if one.ruling == "upheld":
        return False
    return now >= (one.ruled if one.ruling and one.ruled < one.decide_by else one.decide_by)


def test_what_everybody_sees_of_a_case():
    def seen(s):
        (*_, line) = cases(s.state, "root", s.now)
        assert person(CHARGED) not in str(line)
        assert person(ACCUSER) not in str(line)
        return line

    s = Court(decide=31).bring()
    assert seen(s).stage == "charged"
    assert seen(s.heard(*JUDGES)).stage == "heard"
    s.do("decide-finding", s.panel(*JUDGES), **s.finding())
    assert seen(s).stage == "found"
    s.do("decide-sanction", s.panel(*JUDGES), **s.expulsion())
    assert (seen(s).stage, seen(s).outcome) == ("decided", "expulsion")
    s.do("appeal", s.herself(), case="c1", grounds=s.text())
    assert (seen(s).stage, seen(s).overdue) == ("under appeal", False)
    s.wait(32)
    assert (seen(s).stage, seen(s).overdue) == ("appeal undecided: fallen", True)
    s.now -= 32 * DAY
    s.rule("upheld")
    assert seen(s).stage == "final"
    s.do("carry-out", s.secretary, case="c1")
    assert seen(s).stage == "carried out"
    assert cases(s.state, "board", s.now) == ()


def test_c12_a_nomination_for_the_post_is_refused():
    s = society()
    Poll(s).called()
    held = s.state.offices.mandates[s.office(1, "secretary").ref]
    lost = replace(
        held, name="lost", member=person(3), office="chair", body="board", end=s.now, cause="removed"
    )
    s.state.offices.seat(lost)
    s.state.cases.open(Case("c1", "root", person(3), person(5), "20", "theft", s.now - DAY, "f", s.now))
    assert s.judged("nominate", 7, election="e1", member=person(5)) == ()
    s.state.cases.note("c1", carried=s.now)
    assert s.refused("nominate", 7, election="e1", member=person(5)) == ["bylaw 21"]
    s.do("nominate", 7, election="e1", member=person(6))
