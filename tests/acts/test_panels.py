"""Who judges and who does not, evidence and what rests on it, sanctions, interim measures."""

import pytest
from msgspec.structs import replace

from bylaw.acts.discipline.apart import CONFLICTS
from bylaw.acts.keeping.erasure import uses
from bylaw.rules.clause import Clause
from bylaw.rules.floors import FLOORS
from bylaw.rules.meanings import Panel

from .justice import ACCUSER, ALL, CHARGED, DRAWER, JUDGES, OFFICER, OTHERS, WITNESS, Court, digest
from .society import DAY, person

EXCLUDED = [
    ("accused", CHARGED),
    ("accuser", ACCUSER),
    ("witness", WITNESS),
    ("executive", OFFICER),
    ("kin", 12),
    ("heir", 13),
]


@pytest.mark.parametrize(("part", "who"), EXCLUDED)
def test_c11_whoever_has_a_part_does_not_judge_and_e6_another_does(part, who):
    s = Court().bring().serve().file()
    s.do("declare-tie", s.herself(12), member=person(12), other=person(CHARGED))
    s.state.offices.keep("founding", [person(13)])
    found = s.judged("seat-panel", DRAWER, **s.bench(6, 7, who))
    assert {f.clause for f in found} == {"22", "floor 7"}
    assert all(part in f.found for f in found)
    s.seat(6, 7, 14)


@pytest.mark.parametrize("part", ALL)
def test_no_bylaws_let_a_party_judge(part):
    (floor,) = (c for c in FLOORS if c.no == "floor 7")
    mine = Panel(size=3, seats="member here", excludes=tuple(p for p in ALL if p != part))
    assert mine.weaker(floor.panel) == f"{part} not excluded"
    assert Panel(size=3, seats="member here", excludes=ALL).weaker(floor.panel) == ""
    assert (
        Panel(size=2, seats="member here", excludes=ALL).weaker(floor.panel)
        == "panel size 2 is less than the floor's 3"
    )
    assert part in CONFLICTS


def test_never_by_office_even_where_a_clause_says_so():
    clause = Clause(
        no="22",
        words="w",
        of=("bring-charge",),
        panel=Panel(size=3, seats="office secretary here", excludes=ALL),
    )
    s = Court((clause,)).bring().serve()
    assert set(s.refused("seat-panel", DRAWER, **s.bench(OFFICER, 7, 8))) == {"22", "floor 7"}
    bench = Clause(
        no="22",
        words="w",
        of=("bring-charge",),
        panel=Panel(size=3, seats="office porter here", excludes=ALL),
    )
    s = Court((bench,)).bring().serve()
    assert set(s.refused("seat-panel", DRAWER, **s.bench(*JUDGES))) == {"22"}
    held = s.state.offices.mandates[s.secretary.ref]
    for n in JUDGES:
        s.state.offices.seat(replace(held, name=f"p{n}", member=person(n), office="porter"))
    s.do("seat-panel", DRAWER, **s.bench(*JUDGES) | {"how": "elected"})


@pytest.mark.parametrize("size", [3, 5])
def test_how_many_judge_is_the_clauses_and_the_floors(size):
    s = Court(size=size).bring().serve()
    bench = range(6, 6 + size)
    assert "22" in s.refused("seat-panel", DRAWER, **s.bench(*bench[:-1]))
    s.seat(*bench)


def test_a_panel_of_two_is_below_the_floor():
    assert [f.clause for f in Court(size=2, unfounded=True).taken.refusals] == ["floor 7"]
    s = Court()
    s.state.bylaws.repeal(("22",), s.now)
    s.bring().serve()
    assert s.refused("seat-panel", DRAWER, **s.bench(6, 7)) == ["floor 7"]
    s.seat(6, 7, 8)


def test_parties_do_not_choose_and_nobody_seats_herself():
    s = Court().bring().serve()
    for party in (ACCUSER, CHARGED):
        assert s.refused("seat-panel", party, **s.bench(*JUDGES)) == ["bylaw 21"]
    assert s.refused("seat-panel", 6, **s.bench(*JUDGES)) == ["bylaw 21"]
    assert s.refused("seat-panel", DRAWER, **s.bench(6, 7, 7))[-1] in ("floor 7", "bylaw 17", "22")
    s.seat(*JUDGES)
    assert s.refused("seat-panel", DRAWER, **s.bench(6)) == ["bylaw 21"], "seated before"


def test_e6_a_judge_steps_down_and_another_takes_the_seat():
    s = Court().bring().serve().file()
    s.seat(*JUDGES)
    told = {"case": "c1", "judge": person(8), "reasons": s.text()}
    assert s.refused("recuse", s.herself(7), **told) == ["28", "bylaw 35"]
    s.do("recuse", s.herself(8), **told)
    s.wait(14)
    assert set(s.refused("hold-hearing", s.panel(6, 7), case="c1", record=s.text())) == {"22", "floor 7"}
    assert s.refused("seat-panel", DRAWER, **s.bench(8)) == ["bylaw 21"]
    s.seat(9)
    s.hear(6, 7, 9)


def test_a_judge_seated_after_the_hearing_hears_the_case():
    s = Court().bring().heard(*JUDGES)
    s.do("recuse", s.herself(8), case="c1", judge=person(8), reasons=s.text())
    s.seat(9)
    assert s.refused("decide-finding", s.panel(6, 7, 9), **s.finding())[:2] == ["21", "floor 6"]
    s.hear(6, 7, 9)
    s.do("decide-finding", s.panel(6, 7, 9), **s.finding())


def test_a_judge_who_comes_to_have_a_part_judges_no_longer():
    s = Court().bring().heard(*JUDGES)
    s.do("declare-tie", s.herself(8), member=person(8), other=person(ACCUSER))
    assert set(s.refused("decide-finding", s.panel(*JUDGES), **s.finding())) == {"22", "floor 7"}
    s.do("recuse", s.herself(8), case="c1", judge=person(8), reasons=s.text())
    s.seat(9)
    s.hear(6, 7, 9)
    s.do("decide-finding", s.panel(6, 7, 9), **s.finding())


def test_the_panel_acts_by_more_than_half_without_strangers():
    s = Court().bring().heard(*JUDGES)
    told = s.finding()
    for signers in ((6,), (6, 9), (6, 7, 9), (9, 10)):
        assert s.refused("decide-finding", s.panel(*signers), **told) == ["26"]
    assert s.refused("decide-finding", (6, 7), **told) == ["26"], "a member's right is not a judge's"
    s.do("decide-finding", s.panel(6, 7), **told)


@pytest.mark.parametrize(("yes", "no", "refused"), [(1, 2, True), (2, 1, False), (2, 2, True), (3, 0, False)])
def test_votes_add_up_and_carry(yes, no, refused):
    s = Court().bring().heard(*JUDGES)
    told = s.finding(yes=yes, no=no)
    assert bool(s.judged("decide-finding", s.panel(*JUDGES), **told)) is refused
    s.do("decide-finding", s.panel(*JUDGES), **s.finding(outcome="not-proven", yes=3))


def test_c17_nobody_is_found_under_a_ground_never_charged():
    s = Court().bring().heard(*JUDGES)
    assert s.refused("decide-finding", s.panel(*JUDGES), **s.finding(ground="threats")) == ["bylaw 25"]
    s.do("decide-finding", s.panel(*JUDGES), **s.finding())


SUFFICES = [
    ("document", ACCUSER, True),
    ("statement", WITNESS, True),
    ("statement", ACCUSER, False),
    ("confession", WITNESS, False),
]


@pytest.mark.parametrize(("sort", "by", "suffices"), SUFFICES)
def test_what_never_suffices_alone(sort, by, suffices):
    s = Court().bring().serve().file("i1", by, sort=sort)
    s.seat(*JUDGES)
    s.wait(14)
    s.hear(*JUDGES)
    assert (s.judged("decide-finding", s.panel(*JUDGES), **s.finding()) == ()) is suffices
    assert s.refused("decide-finding", s.panel(*JUDGES), **s.finding(rests_on=())) == ["bylaw 23"]
    s.do("decide-finding", s.panel(*JUDGES), **s.finding(outcome="not-proven"))
    assert s.refused("decide-sanction", s.panel(*JUDGES), **s.sanction()) == ["bylaw 25"]


def test_evidence_is_on_the_file_before_the_hearing_and_answered_by_the_member():
    s = Court().bring().serve().file()
    s.seat(*JUDGES)
    told = {"case": "c1", "item": "i1", "answer": s.text()}
    assert s.refused("answer-evidence", s.secretary, **told) == ["28", "bylaw 35"]
    s.do("answer-evidence", s.herself(), **told)
    assert s.refused("answer-evidence", s.herself(), **told) == ["bylaw 15"]
    late = {"case": "c1", "item": "i2", "sort": "document", "content": digest("i2")}
    assert "bylaw 21" in s.refused("file-evidence", 6, **late)
    s.wait(14)
    s.hear(*JUDGES)
    assert s.refused("file-evidence", WITNESS, **late) == ["bylaw 23"]
    s.do("decide-finding", s.panel(*JUDGES), **s.finding())


SANCTIONS = [
    ({"sanction": "warning", "days": 0, "lesser": ""}, True),
    ({"sanction": "suspension", "days": 30}, True),
    ({"sanction": "suspension", "days": 0}, False),
    ({"sanction": "expulsion", "days": 30}, False),
    ({"sanction": "expulsion", "days": 0}, True),
    ({"sanction": "expulsion", "days": 0, "lesser": ""}, False),
    ({"sanction": "removal", "days": 0}, False),
    ({"sanction": "suspension", "days": 30, "mandate": "steward"}, False),
    ({"sanction": "removal", "days": 0, "mandate": "steward"}, True),
    ({"sanction": "removal", "days": 0, "mandate": "secretary"}, False),
    ({"sanction": "warning", "days": 0, "lesser": "", "yes": 1}, False),
]


@pytest.mark.parametrize(("told", "allowed"), SANCTIONS)
def test_a_sanction_says_how_far_it_goes_and_why_not_less(told, allowed):
    s = Court().bring().found(*JUDGES)
    mandates = {"steward": s.office(CHARGED, "steward").ref, "secretary": s.secretary.ref, "": ""}
    told = told | {"mandate": mandates[told.get("mandate", "")]}
    assert (s.judged("decide-sanction", s.panel(*JUDGES), **s.sanction(**told)) == ()) is allowed


def test_an_interim_measure_has_its_last_day_and_one_renewal():
    s = Court().bring()

    def measure(days):
        return {"case": "c1", "member": person(CHARGED), "last": s.stamp(days), "reasons": s.text()}

    assert s.refused("interim-measure", s.secretary, **measure(31)) == ["29"]
    assert s.refused("interim-measure", s.secretary, **measure(-1)) == ["bylaw 14"]
    s.do("interim-measure", s.secretary, **measure(30))
    assert s.rests(29)
    assert not s.rests(30)
    s.wait(29)
    s.do("interim-measure", s.secretary, **measure(30))
    assert s.rests(29)
    s.wait(29)
    assert set(s.refused("interim-measure", s.secretary, **measure(30))) == {"29", "floor 10"}


def test_an_interim_measure_ends_where_nothing_is_proven():
    s = Court().bring()
    s.do(
        "interim-measure", s.secretary, case="c1", member=person(CHARGED), last=s.stamp(30), reasons=s.text()
    )
    s.heard(*JUDGES)
    assert s.rests()
    s.do("decide-finding", s.panel(*JUDGES), **s.finding(outcome="not-proven"))
    assert not s.rests()
    assert s.refused(
        "interim-measure", s.secretary, case="c1", member=person(CHARGED), last=s.stamp(9), reasons=s.text()
    ) == ["bylaw 15"]


def test_gaps_of_a_measure_and_of_two_cases_are_joined():
    s = Court().bring()
    began = s.now
    s.do(
        "interim-measure", s.secretary, case="c1", member=person(CHARGED), last=s.stamp(30), reasons=s.text()
    )
    s.found(*JUDGES)
    s.do("decide-sanction", s.panel(*JUDGES), **s.sanction(days=10))
    assert s.state.members.suspensions[person(CHARGED)] == [(began, began + 30 * DAY)]
    s.bring("c2", ground="threats").found(*OTHERS, case="c2", item="i2", ground="threats")
    s.do("decide-sanction", s.panel(*OTHERS), **s.sanction("c2", days=10))
    ((start, end),) = s.state.members.suspensions[person(CHARGED)]
    assert start == began
    assert began + 38 * DAY <= end <= began + 39 * DAY


def test_what_a_case_uses_is_not_erased():
    s = Court().bring()
    told = [why for n in (CHARGED, ACCUSER, 9) for why in uses(s.state, person(n), s.now) if "case" in why]
    assert told == ["case c1 is not over"] * 2
    s.found(*JUDGES, outcome="not-proven")
    assert not [why for why in uses(s.state, person(CHARGED), s.now) if "case" in why]
