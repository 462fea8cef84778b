"""The hearing: held by the panel with its record, or waived by the member charged and by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from bylaw.acts.act import Digest, Evidence, Right
from bylaw.acts.days import day
from bylaw.acts.discipline.casework import OfCase
from bylaw.acts.discipline.panels import ready
from bylaw.acts.discipline.sanctions import ended
from bylaw.acts.sealed import Sealed
from bylaw.acts.word import own_word
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State


class HoldHearing(OfCase, frozen=True, kw_only=True, tag="hold-hearing/1"):
    """Record that the panel heard the case, with minutes of who came and which witnesses were asked.

    ``record`` commits to the minutes.
    """

    record: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse out of order, before the day that was served, and before a panel that may not judge."""
        one = self.round(state)
        yield from self.in_order(state, at, "hear")
        if ended(one, at):
            yield own(15, "the case is decided", "nothing is to be heard")
        if at < one.hearing < FOREVER:
            found = f"the hearing was served for {day(state, one.hearing)}"
            yield own(25, found, "hear on that day, or serve another")
        yield from ready(self, state, at)

    def apply(self, state: State, at: int) -> None:
        """Note the hearing."""
        state.cases.note(self.case, heard=at)


class WaiveHearing(OfCase, frozen=True, kw_only=True, tag="waive-hearing/1"):
    """Do without a hearing; it admits nothing."""

    sealed: ClassVar[bool] = True
    paper_right: ClassVar[Right] = "subject"

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse another than the member charged, before she was served, and once it was held."""
        one = self.round(state)
        yield from own_word(self, self.subject(state), "waive it")
        if one.served > at:
            yield own(25, "the charge was not served", "serve it first")
        if one.heard <= at:
            yield own(15, f"the hearing was on {day(state, one.heard)}", "nothing is to be waived")

    def apply(self, state: State, at: int) -> None:
        """Note that she waived it."""
        state.cases.note(self.case, heard=at, waived=True)

    @classmethod
    def unopened(cls, state: State, at: int, leaf: Sealed) -> None:
        """Note that it was waived."""
        state.cases.note(leaf.case, heard=at, waived=True)
