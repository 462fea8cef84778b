"""Tessera's fsck, torchwood's spicy and metamorphic-log check what we publish, and refuse what is wrong with it."""

import shutil
import subprocess

import metamorphic_log
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bylaw.record.log import note, proof, tree
from bylaw.record.log.checkpoint import Checkpoint
from bylaw.record.log.signer import Signer
from bylaw.store.log_store import LogStore
from bylaw.store.publish import publish
from bylaw.store.submitted import Submitted
from tests.audit.copies import played
from tests.serving import serving
from tests.store.outside import program

LOG = Signer("bylaw.example/org1", note.ED25519, bytes(range(32)))
OTHER = Signer("bylaw.example/org1", note.ED25519, bytes(32))
SIZE = 777
ENTRIES = [f"entry {n} ".encode() * (n % 7 + 1) for n in range(SIZE)]
DONE = "Successfully fsck'd log with size"


@pytest.fixture(scope="module")
def org(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outside")
    store = LogStore.create(folder / "record.db", LOG.name)
    assert isinstance(store, LogStore)
    store.append(ENTRIES[:300])
    publish(store, folder / "log", LOG.sign)
    store.append(ENTRIES[300:])
    publish(store, folder / "log", LOG.sign)
    (folder / "key").write_text(str(LOG.vkey))
    (folder / "other-key").write_text(str(OTHER.vkey))
    return folder, store


def fsck(place: str, key) -> bool:
    """Its line of success is wanted beside its status, in 20 seconds."""
    command = [program("fsck"), "--ui=false", "-N", "8", f"--storage_url={place}", f"--public_key={key}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0 and f"{DONE} " in done.stderr + done.stdout


def test_fsck_accepts_the_log(org):
    folder, _ = org
    assert fsck(f"file://{folder}/log/", folder / "key")
    assert not fsck(f"file://{folder}/log/", folder / "other-key")


def test_fsck_accepts_the_log_over_http(org):
    folder, _ = org
    with serving(folder / "log") as url:
        assert fsck(url, folder / "key")


def test_fsck_accepts_logs_of_every_shape(tmp_path):
    for size in (1, 255, 256, 257, 65_536 + 300):
        (tmp_path / str(size)).mkdir()
        store = LogStore.create(tmp_path / str(size) / "record.db", LOG.name)
        assert isinstance(store, LogStore)
        store.append([b"entry %d" % n for n in range(size)])
        publish(store, tmp_path / str(size) / "log", LOG.sign)
        (tmp_path / "key").write_text(str(LOG.vkey))
        assert fsck(f"file://{tmp_path}/{size}/log/", tmp_path / "key"), size


@pytest.mark.parametrize(
    "path",
    [
        "checkpoint",
        "tile/0/001",
        "tile/0/003.p/9",
        "tile/1/000.p/3",
        "tile/entries/002",
        "tile/entries/003.p/9",
    ],
)
@pytest.mark.parametrize("how", ["changed", "missing"])
def test_fsck_refuses_a_changed_copy(org, tmp_path, path, how):
    folder, _ = org
    copy = shutil.copytree(folder / "log", tmp_path / "log")
    content = bytearray((copy / path).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / path).unlink() if how == "missing" else (copy / path).write_bytes(content)
    assert not fsck(f"file://{copy}/", folder / "key")


def test_fsck_refuses_a_head_of_another_history(org, tmp_path):
    folder, store = org
    for name, head in {
        "fork": Checkpoint(LOG.name, SIZE, tree.leaf_hash(b"other")),
        "longer": Checkpoint(LOG.name, SIZE + 1, store.root(SIZE)),
    }.items():
        copy = shutil.copytree(folder / "log", tmp_path / name)
        (copy / "checkpoint").write_bytes(LOG.sign(head))
        assert not fsck(f"file://{copy}/", folder / "key"), name


def spicy(tmp_path, entry: bytes, receipt: proof.Receipt, key: Signer = LOG) -> bool:
    """Its file is a receipt without the first line."""
    (tmp_path / "entry").write_bytes(entry)
    (tmp_path / "entry.spicy").write_bytes(receipt.write().split(b"\n", 1)[1])
    done = subprocess.run(
        [program("spicy"), "-verify", str(key.vkey), str(tmp_path / "entry")],
        capture_output=True,
        timeout=20,
        check=False,
    )
    return done.returncode == 0


def receipt(store: LogStore, index: int, size: int = SIZE) -> proof.Receipt:
    head = Checkpoint(LOG.name, size, store.root(size))
    return proof.Receipt(index, tuple(store.inclusion(index, size)), LOG.sign(head))


@pytest.mark.parametrize("index", [0, 255, 256, 511, 512, 776])
def test_spicy_accepts_receipts_and_refuses_others(org, tmp_path, index):
    _, store = org
    good = receipt(store, index)
    assert good.flaw(ENTRIES[index], LOG.vkey) is None
    assert spicy(tmp_path, ENTRIES[index], good)
    assert not spicy(tmp_path, ENTRIES[index] + b" ", good)
    assert not spicy(tmp_path, ENTRIES[index], receipt(store, (index + 1) % SIZE))
    assert not spicy(tmp_path, ENTRIES[index], proof.Receipt(index, good.proof[:-1], good.checkpoint))
    assert not spicy(tmp_path, ENTRIES[index], good, OTHER)


def test_they_accept_the_record_of_an_organisation_and_its_receipts(tmp_path):
    """Acts as they were signed, published and acknowledged by the one writer: not entries made up for the purpose."""
    organisation = played().on.organisation
    checkpoint = organisation.publish()
    (tmp_path / "key").write_text(str(organisation.vkey))
    record = organisation.folder / "record"
    assert fsck(f"file://{record}/", tmp_path / "key")
    entries = list(organisation.raw_entries())
    for index in (0, len(entries) // 2, len(entries) - 1):
        kept = organisation.receipt(b"", 0, Submitted(index, ()), checkpoint)
        read = proof.parse_receipt(kept)
        assert isinstance(read, proof.Receipt)
        bare = proof.Receipt(read.index, read.proof, read.checkpoint)
        assert spicy(tmp_path, entries[index], bare, organisation)
        assert not spicy(tmp_path, entries[index] + b" ", bare, organisation)
        leaf, keys = tree.leaf_hash(entries[index]), [str(organisation.vkey)]
        told = (checkpoint.decode(), keys, index, leaf, list(read.proof))
        assert accepts(metamorphic_log.checkpoint_verify_inclusion, *told)
    copy = shutil.copytree(record, tmp_path / "record")
    bundle = next((copy / "tile/entries").rglob("*"))
    bundle = bundle if bundle.is_file() else next(iter(bundle.iterdir()))
    bundle.write_bytes(bundle.read_bytes().replace(b'"act":"', b'"act":"x', 1)[:-1])
    assert not fsck(f"file://{copy}/", tmp_path / "key")


def accepts(check, *arguments: object) -> bool:
    try:
        check(*arguments)
    except metamorphic_log.VerifyError:
        return False
    return True


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, SIZE), st.data())
def test_metamorphic_log_agrees_on_inclusion(org, size, data):
    _, store = org
    index = data.draw(st.integers(0, size - 1))
    head = LOG.sign(Checkpoint(LOG.name, size, store.root(size))).decode()
    path, leaf = store.inclusion(index, size), tree.leaf_hash(ENTRIES[index])
    check = metamorphic_log.checkpoint_verify_inclusion
    assert accepts(check, head, [str(LOG.vkey)], index, leaf, path)
    assert not accepts(check, head, [str(OTHER.vkey)], index, leaf, path)
    assert not accepts(check, head, [str(LOG.vkey)], index, tree.leaf_hash(b"other"), path)
    moved = data.draw(st.integers(0, size - 1))
    assert accepts(check, head, [str(LOG.vkey)], moved, leaf, path) is (moved == index)
    assert tree.check_inclusion(leaf, moved, size, path, store.root(size)) is (moved == index)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, SIZE), st.integers(1, SIZE), st.binary(min_size=32, max_size=32))
def test_metamorphic_log_agrees_on_consistency(org, one, other, noise):
    _, store = org
    old, new = sorted((one, other))
    heads = [LOG.sign(Checkpoint(LOG.name, size, store.root(size))).decode() for size in (old, new)]
    fork = LOG.sign(Checkpoint(LOG.name, new, noise)).decode()
    path, keys = store.consistency(old, new), [str(LOG.vkey)]
    check = metamorphic_log.checkpoint_verify_consistency
    assert accepts(check, heads[0], heads[1], keys, path)
    assert not accepts(check, heads[0], fork, keys, path)
    assert not accepts(check, heads[0], heads[1], keys, [*path, noise])
    if old < new:
        assert not accepts(check, heads[1], heads[0], keys, path)
        assert not accepts(check, heads[0], heads[1], keys, [noise, *path[1:]])
