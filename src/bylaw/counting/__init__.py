"""Counting of votes by rule, exactly: whole numbers or fractions, never floats.

The package knows nothing of bylaw. `count` runs a method over `Ballots`, `Grades` or `Totals` and returns a
`CountSheet`: who is elected and at which count, every total after every count, and every tie with what
decided it. A tie that neither the rule nor a lot from outside decides stops the count and is said.
"""

from bylaw.counting.ballots import Ballots, Grades, Paper, Scored, Totals
from bylaw.counting.files import BallotFileError, read_ballots
from bylaw.counting.methods import METHODS, Method, count
from bylaw.counting.sheet import CountSheet, Dropped, Elected, Row, Tie
from bylaw.counting.terms import Terms, UnfitBallots

__all__ = [
    "METHODS",
    "BallotFileError",
    "Ballots",
    "CountSheet",
    "Dropped",
    "Elected",
    "Grades",
    "Method",
    "Paper",
    "Row",
    "Scored",
    "Terms",
    "Tie",
    "Totals",
    "UnfitBallots",
    "count",
    "read_ballots",
]
