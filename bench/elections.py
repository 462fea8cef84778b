"""Seconds to verify an election: bylaw and belenios-tool 2.0 side by side, whole process, the same archive.

usage: python bench/elections.py [BALLOTS]     (default: 1000, five choices each; 2.0 does not know Ed25519)
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from verify import processor

BYLAW = Path(sys.executable).with_name("bylaw")
BOX = Path(__file__).with_name("box.py")


def seconds(*command: str | Path) -> float:
    """Run a command that must succeed; return its wall-clock seconds."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def row(ballots: int, group: str, folder: Path) -> None:
    """Print a line: the archive's size, and what each verifier took."""
    archive = folder / "election.bel"
    seconds(sys.executable, BOX, str(ballots), archive, group)
    ours = seconds(BYLAW, "election", "verify", archive)
    theirs = "-"
    if group != "Ed25519":
        theirs = f"{seconds('belenios-tool', 'election', 'verify', '--dir', folder):.2f}"
    print(f"{group:16}{ballots:8}{archive.stat().st_size / 1e6:8.1f}{ours:10.2f}{theirs:>20}")


def main() -> None:
    """Print a line per group."""
    ballots = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    if shutil.which("belenios-tool") is None:
        raise SystemExit("belenios-tool is not here: run scripts/outside-programs as root")
    print(f"{processor()}, {len(os.sched_getaffinity(0))} cores; one of five, whole process, seconds")
    print(f"{'group':16}{'ballots':>8}{'MB':>8}{'bylaw':>10}{'belenios-tool 2.0':>20}")
    for group in ("Ed25519", "BELENIOS-2048"):
        with tempfile.TemporaryDirectory() as folder:
            row(ballots, group, Path(folder))


if __name__ == "__main__":
    main()
