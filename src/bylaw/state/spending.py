"""Benefits of office, specifications with their bids, and large commitments: recorded facts, not accounts."""

from __future__ import annotations

from msgspec import Struct


class Benefit(Struct, frozen=True):
    """What an office brings its holder, in words, with its value, from when until when."""

    name: str
    office: str
    body: str
    words: str
    value: int
    unit: str
    at: int
    ends: int


class Specification(Struct, frozen=True):
    """What is to be bought, fixed by commitment before any bid, and until when bids are taken."""

    name: str
    body: str
    text: str
    closes: int
    at: int


class Bid(Struct, frozen=True):
    """One bid under a specification, by its total cost."""

    name: str
    specification: str
    total: int
    text: str
    at: int


class Commitment(Struct, frozen=True):
    """Money that a body binds itself to spend: on what, how much, and on which bid it rests."""

    name: str
    body: str
    words: str
    total: int
    unit: str
    bid: str
    reasons: str
    at: int


class Spending(Struct):
    """Every benefit, specification, bid and commitment, and the dissents of those who know the matter."""

    benefits: dict[str, Benefit]
    specifications: dict[str, Specification]
    bids: dict[str, Bid]
    commitments: dict[str, Commitment]
    dissents: dict[str, dict[str, str]]

    @classmethod
    def empty(cls) -> Spending:
        """Give one without anything in it."""
        return cls({}, {}, {}, {}, {})

    def under(self, specification: str) -> list[Bid]:
        """Give the bids under a specification, oldest first."""
        return [bid for bid in self.bids.values() if bid.specification == specification]
