"""Ballot boxes: which archive belongs to which elections, and how far each box has come."""

from __future__ import annotations

from msgspec import Struct


class KeyHolder(Struct, frozen=True):
    """One trustee of a box: the member, and her public key as the archive shows it."""

    member: str
    key: str


class Page(Struct, frozen=True):
    """One file of the page in which ballots are made, by its name and its SHA-256."""

    file: str
    digest: str


class Box(Struct, frozen=True):
    """One box: the votes of one unit in some elections, a question or more for each.

    ``opening`` is the hash of the archive as it was before the first ballot, ``election``, ``keys`` and
    ``credentials`` are those of the three objects in it, ``fingerprint`` is the first of them as ballots carry
    it. ``number`` counts the credentials, ``on_paper`` lists who votes on paper instead. ``options`` is the
    paper of each election, ``key`` signs heads and receipts, and ``page`` are the files of the booth.
    """

    name: str
    elections: tuple[str, ...]
    unit: str
    options: tuple[tuple[str, ...], ...]
    group: str
    opening: str
    election: str
    fingerprint: str
    trustees: tuple[KeyHolder, ...]
    keys: str
    credentials: str
    number: int
    on_paper: tuple[str, ...]
    key: str
    page: tuple[Page, ...]
    at: int


class Head(Struct, frozen=True):
    """How many ballots a box held at ``at``, and the hash of the last event in it."""

    ballots: int
    event: str
    at: int


class Tallied(Struct, frozen=True):
    """The archive with the encrypted tally, by its hash, and how many ballots count."""

    archive: str
    counted: int
    at: int


class Decrypted(Struct, frozen=True):
    """The whole archive, by its hash, how many ballots count, and how many votes on paper were added."""

    archive: str
    counted: int
    paper: int
    at: int


class Boxes:
    """Every box, and what was filed for it, in tables of their own."""

    def __init__(self) -> None:
        self.all: dict[str, Box] = {}
        self.commitments: dict[tuple[str, str, str], str] = {}
        """What a trustee filed before she showed it: by election, ceremony and member."""
        self.sent: dict[str, dict[str, str]] = {}
        """Members who made their own credentials, by election: the commitment to what each sent."""
        self.rehearsed: dict[str, dict[int, int]] = {}
        self.heads: dict[str, list[Head]] = {}
        self.closing: dict[str, Head] = {}
        self.tallied: dict[str, Tallied] = {}
        self.shuffles: dict[str, dict[int, str]] = {}
        self.factors: dict[str, dict[int, str]] = {}
        self.decrypted: dict[str, Decrypted] = {}
        self.destroyed: dict[str, int] = {}
        """Files of ballots that an act destroyed, by their hash: since when nobody is to keep them."""
        self.fingerprints: dict[str, str] = {}
        """Every archive that was ever set up, by its fingerprint: the box that it was for."""
        self._of: dict[tuple[str, str], str] = {}

    def set_up(self, box: Box) -> None:
        """Add a box; it takes the place of an earlier one for the same elections."""
        self.all[box.name] = box
        self.fingerprints[box.fingerprint] = box.name
        self.rehearsed[box.name], self.heads[box.name] = {}, []
        self.shuffles[box.name], self.factors[box.name] = {}, {}
        for election in box.elections:
            self._of[election, box.unit] = box.name

    def of(self, election: str, unit: str) -> Box | None:
        """Give the box that holds the votes of a unit in an election."""
        return self.all.get(self._of.get((election, unit), ""))

    def current(self, box: Box) -> bool:
        """Whether no later box has taken the place of this one in any of its elections."""
        return all(self._of[election, box.unit] == box.name for election in box.elections)
