"""Seconds to verify an election: bylaw and belenios-tool 2.0 in turn, whole process, the same archive.

usage: python bench/elections.py [BALLOTS]     (default: 1000, five choices each)

The archives are made here. A dash stands where a program cannot run; the line says why. What Belenios 3.3.0 took is
quoted, not run: it was measured once, where the goals were set, on an archive of the same size.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from verify import processor

BOX = Path(__file__).with_name("box.py")
WITH, WITHOUT = "", "sys.modules['bylaw_kernel'] = None; "
"""What is run before the command: nothing, or the native extension is made to be absent."""
GOALS_AT = 1000
"""The number of ballots for which the goals and the quoted figure hold."""


class Line(NamedTuple):
    """One comparison: the group, how bylaw computes and reports it, the goal in seconds, and what is quoted."""

    group: str
    arithmetic: str
    backend: str
    before: str
    goal: float
    quoted: str


LINES = (
    Line("Ed25519", "kernel", "kernel", WITH, 0.6, "2.0 does not know Ed25519; 3.3.0 took 5.60, quoted"),
    Line(
        "Ed25519",
        "libsodium alone",
        "libsodium",
        WITHOUT,
        2.2,
        "2.0 does not know Ed25519; 3.3.0 took 5.60, quoted",
    ),
    Line("BELENIOS-2048", "gmpy2", "reference", WITH, 8.0, "2.0 took 20.90 there, quoted"),
)


def seconds(*command: str | Path) -> tuple[float, bytes]:
    """Run a command that must succeed; return its wall-clock seconds and what it printed."""
    begin = time.perf_counter()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin, done.stdout


def ours(line: Line, archive: Path) -> str:
    """Give what `bylaw election verify` takes, as a process of its own."""
    if line.arithmetic == "kernel" and find_spec("bylaw_kernel") is None:
        return "-"
    run = f"import sys; {line.before}from bylaw.cli.main import main; main()"
    took, told = seconds(sys.executable, "-c", run, "election", "verify", archive, "--json")
    assert json.loads(told)["backend"] == line.backend, told
    return f"{took:.2f}"


def theirs(line: Line, folder: Path) -> str:
    """Give what belenios-tool takes, where it knows the group and is here."""
    if line.group == "Ed25519" or shutil.which("belenios-tool") is None:
        return "-"
    return f"{seconds('belenios-tool', 'election', 'verify', '--dir', folder)[0]:.2f}"


def main() -> None:
    """Print a line for each comparison, each pair of runs one right after the other."""
    ballots = int(sys.argv[1]) if len(sys.argv) > 1 else GOALS_AT
    print(f"{processor()}, {len(os.sched_getaffinity(0))} cores; one of five, whole process, seconds")
    print(
        f"{'group':15}{'arithmetic':17}{'ballots':>8}{'MB':>7}{'goal':>6}{'bylaw':>8}{'belenios-tool 2.0':>19}  remark"
    )
    with tempfile.TemporaryDirectory() as name:
        for line in LINES:
            folder = Path(name, line.group)
            archive = folder / "election.bel"
            if not folder.exists():
                folder.mkdir()
                seconds(sys.executable, BOX, str(ballots), archive, line.group)
            goal = f"{line.goal:.1f}" if ballots == GOALS_AT else "-"
            size = archive.stat().st_size / 1e6
            told = f"{ours(line, archive):>8}{theirs(line, folder):>19}"
            print(f"{line.group:15}{line.arithmetic:17}{ballots:8}{size:7.1f}{goal:>6}{told}  {line.quoted}")
    if find_spec("bylaw_kernel") is None:
        print("the kernel is not built here: make kernel builds it where Rust is")
    if shutil.which("belenios-tool") is None:
        print("belenios-tool is not here: scripts/outside-programs installs it, as root")
    if ballots != GOALS_AT:
        print(f"goals and quoted seconds are for {GOALS_AT} ballots")


if __name__ == "__main__":
    main()
