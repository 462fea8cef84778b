"""Bringing in a roll that existed before the record: one signed act that lists the digests of its chunks.

Each chunk is admitted because its digest is listed, whoever submits it. What a row says of the time before
the record is attested by those who signed the list; on the roll a member is from her chunk's entry on.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from bylaw.acts.act import Act, Body, Count, Digest, Evidence, Id, Name, Stamp
from bylaw.acts.days import after_days, day
from bylaw.record.clock import instant
from bylaw.record.encoding import encode
from bylaw.record.keys import Key, key_flaw
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.imports import Import
from bylaw.state.keys import HeldKey
from bylaw.state.roll import Spell

OPEN_DAYS = 60
"""How many days the chunks of an import may come in."""

NewImport = Annotated[Name, Meta(extra={"new": "import"})]
ImportRef = Annotated[str, Meta(max_length=63, extra={"ref": "import"})]


class Row(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One member of an imported roll: her id, body and class, since when, and a key if one is known.

    ``name`` is the commitment to her name: with it nobody can later say that the id is somebody else.
    """

    member: Id
    body: Body
    cls: Name
    since: Stamp
    key: Key | None = None
    name: Digest | None = None


Rows = Annotated[tuple[Row, ...], Meta(min_length=1, max_length=1000)]


def digest_of(rows: tuple[Row, ...]) -> str:
    """Give the digest of a chunk: SHA-256 of its rows in the record's encoding."""
    return sha256(encode(rows)).hexdigest()


class OpenImport(Act, frozen=True, kw_only=True, tag="open-import/1"):
    """Attest a roll from before the record: how many members it has, and a fingerprint of each part.

    ``chunks`` are the digests of the parts.
    """

    roll: NewImport
    chunks: Annotated[tuple[Digest, ...], Meta(min_length=1, max_length=850)]
    members: Count

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a chunk listed twice."""
        if len(set(self.chunks)) != len(self.chunks):
            yield own(17, "a chunk is listed twice", "list each once")

    def apply(self, state: State, at: int) -> None:
        """Wait for the chunks."""
        ends = after_days(state, at, OPEN_DAYS)
        state.imports.open(Import(self.roll, self.chunks, self.members, at, ends))


class ImportChunk(Act, frozen=True, kw_only=True, tag="import-chunk/1"):
    """Take in one part of an attested roll."""

    proves_itself: ClassVar[bool] = True
    roll: ImportRef
    rows: Rows

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a chunk that is not listed, or taken in already, and every row that cannot be."""
        roll, digest = state.imports.all[self.roll], digest_of(self.rows)
        if digest not in roll.chunks:
            yield own(
                13, f"chunk {digest} is not listed by {self.roll}", "submit the rows as they were signed"
            )
        if digest in state.imports.taken[self.roll]:
            yield own(3, "this chunk is in the record already", "submit the chunks that are missing")
        if at >= roll.ends:
            yield own(15, f"{self.roll} ended on {day(state, roll.ends)}", "attest the rest anew")
        if len(self.rows) > roll.members - sum(state.imports.taken[self.roll].values()):
            yield own(
                17, f"members of {self.roll}: {roll.members}; its chunks have more", "attest the roll anew"
            )
        seen: set[str] = set()
        for row in self.rows:
            yield from self._row(state, row, seen, at)

    def _row(self, state: State, row: Row, seen: set[str], at: int) -> Iterator[Finding]:
        body, who = state.bodies.all[row.body], row.member
        if who in seen or any(True for _ in state.members.roll.current(who, at)):
            yield own(8, f"{who} is on the roll already", "import each member once")
        seen.add(who)
        if body.organ or not body.holds(at):
            yield own(8, f"{row.body} has no roll, or is no more", "name a unit that has members")
        if (instant(row.since) or 0) > at:
            yield own(14, f"{who} is a member since {row.since}", "name a day that has been")
        law = state.bylaws.on(at).one("classes", "apply", body.kind)
        if law is not None and row.cls not in {c.name for c in law.rule.names}:
            yield law.breach(f"there is no class '{row.cls}'", "choose a class that the clause names")
        if row.key is not None:
            yield from _key(state, row.key, who)

    def apply(self, state: State, at: int) -> None:
        """Put every member of the chunk on the roll, with the seniority attested."""
        for row in self.rows:
            spell = Spell(row.body, row.cls, at, joined=instant(row.since) or at, how="imported")
            state.members.roll.enter(row.member, spell, state.bodies.above[row.body])
            if row.key is not None and row.key.thumbprint not in state.keys.all:
                state.keys.register(HeldKey(row.key.thumbprint, row.key, row.member, at, how="import"))
        state.imports.taken[self.roll][digest_of(self.rows)] = len(self.rows)


def _key(state: State, key: Key, member: str) -> Iterator[Finding]:
    if flaw := key_flaw(key):
        yield own(7, f"the key of {member} is none: {flaw}", "leave it out, or correct it")
        return
    held = state.keys.all.get(key.thumbprint)
    if held is not None and held.member != member:
        yield own(7, f"key {key.thumbprint} belongs to another member", "leave it out")
