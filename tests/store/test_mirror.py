"""`bylaw witness` replays a whole record before it cosigns, and cosigns none that the judge would refuse."""

import shutil
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from bylaw.cli.main import main
from bylaw.record import signing
from bylaw.record.broken import Broken
from bylaw.record.entry import Entry, SshSignature, make_entry, parse_entry
from bylaw.record.log.checkpoint import Checkpoint, cosigned_at
from bylaw.record.log.note import parse_note
from bylaw.record.log.signer import Signer, parse_signer
from bylaw.record.sshsig import SshSigner
from bylaw.store.log_store import LogStore
from bylaw.store.mirror import Mirror
from bylaw.store.publish import publish
from bylaw.store.source import FolderSource
from tests.audit.copies import played
from tests.ports import free_port
from tests.store.outside import running

BYLAW = Path(sys.executable).with_name("bylaw")


def now() -> int:
    return 2_000_000_000  # after every entry of the play


@pytest.fixture(scope="module")
def org():
    organisation = played().on.organisation
    assert isinstance(organisation.publish(), bytes)
    return organisation


def mirrored(tmp_path, org, entries: list[bytes]) -> tuple[Mirror, Checkpoint]:
    """A record of these entries under the organisation's own key, and a mirror of it."""
    store = LogStore.create(tmp_path / "record.db", org.vkey.name)
    assert isinstance(store, LogStore)
    store.append(entries)
    assert isinstance(publish(store, tmp_path / "log", org.signer()), bytes)
    head = store.head()
    return Mirror(FolderSource(tmp_path / "log"), org.vkey, now), Checkpoint(
        store.origin, head.size, head.root
    )


def test_it_accepts_the_record_as_it_grows(tmp_path, org):
    entries = list(org.raw_entries())
    store = LogStore.create(tmp_path / "record.db", org.vkey.name)
    assert isinstance(store, LogStore)
    mirror = Mirror(FolderSource(tmp_path / "log"), org.vkey, now)
    for start, stop in ((0, 1), (1, 5), (5, len(entries))):
        store.append(entries[start:stop])
        publish(store, tmp_path / "log", org.signer())
        head = Checkpoint(store.origin, stop, store.head().root)
        assert mirror.accept(start, head) is None
        assert mirror.accept(stop, head) is None
        assert mirror.state.size == stop


def test_it_refuses_what_the_judge_refuses(tmp_path, org):
    entries = list(org.raw_entries())
    mirror, head = mirrored(tmp_path, org, [*entries, entries[-1]])
    found = mirror.accept(0, head)
    assert isinstance(found, Broken)
    assert f"entry {len(entries)}" in found.detail
    assert mirror.accept(0, head) == found


def test_a_forged_signature_is_never_forgotten(tmp_path, org):
    entries = list(org.raw_entries())
    entry = parse_entry(entries[-1])
    assert isinstance(entry, Entry)
    wrong = SshSigner(bytes(32)).sign(signing.message(entry.act))
    forged = make_entry(entry.at, entry.act, [SshSignature(one.key, wrong) for one in entry.signatures])
    mirror, head = mirrored(tmp_path, org, [*entries[:-1], forged])
    for _ in range(2):
        found = mirror.accept(0, head)
        assert isinstance(found, Broken)
        assert found.reason == "signature"


def test_it_refuses_entries_from_the_future_another_root_and_another_key(tmp_path, org):
    mirror, head = mirrored(tmp_path, org, list(org.raw_entries()))
    early = Mirror(FolderSource(tmp_path / "log"), org.vkey, lambda: 1_000_000_000).accept(0, head)
    assert isinstance(early, Broken)
    assert early.reason == "time"
    assert isinstance(mirror.accept(0, Checkpoint(head.origin, head.size, bytes(32))), Broken)
    stranger = Mirror(FolderSource(tmp_path / "log"), Signer(head.origin, 1, bytes(32)).vkey, now).accept(
        0, head
    )
    assert isinstance(stranger, Broken)
    assert stranger.reason == "signer"
    assert mirror.accept(0, head) is None


def test_the_command_watches_and_asks(tmp_path, org):
    folder = shutil.copytree(org.folder, tmp_path / "org")
    port, kept = free_port(), tmp_path / "witness"
    url = f"http://127.0.0.1:{port}"
    command = (
        str(BYLAW),
        "witness",
        "serve",
        str(kept),
        "--name",
        "witness.example/w1",
        "--log",
        str(org.vkey),
        str(folder / "record"),
        "--listen",
        f"127.0.0.1:{port}",
    )
    with running(*command, port=port):
        own = parse_signer((kept / "witness.key").read_text())
        assert isinstance(own, Signer)
        for _ in range(2):
            asked = CliRunner().invoke(main, ["witness", "ask", str(folder), url, str(own.vkey)])
            assert asked.exit_code == 0, asked.output
            assert "cosigned by witness.example/w1" in asked.output
        cosigned = parse_note((folder / "record" / "checkpoint").read_bytes())
        assert not isinstance(cosigned, Broken)
        at = cosigned_at(cosigned, own.vkey)
        assert isinstance(at, int)
        assert abs(at - time.time()) < 60
        wrong = CliRunner().invoke(
            main, ["witness", "ask", str(folder), url, str(Signer(own.name, 4, bytes(32)).vkey)]
        )
        assert wrong.exit_code == 1
    gone = CliRunner().invoke(main, ["witness", "ask", str(folder), url, str(own.vkey)])
    assert gone.exit_code == 3


@pytest.mark.parametrize(
    "arguments",
    [["--listen", "7380"], ["--listen", "x:y"], []],
)
def test_what_the_command_cannot_do(tmp_path, org, arguments):
    log = ["--log", str(org.vkey), str(org.folder / "record")]
    found = CliRunner().invoke(main, ["witness", "serve", str(tmp_path / "w"), *log, *arguments])
    assert found.exit_code == 3
