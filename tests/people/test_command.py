"""`bylaw person` on a real register."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from bylaw.cli.main import main
from bylaw.people import files
from bylaw.people.register import Register
from bylaw.record.commitment import commit

from .conftest import take

ROLL = "number,name,email,since\n7,=Ada Lovelace,ada@example.org,2024-05-31\n8,Bob,,2024-06-01\n"


@pytest.fixture
def rows(tmp_path):
    with Register.create(tmp_path / files.FOLDER) as register:
        return take(register, ROLL)


def run(*words):
    return CliRunner().invoke(main, ["person", *map(str, words)])


def test_a_member_sees_and_checks_what_is_known_of_her(tmp_path, rows):
    result = run("show", tmp_path, rows[0].member, "--json")
    assert result.exit_code == 0
    facts = json.loads(result.output)
    assert facts["person"]["name"] == "=Ada Lovelace"
    for told in facts["openings"]:
        salt, value = bytes.fromhex(told["salt_hex"]), bytes.fromhex(told["value_hex"])
        assert commit(told["org"], told["event"], told["field"], salt, value) == told["commitment"]
    assert {told["commitment"] for told in facts["openings"]} == {rows[0].name}
    words = run("show", tmp_path, rows[0].member).output
    assert "ada@example.org" in words
    assert rows[0].name in words


def test_the_export_goes_to_a_file_of_ones_own(tmp_path, rows):
    target = tmp_path / "people.csv"
    assert run("export", tmp_path, "--to", target).exit_code == 0
    assert target.stat().st_mode & 0o777 == 0o600
    with target.open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert {row["member"]: row["name"] for row in found} == {
        rows[0].member: "'=Ada Lovelace",
        rows[1].member: "Bob",
    }
    again = run("export", tmp_path, "--to", target)
    assert again.exit_code == 3
    assert "exists" in again.stderr
    assert list(csv.DictReader(io.StringIO(run("export", tmp_path).stdout, newline=""))) == found


def test_the_list_for_an_act_of_erasure(tmp_path, rows):
    result = run("erasure", tmp_path, rows[0].member, "--json")
    assert set(json.loads(result.output)["commitments"]) == {rows[0].name}
    assert run("erasure", tmp_path, rows[1].member).output.split() == [rows[1].name]


@pytest.mark.parametrize("command", ["show", "erasure"])
def test_a_member_who_is_not_there(tmp_path, rows, command):
    result = run(command, tmp_path, "0" * 32)
    assert result.exit_code == 1
    assert "no member '" + "0" * 32 in result.stderr


@pytest.mark.parametrize("words", [("show", "x"), ("erasure", "x"), ("export",)])
def test_a_folder_without_a_register(tmp_path, words):
    result = run(words[0], tmp_path, *words[1:])
    assert result.exit_code == 3
    assert "no register in" in result.stderr


def test_a_damaged_register(tmp_path, rows):
    (tmp_path / files.FOLDER / files.KEYS).write_bytes(b"damaged" * 2000)
    result = run("show", tmp_path, rows[0].member)
    assert result.exit_code == 3
    assert result.exception is None or isinstance(result.exception, SystemExit)
