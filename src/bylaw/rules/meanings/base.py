"""What all meanings share: their struct, their number types, and how a floor is compared."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Count = Annotated[int, Meta(ge=0, le=1_000_000)]
"""Days, months, people or times."""


Phrase = Annotated[str, Meta(min_length=1, max_length=200)]


class Meaning(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a clause says in a form that the judge can use."""

    def weaker(self, floor: Meaning) -> str:
        """Say where this is less strict than ``floor``; empty when it is not."""
        return ""


def at_least(name: str, mine: int, floor: int) -> str:
    """Say that a number is below the floor's; empty when it is not."""
    return f"{name} {mine} is less than the floor's {floor}" if mine < floor else ""


def at_most(name: str, mine: int, floor: int) -> str:
    """Say that a number is above the floor's; empty when it is not."""
    return f"{name} {mine} is more than the floor's {floor}" if mine > floor else ""


def first(*reasons: str) -> str:
    """Give the first reason that there is; empty when there is none."""
    return next((reason for reason in reasons if reason), "")
