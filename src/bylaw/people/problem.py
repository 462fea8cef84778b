"""What is wrong with a file, row by row."""

from typing import Literal

from msgspec import Struct

Reason = Literal["size", "encoding", "shape", "input", "duplicate", "confusable", "ignored"]
"""Stable names: programs may match on them."""

MOST = 500
"""Problems of one severity that are listed; the rest is counted."""


class Problem(Struct, frozen=True):
    """One thing wrong in one row, counted as a spreadsheet counts: the header is row 1, and 0 is the whole file."""

    row: int
    column: str
    reason: Reason
    words: str

    def __str__(self) -> str:
        where = f"row {self.row}" if self.row else "file"
        column = f", column '{self.column}'" if self.column else ""
        return f"{where}{column}: {self.words}"


class Problems:
    """A list of problems that stays short, however long the file is."""

    def __init__(self) -> None:
        self.listed: list[Problem] = []
        self.count = 0

    def add(self, problem: Problem) -> None:
        """Count a problem, and list it while there are few."""
        self.count += 1
        if self.count <= MOST:
            self.listed.append(problem)

    def all(self) -> tuple[Problem, ...]:
        """Return the problems in order of rows, with a last line that counts those not listed."""
        listed = tuple(sorted(self.listed, key=lambda problem: problem.row))
        rest = self.count - len(listed)
        return (
            listed if not rest else (*listed, Problem(0, "", "size", f"{rest} more problems are not listed"))
        )
