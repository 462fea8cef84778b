"""The chain of events: the whole archive read in order, every record at its one lawful place.

Specification, "Public data". What comes out is a `Board`: which bytes play which part. Nothing in it has
been checked but hashes, order and links.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec import Struct

from bylaw.belenios.archive import MAX_EVENT, Archive, Cut, Record, Source
from bylaw.belenios.encoding import hash_hex, load, read_hash
from bylaw.belenios.findings import Finding, Reason, Refused, missing
from bylaw.belenios.model import Event, Owned, SetupData, SizedTally
from bylaw.belenios.verifier.report import State

SECTION = "archive"
MAX_PAYLOAD = 1024

NEXT = {
    "": ("Setup",),
    "Setup": ("Ballot", "EndBallots"),
    "Ballot": ("Ballot", "EndBallots"),
    "EndBallots": ("EncryptedTally",),
    "EncryptedTally": ("Shuffle", "EndShuffles", "PartialDecryption"),
    "Shuffle": ("Shuffle", "EndShuffles"),
    "EndShuffles": ("PartialDecryption",),
    "PartialDecryption": ("PartialDecryption", "Result"),
    "Result": (),
}
STATES = {
    "Setup": State.OPEN,
    "Ballot": State.OPEN,
    "EndBallots": State.CLOSED,
    "EncryptedTally": State.TALLIED,
    "Shuffle": State.SHUFFLED,
    "EndShuffles": State.SHUFFLED,
    "PartialDecryption": State.DECRYPTED,
    "Result": State.RESULT,
}


class Work(NamedTuple):
    """A shuffle or a partial decryption: its owner, counted from 1, and its record."""

    owner: int
    record: Record


class Board(Struct):
    """What the events say which record is; `findings` are those of the chain itself."""

    archive: Archive
    findings: list[Finding] = []
    state: State = State.OPEN
    setup: dict[str, Record] = {}
    ballots: list[Record] = []
    tally: tuple[SizedTally, Record] | None = None
    shuffles: list[Work] = []
    shuffles_ended: bool = False
    decryptions: list[Work] = []
    result: Record | None = None

    def content(self, record: Record) -> bytes:
        """Return the bytes of a record."""
        return bytes(self.archive.content(record))


class _Reader:
    """Follows the chain: the last event, and the records that wait for theirs."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.last: Event | None = None
        self.last_hash: str | None = None
        self.waiting: list[Record] = []

    def take(self, record: Record) -> None:
        """Take one record; Refused."""
        content = self.board.content(record)
        if hash_hex(content) != record.name:
            raise Refused(Reason.CONSISTENCY, f"record {record.name[:12]} has another hash", SECTION)
        if not record.is_event:
            self.waiting.append(record)
            return
        event = load(content, Event, MAX_EVENT)
        self._link(event)
        _PARTS[event.type](self, event)
        self.last, self.last_hash = event, record.name
        self.waiting.clear()
        self.board.state = STATES[event.type]

    def _link(self, event: Event) -> None:
        """Check that `event` may follow the last one and points to it."""
        height = 0 if self.last is None else self.last.height + 1
        place = f"event at height {height}"
        if event.parent != self.last_hash:
            if event.parent is not None and event.height > height:
                raise missing(
                    f"event {read_hash(event.parent)[:12]}, parent of height {event.height}", SECTION
                )
            raise Refused(Reason.CONSISTENCY, f"{place} has another parent", SECTION)
        if event.height != height:
            raise Refused(Reason.CONSISTENCY, f"{place} says {event.height}", SECTION)
        before = "" if self.last is None else self.last.type
        if event.type not in NEXT[before]:
            raise Refused(Reason.SHAPE, f"{place}: {event.type} after {before or 'nothing'}", SECTION)

    def records(self, event: Event, refer: Callable[[bytes], Sequence[str]]) -> list[Record]:
        """Return the records before `event`: what its payload refers to, and last the payload."""
        if event.payload is None:
            raise Refused(Reason.SHAPE, f"{event.type} at height {event.height} without payload", SECTION)
        found = {record.name: record for record in self.waiting}
        if read_hash(event.payload) not in found:
            raise missing(f"payload {event.payload[:12]} of {event.type} at height {event.height}", SECTION)
        names = [*map(read_hash, refer(self.board.content(found[event.payload]))), event.payload]
        for name in names:
            if name not in found:
                raise missing(f"record {name[:12]} of {event.type} at height {event.height}", SECTION)
        if names != [record.name for record in self.waiting]:
            text = f"records before {event.type} at height {event.height} are not those it refers to"
            raise Refused(Reason.CONSISTENCY, text, SECTION)
        return [found[name] for name in names]

    def setup(self, event: Event) -> None:
        """Take the Setup event."""
        data: list[SetupData] = []

        def refer(content: bytes) -> list[str]:
            data.append(load(content, SetupData, MAX_PAYLOAD))
            names = (data[0].election, data[0].trustees, data[0].credentials, data[0].credentials_certificate)
            return [name for name in names if name is not None]

        parts = ("election", "trustees", "credentials", "certificate")
        records = self.records(event, refer)[:-1]
        self.board.setup = dict(zip(parts, records, strict=False))

    def ballot(self, event: Event) -> None:
        """Take a ballot."""
        self.board.ballots += self.records(event, lambda _: [])

    def mark(self, event: Event) -> None:
        """Take an event without payload."""
        if event.payload is not None or self.waiting:
            raise Refused(Reason.SHAPE, f"{event.type} at height {event.height} with a payload", SECTION)
        self.board.shuffles_ended = event.type == "EndShuffles"

    def tally(self, event: Event) -> None:
        """Take the encrypted tally."""
        sized: list[SizedTally] = []

        def refer(content: bytes) -> list[str]:
            sized.append(load(content, SizedTally, MAX_PAYLOAD))
            return [sized[0].encrypted_tally]

        record = self.records(event, refer)[0]
        self.board.tally = (sized[0], record)

    def owned(self, event: Event) -> None:
        """Take a shuffle or a partial decryption."""
        owned: list[Owned] = []

        def refer(content: bytes) -> list[str]:
            owned.append(load(content, Owned, MAX_PAYLOAD))
            return [owned[0].payload]

        record = self.records(event, refer)[0]
        works = self.board.shuffles if event.type == "Shuffle" else self.board.decryptions
        works.append(Work(owned[0].owner, record))

    def result(self, event: Event) -> None:
        """Take the result."""
        self.board.result = self.records(event, lambda _: [])[0]

    def end(self) -> None:
        """Look at what is left over at the end of the archive."""
        if self.last is None:
            raise missing("Setup event", SECTION)
        if self.waiting:
            raise missing(f"event of record {self.waiting[0].name[:12]}", SECTION)


_PARTS: dict[str, Callable[[_Reader, Event], None]] = {
    "Setup": _Reader.setup,
    "Ballot": _Reader.ballot,
    "EndBallots": _Reader.mark,
    "EncryptedTally": _Reader.tally,
    "Shuffle": _Reader.owned,
    "EndShuffles": _Reader.mark,
    "PartialDecryption": _Reader.owned,
    "Result": _Reader.result,
}


def read(source: Source) -> Board:
    """Read a whole archive into a board; Refused where not even its first member is right.

    A finding further on ends the reading: the board holds what came before it, and the finding.
    """
    try:
        board = Board(Archive(source))
    except Cut:
        raise missing("end of the first member", SECTION) from None
    reader = _Reader(board)
    try:
        for record in board.archive.records():
            reader.take(record)
        reader.end()
    except Refused as refused:
        board.findings.append(refused.finding)
    except Cut:
        board.findings.append(missing("rest of the archive: it breaks off within a member", SECTION).finding)
    return board
