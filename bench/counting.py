"""Time of a whole count: the median over the 32 Scottish wards of 2017, read and counted apart.

Run: .venv/bin/python bench/counting.py
"""

import platform
import statistics
import time
from pathlib import Path

from bylaw.counting import count, read_ballots

WARDS = sorted((Path(__file__).parents[1] / "tests/data/elections/scotland-2017").glob("*.blt"))
ROUNDS = 5


def timed(path: Path) -> tuple[float, float]:
    """Milliseconds to read one ward and to count it."""
    data = path.read_bytes()
    start = time.perf_counter()
    ballots = read_ballots(data, path.name)
    read = time.perf_counter()
    count("scottish-stv", ballots, seats=ballots.seats)
    return (read - start) * 1000, (time.perf_counter() - read) * 1000


def cpu() -> str:
    """The processor's name, where the system tells it."""
    info = Path("/proc/cpuinfo")
    names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line]
    return names[0] if names else platform.machine()


def main() -> None:
    """Print medians and the slowest ward."""
    times = {path.stem: [timed(path) for _ in range(ROUNDS)] for path in WARDS}
    reads = {ward: statistics.median(r for r, _ in rounds) for ward, rounds in times.items()}
    counts = {ward: statistics.median(c for _, c in rounds) for ward, rounds in times.items()}
    slowest = max(counts, key=counts.__getitem__)
    print(f"{len(WARDS)} wards, {ROUNDS} rounds each, Python {platform.python_version()}, {cpu()}")
    print(f"whole count: median {statistics.median(counts.values()):.1f} ms (target 10 ms)")
    print(f"reading the file: median {statistics.median(reads.values()):.1f} ms")
    print(f"slowest count: {slowest} {counts[slowest]:.1f} ms")


if __name__ == "__main__":
    main()
