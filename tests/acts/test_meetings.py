"""Meetings: the call and its notice, the opening, minutes and closed sessions."""

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.attendance import Arrival
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.acts.assemblies.minutes import ReleaseSession
from bylaw.ledger import judge
from bylaw.rules.meanings import Interval, May, Notice
from bylaw.state.roll import Spell

from .assembly import MEMBER, TEXT, Assembly, clause, ready
from .society import DAY, person

ITEMS = (AgendaItem("facts", "Facts", ("attest",)),)


def called(s: Assembly, days: float, **more: object) -> list[str]:
    more.setdefault("items", ITEMS)
    return s.refused("call-meeting", s.secretary, name="m9", body="root", begins=s.stamp(days), **more)


def test_fourteen_days_are_enough_and_thirteen_are_not():
    s = Assembly()
    s.call("m1", days=14)
    assert called(s, 13) == ["1"]


def test_the_number_of_days_is_the_clauses():
    s = Assembly(
        clause("1", "call-meeting", notice=Notice(days=13), may=May(any_of=("office secretary here",)))
    )
    s.call("m1", days=13)
    assert called(s, 12) == ["1"]


def test_clear_days_and_too_early():
    law = Notice(days=10, unit="clear", most_days=60, channel="post")
    s = Assembly(clause("1", "call-meeting", notice=law, may=May(any_of=("office secretary here",))))
    s.call("m1", days=11, channel="post")
    s.call("m2", days=61, channel="post")
    assert called(s, 10, channel="post") == ["1"], "ten days with only nine between them"
    assert called(s, 62, channel="post") == ["1"], "Apache: sixty days at most"
    assert called(s, 11, channel="e-mail") == ["1"]


def test_a_refusal_names_the_earliest_day():
    s = Assembly()
    act = s.act("call-meeting", s.secretary, name="m1", body="root", begins=s.stamp(5), items=ITEMS)
    assert "15 January 2025" in str(judge(s.state, act, s.now)[0])


def test_a_meeting_in_the_past_or_with_an_item_twice():
    s = Assembly()
    assert called(s, -1) == ["bylaw 14", "1"]
    assert called(s, 14, items=ITEMS * 2) == ["bylaw 8"]


def test_a_late_call_can_be_void_or_voidable_as_the_clause_says():
    def late(consequence: str) -> Assembly:
        s = Assembly(clause("1", "call-meeting", notice=Notice(days=14), on_breach=consequence,
                            may=May(any_of=("office secretary here",))))  # fmt: skip
        s.call(days=3)
        return s

    assert "m1" not in late("void").state.meetings.all
    s = late("voidable:30")
    assert "m1" in s.state.meetings.all
    assert s.now + 30 * DAY < s.state.flaws.all[-1].until <= s.now + 31 * DAY, "until the day is over"


def test_nobody_but_the_secretary_calls_until_the_meeting_is_overdue():
    s = Assembly()
    begins = {"body": "root", "items": ITEMS}
    assert s.refused("call-meeting", 4, name="m1", begins=s.stamp(14), **begins) == ["1"]
    s.wait(180)
    assert s.refused("call-meeting", 4, name="m1", begins=s.stamp(14), **begins) == ["1"], "1 July is in time"
    s.wait(2)
    s.do("call-meeting", 4, name="m1", begins=s.stamp(14), **begins)


def test_a_meeting_held_puts_the_next_duty_off_and_one_called_does_not():
    s = Assembly()
    s.wait(170)
    s.call("m1")
    s.wait(12)
    fields = {"name": "m2", "body": "root", "items": ITEMS}
    s.do("call-meeting", 4, begins=s.stamp(14), **fields)
    s.open("m1")
    assert s.refused("call-meeting", 4, **{**fields, "name": "m3", "begins": s.stamp(14)}) == ["1"]


def test_the_interval_is_the_clauses():
    s = Assembly(clause("1", "call-meeting", notice=Notice(days=14), interval=Interval(calendar_years=2),
                        may=May(any_of=("member due",))))  # fmt: skip
    s.wait(729 + 363)
    fields = {"name": "m2", "body": "root", "items": ITEMS}
    assert s.refused("call-meeting", 4, begins=s.stamp(14), **fields) == ["1"], "30 December 2027"
    s.wait(3)
    s.do("call-meeting", 4, begins=s.stamp(14), **fields)


def test_a_fifth_convenes_by_petition():
    s = Assembly()
    fields = {"name": "m1", "body": "root", "begins": s.stamp(40), "items": ITEMS}
    matter = s.matter("call-meeting", **fields)
    s.do("open-petition", 4, name="p1", body="root", matter=matter, text=TEXT)
    s.do("sign-petition", 4, petition="p1")
    assert s.refused("file-petition", 4, petition="p1") == ["6"], "one of ten; a fifth must sign"
    s.do("sign-petition", 5, petition="p1")
    s.do("file-petition", 4, petition="p1")
    s.wait(1)
    right = Signer(person(4), "warrant", "petition.p1")
    assert s.refused("call-meeting", right, **{**fields, "begins": s.stamp(41)}) == ["1"], "other words"
    s.do("call-meeting", right, **fields)
    assert s.refused("call-meeting", right, **{**fields, "name": "m2"}) == ["1"], "used once"


def test_opened_at_its_time_and_for_a_week():
    s = Assembly()
    s.call()
    assert s.refused("open-meeting", s.secretary, meeting="m1", served=10) == ["bylaw 15"]
    s.wait(14 + 7)
    assert s.refused("open-meeting", s.secretary, meeting="m1", served=10) == ["bylaw 15"]
    s.wait(-0.1)
    s.do("open-meeting", s.secretary, meeting="m1", served=10)
    assert s.refused("open-meeting", s.secretary, meeting="m1", served=10) == ["bylaw 15"]


def test_some_members_not_served():
    s = Assembly()
    s.call()
    s.wait(14)
    assert s.refused("open-meeting", s.secretary, meeting="m1", served=9) == ["1"], "C28"
    assert s.refused("open-meeting", s.secretary, meeting="m1", served=11) == ["bylaw 17"]
    s.do("open-meeting", s.secretary, meeting="m1", served=10)


def test_who_joined_after_the_notice_need_not_be_served():
    s = Assembly()
    s.call()
    s.wait(1)
    s.state.members.roll.enter(person(11), Spell("root", "ordinary", s.now), ("root",))
    s.open(present=(11,))
    assert s.state.meetings.voters("m1") == 1


def test_a_postponed_meeting_needs_a_new_notice_and_an_adjourned_one_does_not():
    s = Assembly()
    s.call(days=20)
    s.wait(10)
    assert s.refused("adjourn-meeting", s.secretary, meeting="m1", begins=s.stamp(13)) == ["1"]
    s.do("adjourn-meeting", s.secretary, meeting="m1", begins=s.stamp(14))
    s.open()
    s.do("adjourn-meeting", s.secretary, meeting="m1", begins=s.stamp(1))
    assert s.state.meetings.voters("m1") == 0
    assert s.refused("record-attendance", s.secretary, meeting="m1", arrived=(Arrival(person(1)),)) == [
        "bylaw 15"
    ]
    s.open()
    s.do("close-meeting", s.secretary, meeting="m1")
    assert s.refused("adjourn-meeting", s.secretary, meeting="m1", begins=s.stamp(1)) == ["bylaw 15"]
    assert s.refused("close-meeting", s.secretary, meeting="m1") == ["bylaw 15"]


def test_minutes_are_filed_after_and_approved_as_filed():
    s = ready()
    assert s.refused("file-minutes", s.secretary, meeting="m1", minutes=TEXT) == ["bylaw 15"]
    s.do("close-meeting", s.secretary, meeting="m1")
    s.do("file-minutes", s.secretary, meeting="m1", minutes=TEXT)
    s.call("m2")
    s.move("q2", meeting="m2", matter=s.matter("approve-minutes", meeting="m1", minutes=TEXT))
    s.open("m2")
    s.do("record-vote", s.secretary, motion="q2", yes=5, no=0)
    assert s.refused("approve-minutes", 2, meeting="m1", minutes=TEXT) == ["7"]
    right = s.warrant(2, "resolution.q2")
    assert s.refused("approve-minutes", right, meeting="m1", minutes="8" * 64) == ["7", "bylaw 13"]
    s.do("approve-minutes", right, meeting="m1", minutes=TEXT)
    assert s.state.meetings.all["m1"].approved == s.now
    assert s.refused("file-minutes", s.secretary, meeting="m1", minutes=TEXT) == ["bylaw 15"]


def test_behind_closed_doors_with_a_reason_until_a_day():
    s = ready()
    fields = {"name": "s1", "meeting": "m1", "items": ("facts",), "reason": "A tender."}
    assert s.refused("close-session", s.secretary, **fields, release=s.stamp(0)) == ["bylaw 14"]
    assert s.refused("close-session", s.secretary, **{**fields, "items": ("more",)}, release=s.stamp(9)) == [
        "bylaw 8"
    ]
    s.do("close-session", s.secretary, **fields, release=s.stamp(90))
    s.do("close-meeting", s.secretary, meeting="m1")
    s.do("file-minutes", s.secretary, meeting="m1", session="s1", minutes=TEXT)
    s.wait(80)
    assert [f.clause for f in released(s)] == ["8"]
    s.wait(10)
    assert released(s) == ()
    assert [f.clause for f in released(s, opened="8" * 64)] == ["bylaw 13"]
    s.evidence["9" * 64] = TEXT
    s.do("release-session", 5, session="s1", opening="9" * 64)
    assert "bylaw 15" in s.refused("release-session", 5, session="s1", opening="9" * 64)


def released(s: Assembly, opened: str = TEXT):
    act = s.act("release-session", 5, session="s1", opening="9" * 64)
    assert isinstance(act, ReleaseSession)
    assert [f.clause for f in judge(s.state, act, s.now)] in (["bylaw 13"], ["8"])
    return judge(s.state, act, s.now, {"9" * 64: opened})


def test_an_officer_whose_mandate_is_over_calls_nothing():
    s = Assembly(
        clause("1", "call-meeting", notice=Notice(days=14), may=May(any_of=("office secretary here",)))
    )
    s.wait(299)
    s.call("m1")
    s.wait(1)
    assert called(s, 14) == ["1"], "C24"


def test_a_rider_on_a_call():
    s = Assembly()
    assert s.refused(
        "call-meeting", (s.secretary, 2), name="m1", body="root", begins=s.stamp(14), items=ITEMS
    ) == ["1"]


def test_items_are_added_until_the_meeting_begins():
    s = Assembly(
        clause("2b", "add-item", may=MEMBER),
        clause("2", "open-meeting", may=May(any_of=("office secretary here",))),
    )
    s.call()
    s.do("add-item", 5, meeting="m1", item=AgendaItem("more", "More", ("attest",)))
    assert s.refused("add-item", 5, meeting="m1", item=AgendaItem("more", "More")) == ["bylaw 8"]
    s.wait(14)
    assert s.refused("add-item", 5, meeting="m1", item=AgendaItem("late", "Late")) == ["bylaw 15"]
