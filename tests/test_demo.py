"""The demo is played in full, as `make demo` does, and its record verifies in a process of its own."""

import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from bylaw.portal.served import BOOTH, static

BYLAW = Path(sys.executable).parent / "bylaw"


def bylaw(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BYLAW, *arguments], capture_output=True, text=True, timeout=300, check=False)


def test_the_demo_plays_verifies_and_catches_three_forgeries(tmp_path: Path):
    played = bylaw("demo", str(tmp_path / "demo"))
    assert played.returncode == 0, played.stdout + played.stderr
    for line in ("one byte changed: refused", "one entry backdated: refused", "the log forked: refused"):
        assert line in played.stdout
    for line in ("    good: Hana", "    refused: ended: the card", "    refused: stale: the list"):
        assert line in played.stdout
    findings = re.findall(
        r"^    (?:refused|flag).*\n        found: .*\n        remedy: .*\n", played.stdout, re.MULTILINE
    )
    assert [one for one, after in pairwise(findings) if one == after] == [], "nothing is said twice"
    verified = bylaw("verify", str(tmp_path / "demo"), "--json")
    assert verified.returncode == 0
    assert json.loads(verified.stdout)["verdict"] == "valid"
    record = tmp_path / "demo" / "record"
    assert bylaw("verify", str(record)).returncode == 0, "the public files alone suffice"
    offices = json.loads(bylaw("show", str(record), "offices", "--at", "2026-03-01", "--json").stdout)[
        "offices"
    ]
    held = {line["office"]: line["holders"] for line in offices}
    assert held["secretary"][0]["source"] == "secretary-2026"
    before = json.loads(bylaw("show", str(record), "offices", "--at", "2025-06-01", "--json").stdout)[
        "offices"
    ]
    assert (
        next(line for line in before if line["office"] == "secretary")["holders"][0]["source"] == "founding"
    )
    climbed = shown(record, "complaints", "2025-12-01")
    assert {line["complaint"]: line["climbed"] for line in climbed} == {"heating": 1, "minutes": 0}
    stages = {line["name"]: line["stage"] for line in shown(record, "emergency", "2025-12-01")}
    assert stages == dict.fromkeys(("fire", "strike-cases"), "lapsed unconfirmed")
    sent = bylaw("election", "booth", str(served(tmp_path / "booth")), str(record), "box-2025")
    assert sent.returncode == 0, "the record lists the booth that 'serve' sends: " + sent.stderr


def served(folder: Path) -> Path:
    """The files of the booth as a browser saves them."""
    folder.mkdir()
    for name in BOOTH:
        (folder / name).write_bytes(static(name))
    return folder


def shown(record: Path, what: str, day: str) -> list[dict[str, object]]:
    lines: list[dict[str, object]] = json.loads(
        bylaw("show", str(record), what, "--at", day, "--json").stdout
    )[what]
    return lines
