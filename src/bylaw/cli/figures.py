"""`bylaw figures`: what the record counts, each number with its definition, beside what others claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
import msgspec
from rich.table import Table

from bylaw.acts.figures.publishing import Stated
from bylaw.acts.figures.survey import DEFINITIONS, occasions, years
from bylaw.cli.open import folded
from bylaw.cli.shell import console, fail, put, put_csv, put_json
from bylaw.projections.figures import (
    Contradiction,
    FigureLine,
    Survival,
    contradictions,
    figure_lines,
    survival,
)
from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.state.bodies import ROOT


@click.command()
@click.argument("place", metavar="DIR|URL")
@click.option("--year", type=int, help="One calendar year; default: every year of the record.")
@click.option("--body", default=ROOT, help="The body, with those below it; default: the whole organisation.")
@click.option("--each", is_flag=True, help="Also each body below it (with --csv, --json and --for-act).")
@click.option("--at", "moment", default="", help="As the record stood on a day before its end: 2025-05-17.")
@click.option(
    "--events", "name", default="", help="Only the events behind this figure, each with its moment."
)
@click.option("--csv", "form", flag_value="csv", help="Print one line per body, year and figure.")
@click.option("--json", "form", flag_value="json", help="Print as JSON, with cohorts and contradictions.")
@click.option("--for-act", "form", flag_value="act", help="Print what `bylaw act DIR publish-figures` takes.")
@click.option("--form", "form", flag_value="table", default=True, hidden=True)
def figures(  # noqa: PLR0913 - one option each
    *, place: str, year: int | None, body: str, each: bool, moment: str, name: str, form: str
) -> None:
    """Count what the record in DIR or at URL says, year by year.

    Each figure has a definition, and everybody who has a copy of the record gets the same number. What somebody
    claims from elsewhere stands beside it, and where two of them cannot both be true, that is listed.
    With --events the number is taken apart into what it counts: the events, and when and where each of them was.
    """
    state, at = folded(place, moment)
    bodies, asked = _asked(state, body, each=each), _span(state, at, year)
    if name:
        _events(state, name, body, tuple(_occasions(state, name, body, asked, at)), form)
        return
    lines = tuple(figure_lines(state, bodies, asked, at))
    if form == "csv":
        put_csv(FigureLine.__struct_fields__, map(msgspec.structs.astuple, lines))
    elif form == "act":
        put_json([Stated(line.body, line.figure, line.value) for line in lines if line.value])
    else:
        cohorts, against = tuple(survival(state, body, at)), tuple(contradictions(state, at))
        if form == "json":
            told = {"at": rfc3339(at), "figures": lines, "survival": cohorts}
            put_json({**told, "claims": tuple(state.figures.claims.values()), "contradictions": against})
            return
        put(f"{state.identity.name}: figures of {body} on {rfc3339(at)[:10]}, clock {state.identity.clock}")
        _tables(lines, asked, cohorts, against)


def _asked(state: State, body: str, *, each: bool) -> tuple[str, ...]:
    if body not in state.bodies.all:
        fail(f"there is no body '{body}'; there are: {', '.join(state.bodies.all)}")
    return state.bodies.below(body) if each else (body,)


def _span(state: State, at: int, year: int | None) -> range:
    span = years(state, at)
    if year is None:
        return span
    if year not in span:
        fail(f"the record goes from {span.start} to {span.stop - 1}, and says nothing of {year}")
    return range(year, year + 1)


class Occasion(msgspec.Struct, frozen=True):
    """One event behind a figure: when, in which bodies it counts, and for how many."""

    at: str
    bodies: str
    n: int


def _occasions(state: State, name: str, body: str, asked: range, at: int) -> Iterator[Occasion]:
    if name not in DEFINITIONS:
        fail(f"there is no figure '{name}'; there are: {', '.join(DEFINITIONS)}")
    if DEFINITIONS[name].sort == "roll":
        fail(f"'{name}' counts no events but who is on the roll: bylaw show DIR roll --at DAY lists them")
    for event in occasions(state, name, body, asked, at):
        yield Occasion(rfc3339(event.at), " ".join(event.bodies), event.n)


def _events(state: State, name: str, body: str, lines: Sequence[Occasion], form: str) -> None:
    if form == "csv":
        put_csv(Occasion.__struct_fields__, map(msgspec.structs.astuple, lines))
        return
    definition, total = DEFINITIONS[name], sum(line.n for line in lines)
    if form != "table":
        put_json({"figure": definition, "body": body, "value": total, "events": lines})
        return
    put(f"{state.identity.name}: {name} of {body}: {definition.words}")
    for line in lines:
        put(f"{line.at}  {line.n:>6}  {line.bodies}")
    put(f"{total} {definition.unit}")


def _tables(
    lines: Sequence[FigureLine], asked: range, cohorts: Sequence[Survival], against: Sequence[Contradiction]
) -> None:
    console().print(_years(lines, asked))
    put(f"{asked[-1]} is counted until {lines[-1].until}")
    put()
    put("of those who came in a year, members at the end of:")
    console().print(_cohorts(cohorts))
    for one in against:
        put()
        put(f"contradiction: {one.figure} of {one.body} in {one.year} is {one.one} by {one.by},")
        put(f"               and {one.other} by {one.against}")


def _years(lines: Sequence[FigureLine], asked: range) -> Table:
    table = Table("figure", "unit", box=None, pad_edge=False, header_style="bold")
    for year in asked:
        table.add_column(str(year), justify="right")
    table.add_column("what is counted")
    values = {(line.figure, line.year): line.value for line in lines}
    for line in lines:
        if line.year != asked.start or not any(values[line.figure, year] for year in asked):
            continue
        shares = (_share(values, line, year) for year in asked)
        table.add_row(line.figure, line.unit, *shares, line.definition)
    return table


def _share(values: dict[tuple[str, int], int], line: FigureLine, year: int) -> str:
    value, base = values[line.figure, year], values.get((line.base, year), 0)
    return f"{value} ({value * 1000 // base / 10} % of {line.base})" if base else str(value)


def _cohorts(cohorts: Sequence[Survival]) -> Table:
    ends = sorted({line.year for line in cohorts})
    table = Table("came", "members", *map(str, ends), box=None, pad_edge=False, header_style="bold")
    for joined in sorted({line.joined for line in cohorts}):
        own = {line.year: line for line in cohorts if line.joined == joined}
        cells = (str(own[year].members) if year in own else "" for year in ends)
        table.add_row(str(joined), str(own[joined].came), *cells)
    return table
