"""Acts taken in: judged, signatures checked, durable; one by one and in batches of 100.

.venv/bin/python bench/submit.py [ACTS]
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from bylaw.record.broken import Broken
from bylaw.store.checking import Cores
from simple import APART, Acts


def rate(acts: Acts, count: int, batch: int) -> tuple[float, float]:
    """Acts a second by the clock on the wall and by that of the processor, signing not counted."""
    wall = spent = 0.0
    for _ in range(count // batch):
        drawn = acts.signed(batch)
        acts.stage.now += APART * batch
        begun, started = time.perf_counter(), time.process_time()
        answers = acts.stage.organisation.submit_many(acts.stage.now, drawn)
        wall, spent = wall + time.perf_counter() - begun, spent + time.process_time() - started
        assert not isinstance(answers, Broken)
        assert not any(answer.refused for answer in answers)
    return count / wall, count / spent


def main() -> None:
    """Print the rates, three times."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, signatures by {Cores.name}")
    for passkeys in (False, True):
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as room:
            acts = Acts(Path(room) / "org", passkeys=passkeys)
            for batch, goal in ((1, 2000), (100, 8000)):
                rates = [rate(acts, count // (3 if batch > 1 else 30), batch) for _ in range(3)]
                wall, spent = max(one[0] for one in rates), max(one[1] for one in rates)
                print(
                    f"{'passkeys' if passkeys else 'OpenSSH keys':<14} in batches of {batch:>3}: {wall:>7,.0f}/s "
                    f"(goal {goal:,}), {spent:>7,.0f} a second of processor"
                )


if __name__ == "__main__":
    main()
