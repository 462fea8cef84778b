"""How rights are taken and kept: steps, panels, appeals, climbing complaints, emergency, grounds."""

from __future__ import annotations

from typing import Literal, get_args

from bylaw.rules.meanings.base import Count, Meaning, at_least, at_most, first
from bylaw.rules.measure import Measure
from bylaw.rules.who import parse_phrase


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
        return first(
            *(
                f"step '{step}' after '{after}' with {days} days is missing"
                for step, after, days in floor.order
                if mine.get((step, after), -1) < days
            )
        )


class Panel(Meaning, frozen=True, kw_only=True):
    """Who judges: how many, from whom (a phrase of ``who.py``; empty in a floor), who never, and how they are seated.

    ``how``: by *lot*, which everybody computes; *elected*, all who hold the office of the bench; or *drawn*, by the
    word of those who drew.
    """

    size: Count
    seats: str = ""
    excludes: tuple[Part, ...] = ()
    how: tuple[How, ...] = ("lot", "elected")

    def __post_init__(self) -> None:
        """Refuse a phrase outside the grammar where it is written, and a bench that is neither roll nor office."""
        seated_from(self.seats)

    def weaker(self, floor: Meaning) -> str:
        """Fewer judges, somebody excluded by the floor let in, or seated in a way that the floor does not know."""
        assert isinstance(floor, Panel)
        missing = sorted(set(floor.excludes) - set(self.excludes))
        ways = sorted(set(self.how) - set(floor.how))
        return first(
            at_least("panel size", self.size, floor.size),
            f"{', '.join(missing)} not excluded" if missing else "",
            f"seated as {', '.join(ways)}" if ways else "",
        )


def seated_from(phrase: str) -> None:
    """Raise ValueError for a phrase by which nobody can be seated."""
    for key in parse_phrase(phrase) if phrase else ():
        if key.kind not in ("member", "office"):
            raise ValueError(f"a panel is seated from members or an office, not '{key}'")


class Appeal(Meaning, frozen=True, kw_only=True):
    """To whom, within how many days, and what stands until it is decided or when it is not.

    ``to`` is from whom the panel is seated, as in ``panel`` (empty: from the same). ``overdue``: a sanction on
    whose appeal nobody has decided falls for good, or pauses until somebody does. ``review`` is how many of its
    decisions of a year a body may see overturned before others review them. Of a challenge to an election the two
    times alone are read: undecided, the vote is held again.
    """

    within_days: Count
    decide_days: Count
    to: str = ""
    suspensive: bool = True
    overdue: Literal["falls", "pauses"] = "falls"
    review: Measure | None = None

    def __post_init__(self) -> None:
        """Refuse a bench that is neither a roll nor an office."""
        seated_from(self.to)

    def weaker(self, floor: Meaning) -> str:
        """Less time to appeal, more time to decide, or less that follows than by the floor."""
        assert isinstance(floor, Appeal)
        return first(
            at_least("within_days", self.within_days, floor.within_days),
            at_most("decide_days", self.decide_days, floor.decide_days),
            "the appeal must stay the sanction" if floor.suspensive and not self.suspensive else "",
            "overdue, the sanction must fall" if (self.overdue, floor.overdue) == ("pauses", "falls") else "",
        )


class Climb(Meaning, frozen=True, kw_only=True):
    """Who holds a complaint or a warning, one after the other, and the days that each has for its next step.

    ``acknowledge_days`` are for saying that it came, ``days`` for the answer, ``decide_days`` for the decision
    after it (0: as many as ``days``). When they are over it passes to the next of ``holders`` (phrases of
    ``who.py``; empty in a floor) by itself.
    """

    days: Count
    holders: tuple[str, ...] = ()
    acknowledge_days: Count = 0
    decide_days: Count = 0

    def __post_init__(self) -> None:
        """Refuse a phrase outside the grammar where it is written, and a holder who is not known by name."""
        for phrase in self.holders:
            for key in parse_phrase(phrase):
                if key.kind not in ("member", "office", "resolution"):
                    raise ValueError(f"members, an office or a resolution hold a complaint, not '{key}'")

    def span(self, step: str) -> int:
        """Give the days for one step."""
        return {"acknowledge": self.acknowledge_days, "decide": self.decide_days}.get(step, 0) or self.days

    def weaker(self, floor: Meaning) -> str:
        """More time for a step than the floor gives, or nobody to pass to."""
        assert isinstance(floor, Climb)
        return first(
            *(at_most(f"days to {step}", self.span(step), floor.span(step)) for step in CLIMBING),
            "it has nobody to climb to" if len(self.holders) < 2 else "",
        )


CLIMBING = ("acknowledge", "answer", "decide")
"""The steps that each holder takes, in their order."""


Power = Literal[
    "meeting-notice", "send-envoy", "recall-envoy", "adjourn-meeting", "set-witnesses", "open-successor"
]
"""What an emergency may grant: a meeting at the shorter notice that a clause gives (``emergency_days``), or an act
that a clause gives to somebody only in an ``emergency``. No hearing, appeal, ballot, election or case is on it."""


class Emergency(Meaning, frozen=True, kw_only=True):
    """How long a measure lasts, how often it is renewed, and within what time it must be confirmed.

    ``powers`` are those that may be named. Unconfirmed after ``confirm_days`` (0: nothing is to be confirmed)
    it ends.
    """

    days: Count
    renewals: Count = 1
    confirm_days: Count = 0
    powers: tuple[Power, ...] = ()

    def weaker(self, floor: Meaning) -> str:
        """Longer, renewed more often, or confirmed later, than the floor allows."""
        assert isinstance(floor, Emergency)
        return first(
            at_most("days", self.days, floor.days),
            at_most("renewals", self.renewals, floor.renewals),
            at_most("confirm_days", self.confirm_days or NEVER, floor.confirm_days or NEVER),
        )


class Suspension(Meaning, frozen=True, kw_only=True):
    """Which rights may rest by a decision, and for how many ``days`` at most (0: as many as the act can say).

    ``vote`` is also moving, seconding and signing; ``candidacy`` standing; ``office`` what its holder may do; ``panel``
    judging; ``card`` what a door lets in.
    """

    rights: tuple[Resting, ...]
    days: Count = 0

    def weaker(self, floor: Meaning) -> str:
        """A right that the floor leaves, or more days."""
        assert isinstance(floor, Suspension)
        more = sorted(set(self.rights) - set(floor.rights))
        return first(
            f"{', '.join(more)} would rest" if more else "",
            at_most("days", self.days or NEVER, floor.days or NEVER),
        )


class Grounds(Meaning, frozen=True, kw_only=True):
    """The closed list of grounds of a charge, and what is ``never`` one.

    ``alone`` are the sorts of evidence on which by themselves nothing is found: confession, accuser (her own
    statement), statement, report … Once ``serial`` charges of an accuser were dismissed, what suffices comes from two
    persons (0: no such rule).
    """

    names: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    alone: tuple[Sort, ...] = ()
    serial: Count = 0

    def weaker(self, floor: Meaning) -> str:
        """A ground that the floor protects."""
        assert isinstance(floor, Grounds)
        barred = sorted(set(self.names) & set(floor.never))
        return f"{', '.join(barred)} cannot be charged" if barred else ""


Resting = Literal["vote", "candidacy", "office", "panel", "card"]
"""The rights of a member that can rest."""
RIGHTS: tuple[Resting, ...] = get_args(Resting)
NEVER = 1_000_001
"""More days than a clause can give."""
Sort = Literal["document", "object", "statement", "confession", "report", "accuser"]
"""The sorts of evidence; ``accuser`` is a statement by whoever brought the charge."""
How = Literal["lot", "elected", "drawn"]
"""How judges come to their seats."""
Part = Literal["accuser", "accused", "witness", "executive", "kin", "heir", "investigator"]
"""Who has a part in a case and does not judge it: an executive holds an office or seat that some clause lets
act, kin have declared a tie with a party, an heir gains the accused member's post, an investigator was
appointed to inquire."""
