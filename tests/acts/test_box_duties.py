"""What is undone about a box, and by when: its heads above all."""

from __future__ import annotations

import pytest

from bylaw.acts.secret_ballots.box import BUSY, QUIET
from bylaw.projections.boxes import box_undone
from bylaw.projections.duties import Duty, duties

from .boxing import Boxed, box_society


def of_box(boxed: Boxed) -> list[str]:
    found = [each.act for each in box_undone(boxed.s.state, boxed.s.now)]
    listed = [duty.act for duty in duties(boxed.s.state, "root", boxed.s.now)]
    assert all(listed.count(act) == found.count(act) for act in found), "told once"
    return found


STEPS = {
    "papered": ["set-up-ballot", "set-up-ballot"],
    "committed": ["set-up-ballot", "set-up-ballot"],
    "set_up": ["rehearse-trustees"],
    "rehearsed": [],
    "opened": ["box-head"],
    "polled": ["close-box"],
    "closed": ["file-tally"],
    "tallied": ["file-result"],
    "shuffled": ["file-result"],
    "decrypted": ["file-result"],
    "filed": [],
}


@pytest.mark.parametrize(("stage", "undone"), STEPS.items())
def test_the_next_step_of_a_box(stage: str, undone: list[str]):
    boxed = Boxed(box_society())
    getattr(boxed, stage)()
    assert of_box(boxed) == undone


def head(boxed: Boxed) -> Duty:
    (found,) = (d for d in duties(boxed.s.state, "root", boxed.s.now) if d.act in ("box-head", "close-box"))
    return found


def late(boxed: Boxed, seconds: int) -> tuple[bool, bool]:
    """Whether the head is overdue a second before so long after now, and then."""
    now = boxed.s.now
    found = []
    for boxed.s.now in (now + seconds - 1, now + seconds):
        found.append(head(boxed).overdue)
    return found[0], found[1]


def test_a_head_is_due_every_five_minutes_while_ballots_arrive_and_hourly_otherwise():
    boxed = Boxed(box_society()).opened()
    assert late(boxed, BUSY) == (False, True)
    for ballots, wait in ((4, BUSY), (4, QUIET), (4, QUIET), (9, BUSY)):
        boxed.s.do("box-head", 11, **boxed.head(ballots))
        assert late(boxed, wait) == (False, True), ballots
    assert "its ballots: 9" in head(boxed).why
    assert head(boxed).who == "member here"


def test_the_closing_head_is_due_five_minutes_after_the_close():
    boxed = Boxed(box_society()).polled()
    assert head(boxed).act == "close-box"
    assert late(boxed, BUSY) == (False, True)


def test_a_late_head_is_taken_and_shows_itself():
    boxed = Boxed(box_society()).opened()
    boxed.s.now += 5 * QUIET
    assert head(boxed).overdue
    boxed.s.do("box-head", 11, **boxed.head(4))
    assert not head(boxed).overdue
