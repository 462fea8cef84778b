"""The closed set of meanings that a clause can have.

Each is a frozen struct of numbers and names; ``weaker(floor)`` says in words where it is less strict than
a floor of the same meaning, or the empty string. Bylaws whose choice is weaker than a floor are refused.
Spans are whole local days, months or calendar years in the organisation's zone (``calendar.py``).
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from bylaw.rules.majority import Majority, not_laxer
from bylaw.rules.measure import Measure, stricter, tighter
from bylaw.rules.who import parse_phrase

Count = Annotated[int, Meta(ge=0, le=1_000_000)]
"""Days, months, people or times."""
Phrase = Annotated[str, Meta(min_length=1, max_length=200)]


class Meaning(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a clause says in a form that the judge can use."""

    def weaker(self, floor: Meaning) -> str:
        """Say where this is less strict than ``floor``; empty when it is not."""
        return ""


def _at_least(name: str, mine: int, floor: int) -> str:
    return f"{name} {mine} is less than the floor's {floor}" if mine < floor else ""


def _at_most(name: str, mine: int, floor: int) -> str:
    return f"{name} {mine} is more than the floor's {floor}" if mine > floor else ""


def _first(*reasons: str) -> str:
    return next((reason for reason in reasons if reason), "")


def _longer(name: str, mine: Term | Interval, floor: Term | Interval) -> str:
    """Compare spans; n calendar years last from n years to nearly a year more, by the day they begin."""
    both = bool(mine.calendar_years and floor.calendar_years)
    extra = 12 if mine.calendar_years and not both else 0
    return _at_most(f"{name} in months", mine.span_months + extra, floor.span_months)


class Notice(Meaning, frozen=True, kw_only=True):
    """How long before the day something must be announced.

    ``unit``: ``before`` counts the day of notice and not the day itself, ``clear`` counts neither.
    ``item_days`` is for single items of an agenda; ``emergency_days`` may replace ``days`` while an
    emergency measure names this power; ``most_days`` forbids announcing too early (0: no limit).
    ``unless_all`` lets a meeting resolve on a late item while all who may vote are present (GenG 46(2)).
    """

    days: Count
    unit: Literal["before", "clear"] = "before"
    item_days: Count = 0
    most_days: Count = 0
    emergency_days: Count = 0
    channel: str = ""
    unless_all: bool = False

    def weaker(self, floor: Meaning) -> str:
        """Fewer days than the floor, or a late item waived where the floor waives none."""
        assert isinstance(floor, Notice)
        return _first(
            _at_least("days", self.days, floor.days),
            _at_least("item_days", self.item_days, floor.item_days),
            "the floor waives no late item" if self.unless_all and not floor.unless_all else "",
        )


class Forum(Meaning, frozen=True, kw_only=True):
    """Where a matter is decided, and for how long it is discussed before.

    A discussion lasts ``days`` from the last second needed. An amendment leaves at least ``extend_days``
    from then on, within ``most_days`` (0: no limit); in the last ``freeze_hours`` none is made. A written
    resolution is open for ``days``. Whom the words name may vary the days by up to ``vary_days``.
    """

    kind: Literal["meeting", "discussion", "ballot", "written"]
    days: Count = 0
    most_days: Count = 0
    extend_days: Count = 0
    freeze_hours: Count = 0
    vary_days: Count = 0


class Quorum(Meaning, frozen=True, kw_only=True):
    """How many must take part. ``scope`` is the meeting, the vote, or (Debian) each option.

    Those present at a vote count, or, where it ``persists`` once there, the most who were present at one
    time (Apache). ``adjourned`` is the smaller number that suffices when a meeting is adjourned and resumed.
    """

    measure: Measure
    base: Literal["roll", "delegates", "seats"] = "roll"
    scope: Literal["meeting", "vote", "option"] = "meeting"
    persists: Literal["throughout", "once"] = "throughout"
    adjourned: Measure | None = None

    def weaker(self, floor: Meaning) -> str:
        """A smaller number than the floor's for some size of the base, or one that need not last."""
        assert isinstance(floor, Quorum)
        least = floor.adjourned or floor.measure
        return _first(
            "" if stricter(self.measure, floor.measure) else "it asks for fewer than the floor",
            "" if stricter(self.adjourned or self.measure, least) else "adjourned, it asks for too few",
            "it must last throughout" if (self.persists, floor.persists) == ("once", "throughout") else "",
        )


class Seconds(Meaning, frozen=True, kw_only=True):
    """How many members must second or sponsor, as a measure of the roll."""

    measure: Measure


class MajorityRule(Meaning, frozen=True, kw_only=True):
    """What majority carries: its share or ratio, its base, and what a tie means."""

    majority: Majority

    def weaker(self, floor: Meaning) -> str:
        """A smaller majority than the floor's."""
        assert isinstance(floor, MajorityRule)
        return "" if not_laxer(self.majority, floor.majority) else "the majority is smaller than the floor's"


class Term(Meaning, frozen=True, kw_only=True):
    """How long a mandate runs, from the day of the election.

    Exactly one of ``days``, ``months`` and ``calendar_years`` (the end of the n-th calendar year after)
    is set. ``limit`` is the greatest number of consecutive terms (0: none), ``pause_months`` the time out
    of office after which the count begins again. ``holdover`` keeps the holder until a successor is in.
    """

    days: Count = 0
    months: Count = 0
    calendar_years: Count = 0
    limit: Count = 0
    pause_months: Count = 0
    holdover: bool = False

    def weaker(self, floor: Meaning) -> str:
        """A longer term, more terms, or a holdover that the floor does not allow."""
        assert isinstance(floor, Term)
        return _first(
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


class PetitionRule(Meaning, frozen=True, kw_only=True):
    """How many signatures, within how many days, open what the petition asks for."""

    measure: Measure
    window_days: Count
    vote_days: Count = 0

    def weaker(self, floor: Meaning) -> str:
        """More signatures than the floor lets bylaws ask."""
        assert isinstance(floor, PetitionRule)
        return "" if stricter(floor.measure, self.measure) else "it asks for more signatures than the floor"


Part = Literal["accuser", "accused", "witness", "executive", "kin", "heir"]
"""Who has a part in a case and does not judge it: an executive holds an office or seat that some clause lets
act, kin have declared a tie with a party, an heir gains the accused member's post."""


class Steps(Meaning, frozen=True, kw_only=True):
    """The order of a process: ``(step, the step it follows, days at least between them)``.

    Where it is ``exact``, the days are also the most.
    """

    order: tuple[tuple[str, str, Count], ...]
    exact: bool = False

    def weaker(self, floor: Meaning) -> str:
        """A step of the floor missing, or its days fewer."""
        assert isinstance(floor, Steps)
        mine = {(step, after): days for step, after, days in self.order}
        return _first(
            *(
                f"step '{step}' after '{after}' with {days} days is missing"
                for step, after, days in floor.order
                if mine.get((step, after), -1) < days
            )
        )


class Panel(Meaning, frozen=True, kw_only=True):
    """Who judges: how many, from whom (a phrase of ``who.py``; empty in a floor), and who never."""

    size: Count
    seats: str = ""
    excludes: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a phrase outside the grammar where it is written, and a bench that is neither roll nor office."""
        for key in parse_phrase(self.seats) if self.seats else ():
            if key.kind not in ("member", "office"):
                raise ValueError(f"a panel is seated from members or an office, not '{key}'")

    def weaker(self, floor: Meaning) -> str:
        """Fewer judges, or somebody excluded by the floor let in."""
        assert isinstance(floor, Panel)
        missing = sorted(set(floor.excludes) - set(self.excludes))
        return _first(
            _at_least("panel size", self.size, floor.size),
            f"{', '.join(missing)} not excluded" if missing else "",
        )


class Appeal(Meaning, frozen=True, kw_only=True):
    """To whom, within how many days, and what stands until it is decided or when it is not."""

    within_days: Count
    decide_days: Count
    to: str = ""
    suspensive: bool = True

    def weaker(self, floor: Meaning) -> str:
        """Less time to appeal, more time to decide, or no stay where the floor has one."""
        assert isinstance(floor, Appeal)
        return _first(
            _at_least("within_days", self.within_days, floor.within_days),
            _at_most("decide_days", self.decide_days, floor.decide_days),
            "the appeal must stay the sanction" if floor.suspensive and not self.suspensive else "",
        )


class Climb(Meaning, frozen=True, kw_only=True):
    """After how many days without a step a complaint passes to the next holder."""

    days: Count
    holders: tuple[str, ...]


class Emergency(Meaning, frozen=True, kw_only=True):
    """How long a measure lasts, how often it is renewed, and within what time it must be confirmed."""

    days: Count
    renewals: Count = 1
    confirm_days: Count = 0

    def weaker(self, floor: Meaning) -> str:
        """Longer, or renewed more often, than the floor allows."""
        assert isinstance(floor, Emergency)
        return _first(
            _at_most("days", self.days, floor.days), _at_most("renewals", self.renewals, floor.renewals)
        )


class Embargo(Meaning, frozen=True, kw_only=True):
    """When an amendment takes effect, and which clauses it may not touch.

    ``effective``: ``adopted`` (days after its entry) or ``registered`` (not before an attested registration).
    """

    days: Count = 0
    entrenched: tuple[str, ...] = ()
    effective: Literal["adopted", "registered"] = "adopted"

    def weaker(self, floor: Meaning) -> str:
        """Law sooner than the floor lets it be, or a clause open that the floor entrenches."""
        assert isinstance(floor, Embargo)
        open_ones = sorted(set(floor.entrenched) - set(self.entrenched))
        return _first(
            _at_least("days", self.days, floor.days),
            f"{', '.join(open_ones)} must stay entrenched" if open_ones else "",
            "an amendment is law only once it is registered"
            if (self.effective, floor.effective) == ("adopted", "registered")
            else "",
        )


class Grounds(Meaning, frozen=True, kw_only=True):
    """The closed list of grounds of a charge, and what is ``never`` one."""

    names: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def weaker(self, floor: Meaning) -> str:
        """A ground that the floor protects."""
        assert isinstance(floor, Grounds)
        barred = sorted(set(self.names) & set(floor.never))
        return f"{', '.join(barred)} cannot be charged" if barred else ""


class May(Meaning, frozen=True, kw_only=True):
    """Who may do the act: phrases of the grammar in ``who.py``, any one of which suffices."""

    any_of: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a phrase outside the grammar where it is written."""
        for phrase in self.any_of:
            parse_phrase(phrase)


class Proxy(Meaning, frozen=True, kw_only=True):
    """How many proxies one member may hold; 0 forbids them. Never in a secret ballot."""

    most: Count = 0

    def weaker(self, floor: Meaning) -> str:
        """More proxies than the floor allows."""
        assert isinstance(floor, Proxy)
        return _at_most("proxies", self.most, floor.most)


class Activity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """So many deeds of one kind, counted over the last ``months`` (0: ever): 25 commits in 48 months."""

    deeds: Phrase
    least: Count
    months: Count = 0


class Electorate(Meaning, frozen=True, kw_only=True):
    """Who may vote: the roll as it stood ``closes_days`` before opening, members for ``member_days`` then.

    Whoever calls the vote may close the roll up to ``earlier_days`` before that. ``by`` is the kind of body
    whose members elect (empty: the unit in which the office lies), ``served`` how many of the roll must be
    on record as told before the poll can close as valid. Where a contributor votes and not a member,
    ``any_of`` says what she has done at least, any one of which suffices.
    """

    closes_days: Count = 0
    member_days: Count = 0
    earlier_days: Count = 0
    by: str = ""
    served: Measure | None = None
    any_of: tuple[Activity, ...] = ()

    def weaker(self, floor: Meaning) -> str:
        """Others who elect than the floor says, or fewer members to be told than it asks."""
        assert isinstance(floor, Electorate)
        if floor.by and self.by != floor.by:
            return f"the floor lets the {floor.by} elect"
        if self.served is None or floor.served is None or stricter(self.served, floor.served):
            return ""
        return "fewer members need be told than the floor asks"


class Eligible(Meaning, frozen=True, kw_only=True):
    """Who may hold an office, beside being a member whose class may stand.

    ``incompatible`` names offices that the same person may not hold at the same time; ``apart`` kinds of
    body in which she may not sit; ``per_affiliation`` how many seats of the body one declared affiliation
    may have (0: no cap).
    """

    member_days: Count = 0
    incompatible: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    per_affiliation: Count = 0

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
        return _first(
            "the ballot must be secret" if floor.ballot == "secret" and self.ballot != "secret" else "",
            "electronic votes are not allowed" if self.electronic and not floor.electronic else "",
            "a single candidate must be confirmed"
            if (self.single, floor.single) == ("elected", "confirm")
            else "",
        )


class Standing(Meaning, frozen=True, kw_only=True):
    """When arrears have an effect: after ``grace_days`` *and* ``reminders`` served ``remind_days`` before."""

    grace_days: Count = 0
    reminders: Count = 1
    remind_days: Count = 0

    def weaker(self, floor: Meaning) -> str:
        """Fewer reminders or less time after them."""
        assert isinstance(floor, Standing)
        return _first(
            _at_least("reminders", self.reminders, floor.reminders),
            _at_least("remind_days", self.remind_days, floor.remind_days),
        )


class Admission(Meaning, frozen=True, kw_only=True):
    """How a member comes in: sponsors, days for objections, months as a candidate, and what is flagged.

    More than ``flag_share`` of the roll admitted within ``flag_days`` is shown in public.
    """

    sponsors: Count = 0
    objection_days: Count = 0
    candidate_months: Count = 0
    flag_share: tuple[Count, Count] = (1, 10)
    flag_days: Count = 30


class ClassOfMember(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a class of member may do; ``joint`` memberships have several persons and one vote."""

    name: Phrase
    votes: bool = True
    stands: bool = True
    joint: bool = False


class Classes(Meaning, frozen=True, kw_only=True):
    """The classes of member by name."""

    names: tuple[ClassOfMember, ...]


class Lapse(Meaning, frozen=True, kw_only=True):
    """A membership that ends for silence or arrears: days of notice, and days in which one act brings it back."""

    notice_days: Count
    return_days: Count

    def weaker(self, floor: Meaning) -> str:
        """Less notice or a shorter way back."""
        assert isinstance(floor, Lapse)
        return _first(
            _at_least("notice_days", self.notice_days, floor.notice_days),
            _at_least("return_days", self.return_days, floor.return_days),
        )


class Window(Meaning, frozen=True, kw_only=True):
    """How many days a thing stays open: correcting a slip, disowning a paper, stopping a recovery, a poll.

    Whom the words name may vary the days by up to ``vary_days``.
    """

    days: Count
    vary_days: Count = 0

    def weaker(self, floor: Meaning) -> str:
        """Fewer days than the floor."""
        assert isinstance(floor, Window)
        return _at_least("days", self.days, floor.days)


class Cap(Meaning, frozen=True, kw_only=True):
    """At most this part of a body's seats may be filled otherwise than by election."""

    measure: Measure

    def weaker(self, floor: Meaning) -> str:
        """More unelected seats than the floor allows."""
        assert isinstance(floor, Cap)
        return "" if tighter(self.measure, floor.measure) else "the cap is higher than the floor's"


class Meanings(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The meanings that one clause sets; a clause in a file has these as keys."""

    may: May | UnsetType = UNSET
    notice: Notice | UnsetType = UNSET
    forum: Forum | UnsetType = UNSET
    quorum: Quorum | UnsetType = UNSET
    seconds: Seconds | UnsetType = UNSET
    majority: MajorityRule | UnsetType = UNSET
    term: Term | UnsetType = UNSET
    interval: Interval | UnsetType = UNSET
    petition: PetitionRule | UnsetType = UNSET
    steps: Steps | UnsetType = UNSET
    panel: Panel | UnsetType = UNSET
    appeal: Appeal | UnsetType = UNSET
    climb: Climb | UnsetType = UNSET
    emergency: Emergency | UnsetType = UNSET
    embargo: Embargo | UnsetType = UNSET
    grounds: Grounds | UnsetType = UNSET
    proxy: Proxy | UnsetType = UNSET
    electorate: Electorate | UnsetType = UNSET
    eligible: Eligible | UnsetType = UNSET
    method: Method | UnsetType = UNSET
    standing: Standing | UnsetType = UNSET
    admission: Admission | UnsetType = UNSET
    classes: Classes | UnsetType = UNSET
    lapse: Lapse | UnsetType = UNSET
    window: Window | UnsetType = UNSET
    cap: Cap | UnsetType = UNSET


KEYS = Meanings.__struct_fields__
"""The names of the meanings, in the order of the printed book."""
