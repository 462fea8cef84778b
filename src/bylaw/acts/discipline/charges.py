"""Charges: one member, one deed, one ground in force on its day, a named accuser; service and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from bylaw.acts.act import Act, Body, Digest, Evidence, Member, Name, Stamp
from bylaw.acts.days import after_days, day, first_day, limit, zone_of
from bylaw.acts.discipline.accusers import accusers, movers
from bylaw.acts.discipline.casework import (
    NewCase,
    OfCase,
    Scope,
    keep_reasons,
    may_rest,
    own_reasons,
    steps_of,
)
from bylaw.acts.discipline.criticism import retaliation
from bylaw.acts.discipline.sanctions import ended, write
from bylaw.acts.oversight.independence import controlling
from bylaw.acts.oversight.reach import stopped
from bylaw.acts.sealed import Sealed
from bylaw.record.clock import instant
from bylaw.rules.clause import FOREVER, Number
from bylaw.rules.finding import Finding
from bylaw.rules.instants import day_of
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.cases import Case, Measure


class BringCharge(Act, frozen=True, kw_only=True, tag="bring-charge/1"):
    """Charge one member with one deed under one ground, and say what exactly she is said to have done.

    ``facts`` commits to what is specifically alleged. Whoever signs first is the accuser, by name; all who sign,
    move and second it bring it, and judge nothing.
    """

    case: NewCase
    body: Body
    charged: Member
    clause: Number
    ground: Name
    deed: Stamp
    facts: Digest

    sealed: ClassVar[bool] = True

    def place(self, state: State) -> str:
        """Give the body in which it is brought."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who is no member, oneself, no ground of the deed's day, protected conduct, and a second time."""
        deed = instant(self.deed) or 0
        if not state.members.belongs(state, self.charged, self.body, at):
            yield own(8, f"{self.charged} is not a member of {self.body}", "bring it where she is")
        if self.charged in {signer.member for signer in self.by}:
            yield own(25, "accuser and charged are one", "nobody charges herself")
        if deed > at:
            yield own(14, f"the deed would be on {day(state, deed)}", "name a day that has come")
        kind = state.bodies.all[self.body].kind
        asked = state.bylaws.on(deed).find("grounds", self.kind(), kind)
        if not any(p.no == self.clause and self.ground in p.rule.names for p in asked):
            found = f"clause {self.clause} named no ground '{self.ground}' on {day(state, deed)}"
            yield own(25, found, "charge under a clause that was law on the day of the deed")
        for law in self.ask(state, at, "grounds"):
            if self.ground in law.rule.never:
                yield law.breach(f"'{self.ground}' is protected", "nothing is to be charged")
        yield from self._retaliates(state, at)
        yield from self._again(state, deed)
        yield from stopped(state, self._case(state, at), "", at)
        yield from own_reasons(state, self.facts)

    def _retaliates(self, state: State, at: int) -> Iterator[Finding]:
        """Refuse whom she has criticised, as signer or as mover of the resolution, unless a body above takes it."""
        bring = (*(signer.member for signer in self.by), *movers(state, self.by))
        for member, since in retaliation(state, self, bring, at):
            for law in self.ask(state, at, "window"):
                if at < (opens := after_days(state, since, law.rule.days)):
                    found = f"{self.charged} criticised {member} on {day(state, since)}"
                    yield law.breach(found, "bring it in the body above, or let others bring it", opens)

    def _again(self, state: State, deed: int) -> Iterator[Finding]:
        zone = zone_of(state)
        for case in state.cases.of_member(self.charged):
            same_day = day_of(case.deed, zone) == day_of(deed, zone)
            if self.facts == case.facts or (same_day and self.ground == case.ground):
                found = f"case {case.name} is about the same deed"
                yield own(22, found, "reopen it, on listed new evidence, once it is decided")

    def _case(self, state: State, at: int) -> Case:
        return Case(
            self.case, self.body, self.charged, self.actor, self.clause, self.ground,
            instant(self.deed) or 0, self.facts, at,
            accusers(state, self.by)[1:],
        )  # fmt: skip

    def apply(self, state: State, at: int) -> None:
        """Open the case."""
        state.cases.open(self._case(state, at))
        keep_reasons(state, self.case, self.facts)

    @classmethod
    def unopened(cls, state: State, at: int, leaf: Sealed) -> None:
        """Open a case of which only the body and the day are known."""
        state.cases.open(Case(leaf.case, leaf.body, "", "", "", "", 0, "", at))


class ServeCharge(OfCase, frozen=True, kw_only=True, tag="serve-charge/1"):
    """Serve the charge with its facts and the day of the hearing, and keep the proof of delivery.

    ``record`` commits to the proof.
    """

    hearing: Stamp
    record: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse once it was heard, and a hearing before its time to prepare is over."""
        one = self.round(state)
        yield from self.in_order(state, at, "serve")
        yield from stopped(state, self.told(state), "", at)
        if one.heard <= at or ended(one, at):
            yield own(15, "the hearing is over", "nothing is to be served")
        hearing = instant(self.hearing) or 0
        for law, after, days in steps_of(state, self.told(state), "hear"):
            if after == "serve" and hearing < (opens := first_day(state, days, "before", at)):
                found = f"served on {day(state, at)} for a hearing on {day(state, hearing)}"
                yield law.breach(found, f"hear on {day(state, opens)} at the earliest")

    def apply(self, state: State, at: int) -> None:
        """Note the service; a later one begins the time anew."""
        state.cases.note(self.case, served=at, hearing=instant(self.hearing) or FOREVER)


class InterimMeasure(OfCase, frozen=True, kw_only=True, tag="interim-measure/1"):
    """Let rights of the charged member rest until a last day, at most; it says nothing about the charge.

    ``scope`` names the rights that rest; left out, all do. ``member`` is the member charged, who is not sealed here.
    """

    member: Member
    last: Stamp
    reasons: Digest
    scope: Scope = ()

    names_party: ClassVar[bool] = True
    asks: ClassVar[tuple[str, ...]] = ("emergency",)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse after the decision, a last day too far away, one measure too many, and against who controls."""
        one, last = self.round(state), instant(self.last) or 0
        yield from self.whom(state, self.member)
        if seat := controlling(state, self.member, at):
            yield own(53, f"{self.member} controls, under {seat}", "let the panel decide first")
        if min(one.found, one.decided) <= at:
            yield own(15, "the finding is made", "a sanction is decided by the panel")
        yield from stopped(state, self.told(state), "", at)
        if last <= at:
            yield own(14, f"it would have ended on {day(state, last)}", "name a day to come")
        so_far = len(state.cases.measures(self.case))
        for law in self.ask(state, at, "emergency"):
            latest = limit(state, at, law.rule.days)
            if last > latest:
                yield law.breach(f"it would last until {day(state, last)}", f"end it by {day(state, latest)}")
            if so_far > law.rule.renewals:
                yield law.breach(f"measures ordered so far: {so_far}", "hear the case")
        yield from may_rest(self, state, at, self.scope)
        yield from self.own_reasons(state, self.reasons)

    def apply(self, state: State, at: int) -> None:
        """Let her rights rest."""
        state.cases.reveal(self.case, self.member)
        state.cases.order(self.case, Measure(at, instant(self.last) or at, self.reasons, self.scope))
        keep_reasons(state, self.case, self.reasons)
        write(state, self.told(state).charged)
