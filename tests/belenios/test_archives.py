"""Every archive that the reference tool made verifies, with the result computed from the plain choices."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from bylaw.belenios.verifier import State, Verdict, parallel, verify
from bylaw.belenios.verifier.backend import backend
from bylaw.belenios.verifier.reference import Reference
from bylaw.belenios.verifier.sodium import Sodium
from bylaw.cli.main import main

DATA = Path(__file__).parents[1] / "data" / "belenios"
FOLDERS = sorted(path.parent.name for path in DATA.glob("*/election.bel"))


CASES = [(folder, Reference) for folder in FOLDERS] + [
    (folder, arithmetic) for folder in FOLDERS if "ed25519" in folder for arithmetic in (backend, Sodium)
]


@pytest.mark.parametrize(("folder", "arithmetic"), CASES)
def test_an_archive_of_the_reference_tool_is_valid(folder, arithmetic):
    info = json.loads((DATA / folder / "info.json").read_text())
    report = verify((DATA / folder / "election.bel").read_bytes(), arithmetic=arithmetic)
    assert report.verdict is Verdict.VALID, report.findings
    assert report.state is (State.RESULT if "result" in info else State.OPEN)
    assert (report.ballots, report.counted) == (info["cast"], info["distinct"])
    assert report.result == info.get("result")
    early = info["tool"] == "2.0" and info["trustees"]["threshold"] is not None
    assert [finding.reason for finding in report.findings] == (["context"] if early else [])


def test_several_processes_find_the_same(monkeypatch):
    content = (DATA / "h34-ed25519" / "election.bel").read_bytes()
    monkeypatch.setattr(parallel, "WORTH_IT", 1)
    assert verify(content, 2) == verify(content, 1)


def test_the_command_prints_the_report():
    path = str(DATA / "ranked-ed25519" / "election.bel")
    done = CliRunner().invoke(main, ["election", "verify", path, "--json"])
    printed = json.loads(done.output)
    assert done.exit_code == 0
    assert list(printed) == [
        "verdict",
        "state",
        "findings",
        "ballots",
        "counted",
        "result",
        "backend",
        "seconds",
    ]
    assert printed["verdict"] == "valid"
    assert (
        "12 ballots in the box, 10 counted" in CliRunner().invoke(main, ["election", "verify", path]).output
    )


@pytest.mark.parametrize(("keep", "code", "verdict"), [(5000, 2, "incomplete"), (0, 2, "incomplete")])
def test_the_command_says_what_is_missing(tmp_path, keep, code, verdict):
    path = tmp_path / "cut.bel"
    path.write_bytes((DATA / "open-ed25519" / "election.bel").read_bytes()[:keep])
    done = CliRunner().invoke(main, ["election", "verify", str(path), "--json"])
    assert (done.exit_code, json.loads(done.output)["verdict"]) == (code, verdict)


def test_the_command_refuses_what_is_no_archive(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"<html>" + b" " * 5000)
    assert CliRunner().invoke(main, ["election", "verify", str(path)]).exit_code == 1
    os.mkfifo(tmp_path / "pipe.bel")
    for name in ("none.bel", "pipe.bel", "."):
        assert CliRunner().invoke(main, ["election", "verify", str(tmp_path / name)]).exit_code == 3
