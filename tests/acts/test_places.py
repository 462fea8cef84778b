"""The entries that pages point to are kept by the fold: those that had their effect, under the name of their thing."""

from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from bylaw.acts.law.founding import FirstBody, FirstOffice

from .polling import BODIES, CLAUSES, INTERIM, OFFICES, Poll
from .society import Society
from .test_ex_officio import FIFTH, FOLLOWS, MAY, SEAT


@dataclass
class Made:
    society: Society
    entry: int
    applied: bool


def made(elective: int) -> Made:
    """Create a seat ex officio beside so many that are elected, under a clause whose breach voids it."""
    s = Society(
        (*CLAUSES, FOLLOWS, replace(FIFTH, on_breach="void"), MAY),
        founders=20,
        bodies=(*BODIES, FirstBody("council", "council", "root", organ=True)),
        offices=(*OFFICES, FirstOffice("councilwoman", "council", elective)),
        interim=INTERIM,
    )
    s.wait(1)
    taken = s.do("create-office", s.office(1, "secretary"), **SEAT)
    return Made(s, s.state.size - 1, taken.applied)


@pytest.mark.parametrize(("elective", "applied"), [(4, True), (2, False)])
def test_what_was_void_is_pointed_to_by_nobody(elective, applied):
    it = made(elective)
    assert it.applied is applied
    assert it.society.state.places.of("create-office", "council/chair-seat") == (
        (it.entry,) if applied else ()
    )


def test_each_step_stands_under_its_election_the_oldest_first():
    s = made(4).society
    called = s.state.size
    Poll(s).closed(5, 6).count(11, 7).declare((5,), (6,))
    of = s.state.places.of
    assert of("call-election", "e1") == (called,)
    steps = [
        of(kind, "e1")[0]
        for kind in ("call-election", "fix-paper", "open-poll", "enter-count", "declare-result")
    ]
    assert steps == sorted(steps)
    assert of("nominate", "e1") == of("call-election", "e2") == of("call-election", "") == ()
