"""Majorities: whether so many for and so many against carry a motion, with the base said explicitly.

Bases differ in what a silent or abstaining member does to the result:

- `cast`: votes for and against; an abstention is no vote cast (BGB 32 and 33, GenG, Robert's Rules 44);
- `nonabstaining`: all entitled less those who abstain; silence counts against (PEP 13);
- `present`: those present, whether they vote or not;
- `entitled`: all who may vote on this question (Apache: directors are removed by a majority of all entitled);
- `all`: all members, also those who may not vote on this question.
"""

from typing import Literal

from msgspec import Struct

from bylaw.rules.measure import Measure, Natural, Pair, Positive, least, stricter

Base = Literal["cast", "nonabstaining", "present", "entitled", "all"]
Tie = Literal["fails", "passes", "casting", "lot"]
Outcome = Literal["carried", "lost", "tied"]

_NOT_MORE: frozenset[tuple[Base, Base]] = frozenset({
    ("cast", "present"), ("cast", "nonabstaining"), ("cast", "entitled"), ("cast", "all"),
    ("nonabstaining", "entitled"), ("nonabstaining", "all"),
    ("present", "entitled"), ("present", "all"), ("entitled", "all"),
})  # fmt: skip
"""Pairs of bases of which the first is never larger than the second."""

_TIES: dict[Tie, int] = {"passes": 0, "casting": 1, "lot": 1, "fails": 2}


class Tally(Struct, frozen=True):
    """What was counted: votes for, against, abstaining; how many were present, entitled, members at all."""

    yes: Natural
    no: Natural
    abstain: Natural = 0
    present: Natural = 0
    entitled: Natural = 0
    all: Natural = 0


class Majority(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What carries a motion: a share of a base, or so many for each one against.

    A share says whether it is `strict` (more than a half) or not (at least two thirds), and of which base. A
    ratio of N asks for N votes for each one against and for more for than against (Debian's constitution,
    A.6). A motion with no vote for it is lost. `tie` decides only an exact half that a strict majority
    misses.
    """

    share: Pair | None = None
    ratio: Positive | None = None
    base: Base | None = None
    strict: bool | None = None
    tie: Tie = "fails"

    def __post_init__(self) -> None:
        """Refuse a majority whose base or strictness would have to be guessed."""
        if (self.share is None) == (self.ratio is None):
            raise ValueError("a majority has either a share or a ratio")
        if self.share is not None and (self.base is None or self.strict is None):
            raise ValueError(
                "a majority with a share says its base, and whether it is strict (more than) or not"
            )
        if self.ratio is not None and (self.base is not None or self.strict is not None):
            raise ValueError("a ratio compares the votes for and against: it has no base and is never strict")
        if self.share is not None and self.share[0] > self.share[1]:
            raise ValueError("a share is at most the whole")


def of_base(base: Base, tally: Tally) -> int:
    """Return how many a base counts in this tally."""
    match base:
        case "cast":
            return tally.yes + tally.no
        case "nonabstaining":
            return max(tally.entitled - tally.abstain, 0)
        case "present":
            return tally.present
        case "entitled":
            return tally.entitled
        case "all":
            return tally.all


def needed(majority: Majority, tally: Tally) -> int:
    """Return the smallest number of votes for that carries, with everything else in the tally as it is.

    For `cast` and a ratio that is the number against the same votes against, not of the same total.
    """
    if majority.ratio is not None:
        return max(majority.ratio * tally.no, tally.no + 1)
    measure, base = _measure(majority)
    if base != "cast":
        return max(least(measure, of_base(base, tally)), 1)
    num, den = measure.share or (0, 1)
    if num == den:  # unanimity: nobody against; more than all of them is never reached
        return 1 if tally.no == 0 and not measure.strict else tally.yes + tally.no + 1
    # yes * den >= num * (yes + no)  <=>  yes * (den - num) >= num * no
    return max(least(Measure(share=(1, den - num), strict=measure.strict), num * tally.no), 1)


def outcome(majority: Majority, tally: Tally) -> Outcome:
    """Say whether a tally is carried, lost, or tied (and then decided by a casting vote or a lot)."""
    if tally.yes and tally.yes >= needed(majority, tally):
        return "carried"
    if not _even(majority, tally):
        return "lost"
    ties: dict[Tie, Outcome] = {"fails": "lost", "passes": "carried", "casting": "tied", "lot": "tied"}
    return ties[majority.tie]


def not_laxer(a: Majority, b: Majority) -> bool:
    """Say whether whatever `a` carries, `b` carries too: whether the choice `a` keeps to the floor `b`.

    Conservative: a true answer is proved, and a false one may be too careful about ties. Where they differ,
    true is proved by one base never being larger than the other; `nonabstaining` and `present` are not
    comparable, and the answer is False.
    """
    (mine, my_base), (theirs, their_base) = _measure(a), _measure(b)
    comparable = my_base == their_base or (their_base, my_base) in _NOT_MORE
    return comparable and stricter(mine, theirs) and _TIES[a.tie] >= _TIES[b.tie]


def _measure(majority: Majority) -> tuple[Measure, Base]:
    """Return the share that decides; N:1 is N of N + 1 votes cast, and 1:1 is more than half of them."""
    if majority.ratio is not None:
        return Measure(share=(majority.ratio, majority.ratio + 1), strict=majority.ratio == 1), "cast"
    assert majority.base is not None
    return Measure(share=majority.share, strict=bool(majority.strict)), majority.base


def _even(majority: Majority, tally: Tally) -> bool:
    """Say whether as many are for as against, and exactly at a share that only more would carry."""
    measure, base = _measure(majority)
    num, den = measure.share or (0, 1)
    return tally.yes == tally.no and measure.strict and tally.yes * den == num * of_base(base, tally)
