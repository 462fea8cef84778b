import pytest

from bylaw.acts.act import Signer
from bylaw.acts.meetings import AgendaItem
from bylaw.acts.votes import RollVote
from bylaw.rules.majority import Majority
from bylaw.rules.meanings import Forum, MajorityRule, May, Method, Notice, Quorum, Seconds, Window
from bylaw.rules.measure import Measure

from .assembly import HALF, MEMBER, OFFICER, SIMPLE, TEXT, Assembly, clause, ready
from .society import DAY, person


def vote(s: Assembly, yes: int, no: int = 0, blank: int = 0, **more: object) -> None:
    more.setdefault("motion", "q1")
    s.do("record-vote", s.secretary, yes=yes, no=no, blank=blank, **more)


def not_voted(s: Assembly, yes: int, no: int = 0, blank: int = 0, **more: object) -> list[str]:
    more.setdefault("motion", "q1")
    return s.refused("record-vote", s.secretary, yes=yes, no=no, blank=blank, **more)


def carried(s: Assembly, motion: str = "q1") -> bool:
    return f"resolution.{motion}" in s.state.warrants.all


def rule(majority: Majority, **more: object):
    return clause("4", "move", forum=Forum(kind="meeting"), quorum=Quorum(measure=HALF),
                  majority=MajorityRule(majority=majority), **more)  # fmt: skip


# --- from the motion to the act


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


# --- agenda


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


# --- quorum


def test_half_of_the_roll_must_be_there_when_it_votes():
    s = ready(present=range(1, 5))
    assert not_voted(s, 4) == ["4"]
    s.come(5)
    s.do("record-attendance", s.secretary, meeting="m1", left=(person(1),))
    assert not_voted(s, 4) == ["4"], "the quorum lasts throughout"
    s.come(1)
    vote(s, 4)


def test_the_base_is_the_roll_and_nobody_can_make_it_smaller():
    s = ready(clause("4", "move", forum=Forum(kind="meeting"), majority=SIMPLE,
                     quorum=Quorum(measure=Measure(share=(7, 10)))), present=range(1, 7))  # fmt: skip
    assert not_voted(s, 6) == ["4"], "C26"
    s.come(7)
    vote(s, 7)


def test_a_quorum_once_there_survives_leaving_where_the_clause_says_so():
    s = ready(clause("4", "move", forum=Forum(kind="meeting"), majority=SIMPLE,
                     quorum=Quorum(measure=HALF, persists="once")), present=range(1, 6))  # fmt: skip
    s.do("record-attendance", s.secretary, meeting="m1", left=(person(1),))
    vote(s, 4)
    assert carried(s)


def test_a_resumed_meeting_may_have_a_smaller_quorum():
    law = Quorum(measure=HALF, adjourned=Measure(count=2))
    s = ready(
        clause("4", "move", forum=Forum(kind="meeting"), majority=SIMPLE, quorum=law), present=(1, 2, 3)
    )
    assert not_voted(s, 3) == ["4"]
    s.do("adjourn-meeting", s.secretary, meeting="m1", begins=s.stamp(7))
    s.open(present=(1,))
    assert not_voted(s, 1) == ["4"]
    s.come(2)
    vote(s, 2)


@pytest.mark.parametrize(("scope", "votes"), [("vote", (4, 0, 0)), ("option", (4, 3, 0))])
def test_a_quorum_of_votes_or_of_votes_for(scope, votes):
    s = ready(clause("4", "move", forum=Forum(kind="meeting"), majority=SIMPLE,
                     quorum=Quorum(measure=HALF, scope=scope)))  # fmt: skip
    assert not_voted(s, *votes) == ["4"]
    vote(s, votes[0] + 1, votes[1] - 1 if votes[1] else 0)


def test_a_board_counts_its_seats():
    s = Assembly(clause("4", "move", forum=Forum(kind="meeting"), majority=SIMPLE,
                        quorum=Quorum(measure=Measure(share=(1, 2), strict=True), base="seats")),
                 clause("1", "call-meeting", notice=Notice(days=14), may=MEMBER),
                 clause("2", "open-meeting record-attendance record-vote", may=May(any_of=("office director here",))))  # fmt: skip
    s.call(by=2, body="board")
    s.move(body="board")
    s.wait(14)
    director = s.office(2, "director")
    s.do("open-meeting", director, meeting="m1", served=2)
    from bylaw.acts.attendance import Arrival  # noqa: PLC0415

    fields = {"motion": "q1", "no": 0}
    s.do("record-attendance", director, meeting="m1", arrived=(Arrival(person(2)),))
    assert s.refused("record-vote", director, yes=1, **fields) == ["4"], "one of three seats"
    assert s.refused("record-attendance", director, meeting="m1", arrived=(Arrival(person(4)),)) == [
        "bylaw 9"
    ]
    s.do("record-attendance", director, meeting="m1", arrived=(Arrival(person(3)),))
    s.do("record-vote", director, yes=2, **fields)
    assert s.state.warrants.all["resolution.q1"].body == "board"
    assert s.refused("attest", s.warrant(2, "resolution.q1"), **s.facts()) == ["9"], (
        "the board is not the assembly"
    )


# --- counts, ties, majorities


def test_more_votes_than_voters():
    s = ready()
    assert not_voted(s, 7, 1) == ["bylaw 17"], "C40"
    vote(s, 7, 0)


def test_no_vote_outside_the_meeting():
    s = Assembly()
    s.call()
    s.move()
    assert "bylaw 15" in not_voted(s, 5)
    s.open()
    s.do("close-meeting", s.secretary, meeting="m1")
    assert not_voted(s, 5) == ["bylaw 15"]


def test_a_tie_fails_or_is_broken_as_the_clause_says():
    s = ready()
    assert not_voted(s, 3, 3, 1, tie="yes") == ["bylaw 17"], "the clause knows no casting vote"
    vote(s, 3, 3, 1)
    assert not carried(s)
    for broken, result in (("yes", True), ("no", False)):
        s = ready(rule(Majority(share=(1, 2), base="cast", strict=True, tie="casting")))
        assert not_voted(s, 3, 3, 1) == ["4"], "the casting vote is to be recorded"
        assert not_voted(s, 4, 3, tie="no") == ["bylaw 17"]
        vote(s, 3, 3, 1, tie=broken)
        assert carried(s) is result


@pytest.mark.parametrize(
    ("base", "enough", "short"),
    [
        ("cast", (2, 1, 4), (1, 1, 5)),
        ("present", (5, 0, 0), (4, 0, 0)),
        ("entitled", (7, 0, 0), (6, 0, 0)),
        ("nonabstaining", (6, 0, 1), (5, 0, 1)),
    ],
)
def test_two_thirds_of_what(base, enough, short):
    law = rule(Majority(share=(2, 3), base=base, strict=False))
    s = ready(law)
    vote(s, *enough)
    assert carried(s)
    s = ready(law)
    vote(s, *short)
    assert not carried(s)


def test_the_matter_has_its_own_majority():
    law = clause(
        "12", "attest", majority=MajorityRule(majority=Majority(share=(2, 3), base="cast", strict=False))
    )
    s = ready(law)
    vote(s, 4, 3)
    assert not carried(s), "two thirds for attesting"
    s = Assembly(law)
    s.call()
    s.move(matter="")
    s.open()
    vote(s, 4, 3)
    assert s.state.motions.all["q1"].outcome == "carried", "half for a declaration"


def test_a_floor_binds_beside_the_choice():
    floor = clause(
        "41",
        "attest",
        layer="floor",
        majority=MajorityRule(majority=Majority(share=(3, 4), base="cast", strict=False)),
    )
    choice = clause(
        "12", "attest", majority=MajorityRule(majority=Majority(share=(4, 5), base="cast", strict=False))
    )
    for votes, result in (((3, 1), False), ((4, 1), True)):
        s = ready(floor, choice)
        vote(s, *votes)
        assert carried(s) is result


# --- secret, roll-call, proxies


def test_no_proxy_counts_in_a_secret_vote():
    s = Assembly()
    s.call()
    s.move()
    s.do("give-proxy", 8, meeting="m1", holder=person(2))
    s.open(present=range(1, 8))
    s.come(8, mode="proxy")
    assert not_voted(s, 8, how="secret") == ["bylaw 17"], "C37"
    vote(s, 8)


def test_secret_where_the_clause_says_secret():
    s = ready(clause("13", "attest", method=Method(name="yes-no", ballot="secret")))
    assert not_voted(s, 7) == ["13"]
    assert s.refused("record-roll-call", s.secretary, motion="q1", votes=(RollVote(person(1), "yes"),)) == [
        "13"
    ]
    vote(s, 7, how="secret")


def roll(*votes: tuple[int, str]) -> tuple[RollVote, ...]:
    return tuple(RollVote(person(n), said) for n, said in votes)


def test_a_roll_call_member_by_member():
    s = Assembly()
    s.call()
    s.move()
    s.do("give-proxy", 8, meeting="m1", holder=person(2))
    s.open(present=range(1, 6))
    s.come(8, mode="proxy")
    q = {"motion": "q1"}
    assert s.refused("record-roll-call", s.secretary, votes=roll((1, "yes"), (1, "yes")), **q) == [
        "bylaw 17"
    ], "C38"
    assert s.refused("record-roll-call", s.secretary, votes=roll((9, "yes")), **q) == ["bylaw 9"], "absent"
    s.do("record-roll-call", s.secretary, votes=roll((1, "yes"), (2, "yes"), (8, "yes")), part="more", **q)
    assert s.refused("record-roll-call", s.secretary, votes=roll((2, "no")), **q) == ["bylaw 17"]
    s.do("record-roll-call", s.secretary, votes=roll((3, "no"), (4, "no"), (5, "abstain")), **q)
    assert carried(s)
    tally = s.state.motions.counts["q1"]
    assert (tally.yes, tally.no, tally.abstain) == (3, 2, 1)


# --- discussion


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


# --- dissent, minutes


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
