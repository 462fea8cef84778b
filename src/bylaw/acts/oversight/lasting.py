"""What the acts on emergencies share: a last day, reasons, and whether the members resolved on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from bylaw.acts.act import Act, Body, Digest, Evidence, Signer, Stamp
from bylaw.acts.days import after_days, day
from bylaw.acts.discipline.casework import keep_reasons, own_reasons
from bylaw.record.clock import instant
from bylaw.rules.clause import Provision
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Emergency as Rule
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.emergencies import MEASURE, STOP, Emergency

EmergencyRef = Annotated[str, Meta(max_length=63, extra={"ref": "emergency"})]


class Declaring(Act, frozen=True, kw_only=True):
    """What begins now in a body, and ends on a last day at the latest; ``reasons`` commits to why."""

    body: Body
    last: Stamp
    reasons: Digest

    asks: ClassVar[tuple[str, ...]] = ("emergency",)

    def place(self, state: State) -> str:
        """Give the body in which it holds, with those below it."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a body that is no more, a last day past or too far, and reasons that serve twice."""
        if not state.bodies.all[self.body].holds(at):
            yield own(15, f"{self.body} is dissolved", "declare it where it is needed")
        yield from last_day(state, self.last, self.ask(state, at, "emergency"), at, at)
        yield from own_reasons(state, self.reasons)

    def begun(self, state: State, at: int, name: str) -> Emergency:
        """Give what begins: it ends early unless it is confirmed, or was resolved on by whoever confirms."""
        last = instant(self.last) or at
        rule: Rule = self.rule(state, at, "emergency")
        confirmed = not rule.confirm_days or resolved(self, state)
        end = last if confirmed else min(last, after_days(state, at, rule.confirm_days))
        by = tuple(signer.member for signer in self.by)
        keep_reasons(state, name, self.reasons)
        where = tuple(_body(state, signer) for signer in self.by)
        return Emergency(name, self.kind(), self.body, by, where, at, last, end, confirmed)


class OfEmergency(Act, frozen=True, kw_only=True):
    """An act on a measure or a stop order that is in force, by the law of the day on which it began."""

    emergency: EmergencyRef

    of_kind: ClassVar[frozenset[str]] = frozenset((MEASURE, STOP))

    def place(self, state: State) -> str:
        """Give its body."""
        return self.told(state).body

    def law_day(self, state: State, at: int) -> int:
        """Give the day on which it began."""
        return self.told(state).start

    def told(self, state: State) -> Emergency:
        """Give what it is about."""
        return state.emergencies.all[self.emergency]

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse what is over, and the other kind."""
        told = self.told(state)
        if not told.holds(at):
            yield own(15, f"{told.name} was over on {day(state, told.end)}", "nothing of it is left")
        if told.kind not in self.of_kind:
            yield own(8, f"{told.name} began by {told.kind}", "use the act for that")


def last_day(state: State, until: str, asked: Iterable[Provision], since: int, at: int) -> Iterator[Finding]:
    """Yield a finding for a last day that is past, or farther from ``since`` than a clause lets it be."""
    last = instant(until) or 0
    if last <= max(since, at):
        yield own(14, f"it would have ended on {day(state, last)}", "name a later day")
    for law in asked:
        latest = after_days(state, since, law.rule.days)
        if last > latest:
            yield law.breach(f"it would last until {day(state, last)}", f"end it by {day(state, latest - 1)}")


def overlap(state: State, one: str, other: str) -> bool:
    """Whether one body is the other, or lies below it."""
    return one in state.bodies.above[other] or other in state.bodies.above[one]


def _body(state: State, signer: Signer) -> str:
    """Give the body under whose mandate or resolution somebody signs; empty for a member."""
    held = state.offices.mandates.get(signer.ref) or state.warrants.all.get(signer.ref)
    return held.body if held else ""


def resolved(act: Act, state: State) -> bool:
    """Whether all sign under resolutions of a body that has a roll: the members themselves."""
    bodies = [_body(state, signer) for signer in act.by if signer.right == "warrant"]
    return len(bodies) == len(act.by) and not any(state.bodies.all[body].organ for body in bodies)
