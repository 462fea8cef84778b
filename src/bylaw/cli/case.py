"""`bylaw case`: the sealed files of cases; two of the parties and the panel open them together, one of whom judges."""

from __future__ import annotations

import secrets
import sqlite3
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from bylaw.cli.case_hands import hands, lent, vault
from bylaw.cli.case_holders import Named, holders
from bylaw.cli.case_lending import half, lend
from bylaw.cli.open import folded
from bylaw.cli.options import AsJson, Folder
from bylaw.cli.person import new_file
from bylaw.cli.shell import REFUSED, fail, put, put_json
from bylaw.people.person import Opening
from bylaw.people.shares import Holder
from bylaw.people.vault import Why
from bylaw.record.commitment import SALT

Case = click.argument("name", metavar="CASE")
Judges = click.option("--judge", "judges", multiple=True, help="MEMBER or MEMBER=KEY.pub; default: who sits.")
Parties = click.option(
    "--party", "parties", multiple=True, help="MEMBER or MEMBER=KEY.pub; default: the parties."
)
Hands = click.option("--as", "keys", multiple=True, help="KEY or KEY:MEMBER; give two.")


@click.group()
def case() -> None:
    """Keep the sealed files of cases in the register of DIR: documents whose commitments stand in the record.

    Exit status of each command: 0 done, 1 refused or not there, 3 something cannot be read or written.
    """


case.add_command(half)
case.add_command(lend)


@case.command("open")
@Folder
@Case
@Judges
@Parties
def open_(folder: Path, name: str, judges: tuple[str, ...], parties: tuple[str, ...]) -> None:
    """Make the file of CASE for its panel and its parties, each by a key of her own (ssh-ed25519).

    Where one of them has no key that opens, nothing is made, and it says what each of them does.
    """
    found = _holders(folder, name, judges, parties, "open")
    with vault(folder) as register:
        try:
            register.vault.open_file(name, found)
        except sqlite3.IntegrityError:
            fail(f"there is a file of {name} already; 'bylaw case share' gives it other holders", REFUSED)
    put(f"file of {name}: {len(found)} holders, any two of whom one judges open it")


@case.command()
@Folder
@Case
@click.argument("document", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--about", required=True, help="The member whom it is about; it is erased with her.")
@click.option("--field", required=True, help="What it is: facts, content, answer, reasons.")
@AsJson
def add(folder: Path, name: str, document: Path, about: str, **more: Any) -> None:
    """Seal DOCUMENT into the file of CASE and print the commitment that an act names in its place."""
    state, _ = folded(folder)
    try:
        value = document.read_bytes()
    except OSError as fault:
        fail(f"{document}: {fault.strerror}")
    opening = Opening(state.identity.org, f"case {name}", more["field"], secrets.token_bytes(SALT), value)
    with vault(folder) as register:
        commitment = register.vault.add(name, about, opening)
    if more["as_json"]:
        put_json({"case": name, "about": about, "field": more["field"], "commitment": commitment})
    else:
        put(commitment)


@case.command("list")
@Folder
@Case
@AsJson
def list_(folder: Path, name: str, *, as_json: bool) -> None:
    """List what is in the file of CASE, who has seen each document, and who holds its key; nothing is opened."""
    with vault(folder) as register:
        documents, holders = register.vault.documents(name), register.vault.holders(name)
        looks = {about: register.vault.seen(about) for about in {each.about for each in documents}}
    seen = {each.commitment: looks[each.about].get(each.commitment, ()) for each in documents}
    if as_json:
        put_json({"case": name, "documents": documents, "holders": holders, "seen": seen})
        return
    for document in documents:
        by = ", ".join(seen[document.commitment]) or "nobody"
        put(f"{document.commitment}  about {document.about}, seen by {by}")
    put(f"{len(documents)} documents; held by {', '.join(holders)}")


@case.command()
@Folder
@Case
@click.argument("commitment")
@Hands
@click.option(
    "--lent", "loan", type=click.Path(path_type=Path), help="A half that another holder has lent you."
)
@click.option("--why", required=True, help="Why, in words that whoever it is about will read.")
@click.option("--to", type=click.Path(path_type=Path), help="A new file, readable by you alone; else print.")
def read(folder: Path, name: str, commitment: str, keys: tuple[str, ...], **more: Any) -> None:
    """Open one document of CASE with the keys of two holders; the look is logged for whom it is about.

    One of them may be elsewhere and lend her half: 'bylaw case half' and 'lend'. The log has both names.
    """
    state, _ = folded(folder)
    here, why = hands(folder, state, keys), more["why"]
    if more["loan"] is not None:
        here, lender = lent(more["loan"], here, name, commitment)
        why = f"{why}; lent: {lender}"
    with vault(folder) as register:
        if commitment not in {document.commitment for document in register.vault.documents(name)}:
            fail(f"no document {commitment} in the file of {name}", REFUSED)
        opening = register.vault.read(commitment, here, Why(state.identity.org, int(time.time()), why))
    if (to := more["to"]) is None:
        sys.stdout.buffer.write(opening.value)
        return
    with new_file(to) as stream:
        stream.write(opening.value)


@case.command()
@Folder
@Case
@Judges
@Parties
@Hands
def share(
    folder: Path, name: str, judges: tuple[str, ...], parties: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    """Give the file of CASE other holders (a judge recused, a panel on appeal), with two of those before."""
    again = " ".join(("share", *(f"--as {key}" for key in keys)))
    found = _holders(folder, name, judges, parties, again)
    state, _ = folded(folder)
    with vault(folder) as register:
        register.vault.share_anew(name, hands(folder, state, keys), found)
    put(f"file of {name}: {len(found)} holders; the ones before have nothing of its key any more")


def _holders(
    folder: Path, name: str, judges: Iterable[str], parties: Iterable[str], command: str
) -> tuple[Holder, ...]:
    state, at = folded(folder)
    told = state.cases.all.get(name)
    if told is None:
        fail(f"there is no case '{name}' in the record of {folder}", REFUSED)
    judges = tuple(judges) or tuple(state.cases.panels[name])
    parties = tuple(parties) or tuple(member for member in (told.charged, told.accuser) if member)
    named = (
        *(Named.read("judge", text) for text in judges),
        *(Named.read("party", text) for text in parties),
    )
    return holders(state, at, named, f"bylaw case {command} {folder} {name}")
