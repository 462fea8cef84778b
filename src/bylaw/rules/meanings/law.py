"""Who may act, who reads the entries, when an amendment is law, and how long things stay open."""

from __future__ import annotations

from typing import Literal

from bylaw.rules.meanings.base import Count, Meaning, at_least, first
from bylaw.rules.who import parse_phrase


class Audience(Meaning, frozen=True, kw_only=True):
    """Who is given entries: ``anyone``, or ``members`` alone; where no clause says it, anyone.

    It binds whoever serves the record, from now on: no act is judged by it, and what was given out stays given out.
    Heads, hashes, bylaws, offices and results are for everybody either way.
    """

    entries: Literal["anyone", "members"]

    def weaker(self, floor: Meaning) -> str:
        """Readers whom the floor keeps out."""
        assert isinstance(floor, Audience)
        wider = (self.entries, floor.entries) == ("anyone", "members")
        return "anyone reads the entries, and not members alone" if wider else ""


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
        return first(
            at_least("days", self.days, floor.days),
            f"{', '.join(open_ones)} must stay entrenched" if open_ones else "",
            "an amendment is law only once it is registered"
            if (self.effective, floor.effective) == ("adopted", "registered")
            else "",
        )


class May(Meaning, frozen=True, kw_only=True):
    """Who may do the act: phrases of the grammar in ``who.py``, any one of which suffices."""

    any_of: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a phrase outside the grammar where it is written."""
        for phrase in self.any_of:
            parse_phrase(phrase)


class Window(Meaning, frozen=True, kw_only=True):
    """How many days a thing stays open: correcting a slip, disowning a paper, stopping a recovery, a poll.

    Whom the words name may vary the days by up to ``vary_days``.
    """

    days: Count
    vary_days: Count = 0

    def weaker(self, floor: Meaning) -> str:
        """Fewer days than the floor."""
        assert isinstance(floor, Window)
        return at_least("days", self.days, floor.days)
