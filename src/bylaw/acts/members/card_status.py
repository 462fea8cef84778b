"""What became of each card at a moment: a function of the record and the time, which no act writes.

A suspension, an expulsion, a lapse or a return changes what the next list says, without anybody's help and without
anybody's leave. The list holds one bit for each number; why it is set, only readers of the record learn.
"""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.cards.status import pack
from bylaw.state import State
from bylaw.state.cards import Card


def why_ended(state: State, card: Card, t: int) -> str:
    """Say in one word why a card is no good at ``t``; empty when it is good."""
    if not card.start <= t < card.end:
        return card.cause if card.end <= t else "blank"
    if card.expires <= t:
        return "expired"
    spells = tuple(state.members.roll.current(card.member, t))
    if not spells:
        return "left"
    if state.members.rests(card.member, "card", t):
        return "suspended"
    return "" if any(spell.cls == card.cls for spell in spells) else "class"


def bits(state: State, t: int) -> bytes:
    """Pack the list as it is at ``t``: a bit is set where a card is no good, or where there is none."""
    return pack(state.cards.size, _ended(state, t))


def _ended(state: State, t: int) -> Iterator[int]:
    """Give the numbers that are no good; what is plain is not looked up, for a list has a million cards."""
    yield from state.cards.blank
    ending, troubled = state.members.roll.ending, state.members.suspensions
    for card in state.cards.all.values():
        plain = card.start <= t < card.end and t < card.expires
        if plain and card.member not in ending and card.member not in troubled:
            continue
        if why_ended(state, card, t):
            yield card.index


def list_uri(state: State) -> str:
    """Give the name of the organisation's list, under which doors fetch it."""
    return f"https://{issuer(state)}/cards/status"


def issuer(state: State) -> str:
    """Give the name under which the organisation issues cards: that of its first log, which no successor changes."""
    return next((key.partition("+")[0] for key in state.identity.former), state.identity.origin)
