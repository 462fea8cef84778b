"""Cards as the record knows them: whose, until when, and what became of each."""

from __future__ import annotations

from msgspec import Struct

from bylaw.acts.members.card_status import why_ended
from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.state.cards import Card


class CardLine(Struct, frozen=True):
    """One card; ``stage`` says good or why not, ``bound`` to what it is bound."""

    card: str
    member: str
    number: int
    cls: str
    issued: str
    expires: str
    bound: str
    stage: str


def cards(state: State, body: str, at: int) -> tuple[CardLine, ...]:
    """Give the cards issued by ``at`` to members of a body and of those below it, newest first."""
    return tuple(
        _line(state, card, at)
        for card in reversed(state.cards.all.values())
        if card.start <= at and _within(state, card, body)
    )


def _within(state: State, card: Card, body: str) -> bool:
    """Whether its holder is, or was last, in the body."""
    return body in state.bodies.above[state.members.roll.spells[card.member][-1].body]


def _line(state: State, card: Card, at: int) -> CardLine:
    bound = " & ".join(word for word, to in (("key", card.key), ("picture", card.photo)) if to)
    stage = why_ended(state, card, at) or "good"
    return CardLine(
        card.name, card.member, card.index, card.cls, rfc3339(card.start)[:10], rfc3339(card.expires)[:10],
        bound, stage,
    )  # fmt: skip
