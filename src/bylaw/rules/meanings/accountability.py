"""How those who hold power answer for it: reports and what follows when they fail."""

from __future__ import annotations

from typing import Literal

from bylaw.rules.meanings.base import Count, Meaning, at_least, at_most, first

Follows = Literal["again", "meeting"]
"""What follows from a report that failed: another is due, or also a meeting, which then anybody entitled may call."""
_GRAVITY = {"again": 0, "meeting": 1}


class Account(Meaning, frozen=True, kw_only=True):
    """What follows from a report that is rejected or overdue, beside that nobody is discharged meanwhile.

    Another report is due ``again_days`` after a rejection.
    """

    again_days: Count
    rejected: Follows = "again"
    overdue: Follows = "again"

    def weaker(self, floor: Meaning) -> str:
        """More days for another report, or less that follows."""
        assert isinstance(floor, Account)
        return first(
            at_most("again_days", self.again_days, floor.again_days),
            _milder("rejected", self.rejected, floor.rejected),
            _milder("overdue", self.overdue, floor.overdue),
        )


def _milder(name: str, mine: Follows, floor: Follows) -> str:
    return f"the floor lets '{floor}' follow when {name}" if _GRAVITY[mine] < _GRAVITY[floor] else ""


class CampaignRule(Meaning, frozen=True, kw_only=True):
    """How members are asked whether they are there, before silence can end a membership.

    They have ``answer_days`` at least, and ``reminders`` served ``remind_days`` before the close. Nobody's membership
    lapses for silence within ``cutoff_days`` before the term of an office that she elects is over.
    """

    answer_days: Count
    reminders: Count = 1
    remind_days: Count = 0
    cutoff_days: Count = 0

    def weaker(self, floor: Meaning) -> str:
        """Less time to answer, fewer reminders, or a vote less protected."""
        assert isinstance(floor, CampaignRule)
        return first(
            at_least("answer_days", self.answer_days, floor.answer_days),
            at_least("reminders", self.reminders, floor.reminders),
            at_least("remind_days", self.remind_days, floor.remind_days),
            at_least("cutoff_days", self.cutoff_days, floor.cutoff_days),
        )


class SpendingRule(Meaning, frozen=True, kw_only=True):
    """From which sum on (in whole units of money) a commitment rests on ``bids`` under a specification fixed before."""

    least: Count
    bids: Count = 1

    def weaker(self, floor: Meaning) -> str:
        """A higher sum, or fewer bids."""
        assert isinstance(floor, SpendingRule)
        return first(at_most("least", self.least, floor.least), at_least("bids", self.bids, floor.bids))
