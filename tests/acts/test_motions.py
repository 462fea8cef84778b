"""Motions: what they carry, what the notice must name, and how a discussion runs."""

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.rules.majority import Majority
from bylaw.rules.meanings import Forum, MajorityRule, May, Notice, Quorum, Seconds, Window
from bylaw.rules.measure import Measure

from .assembly import OFFICER, SIMPLE, TEXT, Assembly, clause, ready
from .society import DAY, person
from .voting import carried, not_voted, vote


def test_a_resolution_carried_is_a_warrant_to_its_act_word_for_word_and_once():
    s = ready()
    vote(s, 4, 3)
    right = s.warrant(2, "resolution.q1")
    assert s.refused("attest", 2, **s.facts()) == ["9"], "a member without the warrant"
    assert s.refused("attest", right, **s.facts("other")) == ["9"], "other words"
    assert s.refused("attest", (right, 3), **s.facts()) == ["9"], "a rider"
    s.do("attest", right, **s.facts())
    assert s.state.warrants.all["resolution.q1"].used >= 0


def test_a_used_warrant_is_used_up():
    s = ready()
    vote(s, 4, 3)
    s.do("attest", s.warrant(2, "resolution.q1"), **s.facts())
    del s.state.corrections.attested["f1"]
    assert s.refused("attest", s.warrant(2, "resolution.q1"), **s.facts()) == ["9"]


def test_a_motion_lost_gives_none():
    s = ready()
    vote(s, 3, 4)
    assert not carried(s)
    assert s.refused("attest", s.warrant(2, "resolution.q1"), **s.facts()) == ["9"]
    assert not_voted(s, 7) == ["bylaw 15"], "it is decided"


def test_a_matter_that_is_no_act():
    s = Assembly()
    s.call()
    fields = {"name": "q1", "body": "root", "text": TEXT, "meeting": "m1", "item": "facts"}
    for matter in (
        "{}",
        "x",
        '{"act":"expel-many/1","count":"40"}',
        s.fact().replace("{", "{ ", 1),
        s.fact()[:-1] + ',"nonce":"1"}',
    ):
        assert s.refused("move", 2, matter=matter, **fields) == ["bylaw 1"]
    s.do("move", 2, matter=s.fact(), **fields)


def test_a_declaration_authorises_nothing():
    s = Assembly()
    s.call()
    s.move(matter="")
    s.open()
    vote(s, 7)
    assert s.state.motions.all["q1"].outcome == "carried"
    assert not s.state.warrants.all


def test_a_vote_on_what_the_notice_does_not_name():
    s = Assembly()
    s.call(items=(AgendaItem("facts", "Facts", ("attest",)), AgendaItem("other", "Any other business")))
    s.move("q1")
    s.move("q2", item="nothing", matter=s.fact("f2"))
    s.move("q3", item="other", matter=s.fact("f3"))
    s.open()
    assert not_voted(s, 7, motion="q2") == ["1"], "C27"
    assert not_voted(s, 7, motion="q3") == ["1"], "any other business decides nothing"
    vote(s, 7)


def test_a_resolution_off_the_agenda_is_void_where_the_law_says_void_and_gives_no_warrant():
    s = Assembly(clause("32(1)", "move", notice=Notice(days=0, item_days=7), on_breach="void", layer="floor"))
    s.call(days=14)
    s.move("q1")
    s.wait(8)
    s.do("add-item", s.secretary, meeting="m1", item=AgendaItem("late", "Late", ("attest",)))
    s.move("q2", item="late", matter=s.fact("f2"))
    s.open()
    vote(s, 7)
    assert carried(s)
    taken = s._enter(s.act("record-vote", s.secretary, motion="q2", yes=7, no=0))
    assert {f.clause for f in taken.findings} == {"1", "32(1)"}


def void(days: float, **more: object) -> tuple[Assembly, object]:
    law = clause(
        "1", "call-meeting", notice=Notice(days=14, item_days=7, **more), on_breach="void", may=OFFICER
    )
    s = Assembly(law)
    s.call(days=14)
    s.wait(14 - days)
    s.do("add-item", s.secretary, meeting="m1", item=AgendaItem("late", "Late", ("attest",)))
    s.move("q1", item="late")
    s.open(present=range(1, 11))
    return s, s.do("record-vote", s.secretary, motion="q1", yes=7, no=0)


def test_an_item_seven_days_before_is_in_time_and_one_six_days_before_decides_nothing():
    s, taken = void(7)
    assert taken.applied
    assert carried(s)
    s, taken = void(6)
    assert [f.consequence for f in taken.findings] == ["void"]
    assert not carried(s)
    assert not s.state.motions.all["q1"].decided
    assert s.refused("attest", s.warrant(2, "resolution.q1"), **s.facts()) == ["9"], "a void warrant"


def test_a_late_item_is_cured_where_the_law_says_so_and_all_are_present():
    s, taken = void(6, unless_all=True)
    assert taken.applied
    assert carried(s)
    s.do("record-attendance", s.secretary, meeting="m1", left=(person(10),))
    s.move("q2", item="late", matter=s.fact("f2"))
    assert not s.do("record-vote", s.secretary, motion="q2", yes=7, no=0).applied, "one has gone"


def debian(*more):
    return Assembly(
        clause("4", "move", forum=Forum(kind="discussion", days=14, most_days=21, extend_days=7, freeze_hours=24),
               majority=SIMPLE, quorum=Quorum(measure=Measure(root=(3, 2)), scope="option"),
               seconds=Seconds(measure=Measure(root=(1, 2), at_most=5))),
        clause("7", "amend-motion", may=May(any_of=("subject",))), *more, founders=60)  # fmt: skip


def test_k_seconds_start_the_clock_and_the_vote_waits_for_its_end():
    s = debian()
    s.move(meeting="", item="")
    for n in (3, 4, 5):
        s.do("second", n, motion="q1")
        s.wait(1)
    assert "4" in not_voted(s, 20), "sixty members: four must second"
    assert s.refused("second", 2, motion="q1") == ["bylaw 17"], "the mover"
    assert s.refused("second", 5, motion="q1") == ["bylaw 17"]
    s.do("second", 6, motion="q1")
    s.wait(14)
    assert not_voted(s, 20) == ["4"], "the fourteenth day lasts until midnight"
    s.wait(0.5)
    assert not_voted(s, 11) == ["4"], "quorum of votes for: twelve of sixty"
    assert not_voted(s, 40, 21) == ["bylaw 17"]
    vote(s, 12, 0)
    assert carried(s)


def seconded() -> Assembly:
    s = debian()
    s.move(meeting="", item="")
    for n in (3, 4, 5, 6):
        s.do("second", n, motion="q1")
    return s


def amend(s: Assembly, by: int = 2, **more: object) -> None:
    s.do(
        "amend-motion", Signer(person(by), "subject"), motion="q1", text="8" * 64, matter=s.fact("f2"), **more
    )


def test_an_amendment_moves_the_end_by_a_week_and_never_beyond_three():
    s = seconded()
    first = s.state.motions.all["q1"].ends
    amend(s)
    assert s.state.motions.all["q1"].ends == first, "early: the two weeks are still the longer"
    s.wait(12)
    amend(s)
    assert s.state.motions.all["q1"].ends == first + 5 * DAY
    s.wait(6)
    amend(s)
    assert s.state.motions.all["q1"].ends == first + 7 * DAY, "three weeks at most"


def test_nothing_is_changed_in_the_last_day():
    s = seconded()
    ends = s.state.motions.all["q1"].ends
    s.now = ends - DAY
    fields = {"motion": "q1", "text": TEXT, "matter": s.fact("f2")}
    assert s.refused("amend-motion", Signer(person(2), "subject"), **fields) == ["4"]
    s.now -= 1
    assert s.refused("amend-motion", Signer(person(3), "subject"), **fields) == ["7", "bylaw 9"]
    amend(s)


def test_the_vote_is_on_the_newest_words_and_gives_the_right_to_them():
    s = seconded()
    amend(s)
    s.wait(22)
    assert not_voted(s, 20) == ["bylaw 12"]
    vote(s, 20, version=1)
    assert s.refused("attest", s.warrant(2, "resolution.q1"), **s.facts("f1")) == ["9"]
    s.do("attest", s.warrant(2, "resolution.q1"), **s.facts("f2"))


def test_whoever_may_amend_it_is_the_mover_or_the_body_by_resolution():
    law = clause("7", "amend-motion", may=May(any_of=("member here", "resolution assembly here")))
    s = ready(law)
    fields = {"motion": "q1", "text": TEXT, "matter": s.fact("f2")}
    assert s.refused("amend-motion", 3, **fields) == ["bylaw 9"], "nobody rewrites another's motion"
    s.move("q2", by=3, matter=s.matter("amend-motion", **fields))
    vote(s, 5, 2, motion="q2")
    s.do("amend-motion", s.warrant(3, "resolution.q2"), **fields)
    s.do("amend-motion", 2, **{**fields, "matter": s.fact("f3")})
    assert s.state.motions.all["q1"].version == 2


def test_an_amendment_cannot_turn_it_into_another_act():
    s = seconded()
    other = s.matter("approve-minutes", meeting="m1", minutes=TEXT)
    fields = {"motion": "q1", "text": TEXT, "matter": other}
    assert s.refused("amend-motion", Signer(person(2), "subject"), **fields) == ["bylaw 12"]


def test_the_forum_is_the_clauses():
    s = debian()
    s.call()
    fields = {"name": "q1", "body": "root", "text": TEXT, "matter": s.fact()}
    assert s.refused("move", 2, meeting="m1", item="facts", **fields) == ["4"]
    s.do("move", 2, **fields)
    s = Assembly()
    assert s.refused("move", 2, **fields) == ["4"]


def test_a_ballot_is_not_decided_by_hands_and_a_written_one_ends():
    s = Assembly(clause("4", "move", forum=Forum(kind="ballot"), majority=SIMPLE))
    s.move(meeting="", item="")
    assert not_voted(s, 5) == ["4"]
    s = Assembly(clause("4", "move", forum=Forum(kind="written", days=28),
                        majority=MajorityRule(majority=Majority(share=(3, 4), base="entitled", strict=False))))  # fmt: skip
    s.move(meeting="", item="")
    s.move("q2", meeting="", item="", matter=s.fact("f2"))
    vote(s, 8)
    assert carried(s)
    s.wait(29)
    assert not_voted(s, 8, motion="q2") == ["4"]


def test_dissent_is_recorded_once_of_those_who_had_a_vote():
    s = ready()
    assert s.refused("dissent", 7, motion="q1", reasons=TEXT) == ["bylaw 15"]
    vote(s, 6, 1)
    s.do("dissent", 7, motion="q1", reasons=TEXT)
    assert s.refused("dissent", 7, motion="q1", reasons=TEXT) == ["bylaw 17"]
    assert s.state.motions.dissents["q1"] == {person(7): TEXT}


def test_a_resolution_lapses_without_minutes_where_the_clause_says_so():
    law = clause("14", "file-minutes", window=Window(days=14))
    s = ready(law)
    vote(s, 7)
    s.do("close-meeting", s.secretary, meeting="m1")
    s.wait(15)
    assert s.refused("attest", s.warrant(2, "resolution.q1"), **s.facts()) == ["9"], "C29"
    s = ready(law)
    vote(s, 7)
    s.do("close-meeting", s.secretary, meeting="m1")
    s.do("file-minutes", s.secretary, meeting="m1", minutes=TEXT)
    s.wait(15)
    s.do("attest", s.warrant(2, "resolution.q1"), **s.facts())


def test_without_attendance_nothing_is_decided():
    s = ready(present=())
    assert not_voted(s, 7) == ["bylaw 17", "4"], "C29"
