"""A roll on its way from a file into the record: into the register first, then signed for, then in, chunk by chunk.

Nobody's name waits anywhere but in the register. What waits in the portal's own tables are the rows as the record will
hold them. A roll that nobody signed for in time leaves the register again.
"""

from __future__ import annotations

import secrets
from collections import Counter
from hashlib import sha256
from typing import BinaryIO

import msgspec
from django.db import transaction
from msgspec import Struct

from bylaw.acts.members.roll_import import ImportChunk, OpenImport, Row, Rows, digest_of
from bylaw.people.files import FOLDER
from bylaw.people.layout import LAYOUTS, Unsaid
from bylaw.people.preview import Preview, preview
from bylaw.people.problem import Problem
from bylaw.people.register import NotImported, Register
from bylaw.people.rows import chunks, fitting, record_rows
from bylaw.portal import drafts, signing
from bylaw.portal.desk import Desk
from bylaw.portal.herald import announce
from bylaw.portal.models import Pending, Roll, RollPart
from bylaw.portal.turn import aside
from bylaw.record.broken import Broken
from bylaw.record.encoding import encode
from bylaw.rules.finding import Finding

MOST = 200_000
"""Members of one file: so many chunks can be listed in one act."""
AT_ONCE = 12
"""Chunks that one request takes in: about three thousand members."""
SHOWN = 10
BLOCK = 2**20
_ROWS = msgspec.json.Decoder(Rows)


class Told(Struct, frozen=True):
    """What those who sign for a roll ought to know: warnings, how many of which class where, and the first ids."""

    warnings: tuple[Problem, ...]
    counts: tuple[tuple[str, str, int], ...]
    first: tuple[str, ...]


_TOLD = msgspec.json.Decoder(Told)


class Brought(Struct, frozen=True):
    """How a file is to be read: its bytes, its layout, the unit of rows that name none, and what they do not say.

    ``reach`` are the bodies whose rolls its bringer may bring: any other unit is one that there is not.
    """

    file: BinaryIO
    layout: str
    unit: str
    reach: frozenset[str]
    unsaid: Unsaid = Unsaid()

    def digest(self) -> str:
        """Give what tells this file, read in this way, from every other."""
        found = sha256(f"{self.layout}\n{self.unit}\n{self.unsaid.since}\n{self.unsaid.cls}\n".encode())
        self.file.seek(0)
        while block := self.file.read(BLOCK):
            found.update(block)
        self.file.seek(0)
        return found.hexdigest()


def told(roll: Roll) -> Told:
    """Read what a roll's signers ought to know."""
    return _TOLD.decode(roll.told)


def bring(desk: Desk, brought: Brought, member: str) -> Roll | Preview:
    """Take a whole file into the register, to be signed for; or give what is wrong with it, row by row."""
    digest = brought.digest()
    before = Roll.objects.filter(digest=digest).first()
    if before is not None:
        return before
    with aside(), _register(desk) as register:
        found = preview(brought.file, LAYOUTS[brought.layout], register, brought.unsaid)
    found = fitting(found, desk.state, brought.unit, desk.now(), brought.reach)
    if len(found.rows) > MOST:
        found = _wrong(
            found, Problem(0, "", "size", f"{len(found.rows)} members; at most {MOST} in one file")
        )
    return (
        found if found.errors else _kept(desk, brought, found, Roll(digest=digest, by=member, at=desk.now()))
    )


def _kept(desk: Desk, brought: Brought, found: Preview, roll: Roll) -> Roll | Preview:
    roll.nonce = secrets.token_hex(16)
    roll.name, roll.members = f"roll-{roll.nonce[:8]}", len(found.rows)
    with aside(), _register(desk) as register:
        draw = (lambda: secrets.token_hex(16), lambda: secrets.token_bytes(32))
        taken = register.import_roll(found, desk.state.identity.org, roll.nonce, *draw)
    if isinstance(taken, NotImported):
        return _wrong(found, *taken.problems)
    rows = record_rows(desk.state, taken, brought.unit)
    roll.told = msgspec.json.encode(_told(found, rows)).decode()
    with transaction.atomic():
        roll.save(force_insert=True)
        parts = (RollPart(roll=roll, digest=digest_of(part), rows=encode(part)) for part in chunks(rows))
        RollPart.objects.bulk_create(parts, batch_size=50)
    return roll


def _told(found: Preview, rows: tuple[Row, ...]) -> Told:
    counts = Counter((row.body, row.cls) for row in rows)
    return Told(
        found.warnings,
        tuple((body, cls, n) for (body, cls), n in sorted(counts.items())),
        tuple(row.member for row in rows[:SHOWN]),
    )


def _wrong(found: Preview, *problems: Problem) -> Preview:
    return Preview(found.rows, (*found.errors, *problems), found.warnings)


def _register(desk: Desk) -> Register:
    place = desk.folder / FOLDER
    return Register.open(place) if place.exists() else Register.create(place)


def opening(desk: Desk, roll: Roll, member: str) -> drafts.Draft:
    """Write the act that attests a roll, for a member and whoever must sign with her."""
    digests = tuple(RollPart.objects.filter(roll=roll).order_by("pk").values_list("digest", flat=True))
    fields = {"roll": roll.name, "chunks": digests, "members": roll.members}
    return drafts.of(desk, OpenImport, fields, member, roll.nonce)


def waiting(desk: Desk, roll: Roll) -> Pending | None:
    """Give the act on a roll that waits for the rest of its signers, and can still be taken in."""
    return next((each for each in _signed(roll) if each.until > desk.now()), None)


def _signed(roll: Roll) -> list[Pending]:
    return list(Pending.objects.filter(kind=OpenImport.kind(), act__contains=f'"nonce":"{roll.nonce}"'))


def recorded(desk: Desk, roll: Roll) -> int:
    """Give how many members of a roll are in the record; -1 while it is not signed for."""
    taken = desk.state.imports.taken.get(roll.name)
    return -1 if taken is None else sum(taken.values())


def go_on(desk: Desk, roll: Roll) -> tuple[Finding, ...] | Broken:
    """Take the next chunks of a roll in that was signed for; gives what refuses them."""
    missing = set(desk.state.imports.missing(roll.name))
    parts = list(RollPart.objects.filter(roll=roll, digest__in=missing).order_by("pk")[:AT_ONCE])
    acts = [_chunk(desk, roll, part) for part in parts]
    done = desk.organisation.submit_many(desk.now(), [(act, ()) for act in acts], desk.evidence)
    if isinstance(done, Broken):
        return done
    announce()
    if not desk.state.imports.missing(roll.name):
        RollPart.objects.filter(roll=roll).delete()
    return tuple(finding for each in done if each.refused for finding in each.findings)


def _chunk(desk: Desk, roll: Roll, part: RollPart) -> bytes:
    fields = {"roll": roll.name, "rows": _ROWS.decode(bytes(part.rows))}
    act = drafts.written(desk, ImportChunk, fields)
    assert isinstance(act, ImportChunk), act
    return encode(act)


def discard(desk: Desk, roll: Roll) -> None:
    """Take a roll out of the register again that is not in the record."""
    assert recorded(desk, roll) < 0
    parts = RollPart.objects.filter(roll=roll)
    members = [row.member for part in parts.iterator() for row in _ROWS.decode(bytes(part.rows))]
    with aside(), _register(desk) as register:
        register.withdraw([member for member in members if register.person(member)])
    for pending in _signed(roll):
        signing.forget(pending.name)
    roll.delete()


def tidy(desk: Desk) -> None:
    """Discard the rolls that nobody signed for while there was time."""
    for roll in Roll.objects.filter(at__lt=desk.now() - drafts.WAITS):
        if recorded(desk, roll) < 0 and waiting(desk, roll) is None:
            discard(desk, roll)
