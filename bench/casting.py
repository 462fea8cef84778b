"""Ballots a second through a box on disk, with all checks, each answered with a durable receipt.

usage: python bench/casting.py [BALLOTS]     (default: 600 of five choices and a sixth as many of 34)
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bylaw.belenios.archive import BLOCK, Archive
from bylaw.belenios.prover import board
from bylaw.casting import Accepted, BallotBox, Desk, Hours
from verify import processor

BOX = Path(__file__).with_name("box.py")
VOTERS = 64
"""How many voters are at the desk at once, each with a connection of her own."""
NOW = 1_000


def ballots(count: int, options: int, folder: Path) -> tuple[bytes, list[bytes]]:
    """Make an election; gives its set-up, and the ballots."""
    path = folder / "election.bel"
    subprocess.run([sys.executable, BOX, str(count), path, "Ed25519", str(options)], check=True)
    whole = path.read_bytes()
    archive = Archive(whole)
    first = next(record for record in archive.records() if record.is_event)
    end = first.start + -(-first.size // BLOCK) * BLOCK
    return whole[:end], list(board.read(whole).ballots())


def cast(opening: bytes, votes: list[bytes], voters: int, folder: Path) -> tuple[float, float]:
    """Let so many voters cast at once; gives seconds by the clock and of all cores."""
    box = BallotBox.create(folder, opening, bytes(32), Hours(0, NOW + 1))
    assert isinstance(box, BallotBox), box
    desk = Desk(box, lambda: NOW)
    spent = resource.getrusage(resource.RUSAGE_SELF)
    begin = time.perf_counter()
    with ThreadPoolExecutor(voters) as pool:
        answers = list(pool.map(desk.cast, votes))
    seconds = time.perf_counter() - begin
    assert all(isinstance(each, Accepted) for each in answers)
    now = resource.getrusage(resource.RUSAGE_SELF)
    return seconds, now.ru_utime + now.ru_stime - spent.ru_utime - spent.ru_stime


def main() -> None:
    """Print a line per length of ballot and number of voters at once."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    print(
        f"{processor()}, {len(os.sched_getaffinity(0))} cores; Ed25519, each ballot checked, durable, receipted"
    )
    print(f"{'choices':>8}{'at once':>9}{'ballots':>9}{'a second':>10}{'a core-second':>15}   goal")
    for options, share, goal in ((5, 1, "600/s"), (34, 6, "100/s")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            opening, votes = ballots(count // share, options, folder)
            for voters, some in ((VOTERS, votes), (1, votes[: len(votes) // 4])):
                seconds, cores = cast(opening, some, voters, folder / f"box-{voters}")
                row = (
                    f"{options:8}{voters:9}{len(some):9}{len(some) / seconds:10.0f}{len(some) / cores:15.0f}"
                )
                print(row + (f"   {goal}" if voters > 1 else ""))


if __name__ == "__main__":
    main()
