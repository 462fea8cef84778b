"""Votes under the Debian constitution, section A.6, from version 1.1 on.

1. An option with fewer than 3Q votes over the default option is dropped (quorum); Q is half the square root
   of the number of developers, so `v >= 3Q` is `4 v v >= 9 n` in whole numbers.
2. An option that does not defeat the default option by its ratio N is dropped (majority): from 1.1 to 1.5
   `V(A,D) > N V(D,A)`, from 1.6 on `V(A,D) >= N V(D,A)` and `V(A,D) > V(D,A)`.
3. The Schwartz set of what is left; the weakest defeats within it are dropped until none is left within it.
4. Several options left: the elector with the casting vote chooses, here the lot from outside.

Version 1.0 counts otherwise: `debian_first`.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import groupby

from bylaw.counting import quorum
from bylaw.counting.ballots import Ballots
from bylaw.counting.build import Book
from bylaw.counting.debian_first import concorde
from bylaw.counting.pairwise import Matrix, matrix
from bylaw.counting.sheet import CountSheet, Dropped
from bylaw.counting.terms import Terms, UnfitBallots

STRICT = ("1.1", "1.2", "1.3", "1.4", "1.5")
INCLUSIVE = ("1.6", "1.7", "1.8", "1.9")
CONSTITUTIONS = ("1.0", *STRICT, *INCLUSIVE)
DEFAULT_NAMES = ("further discussion", "none of the above")


def debian(ballots: Ballots, terms: Terms) -> CountSheet:
    """Count by the constitution in `terms.constitution`, which must be one of `CONSTITUTIONS`."""
    if terms.roll is None:
        raise UnfitBallots(
            "the quorum needs the number of developers: give --roll N, or --roll 0 for no quorum"
        )
    if terms.constitution not in CONSTITUTIONS:
        raise UnfitBallots(
            f"constitution {terms.constitution} is not known: give one of {', '.join(CONSTITUTIONS)}"
        )
    default = default_option(ballots, terms.default)
    if any(option == default for option, _ in terms.majorities):
        raise UnfitBallots(f"option {default} is the default option and has no majority requirement (A.3)")
    if terms.constitution == "1.0":
        return concorde(ballots, terms, default)
    return _cloneproof(ballots, terms, default)


def default_option(ballots: Ballots, given: int | None) -> int:
    """Find the default option: as given, or the only one of the two usual names."""
    if given is not None:
        return given
    named = [c for c, n in enumerate(ballots.candidates, 1) if n.lower().endswith(DEFAULT_NAMES)]
    if len(named) == 1:
        return named[0]
    raise UnfitBallots(
        f"{len(named)} options are called further discussion or none of the above: give --default OPTION"
    )


def _cloneproof(ballots: Ballots, terms: Terms, default: int) -> CountSheet:
    book = Book("debian", ballots, terms)
    book.valid = sum(p.weight for p in ballots.papers)
    preferred = matrix(ballots)
    book.row([row[default - 1] for row in preferred], f"votes over {book.name(default)}")
    dropped = [
        Dropped(c, book.name(c), reason)
        for c in book.numbers
        if c != default and (reason := _reason(preferred, c, default, terms))
    ]
    gone = {d.candidate for d in dropped}
    winners = sorted(_schwartz_winners(preferred, [c for c in book.numbers if c not in gone]))
    chosen = book.ties.first(winners, "casting vote", len(book.history))
    if chosen is not None:
        book.elect(chosen)
    return book.sheet(quota=quorum.text(terms.roll or 0), pairwise=preferred, dropped=tuple(dropped))


def _reason(preferred: Matrix, option: int, default: int, terms: Terms) -> str:
    over, under = preferred[option - 1][default - 1], preferred[default - 1][option - 1]
    if not quorum.reached(over, terms.roll or 0):
        return "quorum"
    ratio = dict(terms.majorities).get(option, Fraction(1))
    strict = terms.constitution in STRICT
    passes = over > ratio * under if strict else over >= ratio * under and over > under
    return "" if passes else "majority"


def _schwartz_winners(preferred: Matrix, options: list[int]) -> set[int]:
    """Take steps 3 to 8 of A.6; an option that left the Schwartz set never comes back to it.

    Who transitively defeats whom is found anew only where a dropped defeat was the last way from one option to another.
    """
    defeats = [(a, b) for a in options for b in options if preferred[a - 1][b - 1] > preferred[b - 1][a - 1]]

    def strength(defeat: tuple[int, int]) -> tuple[int, int]:
        a, b = defeat
        return preferred[a - 1][b - 1], -preferred[b - 1][a - 1]

    beats = {a: sum(1 << b for x, b in defeats if x == a) for a in options}
    left = schwartz_set(options, beats)
    for _, equal in groupby(sorted(defeats, key=strength), key=strength):
        weakest = [(a, b) for a, b in equal if a in left and b in left]
        for a, b in weakest:
            beats[a] &= ~(1 << b)
        if any(not _leads(beats, a, b) for a, b in weakest):
            left = schwartz_set(sorted(left), beats)
    return left


def schwartz_set(options: list[int], beats: Mapping[int, int]) -> set[int]:
    """Options that transitively defeat whatever transitively defeats them; bit b of ``beats[a]``: a defeats b."""
    reach = dict(beats)
    for middle in options:
        for a in options:
            if reach[a] >> middle & 1:
                reach[a] |= reach[middle]
    return {a for a in options if all(reach[a] >> b & 1 or not reach[b] >> a & 1 for b in options)}


def _leads(beats: Mapping[int, int], a: int, b: int) -> bool:
    """Whether a chain of defeats leads from ``a`` to ``b``."""
    seen = new = beats[a]
    while new and not seen >> b & 1:
        option = (new & -new).bit_length() - 1
        new ^= 1 << option
        new |= beats[option] & ~seen
        seen |= beats[option]
    return bool(seen >> b & 1)
