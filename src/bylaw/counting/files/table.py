"""Tables: ranks (`.tsv`), grades (`.csv`), marks (either) and recorded totals (a column of names first).

- Ranks: a row of names, then one row for each paper: 1 for the first choice, 2 for the next, 0 or nothing
  for none. A paper whose ranks are not 1, 2, 3, … without gap and repetition is invalid.
- Grades: a row of names, then one row for each paper, 0 the worst. The best grade is 1 if none is higher,
  else 5 or the highest found.
- Totals: the first heading is `party`, `list`, `candidate`, `option` or `name`; each further column is a
  region or, if there is only one, the votes.
"""

import csv

from bylaw.counting.ballots import Ballots, Grades, Paper, Scored, Totals
from bylaw.counting.files.problem import (
    MAX_CANDIDATES,
    BallotFileError,
    name,
    shown,
    text_lines,
    whole,
)

NAME_HEADINGS = ("party", "list", "candidate", "option", "name")
MOST_GRADES = 100
STARS = 5

Rows = list[tuple[int, list[str]]]


def read_ranks(data: bytes) -> Ballots | Grades:
    """Read a table of ranks; where no cell is above 1 it holds marks, and they are grades."""
    names, rows = _table(data)
    if all(cell in ("", "0", "1") for _, cells in rows for cell in cells):
        return _grades(names, rows)
    valid: dict[tuple[tuple[int, ...], ...], int] = {}
    invalid = 0
    for line, cells in rows:
        ranks = [whole(c, "rank", line) if c else 0 for c in cells]
        given = sorted(r for r in ranks if r)
        if given == list(range(1, len(given) + 1)):
            order = tuple((ranks.index(r) + 1,) for r in given)
            valid[order] = valid.get(order, 0) + 1
        else:
            invalid += 1
    return Ballots(
        candidates=names, papers=tuple(Paper(w, order) for order, w in valid.items()), invalid=invalid
    )


def read_grades(data: bytes) -> Grades | Totals:
    """Read a table of grades or of totals, whichever it is."""
    names, rows = _table(data)
    return _totals(names, rows) if names[0].lower() in NAME_HEADINGS else _grades(names, rows)


def _table(data: bytes) -> tuple[tuple[str, ...], Rows]:
    """Names in the first row, and the numbered rows after it with as many cells."""
    first = next((text for text in text_lines(data) if text.strip()), "")
    delimiter = max("\t,;", key=first.count)
    reader = csv.reader(text_lines(data), delimiter=delimiter)
    rows: Rows = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error as error:
        raise BallotFileError(f"not a table: {error}", reader.line_num) from error
    if not rows:
        raise BallotFileError("the file is empty")
    line, heading = rows[0]
    if len(heading) > MAX_CANDIDATES:
        raise BallotFileError(f"{len(heading)} columns; {MAX_CANDIDATES} are read at most", line)
    for line, cells in rows[1:]:
        if len(cells) != len(heading):
            raise BallotFileError(f"expected {len(heading)} cells, found {len(cells)}", line)
    return tuple(name(cell, rows[0][0]) for cell in heading), rows[1:]


def _grades(names: tuple[str, ...], rows: Rows) -> Grades:
    papers: dict[tuple[int, ...], int] = {}
    for line, cells in rows:
        grades = tuple(whole(c, "grade", line, MOST_GRADES) if c else 0 for c in cells)
        papers[grades] = papers.get(grades, 0) + 1
    highest = max((max(grades) for grades in papers), default=1)
    return Grades(
        candidates=names,
        papers=tuple(Scored(weight, grades) for grades, weight in papers.items()),
        best=max(highest, STARS) if highest > 1 else 1,
    )


def _totals(names: tuple[str, ...], rows: Rows) -> Totals:
    if len(names) < 2:
        raise BallotFileError(f"expected a column of votes beside {shown(names[0])}", 1)
    if not rows or len(rows) > MAX_CANDIDATES:
        raise BallotFileError(f"expected 1 to {MAX_CANDIDATES} rows of votes, found {len(rows)}")
    columns = [[whole(c, "votes", line) for c in cells[1:]] for line, cells in rows]
    return Totals(
        candidates=tuple(name(cells[0], line) for line, cells in rows),
        votes=tuple(zip(*columns, strict=True)),
        regions=names[1:],
    )
