"""Attendance: who is there, how, for whom, and how many that makes."""

from hypothesis import given
from hypothesis import strategies as st

from bylaw.acts.assemblies.attendance import Arrival
from bylaw.ledger import judge
from bylaw.rules.meanings import Proxy
from bylaw.state.roll import Spell

from .assembly import Assembly, clause, ready
from .society import person


def listed(s: Assembly, *members: int, mode: str = "in-person", left: tuple[int, ...] = ()) -> list[str]:
    arrived = tuple(Arrival(person(n), mode) for n in members)
    gone = tuple(person(n) for n in left)
    return s.refused("record-attendance", s.secretary, meeting="m1", arrived=arrived, left=gone)


def test_who_does_not_belong_comes_twice_or_never_came():
    s = ready(present=(1, 2))
    s.state.members.roll.enter(person(11), Spell("root", "ordinary", s.now + 1), ("root",))
    s.wait(0.1)
    assert listed(s, 11) == ["bylaw 9"], "a member only since the meeting began"
    assert listed(s, 2) == ["bylaw 17"]
    assert listed(s, 3, 3) == ["bylaw 17"]
    assert listed(s, left=(3,)) == ["bylaw 17"]
    assert listed(s) == ["bylaw 17"]
    assert s.state.meetings.voters("m1") == 2


def test_a_patron_is_present_and_does_not_count_as_a_voter():
    s = Assembly()
    s.state.members.roll.enter(person(11), Spell("root", "patron", s.now), ("root",))
    s.call()
    s.open(present=(1, 2, 11), served=11)
    assert s.state.meetings.voters("m1") == 2
    assert s.state.meetings.presence("m1", person(11))


def test_remote_only_where_the_notice_says_so():
    s = Assembly()
    s.call("m1")
    s.call("m2", modes=("in-person", "remote"))
    s.open("m1", present=(1,))
    assert listed(s, 2, mode="remote") == ["1"]
    s.open("m2", present=(1,))
    s.come(2, meeting="m2", mode="remote")


def test_two_proxies_and_not_three():
    s = Assembly()
    s.call()
    s.do("give-proxy", 8, meeting="m1", holder=person(2))
    s.do("give-proxy", 9, meeting="m1", holder=person(2))
    assert s.refused("give-proxy", 10, meeting="m1", holder=person(2)) == ["5"], "C37"
    assert s.refused("give-proxy", 9, meeting="m1", holder=person(3)) == ["bylaw 17"], "a second proxy"
    assert s.refused("give-proxy", 3, meeting="m1", holder=person(3)) == ["bylaw 17"]
    s.do("revoke-proxy", 9, meeting="m1")
    assert s.refused("revoke-proxy", 9, meeting="m1") == ["bylaw 15"]
    s.do("give-proxy", 10, meeting="m1", holder=person(2))


def test_how_many_proxies_is_the_clauses():
    s = Assembly(clause("5", "give-proxy", proxy=Proxy(most=0)))
    s.call()
    assert s.refused("give-proxy", 8, meeting="m1", holder=person(2)) == ["5"]


def test_a_proxy_counts_only_while_its_holder_is_there():
    s = Assembly()
    s.call()
    s.do("give-proxy", 8, meeting="m1", holder=person(2))
    s.open(present=(1,))
    assert listed(s, 8, mode="proxy") == ["bylaw 9"], "the holder is absent"
    assert listed(s, 9, mode="proxy") == ["bylaw 9"], "no proxy was given"
    s.come(2)
    s.come(8, mode="proxy")
    assert (s.state.meetings.voters("m1"), s.state.meetings.in_person("m1")) == (3, 2)
    s.do("record-attendance", s.secretary, meeting="m1", left=(person(2),))
    assert s.state.meetings.voters("m1") == 1, "who leaves takes the proxies along"


def test_a_proxy_taken_back_during_the_meeting():
    s = Assembly()
    s.call()
    s.do("give-proxy", 8, meeting="m1", holder=person(2))
    s.open(present=(1, 2))
    s.come(8, mode="proxy")
    s.do("revoke-proxy", 8, meeting="m1")
    assert s.state.meetings.voters("m1") == 2
    s.come(8)
    assert s.refused("give-proxy", 8, meeting="m1", holder=person(2)) == ["bylaw 17"], "she is there herself"


@given(st.lists(st.tuples(st.integers(1, 10), st.booleans()), max_size=30))
def test_the_count_of_those_present_is_that_of_a_listing(steps):
    s = Assembly()
    s.call()
    for giver, holder in ((8, 2), (9, 2), (10, 3)):
        s.do("give-proxy", giver, meeting="m1", holder=person(holder))
    s.open(present=())
    for n, proxy in steps:
        present = s.state.meetings.presence("m1", person(n))
        fields = (
            {"left": (person(n),)}
            if present
            else {"arrived": (Arrival(person(n), "proxy" if proxy else "in-person"),)}
        )
        act = s.act("record-attendance", s.secretary, meeting="m1", **fields)
        if not judge(s.state, act, s.now):
            s.do("record-attendance", s.secretary, meeting="m1", **fields)
        spells = [p for p in (s.state.meetings.presence("m1", person(n)) for n in range(1, 11)) if p]
        assert s.state.meetings.voters("m1") == len(spells)
        assert s.state.meetings.in_person("m1") == sum(p.mode != "proxy" for p in spells)
        assert s.state.meetings.most("m1") >= len(spells)
