"""Why a card, or a list of what became of cards, is not accepted."""

from typing import Literal

from msgspec import Struct

Reason = Literal[
    "size",  # over a limit, found before parsing
    "shape",  # not the fields, types or encoding of its kind
    "issuer",  # signed by a key that is not one of this organisation's
    "signature",  # a signature that does not verify
    "context",  # made for another organisation or another list
    "expired",  # the card's own last day is over
    "holder",  # whoever shows it did not show that it is hers
    "unbound",  # bound to no key and no photograph
    "stale",  # what the door knows is too old to say anything
    "clock",  # the door's clock is behind what it was told
    "blank",  # a number that was given to no card when the list was made
    "ended",  # lost, replaced, or its holder's rights rest or have ended: a door does not learn which
]
"""Stable names: programs may match on them."""


class Refused(Struct, frozen=True):
    """One reason, what was found, and what helps."""

    reason: Reason
    found: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.reason}: {self.found}" + (f"; {self.remedy}" if self.remedy else "")
