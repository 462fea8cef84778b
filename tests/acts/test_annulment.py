"""Annulment: of what came from a flawed entry, while the flaw is open, and where it can have changed the result."""

import pytest
from msgspec.structs import replace

from bylaw.acts.voting.margin import margin
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Electorate, May, Method, Notice, Window
from bylaw.rules.measure import Measure

from .assembly import clause
from .polling import DIGEST, Poll, changed, society
from .society import Society

TOLD = Clause(
    no="20", words="Everybody is told of the poll.", of=("close-poll",), on_breach="outcome",
    electorate=Electorate(served=Measure(share=(1, 1))),
)  # fmt: skip
COURT = clause("21", "annul restore", may=May(any_of=("office secretary root",)))
"""Who annuls here, where the fixture has a secretary; a real book has another."""


def elected(
    votes: tuple[int, int], served: int = 20, law: Clause = TOLD, instead: dict[str, Clause] | None = None
) -> tuple[Society, int]:
    """An election decided by these votes of twenty, of whom so many were told; and the entry of its closing."""
    s = society(law, COURT, instead=instead)
    poll = Poll(s).opened(5, 6).until(47)
    s.do("close-poll", 9, election="e1", served=served, records=DIGEST)
    closed = s.state.size - 1
    s.do("enter-count", poll.tellers(), **poll.numbers(*votes))
    poll.until(50)
    poll.declare((5,), (6,))
    return s, closed


def annul(s: Society, entry: int, thing: str = "e1.0") -> dict[str, object]:
    return {"table": "mandate", "thing": thing, "entry": entry, "reasons": DIGEST}


@pytest.mark.parametrize(("votes", "served", "annulled"), [
    ((11, 7), 17, False), ((11, 7), 16, True), ((11, 7), 15, True),
    ((10, 9), 19, True), ((9, 7), 19, False), ((9, 7), 18, True)])  # fmt: skip
def test_a_result_stands_unless_as_many_votes_were_touched_as_decided_it(votes, served, annulled):
    s, closed = elected(votes, served)
    secretary = s.office(1, "secretary")
    if annulled:
        s.do("annul", secretary, **annul(s, closed))
        assert not s.state.offices.mandates["e1.0"].holds(s.now)
    else:
        assert s.refused("annul", secretary, **annul(s, closed)) == ["20"]
        assert s.state.offices.mandates["e1.0"].end > s.now


def test_a_flaw_that_is_only_voidable_is_not_weighed_and_heals():
    s, closed = elected((11, 7), 17, replace(TOLD, on_breach="voidable:30"))
    s.do("annul", s.office(1, "secretary"), **annul(s, closed))
    s, closed = elected((11, 7), 17, replace(TOLD, on_breach="voidable:30"))
    s.wait(31)
    assert s.refused("annul", s.office(1, "secretary"), **annul(s, closed)) == ["bylaw 15"]


def test_what_is_only_shown_annuls_nothing():
    s, closed = elected((10, 9), 15, replace(TOLD, on_breach="flag"))
    assert s.refused("annul", s.office(1, "secretary"), **annul(s, closed)) == ["bylaw 14"]


def test_a_flaw_annuls_what_came_of_its_own_election_and_nothing_else():
    s, closed = elected((10, 9), 15)
    secretary = s.office(1, "secretary")
    other = next(m.name for m in s.state.offices.mandates.values() if m.source != "e1" and m.holds(s.now))
    assert s.refused("annul", secretary, **annul(s, closed, other)) == ["bylaw 14"]
    s.do("annul", secretary, **annul(s, closed))


def test_where_no_number_can_be_given_every_breach_may_have_changed_the_result():
    late = changed("3", notice=Notice(days=50), on_breach="outcome")
    s, _ = elected((11, 7), instead=late)
    (called,) = (flaw.entry for flaw in s.state.flaws.all)
    s.do("annul", s.office(1, "secretary"), **annul(s, called))


def test_an_annulled_mandate_ends_now_and_a_restored_one_runs_to_its_day():
    s, closed = elected((10, 9), 15)
    secretary = s.office(1, "secretary")
    s.do("annul", secretary, **annul(s, closed))
    old = s.state.offices.mandates["e1.0"]
    assert old.end == s.now
    s.wait(5)
    s.do("restore", secretary, mandate="e1.0", reasons=DIGEST)
    (new,) = s.state.offices.holders("board", "chair", s.now)
    assert (new.start, new.end, new.due) == (s.now, old.due, old.due)
    s.do("annul", secretary, **annul(s, closed, new.name))
    assert not list(s.state.offices.holders("board", "chair", s.now)), "what was restored came from it too"


def paper(s: Society, votes: tuple[int, int], method: str) -> str:
    """A file of so many papers for 5 before 6, and for 6 before 5: rankings, or the highest and the lowest grade."""
    if method in ("star", "majority-judgement"):
        return s.attach(b"5,6\n" + b"5,0\n" * votes[0] + b"0,5\n" * votes[1])
    return s.attach(b'2 1\n%d 1 2 0\n%d 2 1 0\n0\n"5"\n"6"\n"Chair"\n' % votes)


def by_file(method: str, served: int, *more: Clause) -> tuple[Society, int, str]:
    """Of twenty so many were told; eleven papers are for 5 and seven for 6, by a method that needs the papers."""
    s = society(TOLD, COURT, *more, instead=changed("5", method=Method(name=method, ballot="open")))
    poll = Poll(s).opened(5, 6).until(47)
    s.do("close-poll", 9, election="e1", served=served, records=DIGEST)
    closed, file = s.state.size - 1, paper(s, (11, 7), method)
    s.do("enter-count", poll.tellers(), **{**poll.numbers(11, 7, ballots=file), "votes": ()})
    poll.until(50)
    poll.declare((5,), ballots=(file,))
    return s, closed, file


@pytest.mark.parametrize("method", ["plurality", "av", "schulze", "star", "majority-judgement"])
def test_where_the_ballots_are_here_they_are_counted_again(method):
    lead = 11 - 7
    for touched in (lead - 1, lead):
        s, closed, file = by_file(method, 20 - touched)
        fields = annul(s, closed)
        assert s.refused("annul", s.office(1, "secretary"), **fields) == ["bylaw 13"], "it names no file"
        if touched < lead:
            assert s.refused("annul", s.office(1, "secretary"), **fields, ballots=(file,)) == ["20"]
        else:
            s.do("annul", s.office(1, "secretary"), **fields, ballots=(file,))
        election = s.state.elections.all["e1"]
        assert (margin(s.state, election), margin(s.state, election, s.evidence)) == (None, lead)


@pytest.mark.parametrize("by_papers", [False, True])
def test_a_declared_result_is_voided_only_for_what_may_have_changed_it(by_papers):
    window = Clause(no="22", words="Ten days.", of=("void-election",), window=Window(days=10))
    s, named = elected((11, 7), law=window)[0], {}
    if by_papers:
        s, _, file = by_file("schulze", 20, window)
        named = {"ballots": (file,)}
    void = {"election": "e1", "reasons": DIGEST, **named}
    secretary = s.office(1, "secretary")
    assert s.refused("void-election", secretary, **void, touched=3) == ["bylaw 32"]
    if by_papers:
        assert s.refused("void-election", secretary, election="e1", reasons=DIGEST, touched=4) == ["bylaw 13"]
    (unsaid,) = s.judged("void-election", secretary, election="e1", reasons=DIGEST)
    assert (unsaid.clause, unsaid.consequence) == ("22", "flag"), "it is not said how many, and that is shown"
    assert not s.do("void-election", secretary, **void, touched=4).findings
