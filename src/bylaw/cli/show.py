"""`bylaw show`: what the record says, at its end or at a moment before."""

from __future__ import annotations

import click
import msgspec
from rich.table import Table

from bylaw.audit.copy import Here
from bylaw.cli.open import folded
from bylaw.cli.shell import console, fail, put, put_csv, put_json
from bylaw.cli.views import ACCOUNTABILITY, View, cell, plain
from bylaw.projections.accusers import accusers
from bylaw.projections.cards import cards
from bylaw.projections.cases import cases
from bylaw.projections.casework import deciders
from bylaw.projections.complaints import complaint_figures, complaints
from bylaw.projections.control import control
from bylaw.projections.deliberations import envoys, meetings, motions, petitions
from bylaw.projections.duties import duties
from bylaw.projections.elections import elections, overdue
from bylaw.projections.emergency import EmergencyLine, emergencies
from bylaw.projections.lineage import lineage
from bylaw.projections.offices import offices
from bylaw.projections.roll import roll
from bylaw.projections.slips import slips
from bylaw.projections.timetable import timetable
from bylaw.projections.warnings import warnings
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.state.bodies import ROOT
from bylaw.state.flaws import Flaw
from bylaw.store.copies import open_published


def _office_rows(line: msgspec.Struct) -> tuple[tuple[str, ...], ...]:
    seats = msgspec.to_builtins(line)
    which, stand_in = (seats["office"], seats["body"]), " or ".join(seats["stand_in"])
    stand_in += f" ({seats['stand_in_by']})" if stand_in else ""
    rows = [
        (*which, h["member"], h["since"][:10], h["until"][:10], _by(h), h["rests"][:10], stand_in)
        for h in seats["holders"]
    ]
    vacant = seats["seats"] - len(rows)
    return (*rows, *((*which, "vacant", "", "", "", "", stand_in) for _ in range(vacant)))


def _by(holder: dict[str, str]) -> str:
    return f"ex officio: {holder['goes_with']}" if holder["follows"] else holder["source"]


def _emergency_rows(line: EmergencyLine) -> tuple[tuple[str, ...], ...]:
    row = tuple(map(cell, msgspec.structs.astuple(line)[:-1]))
    cases = ((f"  {c.case}", c.body, f"{c.then} → {c.now}", *("",) * (len(row) - 3)) for c in line.cases)
    return (row, *cases)


def _flaw_row(flaw: Flaw) -> tuple[tuple[str, ...], ...]:
    found = flaw.finding
    return ((str(flaw.entry), flaw.kind, found.clause, found.consequence, found.found),)


VIEWS: dict[str, View] = {
    **ACCOUNTABILITY,
    "roll": View(
        lambda state, body, at: tuple(roll(state, body, at)),
        ("member", "unit", "class", "since", "until", "votes"),
        plain,
    ),
    "offices": View(
        lambda state, _body, at: tuple(offices(state, at)),
        ("office", "body", "holder", "since", "until", "by", "rests until", "stands in"),
        _office_rows,
    ),
    "elections": View(
        lambda state, body, at: tuple(elections(state, body, at)),
        ("election", "office", "body", "seats", "stage", "opens", "closes", "stand", "voters", "took part"),
        plain,
    ),
    "due": View(lambda state, body, at: tuple(overdue(state, body, at)), ("office", "body", "why"), plain),
    "timetable": View(timetable, ("when", "body", "what", "about"), plain),
    "duties": View(duties, ("act", "body", "about", "who", "clause", "by", "overdue", "why"), plain),
    "meetings": View(meetings, ("meeting", "body", "begins", "stage", "voters", "minutes"), plain),
    "motions": View(
        motions,
        ("motion", "body", "matter", "moved", "seconds", "stage", "yes", "no", "abstain", "dissents"),
        plain,
    ),
    "petitions": View(
        petitions, ("petition", "body", "matter", "opened", "closes", "signatures", "filed", "stage"), plain
    ),
    "envoys": View(envoys, ("name", "member", "sent by", "to", "powers", "since", "until", "stage"), plain),
    "cases": View(
        cases,
        (
            "case",
            "round",
            "body",
            "stage",
            "opened",
            "served",
            "heard",
            "decided",
            "outcome",
            "judges",
            "next",
            "who",
            "next by",
            "overdue",
        ),
        lambda line: (tuple(map(cell, msgspec.structs.astuple(line)[:-1])),),
    ),
    "deciders": View(
        deciders,
        ("body", "sanctions", "overturned", "overdue", "equal reasons", "quarter", "usual", "flag", "review"),
        plain,
    ),
    "accusers": View(accusers, ("member", "since", "brought", "open", "proven", "dismissed"), plain),
    "complaints": View(
        complaints,
        (
            "complaint",
            "body",
            "filed",
            "holder",
            "in",
            "since",
            "done",
            "next",
            "by",
            "climbed",
            "overdue",
            "outcome",
        ),
        plain,
    ),
    "complaint-figures": View(
        complaint_figures,
        ("body", "filed", "acknowledged", "answered", "decided", "withdrawn", "climbed", "overdue", "tips"),
        plain,
    ),
    "warnings": View(
        warnings,
        (
            "warning",
            "body",
            "topic",
            "given",
            "nth",
            "contradicts",
            "holder",
            "in",
            "by",
            "climbed",
            "overdue",
            "answer",
            "assessed",
        ),
        plain,
    ),
    "cards": View(
        cards, ("card", "member", "number", "class", "issued", "expires", "bound to", "stage"), plain
    ),
    "control": View(control, ("what", "name", "body", "at", "by", "stage", "met"), plain),
    "emergency": View(
        emergencies,
        (
            "name",
            "body",
            "what",
            "since",
            "until",
            "last",
            "renewed",
            "stage",
            "confirms",
            "stopped",
            "still open",
        ),
        _emergency_rows,
    ),
    "flaws": View(
        lambda state, _body, _at: tuple(state.flaws.all),
        ("entry", "act", "clause", "consequence", "found"),
        _flaw_row,
    ),
    "corrections": View(
        lambda state, _body, _at: tuple(state.corrections.decisions),
        ("what", "sort", "thing", "when", "reasons"),
        lambda d: ((d.what, d.table, d.thing, rfc3339(d.at)[:10], d.reasons),),
    ),
    "slips": View(slips, ("entry", "act", "field", "put right", "when"), plain),
    "attested": View(
        lambda state, _body, _at: tuple(state.corrections.attested.values()),
        ("name", "fact", "source", "claimed", "evidence"),
        lambda a: ((a.name, a.fact, a.source, rfc3339(a.claimed)[:10], a.evidence),),
    ),
}
"""What can be shown, by the word on the command line."""


@click.command(epilog=f"WHAT is one of {', '.join(VIEWS)}.")
@click.argument("place", metavar="DIR|URL")
@click.argument("what", metavar="WHAT", type=click.Choice(list(VIEWS)))
@click.option("--body", default=ROOT, help="The body whose part is shown; default: the whole organisation.")
@click.option("--at", "moment", default="", help="A day or time, as 2025-05-17; default: now.")
@click.option("--why", "mandate", default="", help="With offices: the way from a mandate back to its clause.")
@click.option("--csv", "form", flag_value="csv", help="Print the table as CSV.")
@click.option("--json", "form", flag_value="json", help="Print as JSON.")
@click.option("--form", "form", flag_value="table", default=True, hidden=True)
def show(  # noqa: PLR0913 - one option each
    *, place: str, what: str, body: str, moment: str, mandate: str, form: str
) -> None:
    """Show WHAT the record in DIR or at URL says, now or at any moment before."""
    state, at = folded(place, moment)
    if mandate:
        _why(state, mandate, place, as_json=form == "json")
        return
    if body not in state.bodies.all:
        fail(f"there is no body '{body}'; there are: {', '.join(state.bodies.all)}")
    view = VIEWS[what]
    lines = view.lines(state, body, at)
    if form == "json":
        put_json({"at": rfc3339(at), "body": body, what: lines})
        return
    rows = [cells for line in lines for cells in view.cells(line)]
    if form == "csv":
        put_csv(view.headings, rows)
        return
    put(f"{state.identity.name}: {what} of {body} on {rfc3339(at)}")
    table = Table(*view.headings, box=None, pad_edge=False, header_style="bold")
    for cells in rows:
        table.add_row(*cells)
    console().print(table)
    put(f"{table.row_count} {'line' if table.row_count == 1 else 'lines'}")


def _why(state: State, mandate: str, place: str, *, as_json: bool) -> None:
    """Print the steps from a mandate back to the clause under which it was filled."""
    if mandate not in state.offices.mandates:
        fail(f"there is no mandate '{mandate}'; 'show DIR offices --json' names them")
    copy = open_published(place)
    here = Here(copy) if not isinstance(copy, Broken) else ()
    links = tuple(lineage(state, mandate, here))
    if as_json:
        put_json({"mandate": mandate, "lineage": links})
        return
    for link in links:
        put(f"{link.step:10} {link.says}")
        put(f"           {link.rests_on}")
