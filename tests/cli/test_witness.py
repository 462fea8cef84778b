"""A witness in a process of its own cosigns a record, and what it saw brackets the times of entries."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ports import free_port

BYLAW = Path(sys.executable).parent / "bylaw"


def bylaw(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BYLAW, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def founded(tmp_path: Path) -> tuple[Path, str]:
    """An organisation with a real clock, and its log's key."""
    done = bylaw("new", tmp_path / "org", "--profile", "us-union-local", "--json")
    return tmp_path / "org", json.loads(done.stdout)["log_key"]


@pytest.fixture
def witness(tmp_path: Path, founded: tuple[Path, str]) -> Iterator[tuple[str, str]]:
    """A witness of that log: its address and its key."""
    folder, key = founded
    port = free_port()
    command = [BYLAW, "witness", "serve", tmp_path / "w", "--name", "witness.invalid/w1"]
    served = ["--log", key, str(folder / "record"), "--listen", f"127.0.0.1:{port}"]
    process = subprocess.Popen([*command, *served], stdout=subprocess.PIPE, text=True, bufsize=1)
    try:
        assert process.stdout is not None
        vkey = process.stdout.readline().strip()
        assert process.stdout.readline().startswith("listening")
        yield f"http://127.0.0.1:{port}/", vkey
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


def test_a_cosigned_record_is_valid_without_further_words(
    founded: tuple[Path, str], witness: tuple[str, str]
):
    folder, _ = founded
    assert bylaw("verify", folder).returncode == 2, "nobody watches over it yet"
    two = ("--as", "anna", "--as", "ben")
    named = bylaw("act", folder, "set-witnesses", "--witnesses", witness[1], "--quorum", 1, *two)
    assert named.returncode == 0, named.stdout + named.stderr
    asked = bylaw("witness", "ask", folder, *witness, "--enter", "--json")
    assert asked.returncode == 0, asked.stdout + asked.stderr
    told = json.loads(asked.stdout)
    assert (told["witness"], told["size"]) == ("witness.invalid/w1", 3)
    report = json.loads(bylaw("verify", folder, "--json").stdout)
    assert report["verdict"] == "valid"
    assert report["counts"]["unwitnessed"] == 1, "only the entry of the head itself lies after it"


def test_a_witness_refuses_a_second_history(
    founded: tuple[Path, str], witness: tuple[str, str], tmp_path: Path
):
    folder, _ = founded
    shutil.copytree(folder, tmp_path / "twin")
    two = ("--as", "anna", "--as", "ben")
    for org, quorum in ((folder, 1), (tmp_path / "twin", 0)):
        named = bylaw("act", org, "set-witnesses", "--witnesses", witness[1], "--quorum", quorum, *two)
        assert named.returncode == 0
    assert bylaw("witness", "ask", folder, *witness).returncode == 0
    forked = bylaw("witness", "ask", tmp_path / "twin", *witness)
    assert forked.returncode == 1, forked.stdout + forked.stderr


def test_yesterdays_backup_signs_nothing_when_a_witness_has_seen_more(
    founded: tuple[Path, str], witness: tuple[str, str], tmp_path: Path
):
    folder, _ = founded
    shutil.copytree(folder, tmp_path / "backup")
    shutil.rmtree(tmp_path / "backup" / "record")
    two = ("--as", "anna", "--as", "ben")
    assert (
        bylaw("act", folder, "set-witnesses", "--witnesses", witness[1], "--quorum", 1, *two).returncode == 0
    )
    assert bylaw("witness", "ask", folder, *witness).returncode == 0
    for asked in (("witness", "ask", tmp_path / "backup", *witness),
                  ("serve", tmp_path / "backup", "--port", 0, "--witness", witness[1], witness[0])):  # fmt: skip
        done = bylaw(*asked)
        assert (done.returncode, "nothing was signed" in done.stderr) == (1, True), done.stdout + done.stderr
    assert not (tmp_path / "backup" / "record" / "checkpoint").exists()
