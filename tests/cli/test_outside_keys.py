"""Keys that bylaw cannot read: with a passphrase, in an agent, of another kind. ssh-keygen itself signs, or nothing does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.outside import program

BYLAW = Path(sys.executable).parent / "bylaw"
SECRET = "a long secret"
CLOCK = ("--clock", "simulated", "--at", "2025-01-06")


def bylaw(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BYLAW, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, **environment}, stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def made(path: Path, kind: str = "ed25519", passphrase: str = "") -> Path:
    command = [program("ssh-keygen"), "-q", "-t", kind, "-N", passphrase, "-f", path]
    subprocess.run(command, check=True, timeout=60)
    return path


@pytest.fixture(scope="module")
def club(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("outside-keys") / "club"
    assert bylaw("new", folder, "--profile", "us-union-local", *CLOCK).returncode == 0
    return folder


def applies(club: Path, key: Path, *more: object, mode: str = "act", **environment: str):
    told = (
        "--body",
        "root",
        "--cls",
        "ordinary",
        "--key",
        key.with_name(key.name.removesuffix(".pub") + ".pub"),
    )
    return bylaw(mode, club, "apply", *told, "--as", key, *more, **environment)


@pytest.fixture
def asking(tmp_path: Path) -> dict[str, str]:
    """What answers ssh-keygen when it asks for the passphrase, as a desktop does."""
    script = tmp_path / "ask"
    script.write_text(f"#!/bin/sh\necho '{SECRET}'\n")
    script.chmod(0o700)
    return {"SSH_ASKPASS": str(script), "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":"}


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[dict[str, str]]:
    socket = tmp_path / "s"
    running = subprocess.Popen([program("ssh-agent"), "-D", "-a", socket], stdout=subprocess.DEVNULL)
    try:
        while not socket.exists():
            assert running.poll() is None
        yield {"SSH_AUTH_SOCK": str(socket)}
    finally:
        running.terminate()
        running.wait(10)


def test_a_key_with_a_passphrase_signs_by_ssh_keygen_which_asks_for_it(club, tmp_path, asking):
    key = made(tmp_path / "hana", passphrase=SECRET)
    asked = applies(club, key, mode="may")
    assert (asked.returncode, asked.stdout) == (0, "nothing stands in the way\n"), (
        "and nobody is asked for it"
    )
    done = applies(club, key, **asking)
    assert done.returncode == 0, done.stdout + done.stderr
    assert bylaw("verify", club, "--unwitnessed-ok").returncode == 0
    (tmp_path / "ask").write_text("#!/bin/sh\necho wrong\n")
    wrong = applies(club, made(tmp_path / "other", passphrase=SECRET), **asking)
    assert (wrong.returncode, "ssh-keygen made no signature" in wrong.stderr) == (3, True)


def test_without_its_public_half_the_remedy_says_what_to_do(club, tmp_path):
    key = made(tmp_path / "hana", passphrase=SECRET)
    shutil.move(key.with_suffix(".pub"), tmp_path / "elsewhere.pub")
    done = bylaw("act", club, "resign", "--member", "@anna", "--as", key)
    assert done.returncode == 3
    assert "has a passphrase; put its public half beside it, hana.pub" in done.stderr


def test_a_key_in_an_agent_is_named_by_its_public_half(club, tmp_path, agent):
    key = made(tmp_path / "iris")
    subprocess.run([program("ssh-add"), "-q", key], env={**os.environ, **agent}, check=True, timeout=20)
    key.unlink()
    done = applies(club, tmp_path / "iris.pub", **agent)
    assert done.returncode == 0, done.stdout + done.stderr
    assert bylaw("verify", club, "--unwitnessed-ok").returncode == 0
    away = made(tmp_path / "jo")
    away.unlink()
    assert applies(club, tmp_path / "jo.pub", **agent).returncode == 3, "the agent has not got it"


@pytest.mark.parametrize("kind", ["rsa", "ecdsa", "ed25519"])
def test_keys_of_other_kinds_are_refused_with_the_command_that_makes_a_good_one(club, tmp_path, kind):
    key = made(tmp_path / kind, kind)
    done = applies(club, key)
    assert done.returncode == (0 if kind == "ed25519" else 3), done.stderr
    assert kind == "ed25519" or "ssh-keygen -t ed25519" in done.stderr
