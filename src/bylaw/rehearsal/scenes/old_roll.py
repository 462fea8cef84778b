"""The old list of members is imported; two officers attest it, and nobody's name enters the record."""

from __future__ import annotations

from io import BytesIO
from itertools import count

from msgspec.structs import replace

from bylaw.acts.members.roll_import import Row, digest_of
from bylaw.acts.members.standing import Dues
from bylaw.people.files import FOLDER
from bylaw.people.layout import PLAIN
from bylaw.people.preview import preview
from bylaw.people.register import NotImported, Register, RollRow
from bylaw.people.rows import chunks as cut
from bylaw.people.rows import record_rows
from bylaw.rehearsal.known import person
from bylaw.rehearsal.local import FOUNDERS, START, Local
from bylaw.rehearsal.roll import roll_csv
from bylaw.state.bodies import ROOT

MEMBERS = 240
WITH_KEYS = 60
"""How many of them have a key of their own from the first day."""


def play(local: Local, members: int = MEMBERS) -> None:
    """Import a list of so many, against somebody who slips a member into it, and attest who has paid."""
    on = local.on
    rows = _rows(local, members)
    chunks = list(cut(rows))
    digests = tuple(map(digest_of, chunks))
    tell = f"secretary and president attest the old roll of {len(rows)} members; no name leaves the register"
    on.do("open-import", *local.pair(), roll="roll-2025", chunks=digests, members=len(rows), tell=tell)
    slipped = (*chunks[0][:-1], Row("f" * 32, "root", "ordinary", START))
    tell = "somebody slips a member of his own into the list"
    on.refused("import-chunk", roll="roll-2025", rows=slipped, tell=tell)
    for chunk in chunks:
        on.do("import-chunk", roll="roll-2025", rows=chunk)
    dues = tuple(Dues(row.member, "2025-12-31T23:59:59Z") for row in rows)
    tell = "the treasurer attests until when dues are paid, never how much"
    on.do("attest-standing", on.as_office("carla", "treasurer"), dues=dues, tell=tell)


def _rows(local: Local, members: int) -> tuple[Row, ...]:
    on = local.on
    rows = record_rows(on.state, _registered(local, members), ROOT)
    keys = [on.cast(f"m{n:03}").key.key for n in range(WITH_KEYS)]
    return tuple(replace(row, key=keys[n] if n < WITH_KEYS else None) for n, row in enumerate(rows))


def _registered(local: Local, members: int) -> tuple[RollRow, ...]:
    """Enter the names into the register, where they stay."""
    on = local.on
    folder = on.organisation.folder
    raw = roll_csv(members, on.seed)
    (folder / "roll.csv").write_bytes(raw)
    names, salts = count(), count()
    with Register.create(folder / FOLDER) as register:
        for n, name in enumerate(FOUNDERS, start=1):
            register.add(on.member(name), person(n, name))
        taken = register.import_roll(
            preview(BytesIO(raw), PLAIN, register),
            on.state.identity.org,
            "roll-2025",
            lambda: on.member(f"m{next(names):03}"),
            lambda: on.draw(f"salt {next(salts)}", 32),
        )
    assert not isinstance(taken, NotImported), taken.problems
    return taken
