"""`bylaw show`: what the record says, at its end or at a moment before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import click
import msgspec
from rich.table import Table

from bylaw.cli.open import folded
from bylaw.cli.shell import console, fail, put, put_json
from bylaw.projections.elections import elections, overdue
from bylaw.projections.offices import offices
from bylaw.projections.roll import roll
from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.state.bodies import ROOT


class View(NamedTuple):
    """One thing to show: its lines as structs, its headings, and one line as cells."""

    lines: Callable[[State, str, int], Sequence[msgspec.Struct]]
    headings: tuple[str, ...]
    cells: Callable[[msgspec.Struct], tuple[tuple[str, ...], ...]]


def _plain(line: msgspec.Struct) -> tuple[tuple[str, ...], ...]:
    return (tuple(str(value) for value in msgspec.structs.astuple(line)),)


def _office_rows(line: msgspec.Struct) -> tuple[tuple[str, ...], ...]:
    seats = msgspec.to_builtins(line)
    rows = [
        (seats["office"], seats["body"], h["member"], h["since"][:10], h["until"][:10], h["source"])
        for h in seats["holders"]
    ]
    vacant = seats["seats"] - len(rows)
    return (*rows, *((seats["office"], seats["body"], "vacant", "", "", "") for _ in range(vacant)))


VIEWS: dict[str, View] = {
    "roll": View(
        lambda state, body, at: tuple(roll(state, body, at)),
        ("member", "unit", "class", "since", "until", "votes"),
        _plain,
    ),
    "offices": View(
        lambda state, _body, at: tuple(offices(state, at)),
        ("office", "body", "holder", "since", "until", "by"),
        _office_rows,
    ),
    "elections": View(
        lambda state, body, at: tuple(elections(state, body, at)),
        ("election", "office", "body", "seats", "stage", "opens", "closes", "stand", "voters", "took part"),
        _plain,
    ),
    "due": View(lambda state, body, at: tuple(overdue(state, body, at)), ("office", "body", "why"), _plain),
}


@click.command()
@click.argument("place", metavar="DIR|URL")
@click.argument("what", type=click.Choice(list(VIEWS)))
@click.option("--body", default=ROOT, help="The body whose part is shown; default: the whole organisation.")
@click.option("--at", "moment", default="", help="A day or time before the end of the record: 2025-05-17.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def show(*, place: str, what: str, body: str, moment: str, as_json: bool) -> None:
    """Show what the record in DIR or at URL says."""
    state, at = folded(place, moment)
    if body not in state.bodies.all:
        fail(f"there is no body '{body}'; there are: {', '.join(state.bodies.all)}")
    view = VIEWS[what]
    lines = view.lines(state, body, at)
    if as_json:
        put_json({"at": rfc3339(at), "body": body, what: lines})
        return
    put(f"{state.identity.name}: {what} of {body} on {rfc3339(at)}")
    table = Table(*view.headings, box=None, pad_edge=False, header_style="bold")
    for line in lines:
        for cells in view.cells(line):
            table.add_row(*cells)
    console().print(table)
    put(f"{len(lines)} {'line' if len(lines) == 1 else 'lines'}")
