"""What sources say of one vote of the past: who proposed it, when it ran, who voted, and what was published.

Every fact may be missing, and then its field is left out: nothing here is guessed.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from bylaw.acts.act import Count

Person = Annotated[str, Meta(pattern="^[a-z][0-9]{4}$")]
"""A pseudonym that holds within one reconstruction."""
Moment = Annotated[str, Meta(pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?)?$")]
"""A published time: to the second, or only the day; empty when none is published."""
File = Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]
"""The SHA-256 of an attachment; empty when there is none."""
Decimal = Annotated[str, Meta(pattern=r"^([0-9]{1,9}(\.[0-9]{1,30})?)?$")]
"""A number as it was printed."""
Matter = Literal["", "amend-constitution", "supersede-foundation"]
"""What an option would do, where that asks for a majority of its own."""
Sign = Literal["", ">", ">=", "<", "<="]
Stage = Literal["nominations", "campaign", "proposal", "discussion", "poll"]


class Fact(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One fact of a source."""


class Draft(Fact, frozen=True, kw_only=True):
    """A proposal or a candidacy: by whom, and who is listed as its sponsors; no list, no sponsors."""

    by: Annotated[tuple[Person, ...], Meta(max_length=20)]
    seconds: Annotated[tuple[Person, ...], Meta(max_length=100)] = ()


class Span(Fact, frozen=True, kw_only=True):
    """From when to when a stage of the process lasted."""

    stage: Stage
    begins: Moment = ""
    ends: Moment = ""


class Ratio(Fact, frozen=True, kw_only=True):
    """A printed line of the majority test: votes over and under the default option, and what was made of them.

    ``sign`` and ``need`` are the comparison as printed (``>= 3``).
    """

    option: Count
    over: Count
    under: Count
    value: Decimal
    stays: bool
    sign: Sign = ""
    need: Count = 0


class Dropped(Fact, frozen=True, kw_only=True):
    """An option that the published count dropped, and by which test."""

    option: Count
    reason: Literal["quorum", "majority"]


class Result(Fact, frozen=True, kw_only=True):
    """The published count: how many ballots prefer each option to each other, what was dropped, who won.

    ``winner`` is 0 where only the matrix is published.
    """

    matrix: Annotated[tuple[tuple[Count, ...], ...], Meta(max_length=60)]
    dropped: tuple[Dropped, ...] = ()
    winner: Count = 0


class Poll(Fact, frozen=True, kw_only=True):
    """The vote itself. ``voters`` and ``developers`` are the published numbers; 0 where none is.

    ``roll`` lists who was on the roll and who voted, ``root`` is the Merkle root over those on it;
    ``ballots`` is the file of all ballots.
    """

    voters: Count
    developers: Count = 0
    quorum: Decimal = ""
    roll: File = ""
    root: File = ""
    ballots: File = ""
    ratios: Annotated[tuple[Ratio, ...], Meta(max_length=60)] = ()
    result: Result | None = None


class Vote(Fact, frozen=True, kw_only=True):
    """All that the sources say of one vote; ``matters`` is by number of option, the first being 1."""

    leader: bool = False
    drafts: Annotated[tuple[Draft, ...], Meta(max_length=60)] = ()
    spans: Annotated[tuple[Span, ...], Meta(max_length=20)] = ()
    matters: Annotated[tuple[Matter, ...], Meta(max_length=60)] = ()
    poll: Poll | None = None

    def span(self, stage: str) -> Span | None:
        """Give the span of a stage."""
        return next((span for span in self.spans if span.stage == stage), None)

    def matter(self, option: int) -> Matter:
        """Give what an option would do."""
        return self.matters[option - 1] if 0 < option <= len(self.matters) else ""
