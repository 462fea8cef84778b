"""The register as CSV: no cell of it is a formula to a spreadsheet."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from bylaw.people import export
from bylaw.people.person import Person


def test_an_export_is_text_to_a_spreadsheet():
    hostile = ["=1+1", "+1", "-1", "@x", "\t=1", "＝1", "|x"]  # noqa: RUF001
    target = io.StringIO(newline="")
    assert export.write([(f"m{n}", Person(name, phone=name)) for n, name in enumerate(hostile)], target) == 7
    rows = list(csv.reader(io.StringIO(target.getvalue(), newline="")))
    assert rows[0] == list(export.COLUMNS)
    assert [row[1] for row in rows[1:]] == [row[5] for row in rows[1:]] == [f"'{name}" for name in hostile]


@given(st.text(max_size=20))
def test_no_cell_of_an_export_is_a_formula(text):
    target = io.StringIO(newline="")
    export.write([("m", Person(text))], target)
    cell = list(csv.reader(io.StringIO(target.getvalue(), newline="")))[1][1]
    assert cell.removeprefix("'") == text.removeprefix("'")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_an_honest_export_is_unchanged():
    target = io.StringIO(newline="")
    export.write([("m", Person('\'t Hooft, "Gerard"', address="1 High St\nBath"))], target)
    assert list(csv.reader(io.StringIO(target.getvalue(), newline="")))[1][1] == '\'t Hooft, "Gerard"'
