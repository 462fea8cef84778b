"""What annulment reaches: whatever a flawed act made, from now on; what it does not reach is refused with what does."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.keeping.undoing import OTHERWISE, UNDO
from bylaw.acts.registry import BY_KIND
from bylaw.rules.bylaws import Bylaws
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Admission, Embargo, May, Notice, Quorum

from . import branches, joining
from .assembly import CLAUSES, HALF, TEXT, AgendaItem, Assembly, clause
from .polling import Poll
from .society import DAY, Society, key_of, person

LAWS = {law.no: law for law in CLAUSES}
COURT = clause("21", "annul", may=May(any_of=("office secretary root",)))
"""Who annuls here, where the fixture has a secretary; a real book has another."""
CHALLENGED = clause("22", "call-meeting", layer="floor", on_breach="voidable:30", notice=Notice(days=14))
"""GenG 51 as data: what a meeting resolves after shorter notice can be challenged for a month."""


def annulment(entry: int, table: str, thing: str) -> dict[str, object]:
    return {"table": table, "thing": thing, "entry": entry, "reasons": TEXT}


def resolved(notice: int, embargo: int = 0, **meaning) -> tuple[Assembly, int]:
    """A quorum of nine tenths, resolved by a meeting of so many days' notice; and the entry of the notice."""
    may = clause(
        "11", "amend-bylaws", may=May(any_of=("resolution assembly here",)), embargo=Embargo(days=embargo)
    )
    s = Assembly(COURT, replace(CHALLENGED, **meaning), may, replace(LAWS["1"], notice=Notice(days=7)))
    s.call(days=notice, items=(AgendaItem("law", "Law", ("amend-bylaws",)),))
    called = s.state.size - 1
    s.move(item="law", matter=s.matter("amend-bylaws", **amendment()))
    s.open()
    s.do("record-vote", s.secretary, motion="q1", yes=7, no=0)
    return s, called


def amendment() -> dict[str, object]:
    rule = Quorum(measure=replace(HALF, share=(9, 10)))
    return {"name": "a1", "clauses": (replace(LAWS["4"], quorum=rule),)}


def share(s: Society, days: float = 0) -> tuple[int, int]:
    (law,) = s.state.bylaws.on(s.now + int(days * DAY) + 1).find("quorum", "move", "assembly")
    return law.rule.measure.share


@pytest.mark.parametrize("embargo", [0, 40])
def test_an_amendment_that_a_flawed_meeting_resolved_is_law_no_longer_or_never(embargo):
    s, called = resolved(notice=10, embargo=embargo)
    s.do("amend-bylaws", s.warrant(3, "resolution.q1"), **amendment())
    assert (share(s), share(s, 41)) == (((9, 10) if not embargo else (1, 2)), (9, 10))
    s.wait(5)
    s.do("annul", s.secretary, **annulment(called, "amendment", "a1"))
    assert (share(s), share(s, 41)) == ((1, 2), (1, 2))
    assert s.refused("annul", s.secretary, **annulment(called, "amendment", "a1")) == ["bylaw 15"]


def test_after_the_notice_of_the_clause_there_is_nothing_to_annul():
    s, called = resolved(notice=14)
    s.do("amend-bylaws", s.warrant(3, "resolution.q1"), **amendment())
    for table, thing in (("amendment", "a1"), ("motion", "q1")):
        assert s.refused("annul", s.secretary, **annulment(called, table, thing)) == ["bylaw 14"]


@pytest.mark.parametrize(("waited", "days", "healed"), [(30, 30, False), (31, 30, True), (31, 31, False)])
def test_the_days_of_challenge_run_from_the_resolution_and_not_from_the_notice(waited, days, healed):
    s, called = resolved(notice=10, on_breach=f"voidable:{days}")
    s.wait(waited)
    fields = annulment(called, "motion", "q1")
    if healed:
        assert s.refused("annul", s.secretary, **fields) == ["bylaw 15"]
    else:
        s.do("annul", s.secretary, **fields)
        assert s.state.motions.all["q1"].outcome == "annulled"
        assert "12" not in s.refused("amend-bylaws", s.warrant(3, "resolution.q1"), **amendment())


def test_another_amendment_stands_and_a_later_text_of_the_clause_stays():
    s, called = resolved(notice=10)
    s.do("amend-bylaws", s.warrant(3, "resolution.q1"), **amendment())
    s.wait(1)
    newer = replace(LAWS["4"], quorum=Quorum(measure=replace(HALF, share=(1, 3))))
    s.state.bylaws.adopt((newer,), s.now)
    s.do("annul", s.secretary, **annulment(called, "amendment", "a1"))
    assert share(s) == (1, 3)


NUMBERS = st.sampled_from(("1", "2", "3"))
STEP = st.tuples(st.integers(0, 40), st.sets(NUMBERS), st.sets(NUMBERS), st.integers(0, 9))


def written(steps: list[tuple[int, set[str], set[str], int]]) -> Bylaws:
    book = Bylaws()
    for since, adopted, repealed, text in steps:
        book.repeal(sorted(repealed - adopted), since)
        book.adopt([clause(no, "admit", admission=Admission(sponsors=text)) for no in sorted(adopted)], since)
    return book


@settings(max_examples=300, deadline=None)
@given(st.lists(STEP, max_size=4), STEP, st.integers(0, 60))
def test_the_law_without_an_amendment_is_the_law_before_it(steps, last, at):
    """The newest amendment, in force or pending: before ``at`` as it was, from then on as if it had not been."""
    last = (max([since for since, *_ in steps], default=0) + 1 + last[0], *last[1:])
    before, book = written(steps), written([*steps, last])
    since, adopted, repealed, text = last
    with_it = [book.in_force(t) for t in range(120)]
    mine = [clause(no, "admit", admission=Admission(sponsors=text)) for no in sorted(adopted)]
    book.withdraw(mine, sorted(repealed - adopted), since, at)
    for t in range(120):
        expected = with_it[t] if t < at else before.in_force(t)
        assert sorted(c.no + str(c.admission) for c in book.in_force(t)) == sorted(
            c.no + str(c.admission) for c in expected
        )


def applied(s: Society, nth: int = 0) -> None:
    key = key_of(person(9), nth)
    s.do("apply", Signer(person(9), "applicant"), member=person(9), body="root", cls="ordinary", key=key)


def admitted(sponsors: int) -> tuple[Society, int]:
    law = clause("41", "admit", layer="floor", on_breach="voidable:90", admission=Admission(sponsors=1))
    s = joining.society(
        COURT, replace(law, no="50"), clause("51", "sponsor", may=May(any_of=("member here",)))
    )
    applied(s)
    if sponsors:
        s.do("sponsor", 2, applicant=person(9))
    s.wait(8)
    s.do("admit", s.office(1, "secretary"), applicant=person(9))
    return s, s.state.size - 1


def test_a_flawed_admission_ends_from_now_on_and_a_good_one_never():
    s, entry = admitted(0)
    secretary, began = s.office(1, "secretary"), s.now
    s.wait(3)
    s.do("annul", secretary, **annulment(entry, "member", person(9)))
    roll = s.state.members.roll
    assert [any(roll.current(person(9), t)) for t in (began, s.now - 1, s.now)] == [True, True, False]
    assert roll.spells[person(9)][-1].cause == "annulled"
    s, entry = admitted(1)
    assert s.refused("annul", s.office(1, "secretary"), **annulment(entry, "member", person(9))) == [
        "bylaw 14"
    ]


def test_no_admission_is_annulled_while_a_vote_is_open_to_the_member():
    s, entry = admitted(0)
    secretary, fields = s.office(1, "secretary"), annulment(entry, "member", person(9))
    s.wait(1)
    Poll(s).called()
    assert s.refused("annul", secretary, **fields) == ["bylaw 33"]
    s.do("void-election", secretary, election="e1", reasons=TEXT)
    s.do("annul", secretary, **fields)


def test_a_flaw_of_one_admission_ends_no_other():
    s, entry = admitted(0)
    founder, stranger = person(3), person(77)
    assert s.refused("annul", s.office(1, "secretary"), **annulment(entry, "member", founder)) == ["bylaw 14"]
    assert s.refused("annul", s.office(1, "secretary"), **annulment(entry, "member", stranger)) == ["bylaw 8"]
    s.do("resign", joining.subject(9), member=person(9))
    s.wait(1)
    applied(s, 0)
    s.do("sponsor", 2, applicant=person(9))
    s.wait(8)
    s.do("admit", s.office(1, "secretary"), applicant=person(9))
    assert s.refused("annul", s.office(1, "secretary"), **annulment(entry, "member", person(9))) == [
        "bylaw 14"
    ]


def recut(*kinds: str) -> Society:
    """Branches where the secretary may recut, and a floor on who does it that only makes it voidable."""
    flaw = Clause(no="23", words="The congress.", of=kinds, layer="floor", on_breach="voidable:30",
                  may=May(any_of=("resolution assembly root",)))  # fmt: skip
    return branches.society(
        COURT, flaw, clause("24", "send-envoy", may=May(any_of=("office secretary root",)))
    )


def test_a_branch_that_was_split_off_goes_back_to_where_it_came_from():
    s = recut("split-body")
    before = {name: branches.members(s, name) for name in ("root", "north", "ford")}
    split = {"name": "dock", "kind_of_body": "branch", "body": "ford", "members": (person(4), person(5))}
    branches.do(s, "split-body", **split)
    entry = s.state.size - 1
    assert branches.members(s, "dock") == {4, 5}
    branches.do(s, "annul", **annulment(entry, "body", "dock"))
    assert {name: branches.members(s, name) for name in before} == before
    assert branches.refused(s, "annul", **annulment(entry, "body", "dock")) == ["bylaw 15"]
    assert branches.refused(s, "annul", **annulment(entry, "body", "mill")) == ["bylaw 14"]


def test_a_region_of_units_and_a_new_body_pass_back_too():
    s = recut("split-body", "create-body")
    branches.do(s, "split-body", name="west", kind_of_body="region", body="north", units=("ford",))
    branches.do(s, "annul", **annulment(s.state.size - 1, "body", "west"))
    assert s.state.bodies.above["ford"] == ("ford", "north", "root")
    branches.do(s, "create-body", name="quay", kind_of_body="branch", parent="south")
    branches.do(s, "annul", **annulment(s.state.size - 1, "body", "quay"))
    assert s.state.bodies.all["quay"].successor == "south"


def test_an_office_ends_with_its_flaw_and_its_neighbour_of_the_same_second_stays():
    s = recut("create-office")
    secretary = s.office(1, "secretary")
    for office in ("warden", "porter"):
        s.do("create-office", secretary, body="mill", office=office)
    first = s.state.size - 2
    assert branches.refused(s, "annul", **annulment(first, "office", "mill/porter")) == ["bylaw 14"]
    branches.do(s, "annul", **annulment(first, "office", "mill/warden"))
    assert [office.name for office in s.state.offices.of_body("mill", s.now)] == ["porter"]


def test_an_envoy_is_called_back():
    s = recut("send-envoy")
    stamp = ("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")
    fields = {
        "name": "n1",
        "body": "root",
        "envoy": person(4),
        "to": "the town",
        "powers": ("talk",),
        "text": TEXT,
    }
    branches.do(s, "send-envoy", **fields, begins=stamp[0], ends=stamp[1])
    branches.do(s, "annul", **annulment(s.state.size - 1, "envoy", "n1"))
    assert s.state.delegations.envoys["n1"].end <= s.state.delegations.envoys["n1"].start


def test_the_organisation_itself_and_what_there_is_not_are_never_annulled():
    s = recut("create-body")
    for table in UNDO:
        for thing in ("root", "root/secretary", "interim.0", person(4), "x", ""):
            assert s.refused("annul", s.office(1, "secretary"), **annulment(0, table, thing))


@pytest.mark.parametrize("table", OTHERWISE)
def test_what_annulment_does_not_reach_is_refused_with_the_act_that_does(table):
    s = recut("create-body")
    (finding,) = s.judged("annul", s.office(1, "secretary"), **annulment(0, table, "x"))
    named = re.findall(r"[a-z]+(?:-[a-z]+)*", finding.remedy)
    assert finding.clause == "bylaw 14"
    assert set(named) & BY_KIND.keys() or table in ("meeting", "money"), "names no act that there is"
    assert not UNDO.keys() & OTHERWISE.keys()
