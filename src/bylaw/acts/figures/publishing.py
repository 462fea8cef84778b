"""Figures in public: those of the record must be the record's; those from elsewhere are claims with a source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from bylaw.acts.act import Act, Body, Count, Evidence, Name, Text
from bylaw.acts.days import day
from bylaw.acts.figures.survey import DEFINITIONS, survey, year_begins
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.figures import Claim, Published

Year = Annotated[int, Meta(ge=1900, le=9998)]
"""A calendar year within which an entry can lie."""
MOST = 10_000
"""How many figures one act may publish."""
SHOWN = 5
"""How many disagreements one finding lists."""


class Stated(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """One figure of one body, as somebody states it."""

    body: Body
    name: Name
    value: Count


class PublishFigures(Act, frozen=True, kw_only=True, tag="publish-figures/1"):
    """Publish figures of a year that is over; each must be the one that the record gives."""

    year: Year
    figures: Annotated[tuple[Stated, ...], Meta(min_length=1, max_length=MOST)]

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a year that is not over, a figure without a definition, and every value that is not the record's."""
        ends = year_begins(state, self.year + 1)
        if at < ends:
            yield own(15, f"{self.year} is not over", f"earliest day: {day(state, ends)}")
        unknown = sorted({stated.name for stated in self.figures} - DEFINITIONS.keys())
        if unknown:
            named = ", ".join(unknown[:SHOWN])
            yield own(
                17, f"no definition of: {named}", "use the figures that `bylaw figures` lists, or claim it"
            )
        wrong = list(self._wrong(state, at))
        if wrong:
            more = f" and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
            yield own(17, "; ".join(wrong[:SHOWN]) + more, "publish what `bylaw figures` prints")

    def _wrong(self, state: State, at: int) -> Iterator[str]:
        found = survey(state, range(self.year, self.year + 1), at)
        for stated in self.figures:
            true = found.get((stated.body, self.year, stated.name), 0)
            if stated.name in DEFINITIONS and stated.value != true:
                yield f"{stated.name} of {stated.body} is {true} by the record, {stated.value} here"

    def apply(self, state: State, at: int) -> None:
        """Keep what was published, with the entry at which it was true."""
        told = tuple((stated.body, stated.name, stated.value) for stated in self.figures)
        state.figures.published.append(Published(self.year, at, state.size, told))


class ClaimFigure(Act, frozen=True, kw_only=True, tag="claim-figure/1"):
    """Enter a figure from outside beside the record's own: with its definition, its source, and how it is known."""

    name: Annotated[Name, Meta(extra={"new": "claim"})]
    figure: Name
    body: Body
    year: Year
    value: Count
    words: Text
    source: Text
    evidence: Literal["read", "secondary", "memory"]

    clerical: ClassVar[tuple[str, ...]] = ("words", "source")

    def place(self, state: State) -> str:
        """Give the body of which something is claimed."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a figure of a year to come."""
        begins = year_begins(state, self.year)
        if at < begins:
            yield own(14, f"{self.year} begins on {day(state, begins)}", "claim what has happened")

    def apply(self, state: State, at: int) -> None:
        """Keep the claim; nothing follows from it but that contradictions are listed."""
        fields = (self.figure, self.body, self.year, self.value, self.words, self.source, self.evidence)
        state.figures.claims[self.name] = Claim(self.name, *fields, self.actor, at)
