"""What a count is told beside the ballots: seats, lots, and what some rules need besides."""

from fractions import Fraction

import msgspec


class UnfitBallots(Exception):
    """These ballots cannot be counted by this method; the message says why and what to do."""


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """The terms of one count.

    `lot` lists candidates as drawn, the first drawn most favoured (elected first, excluded last); it is only
    looked at when the rule's own means are spent. `default`, `majorities` (candidate and the ratio that it
    needs against the default), `roll` (people entitled) and `constitution` are for the Debian rules;
    `threshold` is the share of the valid vote that a list needs. `region_lot` lists regions as drawn, where
    regions are level for a seat.
    """

    seats: int = 1
    lot: tuple[int, ...] = ()
    default: int | None = None
    majorities: tuple[tuple[int, Fraction], ...] = ()
    roll: int | None = None
    constitution: str = "1.7"
    threshold: Fraction = Fraction(0)
    region_lot: tuple[int, ...] = ()
