"""Case files in the register: documents that two holders open together, and the log of every look at anybody."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from secrets import token_bytes

import msgspec
from msgspec import Struct
from nacl.public import PrivateKey

from bylaw.people import access, files
from bylaw.people.access import Access, Line, Told
from bylaw.people.person import Opening
from bylaw.people.sealing import Damaged, seal, unseal
from bylaw.people.shares import Half, Hand, Holder, join, new_file, seal_to, split, unseal_with
from bylaw.record.commitment import SALT

KeyOf = Callable[[str], tuple[int, bytes]]
"""Gives the row and the key of a member's person; raises `KeyError` for an unknown member id."""


class Document(Struct, frozen=True):
    """A document of a case file, as the register may list it: its commitment, and the member whom it is about."""

    commitment: str
    about: str


class NotTogether(Exception):
    """These two do not open this file together: one of them holds nothing of its key, or neither judges."""


class Vault:
    """The case files and the access log of a register; it shares the register's connection and its thread.

    Raises `sqlite3.Error` when the disk fails, `Damaged` when the files were changed, `KeyError` for a file or a
    member that there is not.
    """

    def __init__(self, db: sqlite3.Connection, key_of: KeyOf) -> None:
        self._db, self._key_of = db, key_of

    # --- files

    def open_file(self, name: str, holders: Iterable[Holder]) -> None:
        """Make the file of a case for its holders. Raises `sqlite3.IntegrityError` where there is one."""
        key = new_file()
        with files.transaction(self._db):
            self._db.execute("INSERT INTO casefile VALUES (?, ?)", (name, key.public_key.encode()))
            self._share(name, split(key, holders))

    def add(self, name: str, about: str, opening: Opening) -> str:
        """Seal a document into a file, under the key of the member whom it is about too; give its commitment."""
        public = self._public(name)
        row, key = self._key_of(about)
        inner = seal_to(public, msgspec.msgpack.encode(opening))
        box = seal(key, f"document {opening.commitment}", inner)
        with files.transaction(self._db):
            self._db.execute("INSERT INTO document VALUES (?, ?, ?, ?)", (opening.commitment, name, row, box))
        return opening.commitment

    def documents(self, name: str) -> tuple[Document, ...]:
        """List a file: what is in it, and about whom. Nothing of it is opened."""
        self._public(name)
        found = self._db.execute(
            "SELECT commitment, min(member) FROM document JOIN member USING (person) WHERE file = ?"
            " GROUP BY commitment ORDER BY document.rowid",
            (name,),
        )
        return tuple(Document(*row) for row in found)

    def holders(self, name: str) -> tuple[str, ...]:
        """Give the members who hold something of a file's key."""
        self._public(name)
        found = self._db.execute("SELECT DISTINCT holder FROM half WHERE file = ? ORDER BY holder", (name,))
        return tuple(row[0] for row in found)

    def public(self, name: str) -> bytes:
        """Give the public half of a file's key: who joins two halves knows by it that they are the right ones."""
        return self._public(name)

    def half(self, name: str, holder: str, together: str) -> Half:
        """Give a holder's half of a file's key with another, sealed to her. Raises `NotTogether` if there is none."""
        self._public(name)
        return self._half(name, holder, together)

    def read(self, commitment: str, hands: dict[str, Hand], why: Why) -> Opening:
        """Open one document as two holders bring their halves; the look is logged before anything is given out.

        Raises `NotTogether` when these two do not open the file.
        """
        name, about, inner = self._document(commitment)
        key = self._together(name, hands)
        opening = msgspec.msgpack.decode(unseal_with(key, inner), type=Opening)
        if opening.commitment != commitment:
            raise Damaged(f"what is sealed as {commitment} is something else")
        self.log(why, _look(tuple(hands), commitment, name, why, about))
        return opening

    def sealed(self, commitment: str, by: tuple[str, str], why: Why) -> bytes:
        """Give a document as it is sealed to its file, for two holders who open it elsewhere; the look is logged first.

        Raises `NotTogether` when these two do not open the file.
        """
        name, about, inner = self._document(commitment)
        self._half(name, *by)
        self.log(why, _look(by, commitment, name, why, about))
        return inner

    def _document(self, commitment: str) -> tuple[str, str, bytes]:
        """Give of a document its file, the member whom it is about, and what is sealed to the file."""
        found = self._db.execute(
            "SELECT file, person, box FROM document WHERE commitment = ?", (commitment,)
        ).fetchone()
        if found is None:
            raise KeyError(commitment)
        name, row, box = found
        about = self._db.execute("SELECT min(member) FROM member WHERE person = ?", (row,)).fetchone()[0]
        return name, about, unseal(self._key_of(about)[1], f"document {commitment}", box)

    def share_anew(self, name: str, hands: dict[str, Hand], holders: Iterable[Holder]) -> None:
        """Give a file other holders (a judge recused, a panel on appeal): two of those before open it for them."""
        key = self._together(name, hands)
        with files.transaction(self._db):
            self._db.execute("DELETE FROM half WHERE file = ?", (name,))
            self._share(name, split(key, holders))

    def _together(self, name: str, hands: dict[str, Hand]) -> PrivateKey:
        public = self._public(name)
        if len(hands) != 2:
            raise NotTogether("a file is opened by two of its holders, not by one and not by more")
        one, other = hands
        halves = (self._half(name, one, other), self._half(name, other, one))
        return join(halves, (hands[one], hands[other]), public)

    def _half(self, name: str, holder: str, together: str) -> Half:
        found = self._db.execute(
            "SELECT box FROM half WHERE file = ? AND holder = ? AND together = ?", (name, holder, together)
        ).fetchone()
        if found is None:
            raise NotTogether(f"{holder} and {together} do not open {name} together")
        return Half(holder, together, found[0])

    def _share(self, name: str, halves: Iterable[Half]) -> None:
        rows = [(name, half.holder, half.with_, half.box) for half in halves]
        if not rows:
            raise NotTogether("no two of these holders may open the file: one of them has to judge")
        self._db.executemany("INSERT INTO half VALUES (?, ?, ?, ?)", rows)

    def _public(self, name: str) -> bytes:
        found = self._db.execute("SELECT public FROM casefile WHERE name = ?", (name,)).fetchone()
        if found is None:
            raise KeyError(name)
        return bytes(found[0])

    def forget(self, row: int) -> None:
        """Destroy what is about a person, and the keys of files in which nothing else is left; in a transaction."""
        held = "SELECT file FROM document WHERE person = ?"
        touched = {name for (name,) in self._db.execute(held, (row,)).fetchall()}
        for table in ("document", "seen"):
            self._db.execute(f"DELETE FROM {table} WHERE person = ?", (row,))  # noqa: S608
        for name in touched:
            if not self._db.execute("SELECT 1 FROM document WHERE file = ?", (name,)).fetchone():
                self._db.execute("DELETE FROM half WHERE file = ?", (name,))
                self._db.execute("DELETE FROM casefile WHERE name = ?", (name,))

    # --- accesses

    def log(self, why: Why, looked: Access) -> None:
        """Add a line: sealed under the key of whom it is about, or, about everybody, open to all."""
        with files.transaction(self._db):
            number = 1 + self._db.execute("SELECT coalesce(max(number), 0) FROM access").fetchone()[0]
            opening = Opening(why.org, f"access {number}", "access", token_bytes(SALT), access.encode(looked))
            row, box = self._box(number, looked.subject, msgspec.msgpack.encode(opening))
            self._db.execute("INSERT INTO access VALUES (?, ?, ?)", (number, why.at, opening.commitment))
            self._db.execute("INSERT INTO seen VALUES (?, ?, ?)", (number, row, box))

    def _box(self, number: int, subject: str, raw: bytes) -> tuple[int | None, bytes]:
        if subject == access.EVERYBODY:
            return None, raw
        row, key = self._key_of(subject)
        return row, seal(key, f"access {number}", raw)

    def lines(self) -> Iterator[Line]:
        """Give the whole log as everybody may see it, oldest first."""
        rows = self._db.execute("SELECT number, at, commitment FROM access ORDER BY number").fetchall()
        return access.chained(iter(rows))

    def seen(self, member: str) -> dict[str, tuple[str, ...]]:
        """Give who has opened each paper about a member, by its commitment. Raises `KeyError` if unknown."""
        found: dict[str, dict[str, None]] = {}
        for each in self.told(member):
            if each.access.paper:
                found.setdefault(each.access.paper, {}).update(dict.fromkeys(each.access.by))
        return {paper: tuple(by) for paper, by in found.items()}

    def told(self, member: str) -> Iterator[Told]:
        """Give a member what was looked at about her, and what about everybody. Raises `KeyError` if unknown."""
        row, key = self._key_of(member)
        lines = {line.number: line for line in self.lines()}
        found = self._db.execute(
            "SELECT number, person, box FROM seen WHERE person = ? OR person IS NULL ORDER BY number", (row,)
        ).fetchall()
        for number, person, box in found:
            raw = box if person is None else unseal(key, f"access {number}", box)
            opening = msgspec.msgpack.decode(raw, type=Opening)
            if opening.commitment != lines[number].commitment:
                raise Damaged(f"line {number} of the access log is not what was written there")
            yield Told(lines[number], access.decode(opening.value))


class Why(Struct, frozen=True):
    """When somebody looks, in which organisation, and why in words."""

    org: str
    at: int
    words: str


def _look(by: tuple[str, ...], commitment: str, name: str, why: Why, about: str) -> Access:
    """Say that two holders opened a document."""
    return Access(by, f"document {commitment} of {name}", why.words, about, commitment)
