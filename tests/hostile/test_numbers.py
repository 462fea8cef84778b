"""Numbers of the fixture rules: with each another the verdict is another; one less is refused, one enough is taken."""

from math import ceil

import pytest

from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Electorate, Forum, PetitionRule, Proxy, Quorum
from bylaw.rules.measure import Measure
from tests.acts.assembly import SIMPLE, TEXT, Assembly, clause, ready
from tests.acts.governing import digest, rule
from tests.acts.polling import DIGEST, Poll, society
from tests.acts.recalling import Recalling
from tests.acts.society import person
from tests.acts.voting import not_voted, vote

SHARES = ((1, 4), (1, 3), (1, 2), (7, 10), (9, 10))


def of(share: tuple[int, int], base: int) -> int:
    return ceil(base * share[0] / share[1])


@pytest.mark.parametrize("share", SHARES)
def test_c26_the_quorum_is_of_the_whole_roll(share):
    needed = of(share, 10)
    quorum = Quorum(measure=Measure(share=share))
    law = clause("4", "move", forum=Forum(kind="meeting"), majority=SIMPLE, quorum=quorum)
    s = ready(law, present=range(1, needed))
    assert not_voted(s, needed - 1) == ["4"]
    s.come(needed)
    vote(s, needed)


@pytest.mark.parametrize("most", [0, 1, 3, 5])
def test_c37_one_member_holds_so_many_proxies(most):
    s = Assembly(clause("5", "give-proxy", proxy=Proxy(most=most)))
    s.call()
    *givers, one_more = range(10, 9 - most, -1)
    for n in givers:
        s.do("give-proxy", n, meeting="m1", holder=person(2))
    assert s.refused("give-proxy", one_more, meeting="m1", holder=person(2)) == ["5"]


@pytest.mark.parametrize(("share", "days"), [((1, 20), 90), ((1, 10), 60), ((1, 5), 30)])
def test_c39_so_many_sign_a_petition_in_so_many_days(share, days):
    needed = of(share, 40)
    law = PetitionRule(measure=Measure(share=share), window_days=days)
    s = Assembly(clause("6", "open-petition", petition=law), founders=40)
    s.do("open-petition", 2, name="p1", body="root", matter=s.fact(), text=TEXT)
    for n in range(5, 4 + needed):
        s.do("sign-petition", n, petition="p1")
    s.wait(days)
    assert s.refused("file-petition", 2, petition="p1") == ["6"], "one too few"
    s.wait(1)
    assert s.refused("sign-petition", 4, petition="p1") == ["6"], "a day too late"
    s.wait(-1)
    s.do("sign-petition", 4, petition="p1")
    s.do("file-petition", 2, petition="p1")


@pytest.mark.parametrize(("share", "days"), [((3, 20), 90), ((1, 10), 45), ((1, 5), 60)])
def test_c39_so_many_sealed_signatures_of_so_many_days_open_a_recall(share, days):
    needed = of(share, 20)
    law = PetitionRule(measure=Measure(share=share), window_days=days, vote_days=30)
    for signed, opened in ((needed - 1, 0), (needed, 1)):
        s = Recalling(rule("61", "open-recall", petition=law))
        s.wait(1)
        s.open_recall()
        s.wait(days)
        s.seal(*map(s.signed, range(9, 9 + signed)))
        s.wait(1)
        late = {"petition": "rc", "seals": (digest("late"),)}
        assert s.refused("seal-signatures", 9, **late) == ["61"], "a day too late"
        s.wait(-1)
        s.do("file-petition", 9, petition="rc")
        s.counted(signed)
        assert len(s.state.recalls.all["rc"].elections) == opened


@pytest.mark.parametrize("share", [(1, 2), (3, 5), (9, 10)])
def test_c42_so_many_of_the_roll_are_told_of_a_poll(share):
    needed = of(share, 20)
    told = Electorate(served=Measure(share=share))
    s = society(Clause(no="20", words="So many are told.", of=("close-poll",), electorate=told))
    Poll(s).opened(5, 6).until(47)
    fields = {"election": "e1", "records": DIGEST}
    assert "20" in s.refused("close-poll", 9, **fields, served=needed - 1)
    s.do("close-poll", 9, **fields, served=needed)
