"""Ballot files as texts: every known one, a plain one of each kind, and how one is read."""

from bylaw.counting import Ballots, read_ballots
from tests.counting.known import DATA

ALL = sorted(
    p
    for p in DATA.rglob("*")
    if p.suffix in {".blt", ".soi", ".toi", ".cat", ".tsv"} or p.name in {"tally.txt", "cz_psp_2017.csv"}
)
PLAIN = b"3 2\n4 1 2 0\n3 2 0\n2 3 1 0\n0\nAda\nBen\nCy\nA club\n"
NEW = """# TITLE: T
# DATA TYPE: toi
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 9
# ALTERNATIVE NAME 1: Ada
# ALTERNATIVE NAME 2: Ben
# ALTERNATIVE NAME 3: Cy
4: 1,2
3: {1,2},3
2: 3
"""
OLD = "3\n1,Ada\n2,Ben\n3,Cy\n9,9,3\n4,1,2\n3,{1,2},3\n2,3\n"


def blt_of(text: str | bytes) -> Ballots:
    return read_ballots(text if isinstance(text, bytes) else text.encode(), "x.blt")
