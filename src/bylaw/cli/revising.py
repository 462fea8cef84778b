"""`bylaw person revise`: what the register knows of somebody, corrected."""

from __future__ import annotations

import time
from pathlib import Path

import click

from bylaw.cli.looks import Reason, Who
from bylaw.cli.options import AsJson, Folder
from bylaw.cli.registers import opened
from bylaw.cli.shell import REFUSED, fail, put, put_json
from bylaw.people.revising import FIELDS, NOTHING, Fault, correct, read
from bylaw.people.vault import Why


@click.command()
@Folder
@click.argument("member")
@click.option("--name", help="The whole name, as she writes it.")
@click.option("--family", help="The part of it to sort by.")
@click.option("--number", help="Her number in the organisation's own lists.")
@click.option("--email", help="An e-mail address.")
@click.option("--phone", help="A telephone number.")
@click.option("--address", help="A postal address on one line, with commas.")
@Who
@Reason
@AsJson
def revise(folder: Path, member: str, who: str, why: str, *, as_json: bool, **given: str | None) -> None:
    """Correct what the register knows of MEMBER's person: what is given replaces, '' takes out, the rest stays.

    The record does not change: it holds her id, and a commitment to her name as it was. The correction is logged, and
    she can see it: 'bylaw person accesses'.
    """
    told = read({name: text for name, text in given.items() if text is not None})
    if isinstance(told, Fault):
        fail(_said(told), REFUSED)
    with opened(folder, member) as register:
        found = correct(register, member, told, (who,), Why("", int(time.time()), why))
    if isinstance(found, Fault):
        fail(_said(found), REFUSED)
    if as_json:
        put_json({"member": member, "changed": found.changed, "person": found.after})
    else:
        put("\n".join(f"{name:8} {text}" for name, text in found.changed.items()) or "nothing changed")


def _said(fault: Fault) -> str:
    """Say why nothing was corrected, by the option that brought it."""
    if fault == NOTHING:
        return f"{fault.why}: give one of {', '.join(f'--{name}' for name in FIELDS)}"
    return f"--{fault.field}: {fault.why}" if fault.field else fault.why
