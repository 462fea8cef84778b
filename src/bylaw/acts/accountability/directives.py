"""Directives and recommendations: issued to an office, answered by whoever holds it, countermanded in the open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta

from bylaw.acts.act import Act, Body, Digest, Evidence, Mandate, Name, Stamp, Text
from bylaw.acts.days import day, limit
from bylaw.acts.organisation.offices import in_force
from bylaw.acts.voting.electing import unit_of
from bylaw.record.clock import instant
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.rules.who import parse_phrase
from bylaw.state import State
from bylaw.state.directives import Answer, Directive

ANSWER = "answer-directive"
NewDirective = Annotated[Name, Meta(extra={"new": "directive"})]
DirectiveRef = Annotated[str, Meta(max_length=63, extra={"ref": "directive"})]


class IssueDirective(Act, frozen=True, kw_only=True, tag="issue-directive/1"):
    """Instruct an office of a body to do something by a day, or recommend it, in writing.

    ``text`` commits to the words. It is for an office, not for a person, and has no field for a number of members
    to admit, charge or lose.
    """

    directive: NewDirective
    body: Body
    to: Body
    office: Name
    sort: Literal["directive", "recommendation"]
    text: Digest
    deadline: Stamp

    def place(self, state: State) -> str:
        """Give the body that issues it."""
        return self.body

    def office_at_stake(self, state: State) -> str:
        """Give the office that is to do it."""
        return self.office

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse an office that there is not, a day that is past, a body that is not below, and who judges."""
        office = state.offices.all.get((self.to, self.office))
        if office is None or not office.holds(at):
            yield own(8, f"there is no office {self.office} in {self.to}", "name an office that exists")
        if (instant(self.deadline) or 0) <= at:
            yield own(14, f"it would be due on {self.deadline[:10]}", "name a day to come")
        if self.body not in state.bodies.line(self.to, at) and self.to not in state.bodies.line(
            self.body, at
        ):
            yield own(
                9, f"{self.to} is neither above nor below {self.body}", "ask the body that it belongs to"
            )
        for panel in state.bylaws.on(at).all("panel"):
            if panel.rule.seats and any(key.name == self.office for key in parse_phrase(panel.rule.seats)):
                yield own(66, f"{self.office} judges by clause {panel.no}", "leave it to judge")

    def apply(self, state: State, at: int) -> None:
        """Issue it."""
        fields = (self.directive, self.body, self.office, self.to, self.sort, self.text)
        state.directives.issue(Directive(*fields, instant(self.deadline) or at, at))


class _OnDirective(Act, frozen=True, kw_only=True):
    """An act about one directive, by the law of the day on which it was issued."""

    directive: DirectiveRef

    def law_day(self, state: State, at: int) -> int:
        """Give the day on which it was issued."""
        return self.it(state).at

    def office_at_stake(self, state: State) -> str:
        """Give the office that is to do it."""
        return self.it(state).office

    def it(self, state: State) -> Directive:
        """Give the directive."""
        return state.directives.all[self.directive]

    def over(self, state: State) -> Iterator[Finding]:
        """Yield a finding once it is completed or countermanded."""
        it = self.it(state)
        if it.ended < FOREVER:
            yield own(15, f"it was {it.how} on {day(state, it.ended)}", "nothing more is needed")


class AnswerDirective(_OnDirective, frozen=True, kw_only=True, tag="answer-directive/1"):
    """Answer under a mandate of the office: acknowledged, acted on, completed, or *cannot be done, because*.

    ``text`` commits to what was done with its evidence, or to the reasons; an acknowledgment may go without.
    """

    mandate: Mandate
    step: Literal["acknowledged", "acted", "completed", "cannot"]
    text: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""

    def place(self, state: State) -> str:
        """Give the unit of the office."""
        return unit_of(state, self.it(state).to)

    def subject(self, state: State) -> str:
        """Give who holds the mandate."""
        return state.offices.mandates[self.mandate].member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse another office, a mandate that is over, a directive that is, and an answer without words."""
        it, held = self.it(state), state.offices.mandates[self.mandate]
        yield from self.over(state)
        yield from in_force(state, self.mandate, at)
        if (held.body, held.office) != (it.to, it.office):
            yield own(
                9, f"{self.mandate} is a mandate of {held.office} in {held.body}", f"let {it.office} answer"
            )
        if self.step != "acknowledged" and not self.text:
            yield own(65, f"'{self.step}' has no words", "say what was done, or why it cannot be")
        told = [each for each in state.directives.answers[self.directive] if each.mandate == self.mandate]
        if self.step == "acknowledged" and told:
            yield own(17, f"{self.mandate} has answered it", "say what was done")

    def apply(self, state: State, at: int) -> None:
        """Attach the answer; completed, the directive ends."""
        answer = Answer(self.step, self.subject(state), self.mandate, self.text, at)
        state.directives.answer(self.directive, answer)
        if self.step == "completed":
            state.directives.close(self.directive, at, "completed")


class DissentDirective(_OnDirective, frozen=True, kw_only=True, tag="dissent-directive/1"):
    """Attach a written dissent with its reasons; nobody takes it off.

    ``reasons`` commits to them.
    """

    reasons: Digest

    def place(self, state: State) -> str:
        """Give the body that issued it."""
        return self.it(state).body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a second dissent by one member."""
        who = self.actor
        answers = state.directives.answers[self.directive]
        if any(each.step == "dissent" and each.member == who for each in answers):
            yield own(17, f"the dissent of {who} is attached already", "nothing more is needed")

    def apply(self, state: State, at: int) -> None:
        """Attach it."""
        state.directives.answer(self.directive, Answer("dissent", self.actor, "", self.reasons, at))


class Countermand(_OnDirective, frozen=True, kw_only=True, tag="countermand/1"):
    """Countermand a directive, in words that everybody may read; there is no other way to undo one."""

    words: Text

    def place(self, state: State) -> str:
        """Give the body that issued it."""
        return self.it(state).body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse what is over."""
        yield from self.over(state)

    def apply(self, state: State, at: int) -> None:
        """End it."""
        state.directives.close(self.directive, at, "countermanded")


def acknowledge_by(state: State, it: Directive, at: int) -> int:
    """Give by when one of those who hold the office now must have answered; FOREVER when one has, or nobody holds it.

    A new holder has the days of the clause anew: what was instructed survives a hand-over.
    """
    held = list(state.offices.holders(it.to, it.office, at))
    answered = {each.mandate for each in state.directives.answers[it.name] if each.at <= at}
    if not held or it.ended <= at or any(mandate.name in answered for mandate in held):
        return FOREVER
    kind = state.bodies.all[unit_of(state, it.to)].kind
    law = state.bylaws.on(it.at).one("window", ANSWER, kind, it.office)
    since = max(it.at, min(mandate.start for mandate in held))
    return limit(state, since, law.rule.days) if law else it.deadline


def stage(state: State, it: Directive, at: int) -> str:
    """Say in a word how far a directive has come by ``at``."""
    if it.ended <= at:
        return it.how
    told = [
        each.step for each in state.directives.answers[it.name] if each.at <= at and each.step != "dissent"
    ]
    if told and told[-1] == "cannot":
        return "cannot be done"
    if at >= acknowledge_by(state, it, at):
        return "unanswered"
    if at >= it.deadline:
        return "overdue"
    return told[-1] if told else "issued"
