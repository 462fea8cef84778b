"""Seconds and memory of auditing boxes of growing size, whole process, with the kernel and with libsodium alone.

usage: python bench/verify.py [BALLOTS ...]     (default: 1000; libsodium alone takes boxes of at most 1000)
"""

import os
import platform
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

MANY = 1000
GOALS = {(1000, "kernel"): "0.6", (1000, "libsodium"): "2.2", (100_000, "kernel"): "60"}
"""Seconds by size and arithmetic, on two cores."""
KERNEL = ["kernel"] if find_spec("bylaw_kernel") else []
AUDIT = """
import mmap, os, sys
from bylaw.belenios.verifier import verify
from bylaw.belenios.verifier.backend import backend
from bylaw.belenios.verifier.sodium import Sodium
with open(sys.argv[1], "rb") as file:
    source = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
arithmetic = Sodium if sys.argv[2] == "libsodium" else backend
report = verify(source, len(os.sched_getaffinity(0)), arithmetic)
assert (report.verdict, report.backend) == ("valid", sys.argv[2]), report
"""


def processor() -> str:
    """Return the name of the processor."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def run(*arguments: str) -> tuple[float, float, float]:
    """Run Python; return seconds, seconds of all cores, and the peak of the largest process in MB."""
    begin = time.perf_counter()
    pid = os.posix_spawn(sys.executable, [sys.executable, *arguments], os.environ)
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{arguments[-1]}: status {status}")
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Print a line per size and arithmetic."""
    sizes = [int(word) for word in sys.argv[1:]] or [MANY]
    print(f"{processor()}, {len(os.sched_getaffinity(0))} cores; Ed25519, one of five")
    heads = f"{'seconds':>9}{'goal':>6}{'of cores':>10}{'ms a ballot':>13}{'peak MB':>9}{'archive MB':>12}"
    print(f"{'ballots':>8} {'arithmetic':12}{heads}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = str(Path(folder, f"{size}.bel"))
            run(str(Path(__file__).with_name("box.py")), str(size), path)
            for name in [*KERNEL, *(["libsodium"] if size <= MANY else [])]:
                seconds, cores, memory = run("-c", AUDIT, path, name)
                goal, each = GOALS.get((size, name), "-"), 1000 * seconds / size
                held = Path(path).stat().st_size / 1e6
                told = f"{seconds:9.2f}{goal:>6}{cores:10.2f}{each:13.3f}{memory:9.0f}{held:12.1f}"
                print(f"{size:8} {name:12}{told}")
    print(
        "the archive is mapped, and counts in the peak; linear where the milliseconds a ballot stay the same"
    )
    if not KERNEL:
        print("no line of the kernel: it is not built here; make kernel builds it where Rust is")


if __name__ == "__main__":
    main()
