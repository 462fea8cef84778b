"""An association and a co-operative in Germany: the numbers of the law through real acts."""

import pytest
from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.members.franchise import count_electors, franchise, stands, votes
from bylaw.rules.clause import Clause
from bylaw.state.roll import Spell
from tests.acts.society import person

from .shipped import TEXT, Election, under

AMENDMENT = {"name": "a1", "clauses": (Clause(no="9.91", words="Members are kind."),)}


def club(members: int = 500, founders: int = 12):
    s = under("association", founders, chair=(1,), secretary=(2,), treasurer=(3,), teller=(4, 5))
    s.fill(members)
    return s, s.office(1, "chair"), s.office(2, "secretary")


def coop(members: int = 60, founders: int = 12):
    s = under("cooperative", founders, director=(1, 6), secretary=(2,), teller=(4, 5))
    s.fill(members)
    return s, s.office(1, "director"), s.office(2, "secretary")


def in_session(s, officer, present: int, days: float = 14, *kinds: str, late: float = 0):
    """Call a meeting of all with one item, announced ``late`` days after the call, and open it."""
    item, begins = s.item(*kinds), s.stamp(days)
    first = (s.item("move", name="other"),) if late else (item,)
    s.do("call-meeting", officer, name="m", body="root", begins=begins, items=first)
    if late:
        s.wait(late)
        s.do("add-item", officer, meeting="m", item=item)
    s.on(begins)
    everybody = s.state.members.roll
    s.do(
        "open-meeting",
        officer,
        meeting="m",
        served=everybody.count("root", s.now, frozenset(everybody.classes)),
    )
    s.come(officer, "m", range(1, present + 1))


def moved(s, kind: str = "", **fields: object) -> None:
    matter = s.matter(kind, **fields) if kind else ""
    s.do("move", 7, name="q", body="root", text=TEXT, matter=matter, meeting="m", item="item")


def vote(s, pair, yes: int, no: int, blank: int = 0, **more: object):
    return s.do("record-vote", pair, motion="q", yes=yes, no=no, blank=blank, **more)


# --- BGB


@pytest.mark.parametrize(("yes", "no", "outcome"), [(75, 25, "carried"), (74, 25, "lost")])
def test_three_quarters_of_the_votes_cast_and_four_hundred_abstain(yes, no, outcome):  # BGB 33
    s, chair, secretary = club()
    in_session(s, chair, 500, 14, "amend-bylaws")
    moved(s, "amend-bylaws", **AMENDMENT)
    vote(s, (chair, secretary), yes, no, 400)
    assert s.state.motions.all["q"].outcome == outcome


def test_an_amendment_is_law_once_it_is_in_the_register():  # BGB 71
    s, chair, secretary = club(60)
    in_session(s, chair, 20, 14, "amend-bylaws")
    moved(s, "amend-bylaws", **AMENDMENT)
    vote(s, (chair, secretary), 15, 5)
    s.do("amend-bylaws", s.warrant(7, "q"), **AMENDMENT)
    s.wait(400)
    assert "9.91" not in {c.no for c in s.state.bylaws.in_force(s.now)}
    extract = {"amendment": "a1", "extract": TEXT, "register_name": "VR 1234"}
    assert s.refused("register-amendment", chair, **extract) == ["5.4"], "mandates are over, and one key"
    elected = in_office(s)
    s.do("register-amendment", elected, **extract)
    s.wait(1)
    assert "9.91" in {c.no for c in s.state.bylaws.in_force(s.now)}


def in_office(s):
    """Give new mandates to chair and secretary without the ballot, which is not the matter here."""
    for name in ("interim.0", "interim.1"):
        old = s.state.offices.mandates[name]
        s.state.offices.seat(
            replace(old, name=f"{name}.n", start=s.now, end=s.now + 10**7, due=s.now + 10**7)
        )
    return s.office(1, "chair"), s.office(2, "secretary")


def test_what_is_not_named_in_the_notice_is_void():  # BGB 32(1)
    s, chair, secretary = club(60)
    in_session(s, chair, 20, 14, "attest")
    moved(s, "amend-bylaws", **AMENDMENT)
    taken = vote(s, (chair, secretary), 20, 0)
    assert [(f.clause, f.consequence, f.source) for f in taken.findings] == [("3.2", "void", "BGB 32(1)")]
    assert not taken.applied
    assert not s.state.motions.all["q"].decided
    assert "resolution.q" not in s.state.warrants.all


def test_what_is_named_is_decided():
    s, chair, secretary = club(60)
    in_session(s, chair, 20, 14, "amend-bylaws")
    moved(s, "amend-bylaws", **AMENDMENT)
    assert vote(s, (chair, secretary), 20, 0).applied


def test_a_meeting_called_too_late_is_none():
    s, chair, _ = club(60)
    call = {"name": "m", "body": "root", "items": (s.item("move"),)}
    assert not s.do("call-meeting", chair, begins=s.stamp(13), **call).applied
    assert "m" not in s.state.meetings.all
    assert s.do("call-meeting", chair, begins=s.stamp(14), **call).applied


@pytest.mark.parametrize("signers", [5, 6])
def test_a_tenth_compels_a_meeting(signers):  # BGB 37
    s, _, _ = club(60)
    call = {"name": "m", "body": "root", "begins": s.stamp(30), "items": (s.item("move"),)}
    s.do("open-petition", 7, name="p", body="root", matter=s.matter("call-meeting", **call), text=TEXT)
    for n in range(4, 4 + signers):
        s.do("sign-petition", n, petition="p")
    if signers < 6:
        assert s.refused("file-petition", 7, petition="p") == ["3.4"]
        return
    s.do("file-petition", 7, petition="p")
    s.do("call-meeting", Signer(person(7), "warrant", "petition.p"), **call)


def test_nobody_votes_for_another_in_an_association():  # BGB 38
    s, chair, _ = club(60)
    s.do("call-meeting", chair, name="m", body="root", begins=s.stamp(14), items=(s.item("move"),))
    assert s.refused("give-proxy", 7, meeting="m", holder=person(8)) == ["3.16"]


# --- GenG


def test_three_quarters_then_minutes_then_the_register():  # GenG 16, 46, 47
    s, director, secretary = coop()
    in_session(s, director, 40, 14, "amend-bylaws")
    moved(s, "amend-bylaws", **AMENDMENT)
    vote(s, (director, secretary), 30, 10)
    s.do("close-meeting", director, meeting="m")
    assert s.refused("file-minutes", secretary, meeting="m", minutes=TEXT) == ["3.22"], "signed by two"
    s.do("file-minutes", (director, secretary), meeting="m", minutes=TEXT)
    s.do("amend-bylaws", s.warrant(7, "q"), **AMENDMENT)
    s.wait(31)
    assert "9.91" not in {c.no for c in s.state.bylaws.in_force(s.now)}
    extract = {"amendment": "a1", "extract": TEXT, "register_name": "GnR 56"}
    s.do("register-amendment", (director, secretary), **extract)
    s.wait(1)
    assert "9.91" in {c.no for c in s.state.bylaws.in_force(s.now)}


def test_less_than_three_quarters_amend_nothing():
    s, director, secretary = coop()
    in_session(s, director, 40, 14, "amend-bylaws")
    moved(s, "amend-bylaws", **AMENDMENT)
    vote(s, (director, secretary), 29, 10)
    assert s.state.motions.all["q"].outcome == "lost"


def test_short_notice_can_be_challenged_for_a_month():  # GenG 46, 51
    s, director, _ = coop()
    call = {"name": "m", "body": "root", "items": (s.item("move"),)}
    taken = s.do("call-meeting", director, begins=s.stamp(13), **call)
    assert taken.applied
    assert [(f.clause, f.consequence) for f in taken.findings] == [("3.2", "voidable:30")]
    assert not s.do("call-meeting", director, begins=s.stamp(14), **{**call, "name": "m2"}).findings


@pytest.mark.parametrize(("late", "decided"), [(7, True), (8, False)])
def test_an_item_announced_less_than_a_week_before_cannot_be_resolved(late, decided):  # GenG 46(2)
    s, director, secretary = coop()
    in_session(s, director, 40, 14, "amend-bylaws", late=late)
    moved(s, "amend-bylaws", **AMENDMENT)
    taken = vote(s, (director, secretary), 40, 0)
    assert taken.applied is decided
    assert ("void" in {f.consequence for f in taken.findings}) is not decided


def test_unless_all_are_there():
    s, director, secretary = coop()
    in_session(s, director, 60, 14, "amend-bylaws", late=10)
    moved(s, "amend-bylaws", **AMENDMENT)
    assert vote(s, (director, secretary), 60, 0).applied


def test_two_proxies_at_most():  # GenG 43
    s, director, _ = coop()
    s.do("call-meeting", director, name="m", body="root", begins=s.stamp(14), items=(s.item("move"),))
    s.do("give-proxy", 7, meeting="m", holder=person(10))
    s.do("give-proxy", 8, meeting="m", holder=person(10))
    assert s.refused("give-proxy", 9, meeting="m", holder=person(10)) == ["3.12"]
    s.do("give-proxy", 9, meeting="m", holder=person(11))


def test_a_director_who_becomes_supervisor_is_director_no_more():  # GenG 37
    s, director, _ = coop()
    tellers = s.offices((4, "teller"), (5, "teller"))
    election = Election(s, "supervisor", "supervisory", seats=2, nominations=20, opens=30).called(director)
    election.stand(6, 8, 9).polled(tellers, 6, 8, 9).counted(tellers, 20, 15, 5).declared(tellers, 6, 8)
    s.wait(4)
    held = {m.office for m in s.state.offices.of_member(person(6)) if m.holds(s.now)}
    assert held == {"supervisor"}
    assert {m.office for m in s.state.offices.of_member(person(1)) if m.holds(s.now)} == {"director"}


@pytest.mark.parametrize(("yes", "outcome"), [(30, "carried"), (29, "lost")])
def test_three_quarters_recall_a_supervisor(yes, outcome):  # GenG 36
    s, director, secretary = coop()
    tellers = s.offices((4, "teller"), (5, "teller"))
    election = Election(s, "supervisor", "supervisory", nominations=20, opens=30).called(director)
    election.stand(8, 9).polled(tellers, 8, 9).counted(tellers, 20, 15).declared(tellers, 8)
    s.wait(4)
    in_session(s, director, 40, 14, "remove-from-office")
    moved(s, "remove-from-office", mandate=f"{election.name}.0", reasons=TEXT)
    vote(s, (director, secretary), yes, 10)
    assert s.state.motions.all["q"].outcome == outcome


def test_a_simple_majority_removes_a_director():
    s, director, secretary = coop()
    in_session(s, director, 40, 14, "remove-from-office")
    moved(s, "remove-from-office", mandate="interim.1", reasons=TEXT)
    vote(s, (director, secretary), 21, 19)
    s.do("remove-from-office", s.warrant(7, "q"), mandate="interim.1", reasons=TEXT)


@pytest.mark.parametrize(("cls", "has_vote", "may_stand"), [
    ("ordinary", True, True), ("household", True, True), ("organisation", True, False), ("young", True, False),
    ("supporting", False, False), ("honorary", False, False)])  # fmt: skip
def test_each_class_has_one_vote_or_none_and_stands_or_not(cls, has_vote, may_stand):
    s = under("association", 3, chair=(1,), secretary=(2,))
    before = count_electors(s.state, franchise(s.state, "root", s.now, "call-election"), s.now)
    s.state.members.roll.enter(person(9), Spell("root", cls, s.now), ("root",))
    s.wait(1)
    rules = franchise(s.state, "root", s.now, "call-election")
    assert votes(s.state, person(9), rules, s.now) is has_vote
    assert stands(s.state, person(9), rules, s.now) is may_stand
    assert count_electors(s.state, rules, s.now) - before == has_vote, "one vote, however many share it"
