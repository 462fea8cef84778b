"""A log and a witness over HTTP on one machine, and everything that they refuse each other."""

import threading
from dataclasses import dataclass
from http.client import HTTPConnection

import pytest

from bylaw.record.broken import Broken
from bylaw.record.log import note
from bylaw.record.log.checkpoint import cosigned_at, open_checkpoint
from bylaw.record.log.signer import Signer
from bylaw.store import forks
from bylaw.store.log_store import LogStore
from bylaw.store.publish import add_cosignatures, publish
from bylaw.store.reader import Copy, open_copy
from bylaw.store.source import FolderSource
from bylaw.store.witness_client import WitnessClient, stale
from bylaw.store.witness_server import Witness, WitnessServer

LOG = Signer("bylaw.example/org1", note.ED25519, bytes(range(32)))
OWN = Signer("witness.example/w1", note.COSIGNATURE, bytes(range(32, 64)))


@dataclass
class Here:
    store: LogStore
    folder: object
    witness: Witness
    client: WitnessClient
    verdicts: list

    def go(self, *entries: bytes):
        if entries:
            self.store.append(entries)
        raw = publish(self.store, self.folder, LOG.sign)
        return raw if isinstance(raw, Broken) else self.client.cosign(self.store, raw, LOG.vkey)


@pytest.fixture
def here(tmp_path):
    store, verdicts, clock = LogStore.create(tmp_path / "record.db", LOG.name), [], iter(range(1000, 2000))
    assert isinstance(store, LogStore)

    def accept(_size, _head):
        return verdicts.pop() if verdicts else None

    witness = Witness(tmp_path / "witness.db", OWN, {LOG.name: LOG.vkey}, accept, lambda: next(clock))
    with WitnessServer(("127.0.0.1", 0), witness) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        client = WitnessClient(f"http://127.0.0.1:{server.server_port}", OWN.vkey)
        yield Here(store, tmp_path / "log", witness, client, verdicts)
        server.shutdown()
    witness.close()


@pytest.fixture
def make_fork(here, tmp_path):
    def make(*entries: bytes, signer: Signer = LOG):
        (tmp_path / "fork.db").unlink(missing_ok=True)
        other = LogStore.create(tmp_path / "fork.db", LOG.name)
        other.append(entries)
        found = WitnessClient(here.client.url, OWN.vkey, 2).cosign(
            other, other.sign(signer.sign), signer.vkey
        )
        other.close()
        assert isinstance(found, Broken)

    return make


def test_it_cosigns_as_the_log_grows(here):
    for count, batch in enumerate(([b"a"], [b"b", b"c"], [b"d"] * 300, [])):
        lines = here.go(*batch)
        assert isinstance(lines, list)
        add_cosignatures(here.folder, LOG.vkey, lines)
        copy = open_copy(FolderSource(here.folder), LOG.vkey)
        assert isinstance(copy, Copy)
        assert cosigned_at(copy.note, OWN.vkey) == 1000 + count
        assert len(copy.note.signatures) == 2
    assert here.client.latest(LOG.vkey) == copy.head
    assert here.client.latest(Signer("unknown", 1, LOG.seed).vkey) is None


@pytest.mark.parametrize("behind", [1, 2, 9])
def test_a_witness_that_is_heads_behind_is_led_on_from_its_own_size(here, behind):  # E11
    assert isinstance(here.go(b"a"), list)
    for n in range(behind):
        here.store.append([b"%d" % n] * 3)
        assert not isinstance(publish(here.store, here.folder, LOG.sign), Broken), (
            "published, and not cosigned"
        )
    assert here.client.size == 1
    assert isinstance(here.go(b"z"), list)
    assert here.client.size == 2 + 3 * behind


def test_a_client_that_forgot_is_told_where_the_witness_stands(here):
    here.go(b"a", b"b")
    here.client.size = 0
    assert isinstance(here.go(b"c"), list)
    here.client.size = 1
    assert isinstance(here.go(b"d"), list)


def test_a_fork_is_not_cosigned(here, tmp_path):
    here.go(b"a", b"b")
    for entries, size in (((b"a", b"x"), 0), ((b"a", b"x", b"y"), 0), ((b"a", b"x", b"y"), 2)):
        (tmp_path / "other.db").unlink(missing_ok=True)
        other = LogStore.create(tmp_path / "other.db", LOG.name)
        assert isinstance(other, LogStore)
        other.append(entries)
        raw = other.sign(LOG.sign)
        assert isinstance(raw, bytes)
        found = WitnessClient(here.client.url, OWN.vkey, size).cosign(other, raw, LOG.vkey)
        assert isinstance(found, Broken)
        assert found.reason == "fork"
        other.close()
    assert here.witness.seen(LOG.name).size == 2
    assert isinstance(here.go(b"c"), list)


def test_both_heads_of_a_fork_are_kept(here, make_fork):  # B1
    here.go(b"a", b"b")
    assert here.witness.forks.kept() == []
    make_fork(b"a", b"x", b"y")
    assert here.witness.forks.kept() == [], "a longer head proves no fork by itself"
    for last in (b"x", b"x", b"y"):
        make_fork(b"a", last)
    (folder,) = here.witness.forks.kept()
    heads = [open_checkpoint(path.read_bytes(), LOG.vkey) for path in sorted(folder.iterdir())]
    assert [(head.checkpoint.origin, head.checkpoint.size) for head in heads] == [(LOG.name, 2)] * 3
    assert {f"{head.checkpoint.root.hex()}.checkpoint" for head in heads} == {
        p.name for p in folder.iterdir()
    }
    (ours,) = [head for head in heads if not isinstance(cosigned_at(head.note, OWN.vkey), Broken)]
    assert ours.checkpoint.root == here.store.root(2)
    assert isinstance(here.go(b"c"), list)


def test_so_many_heads_of_a_fork_are_kept_and_no_more(here, make_fork, monkeypatch):
    monkeypatch.setattr(forks, "MOST", 3)
    here.go(b"a", b"b")
    for last in range(6):
        make_fork(b"a", b"%d" % last)
    (folder,) = here.witness.forks.kept()
    assert len(list(folder.iterdir())) == 3


def test_a_head_that_the_log_has_not_signed_is_no_evidence(here, make_fork):
    here.go(b"a", b"b")
    make_fork(b"a", b"x", signer=Signer(LOG.name, note.ED25519, bytes(32)))
    assert here.witness.forks.kept() == []


def test_a_rollback_is_told(here):
    raw = publish(here.store, here.folder, LOG.sign)
    assert isinstance(raw, bytes)
    here.go(b"a", b"b")
    found = here.client.cosign(here.store, raw, LOG.vkey)
    assert isinstance(found, Broken)
    assert found.reason == "rollback"


def test_a_stale_or_forked_file_is_told_before_it_signs_even_where_nothing_published_is_left(here, tmp_path):
    here.go(b"a", b"b")
    assert stale(here.store, [here.client], LOG.vkey) is None
    for name, entries, reason in (("old", [b"a"], "rollback"), ("other", [b"a", b"c", b"d"], "fork")):
        store = LogStore.create(tmp_path / name, LOG.name)
        assert isinstance(store, LogStore)
        store.append(entries)
        problem = stale(store, [here.client], LOG.vkey)
        assert isinstance(problem, Broken)
        assert problem.reason == reason
        store.close()
    here.store.append([b"newer than the witness"])
    away = WitnessClient("http://127.0.0.1:1", OWN.vkey, timeout=1)
    assert stale(here.store, [away, here.client], LOG.vkey) is None


def test_a_record_that_the_judge_refuses_is_not_cosigned(here):
    here.verdicts.append(Broken("consistency", "entry 0 is refused by clause 5.3"))
    found = here.go(b"a")
    assert isinstance(found, Broken)
    assert here.witness.seen(LOG.name).size == 0
    assert isinstance(here.go(), list)


def test_unknown_logs_and_keys(here, tmp_path):
    stranger = LogStore.create(tmp_path / "other.db", "bylaw.example/org9")
    assert isinstance(stranger, LogStore)
    unknown = Signer("bylaw.example/org9", note.ED25519, LOG.seed)
    raw = stranger.sign(unknown.sign)
    assert isinstance(raw, bytes)
    found = here.client.cosign(stranger, raw, unknown.vkey)
    assert isinstance(found, Broken)
    assert "404" in found.detail
    wrong = Signer(LOG.name, note.ED25519, bytes(32))
    forged = LogStore.create(tmp_path / "forged.db", LOG.name)
    assert isinstance(forged, LogStore)
    raw = forged.sign(wrong.sign)
    assert isinstance(raw, bytes)
    found = here.client.cosign(forged, raw, wrong.vkey)
    assert isinstance(found, Broken)
    assert "403" in found.detail


def test_a_false_witness_is_not_believed(here):
    here.client.key = Signer(OWN.name, note.COSIGNATURE, bytes(32)).vkey
    found = here.go(b"a")
    assert isinstance(found, Broken)
    assert found.reason == "signature"


def test_what_it_cosigned_survives_it(here, tmp_path):
    here.go(b"a", b"b")
    again = Witness(tmp_path / "witness.db", OWN, {LOG.name: LOG.vkey}, lambda *_: None, lambda: 5)
    assert again.seen(LOG.name).size == 2
    again.close()


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/add-checkpoint", b"", 400),
        ("POST", "/add-checkpoint", b"\xff" * 1000, 400),
        ("POST", "/add-checkpoint", b"old 0\n\n" + b"x\n" * 1000, 400),
        ("POST", "/add-checkpoint", b"x" * 300_000, 413),
        ("POST", "/other", b"", 404),
        ("GET", "/", None, 404),
        ("GET", "/../../etc/passwd", None, 404),
        ("GET", "/" + "0" * 64 + "/checkpoint", None, 404),
        ("PUT", "/add-checkpoint", b"", 501),
    ],
)
def test_any_request_is_answered(here, method, path, body, status):
    host, port = here.client.url.removeprefix("http://").split(":")
    connection = HTTPConnection(host, int(port), timeout=10)
    try:
        connection.request(method, path, body)
        assert connection.getresponse().status == status
    except (BrokenPipeError, ConnectionResetError):
        assert status == 413
    finally:
        connection.close()
    assert isinstance(here.go(b"a"), list)
