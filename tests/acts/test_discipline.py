"""From a charge to its decision: the nearest act that each clause allows, and the nearest that it refuses."""

import pytest
from msgspec.structs import fields

from bylaw.acts.discipline import appeals, charges, decisions, evidence, hearings, inquiry, panels
from bylaw.acts.references import fields_of
from bylaw.acts.registry import ACTS
from bylaw.rules.clause import Clause
from bylaw.rules.floors import FLOORS
from bylaw.rules.meanings import Grounds, May

from .justice import ACCUSER, CHARGED, JUDGES, Court
from .society import person

CHAPTER = (charges, panels, evidence, hearings, decisions, appeals, inquiry)


def test_one_member_is_charged_heard_judged_and_suspended():
    s = Court().decided()
    assert s.rests()
    assert s.rests(99)
    assert not s.rests(101)
    assert s.member()


def test_no_act_takes_more_than_one_accused_nor_a_number_or_a_list_of_them():
    """C10, C30: the grammar admits no quota, no list, no absent name."""
    chapter = [act for act in ACTS if act.__module__ in {m.__name__ for m in CHAPTER}]
    assert len(chapter) == 22
    for act in chapter:
        told = {field.name: field for field in fields(act)}
        many = {
            f.path[0]
            for f in fields_of(act)
            if f.table in ("member", "case") and not f.single and f.path[0] != "by"
        }
        assert many <= {"bench", "passed_over"}, f"{act.kind()} takes several members or cases"
        numbers = {name for name, field in told.items() if "int" in str(field.type)}
        assert numbers <= {"yes", "no", "days"}, f"{act.kind()} takes a number"
        if act.kind() in ("find-invalid", "review-decisions", "note-equal-reasons"):
            assert not {"charged", "case"} & set(told), "it is about decisions, not about a member"
            continue
        one = told.get("case") or told.get("charged") or (act.kind() == "declare-tie" and told["member"])
        assert one is not None
        assert one.required, f"{act.kind()} can leave out whom it is about"


@pytest.mark.parametrize("kind", [a.kind() for a in ACTS if a.kind() in ("bring-charge", "decide-sanction")])
def test_a_charge_or_sanction_has_no_field_for_a_condition_or_a_text(kind):
    act = next(a for a in ACTS if a.kind() == kind)
    assert not {"text", "words", "condition", "statement"} & set(act.__struct_fields__)


GROUND = [
    ({}, []),
    ({"clause": "19"}, ["bylaw 25"]),  # C18: a text that is no clause
    ({"clause": "24"}, ["bylaw 25"]),  # a clause without grounds
    ({"ground": "passivity"}, ["bylaw 25"]),
    ({"charged": person(ACCUSER)}, ["bylaw 25"]),
    ({"charged": person(99)}, ["bylaw 8"]),
]


@pytest.mark.parametrize(("changed", "refused"), GROUND)
def test_a_charge_is_under_a_ground_of_the_bylaws(changed, refused):
    s = Court()
    assert [f.clause for f in s.judged("bring-charge", ACCUSER, **s.charge(**changed))] == refused


def test_c19_the_law_of_the_day_of_the_deed():
    s = Court()
    s.state.bylaws.adopt((Clause(no="34", words="Later.", of=("bring-charge",), body=("assembly",),
                                 grounds=Grounds(names=("gossip",))),), s.now)  # fmt: skip
    s.wait(2)
    told = {"clause": "34", "ground": "gossip"}
    assert s.refused("bring-charge", ACCUSER, **s.charge(deed=s.stamp(-3), **told)) == ["bylaw 25"]
    s.do("bring-charge", ACCUSER, **s.charge(deed=s.stamp(-1), **told))


def test_c19_a_ground_repealed_since_is_charged_for_what_was_done_before():
    s = Court()
    s.state.bylaws.repeal(("20",), s.now)
    s.state.bylaws.adopt(
        (Clause(no="35", words="w", of=("bring-charge",), may=May(any_of=("member here",))),), s.now
    )
    s.wait(2)
    assert s.refused("bring-charge", ACCUSER, **s.charge(deed=s.stamp(-1))) == ["bylaw 25"]
    s.do("bring-charge", ACCUSER, **s.charge(deed=s.stamp(-3)))


def test_a_deed_before_the_founding_or_to_come():
    s = Court()
    assert s.refused("bring-charge", ACCUSER, **s.charge(deed=s.stamp(-400))) == ["bylaw 25"]
    assert s.refused("bring-charge", ACCUSER, **s.charge(deed=s.stamp(1))) == ["bylaw 14"]
    s.bring(deed=s.stamp(0))


@pytest.mark.parametrize("ground", ["vote", "view", "complaint", "petition", "candidacy", "help"])
def test_protected_conduct_is_no_ground(ground):
    clause = Clause(no="20", words="w", of=("bring-charge",), may=May(any_of=("member here",)),
                    grounds=Grounds(names=(ground, "theft")))  # fmt: skip
    assert [f.clause for f in Court((clause,), unfounded=True).taken.refusals] == ["floor 9"]
    s = Court()
    s.state.bylaws.adopt((clause,), s.now - 30 * 86_400)
    assert s.refused("bring-charge", ACCUSER, **s.charge(ground=ground)) == ["floor 9"]
    s.bring()
    (floor,) = (c for c in FLOORS if c.no == "floor 9")
    assert clause.grounds.weaker(floor.grounds) == f"{ground} cannot be charged"
    assert Grounds(names=("theft",)).weaker(floor.grounds) == ""


def test_c13_nobody_is_charged_by_nobody():
    s = Court()
    assert s.refused("bring-charge", (), **s.charge())[0] == "bylaw 7"
    s.bring()
    assert s.state.cases.all["c1"].accuser == person(ACCUSER)


def test_c10_one_text_for_two_members_and_e4_five_cases_in_one_day():
    s = Court()
    text = s.text()
    s.bring("c1", facts=text)
    assert s.refused("bring-charge", ACCUSER, **s.charge("c2", charged=person(9), facts=text)) == ["bylaw 24"]
    for n in range(2, 6):
        s.bring(f"c{n}", charged=person(n + 7))
    for n in range(1, 6):
        s.serve(f"c{n}").file(f"i{n}", case=f"c{n}").seat(*JUDGES, case=f"c{n}")
    s.wait(14)
    for n in range(1, 6):
        s.hear(*JUDGES, case=f"c{n}")
        s.do("decide-finding", s.panel(*JUDGES), **s.finding(f"c{n}", rests_on=(f"i{n}",)))
    first = s.expulsion("c1")
    s.do("decide-sanction", s.panel(*JUDGES), **first)
    same = s.expulsion("c2", reasons=first["reasons"])
    assert s.refused("decide-sanction", s.panel(*JUDGES), **same) == ["bylaw 24"]
    for n in range(2, 6):
        s.do("decide-sanction", s.panel(*JUDGES), **s.expulsion(f"c{n}"))
    assert all(s.rests(n=n) for n in (CHARGED, 9, 10, 11, 12))


@pytest.mark.parametrize("days", [8, 14, 30])
def test_c9_the_time_to_prepare_is_the_clauses(days):
    s = Court(prepare=days).bring()
    early = {"case": "c1", "hearing": s.stamp(days - 1), "record": s.text()}
    assert s.refused("serve-charge", s.secretary, **early) == ["21"]
    s.serve(days=days).file()
    s.seat(*JUDGES)
    told = {"case": "c1", "record": s.text()}
    s.wait(days - 1)
    assert s.refused("hold-hearing", s.panel(*JUDGES), **told) == ["21", "bylaw 25"]
    s.wait(1)
    s.do("hold-hearing", s.panel(*JUDGES), **told)


def test_c9_a_floor_underneath_gives_a_week():
    assert [f.clause for f in Court(prepare=0, unfounded=True).taken.refusals] == ["floor 6"]
    s = Court()
    s.state.bylaws.repeal(("21",), s.now)
    s.bring()
    early = {"case": "c1", "hearing": s.stamp(6), "record": s.text()}
    assert s.refused("serve-charge", s.secretary, **early) == ["floor 6"]
    s.serve(days=7)


def test_c9_no_service_no_hearing_no_finding_no_sanction():
    s = Court().bring().file()
    s.seat(*JUDGES)
    judges = s.panel(*JUDGES)
    s.wait(20)
    assert s.refused("hold-hearing", judges, case="c1", record=s.text()) == ["21", "floor 6"]
    assert s.refused("decide-finding", judges, **s.finding()) == ["21", "floor 6"]
    assert s.refused("decide-sanction", judges, **s.sanction()) == ["21", "floor 6", "bylaw 25"]
    s.serve()
    s.wait(14)
    s.hear(*JUDGES)
    s.do("decide-finding", judges, **s.finding())
    s.do("decide-sanction", judges, **s.sanction())


def test_a_hearing_is_waived_by_the_member_and_by_nobody_else():
    s = Court().bring().file()
    assert s.refused("waive-hearing", s.herself(), case="c1") == ["bylaw 25"], "not served"
    s.serve()
    assert s.refused("waive-hearing", s.secretary, case="c1") == ["28", "bylaw 35"]
    s.do("waive-hearing", s.herself(), case="c1")
    s.seat(*JUDGES)
    s.do("decide-finding", s.panel(*JUDGES), **s.finding())


def test_service_again_begins_the_time_again():
    s = Court().bring().serve().file()
    s.seat(*JUDGES)
    s.wait(13)
    s.serve()
    s.wait(1)
    assert s.refused("hold-hearing", s.panel(*JUDGES), case="c1", record=s.text()) == [
        "21",
        "floor 6",
        "bylaw 25",
    ]
    s.wait(13)
    s.hear(*JUDGES)
