"""`bylaw case` and the log of looks: opened by two, seen by whom it is about, its head in the record."""

import json
import secrets
import sqlite3

import pytest
from click.testing import CliRunner

from bylaw.cli.main import main
from bylaw.cli.signers import read_key
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.store.openings import Openings
from bylaw.store.organisation import Organisation

LETTER = b"she threatened the treasurer"


def run(*args, code=0):
    done = CliRunner().invoke(main, [str(arg) for arg in args])
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def club(tmp_path, monkeypatch):
    """A local whose member Carla is charged by Ben; Anna and Dora would judge; the register knows Carla and Ben."""
    monkeypatch.chdir(tmp_path)
    profile = ("--profile", "us-union-local", "--clock", "simulated", "--at", "2025-01-06")
    founders = (word for name in ("anna", "ben", "carla", "dora", "emil") for word in ("--founder", name))
    run("new", "club", *profile, *founders, "--origin", "case.example/club")
    folder = tmp_path / "club"
    told = ("--case", "c1", "--body", "root", "--charged", "@carla", "--clause", "6.2", "--ground", "threats")
    when = ("--deed", "2025-01-07", "--facts", secrets.token_hex(32), "--at", "2025-01-08")
    run("act", folder, "bring-charge", *told, *when, "--as", "ben")
    with Register.create(folder / "private") as register:
        for name in ("carla", "ben"):
            register.add(ids(folder)[name], Person(name.title(), number=name))
    (tmp_path / "letter.txt").write_bytes(LETTER)
    return folder


def ids(folder):
    state = Organisation.open(folder).state
    names = [path.name for path in (folder / "keys").iterdir() if "." not in path.name]
    held = {name: state.keys.all.get(read_key(folder, name).key.thumbprint) for name in names}
    return {name: key.member for name, key in held.items() if key}


def opened(club):
    """Open the file of the case, with a letter in it."""
    who = ids(club)
    judges = [name for name in sorted(who) if name not in ("ben", "carla")][:2]
    run("case", "open", club, "c1", *(word for name in judges for word in ("--judge", who[name])))
    letter = run("case", "add", club, "c1", "letter.txt", "--about", who["carla"], "--field", "facts").strip()
    return who, judges, letter


def read(club, letter, *hands, why="the hearing", code=0):
    keys = [word for name in hands for word in ("--as", name)]
    return run("case", "read", club, "c1", letter, *keys, "--why", why, code=code)


def test_two_read_a_document_and_one_does_not(club):
    _, (one, other), letter = opened(club)
    assert read(club, letter, one, other) == LETTER.decode()
    assert read(club, letter, one, "carla") == LETTER.decode()
    assert "two of its holders" in read(club, letter, one, code=1)
    assert "do not open c1 together" in read(club, letter, "ben", "carla", code=1)


def test_it_is_listed_and_nothing_of_it_is_shown(club):
    who, judges, letter = opened(club)
    told = json.loads(run("case", "list", club, "c1", "--json"))
    assert told["documents"] == [{"commitment": letter, "about": who["carla"]}]
    assert set(told["holders"]) == {who[name] for name in (*judges, "ben", "carla")}
    assert told["seen"] == {letter: []}
    assert "seen by nobody" in run("case", "list", club, "c1")
    read(club, letter, *judges)
    seen = run("case", "list", club, "c1")
    assert f"seen by {who[judges[0]]}, {who[judges[1]]}" in seen
    assert "threat" not in seen


def test_the_subject_sees_each_look_and_nobody_else_does(club):
    who, (one, other), letter = opened(club)
    read(club, letter, one, other, why="I prepare the hearing")
    run("person", "show", club, who["carla"], "--who", "ben", "--why", "a letter")
    run("person", "export", club, "--why", "the newsletter")
    mine = json.loads(run("person", "accesses", club, who["carla"], "--json"))["accesses"]
    assert [each["access"]["why"] for each in mine] == ["I prepare the hearing", "a letter", "the newsletter"]
    assert mine[0]["access"]["by"] == [who[one], who[other]]
    assert "the newsletter" in (told := run("person", "accesses", club, who["ben"]))
    assert "a letter" not in told
    assert "no member" in run("person", "accesses", club, "f" * 32, code=1)


def test_a_log_that_was_shortened_contradicts_the_record(club):
    who, *_ = opened(club)
    for _ in range(2):
        run("person", "show", club, who["carla"])
    run("act", club, "record-access-head", "--as", "dora", "--at", "2025-01-09")
    assert "lines: 2; heads in the record: 1; contradicted: 0" in run("person", "log", club)
    with sqlite3.connect(club / "private" / "people.db") as db:
        db.execute("DELETE FROM seen WHERE number = 2")
        db.execute("DELETE FROM access WHERE number = 2")
    assert "contradicted: 1" in run("person", "log", club, code=1)
    refused = run("act", club, "record-access-head", "--as", "dora", "--at", "2025-01-10", code=1)
    assert "bylaw 100" in refused


def test_another_panel_gets_the_file(club):
    who, (one, other), letter = opened(club)
    new = next(name for name in who if name not in (one, other, "ben", "carla"))
    run("case", "share", club, "c1", "--judge", who[new], "--judge", who[one], "--as", one, "--as", other)
    assert read(club, letter, new, "carla") == LETTER.decode()
    assert "do not open c1 together" in read(club, letter, other, one, code=1)


def test_what_is_not_there_is_said(club, tmp_path):
    assert "no case 'c9'" in run("case", "open", club, "c9", code=1)
    assert "no file or member 'c1'" in run("case", "list", club, "c1", code=1)
    who, (one, other), letter = opened(club)
    assert "already" in run("case", "open", club, "c1", "--judge", who[one], code=1)
    assert "no document" in read(club, "0" * 64, one, other, code=1)
    missing = run("case", "add", club, "c1", "none.txt", "--about", who["carla"], "--field", "facts", code=3)
    assert "none.txt" in missing
    stranger = run("case", "add", club, "c1", "letter.txt", "--about", "f" * 32, "--field", "facts", code=1)
    assert "no file or member" in stranger
    out = tmp_path / "out"
    run("case", "read", club, "c1", letter, "--as", one, "--as", other, "--why", "x", "--to", out)
    assert (out.read_bytes(), out.stat().st_mode & 0o777) == (LETTER, 0o600)


def test_the_register_goes_out_as_vcards(club):
    told = run("person", "export", club, "--format", "vcard")
    assert told.count("BEGIN:VCARD") == told.count("END:VCARD") == 2
    assert "FN:Carla" in told


def test_the_openings_of_steps_about_her_are_erased_with_her_and_the_record_stays_valid(club):
    who = ids(club)
    (seal,) = run("person", "erasure", club, who["carla"]).split()
    assert run("person", "erasure", club, who["ben"]).split() == [seal], "he signed it"
    assert "she is on the roll of root" in run("person", "erase", club, who["carla"], code=1)
    openings, entries = Openings(club), list(Organisation.open(club).raw_entries())
    assert list(openings.about(entries, (who["carla"],))) == [seal]
    assert list(openings.about(entries, (who["dora"],))) == []
    openings.destroy(seal)
    openings.destroy(seal)
    assert list(openings.about(entries, (who["carla"],))) == []
    report = json.loads(run("verify", club, "--unwitnessed-ok", "--openings", club, "--json"))
    assert (report["verdict"], report["counts"]["sealed"]) == ("valid", 1)
