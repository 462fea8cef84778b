"""The count sheet as tables for people: candidates down, counts across, as many as fit the terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from bylaw.counting import METHODS, CountSheet, Row, Tie

PIPE_WIDTH = 10_000
MOST_NAME = 40


def print_methods() -> None:
    """List the methods, one on each line, name first."""
    width = max(map(len, METHODS))
    for method in METHODS.values():
        _plain().print(f"{method.name:{width}}  {method.words}")


def print_sheet(sheet: CountSheet) -> None:
    """Print the sheet to standard output."""
    console = _plain()
    console.print(f"{sheet.title or 'Count'}: {sheet.method}, {sheet.seats} to elect")
    quota = "" if sheet.quota is None else f", quota {sheet.quota}"
    console.print(f"{sheet.valid} valid, {sheet.invalid} invalid{quota}\n")
    for rows in _blocks(sheet, console.width):
        console.print(_totals(sheet, rows))
        for row in rows:
            console.print(f"count {row.count}: {row.action}", soft_wrap=True)
        console.print()
    if sheet.pairwise:
        console.print("papers that prefer the row to the column")
        console.print(_pairwise(sheet))
        console.print()
    for line in _result(sheet):
        console.print(line, soft_wrap=True)


def _plain() -> Console:
    """Return a console that takes text as it is; in a pipe lines are as long as they need to be."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, emoji=False, width=PIPE_WIDTH)
    return console


def _blocks(sheet: CountSheet, width: int) -> Iterator[tuple[Row, ...]]:
    """Cut the counts into as many as fit beside the names."""
    names = min(max(map(len, sheet.candidates), default=0), MOST_NAME)
    column = max((len(t) for row in sheet.counts for t in row.totals), default=1) + 2
    fit = max((width - names - 6) // column, 1)
    for start in range(0, len(sheet.counts), fit):
        yield sheet.counts[start : start + fit]


def _totals(sheet: CountSheet, rows: tuple[Row, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("candidate", max_width=MOST_NAME, overflow="ellipsis", no_wrap=True)
    for row in rows:
        table.add_column(str(row.count), justify="right", no_wrap=True)
    for place, name in enumerate(sheet.candidates):
        table.add_row(f"{place + 1} {name}", *(row.totals[place] for row in rows))
    if any(row.exhausted for row in rows):
        table.add_row("(no further preference)", *(row.exhausted for row in rows))
    if any(row.lost for row in rows):
        table.add_row("(lost by rounding)", *(row.lost for row in rows))
    return table


def _pairwise(sheet: CountSheet) -> Table:
    """Who is preferred to whom: the row over the column."""
    table = Table(box=None, pad_edge=False)
    table.add_column("candidate", max_width=MOST_NAME, overflow="ellipsis", no_wrap=True)
    for number in range(1, len(sheet.candidates) + 1):
        table.add_column(str(number), justify="right", no_wrap=True)
    for place, row in enumerate(sheet.pairwise or ()):
        cells = ("" if place == other else str(votes) for other, votes in enumerate(row))
        table.add_row(f"{place + 1} {sheet.candidates[place]}", *cells)
    return table


def _result(sheet: CountSheet) -> Iterator[str]:
    for option in sheet.dropped or ():
        yield f"dropped: {option.candidate} {option.name} ({option.reason})"
    for tie in sheet.ties:
        yield _tie(sheet, tie)
    if sheet.lists is not None:
        for won in sheet.lists:
            yield f"list: {won.candidate} {won.name}: {won.votes} votes, {won.seats} seats"
    else:
        for elected in sheet.elected:
            yield f"elected at count {elected.count}: {elected.candidate} {elected.name}"
    if len(sheet.elected) < sheet.seats:
        yield f"not filled: {sheet.seats - len(sheet.elected)}"


def _tie(sheet: CountSheet, tie: Tie) -> str:
    called = sheet.called(tie)
    names = ", ".join(f"{number} {name}" for number, name in called.items())
    chosen = ", ".join(called[number] for number in tie.chosen)
    how = "not decided" if tie.unresolved else f"{chosen} by {tie.decided_by}"
    return f"tie at count {tie.count}, {tie.about}: {names}: {how}"
