"""Around a case: who inquires, what never suffices alone, criticism and its answer, what is found invalid, reviews."""

import pytest
from msgspec.structs import replace

from bylaw.acts.discipline.criticism import criticise, criticised_by
from bylaw.acts.discipline.decisions import parts
from bylaw.acts.discipline.inquiry import why_review
from bylaw.rules.clause import Clause
from bylaw.rules.floors import FLOORS
from bylaw.rules.meanings import Appeal, Grounds, May, Window
from bylaw.rules.measure import Measure

from .justice import ACCUSER, CHARGED, DRAWER, JUDGES, OFFICER, OTHERS, THIRD, WITNESS, Court, final
from .society import DAY, person


def appoint(s: Court, n: int = 12, case: str = "c1") -> dict[str, object]:
    return {"case": case, "member": person(n), "terms": s.text()}


def test_whoever_inquires_never_judges_and_brings_the_only_report():
    s = Court().bring().serve()
    s.do("appoint-investigator", s.secretary, **appoint(s))
    found = s.judged("seat-panel", DRAWER, **s.bench(6, 7, 12))
    assert {f.clause for f in found} == {"22", "floor 7"}
    assert all("investigator" in f.found for f in found)
    report = {"case": "c1", "item": "i5", "sort": "report", "content": s.text()}
    assert s.refused("file-evidence", 13, **report) == ["bylaw 23"]
    assert s.refused("file-evidence", 12, **report | {"sort": "document"}) == ["bylaw 23"]
    s.do("file-evidence", 12, **report)
    s.seat(6, 7, 13)


@pytest.mark.parametrize("n", [ACCUSER, CHARGED, OFFICER, 6, 13])
def test_who_does_not_inquire(n):
    s = Court().bring().serve()
    s.do("declare-tie", s.herself(13), member=person(13), other=person(CHARGED))
    s.seat(*JUDGES)
    assert s.refused("appoint-investigator", s.secretary, **appoint(s, n)) == ["bylaw 21"]
    s.do("appoint-investigator", s.secretary, **appoint(s))
    assert s.refused("appoint-investigator", s.secretary, **appoint(s)) == ["bylaw 15"]


def grounds(**more) -> Clause:
    return Clause(no="20", words="w", of=("bring-charge",), may=May(any_of=("member here",)),
                  grounds=Grounds(names=("theft", "threats"), **more))  # fmt: skip


SORTS = ["document", "object", "statement", "confession"]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("alone", [(), ("statement",), ("document", "statement")])
def test_what_never_suffices_alone_is_the_clauses_and_the_floors(sort, alone):
    s = Court((grounds(alone=alone),)).bring().serve().file(sort=sort)
    s.seat(*JUDGES)
    s.wait(14)
    s.hear(*JUDGES)
    expected = (["20"] if sort in alone else []) + (["floor 9"] if sort == "confession" else [])
    assert [f.clause for f in s.judged("decide-finding", s.panel(*JUDGES), **s.finding())] == expected
    s.do("decide-finding", s.panel(*JUDGES), **s.finding(outcome="not-proven"))


def test_the_accusers_word_and_a_confession_together_are_not_enough():
    s = Court().bring().serve().file("i1", by=ACCUSER, sort="statement").file("i2", sort="confession")
    s.file("i3", by=ACCUSER)
    s.seat(*JUDGES)
    s.wait(14)
    s.hear(*JUDGES)
    both = s.finding(rests_on=("i1", "i2"))
    assert s.refused("decide-finding", s.panel(*JUDGES), **both) == ["floor 9"]
    s.do("decide-finding", s.panel(*JUDGES), **s.finding(rests_on=("i1", "i2", "i3")))


def dismissed(s: Court, *cases: str) -> Court:
    for i, name in enumerate(cases):
        s.bring(name, charged=person(9 + i)).heard(*JUDGES, case=name, item=f"{name}.i")
        out = s.finding(name, outcome="not-proven", rests_on=())
        s.do("decide-finding", s.panel(*JUDGES), **out)
    return s


@pytest.mark.parametrize(
    ("serial", "before", "enough"), [(2, 1, True), (2, 2, False), (3, 2, True), (0, 2, True)]
)
def test_c14_a_serial_accuser_is_heard_and_needs_more_evidence(serial, before, enough):
    s = dismissed(Court((grounds(serial=serial),)), *[f"d{n}" for n in range(before)])
    s.bring().serve().file("i1").file("i2", by=12)
    s.seat(*JUDGES)
    s.wait(14)
    s.hear(*JUDGES)
    found = [f.clause for f in s.judged("decide-finding", s.panel(*JUDGES), **s.finding())]
    assert found == ([] if enough else ["20"])
    s.do("decide-finding", s.panel(*JUDGES), **s.finding(rests_on=("i1", "i2")))  # E8: the third, proven


@pytest.mark.parametrize("days", [180, 300])
def test_c35_whom_she_criticised_does_not_charge_her_at_home(days):
    window = Clause(no="40", words="w", of=("bring-charge",), window=Window(days=days))
    s = Court((window,)).bring("c0", by=CHARGED, charged=person(ACCUSER))
    told = s.charge(deed=s.stamp(-10))
    first = ["40", "floor 23"]
    assert s.refused("bring-charge", ACCUSER, **told) == first
    s.wait(90)
    assert s.refused("bring-charge", ACCUSER, **told) == first
    s.do("bring-charge", 6, **s.charge("c2", ground="threats"))
    s.wait(days - 91)
    assert set(s.refused("bring-charge", ACCUSER, **told)) <= set(first)
    s.wait(2)
    s.do("bring-charge", ACCUSER, **told)


def test_c35_bylaws_give_half_a_year_at_least():
    (floor,) = (c for c in FLOORS if c.no == "floor 23")
    assert Window(days=179).weaker(floor.window)
    assert Window(days=180).weaker(floor.window) == ""


def test_a_motion_to_remove_an_officer_is_criticism():
    s = Court()
    mandate = s.office(OFFICER, "secretary").ref
    matter = f'{{"act":"remove-from-office/1","mandate":"{mandate}","reasons":"{"0" * 64}"}}'
    criticise(s.state, person(CHARGED), matter, s.now)
    assert criticised_by(s.state, person(CHARGED), s.now).get(person(OFFICER)) == s.now
    assert s.refused("bring-charge", OFFICER, **s.charge()) == ["floor 23"]
    s.bring()


INVALID = {"clause": "20", "ground": "theft"}


def test_r26_every_decision_on_an_invalid_ground_is_listed_and_reheard():
    s = final()
    s.bring("c2", charged=person(5), ground="threats").found(*OTHERS, case="c2", item="i2", ground="threats")
    told = {"body": "root", "reasons": s.text()}
    for wrong in ({}, {"clause": "20"}, INVALID | {"judge": person(6)}):
        assert "bylaw 25" in s.refused("find-invalid", 13, **told, **wrong)
    assert s.refused("find-invalid", 6, **told, **INVALID) == ["bylaw 21"]
    assert s.refused("find-invalid", 13, **told, clause="20", ground="fraud") == ["bylaw 15"]
    bare = {"case": "c1", "reasons": s.text()}
    assert s.refused("reopen-case", 13, **bare) == ["bylaw 22"]
    s.do("find-invalid", 13, **told, **INVALID)
    assert list(s.state.cases.invalid) == ["c1"]
    s.do("reopen-case", 13, **bare)
    assert s.state.cases.invalid == {}
    s.serve().file("i9")
    assert "bylaw 21" in s.refused("seat-panel", DRAWER, **s.bench(*JUDGES))
    s.seat(*THIRD)


def test_r26_a_judge_who_ought_not_to_have_sat():
    s = final()
    s.do("find-invalid", 13, body="root", judge=person(6), reasons=s.text())
    assert list(s.state.cases.invalid) == ["c1"]
    t = final()
    assert t.refused("find-invalid", 13, body="root", judge=person(9), reasons=t.text()) == ["bylaw 15"]


def test_equal_reasons_are_stated_by_those_without_a_part_once():
    s = Court().decided()
    s.bring("c2", charged=person(9)).found(*JUDGES, case="c2", item="i2")
    told = {"one": "c1", "other": "c2", "record": s.text()}
    for n in (JUDGES[0], ACCUSER, CHARGED, 9):
        assert set(s.refused("note-equal-reasons", n, **told)) == {"bylaw 21"}
    assert s.refused("note-equal-reasons", 13, **told | {"other": "c1"}) == ["bylaw 8"]
    s.do("note-equal-reasons", 13, **told)
    assert s.refused("note-equal-reasons", 13, **told | {"one": "c2", "other": "c1"}) == ["bylaw 15"]


@pytest.mark.parametrize(("least", "due"), [(1, True), (2, False)])
def test_r24_a_review_is_due_over_the_threshold_of_the_clause(least, due):
    rule = Appeal(within_days=30, decide_days=60, suspensive=False,
                  review=Measure(share=(1, 4), at_least=least))  # fmt: skip
    s = Court((Clause(no="23", words="w", of=("bring-charge",), appeal=rule),)).appealed()
    assert why_review(s.state, "root", s.now) == ""
    told = {"body": "root", "report": s.text()}
    assert s.refused("review-decisions", 13, **told) == ["39"]
    s.rule("overturned")
    assert (why_review(s.state, "root", s.now) != "") is due
    if not due:
        assert s.refused("review-decisions", 13, **told) == ["39"]
        return
    assert s.refused("review-decisions", JUDGES[0], **told) == ["bylaw 21"]
    s.do("review-decisions", 13, **told)
    assert why_review(s.state, "root", s.now) == "", "it was reviewed"


def test_what_was_overturned_more_than_a_year_ago_counts_no_more():
    rule = Appeal(within_days=30, decide_days=60, suspensive=False, review=Measure(share=(1, 4)))
    s = Court((Clause(no="23", words="w", of=("bring-charge",), appeal=rule),)).appealed().rule("overturned")
    assert why_review(s.state, "root", s.now + 364 * DAY)
    assert why_review(s.state, "root", s.now + 367 * DAY) == ""


def pausing(**more) -> Court:
    rule = Appeal(within_days=30, decide_days=60, suspensive=False, overdue="pauses")
    return Court((Clause(no="23", words="w", of=("bring-charge",), appeal=rule),)).appealed(**more)


def test_overdue_the_sanction_falls_or_pauses_as_the_bylaws_say():
    s = pausing(sanction="expulsion", days=0)
    assert s.rests(59)
    assert not s.rests(61)
    s.seat(*OTHERS)
    s.wait(70)
    s.do("decide-appeal", s.panel(*OTHERS), **s.ruling("upheld"))
    assert s.rests()
    assert s.state.members.suspensions[person(CHARGED)][-1][0] == s.now
    s.do("carry-out", s.secretary, case="c1")
    assert not s.member()


def test_a_paused_sanction_that_is_overturned_does_not_come_back():
    s = pausing(days=300)
    s.seat(*OTHERS)
    s.wait(70)
    s.do("decide-appeal", s.panel(*OTHERS), **s.ruling("overturned"))
    assert not any(s.rests(days) for days in (0, 1, 100, 300))


def test_bylaws_may_not_pause_where_a_floor_lets_it_fall():
    falls = Appeal(within_days=14, decide_days=120, suspensive=False)
    assert replace(falls, overdue="pauses").weaker(falls) == "overdue, the sanction must fall"
    assert falls.weaker(replace(falls, overdue="pauses")) == ""


def test_c12_an_investigator_does_not_gain_the_post():
    s = Court().bring().serve()
    s.do("appoint-investigator", s.secretary, **appoint(s))
    assert parts(s.state, "c1") == {person(ACCUSER), person(12)}
    s.file(by=WITNESS)
    assert parts(s.state, "c1") == {person(ACCUSER), person(12), person(WITNESS)}
