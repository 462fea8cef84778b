"""`bylaw person erase`: an act of erasure on a real record, and the register that obeys it."""

import json
import secrets

import pytest
from click.testing import CliRunner

from bylaw.cli.main import main
from bylaw.people import files
from bylaw.people.person import Opening, Person
from bylaw.people.register import Register
from bylaw.record.signing import SshSigner
from bylaw.record.sshsig import write_private_key
from bylaw.store.files import write_secret
from tests.club import CLUB

RULES = (
    CLUB
    + """
[clauses."9"]
words = "The secretary erases who has been gone for thirty days."
of = "erase"
may = ["office secretary here"]
window = { days = 30 }
"""
)
DORA = "0" * 31 + "9"


class Club:
    """A club on disk with an applicant, Dora, whom its register knows."""

    def __init__(self, folder):
        self.folder = folder / "club"
        (folder / "club.toml").write_text(RULES)
        self.run(
            "new",
            self.folder,
            "--profile",
            folder / "club.toml",
            "--clock",
            "simulated",
            "--at",
            "2025-01-01",
        )
        write_secret(self.folder / "keys" / "dora", write_private_key(SshSigner(secrets.token_bytes(32))))
        self.apply()
        opening = Opening("org", f"apply {DORA}", "name", secrets.token_bytes(32), b"Dora")
        with Register.create(self.folder / files.FOLDER) as register:
            register.add(DORA, Person("Dora"), [opening])
        self.commitment = opening.commitment

    def run(self, *words, code=0):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == code, result.output
        return result.output

    def apply(self, *more):
        asked = ("--member", DORA, "--body", "root", "--cls", "ordinary", "--key", "dora")
        self.run("act", self.folder, "apply", *asked, "--as", "dora:applicant", *more)

    def decline(self):
        self.run("act", self.folder, "decline", "--applicant", DORA, "--as", "anna")

    def file_erasure(self, day, code=0):
        return self.run(
            "act",
            self.folder,
            "erase",
            "--member",
            DORA,
            "--clause",
            "9",
            "--commitments",
            self.commitment,
            "--as",
            "anna",
            "--at",
            day,
            code=code,
        )

    def erase(self, code=0):
        return self.run("person", "erase", self.folder, DORA, code=code)


@pytest.fixture
def club(tmp_path):
    return Club(tmp_path)


def test_erased_after_the_act_and_not_before(club):
    assert "her application to root is not decided" in club.erase(code=1)
    assert "bylaw 19" in club.file_erasure("2025-03-01", code=1)
    club.decline()
    assert "refused by 9" in club.file_erasure("2025-01-31", code=1)
    assert "no act of erasure names 1 of her commitments" in club.erase(code=1)
    club.file_erasure("2025-02-02")
    assert "commitments that can no longer be opened: 1" in club.erase()
    assert "it may have been erased" in club.erase(code=1)
    assert b"Dora" not in b"".join(path.read_bytes() for path in club.folder.rglob("*") if path.is_file())


def test_the_answer_as_json(club):
    club.decline()
    found = json.loads(club.run("person", "erase", club.folder, DORA, "--json", code=1))
    assert found == {"erased": False, "found": {"commitments": [club.commitment]}}
    club.file_erasure("2025-02-02")
    found = json.loads(club.run("person", "erase", club.folder, DORA, "--json"))
    assert found == {"erased": True, "found": {"members": [DORA], "commitments": [club.commitment]}}


def test_who_applies_again_after_the_act_is_in_use(club):
    club.decline()
    club.file_erasure("2025-02-02")
    club.apply("--at", "2025-02-03")
    assert "her application to root is not decided" in club.erase(code=1)


def test_no_record_no_erasure(tmp_path):
    with Register.create(tmp_path / files.FOLDER) as register:
        register.add(DORA, Person("Dora"))
    result = CliRunner().invoke(main, ["person", "erase", str(tmp_path), DORA])
    assert result.exit_code == 3
    with Register.open(tmp_path / files.FOLDER) as register:
        assert register.person(DORA)
