"""Reading an archive as the people do who take the next step: what is on the board so far.

This is no audit. A step is taken only after the verifier has accepted the same bytes; what is read here is
read again, independently, so that a trustee's own machine computes what she works on.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from bylaw.belenios.archive import Archive
from bylaw.belenios.encoding import hash_hex, load, read_weight
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import (
    Ballot,
    Event,
    EventType,
    Owned,
    PartialDecryption,
    Pedersen,
    SetupData,
    Shuffle,
    Single,
    SizedTally,
)
from bylaw.belenios.prover.chain import Tip
from bylaw.belenios.questions import ElectionData, read_election
from bylaw.belenios.shapes import Tally

SECTION = "archive"
MAX = 1 << 30
T = TypeVar("T")
Trustees = list[Single | Pedersen]


class Board(NamedTuple):
    """An archive in memory: contents by hash, events in order, and where the next step appends."""

    data: dict[str, bytes]
    events: list[Event]
    tip: Tip

    def election(self) -> ElectionData:
        """Return the election."""
        return read_election(self._content(self._setup().election))

    def trustees(self) -> Trustees:
        """Return the trustees."""
        return self.object(self._setup().trustees, Trustees)

    def credentials(self) -> bytes:
        """Return the list of public credentials, as it is hashed."""
        return self._content(self._setup().credentials)

    def weights(self) -> dict[str, int]:
        """Return the weight of every public credential."""
        listed = (text.partition(",") for text in self.object(self._setup().credentials, list[str]))
        return {credential: int(weight or 1) for credential, _, weight in listed}

    def ballots(self) -> Iterator[bytes]:
        """Yield every accepted ballot in order."""
        yield from self.payloads("Ballot")

    def tally(self) -> tuple[Tally, int] | None:
        """Return the encrypted tally with its total weight, or None before the tally."""
        for payload in self.payloads("EncryptedTally"):
            sized = load(payload, SizedTally, MAX)
            return self.object(sized.encrypted_tally, Tally), read_weight(sized.total_weight)
        return None

    def shuffles(self) -> list[tuple[int, Shuffle]]:
        """Return the shuffles in order, each with the number of the trustee who made it."""
        return self._owned("Shuffle", Shuffle)

    def decryptions(self) -> list[tuple[int, PartialDecryption]]:
        """Return the partial decryptions in order, each with the number of the trustee who made it."""
        return self._owned("PartialDecryption", PartialDecryption)

    def payloads(self, kind: EventType) -> Iterator[bytes]:
        """Yield the payloads of all events of one kind."""
        for event in self.events:
            if event.type == kind and event.payload is not None:
                yield self._content(event.payload)

    def has(self, kind: EventType) -> bool:
        """Say whether an event of this kind is on the board."""
        return any(event.type == kind for event in self.events)

    def object(self, digest: str, kind: type[T]) -> T:
        """Return the content with this hash, decoded; Refused(omission | shape | canonical)."""
        return load(self._content(digest), kind, MAX)

    def _owned(self, kind: EventType, of: type[T]) -> list[tuple[int, T]]:
        owned = (load(payload, Owned, MAX) for payload in self.payloads(kind))
        return [(each.owner, self.object(each.payload, of)) for each in owned]

    def _setup(self) -> SetupData:
        return load(next(self.payloads("Setup")), SetupData, MAX)

    def _content(self, digest: str) -> bytes:
        if digest not in self.data:
            raise Refused(Reason.OMISSION, f"content {digest[:12]}", SECTION)
        return self.data[digest]


def read(source: bytes) -> Board:
    """Read an archive whole; Refused, or archive.Cut where it breaks off."""
    archive = Archive(source)
    data, events, last = {}, [], None
    for record in archive.records():
        content = bytes(archive.content(record))
        if hash_hex(content) != record.name:
            raise Refused(Reason.CONSISTENCY, f"content {record.name[:12]}", SECTION)
        if record.is_event:
            events.append(load(content, Event, MAX))
            last = record.name
        else:
            data[record.name] = content
    if not events or events[0].type != "Setup":
        raise Refused(Reason.SHAPE, "archive without set-up", SECTION)
    return Board(data, events, Tip(archive.timestamp, events[-1].height, last))


def key_texts(trustees: Trustees) -> list[str]:
    """Return every trustee's public key, in the order that numbers them from 1."""
    texts = []
    for item in trustees:
        keys = [item.key] if isinstance(item, Single) else item.keys.verification_keys
        texts += [key.public_key for key in keys]
    return texts


def last_ballots(board: Board) -> list[Ballot]:
    """Return the ballots that count: each credential's last ("Tallied ballots")."""
    last: dict[str, Ballot] = {}
    for raw in board.ballots():
        ballot = load(raw, Ballot, MAX)
        last.pop(ballot.credential, None)
        last[ballot.credential] = ballot
    return list(last.values())
