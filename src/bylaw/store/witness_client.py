"""Ask a witness to cosign the published head: c2sp.org/tlog-witness v1.0.0, the log's side."""

from collections.abc import Iterable
from hashlib import sha256

from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import Checkpoint, OpenedCheckpoint, open_checkpoint
from bylaw.record.log.note import MAX_NOTE, NoteSignature, VerifierKey
from bylaw.record.log.proof import parse_decimal
from bylaw.record.log.witness import AddCheckpoint, find_cosignatures, read_cosignatures
from bylaw.store.log_store import LogStore
from bylaw.store.web import TIMEOUT, Answer, Web

_MEANING = {
    400: "the request was not understood",
    403: "the witness does not know this log's key",
    404: "the witness does not know this log",
    422: "the proof does not lead from the witness's head to ours: it has seen another history",
}


class WitnessClient(Struct):
    """One witness: its submission prefix, its key, and the size at which it was last seen."""

    url: str
    key: VerifierKey
    size: int = 0
    timeout: float = TIMEOUT

    def cosign(self, store: LogStore, checkpoint: bytes, log: VerifierKey) -> list[NoteSignature] | Broken:
        """Send a published checkpoint; the witness's verified cosignatures of it.

        Broken: `rollback` (the witness has cosigned a larger head than this), `fork` (it has cosigned another
        history), `signer`, `storage`.
        """
        opened = open_checkpoint(checkpoint, log)
        if not isinstance(opened, OpenedCheckpoint):
            return opened
        head = opened.checkpoint
        answer = self._send(store, head, checkpoint, min(self.size, head.size))
        if isinstance(answer, Answer) and answer.status == 409:
            size = self._conflict(answer, head)
            if isinstance(size, Broken):
                return size
            answer = self._send(store, head, checkpoint, size)
        return answer if isinstance(answer, Broken) else self._read(answer, head)

    def latest(self, log: VerifierKey) -> Checkpoint | Broken | None:
        """The last head of a log that this witness serves to monitors; None if it has none, or serves none."""
        found = self.served(log)
        return found.checkpoint if isinstance(found, OpenedCheckpoint) else found

    def vouches(self, head: OpenedCheckpoint) -> Broken | None:
        """Say why a head is not this witness's word, whoever sent it: its own good line is not under it."""
        found = find_cosignatures(head.note.signatures, head.checkpoint, [self.key])
        return found if isinstance(found, Broken) else None

    def served(self, log: VerifierKey) -> OpenedCheckpoint | Broken | None:
        """The last head of a log that this witness serves to monitors, as it is signed; None if there is none."""
        path = f"{sha256(log.name.encode()).hexdigest()}/checkpoint"
        answer = Web(self.url, self.timeout).call("GET", path, MAX_NOTE)
        if isinstance(answer, Broken):
            return answer
        if answer.status != 200:
            return None if answer.status == 404 else Broken("storage", f"{self.url}: HTTP {answer.status}")
        return open_checkpoint(answer.body, log)

    def _send(self, store: LogStore, head: Checkpoint, checkpoint: bytes, old: int) -> Answer | Broken:
        proof = tuple(store.consistency(old, head.size))
        body = AddCheckpoint(old, proof, checkpoint).write()
        return Web(self.url, self.timeout).call("POST", "add-checkpoint", MAX_NOTE, body)

    def _conflict(self, answer: Answer, head: Checkpoint) -> int | Broken:
        """Where the witness says that it stands, if we can go on from there."""
        size = parse_decimal(answer.body.decode("latin-1").removesuffix("\n"))
        if size is None:
            return Broken("shape", f"{self.url}: 409 without a size")
        if size > head.size:
            return Broken(
                "rollback", f"{self.key.name} has cosigned {size} entries; this head has {head.size}"
            )
        return size

    def _read(self, answer: Answer, head: Checkpoint) -> list[NoteSignature] | Broken:
        if answer.status == 200:
            lines = read_cosignatures(answer.body, head, [self.key])
            self.size = self.size if isinstance(lines, Broken) else head.size
            return lines
        meaning = _MEANING.get(answer.status, "the witness failed")
        reason = {422: "fork", 403: "signer", 404: "signer"}.get(answer.status, "storage")
        return Broken(reason, f"{self.url}: {answer.status}: {meaning}")  # type: ignore[arg-type]


def stale(store: LogStore, witnesses: Iterable[WitnessClient], log: VerifierKey) -> Broken | None:
    """Say why nothing may be signed from this file: a witness has seen more than it holds, or another history.

    That is how yesterday's backup shows itself even where the published files are gone with the disk. A witness
    that does not answer, or serves no heads, says nothing here; she refuses to cosign when she is asked to.
    """
    return _more([(witness, witness.latest(log)) for witness in witnesses], store)


def unseen(store: LogStore, witnesses: Iterable[WitnessClient], log: VerifierKey) -> Broken | None:
    """Say why a writer that has just started must not sign yet: it is `stale`, or none of its witnesses answers."""
    answers = [(witness, witness.latest(log)) for witness in witnesses]
    silent = [seen.detail for _, seen in answers if isinstance(seen, Broken)]
    if silent and len(silent) == len(answers):
        return Broken("storage", f"no witness answers: {silent[0]}")
    return _more(answers, store)


def _more(answers: list[tuple[WitnessClient, Checkpoint | Broken | None]], store: LogStore) -> Broken | None:
    """Say which witness has seen more than a file holds, or another history."""
    for witness, seen in answers:
        problem = store.guard(seen) if isinstance(seen, Checkpoint) else None
        if problem is not None:
            return Broken(problem.reason, f"{witness.key.name}: {problem.detail}")
    return None
