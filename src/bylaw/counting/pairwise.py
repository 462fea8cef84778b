"""How many papers prefer one candidate to another."""

from bylaw.counting.ballots import Ballots

Matrix = tuple[tuple[int, ...], ...]

_LANE = 64
_MASK = (1 << _LANE) - 1


def matrix(ballots: Ballots) -> Matrix:
    """`m[a-1][b-1]`: papers that rank a above b. Unranked candidates are below ranked ones and level.

    A whole row is added up in one large number with 64 bits for each opponent: a paper costs one addition
    for each candidate that it names. Weights are bounded so that no lane overflows.
    """
    size = len(ballots.candidates)
    unit = [1 << (_LANE * c) for c in range(size)]
    everyone = sum(unit)
    rows = [0] * size
    for paper in ballots.papers:
        below = everyone
        for rank in paper.ranks:
            for candidate in rank:
                below -= unit[candidate - 1]
            for candidate in rank:
                rows[candidate - 1] += paper.weight * below
    return tuple(tuple((row >> (_LANE * c)) & _MASK for c in range(size)) for row in rows)
