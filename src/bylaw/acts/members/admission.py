"""Coming in: application, sponsors, objections, and the decision of whoever the bylaws name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Act, Body, Evidence, Id, Name, Right
from bylaw.acts.days import after_months, back_days, day, first_day
from bylaw.acts.members.franchise import CANDIDATE
from bylaw.acts.members.on_paper import on_paper, own_entry
from bylaw.acts.signed import fit_key
from bylaw.record.keys import Key
from bylaw.rules.clause import FOREVER, Provision
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Admission
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.keys import HeldKey
from bylaw.state.members import Application
from bylaw.state.roll import Spell

Applicant = Annotated[str, Meta(max_length=32, extra={"ref": "application"})]


class Apply(Act, frozen=True, kw_only=True, tag="apply/1"):
    """Apply to join a body, with the key that will sign for you; on paper no key is needed."""

    paper_right: ClassVar[Right] = "applicant"

    member: Id
    body: Body
    cls: Name
    key: Key | None = None

    def place(self, state: State) -> str:
        """Give the body applied to."""
        return self.body

    def subject(self, state: State) -> str:
        """Give the applicant."""
        return self.member

    def brings(self, at: int) -> tuple[HeldKey, ...]:
        """Give the applicant's own key, where she brings one."""
        return () if self.key is None else (_own_key(self.key, self.member, at),)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a member, an open application, a class that there is not, and a key of somebody else."""
        if any(True for _ in state.members.roll.current(self.member, at)):
            yield own(8, f"{self.member} is a member already", "ask for a transfer or another class")
        application = state.members.applications.get(self.member)
        if application and not application.outcome:
            yield own(8, f"{self.member} has an open application", "wait for its decision")
        body = state.bodies.all[self.body]
        if body.organ or not body.holds(at):
            yield own(15, f"{self.body} has no roll, or is no more", "apply to a unit that has members")
        for classes in self.ask(state, at, "classes"):
            if self.cls not in {c.name for c in classes.rule.names}:
                yield classes.breach(
                    f"there is no class '{self.cls}'", "choose a class that the clause names"
                )
        if self.key is not None:
            held = state.keys.all.get(self.key.thumbprint)
            if held is None or held.member != self.member:
                yield from fit_key(state, self.key)
                yield from self._stranger(state)

    def _stranger(self, state: State) -> Iterator[Finding]:
        """Refuse a key that somebody brings for an id which has or had one, or was on a roll: it would sign as her."""
        if state.keys.known(self.member) or self.member in state.members.roll.spells:
            yield own(
                7,
                f"{self.member} is known here, and this key was never hers",
                "sign with the key of before, apply on paper, or take a new id",
            )

    def apply(self, state: State, at: int) -> None:
        """Open the application, with the sponsors and objections of an earlier one gone, and register the key."""
        state.members.applications[self.member] = Application(self.member, self.body, self.cls, at)
        state.members.sponsors.pop(self.member, None)
        state.members.objections.pop(self.member, None)
        for key in self.brings(at):
            if key.thumbprint not in state.keys.all:
                state.keys.register(key)


def _own_key(key: Key, member: str, at: int) -> HeldKey:
    return HeldKey(key.thumbprint, key, member, at, how="application")


class OfApplicant(Act, frozen=True, kw_only=True):
    """A step of an application: done in the body applied to."""

    applicant: Applicant

    def place(self, state: State) -> str:
        """Give the body applied to."""
        return state.members.applications[self.applicant].body


class Sponsor(OfApplicant, frozen=True, kw_only=True, tag="sponsor/1"):
    """Vouch for an applicant."""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse once the application is decided, a second word by one member, and who entered her paper."""
        yield from still_open(state, self.applicant)
        if self.by and self.by[0].member in state.members.sponsors.get(self.applicant, ()):
            yield own(
                17, f"{self.by[0].member} sponsors this applicant already", "let another member sponsor"
            )
        yield from own_entry(state, self.applicant, self.actor)

    def apply(self, state: State, at: int) -> None:
        """Count the sponsor."""
        state.members.sponsors.setdefault(self.applicant, {})[self.by[0].member] = at


class Admit(OfApplicant, frozen=True, kw_only=True, tag="admit/1"):
    """Admit an applicant; she is on the roll from this entry on."""

    def subject(self, state: State) -> str:
        """Give the applicant."""
        return self.applicant

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse without enough sponsors, before the time for objections is over, or to disown a paper."""
        yield from still_open(state, self.applicant)
        yield from on_paper(state, self.applicant, self.by, at)
        yield from self._expelled(state)
        application = state.members.applications[self.applicant]
        sponsors = len(state.members.sponsors.get(self.applicant, ()))
        for law in self.ask(state, at, "admission"):
            rule: Admission = law.rule
            if sponsors < rule.sponsors:
                yield law.breach(
                    f"sponsors: {sponsors}; needed: {rule.sponsors}",
                    f"find {rule.sponsors - sponsors} more",
                )
            opens = first_day(state, rule.objection_days, "before", application.at)
            if rule.objection_days and at < opens:
                yield law.breach(
                    f"applied on {day(state, application.at)}; days for objections: {rule.objection_days}",
                    f"admit on {day(state, opens)} at the earliest",
                    opens,
                )
            yield from self._wave(state, at, law)

    def _expelled(self, state: State) -> Iterator[Finding]:
        """Flag, and no more, that the applicant was expelled."""
        left = state.members.left.get(self.applicant)
        if left is not None and left.cause == "expelled":
            found = f"{self.applicant} was expelled on {day(state, left.end)}"
            yield replace(own(71, found, "read the reasons of that decision first"), consequence="flag")

    def _wave(self, state: State, at: int, law: Provision) -> Iterator[Finding]:
        """Flag, and no more, when many were admitted within few days."""
        rule: Admission = law.rule
        body = state.members.applications[self.applicant].body
        new = 1 + state.members.admitted_since(body, back_days(state, at, rule.flag_days))
        roll = state.members.roll.count(body, at, frozenset(state.members.roll.classes))
        if new > 1 and new * rule.flag_share[1] > roll * rule.flag_share[0]:
            found = f"{new} admitted to {body} within {rule.flag_days} days; {roll} are on its roll"
            yield replace(
                law.breach(found, "see that the roll of the next vote was closed before"), consequence="flag"
            )

    def apply(self, state: State, at: int) -> None:
        """Put the applicant on the roll, as a candidate for her term where the bylaws have one."""
        application = state.members.applications[self.applicant]
        rule: Admission | None = self.rule(state, at, "admission")
        months = rule.candidate_months if rule else 0
        cls, end = (CANDIDATE, after_months(state, at, months)) if months else (application.cls, FOREVER)
        within = state.bodies.above[application.body]
        state.members.roll.enter(
            self.applicant, Spell(application.body, cls, at, end, how="admitted"), within
        )
        state.members.admit(within, at)
        state.members.decide(self.applicant, "admitted", at)


class Decline(OfApplicant, frozen=True, kw_only=True, tag="decline/1"):
    """Decline an application; the applicant may apply again."""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse once the application is decided."""
        yield from still_open(state, self.applicant)

    def apply(self, state: State, at: int) -> None:
        """Close the application."""
        state.members.decide(self.applicant, "declined", at)


def still_open(state: State, applicant: str) -> Iterator[Finding]:
    """Yield a finding when an application has been decided."""
    application = state.members.applications[applicant]
    if application.outcome:
        yield own(
            15,
            f"the application was {application.outcome} on {day(state, application.decided)}",
            "apply again",
        )
