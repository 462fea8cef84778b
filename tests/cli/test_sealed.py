"""Sealed steps through the commands that people use: sealed by themselves, and judged by whoever holds the openings."""

import json
import secrets
from shutil import rmtree

import pytest
from click.testing import CliRunner

from bylaw.cli.main import main
from bylaw.store.organisation import Organisation

CHARGE = ("--case", "c1", "--body", "root", "--charged", "@carla", "--clause", "6.2", "--ground", "threats")


@pytest.fixture
def club(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    args = ("--profile", "us-union-local", "--clock", "simulated", "--at", "2025-01-06")
    assert run("new", "club", *args, "--origin", "seal.example/club").exit_code == 0
    return tmp_path / "club"


def run(*args):
    return CliRunner().invoke(main, [str(arg) for arg in args])


def charge(folder, mode="act", *more):
    told = (*CHARGE, "--deed", "2025-01-07", "--facts", secrets.token_hex(32), "--at", "2025-01-08")
    return run(mode, folder, "bring-charge", *told, "--as", "ben", *more)


def test_the_verdict_says_whom_a_reader_without_openings_trusts(club):
    charge(club)
    assert "those who hold the openings: 1\n" in run("verify", club, "--unwitnessed-ok").output
    assert "sealed" not in run("verify", club, "--unwitnessed-ok", "--openings", club).output


def counts(folder, *more):
    done = run("verify", folder, "--unwitnessed-ok", "--json", *more)
    report = json.loads(done.output)
    assert done.exit_code == 0, report
    return report["counts"]


def test_a_charge_is_sealed_and_its_opening_kept_apart(club):
    assert charge(club, "may").exit_code == 0
    assert not (club / "private" / "openings").exists(), "asking keeps nothing"
    done = charge(club)
    assert done.exit_code == 0, done.output
    assert (counts(club)["sealed"], counts(club)["signatures"]) == (1, 3)
    opened = counts(club, "--openings", club)
    assert (opened["sealed"], opened["signatures"]) == (0, 4), (
        "with its opening the signature inside is checked"
    )
    (line,) = json.loads(run("show", club, "cases", "--json").output)["cases"]
    assert line["stage"] == "charged"


def test_whoever_lost_the_openings_goes_on(club):
    charge(club)
    rmtree(club / "private" / "openings")
    record = (
        club,
        "attest",
        "--source",
        "s",
        "--claimed",
        "2025-01-01",
        "--evidence",
        "0" * 64,
        "--as",
        "ben",
    )
    assert run("act", *record, "--name", "rain", "--fact", "it rains", "--at", "2025-01-09").exit_code == 0
    assert counts(club)["sealed"] == 1


def test_what_the_clauses_refuse_is_refused_sealed_too(club):
    done = charge(club, "act", "--ground", "gossip")
    assert done.exit_code == 1
    assert "bylaw 25" in done.output
    assert not (club / "private" / "openings").exists()
    assert charge(club).exit_code == 0


def test_a_petition_to_bring_a_charge_is_sealed_by_itself_and_names_nobody(club):
    told = (*CHARGE, "--deed", "2025-01-07", "--facts", "f" * 64)
    matter = run("matter", club, "bring-charge", *told).output.strip()
    carla = json.loads(matter)["charged"]
    petition = ("open-petition", "--name", "p", "--body", "root", "--matter", matter, "--text", "7" * 64)
    when = ("--at", "2025-01-08", "--as", "ben")
    assert run("may", club, *petition, *when).exit_code == 0
    assert not (club / "private" / "openings").exists(), "asking keeps nothing"
    assert run("act", club, *petition, *when).exit_code == 0
    organisation = Organisation.open(club)
    assert carla.encode() not in list(organisation.raw_entries())[-1]
    assert list(organisation.state.matters.values()) == [matter]
    assert counts(club)["sealed"] == 1
    assert counts(club, "--openings", club)["sealed"] == 0
    assert len(list(organisation.openings.about(organisation.raw_entries(), (carla,)))) == 1
