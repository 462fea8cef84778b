"""Ballot files of other people: read within limits, or refused with the line and the reason."""

from bylaw.counting.files.problem import MAX_BYTES, MAX_CANDIDATES, MAX_WEIGHT, BallotFileError
from bylaw.counting.files.reader import CELLS, KINDS, read_ballots

__all__ = ["CELLS", "KINDS", "MAX_BYTES", "MAX_CANDIDATES", "MAX_WEIGHT", "BallotFileError", "read_ballots"]
