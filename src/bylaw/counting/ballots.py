"""What was voted: ranked papers, graded papers, or totals that somebody else added up.

Candidates are numbered from 1 in the order of the paper; every number here is such a number.
"""

import msgspec


class Paper(msgspec.Struct, frozen=True, array_like=True):
    """`weight` identical papers: ranks from best to worst, each rank the candidates placed equal there."""

    weight: int
    ranks: tuple[tuple[int, ...], ...]

    @property
    def order(self) -> tuple[int, ...]:
        """The preferences down to the first rank that names more than one candidate."""
        clear: list[int] = []
        for rank in self.ranks:
            if len(rank) != 1:
                break
            clear.append(rank[0])
        return tuple(clear)

    @property
    def named(self) -> tuple[int, ...]:
        """Every candidate on the paper, whatever the rank."""
        return tuple(c for rank in self.ranks for c in rank)


class Ballots(msgspec.Struct, frozen=True, kw_only=True):
    """Ranked papers. What a paper does not name is below all that it names, and equal there.

    `seats` is what the file says, if it says it; `withdrawn` candidates keep their number and are passed
    over; `invalid` papers were found so on reading and hold no ranks.
    """

    candidates: tuple[str, ...]
    papers: tuple[Paper, ...]
    invalid: int = 0
    seats: int | None = None
    title: str = ""
    withdrawn: tuple[int, ...] = ()


class Scored(msgspec.Struct, frozen=True, array_like=True):
    """`weight` identical papers: one grade for each candidate in order, 0 the worst."""

    weight: int
    grades: tuple[int, ...]


class Grades(msgspec.Struct, frozen=True, kw_only=True):
    """Graded papers: scores, approvals (`best` 1) or a scale of words. A candidate left blank has 0."""

    candidates: tuple[str, ...]
    papers: tuple[Scored, ...]
    best: int
    invalid: int = 0
    title: str = ""


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Votes per candidate or list as tellers or an authority recorded them; `regions` only where there are.

    `votes` has one row for each region, each with one number for each candidate. `valid` and `invalid` count
    papers and are None where only the sums are recorded.
    """

    candidates: tuple[str, ...]
    votes: tuple[tuple[int, ...], ...]
    regions: tuple[str, ...] = ()
    valid: int | None = None
    invalid: int = 0
    title: str = ""

    @property
    def sums(self) -> tuple[int, ...]:
        """Votes of each candidate over all regions."""
        return tuple(map(sum, zip(*self.votes, strict=True)))


def ranked(graded: Grades) -> Ballots:
    """Rank graded papers: higher grades first, equal grades equal, grade 0 not ranked."""
    papers = []
    for paper in graded.papers:
        levels = sorted({g for g in paper.grades if g}, reverse=True)
        ranks = tuple(tuple(c for c, g in enumerate(paper.grades, 1) if g == level) for level in levels)
        papers.append(Paper(paper.weight, ranks))
    return Ballots(
        candidates=graded.candidates, papers=tuple(papers), invalid=graded.invalid, title=graded.title
    )
