"""The portal's one hold on the organisation: its record, its clock, its private register.

The server has one worker thread, so nothing here is locked; another process that appends is followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import msgspec
from django.conf import settings
from msgspec import Struct

from bylaw.acts.act import Act
from bylaw.acts.reader import read_act
from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.portal.clock import Clock
from bylaw.portal.founding.under_way import DRAFT
from bylaw.record.broken import Broken
from bylaw.record.entry import Entry, parse_entry
from bylaw.record.log.checkpoint import Checkpoint, parse_checkpoint
from bylaw.record.log.note import Note, parse_note
from bylaw.rules.clause import Provision
from bylaw.state import State
from bylaw.store.files import read_bounded
from bylaw.store.organisation import Organisation
from bylaw.store.saving import Saving

DAY = 86_400
MAX_CHECKPOINT = 256_000
LATELY = 2000
"""Among how many of the newest entries a second click looks for the first."""


class Line(Struct, frozen=True):
    """One entry as the feed shows it: its place in the log, the entry's bytes, and both as read."""

    index: int
    raw: bytes
    entry: Entry
    act: Act


class Desk:
    """One organisation, opened for serving."""

    def __init__(self, folder: Path, organisation: Organisation) -> None:
        self.folder, self.organisation = folder, organisation
        self.clock = Clock()
        """What a real clock is read from."""
        self._clock = 0
        """Where a simulated clock stands, if it is ahead of the last entry."""
        self._named: dict[str, str] = {}
        self._named_at = 0
        self._saving = Saving(folder, organisation.covered)

    @property
    def state(self) -> State:
        """What the record says now."""
        return self.organisation.state

    @property
    def demo(self) -> bool:
        """Whether the record's clock is simulated: then mail goes to a page, and keys may lie in the folder."""
        return self.state.identity.clock == "simulated"

    @property
    def evidence(self) -> Mapping[str, object]:
        """The attachments of the record and the openings of what is sealed, for the judge."""
        return self.organisation.evidence

    def now(self) -> int:
        """The time of an act: the machine's under a real clock, else that of the last entry."""
        if self.state.identity.clock == "real":
            return max(self.clock.now(), self.state.at)
        return max(self.state.at, self._clock)

    def wait(self, days: int) -> None:
        """Let a simulated clock go on."""
        self._clock = self.now() + days * DAY

    def follow(self) -> bool:
        """Fold what another process appended; gives whether there was anything."""
        before = self.state.size
        self.organisation.refresh()
        self._saving.look(self.state.size)
        return self.state.size > before

    def announced(self) -> int:
        """How many entries the published head covers."""
        head = self.head()
        found = parse_checkpoint(head.text) if head else None
        return found.size if isinstance(found, Checkpoint) else 0

    def lines(self, start: int, stop: int) -> Iterator[Line]:
        """Give the entries [start, stop), in order."""
        for index, raw in enumerate(self.organisation.raw_entries(start, min(stop, self.state.size)), start):
            entry = parse_entry(raw)
            assert not isinstance(entry, Broken)
            act = read_act(entry.act)
            assert not isinstance(act, Broken)
            yield Line(index, raw, entry, act)

    def line(self, index: int) -> Line | None:
        """Give one entry; None when the log has none there."""
        return next(self.lines(index, index + 1), None) if 0 <= index < self.state.size else None

    def place_of(self, act: bytes) -> int:
        """Give the entry of an act that was taken in lately: one click twice is one entry. -1 when there is none."""
        if sha256(act).digest() not in self.state.taken:
            return -1
        newest = self.lines(max(0, self.state.size - LATELY), self.state.size)
        return next((line.index for line in newest if line.entry.act == act), -1)

    def head(self) -> Note | None:
        """Give the published checkpoint, with its cosignatures."""
        raw = read_bounded(self.folder / "record" / "checkpoint", MAX_CHECKPOINT)
        note = parse_note(raw) if raw is not None else None
        return note if isinstance(note, Note) else None

    def signed_head(self) -> dict[str, tuple[str, ...]]:
        """Give the published checkpoint as pages show it: its lines, and the names of all who signed it."""
        note = self.head()
        if note is None:
            return {"head": (), "signatures": ()}
        return {
            "head": tuple(note.text.splitlines()),
            "signatures": tuple(line.name for line in note.signatures),
        }

    def reachable_by(self, address: str) -> list[tuple[str, Person]]:
        """Give the members with this e-mail address."""
        if not (self.folder / FOLDER).is_dir():
            return []
        with Register.open(self.folder / FOLDER) as register:
            return list(register.names.reached(address, lambda _member: True))

    def person(self, member: str) -> Person | None:
        """Give what the register knows of a member; None when it does not know her."""
        if not (self.folder / FOLDER).is_dir():
            return None
        with Register.open(self.folder / FOLDER) as register:
            return register.person(member)

    def registered_name(self, member: str) -> str:
        """Give a member's name as the register has it; empty for nobody, and for whom the register does not know.

        Names are read again after each entry, so that one corrected or erased by another process is soon gone.
        """
        if self._named_at != self.state.size:
            self._named, self._named_at = {}, self.state.size
        if member not in self._named:
            person = self.person(member) if member else None
            if person is None:
                return ""
            self._named[member] = person.name
        return self._named[member]

    def called(self, member: str) -> str:
        """Give a member's name for readers who know her, or her id, shortened, where the register has none."""
        return self.registered_name(member) or f"{member[:8]}…"

    def name_of(self, member: str) -> str:
        """Give the name of an officer or candidate, or else of anybody her id, shortened: what everybody reads."""
        return self.called(member) if self.in_public(member) else f"{member[:8]}…"

    def in_public(self, member: str) -> bool:
        """Whether somebody holds office or stands for it: her name is public by her own doing."""
        state, at = self.state, self.now()
        return any(m.end > at for m in state.offices.of_member(member)) or any(
            member in named for named in state.elections.nominations.values()
        )

    def changed(self, member: str) -> None:
        """Read a member's name again: the register was corrected."""
        self._named.pop(member, None)

    def forget(self, member: str) -> None:
        """Take back an applicant whose application was not taken in."""
        self.changed(member)
        with Register.open(self.folder / FOLDER) as register:
            register.withdraw([member])

    @property
    def closed_by(self) -> Provision | None:
        """The clause by which members alone are given entries now; None where anyone is."""
        found = self.state.bylaws.on(self.now()).one("audience")
        return found if found is not None and found.rule.entries == "members" else None

    def belongs(self, member: str) -> bool:
        """Whether a member is on the roll now."""
        return any(True for _ in self.state.members.roll.current(member, self.now()))

    def left(self, member: str) -> bool:
        """Whether somebody was on the roll once and is not now: what concerns herself stays open to her."""
        began = any(spell.start <= self.now() for spell in self.state.members.roll.spells.get(member, ()))
        return began and not self.belongs(member)

    def lets_in(self, members: Iterable[str]) -> list[str]:
        """Give those who may log in: who belongs, or, where nobody does, who did once."""
        found = list(members)
        return [m for m in found if self.belongs(m)] or [m for m in found if self.left(m)]


def open_desk(folder: Path) -> Desk | Broken:
    """Open the organisation in a folder."""
    organisation = Organisation.open(folder)
    if isinstance(organisation, Broken):
        return organisation
    if not organisation.state.size or (folder / DRAFT).exists():
        organisation.close()
        return Broken("storage", f"{folder} is not founded yet: go on with 'bylaw found {folder}'")
    return Desk(folder, organisation)


def desk() -> Desk:
    """Give the organisation that this process serves."""
    found = settings.BYLAW_DESK
    assert isinstance(found, Desk)
    return found


def builtins(thing: object) -> dict[str, object]:
    """Give a struct as plain names and values."""
    found = msgspec.to_builtins(thing)
    assert isinstance(found, dict)
    return found
