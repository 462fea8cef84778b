"""Any bytes in a file that a command reads end in the command's own words and exit code, never in a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from bylaw.cli.main import main
from tests.record.heads import LOG

ANY = {
    "empty": b"",
    "no text": b"\xff\xfe\x00\x01" * 9,
    "no text in JSON": b'{"code":"\xff","seed":"\xff","kind":"\xff","format":1}',
    "deep": b"[" * 100_000,
    "deep inside": b'{"code":' + b"[" * 100_000,
    "a long number": b'{"format":' + b"9" * 9_000 + b"}",
    "a voter with a long number": b"ann," + b"9" * 9_000 + b"\n",
    "lines": b"\n" * 9_000,
    "a key that is none": b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
}
ANEW = "what was verified"
"""What is read as nothing kept, whatever it holds: all is verified again, and the verdict is the record's."""
COMMANDS = {
    "the older head": "verify CLUB --unwitnessed-ok --since FILE",
    "the policy": "verify CLUB --unwitnessed-ok --policy FILE",
    ANEW: "verify CLUB --unwitnessed-ok --resume FILE",
    "a receipt": "receipt FILE CLUB",
    "the kept head": "successor CLUB NEW --origin example.org/b --head FILE",
    "bylaws": "rules check FILE",
    "a profile": "new NEW --profile FILE",
    "a key": "may CLUB resign --member @anna --as FILE",
    "a demo's passkey": "may CLUB resign --member @anna --as FILE.passkey",
    "a new key": "may CLUB apply --body root --cls ordinary --key FILE --as anna",
    "a roll": "import CLUB FILE --as ben --preview",
    "sealed signatures": "petition open CLUB p1 FILE --out NEW",
    "ballots": "count FILE --method approval",
    "ballots in BLT": "count FILE.blt --method scottish-stv",
    "an archive": "election verify FILE",
    "questions": "election draft FILE NEW",
    "voters": "election credentials DRAFT FILE NEW NEW",
    "a receipt of a box": "dispute FILE FILE CLUB",
}

TYPED = (
    "election circle certificate DRAFT NEW NEW --place 1/NUMBER",
    "witness serve NEW --name witness.example/w1 --log LOG NEW --listen 127.0.0.1:NUMBER",
)


@pytest.fixture(scope="module")
def club(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("any-file") / "club"
    told = ("--profile", "us-union-local", "--clock", "simulated", "--at", "2025-01-06")
    assert CliRunner().invoke(main, ["new", str(folder), *told]).exit_code == 0
    questions = folder / "questions.json"
    questions.write_text(CliRunner().invoke(main, ["election", "draft", "--example"]).output)
    done = CliRunner().invoke(main, ["election", "draft", str(questions), str(folder / "draft.json")])
    assert done.exit_code == 0, "the twin of a file of questions that is none"
    return folder


@pytest.mark.parametrize("what", COMMANDS)
def test_whatever_a_file_holds_the_command_answers(what: str, club: Path, tmp_path: Path):
    for name, raw in ANY.items():
        file = tmp_path / name.replace(" ", "-")
        places = {"CLUB": str(club), "NEW": str(tmp_path / "new"), "DRAFT": str(club / "draft.json")}
        words = [places.get(word, word.replace("FILE", str(file))) for word in COMMANDS[what].split()]
        Path(next(word for word in words if word.startswith(str(file)))).write_bytes(raw)
        done = CliRunner().invoke(main, words)
        assert isinstance(done.exception, SystemExit | None), (name, done.exception)
        assert done.exit_code in ((0,) if what == ANEW else (1, 2, 3)), name
        assert done.output, name
        assert not (tmp_path / "new").exists(), name


@pytest.mark.parametrize(
    "number", ["99999", "9" * 9_000, "\u0661"], ids=["large", "long", "of another script"]
)
@pytest.mark.parametrize("line", TYPED)
def test_whatever_is_typed_as_a_number_the_command_answers(
    line: str, number: str, club: Path, tmp_path: Path
):
    places = {"NEW": str(tmp_path / "new"), "DRAFT": str(club / "draft.json"), "LOG": str(LOG.vkey)}
    words = [places.get(word, word.replace("NUMBER", number)) for word in line.split()]
    done = CliRunner().invoke(main, words)
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert done.exit_code == 3
    assert number[:20] in done.output


@pytest.mark.parametrize("place", ["checkpoint", "tile/0/000.p/1", "tile/entries/000.p/1"])
def test_whatever_a_file_of_a_copy_holds_it_is_refused(place: str, club: Path, tmp_path: Path):
    for name, raw in ANY.items():
        record = copytree(club / "record", tmp_path / name)
        (record / place).write_bytes(raw)
        done = CliRunner().invoke(main, ["verify", str(record), "--unwitnessed-ok", "--json"])
        assert (done.exit_code, json.loads(done.output)["verdict"]) == (1, "refused"), name


def test_openings_are_sought_where_there_is_a_folder(club: Path, tmp_path: Path):
    asked = ["verify", str(club), "--unwitnessed-ok", "--openings"]
    assert CliRunner().invoke(main, [*asked, str(tmp_path / "none")]).exit_code == 3
    assert CliRunner().invoke(main, [*asked, str(club)]).exit_code == 0


def test_a_witness_whose_key_is_none_does_not_start(club: Path, tmp_path: Path):
    words = ["witness", "serve", str(tmp_path), "--log", str(LOG.vkey), str(club / "record")]
    for name, raw in ANY.items():
        (tmp_path / "witness.key").write_bytes(raw)
        done = CliRunner().invoke(main, words)
        assert (done.exit_code, "not a witness's key" in done.output) == (3, True), (name, done.exception)
