"""What must hold of ballots and terms before any method counts them."""

from collections.abc import Sequence

from bylaw.counting.ballots import Ballots, Grades, Paper, Totals
from bylaw.counting.terms import Terms, UnfitBallots

MOST_PAPERS = 2**53
MOST_SEATS = 10_000


def check(ballots: Ballots | Grades | Totals, terms: Terms) -> None:
    """Raise `UnfitBallots` unless every number in the ballots and the terms is in range."""
    size = len(ballots.candidates)
    if not size:
        raise UnfitBallots("there are no candidates")
    if not 1 <= terms.seats <= MOST_SEATS:
        raise UnfitBallots(f"{terms.seats} seats: from 1 to {MOST_SEATS} can be filled")
    if len(set(terms.lot)) != len(terms.lot):
        raise UnfitBallots("the lot names a candidate twice")
    _in_range(terms.lot, size, "the lot")
    _regions(ballots.regions if isinstance(ballots, Totals) else (), terms.region_lot)
    _majorities([option for option, _ in terms.majorities], size)
    _in_range([] if terms.default is None else [terms.default], size, "the default option")
    if any(ratio < 1 for _, ratio in terms.majorities):
        raise UnfitBallots("a majority requirement is 1:1 at least")
    if terms.roll is not None and terms.roll < 0:
        raise UnfitBallots(f"a roll of {terms.roll}: it cannot be negative")
    if isinstance(ballots, Totals):
        _totals(ballots, size)
    else:
        _papers(ballots, size)


def _regions(regions: Sequence[str], lot: Sequence[int]) -> None:
    if len(set(lot)) != len(lot):
        raise UnfitBallots("the lot names a region twice")
    for number in lot:
        if not 1 <= number <= len(regions):
            raise UnfitBallots(f"the lot names region {number}: there are {len(regions)}")


def _majorities(options: Sequence[int], size: int) -> None:
    _in_range(options, size, "a majority")
    if twice := next((option for option in options if options.count(option) > 1), 0):
        raise UnfitBallots(f"option {twice} is given two majorities: give one")


def _in_range(numbers: Sequence[int], size: int, what: str) -> None:
    for number in numbers:
        if not 1 <= number <= size:
            raise UnfitBallots(f"{what} names candidate {number}: there are {size}")


def _totals(totals: Totals, size: int) -> None:
    if not totals.votes or any(len(row) != size or min(row) < 0 for row in totals.votes):
        raise UnfitBallots(f"recorded totals need one number, not negative, for each of {size} candidates")
    if len(totals.votes) != max(len(totals.regions), 1):
        raise UnfitBallots(f"{len(totals.regions)} regions, and totals of {len(totals.votes)}")


def _papers(ballots: Ballots | Grades, size: int) -> None:
    if any(p.weight < 1 for p in ballots.papers) or sum(p.weight for p in ballots.papers) > MOST_PAPERS:
        raise UnfitBallots(f"each paper must count at least once, all together {MOST_PAPERS} times at most")
    if isinstance(ballots, Grades):
        if any(
            len(p.grades) != size or not 0 <= min(p.grades) <= max(p.grades) <= ballots.best
            for p in ballots.papers
        ):
            raise UnfitBallots(
                f"each paper needs a grade from 0 to {ballots.best} for each of {size} candidates"
            )
        return
    _in_range(ballots.withdrawn, size, "a withdrawal")
    if len(set(ballots.withdrawn)) == size:
        raise UnfitBallots("every candidate has withdrawn")
    singles = {(c,) for c in range(1, size + 1)}
    for paper in ballots.papers:
        different = set(paper.ranks)
        if len(different) != len(paper.ranks) or not different <= singles:
            _paper(paper, size)


def _paper(paper: Paper, size: int) -> None:
    """Check a paper that is not plainly a row of different candidates."""
    named = paper.named
    if len(set(named)) != len(named):
        raise UnfitBallots(f"a paper names a candidate twice: {paper.ranks}")
    if not all(paper.ranks):
        raise UnfitBallots(f"a paper has an empty rank: {paper.ranks}")
    _in_range(named, size, "a paper")
