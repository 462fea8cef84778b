"""The file of a case: each item, who brought it, and what the charged member answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from msgspec.structs import replace

from bylaw.acts.act import Digest, Evidence, Right
from bylaw.acts.days import day
from bylaw.acts.discipline.casework import ItemRef, NewItem, OfCase
from bylaw.acts.sealed import Sealed
from bylaw.acts.word import own_word
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.cases import Item


class FileEvidence(OfCase, frozen=True, kw_only=True, tag="file-evidence/1"):
    """Put an item on the file, by name; after the decision it is new evidence, for which a case may be reopened."""

    item: NewItem
    sort: Literal["document", "statement", "confession", "object", "report"]
    content: Digest

    sealed: ClassVar[bool] = True

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse between the hearing and the decision, and from those who judge."""
        one = self.round(state)
        if one.heard <= at < one.found:
            found = f"the hearing was on {day(state, one.heard)}"
            yield own(23, found, "serve and hear again, or file it after the decision")
        inquires = self.actor in state.cases.investigators.get(self.case, ())
        if (self.sort == "report") is not inquires:
            found = f"{self.actor} brings a report, and was not appointed to inquire"
            if inquires:
                found = f"{self.actor} was appointed to inquire, and brings no report"
            yield own(23, found, "let whoever inquires bring her report, and nobody else")
        if self.actor in self.judges(state):
            yield own(21, f"{self.actor} judges the case", "recuse yourself first")

    def apply(self, state: State, at: int) -> None:
        """File it."""
        state.cases.file(Item(self.item, self.case, self.sort, self.actor, self.content, at))

    @classmethod
    def unopened(cls, state: State, at: int, leaf: Sealed) -> None:
        """File an item of which only the name is known."""
        state.cases.file(Item(leaf.item, leaf.case, "", "", "", at))


class AnswerEvidence(OfCase, frozen=True, kw_only=True, tag="answer-evidence/1"):
    """Answer an item on the file of a case; what is not answered is never taken as admitted.

    ``answer`` commits to the words.
    """

    item: ItemRef
    answer: Digest

    sealed: ClassVar[bool] = True
    paper_right: ClassVar[Right] = "subject"

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse another than the member charged, an item of another case, and a second answer."""
        item = state.cases.items[self.item]
        yield from own_word(self, self.subject(state), "answer it")
        if item.case != self.case:
            yield own(8, f"{self.item} is on the file of {item.case}", "name an item of this case")
        if item.answered < FOREVER:
            yield own(15, f"it was answered on {day(state, item.answered)}", "speak at the hearing")

    def apply(self, state: State, at: int) -> None:
        """Put the answer beside the item."""
        item = state.cases.items[self.item]
        state.cases.items[self.item] = replace(item, answer=self.answer, answered=at)

    @classmethod
    def unopened(cls, state: State, at: int, leaf: Sealed) -> None:
        """Note that the item was answered."""
        state.cases.items[leaf.item] = replace(state.cases.items[leaf.item], answered=at)
