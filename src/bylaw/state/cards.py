"""Cards: which were issued to whom, under which numbers, and the keys that sign them and their lists."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from bylaw.record.keys import Key
from bylaw.rules.clause import FOREVER

BLOCK = 1024
"""Numbers are given out of blocks of so many, in any order, so that a number says little about a day."""


class Card(Struct, frozen=True):
    """One card: its holder and her class, its number on the list, and until when it lasts at the most.

    ``content`` commits to what is printed on it; ``key`` or ``photo`` binds it to its holder. ``end`` and ``cause``
    are of the card itself: lost or replaced. What follows from her membership is a function of time.
    """

    name: str
    member: str
    cls: str
    index: int
    start: int
    expires: int
    content: str
    key: str = ""
    photo: str = ""
    end: int = FOREVER
    cause: str = ""


class CardKey(Struct, frozen=True):
    """A key that signs cards and lists; every card under it falls with it."""

    key: Key
    start: int
    end: int = FOREVER

    @property
    def kid(self) -> bytes:
        """The name under which cards and lists know it: the first eight bytes of its thumbprint."""
        return bytes.fromhex(self.key.thumbprint[:16])


class Listed(Struct, frozen=True):
    """A list as published: the hash of its bytes, when it was true, and until when doors go by it."""

    digest: str
    issued: int
    expires: int


class Cards:
    """Every card, number and key; nothing is ever given out twice."""

    def __init__(self) -> None:
        self.all: dict[str, Card] = {}
        self.keys: dict[str, CardKey] = {}
        self.lists: list[Listed] = []
        self._numbers: dict[int, str] = {}
        self._of_member: dict[str, list[str]] = {}

    @property
    def size(self) -> int:
        """How many numbers the list has: whole blocks, of which the last may have numbers that are not given yet."""
        return -(-len(self._numbers) // BLOCK) * BLOCK

    @property
    def open_block(self) -> range:
        """The numbers of which the next is taken: those of the block that is not full."""
        first = len(self._numbers) // BLOCK * BLOCK
        return range(first, first + BLOCK)

    @property
    def blank(self) -> Iterator[int]:
        """Give the numbers of the list that are of no card: they are in its last block."""
        return (index for index in range(max(0, self.size - BLOCK), self.size) if index not in self._numbers)

    def given(self, index: int) -> bool:
        """Whether a number is of some card."""
        return index in self._numbers

    def issue(self, card: Card) -> None:
        """Add a card."""
        self.all[card.name] = card
        self._numbers[card.index] = card.name
        self._of_member.setdefault(card.member, []).append(card.name)

    def close(self, name: str, at: int, cause: str) -> None:
        """End a card at ``at``; the only way in which one ends early."""
        self.all[name] = replace(self.all[name], end=at, cause=cause)

    def of_member(self, member: str) -> Iterator[Card]:
        """Give the cards of a member, oldest first."""
        return (self.all[name] for name in self._of_member.get(member, ()))

    def keys_at(self, t: int) -> tuple[CardKey, ...]:
        """Give the keys in force at ``t``, oldest first."""
        return tuple(key for key in self.keys.values() if key.start <= t < key.end)

    def revoke(self, thumbprint: str, at: int) -> None:
        """End a key, and with it whatever it signed."""
        self.keys[thumbprint] = replace(self.keys[thumbprint], end=at)
