"""Files of ballots as evidence: the bytes under their hash, read by the counting package."""

from __future__ import annotations

from bylaw.counting import BallotFileError, Ballots, Grades, read_ballots


def read_file(raw: object) -> Ballots | Grades | str | None:
    """Read the evidence for a file of ballots: what it holds, or why it is none.

    None stands for a file that an audit's copy lacks: the act stays applied, and what rests on it is unproven.
    """
    if raw is None:
        return None
    if not isinstance(raw, bytes):
        return "no bytes"
    try:
        found = read_ballots(raw)
    except BallotFileError as fault:
        return str(fault)
    return found if isinstance(found, Ballots | Grades) else "totals, where ballots are asked"
