"""`bylaw case open` where judges have other keys than it needs, or none: what each of them does, and then it opens."""

import re
import subprocess

import pytest
from msgspec.structs import replace

from bylaw.cli.case_holders import Named, holders
from bylaw.cli.open import folded
from bylaw.record.keys import SK_SSH_ED25519, Key, ssh_line, wire
from bylaw.store.authenticator import SoftPasskey
from tests.cli.test_case_command import LETTER, club, ids, read, run

__all__ = ["club"]


def key_of(folder, member) -> Key:
    state, at = folded(folder)
    return next(state.keys.of(member, at)).key


def security_key(key: Key) -> Key:
    """The same point in a security key."""
    return Key("ssh", wire(SK_SSH_ED25519) + key.public[-36:] + wire(b"ssh:"))


@pytest.fixture
def panel(club):
    """Anna, Dora and Emil would judge; Dora has laid down her key and acts on paper."""
    who = ids(club)
    told = ("--key", key_of(club, who["dora"]).thumbprint, "--as", "dora:subject", "--at", "2025-01-09")
    run("act", club, "revoke-key", *told)
    return who


def judged(*judges):
    return [word for judge in judges for word in ("--judge", judge)]


def test_it_says_of_each_who_has_no_key_that_opens_what_she_has_and_what_to_type(club, panel, tmp_path):
    token = tmp_path / "token.pub"
    token.write_text(ssh_line(security_key(key_of(club, panel["anna"]))))
    judges = (f"{panel['anna']}={token}", panel["dora"], panel["emil"])
    anna, dora, make, line, paper = run("case", "open", club, "c1", *judged(*judges), code=1).splitlines()
    assert f"judge {panel['anna']} has only a key in a security key, which signs and opens nothing" in anna
    assert dora == f"judge {panel['dora']} has no key in the record"
    assert "ssh-keygen -t ed25519" in make
    assert "on paper" in paper
    assert re.findall(r"--(judge|party) (\w+)(=KEY.pub)?", line) == [
        ("judge", panel["anna"], "=KEY.pub"), ("judge", panel["dora"], "=KEY.pub"), ("judge", panel["emil"], ""),
        ("party", panel["carla"], ""), ("party", panel["ben"], ""),
    ]  # fmt: skip
    assert "no file or member" in run("case", "list", club, "c1", code=1), "nothing was made"


def test_the_line_that_it_prints_is_taken_and_she_opens_what_is_added(club, panel, tmp_path):
    line = run("case", "open", club, "c1", *judged(panel["dora"], panel["emil"]), code=1).splitlines()[2]
    key = tmp_path / "new"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    assert "4 holders" in run(*line.replace("=KEY.pub", f"={key}.pub").split()[1:])
    letter = run(
        "case", "add", club, "c1", "letter.txt", "--about", panel["carla"], "--field", "facts"
    ).strip()
    assert read(club, letter, f"{key}:{panel['dora']}", "emil") == LETTER.decode()


def test_who_keeps_no_key_is_left_out_and_the_others_open_it(club, panel):
    run("case", "open", club, "c1", *judged(panel["emil"]))
    letter = run(
        "case", "add", club, "c1", "letter.txt", "--about", panel["carla"], "--field", "facts"
    ).strip()
    assert read(club, letter, "emil", "ben") == LETTER.decode()


def test_a_key_of_somebody_else_is_no_key_of_hers(club, panel, tmp_path):
    emil = tmp_path / "emil.pub"
    emil.write_text(ssh_line(key_of(club, panel["emil"])))
    theirs = run("case", "open", club, "c1", *judged(f"{panel['dora']}={emil}"), code=1)
    assert f"this is a key of {panel['emil']}, not of {panel['dora']}" in theirs
    assert "3 holders" in run("case", "open", club, "c1", *judged(f"{panel['emil']}={emil}"))


def test_a_passkey_signs_and_opens_nothing_and_an_ssh_key_beside_it_does(club, capsys):
    state, at = folded(club)
    anna = ids(club)["anna"]
    old = next(state.keys.of(anna, at))
    passkey = SoftPasskey(bytes(32), "case.example", "https://case.example").key
    state.keys.register(replace(old, key=passkey, thumbprint=passkey.thumbprint))
    (found,) = holders(state, at, [Named("judge", anna)], "bylaw case open club c1")
    assert (found.member, found.judges) == (anna, True)
    state.keys.close(old.thumbprint, at, "revoked")
    with pytest.raises(SystemExit) as ended:
        holders(state, at, [Named("judge", anna)], "bylaw case open club c1")
    assert ended.value.code == 1
    assert f"judge {anna} has only a passkey, which signs and opens nothing" in capsys.readouterr().err
