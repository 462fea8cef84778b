"""Being a member: objections to an admission, promotion, classes, resignation, death."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.act import Digest, Evidence, Name, Stamp
from bylaw.acts.days import back_days, day, first_day
from bylaw.acts.members.admission import OfApplicant, still_open
from bylaw.acts.members.franchise import CANDIDATE, class_votes, franchise
from bylaw.acts.members.leaving import leave, move
from bylaw.acts.word import OfMember, own_word
from bylaw.record.clock import instant
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Admission
from bylaw.rules.own import own
from bylaw.state import State

LAST_DAYS = 30
"""So many days before a term on probation ends, the right to promote passes on where a clause says due."""


class ObjectToAdmission(OfApplicant, frozen=True, kw_only=True, tag="object-to-admission/1"):
    """Object to an application, with confidential reasons; whoever decides has them before her."""

    reasons: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse once the application is decided, after the time for objections, and a second by one member."""
        yield from still_open(state, self.applicant)
        applied = state.members.applications[self.applicant].at
        for law in self.ask(state, at, "admission", of="admit"):
            rule: Admission = law.rule
            closes = objections_end(state, rule, applied)
            if at >= closes:
                yield law.breach(f"objections ended on {day(state, closes)}", "speak to whoever decides")
        by = self.by[0].member if self.by else ""
        if any(who == by for _, who, _ in state.members.objections.get(self.applicant, ())):
            yield own(17, f"{by} has objected already", "one objection each is enough")

    def apply(self, state: State, at: int) -> None:
        """Keep the objection beside the application."""
        by = self.by[0].member if self.by else ""
        state.members.objections.setdefault(self.applicant, []).append((at, by, self.reasons))


def objections_end(state: State, rule: Admission, applied: int) -> int:
    """Give the moment from which nobody may object any more: with no number of days, that is when it is decided."""
    days = rule.objection_days
    return first_day(state, days, "before", applied) if days else FOREVER


class OfClass(OfMember, frozen=True, kw_only=True):
    """A change from one class to another."""

    cls: Name

    def _named(self, state: State, at: int) -> Iterator[Finding]:
        yield from self.gone(state, at)
        for law in self.ask(state, at, "classes"):
            if self.cls not in {c.name for c in law.rule.names}:
                yield law.breach(f"there is no class '{self.cls}'", "choose a class that the clause names")

    def apply(self, state: State, at: int) -> None:
        """Begin a spell in the new class; seniority goes on."""
        cause = "promoted" if isinstance(self, Promote) else "class changed"
        move(state, self.member, at, cause, cls=self.cls, end=FOREVER)


class Promote(OfClass, frozen=True, kw_only=True, tag="promote/1"):
    """Make a candidate a member of a class; without it her membership ends with her term on probation."""

    def due(self, state: State, at: int) -> str:
        """Say that the term on probation is about to end undecided."""
        spell = self.spell(state, at)
        if spell is None or spell.cls != CANDIDATE or at < back_days(state, spell.end, LAST_DAYS):
            return ""
        return f"the term on probation ends on {day(state, spell.end)}"

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who is no candidate, and a class that there is not."""
        yield from self._named(state, at)
        spell = self.spell(state, at)
        if spell is not None and spell.cls != CANDIDATE:
            yield own(15, f"{self.member} is {spell.cls}, no candidate", "use change-class")
        if self.cls == CANDIDATE:
            yield own(15, "a candidate stays a candidate", "name the class to which she is promoted")


class ChangeClass(OfClass, frozen=True, kw_only=True, tag="change-class/1"):
    """Move a member to another class; never to fewer rights without her own signature."""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a candidate, a class that there is not, and a loss of rights without her word."""
        yield from self._named(state, at)
        spell = self.spell(state, at)
        if spell is None:
            return
        if CANDIDATE in (spell.cls, self.cls):
            yield own(15, "probation begins with admission and ends with promotion", "use promote")
        rules = franchise(state, self.place(state), at)
        one, other = rules.classes.get(spell.cls), rules.classes.get(self.cls)
        fewer = class_votes(rules, spell.cls) and not class_votes(rules, self.cls)
        if fewer or (one is not None and other is not None and one.stands and not other.stands):
            yield from own_word(self, self.member, f"pass to class '{self.cls}', which has fewer rights")


class Resign(OfMember, frozen=True, kw_only=True, tag="resign/1"):
    """Leave at once; nobody can hold a member back, and nobody can resign for her."""

    paper_right = "subject"

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who has left, and a resignation that is not her own."""
        yield from self.gone(state, at)
        yield from own_word(self, self.member, "resign")

    def apply(self, state: State, at: int) -> None:
        """End the membership and what hangs on it."""
        leave(state, self.member, at, "resigned")


class RecordDeath(OfMember, frozen=True, kw_only=True, tag="record-death/1"):
    """Record a death and the day of it as it was told; membership ends now, not on that day.

    ``claimed`` is the day, ``records`` commits to what shows it.
    """

    claimed: Stamp
    records: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who has left, and a day in the future."""
        yield from self.gone(state, at)
        if (instant(self.claimed) or 0) > at:
            yield own(14, f"the death is said to be of {self.claimed}", "record what has happened")

    def apply(self, state: State, at: int) -> None:
        """End the membership and what hangs on it."""
        leave(state, self.member, at, "died")
