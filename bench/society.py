"""A federation of any size: made, verified by a stranger, and every figure of it counted.

.venv/bin/python bench/society.py [MEMBERS:LOCALS:YEARS ...]

Each size runs in a process of its own, whose peak of memory is printed; the parts of a record that several cores check
count with all of them. *Made* is the whole play: keys, signatures, durable writes, the ledger and the oracle. The goals
are for 20000:400:10: made and verified in ten minutes on two cores, every figure of ten years in five seconds. *Folded*
is how long the folder takes to open when every entry is folded and the state is saved, *opened* how long with what was
saved (which nothing is within a minute after the code was changed). The last column shows whether what one act costs
grows with the organisation.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bylaw.acts.figures.survey import survey, years
from bylaw.audit.verify import Asked, audit
from bylaw.rehearsal.society.life import Lived, Size, live
from bylaw.rules.load import Profile, load
from bylaw.store import saved
from bylaw.store.checking import Cores
from bylaw.store.copies import open_published
from bylaw.store.organisation import Organisation
from bylaw.store.profiles import profiles

SIZES = (Size(500, 10, 2), Size(2000, 40, 1), Size(4000, 80, 1))
"""Sizes that end within a minute or so, one after the other."""
HEAD = (
    f"{'members':>8} {'locals':>6} {'years':>5} {'entries':>8} {'acts':>8} | "
    f"{'made':>13} {'verified':>13} {'folded':>13} {'opened':>13} {'figures':>8} | {'memory':>8} {'an act':>9}"
)


def main() -> None:
    """Measure each size."""
    sizes = [Size(*map(int, each.split(":"))) for each in sys.argv[1:]] or SIZES
    print("seconds by the clock (of processor)\n" + HEAD)
    for size in sizes:
        child = multiprocessing.get_context("spawn").Process(target=measure, args=(size,))
        child.start()
        child.join()
        assert child.exitcode == 0, size


def measure(size: Size) -> None:
    """Make, verify and survey one federation, and print one line."""
    profile = load(profiles()["us-union-local"])
    assert isinstance(profile, Profile)
    saved.WORTH = 1
    with tempfile.TemporaryDirectory() as folder:
        lived, made = timed(lambda: live(Path(folder) / "org", profile, size, "bench", lambda _at: None))
        assert not lived.differ, lived.differ
        assert not lived.oracle.differ, lived.oracle.differ[0]
        lived.company.organisation.publish()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        _, verified = timed(lambda: _verify(lived))
        folded, opened = (timed(lambda: Organisation.open(Path(folder) / "org"))[1] for _ in range(2))
    state, at = lived.company.state, lived.company.now
    start = time.perf_counter()
    survey(state, years(state, at), at)
    figures = time.perf_counter() - start
    judged = lived.oracle.judged
    sizes = f"{size.members:>8} {size.bodies:>6} {size.years:>5} {state.size:>8} {judged:>8}"
    spent = f"{_told(made)} {_told(verified)} {_told(folded)} {_told(opened)} {figures:>8.2f}"
    print(f"{sizes} | {spent} | {peak:>5} MB {1000 * made[1] / judged:>6.2f} ms", flush=True)


def _verify(lived: Lived) -> None:
    with Cores() as cores:
        report = audit(
            open_published(str(lived.company.organisation.folder)), cores, Asked(unwitnessed_ok=True)
        )
    assert report.verdict == "valid", report


def timed(what: Callable[[], Any]) -> tuple[Any, tuple[float, float]]:
    """Give what came of it, and the seconds: by the clock, and of processor with that of children which ended."""
    begun, spent = time.perf_counter(), _processor()
    done = what()
    return done, (time.perf_counter() - begun, _processor() - spent)


def _processor() -> float:
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose))


def _told(seconds: tuple[float, float]) -> str:
    return f"{seconds[0]:>6.1f} ({seconds[1]:>4.1f})"


if __name__ == "__main__":
    main()
