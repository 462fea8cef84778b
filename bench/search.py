"""Looking through a large record: how long the index takes, how large it is, and how long a search takes.

.venv/bin/python bench/search.py [ENTRIES]     default: 100000

The record holds the simple acts of `bench/simple.py`. The index is made by a process of its own, so that the memory
printed is that of opening the record and of indexing it; the first search is one on a record that has no index yet.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from audit import make
from bylaw.portal.desk import Desk, open_desk
from bylaw.portal.index import FILE
from bylaw.portal.search import Search, Wanted
from verify import processor

ROUNDS, PAGE = 9, 25


def main() -> None:
    """Make a record, and have it indexed and searched by another process."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"{processor()}, {len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.0f}")
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "org"
        make(folder, entries)
        subprocess.run([sys.executable, __file__, str(folder)], check=True)


def searched(folder: Path) -> None:
    """Index a record, and look for something in it."""
    desk = open_desk(folder)
    assert isinstance(desk, Desk)
    looked, opened = Search(desk), peak()
    begun = time.perf_counter()
    first = looked.find(Wanted(words="hall"), 0, PAGE)
    print(
        f"the first search: {1000 * (time.perf_counter() - begun):.0f} ms, {first.covered} entries covered by then"
    )
    steps, started, spent = [], time.perf_counter(), time.process_time()
    covered = first.covered
    while covered < desk.state.size:
        begun = time.perf_counter()
        covered = looked.grow(0)
        steps.append(time.perf_counter() - begun)
    print(
        f"{covered - first.covered} entries: {time.process_time() - spent:.1f} s of processor, "
        f"{time.perf_counter() - started:.1f} s; a batch {1000 * median(steps):.0f} ms, "
        f"at worst {1000 * max(steps):.0f}; "
        f"{(folder / FILE).stat().st_size / 2**20:.1f} MB; {peak() - opened:.0f} MB of memory more than before"
    )
    member = next(iter(desk.state.members.roll.spells))
    for wanted in (
        Wanted(),
        Wanted(words="hall evening"),
        Wanted(words="meet"),
        Wanted(kind="attest-standing"),
        Wanted(office="treasurer", kind="attest-standing"),
        Wanted(member=member[:6]),
        Wanted(words="nothing"),
    ):
        tell(looked, wanted)


def tell(looked: Search, wanted: Wanted) -> None:
    """Print how long it takes to find the first page of what is wanted."""
    spans = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        found = looked.find(wanted, 0, PAGE)
        spans.append(time.perf_counter() - begun)
    print(f"{wanted.query() or 'everything'}: {found.many} found, {1000 * median(spans):.1f} ms")


def peak() -> float:
    """Give the most memory that this process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].isdigit():
        searched(Path(sys.argv[1]))
    else:
        main()
