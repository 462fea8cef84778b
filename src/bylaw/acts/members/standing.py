"""Standing: dues attested as paid until a day, reminders, lapse with notice, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from bylaw.acts.act import Act, Body, Digest, Evidence, Member, Stamp
from bylaw.acts.days import day, limit
from bylaw.acts.members.campaigns import CAMPAIGN, coming_vote, silence
from bylaw.acts.members.franchise import franchise, in_arrears
from bylaw.acts.members.leaving import leave
from bylaw.acts.organisation.frozen import shortened
from bylaw.acts.word import Members, OfMember, own_word
from bylaw.record.clock import instant
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Standing
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.bodies import ROOT
from bylaw.state.members import Attested, Lapsing
from bylaw.state.roll import Spell

MOST = 500
"""Members of one act, so that it fits into an entry."""
Payer = Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]
"""A commitment to who paid, the same for all whom one person pays for; empty where the member paid herself."""


class Dues(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One member's dues, as paid until a day, and by whom if not by herself; never an amount."""

    member: Member
    paid: Stamp
    payer: Payer = ""


class _InBody(Act, frozen=True, kw_only=True):
    """An act about members of one body and of those below it."""

    body: Body = ROOT

    def place(self, state: State) -> str:
        """Give the body."""
        return self.body

    def _strangers(self, state: State, members: tuple[str, ...], at: int) -> Iterator[Finding]:
        for member in members:
            if not state.members.belongs(state, member, self.body, at):
                yield own(8, f"{member} is not on the roll of {self.body}", "leave her out")
        if len(set(members)) != len(members):
            yield own(17, "a member is named twice", "name each once")


class AttestStanding(_InBody, frozen=True, kw_only=True, tag="attest-standing/1"):
    """Attest until which day members have paid; the treasurer's word, in bulk, without amounts."""

    dues: Annotated[tuple[Dues, ...], Meta(min_length=1, max_length=MOST)]

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse members of other bodies, one named twice, and what one payer pays where each pays herself."""
        yield from self._strangers(state, tuple(row.member for row in self.dues), at)
        paid = self._paid(state)
        for law in self.ask(state, at, "standing") if paid else ():
            rule: Standing = law.rule
            most = max(len(members) for members in paid.values())
            if rule.herself:
                yield law.breach(f"members for whom another paid: {most}", "let each pay herself")
            elif rule.payer_most and most > rule.payer_most:
                found = f"one person pays for {most} members"
                flagged = law.breach(found, "see that each of them applied and votes herself")
                yield replace(flagged, consequence="flag")

    def _paid(self, state: State) -> dict[str, set[str]]:
        """Give for whom each payer of this act pays, with those of earlier acts."""
        paid: dict[str, set[str]] = {}
        for row in self.dues:
            if row.payer:
                paid.setdefault(row.payer, set(state.members.payers.get(row.payer, ()))).add(row.member)
        return paid

    def apply(self, state: State, at: int) -> None:
        """Keep each day; a notice of lapse for arrears falls when dues are paid."""
        for row in self.dues:
            paid = instant(row.paid) or at
            state.members.standing.setdefault(row.member, []).append(Attested(at, paid))
            if row.payer:
                state.members.payers.setdefault(row.payer, {})[row.member] = None
            notice = state.members.lapsing.get(row.member)
            if notice is not None and notice.ground == "arrears" and paid >= at:
                del state.members.lapsing[row.member]


class RemindArrears(_InBody, frozen=True, kw_only=True, tag="remind-arrears/1"):
    """Remind members of unpaid dues, and keep the proof of delivery.

    ``records`` commits to it.
    """

    members: Members
    records: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a reminder to who has paid, or whose standing nobody attested."""
        yield from self._strangers(state, self.members, at)
        for member in self.members:
            paid = state.members.paid_until(member, at)
            if paid is None:
                yield own(17, f"nobody attested until when {member} has paid", "attest her standing first")
            elif paid >= at:
                yield own(17, f"{member} has paid until {day(state, paid)}", "leave her out")

    def apply(self, state: State, at: int) -> None:
        """Note that each was reminded."""
        for member in self.members:
            state.members.reminders.setdefault(member, []).append(at)


class GiveLapseNotice(_InBody, frozen=True, kw_only=True, tag="give-lapse-notice/1"):
    """Give notice that memberships will lapse, for arrears or for silence; an answer or payment ends it."""

    members: Members
    ground: Literal["arrears", "silence"]
    records: Digest

    asks = ("lapse",)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse arrears that cost no right yet, and a notice that runs already."""
        yield from self._strangers(state, self.members, at)
        for member in self.members:
            if member in state.members.lapsing:
                yield own(15, f"a notice to {member} is running", "leave her out")
            if self.ground == "arrears":
                yield from owing(self, state, member, at)
            for law in self.ask(state, at, "campaign", of=CAMPAIGN) if self.ground == "silence" else ():
                yield from silence(state, law, member, at)

    def apply(self, state: State, at: int) -> None:
        """Start the days of notice."""
        for member in self.members:
            state.members.lapsing[member] = Lapsing(at, self.ground)


class Lapse(OfMember, frozen=True, kw_only=True, tag="lapse/1"):
    """Let a membership lapse after its notice; one act of the member brings it back."""

    asks = ("lapse",)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse without notice, before its end, after payment, and while a vote is open to her."""
        yield from self.gone(state, at)
        notice = state.members.lapsing.get(self.member)
        for law in self.ask(state, at, "lapse"):
            if notice is None:
                yield law.breach(f"no notice to {self.member} is running", "give notice first")
            elif at < (ends := limit(state, notice.at, law.rule.notice_days)):
                yield law.breach(f"the notice runs until {day(state, ends)}", "wait for its end", ends)
        if notice is not None and notice.ground == "arrears":
            yield from owing(self, state, self.member, at)
        for law in (
            self.ask(state, at, "campaign", of=CAMPAIGN) if notice and notice.ground == "silence" else ()
        ):
            yield from coming_vote(state, law, self.member, at)
        yield from shortened(state, self.member, at)

    def apply(self, state: State, at: int) -> None:
        """End the membership and what hangs on it."""
        leave(state, self.member, at, "lapsed")


class Return(OfMember, frozen=True, kw_only=True, tag="return/1"):
    """Come back by one act: answer a notice of lapse, or take up a lapsed membership with its seniority."""

    paper_right = "subject"
    asks = ("lapse",)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who neither has a notice nor lapsed, who comes too late, and another than herself."""
        yield from own_word(self, self.member, "return")
        if self.spell(state, at) is not None:
            if self.member not in state.members.lapsing:
                yield own(15, f"{self.member} is a member, and no notice is running", "nothing is needed")
            return
        left = state.members.left.get(self.member)
        if left is None or left.cause not in RETURNABLE:
            yield own(15, f"the membership of {self.member} did not lapse", "apply again")
            return
        if not state.bodies.all[_home(state, left)].holds(at):
            yield own(15, f"{left.body} is no more", "apply to another body")
        for law in self.ask(state, at, "lapse"):
            ends = limit(state, left.end, law.rule.return_days)
            if left.cause == "lapsed" and at >= ends:
                yield law.breach(f"the way back was open until {day(state, ends)}", "apply again")

    def apply(self, state: State, at: int) -> None:
        """End the notice, or begin a new spell that carries the seniority of the old one."""
        state.members.lapsing.pop(self.member, None)
        if self.spell(state, at) is None:
            left = state.members.left[self.member]
            body = _home(state, left)
            spell = Spell(body, left.cls, at, joined=left.since, how="returned")
            state.members.roll.enter(self.member, spell, state.bodies.above[body])


RETURNABLE = frozenset(("lapsed", "died"))
"""Causes of an end that the member's own act undoes; a death recorded of the living is one."""


def owing(act: Act, state: State, member: str, at: int) -> Iterator[Finding]:
    """Yield a finding unless arrears cost the member her rights: by every clause, after its reminders."""
    rules = franchise(state, act.place(state), at, act.kind())
    if in_arrears(state, member, rules.standing, at):
        return
    reminded = len(state.members.reminders.get(member, ()))
    for law in act.ask(state, at, "standing")[:1]:
        found = f"{member} is not in arrears, after reminders ({reminded}) and the days of grace"
        yield law.breach(found, "remind her first, and wait")


def _home(state: State, spell: Spell) -> str:
    """Give the body to which a spell belongs by now: its own, or the one that succeeded it."""
    body = spell.body
    while state.bodies.all[body].successor:
        body = state.bodies.all[body].successor
    return body
