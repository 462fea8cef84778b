"""`bylaw person`: what the private register holds about a person, shown, exported, prepared for erasure."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec

from bylaw.people import export as csv_export
from bylaw.people.files import FOLDER, NoRegister
from bylaw.people.person import Opening, Person
from bylaw.people.register import Register
from bylaw.people.sealing import Damaged

UNKNOWN = 1
UNREADABLE = 3

Folder = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
AsJson = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.group()
def person() -> None:
    """Look after the private register of the organisation in DIR: who the member ids are."""


@person.command()
@Folder
@click.argument("member")
@AsJson
def show(folder: Path, member: str, *, as_json: bool) -> None:
    """Show everything about one MEMBER id, with which she can check the record's commitments to her by herself.

    Exit status: 0 shown, 1 no such member, 3 the register cannot be read.
    """
    with _register(folder) as register:
        who = register.person(member) or _unknown(folder, member)
        openings = register.openings_for(member)
    if as_json:
        facts = {"member": member, "person": who, "openings": [_opening(opening) for opening in openings]}
        click.echo(msgspec.json.encode(facts))
    else:
        click.echo(_text(member, who, openings))


@person.command("export")
@Folder
@click.option("--to", type=click.Path(path_type=Path), help="A new file, readable by you alone; else print.")
def export_(folder: Path, to: Path | None) -> None:
    """Write the register as CSV in UTF-8; cells that a spreadsheet would run get an apostrophe before them.

    Exit status: 0 written, 3 the register cannot be read, or the file exists or cannot be written.
    """
    with _register(folder) as register:
        if to is None:
            csv_export.write(register.people(), _Stdout())
            return
        try:
            target = os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except OSError as error:
            _stop(f"{to}: {error.strerror}")
        with os.fdopen(target, "w", encoding="utf-8", newline="") as stream:
            count = csv_export.write(register.people(), stream)
    click.echo(f"{count} persons in {to}", err=True)


@person.command()
@Folder
@click.argument("member")
@AsJson
def erasure(folder: Path, member: str, *, as_json: bool) -> None:
    """List the commitments that an act of erasure must name, so that MEMBER can be erased after it.

    Exit status: 0 listed, 1 no such member, 3 the register cannot be read.
    """
    with _register(folder) as register:
        try:
            names = register.erasure_list(member)
        except KeyError:
            _unknown(folder, member)
    click.echo(msgspec.json.encode({"member": member, "commitments": names}) if as_json else "\n".join(names))


class _Stdout:
    """Standard output in UTF-8, whatever the terminal's own encoding."""

    def write(self, text: str) -> None:
        click.echo(text.encode(), nl=False)


@contextmanager
def _register(folder: Path) -> Iterator[Register]:
    """Open the register of an organisation; end the command with a sentence when it cannot be read."""
    try:
        with Register.open(folder / FOLDER) as register:
            yield register
    except (NoRegister, Damaged, sqlite3.Error, OSError) as error:
        _stop(str(error))


def _unknown(folder: Path, member: str) -> Any:
    click.echo(f"no member '{member}' in the register of {folder}; it may have been erased", err=True)
    sys.exit(UNKNOWN)


def _stop(words: str) -> Any:
    click.echo(words, err=True)
    sys.exit(UNREADABLE)


def _opening(opening: Opening) -> dict[str, str]:
    return {
        "commitment": opening.commitment,
        "org": opening.org,
        "event": opening.event,
        "field": opening.field,
        "salt_hex": opening.salt.hex(),
        "value_hex": opening.value.hex(),
    }


def _text(member: str, who: Person, openings: tuple[Opening, ...]) -> str:
    facts = {"member": member, **msgspec.to_builtins(who)}
    lines = [f"{name:8} {value}" for name, value in facts.items()]
    for opening in openings:
        lines += [f"commitment to {opening.field}: {opening.commitment}", f"    salt {opening.salt.hex()}"]
    return "\n".join(lines)
