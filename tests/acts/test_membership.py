from bylaw.acts.act import Signer
from bylaw.acts.members.franchise import electors, franchise, stands, votes
from bylaw.record.clock import rfc3339

from .joining import DIGEST, society, subject
from .polling import Poll, enter
from .society import DAY, Society, key_of, person


def belongs(s: Society, n: int, body: str = "root") -> bool:
    return s.state.members.belongs(s.state, person(n), body, s.now)


def candidate(s: Society, n: int = 9) -> None:
    s.applies(n)
    s.wait(7)
    s.do("admit", s.office(1, "secretary"), applicant=person(n))


def test_objections_have_their_days_and_decide_nothing():
    s = society()
    s.applies(9)
    s.do("object-to-admission", 3, applicant=person(9), reasons=DIGEST)
    assert s.refused("object-to-admission", 3, applicant=person(9), reasons=DIGEST) == ["bylaw 17"]
    s.wait(6.4)
    s.do("object-to-admission", 4, applicant=person(9), reasons=DIGEST)
    s.wait(0.6)
    assert s.refused("object-to-admission", 5, applicant=person(9), reasons=DIGEST) == ["41"]
    s.do("admit", s.office(1, "secretary"), applicant=person(9))
    assert s.refused("object-to-admission", 5, applicant=person(9), reasons=DIGEST) == ["bylaw 15", "41"]


def test_many_admissions_within_few_days_are_flagged_and_taken():
    s = society(founders=20)
    flags = []
    for n in range(30, 34):
        candidate(s, n)
        flags.append([flaw.finding.consequence for flaw in s.state.flaws.of(s.state.size - 1)])
    assert flags == [[], [], ["flag"], ["flag"]], "three of twenty-two are more than a tenth"
    s.wait(60)
    candidate(s, 40)
    assert not s.state.flaws.of(s.state.size - 1)


def test_a_candidate_has_a_term_and_a_class_after_promotion():
    s = society()
    candidate(s)
    rules = franchise(s.state, "root", s.now)
    assert belongs(s, 9)
    assert not votes(s.state, person(9), rules, s.now)
    assert s.refused("promote", s.office(1, "secretary"), member=person(9), cls="patron") == ["1"]
    assert s.refused("promote", s.office(1, "secretary"), member=person(9), cls="candidate") == [
        "1",
        "bylaw 15",
    ]
    assert s.refused("promote", s.office(1, "secretary"), member=person(3), cls="ordinary") == ["bylaw 15"]
    assert s.refused("change-class", s.office(1, "secretary"), member=person(9), cls="ordinary") == [
        "bylaw 15"
    ]
    s.wait(170)
    s.do("promote", s.office(1, "secretary"), member=person(9), cls="ordinary")
    assert votes(s.state, person(9), rules, s.now)
    s.wait(30)
    assert belongs(s, 9)


def test_a_candidacy_that_nobody_decided_ends():
    s = society()
    candidate(s)
    s.wait(180)
    assert belongs(s, 9)
    s.wait(3)
    assert not belongs(s, 9)
    assert s.refused("promote", s.office(1, "secretary"), member=person(9), cls="ordinary") == ["bylaw 15"]


def test_seniority_goes_on_through_classes_and_bodies():
    s = society()
    start = s.now
    enter(s, 20, "north")
    s.wait(10)
    s.do("change-class", s.office(1, "secretary"), member=person(3), cls="couple")
    s.do("request-transfer", subject(3), member=person(3), to="north")
    s.wait(8)
    s.do("accept-transfer", 20, member=person(3))
    spell = next(s.state.members.roll.current(person(3), s.now))
    assert (spell.body, spell.cls, spell.since) == ("north", "couple", start)


def test_fewer_rights_need_the_members_own_signature():
    s = society()
    sec = s.office(1, "secretary")
    rules = franchise(s.state, "root", s.now)
    assert s.refused("change-class", sec, member=person(3), cls="honorary") == ["bylaw 35"]
    assert s.refused("change-class", sec, member=person(3), cls="youth") == ["bylaw 35"], (
        "no vote lost, but to stand"
    )
    s.do("change-class", (sec, subject(3)), member=person(3), cls="youth")
    assert votes(s.state, person(3), rules, s.now)
    assert not stands(s.state, person(3), rules, s.now)
    s.do("change-class", sec, member=person(3), cls="ordinary")
    s.do("change-class", sec, member=person(3), cls="couple")
    assert votes(s.state, person(3), rules, s.now), "one vote for the one membership of two people"


def test_resignation_is_immediate_and_ones_own():
    s = society()
    assert s.refused("resign", s.office(1, "secretary"), member=person(4)) == ["bylaw 35"]
    s.do("resign", subject(4), member=person(4))
    assert not belongs(s, 4)
    assert not list(s.state.offices.holders("root", "teller", s.now))[1:], "the mandate ended with it"
    assert s.refused("resign", subject(4), member=person(4)) == ["bylaw 15"]


def test_who_leaves_stands_no_more_and_succeeds_nobody():
    s = society()
    poll = Poll(s).closed(5, 6)
    poll.count(3, 2)
    s.do("resign", subject(5), member=person(5))
    assert poll.refused((5,), (6,)) == ["bylaw 32"]
    poll.declare((6,))
    s = society()
    poll = Poll(s).closed(5, 6)
    poll.count(3, 2)
    poll.declare((5,), (6,))
    s.do("resign", subject(6), member=person(6))
    s.wait(10)
    s.do("resign", subject(5), member=person(5))
    assert not list(s.state.offices.holders("board", "chair", s.now))


def test_a_death_has_effect_from_its_entry_and_can_be_answered_by_the_living():
    s = society()
    sec = s.office(1, "secretary")
    future = {"member": person(5), "claimed": rfc3339(s.now + DAY), "records": DIGEST}
    assert s.refused("record-death", sec, **future) == ["bylaw 14"]
    s.wait(3)
    s.do("record-death", sec, **{**future, "claimed": rfc3339(s.now - 2 * DAY)})
    assert not belongs(s, 5)
    s.now -= 1
    assert belongs(s, 5)
    s.now += 1
    s.wait(400)
    s.do("return", subject(5), member=person(5))
    assert belongs(s, 5)


def test_nobody_is_moved_unasked():
    s = society()
    enter(s, 20, "north")
    s.wait(1)
    assert s.refused("accept-transfer", 20, member=person(5))[-1] == "bylaw 35"
    assert s.refused("request-transfer", s.office(1, "secretary"), member=person(5), to="north") == [
        "bylaw 35"
    ]
    assert s.refused("request-transfer", subject(5), member=person(5), to="board") == ["bylaw 8"]
    assert s.refused("request-transfer", subject(5), member=person(5), to="root") == ["bylaw 15"]
    s.do("request-transfer", subject(5), member=person(5), to="north")
    assert s.refused("accept-transfer", 20, member=person(5)) == ["48"], "not yet due"
    s.wait(8)
    s.do("accept-transfer", 20, member=person(5))
    assert belongs(s, 5, "north")
    assert belongs(s, 5, "root")
    assert s.refused("accept-transfer", 20, member=person(5))[-1] == "bylaw 35", "one request, one move"


def test_c38_a_member_of_a_branch_joins_no_second_one_and_moves_from_one_roll_to_the_other():
    s = society()
    enter(s, 20, "north")
    enter(s, 21, "south")
    s.wait(1)
    fields = {"body": "south", "cls": "ordinary", "key": key_of(person(20))}
    assert s.refused("apply", Signer(person(20), "applicant"), member=person(20), **fields) == ["bylaw 8"]
    s.do("request-transfer", subject(20), member=person(20), to="south")
    s.wait(8)
    s.do("accept-transfer", 21, member=person(20))
    assert [belongs(s, 20, body) for body in ("north", "south")] == [False, True]
    everybody = franchise(s.state, "root", s.now)
    assert list(electors(s.state, everybody, s.now)).count(person(20)) == 1


def test_standing_and_reminders_move_with_the_member():
    s = society()
    enter(s, 20, "north")
    rules = franchise(s.state, "root", s.now)
    treasurer = s.office(2, "treasurer")
    s.do("attest-standing", treasurer, dues=({"member": person(5), "paid": rfc3339(s.now)},))
    s.do("request-transfer", subject(5), member=person(5), to="north")
    s.wait(31)
    s.do("remind-arrears", treasurer, members=(person(5),), records=DIGEST)
    s.wait(1)
    s.do("remind-arrears", treasurer, members=(person(5),), records=DIGEST)
    s.do("accept-transfer", 20, member=person(5))
    s.wait(12)
    assert not votes(s.state, person(5), rules, s.now)


def test_a_vote_is_not_recut_by_transfers():  # C36
    s = society()
    for n in range(20, 24):
        enter(s, n, "north")
    enter(s, 30, "south")
    s.wait(20)
    poll = Poll(s, units=("north", "south", "root"))
    assert s.refused("call-election", s.office(1, "secretary"), **poll.call) == ["bylaw 17", "bylaw 17"]
    poll = Poll(s, units=("north", "south")).called().stand(20, 21)
    s.do("request-transfer", subject(22), member=person(22), to="south")
    s.wait(9)
    s.do("accept-transfer", 30, member=person(22))
    s.do("request-transfer", subject(23), member=person(23), to="south")
    s.wait(9)
    assert s.refused("accept-transfer", 30, member=person(23)) == ["bylaw 33"]
    s.do("void-election", s.office(1, "secretary"), election="e1", reasons=DIGEST)
    s.do("accept-transfer", 30, member=person(23))


def test_a_vote_of_all_is_not_disturbed_by_transfers():
    s = society()
    enter(s, 30, "south")
    s.wait(20)
    Poll(s).called()
    s.do("request-transfer", subject(5), member=person(5), to="south")
    s.wait(15)
    s.do("accept-transfer", 30, member=person(5))
