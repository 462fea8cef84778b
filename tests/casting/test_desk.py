"""Many voters at once: each is answered, those who wait share a write, and nobody is left in limbo at the close."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from bylaw.belenios.verifier import verify
from bylaw.casting import Accepted, BallotBox, Desk, SignedHead, Turned
from bylaw.record.broken import Broken

from .booth import HOURS, NOON, VOTERS, ballots, new

MANY = 8 * VOTERS


class Counting:
    """A box that counts its writes."""

    def __init__(self, box: BallotBox) -> None:
        self.box, self.sizes = box, list[int]()

    def cast_many(self, arrived):
        self.sizes.append(len(arrived))
        return self.box.cast_many(arrived)

    def close(self, at: int):
        return self.box.close(at)


def test_voters_who_come_at_once_share_a_write_and_each_gets_her_own_receipt(tmp_path: Path):
    counting = Counting(new(tmp_path / "box"))
    desk, ready = Desk(counting, lambda: NOON), Barrier(16)  # type: ignore[arg-type]

    def vote(number: int):
        if number < 16:
            ready.wait()
        return desk.cast(ballots(MANY)[number])

    with ThreadPoolExecutor(16) as voters:
        answers = list(voters.map(vote, range(MANY)))
    assert all(isinstance(each, Accepted) for each in answers)
    assert {each.receipt.height for each in answers} == set(range(1, MANY + 1))
    assert sum(counting.sizes) == MANY
    assert max(counting.sizes) > 1
    assert verify(b"".join(counting.box.archive())).ballots == MANY


def test_one_ballot_from_two_tabs_is_one_entry(tmp_path: Path):  # D16
    box = new(tmp_path / "box")
    desk = Desk(box, lambda: NOON)
    with ThreadPoolExecutor(8) as tabs:
        answers = list(tabs.map(lambda _: desk.cast(ballots()[0]), range(8)))
    assert sum(isinstance(each, Accepted) for each in answers) == 1
    assert len({each.receipt for each in answers}) == 1, "all tabs show the same receipt"


def test_a_rush_at_the_close(tmp_path: Path):  # D14
    """Whoever arrived before the hour is in or has a refusal; what came later is late; a receipt means: in the box."""
    box, now = new(tmp_path / "box"), [HOURS.closes - 1]
    desk = Desk(box, lambda: now[0])

    def vote(number: int):
        if number == MANY // 2:
            now[0] = HOURS.closes
            return desk.close()
        return desk.cast(ballots(MANY)[number])

    with ThreadPoolExecutor(12) as voters:
        answers = list(voters.map(vote, range(MANY)))
    taken = [each for each in answers if isinstance(each, Accepted)]
    late = [each for each in answers if isinstance(each, Turned)]
    closing = next(each for each in answers if isinstance(each, SignedHead))
    assert len(taken) + len(late) == MANY - 1
    assert {each.finding.reason for each in late} == {"late"}
    assert closing.ballots == len(taken) >= MANY // 2 - 12
    assert sorted(each.receipt.height for each in taken) == list(range(1, closing.ballots + 1))
    assert box.turned() == {"late": len(late)}


def test_when_the_box_fails_nobody_waits_for_ever(tmp_path: Path):
    class Failing(Counting):
        def cast_many(self, arrived):
            raise RuntimeError("a fault of ours")

    desk = Desk(Failing(new(tmp_path / "box")), lambda: NOON)  # type: ignore[arg-type]

    def vote(number: int):
        try:
            return desk.cast(ballots()[number])
        except RuntimeError:
            return None

    with ThreadPoolExecutor(4) as voters:
        answers = list(voters.map(vote, range(8)))
    assert all(each is None or isinstance(each, Broken) for each in answers)
    with pytest.raises(RuntimeError):
        desk.cast(ballots()[0])
