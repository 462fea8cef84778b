"""Money and privileges: what an office brings, what is bought and at what cost, in facts that members see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Act, Body, Count, Digest, Evidence, Name, Stamp, Text
from bylaw.acts.days import day
from bylaw.acts.organisation.offices import OfOffice
from bylaw.record.clock import instant
from bylaw.rules.clause import Provision
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.spending import Benefit, Bid, Commitment, Specification

Unit = Annotated[str, Meta(pattern="^[A-Z]{3}$|^[a-z][a-z -]{0,29}$")]
"""A currency (EUR), or what is counted (days, journeys)."""
SpecRef = Annotated[str, Meta(max_length=63, extra={"ref": "specification"})]


class GrantBenefit(OfOffice, frozen=True, kw_only=True, tag="grant-benefit/1"):
    """Grant an office a benefit until a day, in words that everybody reads: pay, a car, a dwelling, free time."""

    benefit: Annotated[Name, Meta(extra={"new": "benefit"})]
    words: Text
    value: Count
    unit: Unit
    ends: Stamp

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse an office that there is not, a day that is past, and who grants it to herself."""
        yield from super().findings(state, at, evidence)
        if (instant(self.ends) or 0) <= at:
            yield own(14, f"it would end on {self.ends[:10]}", "name a day to come")
        holders = {m.member for m in state.offices.holders(self.body, self.office, at)}
        for signer in self.by:
            if signer.member in holders:
                yield own(69, f"{signer.member} would grant it to herself", "let others sign")

    def apply(self, state: State, at: int) -> None:
        """Publish it."""
        fields = (self.benefit, self.office, self.body, self.words, self.value, self.unit)
        state.spending.benefits[self.benefit] = Benefit(*fields, at, instant(self.ends) or at)


class FixSpecification(Act, frozen=True, kw_only=True, tag="fix-specification/1"):
    """Fix what is to be bought before anybody bids; bids are taken until a day.

    ``text`` commits to the words.
    """

    specification: Annotated[Name, Meta(extra={"new": "specification"})]
    body: Body
    text: Digest
    closes: Stamp

    def place(self, state: State) -> str:
        """Give the body that buys."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a day that is past."""
        if (instant(self.closes) or 0) <= at:
            yield own(14, f"bids would close on {self.closes[:10]}", "name a day to come")

    def apply(self, state: State, at: int) -> None:
        """Fix it; there is no act that changes it."""
        closes = instant(self.closes) or at
        it = Specification(self.specification, self.body, self.text, closes, at)
        state.spending.specifications[self.specification] = it
        state.spending.dissents[self.specification] = {}


class _UnderSpecification(Act, frozen=True, kw_only=True):
    """An act under one specification."""

    specification: SpecRef

    def place(self, state: State) -> str:
        """Give the body that buys."""
        return self.it(state).body

    def it(self, state: State) -> Specification:
        """Give the specification."""
        return state.spending.specifications[self.specification]


class DissentSpecification(_UnderSpecification, frozen=True, kw_only=True, tag="dissent-specification/1"):
    """Attach the dissent of somebody who knows the matter; pressure on her is a reason to complain.

    ``reasons`` commits to the words.
    """

    reasons: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a second dissent by one member."""
        if self.actor in state.spending.dissents[self.specification]:
            yield own(17, f"the dissent of {self.actor} is attached already", "nothing more is needed")

    def apply(self, state: State, at: int) -> None:
        """Attach it."""
        state.spending.dissents[self.specification][self.actor] = self.reasons


class RecordBid(_UnderSpecification, frozen=True, kw_only=True, tag="record-bid/1"):
    """Record a bid with its total cost, running costs included.

    ``text`` commits to the bid.
    """

    bid: Annotated[Name, Meta(extra={"new": "bid"})]
    total: Count
    text: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a bid after the close."""
        it = self.it(state)
        if at >= it.closes:
            yield own(15, f"bids closed on {day(state, it.closes)}", "fix another specification")

    def apply(self, state: State, at: int) -> None:
        """Keep it."""
        state.spending.bids[self.bid] = Bid(self.bid, self.specification, self.total, self.text, at)


class CommitFunds(Act, frozen=True, kw_only=True, tag="commit-funds/1"):
    """Bind a body to spend money, in words that everybody reads; where it is much, on a bid that was compared.

    ``reasons`` commits to why another bid than the lowest is taken.
    """

    commitment: Annotated[Name, Meta(extra={"new": "commitment"})]
    body: Body
    words: Text
    total: Count
    unit: Unit
    bid: Annotated[str, Meta(max_length=63, extra={"ref": "bid"})] = ""
    reasons: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""

    def place(self, state: State) -> str:
        """Give the body that spends."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse much money without bids, on too few, too early, or for more than was bid; flag a dearer one."""
        for law in self.ask(state, at, "spending"):
            if self.total >= law.rule.least and not self.bid:
                found = f"{self.total} {self.unit} without bids; they are asked from {law.rule.least} on"
                yield law.breach(found, "fix a specification and take bids")
            elif self.bid:
                yield from self._compared(state, law)
        if self.bid:
            yield from self._bid(state, at)

    def _compared(self, state: State, law: Provision) -> Iterator[Finding]:
        taken = state.spending.bids[self.bid]
        bids = state.spending.under(taken.specification)
        if self.total >= law.rule.least and len(bids) < law.rule.bids:
            yield law.breach(f"bids taken: {len(bids)}; needed: {law.rule.bids}", "take more")

    def _bid(self, state: State, at: int) -> Iterator[Finding]:
        taken = state.spending.bids[self.bid]
        it = state.spending.specifications[taken.specification]
        if it.body != self.body:
            yield own(8, f"bid {self.bid} was made to {it.body}", "name a bid to this body")
        if at < it.closes:
            yield own(15, f"bids are taken until {day(state, it.closes)}", "wait, and compare them")
        if self.total > taken.total:
            yield own(69, f"{self.total} for a bid of {taken.total}", "commit what was bid")
        lowest = min(bid.total for bid in state.spending.under(it.name))
        if taken.total > lowest:
            found = f"the bid is {taken.total}, the lowest {lowest}"
            dearer = own(69, found, "say why by commitment")
            yield replace(dearer, consequence="flag") if self.reasons else dearer

    def apply(self, state: State, at: int) -> None:
        """Publish it."""
        fields = (self.commitment, self.body, self.words, self.total, self.unit, self.bid, self.reasons, at)
        state.spending.commitments[self.commitment] = Commitment(*fields)
