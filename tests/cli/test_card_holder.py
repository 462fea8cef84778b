"""Whether whoever shows a card is its holder: the door asks, her key answers, a copy of the code does not."""

import json
import secrets
import shutil
import subprocess

import pytest

from bylaw.cli.signers import read_key
from bylaw.record.sshsig import SshSigner, write_private_key
from bylaw.store.files import write_secret

from .test_card_command import LATER, Club

SOON, LATE = "2025-01-02T12:04:59Z", "2025-01-02T12:05:00Z"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A club with a door, and a card of Dora's bound to her key and her picture."""
    club = Club(tmp_path_factory.mktemp("holder"))
    club.issue("dora", "--key", read_key(club.folder, "dora").key.thumbprint)
    return club.with_a_door()


@pytest.fixture
def club(made, tmp_path):
    return made.copied(tmp_path)


def ask(there, at=LATER, card="dora.txt", code=0):
    told = there.run("card", "ask", there.folder.parent / card, "--door", there.door, "--at", at, code=code)
    question = there.folder.parent / "question"
    question.write_text(told)
    return question


def answer(there, key="dora", question=None):
    path = there.folder.parent / "answer"
    told = there.run("card", "answer", question or ask(there), "--as", there.folder / "keys" / key)
    path.write_text(told)
    return path


def check(there, *more, at=LATER, code=0):
    return there.check(at, *more, code=code)


def test_the_holder_answers_with_the_key_to_which_her_card_is_bound(club):
    told = check(club, "--answer", answer(club), "--strict")
    assert "holder: answered with the key" in told
    assert json.loads(check(club, "--answer", answer(club), "--json"))["holder"] == "key"


def test_whoever_copied_the_code_cannot_answer(club):
    write_secret(club.folder / "keys" / "thief", write_private_key(SshSigner(secrets.token_bytes(32))))
    told = check(club, "--answer", answer(club, "thief"), code=1)
    assert "refused: holder: answered with key" in told


def test_an_answer_is_good_once_and_to_its_own_question(club):
    first = answer(club)
    check(club, "--answer", first)
    assert "the door asked nothing" in check(club, "--answer", first, code=1)
    ask(club)
    assert "not to this question" in check(club, "--answer", first, code=1)
    check(club, "--answer", answer(club))


@pytest.mark.parametrize(("at", "code"), [(SOON, 0), (LATE, 1)])
def test_the_door_waits_five_minutes(club, at, code):
    told = check(club, "--answer", answer(club), at=at, code=code)
    assert ("answer within 300 seconds" in told) is bool(code)


def test_what_the_door_says_when_nobody_asked(club, tmp_path):
    assert "holder: not asked, and a code can be copied" in check(club)
    assert json.loads(check(club, "--json"))["holder"] == "not asked"
    assert "refused: holder: nobody asked" in check(club, "--strict", code=1)
    assert json.loads(check(club, "--identity", "--strict", "--json"))["holder"] == "identity"
    assert (
        json.loads(check(club, "--photo", tmp_path / "dora.jpg", "--strict", "--json"))["holder"] == "photo"
    )


def test_ssh_keygen_answers_too(club):
    if shutil.which("ssh-keygen") is None:
        pytest.fail("ssh-keygen is missing: apt-get install openssh-client")
    question, key = ask(club), club.folder / "keys" / "dora"
    subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", "bylaw-card", question],
        check=True,
        capture_output=True,
    )
    check(club, "--answer", question.with_suffix(".sig"), "--strict")
    question = ask(club)
    question.with_suffix(".sig").unlink()
    subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", "bylaw-act", question],
        check=True,
        capture_output=True,
    )
    assert "namespace" in check(club, "--answer", question.with_suffix(".sig"), code=1)


@pytest.mark.parametrize(
    "raw", [b"", b"x", b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"]
)
def test_any_bytes_are_an_answer_or_a_reason(club, raw):
    ask(club)
    (club.folder.parent / "odd").write_bytes(raw)
    assert "refused: holder: no answer" in check(club, "--answer", club.folder.parent / "odd", code=1)


def test_only_the_question_of_a_door_is_answered(club, tmp_path):
    text = ask(club).read_text()
    for odd in (text + "\n", text.replace("v1", "v2"), text.replace("nonce ", "nonce 0"), "bylaw-act-v1\n{}"):
        (tmp_path / "odd").write_text(odd)
        club.run("card", "answer", tmp_path / "odd", "--as", club.folder / "keys" / "dora", code=1)
    there = ("--as", club.folder / "keys" / "dora", "--issuer")
    assert "not of elsewhere" in club.run("card", "answer", ask(club), *there, "elsewhere", code=1)
