from bylaw.acts.members.franchise import franchise, votes
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Lapse, Standing

from .joining import DIGEST, silent, society, subject
from .polling import Poll
from .society import DAY, Society, person


def owes(s: Society, n: int, reminders: int = 2) -> None:
    """Dues of member n were paid until now; the days of grace and these reminders follow."""
    treasurer = s.office(2, "treasurer")
    s.do("attest-standing", treasurer, dues=({"member": person(n), "paid": rfc3339(s.now)},))
    s.wait(31)
    for _ in range(reminders):
        s.do("remind-arrears", treasurer, members=(person(n),), records=DIGEST)
        s.wait(1)


def notice(s: Society, n: int, ground: str = "arrears") -> dict[str, object]:
    return {"members": (person(n),), "ground": ground, "records": DIGEST}


def test_only_the_treasurer_attests_and_reminds_whom_it_concerns():
    s = society()
    paid = {"dues": ({"member": person(5), "paid": rfc3339(s.now + DAY)},)}
    assert s.refused("attest-standing", s.office(1, "secretary"), **paid) == ["44"]
    twice = {"dues": paid["dues"] * 2}
    assert s.refused("attest-standing", s.office(2, "treasurer"), **twice) == ["bylaw 17"]
    other = {"dues": paid["dues"], "body": "north"}
    assert s.refused("attest-standing", s.office(2, "treasurer"), **other) == ["bylaw 8"]
    reminder = {"members": (person(5),), "records": DIGEST}
    assert s.refused("remind-arrears", s.office(2, "treasurer"), **reminder) == ["bylaw 17"], "never attested"
    s.do("attest-standing", s.office(2, "treasurer"), **paid)
    assert s.refused("remind-arrears", s.office(2, "treasurer"), **reminder) == ["bylaw 17"], "paid"
    s.wait(1.1)
    s.do("remind-arrears", s.office(2, "treasurer"), **reminder)


def test_arrears_cost_nothing_before_the_reminders():  # C8, E2
    s = society()
    owes(s, 5, reminders=1)
    s.wait(100)
    rules = franchise(s.state, "root", s.now)
    assert votes(s.state, person(5), rules, s.now)
    assert s.refused("give-lapse-notice", s.office(1, "secretary"), **notice(s, 5))[0] == "45"
    s.do("remind-arrears", s.office(2, "treasurer"), members=(person(5),), records=DIGEST)
    s.wait(11)
    assert not votes(s.state, person(5), rules, s.now)
    s.do("give-lapse-notice", s.office(1, "secretary"), **notice(s, 5))


def test_the_number_of_reminders_is_a_number_of_the_bylaws():
    one = Clause(no="45a", words="One reminder.", of=("give-lapse-notice", "lapse"),
                 standing=Standing(grace_days=30, reminders=1, remind_days=10))  # fmt: skip
    s = society(one)
    owes(s, 5, reminders=1)
    s.wait(10)
    s.do("give-lapse-notice", s.office(1, "secretary"), **notice(s, 5))


def test_lapse_after_notice_and_never_without():
    s = society()
    sec = s.office(1, "secretary")
    assert s.refused("lapse", sec, member=person(5)) == ["46"]
    owes(s, 5)
    s.wait(11)
    s.do("give-lapse-notice", sec, **notice(s, 5))
    assert s.refused("give-lapse-notice", sec, **notice(s, 5)) == ["bylaw 15"]
    s.wait(13)
    assert s.refused("lapse", sec, member=person(5)) == ["46"]
    s.wait(1.6)
    s.do("lapse", sec, member=person(5))
    assert not s.state.members.belongs(s.state, person(5), "root", s.now)
    assert s.refused("lapse", sec, member=person(5))[0] == "bylaw 15"


def test_payment_ends_the_notice():
    s = society()
    owes(s, 5)
    s.wait(11)
    s.do("give-lapse-notice", s.office(1, "secretary"), **notice(s, 5))
    s.wait(10)
    s.do(
        "attest-standing",
        s.office(2, "treasurer"),
        dues=({"member": person(5), "paid": rfc3339(s.now + 300 * DAY)},),
    )
    s.wait(10)
    assert s.refused("lapse", s.office(1, "secretary"), member=person(5)) == ["46"]


def test_the_way_back_carries_seniority_and_closes_on_its_day():
    s = society()
    start, sec = s.now, s.office(1, "secretary")
    silent(s, 5, 6)
    for n in (5, 6):
        s.do("give-lapse-notice", sec, **notice(s, n, "silence"))
    s.wait(16)
    for n in (5, 6):
        s.do("lapse", sec, member=person(n))
    assert s.refused("return", sec, member=person(5)) == ["bylaw 35"]
    assert s.refused("return", subject(3), member=person(3)) == ["bylaw 15"]
    s.wait(180)
    s.do("return", subject(5), member=person(5))
    spell = next(s.state.members.roll.current(person(5), s.now))
    assert (spell.start, spell.since) == (s.now, start)
    s.wait(1)
    assert s.refused("return", subject(6), member=person(6)) == ["46"]


def test_an_answer_ends_the_notice():
    s = society()
    silent(s, 5)
    s.do("give-lapse-notice", s.office(1, "secretary"), **notice(s, 5, "silence"))
    s.wait(10)
    s.do("return", subject(5), member=person(5))
    s.wait(10)
    assert s.refused("lapse", s.office(1, "secretary"), member=person(5)) == ["46"]


def test_who_resigned_does_not_return_by_herself():
    s = society()
    s.do("resign", subject(5), member=person(5))
    s.wait(1)
    assert s.refused("return", subject(5), member=person(5)) == ["bylaw 15"]


def test_nobody_is_struck_off_while_a_vote_is_open():  # C8
    s = society()
    sec = s.office(1, "secretary")
    silent(s, 5)
    s.do("give-lapse-notice", sec, **notice(s, 5, "silence"))
    s.wait(16)
    poll = Poll(s).called()
    assert s.refused("lapse", sec, member=person(5)) == ["bylaw 33"]
    poll.stand(5)
    s.do("void-election", sec, election="e1", reasons=DIGEST)
    s.do("lapse", sec, member=person(5))


def test_a_floor_keeps_the_week_after_a_reminder():
    weak = Clause(no="45b", words="No reminder.", of=("lapse",), standing=Standing(reminders=0))
    assert [finding.clause for finding in society(weak).taken.refusals] == ["floor 1"]


def test_the_days_of_notice_are_a_number_of_the_bylaws():
    for days, taken in ((20, False), (10, True)):
        other = Clause(
            no="46a", words="Other notice.", of=("lapse",), lapse=Lapse(notice_days=days, return_days=9)
        )
        s = society(other)
        silent(s, 5)
        s.do("give-lapse-notice", s.office(1, "secretary"), **notice(s, 5, "silence"))
        s.wait(16)
        if taken:
            s.do("lapse", s.office(1, "secretary"), member=person(5))
        else:
            assert s.refused("lapse", s.office(1, "secretary"), member=person(5)) == ["46a"]
