"""Stop orders: which steps of which cases they hold, which go on, and how what was open runs down."""

import pytest

from bylaw.projections.cases import cases
from bylaw.projections.duties import duties
from bylaw.projections.emergency import emergencies

from .alarm import Alarm
from .justice import ACCUSER, JUDGES, OFFICER
from .society import person


def stop(s, name="h1"):
    (one,) = (each for each in emergencies(s.state, "root", s.now) if each.name == name)
    return one


def test_a_class_of_cases_is_not_pursued_while_the_order_holds():
    s = Alarm().bring().halted()
    assert s.refused("bring-charge", ACCUSER, **s.charge("c2", charged=person(9))) == ["bylaw 52"]
    served = {"case": "c1", "hearing": s.stamp(20), "record": s.text()}
    assert s.refused("serve-charge", s.secretary, **served) == ["bylaw 52"]
    interim = {"case": "c1", "member": person(3), "last": s.stamp(9), "reasons": s.text()}
    assert s.refused("interim-measure", s.secretary, **interim) == ["bylaw 52"]
    s.wait(51)
    s.serve()


def test_what_an_order_holds_is_nobodys_delay_until_it_is_over():
    s = Alarm().decided(sanction="expulsion", days=0)
    s.wait(31)
    for held in (False, True):
        if held:
            s.do("order-stop", s.secretary, **s.halt(sanction="expulsion"))
        line = next(each for each in cases(s.state, "root", s.now) if each.case == "c1")
        duty = next(each for each in duties(s.state, "root", s.now) if each.about == "c1")
        assert (line.next, line.overdue, duty.overdue) == ("carry-out", not held, not held)
        assert ("stop order h1 holds until" in duty.why) == held
    assert stop(s).confirms == "resolution assembly here or resolution board here or office secretary here"
    s.wait(15)
    assert stop(s).confirms == ""
    assert next(each for each in cases(s.state, "root", s.now) if each.case == "c1").overdue


def test_hearing_acquittal_and_appeal_go_on():
    s = Alarm().bring().heard(*JUDGES)
    s.halted()
    s.do("decide-finding", s.panel(*JUDGES), **s.finding(outcome="not-proven", rests_on=()))
    assert stop(s).still_open == 0
    s = Alarm().decided().halted()
    s.do("appeal", s.herself(), case="c1", grounds=s.text())
    s.rule("overturned")
    assert (stop(s).stopped, stop(s).still_open) == (1, 0)


@pytest.mark.parametrize(("ground", "held"), [("theft", True), ("threats", False), ("", True)])
def test_a_ground_is_a_class(ground, held):
    s = Alarm().bring().halted(ground=ground)
    served = {"case": "c1", "hearing": s.stamp(14), "record": s.text()}
    found = [f.clause for f in s.judged("serve-charge", s.secretary, **served)]
    assert found == (["bylaw 52"] if held else [])


def test_exclusions_alone_are_a_class():
    s = Alarm().bring().found(*JUDGES)
    s.halted(sanction="expulsion")
    assert s.refused("decide-sanction", s.panel(*JUDGES), **s.expulsion()) == ["bylaw 52"]
    s.do("decide-sanction", s.panel(*JUDGES), **s.sanction())


def test_what_is_final_is_not_carried_out_until_it_is_lifted():
    s = Alarm().decided(sanction="expulsion", days=0)
    s.wait(31)
    s.halted(sanction="expulsion")
    assert s.refused("carry-out", s.secretary, case="c1") == ["bylaw 52"]
    s.resolved("lift-stop", emergency="h1")
    s.do("carry-out", s.secretary, case="c1")
    assert stop(s).stage == "lifted"


def test_an_order_of_officers_lapses_unless_the_members_confirm_it():
    s = Alarm().bring()
    s.do("order-stop", s.secretary, **s.halt())
    assert stop(s).stage == "in force, to be confirmed"
    s.wait(15)
    assert stop(s).stage == "lapsed unconfirmed"
    s.serve()
    assert s.refused("order-stop", s.secretary, **s.halt("h2")) == ["51", "floor 32"], "not again at once"
    s.halted("h3")


def test_a_wider_or_narrower_class_is_the_same_class_once_more():
    s = Alarm()
    s.do("order-stop", s.secretary, **s.halt(ground="theft"))
    for told in ({}, {"ground": "theft", "sanction": "expulsion"}):
        assert s.refused("order-stop", s.secretary, **s.halt("h2", **told)) == ["51", "floor 32"]
    s.do("order-stop", s.secretary, **s.halt("h2", ground="threats"))


def test_nobody_stops_the_case_against_herself():
    s = Alarm()
    s.bring(charged=person(OFFICER))
    assert s.refused("order-stop", s.secretary, **s.halt()) == ["bylaw 21"]
    s.do("order-stop", s.secretary, **s.halt(ground="threats"))


def test_no_charge_against_those_who_ordered_it_is_stopped():
    s = Alarm()
    s.do("order-stop", s.secretary, **s.halt())
    assert s.refused("bring-charge", ACCUSER, **s.charge()) == ["bylaw 52"]
    s.bring(charged=person(OFFICER))


@pytest.mark.parametrize("days", [20, 90])
def test_its_last_day_is_the_clauses(days):
    s = Alarm(stop=days)
    assert s.refused("order-stop", s.secretary, **s.halt(days=days + 1)) == ["51"]
    s.do("order-stop", s.secretary, **s.halt(days=days))


def test_it_is_renewed_once_and_confirmed_like_a_measure():
    s = Alarm().halted()
    assert s.refused("end-emergency", s.secretary, emergency="h1") == ["bylaw 8"]
    s.do("renew-emergency", s.secretary, emergency="h1", last=s.stamp(120), reasons=s.text())
    assert s.holds("h1", 49)
    assert not s.holds("h1", 51)
    s.confirmed("h1")
    assert s.holds("h1", 119)
    told = {"emergency": "h1", "last": s.stamp(140), "reasons": s.text()}
    assert s.refused("renew-emergency", s.secretary, **told) == ["51", "floor 32"]


def test_the_cases_that_it_stopped_are_listed_and_run_down():
    s = Alarm().bring("c1").bring("c2", charged=person(13)).bring("c3", charged=person(14))
    s.heard(*JUDGES).halted()
    listed = stop(s)
    assert (listed.stopped, listed.still_open) == (3, 3)
    assert next((c.case, c.then, c.now) for c in listed.cases) == ("c1", "heard", "heard")
    s.do("decide-finding", s.panel(*JUDGES), **s.finding(outcome="not-proven", rests_on=()))
    listed = stop(s)
    assert (listed.stopped, listed.still_open) == (3, 2)
    assert next((c.case, c.now, c.over) for c in listed.cases) == ("c1", "not proven", True)
    s.wait(60)
    s.bring("c4", charged=person(12))
    assert stop(s).stopped == 3, "what was brought after is not of it"
