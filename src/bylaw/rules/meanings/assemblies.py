"""How bodies decide: notice, forum, quorum, seconds, majorities, petitions and proxies."""

from __future__ import annotations

from typing import Literal

from bylaw.rules.majority import Majority, not_laxer
from bylaw.rules.meanings.base import Count, Meaning, at_least, at_most, first
from bylaw.rules.measure import Measure, stricter


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
        return first(
            at_least("days", self.days, floor.days),
            at_least("item_days", self.item_days, floor.item_days),
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
        return first(
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


class PetitionRule(Meaning, frozen=True, kw_only=True):
    """How many signatures, within how many days, open what the petition asks for."""

    measure: Measure
    window_days: Count
    vote_days: Count = 0

    def weaker(self, floor: Meaning) -> str:
        """More signatures than the floor lets bylaws ask."""
        assert isinstance(floor, PetitionRule)
        return "" if stricter(floor.measure, self.measure) else "it asks for more signatures than the floor"


class Proxy(Meaning, frozen=True, kw_only=True):
    """How many proxies one member may hold; 0 forbids them. Never in a secret ballot."""

    most: Count = 0

    def weaker(self, floor: Meaning) -> str:
        """More proxies than the floor allows."""
        assert isinstance(floor, Proxy)
        return at_most("proxies", self.most, floor.most)


class Conflict(Meaning, frozen=True, kw_only=True):
    """Who has no vote on a matter of her own, herself or for another.

    ``party``: whom the motion names as the other side of a transaction, a suit, a discharge or a release.
    ``subject``: whom the act that it would authorise concerns. She counts as present and may speak.
    """

    silences: tuple[Literal["party", "subject"], ...] = ("party",)

    def weaker(self, floor: Meaning) -> str:
        """Somebody votes whom the floor silences."""
        assert isinstance(floor, Conflict)
        return first(*(f"the {who} of a matter votes" for who in floor.silences if who not in self.silences))
