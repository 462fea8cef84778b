"""Rolls of any size and of any bytes: refused early, in bounded time and memory, or read to the end."""

import io
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.people import lines
from bylaw.people.layout import CIVICRM, PLAIN
from bylaw.people.preview import preview

from .conftest import Nobody, read
from .test_preview import HEAD, errors


class Endless(io.RawIOBase):
    """A gigabyte that no test wants to hold."""

    def __init__(self, head, line, size):
        self.head, self.line, self.left, self.read_bytes = head, line, size, 0

    def readline(self, limit=-1):
        line, self.head = (self.head, b"") if self.head else (self.line, b"")
        if self.left <= 0:
            return b""
        line = line[:limit]
        self.left -= len(line)
        self.read_bytes += len(line)
        return line


@pytest.mark.parametrize(
    "source",
    [
        Endless(b"name,since\n", b"x" * 2**20, 2**30),
        Endless(b"name,since\n", b'"' + b"x" * 60_000 + b"\n", 2**30),
        Endless(b'name,since\n"', b'x",2024-01-01\n"', 2**30),
        Endless(b"," * (2**20), b"", 2**21),
        Endless(b'"' + b"\n", b"\n", 2**30),
    ],
)
def test_a_huge_file_is_refused_early_and_in_bounded_memory(source):
    tracemalloc.start()
    found = preview(source, PLAIN, Nobody())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.errors[0].reason in {"size", "shape"}
    assert source.read_bytes <= lines.BYTES + lines.LINE
    assert peak < 200 * 2**20


def test_blank_lines_without_end_are_refused():
    found = preview(Endless(b"name,since\n", b"\n", 2**30), PLAIN, Nobody())
    assert [(e.row, e.reason) for e in found.errors] == [(lines.ROWS + 1, "size")]


ROLL = 'name,since\n"A\nB\nC",2024-01-01\nDora,2024-01-01\n'


@pytest.mark.parametrize(
    ("limit", "value", "row"),
    [("LINES", 3, 2), ("LINE", 16, 3), ("BYTES", len(ROLL), 3), ("ROWS", 3, 3), ("COLUMNS", 2, 1)],
)
def test_each_limit_is_exact(monkeypatch, limit, value, row):
    monkeypatch.setattr(lines, limit, value)
    assert not read(ROLL).errors
    monkeypatch.setattr(lines, limit, value - 1)
    assert [(e.row, e.reason) for e in read(ROLL).errors] == [(row, "size")]


def test_a_million_columns_are_refused():
    assert errors("a," * 20_000 + "\n")[0][2] == "size"
    assert errors("name,since" + ",x" * 248 + "\n")[0][2] == "shape"
    assert errors("name,since" + ",x" * 249 + "\n")[0][2] == "size"


def test_a_file_of_faults_is_listed_in_part_and_counted():
    found = read("name,since\n" + ",2024-01-01\n" * 5000)
    assert len(found.errors) == 501
    assert found.errors[-1].words == "4500 more problems are not listed"


def test_twenty_thousand_honest_rows():
    rows = "".join(
        f'{n},"Name {n}, Jr",n{n}@example.org,Full,2024-01-01,\r\n'
        if n % 2
        else f'{n},"Zoë\n{n}",,Full,2024-01-01,\r\n'
        for n in range(20_000)
    )
    start = time.process_time()
    found = read("\ufeff" + HEAD.replace("\n", "\r\n") + rows)
    assert time.process_time() - start < 6
    assert not found.errors
    assert len(found.rows) == 20_000
    assert found.rows[0].person.name == "Zoë 0"


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_preview(raw):
    for layout in (PLAIN, CIVICRM):
        found = read(raw, layout)
        assert found.rows or found.errors


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=4), max_size=6))
def test_any_cells_end_in_a_preview(table):
    body = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    found = read(("name,since,email\n" + body).encode("utf-8", "surrogatepass"))
    assert found.rows or found.errors
    for who in found.rows:
        assert who.person.name.isprintable() or "\u200c" in who.person.name or "\u200d" in who.person.name
