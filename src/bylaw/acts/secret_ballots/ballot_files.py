"""Files of ballots as evidence: the bytes under their hash, read by the counting package; archives of a box."""

from __future__ import annotations

from bylaw.belenios.archive import Cut
from bylaw.belenios.encoding import load
from bylaw.belenios.findings import Refused
from bylaw.belenios.model import RankedQuestion, Result
from bylaw.belenios.prover.board import read as read_archive
from bylaw.belenios.questions import grades
from bylaw.counting import METHODS, BallotFileError, Ballots, Grades, read_ballots
from bylaw.counting.ballots import Paper, Scored
from bylaw.state.elections import Count

MOST = 1 << 30
"""The greatest size in bytes of a result in an archive."""


def file_of(count: Count, raw: object, method: str) -> Ballots | Grades | str | None:
    """Read the evidence on which a count rests: a file of tellers, or a question of the archive of a box."""
    if count.source == "box":
        return read_rankings(raw, count.question, count.spoiled)
    return read_file(raw, method)


def read_rankings(raw: object, question: int, spoiled: tuple[int, ...]) -> Ballots | Grades | str | None:
    """Read the rankings or grades of one question of an archive that was verified when its result was filed.

    A ranking gives each option a number: 1 the first choice, equal numbers equal places, 0 not ranked. Grades are
    numbered from 1, the best, in the order in which the question lists them; 0 is no grade, below all of them.
    """
    if raw is None:
        return None
    if not isinstance(raw, bytes):
        return "no bytes"
    try:
        board = read_archive(raw)
        asked = board.election().questions[question - 1 : question]
        found = [load(each, Result, MOST).result for each in board.payloads("Result")]
    except (Refused, Cut) as fault:
        return str(fault)
    if not found or len(found[0]) < question or not asked or not isinstance(asked[0], RankedQuestion):
        return f"question {question} of the archive has no rankings"
    rows = [row for place, row in enumerate(found[0][question - 1], 1) if place not in spoiled]
    names, lists = tuple(asked[0].value.answers), [row for row in rows if isinstance(row, list)]
    best = len(grades(asked[0]))
    if best:
        scored = tuple(Scored(1, tuple(best + 1 - int(n) if int(n) else 0 for n in row)) for row in lists)
        return Grades(candidates=names, papers=scored, best=best, invalid=len(spoiled))
    papers = tuple(Paper(1, _ranks(row)) for row in lists)
    return Ballots(candidates=names, papers=papers, invalid=len(spoiled))


def _ranks(row: list[int | str]) -> tuple[tuple[int, ...], ...]:
    levels = sorted({int(rank) for rank in row} - {0})
    return tuple(tuple(c for c, rank in enumerate(row, 1) if int(rank) == level) for level in levels)


def read_file(raw: object, method: str) -> Ballots | Grades | str | None:
    """Read the evidence for a file of ballots: what it holds, or why it is none.

    An attachment has no name by which to tell its kind. One that does not say itself what it is (BLT,
    PrefLib, Debian's tally sheet) is a table with tabs, commas or semicolons in its heading: of grades where
    the method counts grades alone, else of ranks.
    None stands for a file that an audit's copy lacks: the act stays applied, and what rests on it is unproven.
    """
    if raw is None:
        return None
    if not isinstance(raw, bytes):
        return "no bytes"
    heading, name = raw.partition(b"\n")[0], ""
    says = heading.startswith((b"#", b"V:")) or b"\nV:" in raw
    if not says and any(mark in heading for mark in b"\t,;"):
        name = "grades.csv" if METHODS[method].takes == ("grades",) else "ranks.tsv"
    try:
        found = read_ballots(raw, name)
    except BallotFileError as fault:
        return str(fault)
    return found if isinstance(found, Ballots | Grades) else "totals, where ballots are asked"
