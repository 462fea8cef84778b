"""`bylaw person revise`: what the register knows of somebody, corrected."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import click
from msgspec.structs import asdict, replace

from bylaw.cli.looks import Reason, Who, look
from bylaw.cli.registers import AsJson, Folder, opened
from bylaw.cli.shell import REFUSED, fail, put, put_json
from bylaw.people.person import Person
from bylaw.people.text import LONGEST, LONGEST_ADDRESS, email_flaw, flaw, tidy

FIELDS = ("name", "family", "number", "email", "phone", "address")
"""What can be corrected; every other field of a person stays."""


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
    told = {name: tidy(text) for name, text in given.items() if text is not None}
    if fault := _fault(told):
        fail(fault, REFUSED)
    with opened(folder, member) as register:
        before = register.person(member)
        assert before is not None
        after = replace(before, **told)
        changed = _changed(before, after)
        if changed:
            look(register, who, f"correction of {', '.join(changed)}", why, member)
            try:
                register.revise(member, after)
            except sqlite3.IntegrityError:
                fail(
                    "somebody else has this number, or this name and address: see who that is first", REFUSED
                )
    if as_json:
        put_json({"member": member, "changed": changed, "person": after})
    else:
        put("\n".join(f"{name:8} {text}" for name, text in changed.items()) or "nothing changed")


def _fault(told: dict[str, str]) -> str:
    """Say what is wrong with what was given, or nothing."""
    if not told:
        return f"nothing is to be corrected: give one of {', '.join(f'--{name}' for name in FIELDS)}"
    if told.get("name") == "":
        return "a person has a name; to take her out, see 'bylaw person erasure'"
    for name, text in told.items():
        fault = flaw(text, LONGEST_ADDRESS if name == "address" else LONGEST)
        if fault := fault or (email_flaw(text) if name == "email" and text else ""):
            return f"--{name}: {fault}"
    return ""


def _changed(before: Person, after: Person) -> dict[str, str]:
    """Give the fields that differ, as they are now."""
    old = asdict(before)
    return {name: text for name, text in asdict(after).items() if text != old[name]}
