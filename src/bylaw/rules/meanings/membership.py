"""How members come in, stand and go: admission, classes, standing and lapse."""

from __future__ import annotations

from msgspec import Struct

from bylaw.rules.meanings.base import Count, Meaning, Phrase, at_least, at_most, first


class Standing(Meaning, frozen=True, kw_only=True):
    """When arrears have an effect: after ``grace_days`` *and* ``reminders`` served ``remind_days`` before.

    More than ``payer_most`` members whose dues one other person paid are shown in public (0: not); where each pays
    ``herself``, dues that another paid are not attested.
    """

    grace_days: Count = 0
    reminders: Count = 1
    remind_days: Count = 0
    payer_most: Count = 0
    herself: bool = False

    def weaker(self, floor: Meaning) -> str:
        """Fewer reminders or less time after them."""
        assert isinstance(floor, Standing)
        return first(
            at_least("reminders", self.reminders, floor.reminders),
            at_least("remind_days", self.remind_days, floor.remind_days),
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


class Card(Meaning, frozen=True, kw_only=True):
    """How many months a card lasts at most, and how many hours a door goes by one list of what became of cards."""

    months: Count
    list_hours: Count

    def weaker(self, floor: Meaning) -> str:
        """A longer life than the floor's, or an older list."""
        assert isinstance(floor, Card)
        return first(
            at_most("months", self.months, floor.months),
            at_most("list_hours", self.list_hours, floor.list_hours),
        )


class Lapse(Meaning, frozen=True, kw_only=True):
    """A membership that ends for silence or arrears: days of notice, and days in which one act brings it back."""

    notice_days: Count
    return_days: Count

    def weaker(self, floor: Meaning) -> str:
        """Less notice or a shorter way back."""
        assert isinstance(floor, Lapse)
        return first(
            at_least("notice_days", self.notice_days, floor.notice_days),
            at_least("return_days", self.return_days, floor.return_days),
        )
