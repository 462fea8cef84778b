"""Files of ballots as evidence: the bytes under their hash, read by the counting package."""

from __future__ import annotations

from bylaw.counting import METHODS, BallotFileError, Ballots, Grades, read_ballots


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
