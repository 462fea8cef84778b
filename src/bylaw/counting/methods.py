"""The methods by name, and `count`, which runs one."""

from collections.abc import Callable
from typing import Any, Literal

import msgspec

from bylaw.counting import alternative, debian, gregory, judgement, lists, meek, schulze, simple, star
from bylaw.counting.ballots import Ballots, Grades, Totals, ranked
from bylaw.counting.certain import certain
from bylaw.counting.sheet import CountSheet
from bylaw.counting.terms import Terms, UnfitBallots
from bylaw.counting.valid import check

RANKED, GRADED, TOTALS = "rankings", "grades", "totals"
Run = Callable[[Any, Terms], CountSheet]


class Method(msgspec.Struct, frozen=True):
    """A way of counting.

    `takes` says which ballots; `seats` is `one` (never more), `any` (one unless said) or `many` (must be
    said).
    """

    name: str
    words: str
    source: str
    takes: tuple[str, ...]
    seats: Literal["one", "any", "many"]
    run: Run


METHODS: dict[str, Method] = {
    method.name: method
    for method in (
        Method("plurality", "one mark; the highest totals", "", (RANKED, TOTALS), "any", simple.plurality),
        Method(
            "approval",
            "any number of marks; the highest totals",
            "",
            (GRADED, RANKED, TOTALS),
            "any",
            simple.approval,
        ),
        Method("block", "as many marks as seats", "", (RANKED, TOTALS), "many", simple.block),
        Method("av", "alternative vote (instant runoff)", "", (RANKED,), "one", alternative.alternative),
        Method(
            "scottish-stv",
            "STV, weighted inclusive Gregory, 5 decimals cut off",
            "Scottish Local Government Elections Order 2007",
            (RANKED,),
            "many",
            gregory.scottish,
        ),
        Method(
            "wigm-stv",
            "STV, weighted inclusive Gregory, 6 decimals cut off",
            "",
            (RANKED,),
            "many",
            gregory.decimal,
        ),
        Method(
            "wigm-stv-exact",
            "STV, weighted inclusive Gregory, fractions",
            "",
            (RANKED,),
            "many",
            gregory.exact,
        ),
        Method(
            "meek-stv",
            "STV, Meek, 9 decimals",
            "Hill, Wichmann, Woodall 1987",
            (RANKED,),
            "many",
            meek.meek,
        ),
        Method("schulze", "beatpath, winning votes", "Schulze 2011", (RANKED,), "any", schulze.schulze),
        Method(
            "debian",
            "Condorcet with quorum, default option and majorities",
            "Debian constitution, A.6",
            (RANKED,),
            "one",
            debian.debian,
        ),
        Method("star", "score, then automatic runoff", "", (GRADED,), "one", star.star),
        Method("bloc-star", "STAR seat by seat", "PEP 13", (GRADED,), "many", star.bloc_star),
        Method(
            "majority-judgement",
            "the best median grade",
            "Balinski, Laraki 2011",
            (GRADED,),
            "any",
            judgement.majority_judgement,
        ),
        Method("dhondt", "lists, highest quotients 1, 2, 3, …", "", (TOTALS,), "many", lists.dhondt),
        Method(
            "sainte-lague", "lists, highest quotients 1, 3, 5, …", "", (TOTALS,), "many", lists.sainte_lague
        ),
        Method("hare", "lists, largest remainder (Hare-Niemeyer)", "", (TOTALS,), "many", lists.hare),
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
    if known.seats == "one" and seats != 1:
        raise UnfitBallots(f"{method} fills one seat, not {seats}")
    told = Terms(seats=seats, **terms)
    check(ballots, told)
    fitting = _fitting(known, ballots)
    sheet = known.run(fitting, told)
    if not sheet.unresolved:
        return sheet
    return msgspec.structs.replace(sheet, certain=certain(lambda t: known.run(fitting, t), sheet, told))


def _fitting(method: Method, ballots: Ballots | Grades | Totals) -> Ballots | Grades | Totals:
    """Bring ballots into a form that the method takes: rank graded papers, add up first choices."""
    kind = {Ballots: RANKED, Grades: GRADED, Totals: TOTALS}[type(ballots)]
    if kind in method.takes:
        return ballots
    if isinstance(ballots, Grades) and RANKED in method.takes:
        return ranked(ballots)
    if isinstance(ballots, Ballots) and method.takes == (TOTALS,):
        return simple.first_choices(ballots)
    raise UnfitBallots(f"{method.name} counts {' or '.join(method.takes)}; these are {kind}")
