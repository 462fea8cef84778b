"""`bylaw import`: a roll into the register and the record, or into neither."""

import json

import pytest
from click.testing import CliRunner

from bylaw.acts.members.roll_import import Row
from bylaw.cli.main import main
from bylaw.people import files, rows
from bylaw.people.register import Register
from bylaw.store.organisation import Organisation

CLUB = """
title = "Club"
about = "A club that had a list before it had a record."
zone = "Europe/Berlin"
[bodies.board]
kind = "board"
parent = "root"
organ = true
[bodies.north]
kind = "branch"
parent = "root"
[offices.secretary]
interim = true
[offices.president]
interim = true
[clauses."1"]
words = "The secretary and the president together enter the old list."
of = "open-import"
may = ["office secretary root & office president root"]
[clauses."2"]
words = "What they signed for may be entered by anyone."
of = "import-chunk"
may = ["anyone"]
[clauses."3"]
words = "Members are ordinary or honorary."
classes = { names = [{ name = "ordinary" }, { name = "honorary", votes = false }] }
"""
HEAD = "number,name,email,class,since,body\n"
ADA = "7,Ada Lovelace,ada@example.org,Ordinary,1999-05-31,north\n"
BOB = "8,Bob,,Honorary,2024-06-01,\n"


@pytest.fixture
def club(tmp_path):
    (tmp_path / "club.toml").write_text(CLUB)
    run(
        "new",
        tmp_path / "club",
        "--profile",
        tmp_path / "club.toml",
        "--clock",
        "simulated",
        "--at",
        "2025-01-01",
        "--name",
        "Club",
    )
    return tmp_path / "club"


def run(*words, code=0):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.output


def load(club, text, *words, code=0):
    (club / "roll.csv").write_text(text)
    return run("import", club, club / "roll.csv", *words, code=code)


def persons(club):
    with Register.open(club / files.FOLDER) as register:
        return {member: person.name for member, person in register.people()}


def state(club):
    organisation = Organisation.open(club)
    organisation.close()
    return organisation.state


def test_names_go_to_the_register_and_ids_to_the_record(club):
    assert "2 members taken in" in load(club, HEAD + ADA + BOB, "--as", "anna", "--as", "ben")
    found, roll = persons(club), state(club).members.roll
    assert sorted(found.values()) == ["Ada Lovelace", "Bob"]
    spells = {found[member]: next(roll.current(member, state(club).at)) for member in found}
    assert (spells["Ada Lovelace"].body, spells["Ada Lovelace"].cls) == ("north", "ordinary")
    assert (spells["Bob"].body, spells["Bob"].cls) == ("root", "honorary")
    record = b"".join(path.read_bytes() for path in (club / "record").rglob("*") if path.is_file())
    assert b"Lovelace" not in record
    assert b"ada@" not in record
    with Register.open(club / files.FOLDER) as register:
        for member in found:
            (opening,) = register.openings_for(member)
            assert opening.value.decode() == found[member]
            assert f'"member":"{member}","name":"{opening.commitment}"'.encode() in record
    assert run("person", "orphans", club) == ""
    assert "valid" in run("verify", club, "--unwitnessed-ok")


def test_an_address_book_is_a_roll_with_one_day_and_one_class(club):
    (club / "book.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nUID:7\nX-A:1\nEND:VCARD\n")
    asked = ("import", club, club / "book.vcf", "--as", "anna", "--as", "ben")
    assert "no date of joining" in run(*asked, code=1)
    assert "1 member taken in" in run(*asked, "--joined", "2024-05-31", "--class", "honorary")
    (member,) = persons(club)
    now = state(club)
    assert next(now.members.roll.current(member, now.at)).cls == "honorary"


def test_a_file_is_known_by_how_it_begins_and_a_table_by_what_was_said(club):
    told = ("--joined", "2024-05-31", "--class", "ordinary", "--preview")
    for text in (
        "\ufeffbegin:vcard\r\nVERSION:4.0\r\nFN:Ada\r\nEND:VCARD\r\n",
        ' {"persons": [{"id": "1", "name": "Ada"}]}',
    ):
        (club / "book").write_text(text)
        assert "1 member could be taken in" in run("import", club, club / "book", *told), text
    (club / "book").write_text(HEAD + ADA)
    assert "1 member could be taken in" in run("import", club, club / "book", *told)
    assert "1 member could be taken in" not in run(
        "import", club, club / "book", "--layout", "vcard", *told, code=1
    )


def test_a_preview_writes_nothing(club):
    assert "2 members could be taken in" in load(club, HEAD + ADA + BOB, "--preview")
    assert persons(club) == {}
    assert state(club).size == 1


def test_every_error_of_file_and_bylaws_is_told_and_nothing_is_taken(club):
    text = (
        HEAD
        + ADA
        + ",,,Ordinary,2024-01-01,\n"
        + "9,Cy,,Patron,2024-01-01,west\n10,Di,,Ordinary,2026-01-01,board\n11,Ed,,Patron,1850-01-01,\n"
    )
    told = json.loads(load(club, text, "--as", "anna", "--as", "ben", "--json", code=1))
    assert [(e["row"], e["column"]) for e in told["errors"]] == [
        (3, "name"),
        (4, "body"),
        (5, "body"),
        (5, "since"),
        (6, "class"),
        (6, "since"),
    ]
    assert not told["written"]
    assert persons(club) == {}
    assert state(club).size == 1
    assert "row 3, column 'name': no name" in load(club, text, code=1)


@pytest.mark.parametrize("keys", [(), ("anna",), ("anna", "carla")])
def test_whom_the_record_refuses_the_register_does_not_keep(club, keys):
    told = load(club, HEAD + ADA, *(word for key in keys for word in ("--as", key)), code=1)
    assert "refused by" in told
    shown = json.loads(
        load(club, HEAD + ADA, *(word for key in keys for word in ("--as", key)), "--json", code=1)
    )
    assert (shown["written"], shown["members"], len(shown["findings"]) > 0) == (False, 0, True)
    assert persons(club) == {}
    assert state(club).size == 1
    assert "1 member taken in" in load(club, HEAD + ADA, "--as", "anna", "--as", "ben")


def test_the_same_roll_twice(club):
    load(club, HEAD + ADA, "--as", "anna", "--as", "ben")
    assert "row 2, column 'number': number '7' is already in the register" in load(
        club, HEAD + ADA + BOB, "--as", "anna", "--as", "ben", code=1
    )
    assert len(persons(club)) == 1


def test_a_large_roll_comes_in_chunks(club):
    text = HEAD + "".join(f"{n},Name {n},,Ordinary,2020-01-01,north\n" for n in range(1000))
    load(club, text, "--as", "anna", "--as", "ben")
    now = state(club)
    assert len(persons(club)) == 1000
    assert now.members.roll.count("root", now.at, frozenset({"ordinary"})) == 1003
    assert now.size > 3


def test_who_is_in_the_register_alone_is_found_and_withdrawn(club):
    load(club, HEAD + ADA, "--as", "anna", "--as", "ben")
    with Register.open(club / files.FOLDER) as register:
        register.add("f" * 32, type(register.person(next(iter(persons(club)))))("Lost"))
    assert run("person", "orphans", club).split() == ["f" * 32]
    assert json.loads(run("person", "orphans", club, "--withdraw", "--json")) == {
        "orphans": ["f" * 32],
        "withdrawn": True,
    }
    assert list(persons(club).values()) == ["Ada Lovelace"]


def test_a_file_or_an_organisation_that_is_not_there(club, tmp_path):
    run("import", club, club / "none.csv", code=3)
    run("import", tmp_path / "nowhere", club / "none.csv", code=3)


def test_chunks_are_cut_by_bytes_and_by_rows(monkeypatch):
    long = [Row(f"{n:032x}", "b" * 63, "c" * 63, "2020-01-01T00:00:00Z") for n in range(700)]
    parts = list(rows.chunks(long))
    assert [row for part in parts for row in part] == long
    assert all(len(rows.encode(part)) < 50_000 for part in parts)
    monkeypatch.setattr(rows, "CHUNK_ROWS", 3)
    assert [len(part) for part in rows.chunks(long[:7])] == [3, 3, 1]
    assert list(rows.chunks([])) == []
