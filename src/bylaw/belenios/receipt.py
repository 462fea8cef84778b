"""A voter's receipt against the published archive and the box's closing head: what became of her ballot.

A receipt is one JSON object of these fields in this order, signed by the box when the ballot was durable:

    {"election": fingerprint, "tracker": SHA-256 of the ballot in unpadded base64, "height": of its event,
     "event": SHA-256 of the event in hexadecimal, "time": RFC 3339, "signature": 128 hexadecimal digits}
"""

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, json

from bylaw.belenios.archive import Archive, Cut, Source
from bylaw.belenios.box_key import RECEIPT, Head, holds, sign
from bylaw.belenios.encoding import dump, hash_base64, load
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import Ballot, Event, SetupData

SECTION = "receipts"
MAX_RECEIPT = 1024
MAX_BALLOT = 4 << 20
MAX_EVENT = 512


class Receipt(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the box promised: this ballot is in this election at this height, since this time."""

    election: str
    tracker: str
    height: int
    event: str
    time: str
    signature: str = ""

    def told(self) -> bytes:
        """Return the bytes that are signed."""
        return RECEIPT + json.encode([self.election, self.tracker, self.height, self.event, self.time])


class Standing(StrEnum):
    """What became of a ballot: the four answers to a dispute."""

    PRESENT = "present"
    OMITTED = "omitted"
    SUPERSEDED = "superseded"
    FORGED = "forged"


class Box(NamedTuple):
    """What the record says of a box: fingerprint of its election, its key, its closing head if it is closed."""

    election: str
    key: str
    closing: Head | None


class Answer(NamedTuple):
    """The answer to a dispute and the reason for it."""

    standing: Standing
    why: str


def issue(receipt: Receipt, seed: bytes) -> Receipt:
    """Return the receipt signed with the key of the box."""
    signature = sign(seed, receipt.told())
    return Receipt(**{name: getattr(receipt, name) for name in Receipt.__struct_fields__[:-1]},
                   signature=signature)  # fmt: skip


def read(raw: bytes) -> Receipt:
    """Read a receipt; Refused(size | shape | canonical)."""
    return load(raw, Receipt, MAX_RECEIPT)


def dispute(receipt: Receipt, archive: Source, box: Box) -> Answer:
    """Say what became of the ballot of a receipt; Refused where the archive is not the one of the box."""
    if receipt.election != box.election:
        return Answer(Standing.FORGED, "the receipt is for another election")
    if not holds(box.key, receipt.told(), receipt.signature):
        return Answer(Standing.FORGED, "the signature is not that of the key of the box")
    entries = _entries(archive, box)
    if receipt.height not in entries:
        return Answer(Standing.OMITTED, f"the archive has no ballot at height {receipt.height}")
    event, tracker, credential = entries[receipt.height]
    if (event, tracker) != (receipt.event, receipt.tracker):
        return Answer(Standing.OMITTED, f"another ballot is in its place at height {receipt.height}")
    if box.closing and receipt.height > box.closing.ballots:
        return Answer(Standing.OMITTED, "it lies above the closing head, and does not count")
    later = [height for height, each in entries.items() if height > receipt.height and each[2] == credential]
    if later:
        return Answer(Standing.SUPERSEDED, f"the voter's ballot at height {later[-1]} counts instead")
    return Answer(Standing.PRESENT, f"it is in the box at height {receipt.height} and counts")


def _entries(source: Source, box: Box) -> dict[int, tuple[str, str, str]]:
    """Return per height of a ballot the hash of its event, its tracker and its credential; Refused."""
    found: dict[int, tuple[str, str, str]] = {}
    waiting: list[bytes] = []
    last = ""
    try:
        archive = Archive(source)
        for record in archive.records():
            content = bytes(archive.content(record))
            if not record.is_event:
                waiting.append(content)
                continue
            event = load(content, Event, MAX_EVENT)
            if event.type == "Setup":
                _of_box(waiting, box)
            elif event.type == "Ballot" and waiting:
                ballot = load(waiting[-1], Ballot, MAX_BALLOT)
                found[event.height] = (record.name, hash_base64(waiting[-1]), ballot.credential)
            last = record.name if event.type in ("Setup", "Ballot") else last
            waiting.clear()
    except Cut:
        raise Refused(Reason.SHAPE, "the archive breaks off", SECTION) from None
    if box.closing and (len(found), last) != (box.closing.ballots, box.closing.event):
        raise Refused(Reason.CONSISTENCY, "the archive is not the one under the closing head", SECTION)
    return found


def _of_box(contents: list[bytes], box: Box) -> None:
    setup = load(contents[-1], SetupData, MAX_RECEIPT) if contents else None
    if setup is None or hash_base64(contents[0]) != box.election:
        raise Refused(Reason.CONTEXT, "the archive is that of another election", SECTION)


def write(receipt: Receipt) -> bytes:
    """Return the bytes of a receipt."""
    return dump(receipt)
