"""Writing an archive: each step appends contents and one event to the chain ("Public data").

An archive only grows, so a step returns the bytes to append and the new tip.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bylaw.belenios.archive import data_member, event_member, first_member
from bylaw.belenios.encoding import dump, hash_hex
from bylaw.belenios.model import Event, EventType, Owned, SetupData, SizedTally


class Tip(NamedTuple):
    """The last event of an archive: its height and hash; `timestamp` is the whole archive's, in seconds."""

    timestamp: int
    height: int
    parent: str | None


class Added(NamedTuple):
    """What one step adds: the bytes to append, and the tip after them."""

    data: bytes
    tip: Tip


def begin(timestamp: int, election: bytes, trustees: bytes, credentials: Sequence[str]) -> Added:
    """Return a new archive: its header, the three objects of the set-up and the Setup event."""
    listed = dump(list(credentials))
    setup = SetupData(election=hash_hex(election), trustees=hash_hex(trustees), credentials=hash_hex(listed))
    contents = [election, trustees, listed, dump(setup)]
    data, tip = add(Tip(timestamp, -1, None), "Setup", contents)
    return Added(first_member(timestamp) + data, tip)


def add(tip: Tip, kind: EventType, contents: Sequence[bytes] = ()) -> Added:
    """Append an event whose payload is the last of `contents`; without contents it has none."""
    payload = hash_hex(contents[-1]) if contents else None
    event = Event(parent=tip.parent, height=tip.height + 1, type=kind, payload=payload)
    members = [data_member(content, tip.timestamp) for content in contents]
    data = b"".join([*members, event_member(event, tip.timestamp)])
    return Added(data, Tip(tip.timestamp, tip.height + 1, hash_hex(dump(event))))


def add_ballot(tip: Tip, ballot: bytes) -> Added:
    """Append a ballot."""
    return add(tip, "Ballot", [ballot])


def end_ballots(tip: Tip) -> Added:
    """Append the end of voting."""
    return add(tip, "EndBallots")


def add_tally(tip: Tip, tally: bytes, sized: SizedTally) -> Added:
    """Append the encrypted tally."""
    return add(tip, "EncryptedTally", [tally, dump(sized)])


def add_shuffle(tip: Tip, owner: int, shuffle: bytes) -> Added:
    """Append trustee number `owner`'s shuffle."""
    return add(tip, "Shuffle", [shuffle, _owned(owner, shuffle)])


def end_shuffles(tip: Tip) -> Added:
    """Append the end of the shuffles."""
    return add(tip, "EndShuffles")


def add_decryption(tip: Tip, owner: int, decryption: bytes) -> Added:
    """Append trustee number `owner`'s partial decryption."""
    return add(tip, "PartialDecryption", [decryption, _owned(owner, decryption)])


def add_result(tip: Tip, result: bytes) -> Added:
    """Append the result; nothing follows it."""
    return add(tip, "Result", [result])


def _owned(owner: int, content: bytes) -> bytes:
    return dump(Owned(owner=owner, payload=hash_hex(content)))
