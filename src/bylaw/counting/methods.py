"""The methods by name, and `count`, which runs one."""

from collections.abc import Callable
from typing import Any

import msgspec

from bylaw.counting import alternative, debian, gregory, judgement, lists, meek, schulze, simple, star
from bylaw.counting.ballots import Ballots, Grades, Totals, ranked
from bylaw.counting.sheet import CountSheet
from bylaw.counting.terms import Terms, UnfitBallots
from bylaw.counting.valid import check

RANKED, GRADED, TOTALS = "rankings", "grades", "totals"


class Method(msgspec.Struct, frozen=True, kw_only=True):
    """A way of counting: `takes` says which ballots, `many` whether the number of seats must be given."""

    name: str
    words: str
    source: str
    takes: tuple[str, ...]
    many: bool
    run: Callable[[Any, Terms], CountSheet]


def _stv(name: str, words: str, source: str, run: Callable[[Any, Terms], CountSheet]) -> Method:
    return Method(name=name, words=words, source=source, takes=(RANKED,), many=True, run=run)


def _one(
    name: str, words: str, source: str, takes: tuple[str, ...], run: Callable[[Any, Terms], CountSheet]
) -> Method:
    return Method(name=name, words=words, source=source, takes=takes, many=False, run=run)


def _lists(name: str, words: str, run: Callable[[Any, Terms], CountSheet]) -> Method:
    return Method(name=name, words=words, source="apportionment", takes=(TOTALS,), many=True, run=run)


METHODS: dict[str, Method] = {
    m.name: m
    for m in (
        _one("plurality", "one mark; the highest totals", "simple", (RANKED, TOTALS), simple.plurality),
        _one(
            "approval",
            "any number of marks; the highest totals",
            "simple",
            (GRADED, RANKED, TOTALS),
            simple.approval,
        ),
        Method(
            name="block",
            words="as many marks as seats; the highest totals",
            source="simple",
            takes=(RANKED, TOTALS),
            many=True,
            run=simple.block,
        ),
        _one(
            "av",
            "alternative vote (instant runoff)",
            "more than half of the papers in the count",
            (RANKED,),
            alternative.alternative,
        ),
        _stv(
            "scottish-stv",
            "STV, weighted inclusive Gregory, 5 decimals cut off",
            "Scottish Local Government Elections Order 2007",
            gregory.scottish,
        ),
        _stv("wigm-stv", "STV, weighted inclusive Gregory, 6 decimals cut off", "OpenSTV", gregory.decimal),
        _stv("wigm-stv-exact", "STV, weighted inclusive Gregory, fractions", "OpenSTV", gregory.exact),
        _stv("meek-stv", "STV, Meek, 9 decimals", "Hill, Wichmann, Woodall 1987", meek.meek),
        _one("schulze", "beatpath, winning votes", "Schulze 2011", (RANKED,), schulze.schulze),
        _one(
            "debian",
            "Condorcet with quorum, default option and majorities",
            "Debian constitution A.6",
            (RANKED,),
            debian.debian,
        ),
        _one("star", "score, then automatic runoff", "Equal Vote Coalition", (GRADED,), star.star),
        Method(
            name="bloc-star",
            words="STAR seat by seat",
            source="PEP 13",
            takes=(GRADED,),
            many=True,
            run=star.bloc_star,
        ),
        _one(
            "majority-judgement",
            "the best median grade",
            "Balinski and Laraki 2011",
            (GRADED,),
            judgement.majority_judgement,
        ),
        _lists("dhondt", "lists, highest quotients 1, 2, 3, …", lists.dhondt),
        _lists("sainte-lague", "lists, highest quotients 1, 3, 5, …", lists.sainte_lague),
        _lists("hare", "lists, largest remainder (Hare-Niemeyer)", lists.hare),
    )
}


def count(method: str, ballots: Ballots | Grades | Totals, *, seats: int = 1, **terms: Any) -> CountSheet:
    """Count `ballots` by the named method; `terms` are the other fields of `Terms`.

    Raises `UnfitBallots`, and nothing else, when the method is unknown or these ballots cannot be counted by
    it: the sentence says why. A tie that is not decided is no error but part of the sheet.
    """
    known = METHODS.get(method)
    if known is None:
        raise UnfitBallots(f"there is no method {method!r}: choose one of {', '.join(METHODS)}")
    told = Terms(seats=seats, **terms)
    check(ballots, told)
    return known.run(_fitting(known, ballots), told)


def _fitting(method: Method, ballots: Ballots | Grades | Totals) -> Ballots | Grades | Totals:
    """The ballots in a form that the method takes: graded papers can be ranked and first choices added up."""
    kind = {Ballots: RANKED, Grades: GRADED, Totals: TOTALS}[type(ballots)]
    if kind in method.takes:
        return ballots
    if isinstance(ballots, Grades) and RANKED in method.takes:
        return ranked(ballots)
    if isinstance(ballots, Ballots) and method.takes == (TOTALS,):
        return simple.first_choices(ballots)
    raise UnfitBallots(f"{method.name} counts {' or '.join(method.takes)}; these are {kind}")
