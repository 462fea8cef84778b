"""A sample of the roll: who may be drawn, by what chance, what the report must say, and what waits for it."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from bylaw.acts.voting.roll_audit import draw, drawn
from bylaw.projections.lineage import lineage
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Electorate, May
from bylaw.state.elections import Sample

from .polling import DIGEST, Poll, society
from .society import Society, person

CLAUSE = Clause(no="40", words="Two tellers ask a sample.", of=("draw-sample", "report-sample"),
                may=May(any_of=("office teller here & office teller here", "member here")))  # fmt: skip
CHANCE = sha256(b"round 4711").hexdigest()


def asking(sample: int = 0, on_breach: str = "refuse") -> Society:
    rule = {"of": ("declare-result",), "electorate": Electorate(sample=sample), "on_breach": on_breach}
    return society(CLAUSE, Clause(no="41", words="Not before.", **rule))


def fixed(s: Society) -> Poll:
    poll = Poll(s).called().stand(5, 6).until(39)
    s.do("fix-paper", s.office(1, "secretary"), **poll.paper(5, 6))
    return poll


def sample(**other: Any) -> dict[str, Any]:
    return {"election": "e1", "size": 8, "chance": CHANCE, "source": "round 4711 of the beacon", **other}


def report(met: int = 8, missing: int = 0) -> dict[str, Any]:
    return {"election": "e1", "met": met, "missing": missing, "records": DIGEST}


def test_anybody_computes_who_was_drawn():
    s = asking()
    poll = fixed(s)
    s.do("draw-sample", poll.tellers(), **sample())
    found = drawn(s.state, s.state.elections.all["e1"])
    root = s.state.elections.papers["e1"].root
    lines = {person(n): f"bylaw-roll-sample/1\n{root}\n{CHANCE}\n{person(n)}\n" for n in range(1, 21)}
    assert list(found) == sorted(lines, key=lambda m: sha256(lines[m].encode()).hexdigest())[:8]


def test_a_draw_finds_ghosts_as_often_as_chance_says():
    """One ghost in ten, thirty asked: missed once in twenty-four draws."""
    roll, ghosts = [person(n) for n in range(1000)], {person(n) for n in range(0, 1000, 10)}
    draws = (Sample("r", 30, sha256(b"%d" % n).hexdigest(), "", 0) for n in range(600))
    missed = sum(not ghosts & set(draw(roll, each)) for each in draws)
    assert 10 <= missed <= 42


def test_a_roll_is_drawn_once_and_not_before_it_is_fixed():
    s = asking()
    poll = Poll(s).called().stand(5, 6).until(39)
    assert s.refused("draw-sample", poll.tellers(), **sample()) == ["bylaw 15"]
    s.do("fix-paper", s.office(1, "secretary"), **poll.paper(5, 6))
    s.do("draw-sample", poll.tellers(), **sample())
    other = sha256(b"a nicer round").hexdigest()
    assert s.refused("draw-sample", poll.tellers(), **sample(chance=other)) == ["bylaw 47"]
    assert s.refused("draw-sample", poll.tellers(), **sample()) == ["bylaw 47", "bylaw 47"]


def test_chance_that_has_drawn_before_draws_no_other_roll():
    s = asking()
    poll = fixed(s)
    s.do("draw-sample", poll.tellers(), **sample())
    second = Poll(s, "e2", office="councillor", seats=2).called().stand(7, 8, 9).until(39)
    s.do("fix-paper", s.office(1, "secretary"), **second.paper(7, 8, 9))
    assert s.refused("draw-sample", poll.tellers(), **sample(election="e2")) == ["bylaw 47"]
    s.do("draw-sample", poll.tellers(), **sample(election="e2", chance=sha256(b"next").hexdigest()))


@pytest.mark.parametrize(("size", "good"), [(20, True), (21, False)])
def test_no_more_are_drawn_than_there_are(size: int, good: bool):
    s = asking()
    poll = fixed(s)
    if good:
        s.do("draw-sample", poll.tellers(), **sample(size=size))
    else:
        assert s.refused("draw-sample", poll.tellers(), **sample(size=size)) == ["bylaw 17"]


def test_nobody_who_stands_draws_or_reports():
    s = asking()
    fixed(s)
    assert s.refused("draw-sample", 5, **sample()) == ["bylaw 34"]
    s.do("draw-sample", 9, **sample())
    assert s.refused("report-sample", 6, **report()) == ["bylaw 34"]
    s.do("report-sample", 9, **report())


def test_all_who_were_drawn_are_accounted_for_and_who_is_missing_is_said():
    s = asking()
    poll = fixed(s)
    assert s.refused("report-sample", poll.tellers(), **report()) == ["bylaw 15"]
    s.do("draw-sample", poll.tellers(), **sample())
    assert s.refused("report-sample", poll.tellers(), **report(met=7)) == ["bylaw 17"]
    taken = s.do("report-sample", poll.tellers(), **report(met=5, missing=3))
    assert [(f.clause, f.consequence) for f in taken.findings] == [("bylaw 47", "flag")]
    assert not s.do("report-sample", poll.tellers(), **report()).findings, "they were found after all"


@pytest.mark.parametrize(
    ("asked", "needed", "good"), [(8, 8, True), (8, 9, False), (0, 0, True), (0, 1, False), (20, 500, True)]
)
def test_a_result_waits_for_the_audit_of_its_roll(asked: int, needed: int, good: bool):
    s = asking(needed)
    poll = fixed(s)
    if asked:
        s.do("draw-sample", poll.tellers(), **sample(size=asked))
        s.do("report-sample", poll.tellers(), **report(met=asked))
    polled(poll)
    if good:
        poll.declare((5,), (6,))
    else:
        assert poll.refused((5,), (6,)) == ["41"]


@pytest.mark.parametrize(
    ("asked", "told"), [(7, "7 of the roll were asked who they are; 8 must be"), (8, "")]
)
def test_where_the_clause_says_so_a_result_without_it_is_flagged(asked: int, told: str):
    s = asking(8, "flag")
    poll = fixed(s)
    s.do("draw-sample", poll.tellers(), **sample(size=asked))
    s.do("report-sample", poll.tellers(), **report(met=asked))
    polled(poll)
    assert [flag.found for flag in poll.declare((5,), (6,)).findings] == ([told] if told else [])


def polled(poll: Poll) -> None:
    """Hold the vote and count it."""
    s = poll.s
    poll.until(40)
    s.do("open-poll", s.office(1, "secretary"), election="e1")
    poll.until(47)
    s.do("close-poll", 1, election="e1", served=20, records=DIGEST)
    poll.count(9, 3)


def test_a_sample_that_nobody_reported_on_counts_for_nothing():
    s = asking(8)
    poll = fixed(s)
    s.do("draw-sample", poll.tellers(), **sample())
    polled(poll)
    assert poll.refused((5,), (6,)) == ["41"]
    s.do("report-sample", poll.tellers(), **report(met=7, missing=1))
    poll.declare((5,), (6,))
    steps = {link.step: link for link in lineage(s.state, "e1.0")}
    assert steps["sample"].says == "8 drawn of it: 7 met, 1 not found"


def test_bylaws_ask_no_fewer_than_their_floor():
    floor = Electorate(closes_days=30, sample=30)
    assert "30 of the roll" in Electorate(closes_days=30, sample=29).weaker(floor)
    assert not Electorate(closes_days=30, sample=30).weaker(floor)
