"""torchwood's litewitness and Sigsum's witness cosign our log, and refuse stale and forked copies of it."""

import os
import sqlite3
import subprocess
import tempfile
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from bylaw.record.broken import Broken
from bylaw.record.keys import ssh_line
from bylaw.record.log import note
from bylaw.record.log.checkpoint import cosigned_at
from bylaw.record.log.signer import Signer
from bylaw.record.log.tree import EMPTY
from bylaw.record.sshsig import SshSigner, write_private_key
from bylaw.store.log_store import LogStore
from bylaw.store.witness_client import WitnessClient
from tests.ports import free_port
from tests.store.outside import program, running

SEED, OWN = bytes(range(32)), SshSigner(bytes(range(32, 64)))
PUBLIC = SshSigner(SEED).key.public[-32:]
SIGSUM_ORIGIN = f"sigsum.org/v1/tree/{sha256(PUBLIC).hexdigest()}"


@pytest.fixture
def folder():
    with tempfile.TemporaryDirectory(prefix="w") as made:  # short: a socket's path has a limit
        path = Path(made)
        (path / "key").write_bytes(write_private_key(OWN))
        (path / "key").chmod(0o600)
        (path / "log.pub").write_text(ssh_line(SshSigner(SEED).key) + "\n")
        yield path


@pytest.fixture
def litewitness(folder):
    log = Signer("bylaw.example/org1", note.ED25519, SEED)
    agent = subprocess.Popen([program("ssh-agent"), "-D", "-a", str(folder / "s")], stdout=subprocess.DEVNULL)
    try:
        port = free_port()
        while not (folder / "s").exists():
            assert agent.poll() is None
        environment = {**os.environ, "SSH_AUTH_SOCK": str(folder / "s")}
        subprocess.run(
            [program("ssh-add"), "-q", str(folder / "key")], env=environment, check=True, timeout=20
        )
        command = (
            program("litewitness"), "-name=witness.example/lite", f"-db={folder / 'db'}", f"-ssh-agent={folder / 's'}",
            f"-listen=127.0.0.1:{port}", f"-key={sha256(OWN.key.public[-32:]).hexdigest()}",
        )  # fmt: skip
        with running(*command, port=port):
            with sqlite3.connect(folder / "db") as db:  # what its witnessctl add-log and add-key write
                db.execute("INSERT INTO log VALUES (?, 0, ?)", (log.name, b64encode(EMPTY).decode()))
                db.execute("INSERT INTO key VALUES (?, ?)", (log.name, str(log.vkey)))
            db.close()
            key = Signer("witness.example/lite", note.COSIGNATURE, OWN.seed).vkey
            yield log, WitnessClient(f"http://127.0.0.1:{port}", key)
    finally:
        agent.terminate()
        agent.wait(10)


@pytest.fixture
def sigsum(folder):
    log, port = Signer(SIGSUM_ORIGIN, note.ED25519, SEED), free_port()
    command = (
        program("sigsum-witness"), f"--signing-key={folder / 'key'}", f"--log-key={folder / 'log.pub'}",
        f"--state-file={folder / 'state'}", f"127.0.0.1:{port}",
    )  # fmt: skip
    name = f"sigsum.org/v1/witness/{sha256(OWN.key.public[-32:]).hexdigest()}"
    with running(*command, port=port, environment={**os.environ, "GODEBUG": "httpmuxgo121=0"}):
        yield log, WitnessClient(f"http://127.0.0.1:{port}", Signer(name, note.COSIGNATURE, OWN.seed).vkey)


@pytest.fixture(params=["litewitness", "sigsum"])
def pair(request):
    return request.getfixturevalue(request.param)


def made(path, log: Signer, *entries: bytes) -> tuple[LogStore, bytes]:
    store = LogStore.create(path, log.name)
    assert isinstance(store, LogStore)
    store.append(entries)
    raw = store.sign(log.sign)
    assert isinstance(raw, bytes)
    return store, raw


def test_it_cosigns_what_grows_and_nothing_else(pair, tmp_path):
    log, client = pair
    store, first = made(tmp_path / "record.db", log, *[b"a"] * 300)
    heads = [first]
    for _ in range(3):
        store.append([b"b"] * 259)
        raw = store.sign(log.sign)
        assert isinstance(raw, bytes)
        heads.append(raw)
    lines = client.cosign(store, first, log.vkey)
    assert isinstance(lines, list), lines
    for raw in (first, *heads[1:3]):  # the same again, then larger ones
        lines = client.cosign(store, raw, log.vkey)
        assert isinstance(lines, list), lines
        found = note.parse_note(raw + b"".join(line.line().encode() for line in lines))
        assert isinstance(found, note.Note)
        assert isinstance(cosigned_at(found, client.key), int)

    stale = client.cosign(store, first, log.vkey)
    assert isinstance(stale, Broken)
    assert stale.reason == "rollback"

    forked, raw = made(tmp_path / "fork.db", log, *[b"a"] * 299, b"other", *[b"b"] * 777)
    for size in (0, 300, 818):
        client.size = size
        found = client.cosign(forked, raw, log.vkey)
        assert isinstance(found, Broken)
        assert found.reason == "fork"

    client.size = 0  # a client that has forgotten goes on from where the witness stands
    assert isinstance(client.cosign(store, heads[3], log.vkey), list)


def test_it_refuses_other_logs_and_other_keys(pair, tmp_path):
    log, client = pair
    for signer, status in (
        (Signer("bylaw.example/other", log.kind, SEED), "404"),
        (Signer(log.name, log.kind, bytes(32)), "403"),
    ):
        store, raw = made(tmp_path / status, signer, b"a")
        found = client.cosign(store, raw, signer.vkey)
        assert isinstance(found, Broken)
        assert status in found.detail
    store, raw = made(tmp_path / "good", log, b"a")
    assert isinstance(client.cosign(store, raw, log.vkey), list)
