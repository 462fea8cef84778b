"""Counts that rest on a file of all ballots: recomputed by whoever has it, unproven for who has not."""

from typing import Any

import pytest

from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Eligible, Method, Quorum
from bylaw.rules.measure import Measure

from .joining import subject
from .polling import Poll, changed, in_units, society
from .society import Society, person

BLT = b'3 1\n4 1 0\n3 2 3 0\n2 3 2 0\n0\n"One"\n"Two"\n"Three"\n"Title"\n'
"""Nine papers: One leads with 4, Three is out first, and its papers carry Two past One by 5 to 4."""


def ranked(method: str, seats: int = 1, **terms: Any) -> tuple[Society, Poll]:
    s = society(instead=changed("5", method=Method(name=method, ballot="open", **terms)))
    return s, Poll(s, office="councillor", seats=seats).closed(5, 6, 7)


def numbers(name: str, **other: Any) -> dict[str, Any]:
    return {
        "election": "e1",
        "unit": "root",
        "took_part": 9,
        "valid": 9,
        "invalid": 0,
        "ballots": name,
        **other,
    }


def test_transfers_decide_and_the_leader_of_first_choices_loses():
    s, poll = ranked("av")
    name = s.attach(BLT)
    s.do("enter-count", poll.tellers(), **numbers(name))
    assert poll.refused((5,), ballots=(name,)) == ["bylaw 32"]
    assert poll.refused((6,)) == ["bylaw 13"], "the file is not named"
    assert poll.refused((6,), ballots=("e" * 64,)) == ["bylaw 13"], "a file that is not here"
    poll.declare((6,), ballots=(name,))


def test_marks_on_ballots_are_added_up():
    s, poll = ranked("plurality", alternates=2)
    name = s.attach(BLT)
    s.do("enter-count", poll.tellers(), **numbers(name))
    assert poll.refused((6,), (5, 7), ballots=(name,)) == ["bylaw 32"]
    poll.declare((5,), (6, 7), ballots=(name,))


@pytest.mark.parametrize("method", ["wigm-stv-exact", "meek-stv", "scottish-stv"])
def test_seats_by_transfer(method: str):
    s, poll = ranked(method, seats=2, alternates=1)
    name = s.attach(BLT)
    s.do("enter-count", poll.tellers(), **numbers(name))
    assert poll.refused((6, 5), (7,), ballots=(name,)) == ["bylaw 32"], "another order"
    poll.declare((5, 6), (7,), ballots=(name,))


def test_totals_do_not_decide_a_ranked_election():
    s, poll = ranked("av")
    assert s.refused("enter-count", poll.tellers(), **poll.numbers(4, 3, 2)) == ["bylaw 17"]


def test_a_file_that_is_none_or_says_something_else():
    s, poll = ranked("av")
    name = s.attach(BLT)
    for raw in (b"\xff", b"3 1\n", BLT.replace(b"3 1", b"2 1", 1), b""):
        assert s.refused("enter-count", poll.tellers(), **numbers(s.attach(raw))) == ["bylaw 13"], raw
    for other in ({"valid": 8}, {"invalid": 1, "took_part": 10}, {"votes": (4, 3, 2)}, {"took_part": 8}):
        assert s.refused("enter-count", poll.tellers(), **numbers(name, **other)) == ["bylaw 17"], other
    four = BLT.replace(b"3 1", b"4 1", 1).replace(b'"Title"', b'"Four"\n"Title"')
    assert s.refused("enter-count", poll.tellers(), **numbers(s.attach(four))) == ["bylaw 17"]
    assert s.refused("enter-count", poll.tellers(), **numbers("e" * 64)) == ["bylaw 13"], "not here"


def test_without_the_file_an_audit_neither_proves_nor_refuses():
    s, poll = ranked("av")
    name = s.attach(BLT)
    s.do("enter-count", poll.tellers(), **numbers(name))
    s.evidence[name] = None
    poll.declare((7,), ballots=(name,))


def test_units_give_ballots_of_one_kind():
    s = society(founders=4, instead=changed("5", method=Method(name="plurality", ballot="open")))
    in_units(s, range(5, 20))
    poll = Poll(s, units=("north", "south")).closed(5, 6, 7)
    name, other = s.attach(BLT), s.attach(b'3 1\n1 1 0\n3 3 0\n0\n"a"\n"b"\n"c"\n"t"\n')
    s.do("enter-count", poll.tellers(), **numbers(name, unit="south"))
    poll.count(1, 0, 3, unit="north")
    assert poll.refused((5,), ballots=(name,)) == ["bylaw 17"]
    s.do("enter-count", poll.tellers(), **numbers(other, unit="north", took_part=4, valid=4))
    assert poll.refused((5,), ballots=(other, name)) == ["bylaw 32"], "five each, over both units"
    poll.declare((7,), ballots=(other, name), lot=(person(7), person(5)))


@pytest.mark.parametrize(("against", "elected"), [(4, (5,)), (5, ())])
def test_debian_counts_the_default_option(against: int, elected: tuple[int, ...]):
    s = society(instead=changed("5", method=Method(name="debian", ballot="open", default="none")))
    poll = Poll(s).closed(5, 6)
    blt = f'3 1\n9 1 2 3 0\n{against} 3 1 2 0\n{against} 3 2 1 0\n0\n"a"\n"b"\n"n"\n"t"\n'
    papers = 9 + 2 * against
    s.do("enter-count", poll.tellers(), **numbers(s.attach(blt.encode()), took_part=papers, valid=papers))
    poll.declare(elected, ballots=(s.attach(blt.encode()),))


@pytest.mark.parametrize(("papers", "elected"), [(7, (5,)), (6, ())])
def test_debian_asks_three_q_for_each_option(papers: int, elected: tuple[int, ...]):
    """Twenty on the roll: Q is half the root of 20, so 3Q is 6.7 and needs seven above the default."""
    s = society(instead=changed("5", method=Method(name="debian", ballot="open", default="none")))
    poll = Poll(s).closed(5, 6)
    raw = f'3 1\n{papers} 1 2 3 0\n0\n"a"\n"b"\n"n"\n"t"\n'.encode()
    s.do("enter-count", poll.tellers(), **numbers(s.attach(raw), took_part=papers, valid=papers))
    poll.declare(elected, ballots=(s.attach(raw),))


def test_a_quorum_of_options_is_none_of_the_vote():
    rule = Quorum(measure=Measure(root=(3, 2)), scope="option")
    s = society(Clause(no="20", words="3Q for each option.", of=("call-election",), quorum=rule))
    poll = Poll(s).closed(5, 6)
    poll.count(1, 0)
    poll.declare((5,))


STARS = b"a,b,c\n" + b"5,4,0\n" * 4 + b"0,3,5\n" * 3 + b"4,5,1\n" * 2
"""Stars: a 28, b 35, c 17; of nine papers four put a before b and five b before a."""


def test_grades_elect_by_stars_and_a_cap_drops_the_last_of_a_firm():
    s, poll = ranked("bloc-star", seats=2)
    name = s.attach(STARS)
    s.do("enter-count", poll.tellers(), **numbers(name))
    poll.declare((6, 5), ballots=(name,))
    cap = Clause(
        no="20", words="One for each firm.", of=("call-election",), eligible=Eligible(per_affiliation=1)
    )
    s = society(cap, instead=changed("5", method=Method(name="bloc-star", ballot="open")))
    for n in (5, 6):
        s.state.members.affiliations[person(n)] = [(s.now, "acme")]
    poll = Poll(s, office="councillor", seats=2).closed(5, 6, 7)
    s.do("enter-count", poll.tellers(), **numbers(s.attach(STARS)))
    assert poll.refused((6, 5), ballots=(name,)) == ["bylaw 32"]
    poll.declare((6, 7), ballots=(name,))


def test_papers_of_who_withdrew_go_on_to_the_next():
    s, poll = ranked("av")
    name = s.attach(BLT)
    s.do("enter-count", poll.tellers(), **numbers(name))
    s.do("withdraw-candidacy", subject(6), election="e1", member=person(6))
    assert poll.refused((6,), ballots=(name,)) == ["bylaw 32"]
    poll.declare((7,), ballots=(name,))


def test_a_table_of_ranks_without_a_name():
    s, poll = ranked("av")
    name = s.attach(b"a\tb\tc\n" + b"1\t0\t0\n" * 4 + b"0\t1\t2\n" * 3 + b"0\t2\t1\n" * 2)
    s.do("enter-count", poll.tellers(), **numbers(name))
    poll.declare((6,), ballots=(name,))
