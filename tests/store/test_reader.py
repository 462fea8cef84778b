"""Reading a copy: from a folder, from a web server, and every way in which a copy can be wrong."""

import shutil
import socket
import threading
import time
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bylaw.record.broken import Absent, Broken
from bylaw.record.log import note, tree
from bylaw.record.log.checkpoint import Checkpoint
from bylaw.record.log.signer import Signer
from bylaw.record.log.tiles import encode_bundle, parse_path
from bylaw.store.log_store import LogStore
from bylaw.store.publish import publish
from bylaw.store.reader import Copy, open_copy, under_head
from bylaw.store.source import FolderSource, WebSource, open_source
from tests.serving import serving

LOG = Signer("bylaw.example/org1", note.ED25519, bytes(range(32)))
ENTRIES = [f"entry {n}".encode() for n in range(70_000)]


def made(folder, count: int, entries: list[bytes] = ENTRIES):
    folder.mkdir()
    store = LogStore.create(folder / "record.db", LOG.name)
    assert isinstance(store, LogStore)
    store.append(entries[:count])
    assert isinstance(publish(store, folder / "record", LOG.sign), bytes)
    return folder / "record"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return made(tmp_path_factory.mktemp("small") / "org", 600)


def read(source) -> list[bytes] | Broken:
    found = open_copy(source, LOG.vkey)
    if isinstance(found, Broken):
        return found
    entries = list(found.entries())
    return entries[-1] if entries and isinstance(entries[-1], Broken) else entries  # type: ignore[return-value]


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 512, 600])
def test_a_folder(tmp_path, count):
    folder = made(tmp_path / "org", count)
    assert read(FolderSource(folder)) == ENTRIES[:count]
    for place in (folder, folder.parent):
        source = open_source(str(place))
        assert not isinstance(source, Broken)
        assert read(source) == ENTRIES[:count]
    found = open_copy(FolderSource(folder), LOG.vkey)
    assert isinstance(found, Copy)
    assert list(found.entries(count - 1 if count else 0)) == ENTRIES[max(count - 1, 0) : count]


def test_three_levels_of_tiles(tmp_path):
    folder = made(tmp_path / "org", 70_000)
    assert (folder / "tile/2/000.p/1").is_file()
    found = open_copy(FolderSource(folder), LOG.vkey)
    assert isinstance(found, Copy)
    assert list(found.entries(69_900)) == ENTRIES[69_900:]
    for size in (0, 1, 256, 300, 65_536, 65_537, 69_999, 70_000):
        assert found.root(size) == tree.Tree(map(tree.leaf_hash, ENTRIES[:size])).root(), size
    tile = folder / "tile/2/000.p/1"
    tile.write_bytes(bytes(32))
    assert isinstance(read(FolderSource(folder)), Broken)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_no_byte_of_no_file_can_be_changed(small, data):
    path = data.draw(st.sampled_from(sorted(path for path in small.rglob("*") if path.is_file())))
    content = path.read_bytes()
    place, change = data.draw(st.integers(0, len(content) - 1)), data.draw(st.integers(1, 255))
    wrong = {
        "changed": content[:place] + bytes([content[place] ^ change]) + content[place + 1 :],
        "cut": content[:place],
        "longer": content + b"\0",
    }[data.draw(st.sampled_from(["changed", "cut", "longer"]))]
    try:
        path.write_bytes(wrong)
        assert isinstance(read(FolderSource(small)), Broken)
    finally:
        path.write_bytes(content)
    assert read(FolderSource(small)) == ENTRIES[:600]


def test_no_file_may_be_missing(small, tmp_path):
    copy = shutil.copytree(small, tmp_path / "copy")
    for path in sorted(path for path in copy.rglob("*") if path.is_file()):
        content = path.read_bytes()
        path.unlink()
        assert isinstance(read(FolderSource(copy)), Broken), path
        path.write_bytes(content)
    assert read(FolderSource(copy)) == ENTRIES[:600]


@pytest.mark.parametrize("size", [2**53 - 1, 2**53 - 256, 2**40, 65_536 * 65_536 + 1])
def test_a_head_that_claims_any_size_ends_at_the_first_tile_that_is_not_there(small, tmp_path, size):
    copy = shutil.copytree(small, tmp_path / "copy")
    (copy / "checkpoint").write_bytes(LOG.sign(Checkpoint(LOG.name, size, bytes(32))))
    assert isinstance(read(FolderSource(copy)), Absent)


class Endless:
    """A log of 2^40 entries that are all the same, made up while it is read: every hash of it is right."""

    def __init__(self, entry: bytes) -> None:
        self.hashes, self.asked = [tree.leaf_hash(entry)], 0
        for _ in range(5):
            self.hashes.append(tree.subtree([self.hashes[-1]] * 256))
        self.bundle = encode_bundle([entry] * 256)

    def get(self, path: str, limit: int) -> bytes | None:
        self.asked += 1
        level, _, width = parse_path(path)
        return self.bundle if level is None else self.hashes[level] * width


def test_of_an_endless_log_no_more_is_read_than_its_reader_takes():
    endless = Endless(b"an entry")
    found = under_head(endless, Checkpoint(LOG.name, 2**40, endless.hashes[5]), note.Note("", ()))
    assert isinstance(found, Copy)
    entries = found.entries()
    assert list(islice(entries, 70_000)) == [b"an entry"] * 70_000
    assert endless.asked < 600, "two files for 256 entries, and one for each tile above"
    endless.bundle = encode_bundle([b"another"] * 256)
    assert [type(one) for one in entries][-1] is Broken


def test_entries_swapped_or_cut(tmp_path):
    entries = ENTRIES[:600]
    good = made(tmp_path / "good", 600)
    for name, other in {
        "swapped": [entries[1], entries[0], *entries[2:]],
        "cut": entries[:590],
        "other": [*entries[:300], b"x", *entries[301:]],
    }.items():
        wrong = made(tmp_path / name, len(other), other)
        shutil.copy(good / "checkpoint", wrong / "checkpoint")
        found = read(FolderSource(wrong))
        assert isinstance(found, Broken)
        assert found.reason == "consistency"


def test_another_key_and_another_name(small):
    for signer in (
        Signer(LOG.name, note.ED25519, bytes(32)),
        Signer("bylaw.example/org2", note.ED25519, LOG.seed),
    ):
        assert isinstance(open_copy(FolderSource(small), signer.vkey), Broken)


def test_a_full_tile_stands_in_for_a_partial_one_dropped_since(small, tmp_path):
    copy = shutil.copytree(small, tmp_path / "copy")
    store = LogStore.open(small.parent / "record.db")
    assert isinstance(store, LogStore)
    old = LOG.sign(Checkpoint(LOG.name, 300, store.root(300)))
    (copy / "checkpoint").write_bytes(old)
    found = read(FolderSource(copy))
    assert isinstance(found, Broken)  # tile/1/000.p/1 was never made here
    (copy / "tile/1/000.p").mkdir(exist_ok=True)
    (copy / "tile/1/000.p/1").write_bytes(store.root(256))
    assert read(FolderSource(copy)) == ENTRIES[:300]


@pytest.fixture
def web(small):
    with serving(small) as url:
        yield url.removesuffix("/")


def test_any_web_server(web):
    assert read(WebSource(web)) == ENTRIES[:600]
    assert WebSource(web).get("tile/0/999", 100) is None
    too_long = WebSource(web).get("tile/0/000", 100)
    assert isinstance(too_long, Broken)
    assert too_long.reason == "size"


def served(answer: bytes, pause: float = 0.0) -> tuple[str, threading.Thread]:
    """A server that says these bytes, a byte at a time if it pauses, to whoever calls."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listener:
            listener.settimeout(10)
            for _ in range(2):
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(4096)
                    try:
                        for place in range(0, len(answer), 1 if pause else len(answer)):
                            connection.sendall(answer[place : place + (1 if pause else len(answer))])
                            time.sleep(pause)
                    except OSError:
                        return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}", thread


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999999\r\n\r\n" + b"x" * 400_000,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzzz\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"\x00" * 100,
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
    ],
)
def test_a_hostile_server(answer):
    url, _ = served(answer)
    assert isinstance(open_copy(WebSource(url, timeout=2), LOG.vkey), Broken)


def test_a_server_that_drips():
    url, _ = served(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + b"x" * 1000, pause=0.05)
    start = time.monotonic()
    assert isinstance(open_copy(WebSource(url, timeout=0.5), LOG.vkey), Broken)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "place", ["http://", "https:///x", "http://[::1", "ftp://x/y", "/no/such/folder", "http://127.0.0.1:1/"]
)
def test_no_such_place(place):
    source = open_source(place)
    assert isinstance(source, Broken) or isinstance(open_copy(source, LOG.vkey), Broken)


def test_the_tree_is_what_the_store_says(small):
    found = open_copy(FolderSource(small), LOG.vkey)
    assert isinstance(found, Copy)
    assert tree.Tree(map(tree.leaf_hash, ENTRIES[:600])).root() == found.head.root
