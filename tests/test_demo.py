"""The demo is played in full, as `make demo` does, and its record verifies in a process of its own."""

import json
import re
import subprocess
import sys
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bylaw.cli.demo import SEED
from bylaw.portal.served import BOOTH, static

BYLAW = Path(sys.executable).parent / "bylaw"


def bylaw(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BYLAW, *arguments], capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("played") / "demo"


@pytest.fixture(scope="module")
def told(demo: Path) -> str:
    played = bylaw("demo", str(demo))
    assert played.returncode == 0, played.stdout + played.stderr
    return played.stdout


@pytest.fixture(scope="module")
def record(demo: Path, told: str) -> Path:
    return demo / "record"


def member(name: str) -> str:
    """The id that a player has in every play of the demo."""
    return sha256(f"{SEED} id of {name}".encode()).hexdigest()[:32]


def shown(record: Path, what: str, day: str) -> list[dict[str, Any]]:
    answer = bylaw("show", str(record), what, "--at", day, "--json")
    lines: list[dict[str, Any]] = json.loads(answer.stdout)[what]
    return lines


def holders(record: Path, office: str, day: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = next(
        line["holders"] for line in shown(record, "offices", day) if line["office"] == office
    )
    return found


def test_it_catches_three_forgeries_and_says_nothing_twice(told: str):
    for line in ("one byte changed: refused", "one entry backdated: refused", "the log forked: refused"):
        assert line in told
    for line in ("    good: Hana", "    refused: ended: the card", "    refused: stale: the list"):
        assert line in told
    findings = re.findall(
        r"^    (?:refused|flag).*\n        found: .*\n        remedy: .*\n", told, re.MULTILINE
    )
    assert [one for one, after in pairwise(findings) if one == after] == []


def test_its_record_verifies_whole_and_the_public_files_alone_suffice(demo: Path, record: Path):
    verified = bylaw("verify", str(demo), "--json")
    assert verified.returncode == 0
    assert json.loads(verified.stdout)["verdict"] == "valid"
    assert bylaw("verify", str(record)).returncode == 0


def test_what_was_so_in_the_year_can_be_shown_at_any_day(record: Path):
    assert holders(record, "secretary", "2026-03-01")[0]["source"] == "secretary-2026"
    assert holders(record, "secretary", "2025-06-01")[0]["source"] == "founding"
    climbed = shown(record, "complaints", "2025-12-01")
    assert {line["complaint"]: line["climbed"] for line in climbed} == {"heating": 1, "minutes": 0}
    stages = {line["name"]: line["stage"] for line in shown(record, "emergency", "2025-12-01")}
    assert stages == dict.fromkeys(("fire", "strike-cases"), "lapsed unconfirmed")


def test_a_suspended_secretary_keeps_his_vote_and_his_office_has_deputies(told: str, record: Path):
    assert f"{member('dora')} has charged {member('ben')}, and does not stand in for her" in told
    assert holders(record, "secretary", "2025-12-10")[0]["rests"][:10] == "2025-12-28"
    assert holders(record, "secretary", "2025-12-30")[0]["rests"] == ""
    votes = {line["member"]: line["votes"] for line in shown(record, "roll", "2025-12-10")}
    assert votes[member("ben")]
    stages = {line["case"]: line["stage"] for line in shown(record, "cases", "2025-12-10")}
    assert stages["pressure"] == "final"


def test_a_sealed_motion_names_nobody_and_what_it_is_for_does(record: Path):
    (motion,) = (m for m in shown(record, "motions", "2025-12-20") if m["motion"] == "until-the-hearing")
    assert motion["stage"] == "carried"
    files = b"".join(path.read_bytes() for path in (record / "tile" / "entries").rglob("*") if path.is_file())
    naming = [line for line in files.splitlines() if member("m027").encode() in line]
    kinds = {re.search(rb'"act":"([^"]+)', line)[1] for line in naming}
    assert b"interim-measure/1" in kinds
    assert not kinds & {b"move/1", b"second/1", b"record-vote/1", b"sealed/1"}


def test_a_protested_seat_falls_by_three_ballots_and_is_voted_on_again(record: Path):
    def sources(day: str) -> set[str]:
        return {holder["source"] for holder in holders(record, "steward", day)}

    assert "steward-2026" not in sources("2026-08-19")
    assert "steward-2026-again" in sources("2026-10-04")


RAIN = (
    "attest",
    "--name",
    "rain",
    "--fact",
    "it rains",
    "--source",
    "s",
    "--claimed",
    "2025-01-01",
    "--evidence",
    "0" * 64,
)


def test_its_people_sign_with_their_passkeys_here_and_nobody_does_under_a_real_clock(
    demo: Path, record: Path, tmp_path: Path
):
    assert record.exists()
    asked = bylaw("may", str(demo), *RAIN, "--as", "m030")
    assert asked.returncode == 0, asked.stdout + asked.stderr
    club = tmp_path / "club"
    assert (
        bylaw("new", str(club), "--profile", "us-union-local", "--origin", "real.example/club").returncode
        == 0
    )
    (club / "keys" / "m030.passkey").write_bytes((demo / "keys" / "m030.passkey").read_bytes())
    asked = bylaw("may", str(club), *RAIN, "--as", "m030")
    assert (asked.returncode, "no key 'm030'" in asked.stderr) == (3, True), asked.stdout + asked.stderr


def test_the_record_lists_the_booth_that_serve_sends(record: Path, tmp_path: Path):
    sent = bylaw("election", "booth", str(served(tmp_path / "booth")), str(record), "box-2025")
    assert sent.returncode == 0, sent.stderr


def served(folder: Path) -> Path:
    """The files of the booth as a browser saves them."""
    folder.mkdir()
    for name in BOOTH:
        (folder / name).write_bytes(static(name))
    return folder
