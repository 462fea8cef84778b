"""A CSV file as rows of cells, read in one pass and within limits; the first fault ends it.

Accepted is UTF-8, with or without a byte order mark, with one kind of line ending; line breaks inside quoted cells
may be of the other kind, as spreadsheets write them. Everything is a size, an encoding or a shape before it is a
name, so nothing here looks at what the cells mean.
"""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from msgspec import Struct

from bylaw.people.problem import Problem, Reason

BYTES = 64 * 2**20
LINE = 64 * 2**10
LINES = 200  # of one row, whose quoted cells may hold line breaks
COLUMNS = 250
ROWS = 250_000


class Row(Struct, frozen=True):
    """The cells of one row, counted from 1 for the header; blank lines count, as in a spreadsheet."""

    number: int
    cells: list[str]


class _Fault(Exception):
    def __init__(self, row: int, reason: Reason, words: str) -> None:
        super().__init__(words)
        self.problem = Problem(row, "", reason, words)


def rows(source: BinaryIO) -> Iterator[Row | Problem]:
    """Yield the rows of a file that are not blank; a problem is the last thing that comes."""
    lines = _Lines(source)
    try:
        yield from _rows(lines)
    except csv.Error as error:
        yield Problem(lines.row, "", "shape", f"not CSV: {error}")
    except _Fault as fault:
        yield fault.problem


def _rows(lines: "_Lines") -> Iterator[Row]:
    first = next(lines, "")
    separator = max(",;\t", key=first.count)
    ending = ""
    for number, cells in enumerate(
        csv.reader(chain([first], lines), delimiter=separator, strict=True), start=1
    ):
        ending = ending or lines.ending
        if lines.ending not in {ending, ""}:
            words = f"ends its line with {_SAID[lines.ending]}, the rows before with {_SAID[ending]}"
            raise _Fault(number, "encoding", words)
        if len(cells) > COLUMNS:
            raise _Fault(number, "size", f"{len(cells)} columns; at most {COLUMNS}")
        if number > ROWS:
            raise _Fault(number, "size", f"more than {ROWS - 1} rows; import the file in parts")
        lines.begin(number + 1)
        if any(cells):
            yield Row(number, cells)


_SAID = {"\n": "a line feed", "\r\n": "carriage return and line feed", "\r\r\n": "two carriage returns"}


class _Lines:
    """The lines of a file as text; knows the row that it is in and how the last line ended."""

    def __init__(self, source: BinaryIO) -> None:
        self.source = source
        self.row = 1
        self.ending = ""
        self.read = 0
        self.lines = 0

    def begin(self, row: int) -> None:
        """Say that a new row begins."""
        self.row, self.lines = row, 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        raw = self.source.readline(LINE + 1)
        if not raw:
            raise StopIteration
        self._measure(raw)
        if self.read == len(raw):
            raw = self._first(raw)
        if b"\0" in raw:
            raise _Fault(self.row, "encoding", "holds a NUL byte; save the file as CSV in UTF-8")
        self.ending = next((end for end in ("\r\r\n", "\r\n", "\n") if raw.endswith(end.encode())), "")
        try:
            return raw.decode()
        except UnicodeDecodeError as error:
            words = f"byte 0x{raw[error.start]:02X} is not UTF-8; save the file as CSV in UTF-8"
            raise _Fault(self.row, "encoding", words) from None

    def _measure(self, raw: bytes) -> None:
        self.read += len(raw)
        self.lines += 1
        if len(raw) > LINE:
            raise _Fault(self.row, "size", f"a line of more than {LINE} bytes")
        if self.read > BYTES:
            raise _Fault(self.row, "size", f"a file of more than {BYTES} bytes; import it in parts")
        if self.lines > LINES:
            raise _Fault(self.row, "size", f"a row of more than {LINES} lines; a quote may not be closed")

    def _first(self, raw: bytes) -> bytes:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise _Fault(self.row, "encoding", "written in UTF-16; save the file as CSV in UTF-8")
        return raw.removeprefix(b"\xef\xbb\xbf")
