"""`bylaw person revise`: what is wrong in the register is put right, and whoever it is about can see by whom."""

import json

import pytest
from click.testing import CliRunner

from bylaw.cli.main import main
from bylaw.people import files
from bylaw.people.person import Person
from bylaw.people.register import Register

from .conftest import take

ROLL = "number,name,email,since\n7,Ada Lovelace,ada@example.org,2024-05-31\n8,Bob,,2024-06-01\n"


@pytest.fixture
def rows(tmp_path):
    with Register.create(tmp_path / files.FOLDER) as register:
        return take(register, ROLL)


def run(*words):
    return CliRunner().invoke(main, ["person", *map(str, words)])


def person(folder, member):
    with Register.open(folder / files.FOLDER) as register:
        return register.person(member)


def test_what_is_given_replaces_and_the_rest_stays(tmp_path, rows):
    ada = rows[0].member
    words = ("--address", "  Weg 1,  Ort ", "--email", "", "--who", "registrar", "--why", "she moved")
    found = run("revise", tmp_path, ada, *words, "--json")
    assert found.exit_code == 0, found.output
    assert json.loads(found.output)["changed"] == {"address": "Weg 1, Ort", "email": ""}
    assert person(tmp_path, ada) == Person("Ada Lovelace", number="7", address="Weg 1, Ort")
    looks = run("accesses", tmp_path, ada).output
    assert "registrar: correction of email, address; she moved" in looks
    assert "ada@example.org" not in looks
    again = run("revise", tmp_path, ada, "--address", "Weg 1, Ort")
    assert (again.exit_code, again.output) == (0, "nothing changed\n")
    assert "looks: 1" in run("accesses", tmp_path, ada).output


def test_a_new_name_keeps_what_opens_the_commitment_to_the_old_one(tmp_path, rows):
    ada = rows[0].member
    assert run("revise", tmp_path, ada, "--name", "Ada King").exit_code == 0
    told = json.loads(run("show", tmp_path, ada, "--json").output)
    assert told["person"]["name"] == "Ada King"
    assert [bytes.fromhex(each["value_hex"]) for each in told["openings"]] == [b"Ada Lovelace"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "nothing is to be corrected"),
        (("--name", " "), "a person has a name"),
        (("--email", "nowhere"), "--email: 'nowhere' is no e-mail address"),
        (("--phone", "1" * 201), "--phone: 201 characters; at most 200"),
        (("--family", "a\u202eb"), "--family: U+202E"),
        (("--number", "8"), "somebody else has this number"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(tmp_path, rows, words, said):
    ada, before = rows[0].member, person(tmp_path, rows[0].member)
    found = run("revise", tmp_path, ada, *words)
    assert (found.exit_code, said in found.stderr) == (1, True), found.stderr
    assert person(tmp_path, ada) == before
    assert run("revise", tmp_path, ada, "--number", "9").exit_code == 0


def test_nobody_is_revised_who_is_not_there(tmp_path, rows):
    found = run("revise", tmp_path, "0" * 32, "--name", "Eve")
    assert (found.exit_code, "no member" in found.stderr) == (1, True)
