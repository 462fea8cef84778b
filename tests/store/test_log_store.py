"""The log on disk: appends, proofs, two writers, a full disk, stale copies."""

import resource
import sqlite3
from contextlib import contextmanager

import pytest

from bylaw.record.broken import Broken
from bylaw.record.log import note, tree
from bylaw.record.log.checkpoint import Checkpoint, OpenedCheckpoint, open_checkpoint
from bylaw.record.log.signer import Signer
from bylaw.store.attachments import Attachments
from bylaw.store.log_store import Head, LogStore
from bylaw.store.publish import behind, publish

LOG = Signer("bylaw.example/org1", note.ED25519, bytes(range(32)))


def entry(number: int) -> bytes:
    return f"entry {number}".encode()


def created(tmp_path, count: int = 0) -> LogStore:
    store = LogStore.create(tmp_path / "record.db", LOG.name)
    assert isinstance(store, LogStore)
    if count:
        assert isinstance(store.append([entry(n) for n in range(count)]), Head)
    return store


def test_appends_give_the_root_of_the_tree(tmp_path):
    store, whole = created(tmp_path), tree.Tree()
    assert store.head() == Head(0, tree.EMPTY)
    for batch in (1, 1, 255, 3, 700, 1, 40):
        entries = [entry(whole.size + n) for n in range(batch)]
        for one in entries:
            whole.append(tree.leaf_hash(one))
        assert store.append(entries) == Head(whole.size, whole.root())
    store.close()
    again = LogStore.open(tmp_path / "record.db")
    assert isinstance(again, LogStore)
    assert again.head() == Head(whole.size, whole.root())
    assert list(again.entries()) == [entry(n) for n in range(1001)]
    assert list(again.entries(7, 9)) == [entry(7), entry(8)]
    for size in (0, 1, 255, 256, 257, 512, 1000, 1001):
        assert again.root(size) == whole.root(size)
        assert again.consistency(size, 1001) == tree.consistency_proof(size, 1001, whole.node)
    for index in (0, 255, 256, 511, 1000):
        assert again.inclusion(index, 1001) == tree.inclusion_proof(index, 1001, whole.node)


def test_two_writers(tmp_path):
    first = created(tmp_path, 3)
    second = LogStore.open(tmp_path / "record.db")
    assert isinstance(second, LogStore)
    assert isinstance(first.append([b"mine"]), Head)
    refused = second.append([b"theirs"])
    assert isinstance(refused, Broken)
    assert refused.reason == "fork"
    assert list(first.entries()) == [entry(0), entry(1), entry(2), b"mine"]
    assert second.refresh() == first.head()
    assert isinstance(second.append([b"theirs"]), Head)
    assert isinstance(first.append([b"again"]), Broken)
    assert isinstance(first.refresh(), Head)
    assert list(first.entries()) == [entry(0), entry(1), entry(2), b"mine", b"theirs"]


def test_a_writer_that_holds_the_file(tmp_path):
    store = created(tmp_path, 1)
    other = sqlite3.connect(tmp_path / "record.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store._db.execute("PRAGMA busy_timeout = 50")
    refused = store.append([b"a"])
    assert isinstance(refused, Broken)
    assert refused.reason == "storage"
    other.execute("ROLLBACK")
    assert store.append([b"a"]) == Head(2, store.root(2))


@pytest.mark.parametrize("misfit", [b"", b"x" * 60_001])
def test_entries_have_a_size(tmp_path, misfit):
    store = created(tmp_path, 2)
    refused = store.append([b"good", misfit])
    assert isinstance(refused, Broken)
    assert refused.reason == "size"
    assert store.refresh() == Head(2, store.root(2))
    assert isinstance(store.append([b"x" * 60_000, b"x"]), Head)


@contextmanager
def disk_of(limit: int):
    """No file may grow beyond the limit: what a full disk is to a writer."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_loses_nothing_and_heals(tmp_path):
    store, kept = created(tmp_path, 10), 10
    with disk_of(300_000):
        for number in range(20):
            found = store.append([bytes([number + 1]) * 50_000])
            if isinstance(found, Broken):
                assert found.reason == "storage"
                assert "nothing was written" in found.detail
                break
            kept += 1
        else:
            pytest.fail("the disk was never full")
        assert publish(store, tmp_path / "log", LOG.sign) != b""
    assert isinstance(store.append([b"after"]), Head) or isinstance(
        LogStore.open(tmp_path / "record.db"), LogStore
    )
    again = LogStore.open(tmp_path / "record.db")
    assert isinstance(again, LogStore)
    assert again.head().size in {kept, kept + 1}
    assert list(again.entries())[:10] == [entry(n) for n in range(10)]
    whole = tree.Tree(map(tree.leaf_hash, again.entries()))
    assert again.head() == Head(whole.size, whole.root())
    assert isinstance(again.append([b"and on"]), Head)


def test_attachments_on_a_full_disk(tmp_path):
    box = Attachments(tmp_path / "attachments")
    with disk_of(1000):
        refused = box.put(b"x" * 5000)
    assert isinstance(refused, Broken)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    name = box.put(b"x" * 5000)
    assert isinstance(name, str)
    assert box.get(name) == b"x" * 5000
    assert box.get("0" * 64) is None
    assert isinstance(box.get("../../etc/passwd"), Broken)
    box.path(name).write_bytes(b"y" * 5000)
    changed = box.get(name)
    assert isinstance(changed, Broken)
    assert changed.reason == "consistency"


def test_what_is_not_a_log(tmp_path):
    for content in (b"", b"not a database" * 100):
        (tmp_path / "other.db").write_bytes(content)
        assert isinstance(LogStore.open(tmp_path / "other.db"), Broken)
    assert isinstance(LogStore.open(tmp_path / "absent.db"), Broken)
    created(tmp_path)
    assert isinstance(LogStore.create(tmp_path / "record.db", LOG.name), Broken)


def test_a_head_is_signed_once_for_each_size(tmp_path):
    store, asked = created(tmp_path, 3), []

    def signer(head: Checkpoint) -> bytes:
        asked.append(head.size)
        return LOG.sign(head)

    first = store.sign(signer)
    assert isinstance(first, bytes)
    assert isinstance(open_checkpoint(first, LOG.vkey), OpenedCheckpoint)
    assert store.sign(signer) == first
    assert asked == [3]
    store.append([b"more"])
    assert store.sign(signer) != first
    assert asked == [3, 4]


def test_a_stale_restore_signs_nothing(tmp_path):
    store = created(tmp_path, 300)
    store.close()
    backup = (tmp_path / "record.db").read_bytes()
    store = LogStore.open(tmp_path / "record.db")
    assert isinstance(store, LogStore)
    store.append([b"after the backup"])
    published = publish(store, tmp_path / "log", LOG.sign)
    assert isinstance(published, bytes)
    assert publish(store, tmp_path / "log", LOG.sign) == published
    assert behind(store, tmp_path / "log") is None
    assert behind(store, tmp_path / "nowhere") is None
    store.close()
    for left in tmp_path.glob("record.db*"):
        left.unlink()
    (tmp_path / "record.db").write_bytes(backup)
    restored = LogStore.open(tmp_path / "record.db")
    assert isinstance(restored, LogStore)
    assert behind(restored, tmp_path / "log") == publish(restored, tmp_path / "log", LOG.sign)
    refused = publish(restored, tmp_path / "log", LOG.sign)
    assert isinstance(refused, Broken)
    assert refused.reason == "rollback"
    restored.append([b"another history"])
    forked = publish(restored, tmp_path / "log", LOG.sign)
    assert isinstance(forked, Broken)
    assert forked.reason == "fork"
    assert (tmp_path / "log" / "checkpoint").read_bytes() == published


def test_partial_tiles_stay_until_the_full_one(tmp_path):
    store, folder = created(tmp_path, 250), tmp_path / "log"
    publish(store, folder, LOG.sign)
    store.append([b"a", b"b"])
    publish(store, folder, LOG.sign)
    assert sorted(path.name for path in (folder / "tile/0/000.p").iterdir()) == ["250", "252"]
    store.append([b"c"] * 4)
    publish(store, folder, LOG.sign)
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == [
        "checkpoint", "tile/0/000", "tile/1/000.p/1", "tile/entries/000",
    ]  # fmt: skip
    assert (folder / "tile/1/000.p/1").read_bytes() == store.root(256)
