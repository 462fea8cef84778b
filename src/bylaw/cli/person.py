"""`bylaw person`: what the private register holds about a person: shown, corrected, exported, erased."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from bylaw.cli.erasing import erase, erasure
from bylaw.cli.looks import Reason, Who, look, put_log, put_told, told
from bylaw.cli.open import folded
from bylaw.cli.options import AsJson, Folder
from bylaw.cli.registers import opened
from bylaw.cli.revising import revise
from bylaw.cli.shell import fail, put, put_json
from bylaw.people import export as csv_export
from bylaw.people import vcard
from bylaw.people.person import Opening, Person
from bylaw.people.register import Register


@click.group()
def person() -> None:
    """Look after the private register of the organisation in DIR: who the member ids are.

    Exit status of each command: 0 done, 1 refused or no such member, 3 something cannot be read or written.
    """


person.add_command(erasure)
person.add_command(erase)
person.add_command(revise)


@person.command()
@Folder
@click.argument("member")
@Who
@Reason
@AsJson
def show(folder: Path, member: str, who: str, why: str, *, as_json: bool) -> None:
    """Show everything about one MEMBER id, with which she can check the record's commitments to her by herself.

    The look is logged, and she can see it: 'bylaw person accesses'.
    """
    with opened(folder, member) as register:
        look(register, who, "register entry", why, member)
        openings = register.openings_for(member)
        found = register.person(member)
    assert found is not None
    if as_json:
        put_json({"member": member, "person": found, "openings": [_opening(opening) for opening in openings]})
    else:
        put(_text(member, found, openings))


@person.command("export")
@Folder
@click.option("--to", type=click.Path(path_type=Path), help="A new file, readable by you alone; else print.")
@click.option("--format", "layout", type=click.Choice(["csv", "vcard"]), default="csv", help="Default: csv.")
@Who
@Reason
def export_(folder: Path, to: Path | None, layout: str, who: str, why: str) -> None:
    """Write the register as CSV in UTF-8, or as vCards (RFC 6350) for address books.

    Cells of CSV that a spreadsheet would run get an apostrophe before them.

    The look is logged, and every member can see it.
    """
    with opened(folder) as register:
        look(register, who, "the whole register", why)
        if to is None:
            _write(register, layout, sys.stdout.buffer)
            return
        with new_file(to) as stream:
            count = _write(register, layout, stream)
    click.echo(f"{count} persons in {to}", err=True)


def _write(register: Register, layout: str, stream: BinaryIO) -> int:
    """Write everybody, and say how many that is."""
    if layout == "vcard":
        return sum(1 for card in vcard.write(register.people()) if stream.write(card))
    text = TextIOWrapper(stream, "utf-8", newline="")
    count = csv_export.write(register.people(), text)
    text.flush()
    text.detach()
    return count


@person.command()
@Folder
@click.option("--withdraw", is_flag=True, help="Take them out of the register again.")
@AsJson
def orphans(folder: Path, *, withdraw: bool, as_json: bool) -> None:
    """List members of the register whom the record does not know: an import or an application broke off."""
    state, _ = folded(folder)
    with opened(folder) as register:
        waiting = {paper.member for paper in state.corrections.papers.values() if not paper.disowned}
        known = state.members.roll.spells.keys() | state.members.applications.keys() | waiting
        found = sorted(member for member, _ in register.people() if member not in known)
        if withdraw:
            register.withdraw(found)
    if as_json:
        put_json({"orphans": found, "withdrawn": withdraw})
    elif found:
        put("\n".join(found))


@person.command()
@Folder
@click.argument("member")
@AsJson
def accesses(folder: Path, member: str, *, as_json: bool) -> None:
    """Show MEMBER who looked at what about her, when and why."""
    with opened(folder, member) as register:
        put_told(member, told(register, member), as_json=as_json)


@person.command()
@Folder
@AsJson
def log(folder: Path, *, as_json: bool) -> None:
    """Print the log of accesses without what its lines say, and compare it with the heads in the record."""
    with opened(folder) as register:
        lines = tuple(register.vault.lines())
    put_log(folder, lines, as_json=as_json)


def new_file(path: Path) -> BinaryIO:
    """Open a new file that only its owner can read; end the command with a sentence where there is one."""
    try:
        return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
    except OSError as error:
        fail(f"{path}: {error.strerror}")


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
