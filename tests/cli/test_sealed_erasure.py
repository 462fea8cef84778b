"""What opens sealed steps is erased with the person: deferred while something needs it, then gone, and every proof good."""

import json
import secrets
from pathlib import Path

import pytest
from click.testing import CliRunner

import bylaw
from bylaw.cli.main import main
from bylaw.cli.signers import read_key
from bylaw.store.organisation import Organisation

LOCAL = Path(bylaw.__file__).parent / "rules" / "profiles" / "us-union-local.toml"
WINDOW = 'of = "erase"\nmay = ["office secretary root & office registrar root"]\nwindow = { days = 365 }'


def run(*args, code=0):
    done = CliRunner().invoke(main, [str(arg) for arg in args])
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def club(tmp_path, monkeypatch):
    """A local without a register, in which what ended can be challenged for ten days; Emil has warned of a danger."""
    monkeypatch.chdir(tmp_path)
    text = LOCAL.read_text("utf-8")
    assert WINDOW in text
    (tmp_path / "book.toml").write_text(text.replace(WINDOW, WINDOW.replace("365", "10")), "utf-8")
    founders = (word for name in ("anna", "ben", "carla", "dora", "emil") for word in ("--founder", name))
    told = ("--profile", "book.toml", "--clock", "simulated", "--at", "2025-01-06")
    run("new", "club", *told, *founders, "--origin", "case.example/club")
    folder = tmp_path / "club"
    warned = ("--warning", "w1", "--body", "root", "--topic", "boiler", "--report", secrets.token_hex(32))
    run("act", folder, "give-warning", *warned, "--at", "2025-01-08", "--as", "emil")
    return folder


def holder(folder, office):
    state = Organisation.open(folder).state
    held = next(m.member for m in state.offices.mandates.values() if m.office == office and m.holds(state.at))
    names = [path.name for path in (folder / "keys").iterdir() if "." not in path.name]
    keys = {name: state.keys.all.get(read_key(folder, name).key.thumbprint) for name in names}
    return next(name for name, key in keys.items() if key and key.member == held)


def member(folder, name):
    state = Organisation.open(folder).state
    return state.keys.all[read_key(folder, name).key.thumbprint].member


def erased(folder, emil, seal, at, code=0):
    told = ("--member", emil, "--clause", "1.15", "--commitments", seal, "--at", at)
    hands = ("--as", holder(folder, "secretary"), "--as", holder(folder, "registrar"))
    return run("act", folder, "erase", *told, *hands, code=code)


def test_deferred_then_done_and_every_proof_is_valid(club):
    emil = member(club, "emil")
    (seal,) = run("person", "erasure", club, emil).split()
    opening = club / "private" / "openings" / seal
    files = [path for path in (club / "private" / "openings").rglob("*") if path.is_file()]
    assert len(files) == 1
    assert "she is on the roll" in erased(club, emil, seal, "2025-01-09", code=1)
    run("act", club, "resign", "--member", emil, "--at", "2025-01-10", "--as", "emil")
    assert "warning w1 is not answered" in run("person", "erase", club, emil, code=1), (
        "before any act names it"
    )
    assert "warning w1 is not answered" in erased(club, emil, seal, "2025-01-20", code=1)
    reasons = ("--assessment", secrets.token_hex(32), "--reasons", secrets.token_hex(32))
    told = ("--warning", "w1", "--outcome", "watched", *reasons, "--at", "2025-01-20")
    run("act", club, "answer-warning", *told, "--as", holder(club, "secretary"))
    assert "1.15" in erased(club, emil, seal, "2025-01-20", code=1), "it can still be challenged"
    assert "no act of erasure names 1" in run("person", "erase", club, emil, code=1)
    before = json.loads(run("show", club, "warnings", "--json"))
    erased(club, emil, seal, "2025-01-21")
    told = json.loads(run("person", "erase", club, emil, "--json"))
    assert told == {"erased": True, "found": {"members": [emil], "commitments": [seal]}}
    assert not opening.exists()
    assert not any(path.exists() for path in files)
    report = json.loads(run("verify", club, "--unwitnessed-ok", "--openings", club, "--json"))
    assert (report["verdict"], report["counts"]["sealed"]) == ("valid", 1)
    assert json.loads(run("show", club, "warnings", "--json")) | {"at": before["at"]} == before
    assert "nothing in club" in run("person", "erase", "club", emil, code=1)
    assert "nothing in club" in run("person", "erasure", "club", emil, code=1)


def test_what_nobody_erased_opens_as_before(club):
    report = json.loads(run("verify", club, "--unwitnessed-ok", "--openings", club, "--json"))
    assert (report["verdict"], report["counts"]["sealed"]) == ("valid", 0)
    anna = member(club, "anna")
    assert "she is on the roll" in run("person", "erase", club, anna, code=1)
    assert "nothing in club" in run("person", "erasure", "club", anna, code=1)
