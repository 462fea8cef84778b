"""Which reader a file needs: by the end of its name, else by how it begins."""

from collections.abc import Callable
from pathlib import PurePath

from bylaw.counting.ballots import Ballots, Grades, Totals
from bylaw.counting.files import blt, preflib, table, tally
from bylaw.counting.files.problem import BallotFileError, text_lines

Reader = Callable[[bytes], Ballots | Grades | Totals]

KINDS: dict[str, Reader] = {
    "blt": blt.read,
    "soc": lambda data: preflib.read_rankings(data, "soc"),
    "soi": lambda data: preflib.read_rankings(data, "soi"),
    "toc": lambda data: preflib.read_rankings(data, "toc"),
    "toi": lambda data: preflib.read_rankings(data, "toi"),
    "cat": preflib.read_categories,
    "tally": tally.read,
    "tsv": table.read_ranks,
    "csv": table.read_grades,
}


CELLS: dict[str, Reader] = {"ranks": table.read_ranks, "grades": table.read_grades}


def read_ballots(data: bytes, name: str = "", cells: str = "") -> Ballots | Grades | Totals:
    """Read a ballot file; `name` helps to tell its kind. Raises `BallotFileError` and nothing else.

    `cells` says what the cells of a table are, one of `CELLS`; by default `.tsv` has ranks, `.csv` grades.
    """
    kind = PurePath(name).suffix.lower().lstrip(".")
    if kind not in KINDS:
        kind = _kind(text_lines(data))
    if cells in CELLS and kind in ("tsv", "csv"):
        return CELLS[cells](data)
    return KINDS[kind](data)


def _kind(lines: list[str]) -> str:
    if any(text.startswith("V:") for text in lines):
        return "tally"
    content = [text.strip() for text in lines if text.strip()]
    for text in content:
        if text.upper().startswith("# DATA TYPE:"):
            kind = text.partition(":")[2].strip().lower()
            if kind in KINDS:
                return kind
    words = next((text.partition("#")[0].split() for text in content if not text.startswith("#")), [])
    if len(words) == 2 and all(word.isdecimal() for word in words):
        return "blt"
    known = ", ".join(f".{kind}" for kind in KINDS if kind != "tally")
    raise BallotFileError(f"of no known kind: expected {known} or a Debian tally sheet")
