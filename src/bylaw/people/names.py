"""Who is called so, without opening every box: an index of keyed traces of names, numbers and e-mail addresses.

A name is looked for without case and accents, by all its words in any order, or by how its words begin. The rows lie in
`keys.db` and are overwritten with the key of their person; the key of the traces lies in `people.db`. So no copy of
`people.db` holds anything of a name, and to guess names takes both files. A trace only says whom to look at: each one
who is found is opened and compared, and only those whom the one who asks may know.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import islice

from bylaw.people.boxes import opened
from bylaw.people.person import Person
from bylaw.people.sealing import Damaged
from bylaw.people.text import words_of

TABLES = """
CREATE TABLE vault.found_by (trace INTEGER NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (trace, person))
    STRICT, WITHOUT ROWID;
CREATE INDEX vault.found_by_of ON found_by (person);
CREATE TABLE finder (key BLOB NOT NULL CHECK (length(key) = 32)) STRICT;
"""
WHOLE = 3
"""Shorter words are looked for whole; of longer ones the beginning is enough."""
_STEM = 5
_MOST = 12
"""By how many words an index is asked; those beyond are compared."""
_BATCH = 5000
_BOXES = "SELECT member, person, key, box FROM member JOIN person USING (person) LEFT JOIN vault.key USING (person)"

May = Callable[[str], bool]
"""Says of a member id whether the one who asks may know whose it is; she is not opened before."""
Found = Iterator[tuple[str, Person]]


class Names:
    """The index of a register; it shares the register's connection and its thread.

    Raises `sqlite3.Error` when the disk fails, `Damaged` when the files were changed.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        found = db.execute("SELECT key FROM finder").fetchone()
        if found is None:
            raise Damaged("the register has lost the key by which it finds names")
        self._key = bytes(found[0])

    def note(self, people: Iterable[tuple[int | None, Person]]) -> None:
        """Let persons be found, by their rows; in a transaction."""
        rows = ((self._trace(term), row) for row, person in people for term in _terms(person))
        self._db.executemany("INSERT OR IGNORE INTO vault.found_by VALUES (?, ?)", sorted(rows))

    def forget(self, row: int) -> None:
        """Let a person be found no more; in a transaction."""
        self._db.execute("DELETE FROM vault.found_by WHERE person = ?", (row,))

    def fill(self) -> None:
        """Note everybody whose box can be opened, in a register that had no index; in a transaction."""
        boxes = "SELECT person, key, box FROM person JOIN vault.key USING (person)"
        readable = _readable(self._db.execute(boxes))
        while batch := list(islice(readable, _BATCH)):
            self.note(batch)

    def called(self, typed: str, may: May) -> Found:
        """Give those whose whole name this is: the same words in any order, without case and accents."""
        name = _name(typed)
        return self._found([f"name {name}"] if name else [], may, lambda person: _name(person.name) == name)

    def beginning(self, typed: str, may: May) -> Found:
        """Give those of whose names a word begins as each word of this does; one of few letters is meant whole."""
        words = words_of(typed)
        return self._found(
            [f"word {_stems(word)[-1]}" for word in words[:_MOST]],
            may,
            lambda person: all(_begins(word, words_of(person.name)) for word in words),
        )

    def numbered(self, typed: str, may: May) -> Found:
        """Give those who have this number elsewhere."""
        number = _flat(typed)
        return self._found(
            [f"number {number}"] if number else [], may, lambda person: _flat(person.number) == number
        )

    def reached(self, address: str, may: May) -> Found:
        """Give those who have this e-mail address."""
        email = address.casefold()
        return self._found(
            [f"email {email}"] if email else [], may, lambda person: person.email.casefold() == email
        )

    def _found(self, terms: list[str], may: May, fits: Callable[[Person], bool]) -> Found:
        if not terms:
            return
        rows = " INTERSECT ".join(["SELECT person FROM vault.found_by WHERE trace = ?"] * len(terms))
        asked = f"{_BOXES} WHERE person IN ({rows}) ORDER BY person, member"
        for member, row, key, box in self._db.execute(asked, [self._trace(term) for term in terms]):
            if may(member) and fits(person := opened(row, key, box)):
                yield member, person

    def _trace(self, term: str) -> int:
        made = blake2b(term.encode(), key=self._key, digest_size=8, person=b"bylaw-names-v1").digest()
        return int.from_bytes(made, "big", signed=True)


def _terms(person: Person) -> set[str]:
    """Give everything that a person can be found by."""
    found = {f"name {_name(person.name)}"}
    found.update(f"word {stem}" for word in words_of(person.name) for stem in _stems(word))
    found.update(f"number {_flat(person.number)}" for _ in person.number[:1])
    found.update(f"email {person.email.casefold()}" for _ in person.email[:1])
    return found


def _stems(word: str) -> list[str]:
    """Give how a word begins, as far as the index knows it, the longest last; a short word whole."""
    return [word[:length] for length in (WHOLE, _STEM) if length <= len(word)] or [word]


def _begins(beginning: str, words: list[str]) -> bool:
    return any(w.startswith(beginning) if len(beginning) >= WHOLE else w == beginning for w in words)


def _name(text: str) -> str:
    """Write a name as it is compared: its words in order; as it stands where it has none."""
    return " ".join(sorted(words_of(text))) or _flat(text)


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def _readable(boxes: Iterable[tuple[int, bytes, bytes]]) -> Iterator[tuple[int, Person]]:
    """Give the persons whose boxes can be opened: whoever asks for another is told that it is damaged."""
    for row, key, box in boxes:
        try:
            yield row, opened(row, key, box)
        except Damaged:
            continue
