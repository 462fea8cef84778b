"""Tally sheets of the Debian project: a legend of options, then `V: 1-2` and a voter's name or hash.

Each character is the rank of one option, `-` unranked; equal ranks are equal, gaps mean nothing. Ranks above
9 are letters. Voters are not kept.
"""

import re

from bylaw.counting.ballots import Ballots, Paper
from bylaw.counting.files.problem import (
    MAX_CANDIDATES,
    BallotFileError,
    Papers,
    name,
    shown,
    text_lines,
)

_OPTION = re.compile(r"\s*[|/ ]*Option ([0-9]{1,3})\s*-*>?:\s*(.*)")
_LEGEND_END = re.compile(r"\s+\|[|/]*\s*$")
_VOTE = re.compile(r"V:\s+([-0-9A-Za-z]+)(?:\s|$)")


def read(data: bytes) -> Ballots:
    """Read a tally sheet."""
    options: list[str] = []
    papers = Papers()
    seen = False
    for line, text in enumerate(text_lines(data), 1):
        if text.startswith("V:"):
            seen = True
            papers.add(1, _ranks(text, len(options), line))
        elif not seen and (found := _OPTION.match(text)):
            options.append(_option(found, len(options) + 1, line))
    if not options or not seen:
        raise BallotFileError(f"expected options and votes (`V: 1-2 …`), found {len(options)} options")
    return Ballots(
        candidates=tuple(options),
        papers=tuple(Paper(weight, ranks) for ranks, weight in papers.weights.items()),
        seats=1,
    )


def write(ballots: Ballots) -> bytes:
    """Write a tally sheet with voters numbered v001 and so on."""
    size = len(ballots.candidates)
    lines = ["", "\t\t       Tally Sheet for the votes cast.", ""]
    for place, option in enumerate(ballots.candidates, 1):
        bars = " " * 5 if place == 1 else f"   {'|' * (place - 2)}/  "
        lines.append(f"{bars}Option {place}{'-' * (size - place + 2)}>: {option}")
    voter = 0
    for paper in ballots.papers:
        marks = ["-"] * size
        for rank, level in enumerate(paper.ranks, 1):
            for c in level:
                marks[c - 1] = _mark(rank)
        for _ in range(paper.weight):
            voter += 1
            lines.append(f"V: {''.join(marks)}\tv{voter:03d}")
    return ("\n".join(lines) + "\n").encode()


def _mark(rank: int) -> str:
    if rank > 35:
        raise BallotFileError(f"a tally sheet has 35 ranks at most; rank {rank} is needed")
    return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rank]


def _option(found: re.Match[str], expected: int, line: int) -> str:
    if int(found[1]) != expected or expected > MAX_CANDIDATES:
        raise BallotFileError(f"expected option {expected}, found option {found[1]}", line)
    return name(_LEGEND_END.sub("", found[2]), line)


def _ranks(text: str, size: int, line: int) -> tuple[tuple[int, ...], ...]:
    found = _VOTE.match(text)
    if not found or len(found[1]) != size:
        raise BallotFileError(f"expected a vote on {size} options, found {shown(text)}", line)
    levels: dict[int, list[int]] = {}
    for option, mark in enumerate(found[1], 1):
        if mark != "-":
            rank = int(mark, 36)
            if rank == 0:
                raise BallotFileError(f"rank 0 for option {option}", line)
            levels.setdefault(rank, []).append(option)
    return tuple(tuple(levels[rank]) for rank in sorted(levels))
