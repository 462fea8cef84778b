"""Receipts for what is in the log, and for nothing else."""

from bylaw.record.broken import Broken
from bylaw.record.log import note, proof
from bylaw.record.log.signer import Signer
from bylaw.store.log_store import LogStore
from bylaw.store.publish import publish
from bylaw.store.receipts import receipt

LOG = Signer("bylaw.example/org1", note.ED25519, bytes(range(32)))


def test_each_entry_has_its_receipt(tmp_path):
    store = LogStore.create(tmp_path / "record.db", LOG.name)
    assert isinstance(store, LogStore)
    entries = [f"entry {n}".encode() for n in range(300)]
    store.append(entries)
    raw = publish(store, tmp_path / "log", LOG.sign)
    assert isinstance(raw, bytes)
    store.append([b"after the head"])
    for index in (0, 255, 256, 299):
        found = receipt(store, raw, LOG.vkey, index)
        assert isinstance(found, proof.Receipt)
        assert found.flaw(entries[index], LOG.vkey) is None
        assert found.flaw(b"another", LOG.vkey) is not None
    for index in (-1, 300, 301):
        assert isinstance(receipt(store, raw, LOG.vkey, index), Broken)
    assert isinstance(receipt(store, raw, Signer(LOG.name, note.ED25519, bytes(32)).vkey, 0), Broken)
    other = LogStore.create(tmp_path / "other.db", LOG.name)
    assert isinstance(other, LogStore)
    behind = receipt(other, raw, LOG.vkey, 0)
    assert isinstance(behind, Broken)
    assert behind.reason == "rollback"
