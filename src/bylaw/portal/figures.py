"""Figures: every number of every year, with its definition, as a page and as CSV; whoever has a copy gets the same."""

from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.views.decorators.http import require_safe

from bylaw.acts.figures.survey import years
from bylaw.people.export import escaped
from bylaw.portal.charts import Chart, chart
from bylaw.portal.desk import desk
from bylaw.portal.gate import public
from bylaw.portal.kept import same_for_all
from bylaw.projections.figures import FigureLine, contradictions, figure_lines
from bylaw.state.bodies import ROOT

LATEST = 10
"""How many years the page shows; the file has them all."""
COLUMNS = ("body", "year", "figure", "value", "unit", "sort", "base", "until", "definition")


@public
@same_for_all
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show the figures of the whole organisation, those that are not nought in every year."""
    span = list(years(desk().state, desk().now()))[-LATEST:]
    rows: dict[str, list[FigureLine]] = {}
    for line in figure_lines(desk().state, (ROOT,), range(span[0], span[-1] + 1), desk().now()):
        rows.setdefault(line.figure, []).append(line)
    shown = {
        "span": span,
        "rows": [(lines[0], lines, _chart(lines)) for lines in rows.values() if any(x.value for x in lines)],
        "against": tuple(contradictions(desk().state, desk().now())),
    }
    return render(request, "portal/figures.html", shown)


def _chart(lines: list[FigureLine]) -> Chart:
    """Draw one column for each year."""
    values = [line.value for line in lines]
    says = [f"{line.year}: {number_format(line.value, force_grouping=True)}" for line in lines]
    return chart(values, says, max(values))


@public
@same_for_all
@require_safe
def as_csv(_request: HttpRequest) -> HttpResponse:
    """Give every figure of every body and year."""
    state, at = desk().state, desk().now()
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Content-Language": "en"})
    writer = csv.writer(answer, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for line in figure_lines(state, tuple(state.bodies.all), years(state, at), at):
        writer.writerow([escaped(str(getattr(line, name))) for name in COLUMNS])
    return answer
