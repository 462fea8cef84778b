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

from bylaw.acts.act import Seen, Signer
from bylaw.acts.corrections import Attest
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.record.signing import sign
from bylaw.rehearsal.local_year import open_stage
from bylaw.rules.load import load

ROOT = Path(__file__).parent.parent
PROFILE = ROOT / "src/bylaw/rules/profiles/us-union-local.toml"
BATCH = 1000


def make(folder: Path, acts: int) -> float:
    """Write a record of this many signed acts; gives the seconds that its appends took, signing not counted."""
    stage = open_stage(folder, load(PROFILE.read_bytes()), "bench", lambda _line: None).on
    organisation, spent = stage.organisation, 0.0
    ben = stage.cast("ben")
    by = (Signer(ben.member, "office", next(organisation.state.offices.of_member(ben.member)).name),)
    for start in range(0, acts, BATCH):
        state = organisation.state
        seen, until = Seen(state.size, state.root(state.size)), rfc3339(stage.now + 86_400)
        batch = []
        for i in range(start, min(start + BATCH, acts)):
            envelope = {
                "org": state.identity.org,
                "nonce": f"{i:032x}",
                "seen": seen,
                "until": until,
                "by": by,
            }
            fields = {
                "name": f"f{i}",
                "fact": "a fact",
                "source": "a source",
                "claimed": "2025-01-01T00:00:00Z",
            }
            raw = encode(Attest(**envelope, **fields, evidence="0" * 64))
            batch.append((raw, [sign(raw, ben.key)]))
        stage.now += 1
        begun = time.perf_counter()
        answers = organisation.submit_many(stage.now, batch)
        spent += time.perf_counter() - begun
        assert not isinstance(answers, Broken)
        assert not any(answer.refused for answer in answers)
    stage.cosigned()
    organisation.close()
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
