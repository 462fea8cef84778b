"""The secretary's published count: matrix, majority lines, dropped options and winner, read from its text."""

from __future__ import annotations

import re

from bylaw.acts.past.facts import Dropped, Ratio, Result, Sign

_ROW = re.compile(r"^Option [0-9] +[0-9 ]+$", re.MULTILINE)
_CELL = re.compile(".{6}")
_MAJORITY = re.compile(
    r"^(?P<dropping>Dropping )?Option (?P<option>\d+) (?:because of|passes) Majority\.\s+(?:\([0-9.]+\)\s+)?"
    r"(?P<value>[0-9.]+) \((?P<over>\d+)/(?P<under>\d+)\) (?P<sign>[<>]=?) (?P<need>\d+)\s*$",
    re.MULTILINE,
)
_DROPPED = re.compile(r"^Dropping Option (\d+) because of (Quorum|Majority)", re.MULTILINE)
_WINNER = re.compile(r"The winners are:\s+Option (\d+) ")
_MARGIN = 9
_SIGNS: dict[str, Sign] = {">": ">", ">=": ">=", "<": "<", "<=": "<="}


def read_result(text: str) -> Result | None:
    """Read the published count; None when the text has no matrix or no winner."""
    rows = [line[_MARGIN:].ljust(_MARGIN + 6 * 60) for line in _ROW.findall(text)]
    size = len(rows)
    cells = [[int(cell) if cell.strip() else 0 for cell in _CELL.findall(row)] for row in rows]
    winner = _WINNER.search(text)
    if not size or winner is None:
        return None
    dropped = tuple(
        Dropped(option=int(option), reason="quorum" if reason == "Quorum" else "majority")
        for option, reason in _DROPPED.findall(text)
    )
    matrix = tuple(tuple(row[:size]) for row in cells)
    return Result(matrix=matrix, dropped=dropped, winner=int(winner[1]))


def read_ratios(text: str) -> tuple[Ratio, ...]:
    """Read the printed lines of the majority test."""
    return tuple(_ratio(match) for match in _MAJORITY.finditer(text))


def _ratio(line: re.Match[str]) -> Ratio:
    return Ratio(
        option=int(line["option"]),
        over=int(line["over"]),
        under=int(line["under"]),
        value=line["value"],
        stays=not line["dropping"],
        sign=_SIGNS[line["sign"]],
        need=int(line["need"]),
    )
