"""`bylaw person accesses` and `log`: who looked at whom in the register, and whether the log of it is whole."""

from __future__ import annotations

import time
from pathlib import Path

import click

from bylaw.cli.open import folded
from bylaw.cli.shell import REFUSED, fail, put, put_json
from bylaw.people.access import EVERYBODY, Access, Line, Told, forks
from bylaw.people.register import Register
from bylaw.people.vault import Why
from bylaw.record.clock import rfc3339

OPERATOR = "operator"
"""Who looks when nobody says who: whoever may read the files of this machine."""
Who = click.option("--who", default=OPERATOR, help="Who looks, as the log will say.")
Reason = click.option("--why", default="", help="Why, in words that whoever it is about will read.")


def look(register: Register, who: str, what: str, why: str, subject: str = EVERYBODY) -> None:
    """Write a look into the log, before anything is shown."""
    register.vault.log(Why("", int(time.time()), why), Access((who,), what, why, subject))


def told(register: Register, member: str) -> tuple[Told, ...]:
    """Give the looks at a member. Ends with a sentence for an unknown one."""
    try:
        return tuple(register.vault.told(member))
    except KeyError:
        fail(f"no member '{member}' in the register; she may have been erased", REFUSED)


def put_told(member: str, looks: tuple[Told, ...], *, as_json: bool) -> None:
    """Print the looks at a member."""
    if as_json:
        put_json({"member": member, "accesses": looks})
        return
    for each in looks:
        by, why = " and ".join(each.access.by), each.access.why or "no reason given"
        put(f"{each.line.number:5} {rfc3339(each.line.at)} {by}: {each.access.what}; {why}")
    put(f"looks: {len(looks)}")


def put_log(folder: Path, lines: tuple[Line, ...], *, as_json: bool) -> None:
    """Print the log, and compare it with the heads in the record; ends with 1 where they contradict it."""
    state, _ = folded(folder)
    found = tuple(forks(iter(lines), {head.lines: head.head for head in state.accesses.heads}))
    if as_json:
        put_json({"lines": lines, "recorded": state.accesses.heads, "contradicted": found})
    else:
        for line in lines:
            put(f"{line.number:5} {rfc3339(line.at)} {line.commitment} {line.head}")
        for fork in found:
            here = fork.found or "missing"
            put(f"the record has the head {fork.recorded} after {fork.lines} lines; here it is {here}")
        put(
            f"lines: {len(lines)}; heads in the record: {len(state.accesses.heads)}; contradicted: {len(found)}"
        )
    raise SystemExit(REFUSED if found else 0)
