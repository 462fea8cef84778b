"""Drawing by lot from outside: by chance that somebody publishes afterwards, anybody computes the same order.

A lot is announced with who will publish the chance and when; an announcement binds until it is used, or for thirty days
after its moment. One chance draws once, whatever it draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain
from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Stamp
from bylaw.acts.days import day
from bylaw.record.clock import instant
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.draw import Draw

Chance = Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]
"""The 32 bytes that a source published, in hexadecimal; empty where nothing was drawn by an announced lot."""
STALE = 30 * 86_400
"""How long after its moment an announcement binds, in seconds: then the source is taken to have failed."""


def by_lot(members: Iterable[str], *told: str) -> list[str]:
    """Give members in the order of the SHA-256 of what is told (prefix, purpose, chance) and the id, each on a line."""
    head = "".join(f"{line}\n" for line in told)
    return sorted(members, key=lambda member: sha256(f"{head}{member}\n".encode()).digest())


def binds(draw: Draw | None, at: int) -> bool:
    """Whether a lot was announced, is not used, and its source is not taken to have failed."""
    return draw is not None and not draw.chance and at < draw.moment + STALE


def announcing(state: State, draw: Draw | None, published: Stamp, at: int) -> Iterator[Finding]:
    """Yield a finding for a moment that has come, and for a second lot beside one that binds."""
    if (instant(published) or 0) <= at:
        yield own(28, f"the chance would be known since {published}", "name a moment to come")
    if draw is not None and binds(draw, at):
        yield own(
            28,
            f"a draw was announced for {day(state, draw.moment)}",
            "draw by that one, whatever comes of it",
        )


def known(state: State, draw: Draw, chance: str, at: int) -> Iterator[Finding]:
    """Yield a finding where the chance of an announced lot is not known yet, not given, or has drawn before."""
    if at < draw.moment:
        yield own(28, f"the chance is not known before {day(state, draw.moment)}", "wait for it")
    if not chance:
        yield own(28, "the chance is not given", "give the 32 bytes that the source published")
    elif any(
        chance == each.chance for each in chain(state.cases.draws.values(), state.elections.lots.values())
    ):
        yield own(28, "this chance has drawn before", "give what was published at the moment announced")
