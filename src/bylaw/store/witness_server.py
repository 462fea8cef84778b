"""A witness: cosigns a head of a log it knows if it leads on from the last one, and if the record is in order.

What it has cosigned is durable before the cosignature leaves, moved by compare-and-swap. Two heads of one size that the
log has both signed are kept as evidence (`forks`). `accept` is asked for each
new head, after the proof and before the cosignature: it is where the entries are replayed and judged.
"""

import sqlite3
from collections.abc import Callable, Mapping
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import Checkpoint, OpenedCheckpoint
from bylaw.record.log.note import VerifierKey, write_note
from bylaw.record.log.signer import Signer
from bylaw.record.log.tree import EMPTY
from bylaw.record.log.witness import (
    MAX_REQUEST,
    AddCheckpoint,
    Answer,
    Seen,
    fork_in,
    judge_request,
    origin_of,
    parse_request,
    size_conflict,
)
from bylaw.store.database import StorageError, connect, transaction
from bylaw.store.forks import Forks

Accept = Callable[[int, Checkpoint], Broken | None]
"""Judges the entries between a size already cosigned and a new head."""

_TABLE = """CREATE TABLE IF NOT EXISTS seen
    (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB NOT NULL) STRICT"""


class Witness:
    """A witness with its memory in a file. `clock` gives seconds since 1970 UTC."""

    def __init__(
        self,
        path: Path,
        signer: Signer,
        logs: Mapping[str, VerifierKey],
        accept: Accept,
        clock: Callable[[], int],
    ) -> None:
        self.signer, self.logs, self.accept, self.clock = signer, logs, accept, clock
        self.forks = Forks(path.parent / "forks")
        self._db = connect(path)
        self._db.execute(_TABLE)
        self._lock = Lock()

    def add_checkpoint(self, body: bytes) -> Answer:
        """Answer a request to cosign."""
        request = parse_request(body)
        if isinstance(request, Broken):
            return _answer(400, request)
        origin = origin_of(request)
        if isinstance(origin, Broken):
            return _answer(400, origin)
        key = self.logs.get(origin)
        if key is None:
            return _answer(404, Broken("signer", f"unknown log {origin[:200]}"))
        with self._lock:
            try:
                return self._decide(request, key)
            except (sqlite3.Error, StorageError, OSError) as fault:
                return _answer(500, Broken("storage", str(fault)))

    def checkpoint(self, origin_hash: str) -> Answer:
        """Answer a monitor: the last head cosigned of the log whose origin has this SHA-256."""
        origin = next((name for name in self.logs if sha256(name.encode()).hexdigest() == origin_hash), None)
        with self._lock:
            row = self._db.execute("SELECT note FROM seen WHERE origin = ?", (origin,)).fetchone()
        return Answer(200, row[0]) if row else _answer(404, Broken("signer", "no checkpoint of this log"))

    def seen(self, origin: str) -> Seen:
        """The last head cosigned of a log."""
        row = self._db.execute("SELECT size, root FROM seen WHERE origin = ?", (origin,)).fetchone()
        return Seen(*row) if row else Seen(0, EMPTY)

    def _decide(self, request: AddCheckpoint, key: VerifierKey) -> Answer:
        seen = self.seen(key.name)
        judged = judge_request(request, key, seen)
        if isinstance(judged, Answer):
            self._keep_fork(request, key, seen)
            return judged
        problem = self.accept(seen.size, judged.checkpoint)
        return _answer(422, problem) if problem else self._cosign(judged, seen)

    def _cosign(self, opened: OpenedCheckpoint, seen: Seen) -> Answer:
        head = opened.checkpoint
        line = self.signer.cosign(head, self.clock())
        own = [one for one in opened.note.signatures if one.name == head.origin]
        row = (head.origin, head.size, head.root, write_note(opened.note.text, [*own, line]))
        with transaction(self._db):
            if self.seen(head.origin) != seen:
                return size_conflict(self.seen(head.origin).size)
            self._db.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)", row)
        return Answer(200, line.line().encode())

    def _keep_fork(self, request: AddCheckpoint, key: VerifierKey, seen: Seen) -> None:
        """Keep a second head of the size last cosigned, with that one."""
        other = fork_in(request, key, seen)
        if other is not None:
            (ours,) = self._db.execute("SELECT note FROM seen WHERE origin = ?", (key.name,)).fetchone()
            theirs = [line for line in other.note.signatures if line.name == key.name]
            self.forks.keep(seen, ours, other.checkpoint, write_note(other.note.text, theirs))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def _answer(status: int, problem: Broken) -> Answer:
    return Answer(status, f"{problem}\n".encode())


class WitnessServer(ThreadingHTTPServer):
    """A witness on a port; one request is at most 30 seconds and MAX_REQUEST bytes."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], witness: Witness) -> None:
        self.witness = witness
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    timeout = 30
    protocol_version = "HTTP/1.1"
    server: WitnessServer

    def do_POST(self) -> None:
        """POST add-checkpoint."""
        length = self.headers.get("Content-Length", "")
        if (
            self.path != "/add-checkpoint"
            or not length.isdecimal()
            or len(length) > 9
            or int(length) > MAX_REQUEST
        ):
            self._send(
                _answer(404 if self.path != "/add-checkpoint" else 413, Broken("size", "not accepted"))
            )
            self.close_connection = True
            return
        self._send(self.server.witness.add_checkpoint(self.rfile.read(int(length))))

    def do_GET(self) -> None:
        """GET <hash of the origin>/checkpoint."""
        origin_hash, _, rest = self.path.removeprefix("/").partition("/")
        found = self.server.witness.checkpoint(origin_hash) if rest == "checkpoint" else None
        self._send(found or _answer(404, Broken("shape", "there is nothing here")))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_args: object) -> None:
        """Say nothing: requests are not news."""
