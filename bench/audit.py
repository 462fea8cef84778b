"""A stranger's first audit of a record of so many acts: time and memory of `bylaw verify`, as a process of its own.

.venv/bin/python bench/audit.py [ACTS ...]      default: 10000 30000; `make deep` asks for a million
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from bylaw.record.broken import Broken
from simple import APART, Acts

BATCH = 1000


def make(folder: Path, count: int) -> float:
    """Write a record of this many simple acts; gives the seconds that taking them in took, signing not counted."""
    acts, spent = Acts(folder), 0.0
    stage = acts.stage
    for start in range(0, count, BATCH):
        batch = acts.signed(min(BATCH, count - start))
        stage.now += APART * len(batch)
        begun = time.perf_counter()
        answers = stage.organisation.submit_many(stage.now, batch)
        spent += time.perf_counter() - begun
        assert not isinstance(answers, Broken)
        assert not any(answer.refused for answer in answers)
    stage.cosigned()
    stage.organisation.close()
    return spent


def main() -> None:
    """Make each record, audit it in another process, and print what that cost."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())[1]
    print(f"{os.cpu_count()} cores, {cpu}, Python {sys.version.split()[0]}")
    for acts in map(int, sys.argv[1:] or ("10000", "30000")):
        with tempfile.TemporaryDirectory() as room:
            wrote = make(Path(room) / "org", acts)
            begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [Path(sys.executable).parent / "bylaw", "verify", str(Path(room) / "org"), "--json"]
            done = subprocess.run(command, capture_output=True, check=True)
            spent, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
            report = msgspec.json.decode(done.stdout)
            assert report["verdict"] == "valid"
            cpu_seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(
                f"{acts:>9,} acts: taken in at {acts / wrote:,.0f}/s; audited in {spent:.1f} s "
                f"({acts / spent:,.0f}/s, {cpu_seconds:.1f} s of processor), {after.ru_maxrss / 1024:,.0f} MB"
            )


if __name__ == "__main__":
    main()
