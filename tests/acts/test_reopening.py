"""After a case is over: one deed is judged once, reopened on new evidence alone, and what was taken is given back."""

from bylaw.projections.cases import cases
from bylaw.record.clock import rfc3339
from bylaw.state.roll import Spell

from .justice import ACCUSER, CHARGED, DRAWER, JUDGES, OTHERS, THIRD, Court, cleared, final, reopened
from .society import DAY, person


def test_c16_a_deed_is_judged_once():
    s = Court().bring()
    deed, facts = s.state.cases.all["c1"].deed, s.state.cases.all["c1"].facts
    s.found(*JUDGES)
    s.do("decide-sanction", s.panel(*JUDGES), **s.sanction(sanction="warning", days=0, lesser=""))
    s.wait(40)
    same = s.charge("c2", deed=rfc3339(deed))
    assert s.refused("bring-charge", ACCUSER, **same) == ["bylaw 22"]
    assert "bylaw 22" in s.refused("bring-charge", ACCUSER, **s.charge("c2", ground="threats", facts=facts))
    s.do("bring-charge", ACCUSER, **s.charge("c2", deed=rfc3339(deed + DAY)))
    s.do("bring-charge", ACCUSER, **s.charge("c3", deed=rfc3339(deed), ground="threats"))


def test_c16_a_case_is_reopened_on_listed_new_evidence_before_other_people():
    s = final()
    told = {"case": "c1", "items": ("i1",), "reasons": s.text()}
    assert s.refused("reopen-case", 9, **told) == ["bylaw 22"], "it was there"
    s.do("file-evidence", s.herself(), case="c1", item="i9", sort="document", content=s.text())
    told["items"] = ("i9",)
    assert s.refused("reopen-case", 6, **told) == ["bylaw 21"]
    s.do("reopen-case", 9, **told)
    assert [line.judges for line in cases(s.state, "root", s.now)] == [3, 0], "who sat before, and nobody yet"
    assert set(s.refused("reopen-case", 9, **told | {"reasons": s.text()})) == {"bylaw 22"}
    s.serve()
    assert "bylaw 21" in s.refused("seat-panel", DRAWER, **s.bench(*JUDGES))
    s.seat(*OTHERS)
    s.wait(14)
    s.hear(*OTHERS)
    s.do("decide-finding", s.panel(*OTHERS), **s.finding(outcome="not-proven", rests_on=("i9",)))
    again = {"case": "c1", "items": ("i9",), "reasons": s.text()}
    assert s.refused("reopen-case", 12, **again) == ["bylaw 22"], "it was relied on"


def test_a_case_that_runs_is_not_reopened():
    s = Court().decided()
    s.do("file-evidence", s.herself(), case="c1", item="i9", sort="document", content=s.text())
    told = {"case": "c1", "items": ("i9",), "reasons": s.text()}
    assert s.refused("reopen-case", 9, **told) == ["bylaw 22"]
    s.wait(31)
    s.do("reopen-case", 9, **told)


def test_restoration_gives_back_membership_seniority_and_the_rest_of_a_term():
    s = reopened()
    assert s.refused("restore-member", s.herself(), case="c1") == ["bylaw 22"]
    s = cleared()
    old = s.state.members.roll.spells[person(CHARGED)][0]
    s.do("restore-member", s.herself(), case="c1")
    new = s.state.members.roll.spells[person(CHARGED)][-1]
    assert s.member()
    assert not s.rests()
    assert (new.cls, new.body, new.since, new.start) == (old.cls, old.body, old.since, s.now)
    assert [m.office for m in s.state.offices.of_member(person(CHARGED)) if m.holds(s.now)] == ["steward"]
    assert s.refused("restore-member", s.herself(), case="c1") == ["bylaw 15"]


def test_restoration_is_anybodys_duty_and_asks_for_nothing():
    s = cleared()
    fields = set(type(s.act("restore-member", 9, case="c1")).__struct_fields__)
    assert fields == {"org", "nonce", "seen", "until", "by", "case"}
    s.do("restore-member", 9, case="c1")
    assert s.member()


def test_where_nothing_was_carried_out_nothing_is_restored():
    s = Court().appealed()
    s.rule("overturned")
    assert s.refused("restore-member", s.herself(), case="c1") == ["bylaw 15"]
    assert s.member()


def test_a_lesser_sanction_after_reopening_gives_the_membership_back():
    s = reopened().serve()
    s.seat(*OTHERS)
    s.wait(14)
    s.hear(*OTHERS)
    s.do("decide-finding", s.panel(*OTHERS), **s.finding(rests_on=("i9",)))
    s.do("decide-sanction", s.panel(*OTHERS), **s.sanction(days=5))
    s.do("restore-member", s.herself(), case="c1")
    assert s.rests()
    assert not s.rests(7)


def test_a_rehearing_is_another_round_before_other_people_and_served_again():
    s = Court().appealed()
    s.rule("reheard")
    assert s.refused("seat-panel", DRAWER, **s.bench(9, 12, 13)) == ["bylaw 21"], "she decided the appeal"
    s.serve()
    s.seat(*THIRD)
    s.wait(14)
    s.hear(*THIRD)
    s.do("decide-finding", s.panel(*THIRD), **s.finding())
    s.do("decide-sanction", s.panel(*THIRD), **s.sanction(days=5))
    assert s.rests(4)
    assert not s.rests(6)


def test_an_expelled_member_who_is_admitted_again_is_not_suspended():
    s = final()
    s.state.members.roll.enter(person(CHARGED), Spell("root", "ordinary", s.now), ("root",))
    assert not s.rests()
    assert not s.rests(1000)
