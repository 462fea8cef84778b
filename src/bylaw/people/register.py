"""The private register: who a member id is, how to reach her, and what opens the record's commitments."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Self

import msgspec
from msgspec import Struct

from bylaw.people import files
from bylaw.people.boxes import closed, opened
from bylaw.people.erasure import Erased, InUse, Unnamed
from bylaw.people.names import Names
from bylaw.people.newcomer import Newcomer
from bylaw.people.papers import Papers, unsealed
from bylaw.people.person import Opening, Person
from bylaw.people.preview import Preview
from bylaw.people.problem import Problem
from bylaw.people.sealing import Damaged, new_key, seal, trace
from bylaw.people.vault import Vault

COMMITTED = "name"
"""The field of a person to which joining commits in the record."""

_BATCH = 500


class RollRow(Struct, frozen=True):
    """A newcomer as the record may know her: `name` is the commitment to her name."""

    member: str
    cls: str
    since: date
    body: str
    name: str


class NotImported(Struct, frozen=True):
    """Why nothing was imported."""

    problems: tuple[Problem, ...]


class Register:
    """The register in a folder. One instance belongs to one thread; close it, or use it in a `with` statement.

    Raises `sqlite3.Error` when the disk fails, `Damaged` when the files were changed.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._tracer = files.tracer(connection)
        self.vault = Vault(connection, self._key)
        """The case files, and the log of accesses."""
        self.names = Names(connection)
        """Who is called so."""
        self.papers = Papers(connection)
        """What opens commitments, one by one."""

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make an empty register. Raises `FileExistsError` where there is one."""
        return cls(files.create(folder))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the register of a folder. Raises `files.NoRegister` where there is none."""
        return cls(files.connect(folder))

    def close(self) -> None:
        """Release the files."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def known(self, handles: Collection[str]) -> frozenset[str]:
        """Return those of the handles under which the register holds somebody."""
        return frozenset(self.holders(handles))

    def holders(self, handles: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the member ids of whoever the register holds under each of the handles."""
        traces = {trace(self._tracer, handle): handle for handle in handles}
        asked, found = list(traces), dict[str, tuple[str, ...]]()
        members = "SELECT trace, member FROM handle JOIN member USING (person) WHERE trace IN"
        for start in range(0, len(asked), _BATCH):
            batch = asked[start : start + _BATCH]
            marks = ",".join("?" * len(batch))
            for made, member in self._db.execute(f"{members} ({marks})", batch):
                found[traces[bytes(made)]] = (*found.get(traces[bytes(made)], ()), member)
        return found

    def import_roll(
        self, preview: Preview, org: str, event: str, new_id: Callable[[], str], salt: Callable[[], bytes]
    ) -> tuple[RollRow, ...] | NotImported:
        """Take in a whole preview or nothing, and return what the act that imports the roll may say.

        `event` names that act in the commitments (its nonce); `new_id` gives 128 random bits in hex, `salt` 32 bytes.
        The register comes first and the act second: when the act is refused, `withdraw` the members again.
        """
        if preview.errors:
            return NotImported(preview.errors)
        try:
            with files.transaction(self._db):
                return tuple(self._join(who, org, event, new_id(), salt) for who in preview.rows)
        except sqlite3.IntegrityError:
            words = "the register has changed since this preview, or an id came twice: preview the file again"
            return NotImported((Problem(0, "", "duplicate", words),))

    def _join(self, who: Newcomer, org: str, event: str, member: str, salt: Callable[[], bytes]) -> RollRow:
        name = Opening(org, f"{event} {member}", COMMITTED, salt(), who.person.name.encode())
        self._add(member, who.person, [name])
        return RollRow(member, who.cls, who.since, who.body, name.commitment)

    def add(self, member: str, person: Person, openings: Sequence[Opening] = ()) -> None:
        """Take in one person under a new member id. Raises `sqlite3.IntegrityError` when id or handle are taken."""
        with files.transaction(self._db):
            self._add(member, person, openings)

    def add_apart(self, member: str, person: Person) -> None:
        """Take in a person whose handle somebody else has, under none: an office finds out whether they are one.

        Raises `sqlite3.IntegrityError` when the id is taken.
        """
        with files.transaction(self._db):
            self._seal(member, person)

    def _add(self, member: str, person: Person, openings: Sequence[Opening]) -> None:
        row, key = self._seal(member, person)
        self._trace(row, person)
        self._keep(row, key, openings)

    def _seal(self, member: str, person: Person) -> tuple[int | None, bytes]:
        key = new_key()
        row = self._db.execute("INSERT INTO vault.key (key) VALUES (?)", (key,)).lastrowid
        self._db.execute("INSERT INTO person VALUES (?, ?)", (row, closed(row, key, person)))
        self.names.note([(row, person)])
        self._db.execute("INSERT INTO member VALUES (?, ?)", (member, row))
        return row, key

    def _trace(self, row: int | None, person: Person) -> None:
        traces = [(trace(self._tracer, handle), row) for handle in person.handles]
        self._db.executemany("INSERT INTO handle VALUES (?, ?)", traces)

    def _keep(self, row: int | None, key: bytes, openings: Sequence[Opening]) -> None:
        told = [(opening.commitment, msgspec.msgpack.encode(opening)) for opening in openings]
        boxes = [(name, row, seal(key, f"opening {name}", content)) for name, content in told]
        self._db.executemany("INSERT INTO opening VALUES (?, ?, ?)", boxes)

    def revise(self, member: str, person: Person) -> None:
        """Replace what is known of a member's person.

        Raises `KeyError` for an unknown member id, `sqlite3.IntegrityError` when somebody else has the new handle.
        """
        with files.transaction(self._db):
            row, key = self._key(member)
            box = closed(row, key, person)
            self._db.execute("UPDATE person SET box = ? WHERE person = ?", (box, row))
            self.names.forget(row)
            self.names.note([(row, person)])
            self._db.execute("DELETE FROM handle WHERE person = ?", (row,))
            self._trace(row, person)

    def keep(self, member: str, openings: Sequence[Opening]) -> None:
        """Keep what opens more commitments about a member. Raises `KeyError` for an unknown member id."""
        with files.transaction(self._db):
            self._keep(*self._key(member), openings)

    def person(self, member: str) -> Person | None:
        """Return who a member id is; None when the register does not know it, or no longer."""
        try:
            row, key = self._key(member)
        except KeyError:
            return None
        (box,) = self._db.execute("SELECT box FROM person WHERE person = ?", (row,)).fetchone()
        return opened(row, key, box)

    def people(self) -> Iterator[tuple[str, Person]]:
        """Yield every member id with its person, one at a time."""
        boxes = "SELECT member, person, key, box FROM member JOIN person USING (person)"
        for member, row, key, box in self._db.execute(f"{boxes} LEFT JOIN vault.key USING (person)"):
            yield member, opened(row, key, box)

    def openings_for(self, member: str) -> tuple[Opening, ...]:
        """Return what opens the commitments about a member's person. Raises `KeyError` for an unknown member id."""
        row, key = self._key(member)
        found = self._db.execute(
            "SELECT commitment, box FROM opening WHERE person = ? ORDER BY rowid", (row,)
        )
        return tuple(unsealed(name, key, box) for name, box in found)

    def _key(self, member: str) -> tuple[int, bytes]:
        found = self._db.execute("SELECT person FROM member WHERE member = ?", (member,)).fetchone()
        if found is None:
            raise KeyError(member)
        key = self._db.execute("SELECT key FROM vault.key WHERE person = ?", found).fetchone()
        if key is None:
            raise Damaged(f"there is no key for person {found[0]}")
        return found[0], bytes(key[0])

    def erasure_list(self, member: str) -> tuple[str, ...]:
        """Return the commitments that an act of erasure must name. Raises `KeyError` for an unknown member id."""
        row, _ = self._key(member)
        names = "SELECT commitment FROM {} WHERE person = ? ORDER BY rowid"
        found = (self._db.execute(names.format(table), (row,)) for table in ("opening", "document"))
        return tuple(name for rows in found for (name,) in rows)

    def memberships(self, member: str) -> tuple[str, ...]:
        """Return every member id of a member's person. Raises `KeyError` for an unknown member id."""
        row, _ = self._key(member)
        found = self._db.execute("SELECT member FROM member WHERE person = ?", (row,))
        return tuple(name for (name,) in found)

    def erase(
        self, member: str, named: Collection[str], in_use: Callable[[str], str]
    ) -> Erased | InUse | Unnamed:
        """Destroy the key of a member's person and all that was sealed under it, in both files.

        `named` are the commitments that the act of erasure names; `in_use` says for a member id or a commitment which
        case, appeal, election or period still needs it, or nothing. Raises `KeyError` for an unknown member id.
        """
        with files.transaction(self._db):
            row, _ = self._key(member)
            openings, members = self.erasure_list(member), self.memberships(member)
            if missing := tuple(name for name in openings if name not in named):
                return Unnamed(missing)
            for what in (*members, *openings):
                if why := in_use(what):
                    return InUse(what, why)
            self._destroy(row)
            return Erased(members, openings)

    def withdraw(self, members: Collection[str]) -> None:
        """Take back members whose act of joining never entered the record. Raises `KeyError` for an unknown one."""
        with files.transaction(self._db):
            for row in [self._key(member)[0] for member in members]:
                self._destroy(row)

    def _destroy(self, row: int) -> None:
        self._db.execute("UPDATE vault.key SET key = zeroblob(32) WHERE person = ?", (row,))
        self.vault.forget(row)
        self.names.forget(row)
        for table in ("opening", "handle", "member", "person", "vault.key"):
            self._db.execute(f"DELETE FROM {table} WHERE person = ?", (row,))  # noqa: S608
