"""Emergencies: the nearest measure that each clause allows, and the nearest that it refuses; what none can reach."""

from typing import get_args, get_type_hints

import pytest
from msgspec import ValidationError, convert, to_builtins
from msgspec.structs import fields

from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.acts.oversight.reach import POWERS as NAMEABLE
from bylaw.acts.oversight.reach import REACH, SHORT
from bylaw.acts.registry import BY_KIND
from bylaw.projections.duties import duties
from bylaw.projections.emergency import emergencies
from bylaw.projections.timetable import timetable
from bylaw.rules.meanings import Meanings
from bylaw.rules.meanings.assemblies import Notice

from .alarm import POWERS, Alarm
from .society import DAY, person


def line(s, name="e1"):
    (one,) = (each for each in emergencies(s.state, "root", s.now) if each.name == name)
    return one


def test_e7_a_dated_emergency_is_confirmed_and_ends_by_itself():
    s = Alarm().declared()
    assert line(s).stage == "in force, to be confirmed"
    s.confirmed()
    assert line(s).stage == "in force"
    s.wait(49)
    assert s.holds()
    s.wait(2)
    assert (s.holds(), line(s).stage) == (False, "over")


@pytest.mark.parametrize("days", [7, 14, 30])
def test_unconfirmed_it_lapses_on_the_clauses_day(days):
    s = Alarm(confirm=days).declared()
    s.wait(days)
    assert s.holds()
    s.wait(1)
    assert (s.holds(), line(s).stage) == (False, "lapsed unconfirmed")
    warrant = s.warrant("confirm-emergency", emergency="e1")
    assert s.refused("confirm-emergency", warrant, emergency="e1") == ["bylaw 15"]


@pytest.mark.parametrize("days", [10, 60])
def test_c31_its_last_day_is_the_clauses(days):
    s = Alarm(days=days)
    assert s.refused("declare-emergency", s.secretary, **s.measure(days=days + 1)) == (
        ["50"] if days < 60 else ["50", "floor 31"]
    )
    s.declared(days=days)


def test_c31_no_last_day_is_no_act():
    s = Alarm()
    whole = to_builtins(s.act("declare-emergency", s.secretary, **s.measure()))
    convert(whole, BY_KIND["declare-emergency"])
    del whole["last"]
    with pytest.raises(ValidationError, match="last"):
        convert(whole, BY_KIND["declare-emergency"])
    assert s.refused("declare-emergency", s.secretary, **s.measure(days=-1)) == ["bylaw 14"]


@pytest.mark.parametrize("renewals", [0, 1])
def test_c31_one_renewal_more_than_the_clause(renewals):
    s = Alarm(renewals=renewals).declared().confirmed()
    for _ in range(renewals):
        s.do("renew-emergency", s.secretary, emergency="e1", last=s.stamp(100), reasons=s.text())
        s.confirmed()
    told = {"emergency": "e1", "last": s.stamp(105), "reasons": s.text()}
    assert s.refused("renew-emergency", s.secretary, **told) == (
        ["50"] if renewals == 0 else ["50", "floor 31"]
    )
    s.wait(101)
    assert not s.holds(), "day 61, or the last of the renewal: over by itself"


def test_a_renewal_waits_for_what_is_confirmed_and_is_confirmed_itself():
    s = Alarm().declared()
    told = {"emergency": "e1", "last": s.stamp(100), "reasons": s.text()}
    assert s.refused("renew-emergency", s.secretary, **told) == ["bylaw 51"]
    s.confirmed()
    s.do("renew-emergency", s.secretary, **told)
    assert (s.holds(days=49), s.holds(days=51)) == (True, False), "unconfirmed it ends on its first last day"
    s.confirmed()
    assert (s.holds(days=99), s.holds(days=101)) == (True, False)


def test_a_renewal_is_no_longer_than_the_measure_may_be():
    s = Alarm().declared().confirmed()
    told = {"emergency": "e1", "reasons": s.text()}
    assert s.refused("renew-emergency", s.secretary, last=s.stamp(112), **told) == ["50", "floor 31"]
    assert s.refused("renew-emergency", s.secretary, last=s.stamp(49), **told) == ["bylaw 14"]
    s.do("renew-emergency", s.secretary, last=s.stamp(109), **told)


def test_c31_a_power_that_ran_out_is_not_named_again_at_once():
    s = Alarm(days=30).declared(days=30).confirmed()
    again = s.measure("e2", days=20)
    assert s.refused("declare-emergency", s.secretary, **again) == ["50", "floor 31"]
    s.wait(31)
    assert "50" in s.refused("declare-emergency", s.secretary, **s.measure("e2", days=20))
    s.declared("e3", days=20, powers=("send-envoy",))
    s.wait(31)
    assert s.refused("declare-emergency", s.secretary, **s.measure("e2", days=20)) == ["floor 31"]
    s.wait(30)
    s.declared("e2", days=20)


def test_powers_are_named_one_by_one_from_the_list_of_the_clause():
    s = Alarm(powers=("meeting-notice", "send-envoy"))
    for powers, refused in (
        (("adjourn-meeting",), ["50"]),
        (("send-envoy", "send-envoy"), ["bylaw 17"]),
    ):
        assert s.refused("declare-emergency", s.secretary, **s.measure(powers=powers)) == refused
    s.declared(powers=("meeting-notice", "send-envoy"))
    assert "50" in Alarm(powers=()).refused("declare-emergency", s.secretary, **s.measure())


def test_no_other_act_can_be_named_as_a_power():
    """Hearing, appeal, secret ballot, elections and cases are out of reach: the grammar has no word for them."""
    s = Alarm()
    act = to_builtins(s.act("declare-emergency", s.secretary, **s.measure()))
    for power in sorted(NAMEABLE):
        convert({"emergency": {"days": 60, "powers": [power]}}, Meanings)
        convert(act | {"powers": [power]}, BY_KIND["declare-emergency"])
    for unnameable in (*(set(BY_KIND) - NAMEABLE), "everything", "*", ""):
        with pytest.raises(ValidationError):
            convert({"emergency": {"days": 60, "powers": [unnameable]}}, Meanings)
        with pytest.raises(ValidationError):
            convert(act | {"powers": [unnameable]}, BY_KIND["declare-emergency"])


def test_what_can_be_named_touches_no_hearing_appeal_ballot_election_or_case():
    reached = {BY_KIND[kind].__module__.rpartition(".")[2] for kind in NAMEABLE - {SHORT}}
    assert reached == {"envoys", "meetings", "logkeeping"}
    assert {kind for kind in REACH - NAMEABLE if kind != "move"} == {
        kind for kind, act in BY_KIND.items() if act.__module__ == "bylaw.acts.oversight.emergency"
    }
    shortened = [
        (meaning.__name__, field.name)
        for meaning in (get_args(hint)[0] for hint in get_type_hints(Meanings).values())
        for field in fields(meaning)
        if "emergency" in field.name
    ]
    assert shortened == [(Notice.__name__, "emergency_days")]


def test_a_clause_that_gives_a_case_to_an_officer_in_an_emergency_gives_it_to_nobody():
    s = Alarm().declared(powers=POWERS).confirmed()
    law = s.state.bylaws
    law.adopt([c for c in law.in_force(s.now) if c.no == "56"], s.now + 1)
    clause = next(c for c in law.in_force(s.now) if c.no == "56")
    law.adopt(
        [type(clause)(no="58", words="w", of=("seat-panel",), body=("assembly",), may=clause.may)], s.now + 1
    )
    s.wait(1)
    s.bring().serve()
    assert "58" in s.refused("seat-panel", s.secretary, **s.bench(6, 7, 8))


def test_an_act_that_only_an_emergency_gives():
    s = Alarm()
    envoy = {"name": "v1", "body": "root", "envoy": person(5), "to": "the other union", "powers": ("speak",),
             "text": s.text(), "begins": s.stamp(1), "ends": s.stamp(9)}  # fmt: skip
    assert s.refused("send-envoy", s.secretary, **envoy) == ["56"]
    s.declared()
    assert s.refused("send-envoy", s.secretary, **envoy) == ["56"], "another power is named"
    s.declared("e2", powers=("send-envoy",))
    s.do("send-envoy", s.secretary, **envoy)
    s.wait(15)
    later = envoy | {"name": "v2", "begins": s.stamp(1), "ends": s.stamp(9)}
    assert s.refused("send-envoy", s.secretary, **later) == ["56"], "it lapsed unconfirmed"
    s.resolved("send-envoy", **later)


def meeting(s, days, *kinds):
    item = AgendaItem("item", "What is to be resolved", kinds)
    return {"name": f"m{s.state.size}", "body": "root", "begins": s.stamp(days), "items": (item,)}


def test_a_meeting_about_the_emergency_is_called_at_the_shorter_notice():
    s = Alarm()
    assert s.refused("call-meeting", s.secretary, **meeting(s, 4, "confirm-emergency")) == ["55"]
    s.declared()
    s.do("call-meeting", s.secretary, **meeting(s, 4, "confirm-emergency"))
    assert s.refused("call-meeting", s.secretary, **meeting(s, 2, "confirm-emergency")) == ["55"]
    s.wait(60)
    assert s.refused("call-meeting", s.secretary, **meeting(s, 4, "confirm-emergency")) == ["55"]


def test_a_meeting_about_anything_else_has_the_whole_notice():
    s = Alarm().declared()
    for kind in sorted(set(BY_KIND) - REACH):
        asked = s.judged("call-meeting", s.secretary, **meeting(s, 4, "confirm-emergency", kind))
        assert [f.clause for f in asked] == ["55"], kind
    for kind in sorted(REACH):
        assert not s.judged("call-meeting", s.secretary, **meeting(s, 4, kind)), kind


def test_shorter_notice_needs_the_power_by_its_name():
    s = Alarm().declared(powers=("send-envoy",))
    assert s.refused("call-meeting", s.secretary, **meeting(s, 4, "confirm-emergency")) == ["55"]


def test_who_declared_it_does_not_confirm_it():
    s = Alarm().declared()
    assert s.refused("confirm-emergency", s.secretary, emergency="e1") == ["bylaw 51"]
    s.confirmed()
    assert s.refused("confirm-emergency", s.warrant("confirm-emergency", emergency="e1"), emergency="e1") == [
        "bylaw 15"
    ]


def test_a_board_does_not_confirm_what_it_resolved_and_the_members_need_no_second_vote():
    s = Alarm()
    law = s.state.bylaws
    law.adopt([type(c)(no="50", words="w", of=c.of, may=type(c.may)(any_of=("resolution board here",
               "resolution assembly here")), emergency=c.emergency) for c in law.in_force(s.now) if c.no == "50"], s.now)  # fmt: skip
    s.wait(1)
    s.resolved("declare-emergency", of="board", **s.measure())
    board = s.warrant("confirm-emergency", of="board", emergency="e1")
    assert s.refused("confirm-emergency", board, emergency="e1") == ["bylaw 51"]
    s.confirmed()
    s.resolved("declare-emergency", **s.measure("e2", powers=("send-envoy",)))
    assert line(s, "e2").stage == "in force"


def test_it_is_ended_before_its_day_once():
    s = Alarm().declared()
    assert s.refused("lift-stop", s.secretary, emergency="e1") == ["bylaw 8"]
    s.do("end-emergency", s.secretary, emergency="e1")
    assert (s.holds(), line(s).stage) == (False, "ended")
    assert s.refused("end-emergency", s.secretary, emergency="e1") == ["bylaw 15"]


@pytest.mark.parametrize(
    ("numbers", "clause"),
    [({"days": 61}, "floor 31"), ({"renewals": 2}, "floor 31"), ({"confirm": 31}, "floor 31"), ({"confirm": 0}, "floor 31"),
     ({"stop": 184}, "floor 32")],
)  # fmt: skip
def test_the_floors_underneath(numbers, clause):
    assert clause in [f.clause for f in Alarm(unfounded=True, **numbers).taken.refusals]
    Alarm(days=60, renewals=1, confirm=30, stop=183)


def test_what_waits_for_confirmation_is_a_duty_with_its_day():
    s = Alarm().declared()
    (duty,) = (d for d in duties(s.state, "root", s.now) if d.act == "confirm-emergency")
    assert (duty.about, duty.overdue, duty.by[:10]) == ("e1", False, "2025-02-25")
    assert "an emergency ends unless confirmed" in {d.what for d in timetable(s.state, "root", s.now)}
    s.confirmed()
    assert not [d for d in duties(s.state, "root", s.now) if d.act == "confirm-emergency"]


def test_what_it_was_at_an_earlier_time_is_an_interval():
    s = Alarm().declared()
    began = s.now
    s.wait(100)
    assert [s.state.emergencies.all["e1"].holds(began + n * DAY) for n in (-1, 0, 14, 15)] == [
        False,
        True,
        True,
        False,
    ]
