"""How offices are filled and for how long: terms, electorates, eligibility, methods and caps."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from bylaw.rules.meanings.base import Count, Meaning, Phrase, at_most, first
from bylaw.rules.measure import Measure, stricter, tighter
from bylaw.rules.who import parse_phrase


class Term(Meaning, frozen=True, kw_only=True):
    """How long a mandate runs, from the day of the election.

    Exactly one of ``days``, ``months`` and ``calendar_years`` (the end of the n-th calendar year after)
    is set. ``limit`` is the greatest number of consecutive terms (0: none), ``pause_months`` the time out
    of office after which the count begins again. ``holdover`` keeps the holder until a successor is in.
    Whoever is elected to a seat whose term was broken off has a new term, or the ``rest`` of that one.
    """

    days: Count = 0
    months: Count = 0
    calendar_years: Count = 0
    limit: Count = 0
    pause_months: Count = 0
    holdover: bool = False
    vacancy: Literal["new", "rest"] = "new"

    def weaker(self, floor: Meaning) -> str:
        """A longer term, more terms, or a holdover that the floor does not allow."""
        assert isinstance(floor, Term)
        return first(
            _longer("term", self, floor),
            "holdover is not allowed by the floor" if self.holdover and not floor.holdover else "",
            "the floor limits consecutive terms" if floor.limit and not 0 < self.limit <= floor.limit else "",
        )

    @property
    def span_months(self) -> int:
        """The shortest that the term can be, in months (28 days count as one)."""
        return self.months or self.calendar_years * 12 or -(-self.days // 28)


class Interval(Meaning, frozen=True, kw_only=True):
    """How often something must happen at least: a duty of (state, at), never a reason to refuse an act."""

    months: Count = 0
    calendar_years: Count = 0

    def weaker(self, floor: Meaning) -> str:
        """A longer gap than the floor's."""
        assert isinstance(floor, Interval)
        return _longer("interval", self, floor)

    @property
    def span_months(self) -> int:
        """The shortest that the gap can be, in months."""
        return self.months or self.calendar_years * 12


class Activity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """So many deeds of one kind, counted over the last ``months`` (0: ever): 25 commits in 48 months."""

    deeds: Phrase
    least: Count
    months: Count = 0


class Electorate(Meaning, frozen=True, kw_only=True):
    """Who may vote: the roll as it stood ``closes_days`` before opening, members for ``member_days`` then.

    Whoever calls the vote may close the roll up to ``earlier_days`` before that. ``by`` is the kind of body
    whose members elect (empty: the unit in which the office lies), ``served`` how many of the roll must be
    on record as told before the poll can close as valid (of ``close-poll``), ``sample`` how many of it are drawn by
    public chance and asked who they are before the result (of ``declare-result``), ``least`` how many voters a
    ballot box has at least (of ``set-up-ballot``). Where a contributor votes and not a member, ``any_of`` says what
    she has done at least, any one of which suffices.
    """

    closes_days: Count = 0
    member_days: Count = 0
    earlier_days: Count = 0
    by: str = ""
    served: Measure | None = None
    sample: Count = 0
    least: Count = 0
    any_of: tuple[Activity, ...] = ()

    def weaker(self, floor: Meaning) -> str:
        """Others who elect than the floor says, or fewer members to be told than it asks."""
        assert isinstance(floor, Electorate)
        if floor.by and self.by != floor.by:
            return f"the floor lets the {floor.by} elect"
        if self.least < floor.least:
            return f"the floor lets no fewer than {floor.least} vote in a box"
        if self.sample < floor.sample:
            return f"the floor has {floor.sample} of the roll asked who they are"
        if self.served is None or floor.served is None or stricter(self.served, floor.served):
            return ""
        return "fewer members need be told than the floor asks"


class Eligible(Meaning, frozen=True, kw_only=True):
    """Who may hold an office, beside being a member whose class may stand.

    ``incompatible`` names offices that the same person may not hold at the same time; ``apart`` kinds of
    body in which she may not sit; ``per_affiliation`` how many seats of the body one declared affiliation
    may have (0: no cap). ``courses`` are topics of which she has completed a course, asked only where one was open to
    every member in time.
    """

    member_days: Count = 0
    incompatible: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    per_affiliation: Count = 0
    courses: tuple[str, ...] = ()

    def weaker(self, floor: Meaning) -> str:
        """An incompatibility of the floor missing."""
        assert isinstance(floor, Eligible)
        missing = sorted(
            (set(floor.incompatible) | set(floor.apart)) - set(self.incompatible) - set(self.apart)
        )
        return f"{', '.join(missing)} must stay incompatible" if missing else ""


class Method(Meaning, frozen=True, kw_only=True):
    """How an election is held: the counting method, secrecy, and what happens to a single candidate.

    ``default`` names the option that stands on the paper beside the candidates (none of these);
    ``alternates`` is how many of those not elected are kept to succeed when a seat falls vacant. ``edition``
    tells apart versions of one method (Debian's constitution counts otherwise in 1.0, 1.1 and 1.6).
    """

    name: str
    edition: str = ""
    ballot: Literal["secret", "open"] = "secret"
    electronic: bool = True
    single: Literal["confirm", "elected"] = "confirm"
    default: str = ""
    alternates: Count = 0

    def weaker(self, floor: Meaning) -> str:
        """Open where the floor wants secret, or electronic where it forbids that."""
        assert isinstance(floor, Method)
        return first(
            "the ballot must be secret" if floor.ballot == "secret" and self.ballot != "secret" else "",
            "electronic votes are not allowed" if self.electronic and not floor.electronic else "",
            "a single candidate must be confirmed"
            if (self.single, floor.single) == ("elected", "confirm")
            else "",
        )


class Deputy(Meaning, frozen=True, kw_only=True):
    """Who does what an office does while nobody who holds it may: it is vacant, or the rights of its holders rest.

    ``any_of`` holds phrases of ``who.py``: a holder of one of these offices, or who carries out a resolution. Nobody
    stands in for whoever stands in, or for one whom she has charged.
    """

    any_of: tuple[Phrase, ...]

    def __post_init__(self) -> None:
        """Refuse a phrase outside the grammar where it is written, and whoever is neither an office nor a body."""
        for phrase in self.any_of:
            for key in parse_phrase(phrase):
                if key.kind not in ("office", "resolution") or key.place in ("due", "emergency"):
                    raise ValueError(f"an office or a resolution stands in, not '{key}'")


class ExOfficio(Meaning, frozen=True, kw_only=True):
    """Who sits in a body without an election to it: whoever holds one of these offices, each with a place.

    The seat begins and ends with the other mandate. It is asked when the office is created (of ``create-office``); the
    office lasts until the law says otherwise.
    """

    follows: Annotated[tuple[Phrase, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        """Refuse a phrase outside the grammar where it is written, and whatever is not one office in one place."""
        for phrase in self.follows:
            for key in parse_phrase(phrase):
                if key.kind != "office" or " & " in phrase or key.place not in ("here", "root", "parent"):
                    raise ValueError(f"a seat follows an office here, root or parent, not '{phrase}'")


class Cap(Meaning, frozen=True, kw_only=True):
    """At most this part of a body's seats may be held *ex officio*: without an election to that body.

    It is asked (of ``create-office``, by the kind of body alone) whenever the seats of a body change.
    """

    measure: Measure

    def weaker(self, floor: Meaning) -> str:
        """More unelected seats than the floor allows."""
        assert isinstance(floor, Cap)
        return "" if tighter(self.measure, floor.measure) else "the cap is higher than the floor's"


def _longer(name: str, mine: Term | Interval, floor: Term | Interval) -> str:
    """Compare spans; n calendar years last from n years to nearly a year more, by the day they begin."""
    both = bool(mine.calendar_years and floor.calendar_years)
    extra = 12 if mine.calendar_years and not both else 0
    return at_most(f"{name} in months", mine.span_months + extra, floor.span_months)
