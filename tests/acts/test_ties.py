"""Ties drawn by a lot that was announced: nobody chooses it, and everybody computes it afterwards."""

from typing import Any

import pytest

from bylaw.acts.lot import STALE, by_lot
from bylaw.record.clock import rfc3339

from .justice import digest
from .polling import Poll, society
from .society import DAY, Society, person
from .test_sealed import stranger

CHANCE = digest("a round of the beacon")


def tied(days: float = 1) -> tuple[Society, Poll]:
    """Two candidates are level, and the lot between them is announced for tomorrow."""
    s = society()
    poll = Poll(s).closed(5, 6, 7)
    poll.count(7, 7, 2)
    announce(poll, days)
    return s, poll


def announce(poll: Poll, days: float = 1) -> None:
    poll.s.do("announce-lot", poll.tellers(), **draw(poll, days))


def draw(poll: Poll, days: float = 1) -> dict[str, Any]:
    return {
        "election": poll.name,
        "source": "beacon round 7",
        "published": rfc3339(poll.s.now + int(days * DAY)),
    }


def favoured(poll: Poll, *numbers: int, chance: str = CHANCE) -> tuple[int, ...]:
    told = ("bylaw-tie/1", poll.s.state.identity.org, poll.name, chance)
    drawn = by_lot(map(person, numbers), *told)
    return tuple(sorted(numbers, key=lambda n: drawn.index(person(n))))


def test_whom_the_chance_gives_is_elected_and_nobody_else():
    s, poll = tied()
    first, second = favoured(poll, 5, 6)
    assert poll.refused((first,), (second,), chance=CHANCE) == ["bylaw 28"], "not published yet"
    s.wait(1)
    assert poll.refused((second,), (first,), chance=CHANCE) == ["bylaw 32"]
    poll.declare((first,), (second,), chance=CHANCE)
    lot = stranger(s.entries).elections.lots[poll.name]
    assert (lot.source, lot.chance) == ("beacon round 7", CHANCE)


def test_another_chance_can_give_another():
    chances = [digest(str(n)) for n in range(20)]
    found = set()
    for chance in chances:
        s, poll = tied()
        s.wait(1)
        first, second = favoured(poll, 5, 6, chance=chance)
        poll.declare((first,), (second,), chance=chance)
        found.add(first)
    assert found == {5, 6}


@pytest.mark.parametrize("told", [{"lot": (5, 6)}, {"lot": (5, 6), "chance": CHANCE}])
def test_a_lot_of_ones_own_is_refused_where_a_draw_was_announced(told):
    s, poll = tied()
    s.wait(1)
    more = {**told, "lot": tuple(map(person, told["lot"]))}
    assert "bylaw 28" in poll.refused((5,), (6,), **more)
    first, second = favoured(poll, 5, 6)
    poll.declare((first,), (second,), chance=CHANCE)


def test_an_announcement_binds_until_its_source_has_failed_for_thirty_days():
    s, poll = tied()
    lot = (person(6), person(5))
    s.wait(1 + STALE / DAY - 0.01)
    assert poll.refused((6,), (5,), lot=lot) == ["bylaw 28"]
    assert s.refused("announce-lot", poll.tellers(), **draw(poll)) == ["bylaw 28"]
    s.wait(0.02)
    s.do("announce-lot", poll.tellers(), **draw(poll))
    s.wait(1)
    first, second = favoured(poll, 5, 6)
    poll.declare((first,), (second,), chance=CHANCE)


def test_chance_that_nobody_announced_or_that_has_drawn_before_is_none():
    s = society()
    poll = Poll(s).closed(5, 6, 7)
    poll.count(7, 7, 2)
    first, second = favoured(poll, 5, 6)
    assert poll.refused((first,), (second,), chance=CHANCE) == ["bylaw 28"]
    announce(poll)
    s.wait(1)
    poll.declare((first,), (second,), chance=CHANCE)
    again = Poll(s, "e2", office="councillor").closed(7, 8)
    again.count(7, 7)
    announce(again)
    s.wait(1)
    one, other = favoured(again, 7, 8)
    assert "bylaw 28" in again.refused((one,), (other,), chance=CHANCE)
    fresh = digest("another round")
    one, other = favoured(again, 7, 8, chance=fresh)
    again.declare((one,), (other,), chance=fresh)


def test_where_nobody_is_level_nothing_is_drawn():
    s = society()
    poll = Poll(s).closed(5, 6, 7)
    announce(poll)
    poll.count(9, 7, 2)
    s.wait(1)
    assert poll.refused((5,), (6,), chance=CHANCE) == ["bylaw 32"]
    poll.declare((5,), (6,))
    assert "bylaw 15" in s.refused("announce-lot", poll.tellers(), **draw(poll))


def test_the_moment_is_to_come_and_no_candidate_announces():
    s = society()
    poll = Poll(s).closed(3, 6)
    assert s.refused("announce-lot", poll.tellers(), **draw(poll)) == ["bylaw 34"]
    poll = Poll(society()).closed(5, 6)
    assert poll.s.refused("announce-lot", poll.tellers(), **draw(poll, -0.1)) == ["bylaw 28"]
    announce(poll)
