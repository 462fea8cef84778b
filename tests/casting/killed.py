"""Kill a box at every step and look at what it left; run as a program by test_kills.

A child casts ballots and says which receipts it got. It is killed (see `tests.store.dying`); then the parent opens the
box, and every receipt that was given must hold against its archive.
"""

import json
import random
import sys
from functools import partial
from pathlib import Path

from bylaw.belenios import receipt
from bylaw.belenios.prover import board
from bylaw.belenios.verifier import verify
from bylaw.casting import Accepted, Arrived, BallotBox, box, urn
from bylaw.store import database
from tests.casting.booth import NOON, VOTERS, ballots, new
from tests.store.dying import Say, at_line, at_moment

WATCHED = {module.__file__ for module in (database, urn, box)}
COUNT = 40 * VOTERS
PRESENT = ("present", "superseded")


def work(folder: Path, first: int, writes: int, say: Say) -> None:
    """Cast ballots, one or two in a write; each receipt goes out before the next step."""
    opened = BallotBox.open(folder)
    assert isinstance(opened, BallotBox), opened
    for number in range(writes):
        places = range(first + 2 * number, first + 2 * number + 1 + number % 2)
        arrived = [Arrived(ballots(COUNT)[place % COUNT], NOON) for place in places]
        answers = opened.cast_many(arrived)
        assert isinstance(answers, list), answers
        say(
            {
                "receipts": [
                    receipt.write(each.receipt).decode() for each in answers if isinstance(each, Accepted)
                ]
            }
        )
    opened.release()


class Memory:
    """The receipts that were given so far, against what is in the box."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.receipts = folder, list[receipt.Receipt]()
        new(folder).release()

    def check(self, said: list[dict]) -> str | None:
        """What is wrong with what a killed child left, or None."""
        fault = next((line["fault"] for line in said if "fault" in line), None)
        opened = BallotBox.open(self.folder)
        if fault or not isinstance(opened, BallotBox):
            return fault or f"does not open: {opened}"
        self.receipts += [receipt.read(text.encode()) for line in said for text in line["receipts"]]
        archive, about = b"".join(opened.archive()), receipt.Box(opened.fingerprint, opened.key, None)
        found = board.read(archive)
        held = {each.height: each for each in self.receipts}
        if len(held) != len(self.receipts):
            return "two receipts for one height"
        head = opened.head()
        opened.release()
        newest = self.receipts[-1:]
        standing = [str(receipt.dispute(each, archive, about).standing) for each in newest]
        if set(standing) - set(PRESENT):
            return f"a receipt does not hold: {standing}"
        lost = [n for n, each in held.items() if n > len(found.events) - 1]
        return "acknowledged and not there" if lost else None if head else "no head"

    def end(self) -> str | None:
        """What is wrong with the whole box in the end, every receipt and every proof, or None."""
        opened = BallotBox.open(self.folder)
        assert isinstance(opened, BallotBox), opened
        archive, about = b"".join(opened.archive()), receipt.Box(opened.fingerprint, opened.key, None)
        lost = [
            e.height for e in self.receipts if str(receipt.dispute(e, archive, about).standing) not in PRESENT
        ]
        return f"lost: {lost}" if lost else None if verify(archive).verdict == "valid" else "not valid"


def main(folder: Path, kills: int, how: str) -> None:
    """Kill at line 1, 2, 3, … until a child lives to its end (`lines`), or at random moments; write the tally."""
    dice, killed, runs, alive = random.Random(kills), 0, 0, False
    ballots(COUNT)  # made once, before any child
    memory = Memory(folder / "box")
    wrong = None
    while killed < kills and not alive and wrong is None:
        runs += 1
        if how == "lines":
            said, dead = at_line(runs, WATCHED, partial(work, memory.folder, runs, 2))
        else:
            said, dead = at_moment(
                dice.random() * 0.05, partial(work, memory.folder, dice.randrange(COUNT), 10_000)
            )
        killed += dead
        alive = not dead
        wrong = memory.check(said)
    tally = {
        "killed": killed,
        "alive": alive,
        "wrong": wrong or memory.end(),
        "receipts": len(memory.receipts),
    }
    sys.stdout.write(json.dumps(tally))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
