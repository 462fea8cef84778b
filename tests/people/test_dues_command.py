"""`bylaw dues`: the treasurer's list becomes days in the record, or nothing does."""

import io
import json

import pytest

from bylaw.people.dues import LISTS, Roll, payments
from bylaw.record.clock import rfc3339
from tests.acts.joining import society
from tests.acts.society import person

from .test_import_command import CLUB, persons, run, state

TREASURY = f"""{CLUB}
[offices.treasurer]
interim = true
[clauses."4"]
words = "The treasurer attests until when dues are paid."
of = "attest-standing"
may = ["office treasurer root"]
"""
ROLL = "number,name,email,class,since,body\n7,Ada,ada@example.org,Ordinary,1999-05-31,north\n,Bob,bob@example.org,Ordinary,2024-06-01,\n"
OFFICERS = ("--as", "anna", "--as", "ben")


@pytest.fixture
def club(tmp_path):
    (tmp_path / "club.toml").write_text(TREASURY)
    clock = ("--clock", "simulated", "--at", "2025-01-01")
    run("new", tmp_path / "club", "--profile", tmp_path / "club.toml", *clock)
    (tmp_path / "roll.csv").write_text(ROLL)
    run("import", tmp_path / "club", tmp_path / "roll.csv", *OFFICERS)
    return tmp_path / "club"


def pay(club, text, *words, code=0):
    (club / "dues.csv").write_text(text)
    return run("dues", club, club / "dues.csv", *words, code=code)


def paid(club):
    now, names = state(club), persons(club)
    days = {names[who]: now.members.paid_until(who, now.at) for who in names}
    return {name: day and rfc3339(day) for name, day in days.items()}


def test_a_row_names_a_member_by_number_or_by_name_and_address_and_amounts_stay_outside(club):
    told = pay(
        club,
        "number;name;email;paid until;amount\n7;;;2025-12-31;123.45\n;Bob;BOB@example.org;20250630;67.89\n",
        "--as",
        "carla",
    )
    assert "2 members attested" in told
    assert "row 1, column 'amount': not part of the plain layout: nothing of it is read" in told
    assert paid(club) == {"Ada": "2025-12-31T22:59:59Z", "Bob": "2025-06-30T21:59:59Z"}, (
        "to the end of the day there"
    )
    record = b"".join(path.read_bytes() for path in (club / "record").rglob("*") if path.is_file())
    assert b"123.45" not in record
    assert b"bob@" not in record
    assert "valid" in run("verify", club, "--unwitnessed-ok")


def test_a_member_id_names_her_too(club):
    ada = next(who for who, name in persons(club).items() if name == "Ada")
    assert "1 member attested" in pay(
        club, f"member,until\n{ada},2025-03-31\n", "--as", "carla", "--unit", "north"
    )
    assert paid(club)["Ada"] == "2025-03-31T21:59:59Z"


def test_the_columns_of_civicrm_are_known(club):
    text = "External Identifier,Display Name,Membership Status,End Date\n7,Ada,Expired,2024-12-31\n"
    assert "1 member attested" in pay(club, text, "--layout", "civicrm", "--as", "carla")
    assert paid(club)["Ada"] == "2024-12-31T22:59:59Z"


def test_every_error_is_told_with_its_row_and_nothing_is_attested(club):
    text = (
        "number,name,email,until\n7,,,2025-12-31\n8,,,2025-12-31\n,Bob,,2025-12-31\n7,,,2025-11-30\n"
        "7,,,31/12/2025\n7,,,\n,,,2025-12-31\n7,,,1850-01-01\n"
    )
    told = json.loads(pay(club, text, "--as", "carla", "--json", code=1))
    assert [(e["row"], e["column"], e["reason"]) for e in told["errors"]] == [
        (3, "name", "input"), (4, "name", "input"), (5, "member", "duplicate"),
        (6, "until", "input"), (7, "until", "input"), (8, "name", "input"), (9, "until", "input"),
    ]  # fmt: skip
    assert not told["written"]
    assert paid(club) == {"Ada": None, "Bob": None}
    assert "row 3, column 'name': nobody in the register" in pay(club, text, "--as", "carla", code=1)


@pytest.mark.parametrize(
    "text",
    [
        "number,name\n7,Ada\n",
        "until\n2025-01-01\n",
        "number,until\n",
        "number,until,role\n7,2025-01-01,chair\n",
    ],
)
def test_a_file_that_is_no_such_list_is_refused(club, text):
    assert "refused: nothing of this file was taken in; 1 error\n" in pay(club, text, "--as", "carla", code=1)
    pay(club, "number,until\n7,2025-01-01\n", "--as", "carla")


def test_a_preview_writes_nothing(club):
    size = state(club).size
    assert "1 member could be attested; nothing was written" in pay(
        club, "number,until\n7,2025-12-31\n", "--preview"
    )
    assert state(club).size == size


@pytest.mark.parametrize("keys", [(), OFFICERS[:2]])
def test_whom_no_clause_lets_attest_attests_nothing(club, keys):
    size = state(club).size
    assert "refused by" in pay(club, "number,until\n7,2025-12-31\n", *keys, code=1)
    told = json.loads(pay(club, "number,until\n7,2025-12-31\n", *keys, "--json", code=1))
    assert (told["written"], len(told["findings"]) > 0) == (False, True)
    assert state(club).size == size


def test_a_long_list_is_attested_whole_or_not_at_all(club):
    (club / "more.csv").write_text(
        "number,name,class,since\n" + "".join(f"a{n},Name {n},Ordinary,2020-01-01\n" for n in range(600))
    )
    run("import", club, club / "more.csv", *OFFICERS)
    size = state(club).size
    text = "number,until\n" + "".join(f"a{n},2025-06-30\n" for n in range(600))
    assert "refused by 4" in pay(club, text, "--as", "anna", code=1)
    assert state(club).size == size
    assert "600 members attested" in pay(club, text, "--as", "carla")
    assert state(club).size == size + 2


def test_who_is_no_member_of_the_body_is_told_apart_from_who_is_unknown(club):
    assert "no member of north on 1 January 2025" in pay(
        club, "name,email,until\nBob,bob@example.org,2025-12-31\n", "--unit", "north", "--as", "carla", code=1
    )
    assert "there is no body 'west'" in pay(club, "name,until\nBob,2025-12-31\n", "--unit", "west", code=3)
    run("dues", club, club / "none.csv", code=3)


class Twice:
    """A register in which one person has two memberships, of whom the first is over or not."""

    def holders(self, handles):
        return {handle: (person(5), person(6)) for handle in handles}


def test_of_several_memberships_of_one_person_the_one_that_lasts_is_meant():
    s = society()
    text, register = b"number,until\n7,2025-12-31\n", Twice()

    def read(members):
        for n in (5, 6):
            if n not in members:
                s.state.members.roll.spells.pop(person(n), None)
        return payments(io.BytesIO(text), LISTS["plain"], register, Roll(s.state, "root", s.now))

    assert [e.words[:19] for e in read({5, 6}).errors] == ["several memberships"]
    assert [row.member for row in read({6}).rows] == [person(6)]
    assert [e.words for e in read({}).errors] == ["no member of root on 1 January 2025; leave the row out"]
