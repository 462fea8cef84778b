"""What logs and witnesses say to each other: c2sp.org/tlog-witness v1.0.0, without the network.

A log posts `old N`, a consistency proof, an empty line and its checkpoint; the witness answers with its cosignature,
or with the status that says what is wrong.
"""

from base64 import b64encode
from collections.abc import Iterable, Sequence

from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import (
    Checkpoint,
    OpenedCheckpoint,
    cosignature_time,
    open_checkpoint,
    parse_checkpoint,
)
from bylaw.record.log.note import MAX_NOTE, NoteSignature, VerifierKey, parse_note, parse_signatures
from bylaw.record.log.proof import parse_decimal, parse_hashes
from bylaw.record.log.tree import check_consistency

MAX_REQUEST = MAX_NOTE + 10_000
"""The longest request read, in bytes."""


class AddCheckpoint(Struct, frozen=True):
    """A request: the size that the log believes the witness to be at, the proof from there, the checkpoint's bytes."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    def write(self) -> bytes:
        """The request's body."""
        hashes = [b64encode(hash_).decode() for hash_ in self.proof]
        return "\n".join([f"old {self.old}", *hashes, "", ""]).encode() + self.checkpoint


class Answer(Struct, frozen=True):
    """An HTTP answer: status, body, content type."""

    status: int
    body: bytes
    content_type: str = "text/plain; charset=utf-8"


class Seen(Struct, frozen=True):
    """What a witness remembers of a log: the last head that it cosigned."""

    size: int
    root: bytes


def parse_request(raw: bytes) -> AddCheckpoint | Broken:
    """Read a request's body."""
    if len(raw) > MAX_REQUEST:
        return Broken("size", f"request of {len(raw)} bytes; {MAX_REQUEST} at most")
    top, gap, checkpoint = raw.partition(b"\n\n")
    first, *lines = top.decode("latin-1").split("\n")
    old = parse_decimal(first[4:]) if gap and first.startswith("old ") else None
    if old is None:
        return Broken("shape", "a request begins with: old <size>")
    proof = parse_hashes(lines)
    return proof if isinstance(proof, Broken) else AddCheckpoint(old, proof, checkpoint)


def origin_of(request: AddCheckpoint) -> str | Broken:
    """The origin that a request's checkpoint claims, before anything is verified."""
    note = parse_note(request.checkpoint)
    return note if isinstance(note, Broken) else note.text.partition("\n")[0]


def judge_request(request: AddCheckpoint, key: VerifierKey, seen: Seen) -> OpenedCheckpoint | Answer:
    """Decide as a witness: the opened checkpoint if it may be cosigned, else the answer that says why not."""
    opened = open_checkpoint(request.checkpoint, key)
    if isinstance(opened, Broken):
        return Answer(_status(request, opened), f"{opened}\n".encode())
    head = opened.checkpoint
    if request.old > head.size:
        return Answer(400, f"old size {request.old} is above the checkpoint's {head.size}\n".encode())
    if request.old != seen.size:
        return size_conflict(seen.size)
    if check_consistency(seen.size, seen.root, head.size, head.root, list(request.proof)):
        return opened
    if head.size == seen.size and head.root != seen.root:
        return Answer(422, f"fork: another root was cosigned at size {seen.size}\n".encode())
    return Answer(422, f"the proof does not lead from size {seen.size} to {head.size}\n".encode())


def fork_in(request: AddCheckpoint, key: VerifierKey, seen: Seen) -> OpenedCheckpoint | None:
    """Give the head that was asked for if the log itself has signed it beside another of the same size; None if not."""
    opened = open_checkpoint(request.checkpoint, key)
    if isinstance(opened, Broken) or seen.size == 0:
        return None
    head = opened.checkpoint
    return opened if head.size == seen.size and head.root != seen.root else None


def size_conflict(size: int) -> Answer:
    """The answer to a log that is wrong about where the witness stands."""
    return Answer(409, f"{size}\n".encode(), "text/x.tlog.size")


def read_cosignatures(body: bytes, head: Checkpoint, keys: list[VerifierKey]) -> list[NoteSignature] | Broken:
    """Read a witness's answer: its verified cosignatures. Lines of other keys are left aside."""
    if len(body) > MAX_NOTE:
        return Broken("size", f"answer of {len(body)} bytes; {MAX_NOTE} at most")
    try:
        lines = parse_signatures(body.decode())
    except UnicodeDecodeError:
        return Broken("encoding", "answer is not UTF-8")
    if isinstance(lines, Broken):
        return lines
    return find_cosignatures(lines, head, keys)


def find_cosignatures(
    lines: Iterable[NoteSignature], head: Checkpoint, keys: Sequence[VerifierKey]
) -> list[NoteSignature] | Broken:
    """Give the lines of these witnesses under a head; Broken (`signature`) when one is not good, or there is none."""
    found = [(line, key) for line in lines for key in keys if (line.name, line.key_id) == (key.name, key.id)]
    if any(cosignature_time(line, head.text(), key) is None for line, key in found):
        return Broken("signature", "a cosignature of a known witness does not verify")
    return [line for line, _ in found] or Broken("signature", "no cosignature of a known witness")


def _status(request: AddCheckpoint, problem: Broken) -> int:
    """The status for a checkpoint that does not open: 403 unsigned, 422 an empty log with a root, else 400."""
    if problem.reason == "signature":
        return 403
    note = parse_note(request.checkpoint)
    whole = note if isinstance(note, Broken) else parse_checkpoint(note.text)
    return 422 if isinstance(whole, Broken) and whole.reason == "checkpoint" else 400
