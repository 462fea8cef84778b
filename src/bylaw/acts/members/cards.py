"""Cards: issued to a member by name, reported lost by her, replaced; and the list of what became of them.

Nobody takes a card away. It ends when its holder says that it is lost, when another replaces it, on its own last day,
and whenever the record says that its holder is no member or that her rights rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from bylaw.acts.act import Act, Count, Digest, Evidence, Right, Stamp
from bylaw.acts.days import after_months, day
from bylaw.acts.members.card_status import bits, list_uri
from bylaw.acts.word import OfMember
from bylaw.cards import cose, status
from bylaw.cards.refused import Refused
from bylaw.record.clock import instant
from bylaw.record.keys import Key, OpenedKey, open_key
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.cards import Card, CardKey, Listed

NewCardName = Annotated[str, Meta(pattern="^[0-9a-f]{32}$", extra={"new": "card"})]
CardRef = Annotated[str, Meta(max_length=32, extra={"ref": "card"})]
CardKeyRef = Annotated[str, Meta(max_length=64, extra={"ref": "card key"})]
Thumbprint = Annotated[str, Meta(max_length=64, extra={"ref": "key"})]
FRESH = 3600
"""Seconds within which a signed list is published: what it says was true then."""


class RegisterCardKey(Act, frozen=True, kw_only=True, tag="register-card-key/1"):
    """Name a key that signs cards and their lists from now on, beside those in force.

    It is an ES256 key.
    """

    key: Key

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse what is no such key, and one that somebody has or had."""
        opened = open_key(self.key)
        if not isinstance(opened, OpenedKey) or opened.curve is None:
            yield own(98, "the key is not of ES256", "make one with 'bylaw card key'")
        if self.key.thumbprint in state.cards.keys or self.key.thumbprint in state.keys.all:
            yield own(98, f"key {self.key.thumbprint} was registered before", "make a new key")

    def apply(self, state: State, at: int) -> None:
        """Add it."""
        state.cards.keys[self.key.thumbprint] = CardKey(self.key, at)


class RevokeCardKey(Act, frozen=True, kw_only=True, tag="revoke-card-key/1"):
    """End a card key, because others may have it; no card and no list under it is good any more."""

    key: CardKeyRef

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse for a key that has ended."""
        if state.cards.keys[self.key].end <= at:
            yield own(15, f"key {self.key} was revoked before", "name the key in force")

    def apply(self, state: State, at: int) -> None:
        """End it."""
        state.cards.revoke(self.key, at)


class _NewCard(OfMember, frozen=True, kw_only=True):
    """An act that brings a card, made for one member and bound to her by her key or her picture."""

    card: NewCardName
    index: Count
    expires: Stamp
    content: Digest
    key: Thumbprint = ""
    photo: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""

    asks: ClassVar[tuple[str, ...]] = ("card",)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a card for who is no member, one that is bound to nobody, a number that is not free, a long life."""
        yield from self.gone(state, at)
        if not self.key and not self.photo:
            yield own(98, "the card is bound to no key and no photograph", "bind it to one of hers")
        if self.key and all(key.thumbprint != self.key for key in state.keys.of(self.member, at)):
            yield own(98, f"key {self.key} is no key of {self.member} in force", "bind it to a key of hers")
        block = state.cards.open_block
        if self.index not in block or state.cards.given(self.index):
            found = f"number {self.index} is given, or not of the block {block[0]} to {block[-1]}"
            yield own(98, found, "take a free number of that block")
        if not state.cards.keys_at(at):
            yield own(98, "no key signs cards", "register a card key first")
        yield from self._life(state, at)

    def _life(self, state: State, at: int) -> Iterator[Finding]:
        expires = instant(self.expires) or 0
        if expires <= at:
            yield own(14, f"it would have ended on {day(state, expires)}", "name a day to come")
        for law in self.ask(state, at, "card"):
            latest = after_months(state, at, law.rule.months)
            if expires > latest:
                found = f"it would be good until {day(state, expires)}"
                yield law.breach(found, f"end it by {day(state, latest)}")

    def apply(self, state: State, at: int) -> None:
        """Issue it, for the class that she is in."""
        spell = self.spell(state, at)
        assert spell is not None
        expires = instant(self.expires) or at
        state.cards.issue(
            Card(
                self.card, self.member, spell.cls, self.index, at, expires, self.content, self.key, self.photo
            )
        )


class IssueCard(_NewCard, frozen=True, kw_only=True, tag="issue-card/1"):
    """Issue a card to a member who has none; the record keeps neither her name nor her face.

    ``content`` and ``photo`` are commitments.
    """

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a second card."""
        yield from _NewCard.findings(self, state, at, evidence)
        for card in state.cards.of_member(self.member):
            if at < min(card.end, card.expires):
                yield own(98, f"she has card {card.name}", "replace it, or let her report it lost")


class ReplaceCard(_NewCard, frozen=True, kw_only=True, tag="replace-card/1"):
    """Give a member another card for the one that she has: worn, found wrong, or of a class that she has left."""

    old: CardRef

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse for a card that is not hers, or has ended."""
        yield from _NewCard.findings(self, state, at, evidence)
        old = state.cards.all[self.old]
        if old.member != self.member:
            yield own(98, f"card {self.old} is not a card of {self.member}", "name a card of hers")
        yield from _living(state, self.old, at)

    def apply(self, state: State, at: int) -> None:
        """End the old card where the new one begins."""
        state.cards.close(self.old, at, "replaced")
        _NewCard.apply(self, state, at)


class ReportCardLost(Act, frozen=True, kw_only=True, tag="report-card-lost/1"):
    """Say that a card is lost or stolen; it is no good from now on, and its holder is issued another."""

    paper_right: ClassVar[Right] = "subject"
    card: CardRef

    def place(self, state: State) -> str:
        """Give the body of its holder."""
        return state.members.roll.spells[self.subject(state)][-1].body

    def subject(self, state: State) -> str:
        """Give its holder."""
        return state.cards.all[self.card].member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse for a card that has ended."""
        yield from _living(state, self.card, at)

    def apply(self, state: State, at: int) -> None:
        """End it; if it is found, it stays ended."""
        state.cards.close(self.card, at, "lost")


class PublishCardStatus(Act, frozen=True, kw_only=True, tag="publish-card-status/1"):
    """Publish the signed list of what became of cards, as it follows from the record; doors go by it until it expires.

    ``list`` is the hash of its bytes, which lie beside the record, ``keys`` those by which doors check cards.
    """

    list: Digest
    issued: Stamp
    expires: Stamp
    keys: Annotated[tuple[Key, ...], Meta(min_length=1, max_length=16)]

    pointed_to: ClassVar[tuple[str, ...]] = ("list",)
    asks: ClassVar[tuple[str, ...]] = ("card",)

    def needs(self) -> tuple[str, ...]:
        """Give the list's bytes."""
        return (self.list,)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse other keys than those in force, an old list, one for too long, and one that the record contradicts."""
        issued, expires = instant(self.issued) or 0, instant(self.expires) or 0
        if self.keys != tuple(held.key for held in state.cards.keys_at(at)):
            yield own(99, "the keys are not those in force, oldest first", "name all of them and no other")
        if not at - FRESH <= issued <= at:
            found = f"the list is of {self.issued}"
            yield own(99, found, "sign a new one, and publish it within the hour")
        if state.cards.lists and issued < state.cards.lists[-1].issued:
            yield own(99, "a newer list is published", "sign a new one")
        for law in self.ask(state, at, "card"):
            if expires - issued > law.rule.list_hours * 3600:
                found = f"hours for which doors would go by it: {-(-(expires - issued) // 3600)}"
                yield law.breach(found, f"let it expire after {law.rule.list_hours}")
        yield from self._list(state, issued, expires, evidence.get(self.list))

    def _list(self, state: State, issued: int, expires: int, raw: object) -> Iterator[Finding]:
        """Compare the list's bytes with the record; one that an audit lacks is unproven, and stays."""
        if not isinstance(raw, bytes):
            return
        found = status.read(raw)
        if isinstance(found, Refused):
            yield own(99, str(found), "sign it with 'bylaw card publish'")
            return
        told, message = found.list, found.message
        if (told.uri, told.issued, told.expires) != (list_uri(state), issued, expires):
            yield own(99, f"the list is of {told.uri}, or of another time", "say of it what it says itself")
        if told.bits != bits(state, issued):
            yield own(99, "the list says something else of some cards than the record", "sign what is so")
        key = next((k for k in state.cards.keys_at(issued) if k.kid == message.kid), None)
        opened = open_key(key.key) if key else None
        curve = opened.curve if isinstance(opened, OpenedKey) else None
        if curve is None or not cose.verify(message, curve):
            yield own(99, "no card key in force signed the list", "sign it with one of them")

    def apply(self, state: State, at: int) -> None:
        """Remember it."""
        issued, expires = instant(self.issued) or at, instant(self.expires) or at
        state.cards.lists.append(Listed(self.list, issued, expires))


def _living(state: State, card: str, at: int) -> Iterator[Finding]:
    told = state.cards.all[card]
    if min(told.end, told.expires) <= at:
        yield own(15, f"card {card} has ended: {told.cause or 'its days are over'}", "issue another")
