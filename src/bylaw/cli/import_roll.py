"""`bylaw import`: a roll from a file into the register and, without a name, into the record."""

from __future__ import annotations

import secrets
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from bylaw.acts.act import Act, Seen
from bylaw.acts.members.roll_import import ImportChunk, OpenImport, Row, digest_of
from bylaw.cli.act import moment_for
from bylaw.cli.listed import Answer, stop
from bylaw.cli.options import AsJson, At, Folder, Keys, OnlyPreview
from bylaw.cli.shell import fail, put
from bylaw.cli.signers import Hand, hand, with_rights
from bylaw.people.files import FOLDER, NoRegister
from bylaw.people.layout import LAYOUTS, PLAIN, Unsaid, meant
from bylaw.people.preview import Preview, preview
from bylaw.people.register import NotImported, Register, RollRow
from bylaw.people.rows import chunks, fitting, record_rows
from bylaw.people.sealing import Damaged
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.rules.finding import Finding
from bylaw.state.bodies import ROOT
from bylaw.store.organisation import Organisation

DAY = 86_400
BEGINNING = 64
"""By how many bytes a file shows what it is; they stay to be read, from a pipe too."""
Refused = tuple[int, tuple[Finding, ...]]
"""How many members the record did not take in, and why."""


class Desk(NamedTuple):
    """Where the import is done: the organisation, its register, the time, and who signs."""

    organisation: Organisation
    register: Register
    at: int
    hands: tuple[Hand, ...]


@click.command("import")
@Folder
@click.argument("roll", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--layout",
    type=click.Choice(list(LAYOUTS)),
    default=PLAIN.name,
    help="How its columns are called; vCards and Popolo JSON are known by how they begin.",
)
@click.option("--unit", default=ROOT, help="The unit of rows that name none.")
@click.option("--joined", default="", help="The day of joining of rows that name none: 2024-05-31.")
@click.option("--class", "cls", default="", help="The class of rows that name none.")
@Keys
@At
@OnlyPreview
@AsJson
def import_command(  # noqa: PLR0913 - one option each
    *,
    folder: Path,
    roll: Path,
    layout: str,
    unit: str,
    joined: str,
    cls: str,
    keys: tuple[str, ...],
    moment: str,
    only_preview: bool,
    as_json: bool,
) -> None:
    """Take in a roll from before the record: names into DIR's register, random ids into its record.

    Every error is shown with its row, and with any nothing is written. Exit status: 0 taken in (or could be),
    1 refused, 3 something cannot be read or written.
    """
    organisation = Organisation.open(folder)
    if isinstance(organisation, Broken):
        fail(organisation.detail)
    at = moment_for(organisation, moment)
    hands = tuple(hand(folder, organisation.state, key, {}) for key in keys)
    try:
        with _register(folder) as register:
            desk = Desk(organisation, register, at, hands)
            found = _read(desk, roll, (layout, unit), Unsaid(joined, cls))
            writes = not only_preview and not found.errors
            out, findings = _take_in(desk, found, unit) if writes else (0, ())
            written = writes and out < len(found.rows)
            answer = Answer(len(found.rows) - out, written, found.errors, found.warnings, findings)
            answer.put("taken in" if written else "could be taken in; nothing was written", as_json=as_json)
    except OSError as error:
        fail(f"{error.filename or roll}: {error.strerror or error}")
    except (NoRegister, Damaged, sqlite3.Error) as error:
        fail(str(error))


def _register(folder: Path) -> Register:
    place = folder / FOLDER
    return Register.open(place) if place.exists() else Register.create(place)


def _read(desk: Desk, roll: Path, read_as: tuple[str, str], unsaid: Unsaid) -> Preview:
    layout, unit = read_as
    with roll.open("rb") as source:
        named = meant(source.peek(BEGINNING)[:BEGINNING], layout)
        found = preview(source, LAYOUTS[named], desk.register, unsaid)
    state = desk.organisation.state
    return fitting(found, state, unit, desk.at, state.bodies.all)


def _take_in(desk: Desk, found: Preview, unit: str) -> Refused:
    """Write the register first, then the record; whom the record refuses leaves the register again.

    Where the disk fails between the two, ``bylaw person orphans`` finds who is in the register alone.
    """
    nonce = secrets.token_hex(16)
    org = desk.organisation.state.identity.org
    draw = (lambda: secrets.token_hex(16), lambda: secrets.token_bytes(32))
    taken = desk.register.import_roll(found, org, nonce, *draw)
    if isinstance(taken, NotImported):
        stop(taken.problems)
    refused, findings = _record(desk, taken, nonce, unit)
    desk.register.withdraw(refused)
    return len(refused), findings


def _record(
    desk: Desk, taken: tuple[RollRow, ...], nonce: str, unit: str
) -> tuple[list[str], tuple[Finding, ...]]:
    """Submit the act that lists the chunks, then the chunks; gives the members whom the record refused, and why."""
    parts = list(chunks(record_rows(desk.organisation.state, taken, unit)))
    name = f"roll-{nonce[:8]}"
    opening = OpenImport(
        **_envelope(desk, nonce), roll=name, chunks=tuple(map(digest_of, parts)), members=len(taken)
    )
    signed = with_rights(desk.organisation.state, opening, desk.at, desk.hands)
    if findings := _submit(desk, signed, desk.hands):
        return [row.member for row in taken], findings
    refused: list[Row] = []
    for part in _shown(parts):
        chunk = ImportChunk(**_envelope(desk, secrets.token_hex(16)), roll=name, rows=part)
        if why := _submit(desk, chunk, ()):
            refused, findings = [*refused, *part], (*findings, *why)
    published = desk.organisation.publish()
    if isinstance(published, Broken):
        put(f"recorded, but not published: {published.detail}")
    return [row.member for row in refused], findings


def _shown(parts: list[tuple[Row, ...]]) -> Iterator[tuple[Row, ...]]:
    """Give the chunks, and show on a terminal how many members are in."""
    total = sum(map(len, parts))
    with click.progressbar(
        length=total, label="members", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        for part in parts:
            yield part
            bar.update(len(part))


def _envelope(desk: Desk, nonce: str) -> dict[str, Any]:
    state = desk.organisation.state
    seen = Seen(state.size, state.root(state.size))
    return {"org": state.identity.org, "nonce": nonce, "seen": seen, "until": rfc3339(desk.at + DAY)}


def _submit(desk: Desk, act: Act, hands: Iterable[Hand]) -> tuple[Finding, ...]:
    """Submit one act; gives why it was refused, and nothing where it was not."""
    raw = encode(act)
    done = desk.organisation.submit(desk.at, raw, [one.sign(raw) for one in hands])
    if isinstance(done, Broken):
        fail(done.detail)
    return done.findings if done.refused else ()
