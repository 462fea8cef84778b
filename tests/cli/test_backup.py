"""A copy made while the organisation lives, and a way back that forks no log: asked first, signed after."""

import json
import shutil
import sqlite3
import threading
from http.server import BaseHTTPRequestHandler

import pytest

from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.record.broken import Broken
from bylaw.record.log.note import COSIGNATURE
from bylaw.record.log.signer import Signer
from bylaw.store.organisation import Organisation
from tests.cli.test_witness import bylaw, founded, witness  # noqa: F401 - fixtures
from tests.serving import answering

NOBODY = str(Signer("nobody.invalid/w", COSIGNATURE, b"n" * 32).vkey)
TWO = ("--as", "anna", "--as", "ben")


@pytest.fixture
def org(founded):  # noqa: F811
    """An organisation with a register, and two copies of it: the keys lie apart."""
    folder, _ = founded
    with Register.create(folder / FOLDER) as register:
        register.add("1" * 32, Person(name="Ada Lovelace", email="ada@example.org"))
    return folder


def copied(org, tmp_path, name="copy"):
    done = bylaw("backup", org, tmp_path / name, "--secrets", tmp_path / f"{name}-keys", "--json")
    assert done.returncode == 0, done.stderr
    return tmp_path / name, tmp_path / f"{name}-keys", json.loads(done.stdout)


def act(org, *words):
    done = bylaw("act", org, *words, *TWO)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_copy_without_its_keys_tells_nothing_and_signs_nothing(org, tmp_path):
    copy, keys, told = copied(org, tmp_path)
    assert set(told["secrets"]) >= {"log.key", "private/keys.db", "keys/anna"}
    held = {path.name for path in copy.rglob("*") if path.is_file()}
    assert held.isdisjoint({"log.key", "keys.db", "anna"})
    assert b"Lovelace" not in b"".join(path.read_bytes() for path in copy.rglob("*") if path.is_file())
    assert all(
        path.stat().st_mode & 0o077 == 0 for path in (*copy.rglob("*"), *keys.rglob("*")) if path.is_file()
    )


def test_a_restored_organisation_goes_on_where_the_published_record_stands(org, tmp_path):
    """Entries that came after the copy come back from what was published; the register opens; the log goes on."""
    copy, keys, told = copied(org, tmp_path)
    act(org, "set-witnesses", "--witnesses", NOBODY, "--quorum", "0")
    back = tmp_path / "back"
    done = bylaw("restore", copy, back, "--secrets", keys, "--published", org / "record", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["held"], found["size"]) == (told["size"], told["size"] + 1)
    with Register.open(back / FOLDER) as register:
        assert register.person("1" * 32).name == "Ada Lovelace"
    assert bylaw("verify", back, "--unwitnessed-ok").returncode == 0
    act(back, "set-witnesses", "--witnesses", NOBODY, "--quorum", "0")
    assert bylaw("verify", back, "--unwitnessed-ok").returncode == 0
    was, now = (Organisation.open(each) for each in (org, back))
    assert list(now.raw_entries(0, was.state.size)) == list(was.raw_entries())


def test_a_stale_copy_gets_no_key_while_a_witness_saw_more(org, witness, tmp_path):  # noqa: F811
    act(org, "set-witnesses", "--witnesses", witness[1], "--quorum", "1")
    copy, keys, _ = copied(org, tmp_path)
    act(org, "set-witnesses", "--witnesses", witness[1], "--quorum", "1")
    assert bylaw("witness", "ask", org, *witness).returncode == 0
    back, known = tmp_path / "back", ("--witness", witness[1], witness[0])
    refused = bylaw("restore", copy, back, "--secrets", keys, *known)
    assert (refused.returncode, "rollback" in refused.stderr) == (1, True), refused.stderr
    assert not (back / "log.key").exists()
    assert isinstance(Organisation.open(back), Broken), "without its key nothing is opened for writing"
    whole = bylaw(
        "restore", copy, tmp_path / "whole", "--secrets", keys, *known, "--published", org / "record"
    )
    assert whole.returncode == 0, whole.stderr
    assert bylaw("witness", "ask", tmp_path / "whole", *witness).returncode == 0, "the witness follows it"


def test_a_copy_of_another_history_is_refused(org, tmp_path):
    shutil.copytree(org, tmp_path / "twin")
    act(tmp_path / "twin", "set-witnesses", "--witnesses", NOBODY, "--quorum", "0")
    copy, keys, _ = copied(tmp_path / "twin", tmp_path)
    act(org, "set-witnesses", "--witnesses", NOBODY, "--quorum", "0")
    done = bylaw("restore", copy, tmp_path / "back", "--secrets", keys, "--published", org / "record")
    assert (done.returncode, "fork" in done.stderr) == (1, True), done.stderr
    assert not (tmp_path / "back" / "log.key").exists()


def test_somebody_must_say_how_far_the_log_went(org, tmp_path):
    copy, keys, _ = copied(org, tmp_path)
    done = bylaw("restore", copy, tmp_path / "back", "--secrets", keys)
    assert (done.returncode, "--published" in done.stderr) == (3, True)
    silent = (
        "--witness",
        NOBODY,
        "http://127.0.0.1:9/",
    )
    done = bylaw("restore", copy, tmp_path / "back", "--secrets", keys, *silent)
    assert done.returncode == 3
    assert not (tmp_path / "back" / "log.key").exists()


@pytest.mark.parametrize("spoil", ["log.sqlite", "private/people.db", "manifest.json"])
def test_a_copy_that_was_changed_is_no_copy(org, tmp_path, spoil):
    copy, keys, _ = copied(org, tmp_path)
    raw = bytearray((copy / spoil).read_bytes())
    raw[len(raw) // 2] ^= 1
    (copy / spoil).write_bytes(raw)
    done = bylaw("restore", copy, tmp_path / "back", "--secrets", keys, "--published", org / "record")
    assert done.returncode == 3, done.stderr
    assert not (tmp_path / "back" / "log.key").exists()


def test_nothing_is_overwritten(org, tmp_path):
    copy, keys, _ = copied(org, tmp_path)
    assert bylaw("backup", org, copy, "--secrets", tmp_path / "other").returncode == 3
    done = bylaw("restore", copy, org, "--secrets", keys, "--published", org / "record")
    assert (done.returncode, "not empty" in done.stderr) == (3, True)


def test_a_register_that_is_being_written_to_is_copied_as_of_one_moment(org, tmp_path):
    """People join while the copy is made: whoever is in the one half has her key in the other."""
    stop = threading.Event()

    def joining():
        with Register.open(org / FOLDER) as register:
            for n in range(10_000):
                if stop.is_set():
                    return
                try:
                    register.add(f"{n:032x}", Person(name=f"Somebody {n}"))
                except sqlite3.OperationalError:  # the copy is being made
                    continue

    writer = threading.Thread(target=joining)
    writer.start()
    try:
        copies = [copied(org, tmp_path, f"copy{n}") for n in range(3)]
    finally:
        stop.set()
        writer.join()
    for copy, keys, _ in copies:
        shutil.copy(keys / "private" / "keys.db", copy / "private" / "keys.db")
        with Register.open(copy / "private") as register:
            assert {person.name.split()[0] for _, person in register.people()} <= {"Ada", "Somebody"}


@pytest.mark.parametrize(
    ("to", "secrets"),
    [
        ("org/copy", "keys"),
        ("copy", "org/vault"),
        ("copy", "copy"),
        ("copy", "copy/keys"),
        ("keys/copy", "keys"),
    ],
)
def test_a_copy_its_keys_and_what_is_copied_lie_apart(org, tmp_path, to, secrets):
    """Within the folder the next copy would hold this one, and its keys in the half that tells nothing."""
    done = bylaw("backup", org, tmp_path / to, "--secrets", tmp_path / secrets)
    assert (done.returncode, "lie apart" in done.stderr) == (3, True), done.stderr
    assert not (tmp_path / to).exists()
    assert not (tmp_path / secrets).exists()
    copy, keys, _ = copied(org, tmp_path)
    within = bylaw("restore", copy, copy / "back", "--secrets", keys, "--published", org / "record")
    assert (within.returncode, "lie apart" in within.stderr) == (3, True), within.stderr


def test_the_keys_of_another_organisation_open_no_copy(org, tmp_path):
    copy, _, _ = copied(org, tmp_path)
    other = bylaw("new", tmp_path / "other", "--profile", "association")
    assert other.returncode == 0, other.stderr
    _, foreign, _ = copied(tmp_path / "other", tmp_path, "foreign")
    done = bylaw("restore", copy, tmp_path / "back", "--secrets", foreign, "--published", org / "record")
    assert (done.returncode, "is not what was copied" in done.stderr) == (3, True), done.stderr
    assert not (tmp_path / "back" / "log.key").exists()


def saying(status, body):
    """Somebody at the address of a witness, who answers everything with one thing."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            return

    return answering(Handler)


def test_each_witness_that_is_named_must_answer_herself(org, tmp_path):
    """One that is silent could have seen more; a head without her own line is nobody's word; one that has none is no word."""
    copy, keys, _ = copied(org, tmp_path)
    head = (org / "record" / "checkpoint").read_bytes()
    known = ("restore", copy, tmp_path / "back", "--secrets", keys, "--published", org / "record")
    silent = bylaw(*known, "--witness", NOBODY, "http://127.0.0.1:9/")
    assert (silent.returncode, "nobody.invalid/w" in silent.stderr) == (3, True), silent.stderr
    shutil.rmtree(tmp_path / "back")
    with saying(200, head) as url:
        unsigned = bylaw(*known, "--witness", NOBODY, url)
    assert (unsigned.returncode, "no cosignature" in unsigned.stderr) == (3, True), unsigned.stderr
    assert not (tmp_path / "back" / "log.key").exists()
    shutil.rmtree(tmp_path / "back")
    with saying(404, b"") as url:
        alone = bylaw(*known[:5], "--witness", NOBODY, url)
        assert (alone.returncode, "nobody could be asked" in alone.stderr) == (3, True), alone.stderr
        shutil.rmtree(tmp_path / "back")
        done = bylaw(*known, "--witness", NOBODY, url, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["asked"] == ["the published record"]
