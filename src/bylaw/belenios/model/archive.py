"""The chain of events and what its payloads refer to."""

from typing import Literal

from bylaw.belenios.model.base import Count, Message


class SetupData(Message, frozen=True, kw_only=True):
    """Payload of the Setup event: hashes of the election, the trustees and the credentials."""

    election: str
    trustees: str
    credentials: str
    credentials_certificate: str | None = None


EventType = Literal[
    "Setup", "Ballot", "EndBallots", "EncryptedTally", "Shuffle", "EndShuffles", "PartialDecryption", "Result"
]


class Event(Message, frozen=True, kw_only=True):
    """One link of the chain; `parent` is the hash of the event before, absent in the first."""

    parent: str | None = None
    height: Count
    type: EventType
    payload: str | None = None


class Header(Message, frozen=True, kw_only=True):
    """Content of the first member of an archive; the timestamp is in seconds, a string or a number."""

    version: Count
    timestamp: str | int
