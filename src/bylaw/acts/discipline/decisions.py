"""Finding and sanction: two decisions of the panel, each with its votes and reasons of its own, about one member."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from bylaw.acts.act import Count, Digest, Evidence, Member, Name
from bylaw.acts.days import day, limit
from bylaw.acts.discipline.casework import CHARGE, ItemRef, OfCase, Scope, keep_reasons, may_rest
from bylaw.acts.discipline.panels import ready
from bylaw.acts.discipline.sanctions import ended, final, write
from bylaw.acts.discipline.weighing import weighed
from bylaw.acts.members.leaving import leave
from bylaw.acts.organisation.ex_officio import of_its_own
from bylaw.acts.organisation.frozen import shortened
from bylaw.acts.oversight.reach import stopped
from bylaw.rules.clause import FOREVER, Number
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Appeal
from bylaw.rules.own import own
from bylaw.state import State

PassedOver = Annotated[tuple[Member, ...], Meta(max_length=31)]
TEN_YEARS = 3660
"""The longest suspension, in days: whoever wants a longer one decides on expulsion, with its reasons."""


class Decision(OfCase, frozen=True, kw_only=True):
    """A decision of the panel: how many of it were for and against, and a commitment to the reasons."""

    reasons: Digest
    yes: Count
    no: Count = 0

    def votes(self, state: State, *, carried: bool) -> Iterator[Finding]:
        """Yield a finding where more voted than sit, or where the votes do not carry the decision."""
        sit = len(self.judges(state))
        if self.yes + self.no > sit:
            yield own(17, f"{self.yes + self.no} voted; {sit} sit", "count again")
        if carried and 2 * self.yes <= sit:
            yield own(17, f"for it: {self.yes} of {sit}; needed are more than half", "find 'not-proven'")


class DecideFinding(Decision, frozen=True, kw_only=True, tag="decide-finding/1"):
    """Find that the charge is proven, or that it is not, and name the evidence for it.

    ``rests_on`` names it, by item.
    """

    outcome: Literal["found", "not-proven"]
    clause: Number
    ground: Name
    rests_on: Annotated[tuple[ItemRef, ...], Meta(max_length=200)] = ()

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse another ground than charged, an unfit panel, and evidence that nobody could answer."""
        case = self.told(state)
        yield from self.in_order(state, at, "find")
        yield from ready(self, state, at)
        yield from self.votes(state, carried=self.outcome == "found")
        if case.ground and (self.clause, self.ground) != (case.clause, case.ground):
            found = f"charged was '{case.ground}' under {case.clause}"
            yield own(25, found, "decide on what was charged, or bring another charge")
        yield from self._file(state, at)
        yield from self.own_reasons(state, self.reasons)

    def _file(self, state: State, at: int) -> Iterator[Finding]:
        items = [state.cases.items[name] for name in self.rests_on]
        for item in items:
            if item.case != self.case or item.at > self.round(state).heard:
                yield own(23, f"{item.name} was not on the file at the hearing", "rest on what was heard")
        if self.outcome == "found":
            yield from weighed(self, state, at, items)

    def apply(self, state: State, at: int) -> None:
        """Note the finding; interim measures end where nothing is proven."""
        state.cases.note(self.case, found=at, outcome=self.outcome)
        if self.outcome == "found":
            state.cases.grounds.setdefault((self.clause, self.ground), []).append(self.case)
        keep_reasons(state, self.case, self.reasons)
        write(state, self.told(state).charged)


class DecideSanction(Decision, frozen=True, kw_only=True, tag="decide-sanction/1"):
    """Decide what follows from a finding, and say why no lesser sanction would do.

    ``lesser`` commits to why. A suspension has its ``days``, and the ``scope`` of rights that rest (left out:
    all), a removal the ``mandate`` that it ends. Whatever touches the roll or an office names its ``member``;
    whoever is warned is not named.
    """

    sanction: Literal["warning", "removal", "suspension", "expulsion"]
    days: Annotated[int, Meta(ge=0, le=TEN_YEARS)] = 0
    scope: Scope = ()
    mandate: Annotated[str, Meta(max_length=130, extra={"ref": "mandate"})] = ""
    lesser: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""
    member: Annotated[str, Meta(max_length=32, extra={"ref": "member"})] = ""

    names_party: ClassVar[bool] = True

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse without a finding, without reasons of its own, and a measure that does not say how far it goes."""
        one = self.round(state)
        yield from self.in_order(state, at, "sanction")
        yield from stopped(state, self.told(state), self.sanction, at)
        if one.outcome != "found":
            yield own(25, "nothing was found", "find first whether the charge is proven")
        yield from ready(self, state, at)
        yield from self.votes(state, carried=True)
        yield from self._measure(state, at)
        if self.sanction != "warning" and not self.lesser:
            yield own(24, "nobody says why a lesser sanction would not do", "say it, or warn")
        yield from self.own_reasons(state, self.reasons, *filter(None, (self.lesser,)))

    def _measure(self, state: State, at: int) -> Iterator[Finding]:
        if (self.sanction == "suspension") != (self.days > 0):
            yield own(20, f"{self.sanction}; days: {self.days}", "give days to a suspension, and to it alone")
        if self.sanction == "suspension":
            yield from may_rest(self, state, at, self.scope, self.days)
        elif self.scope:
            yield own(20, f"{self.sanction} with a scope", "name the rights that rest of a suspension alone")
        if self.sanction == "warning" and self.member:
            yield own(26, f"a warning names {self.member}", "leave out who is warned: nothing of hers rests")
        elif self.sanction != "warning":
            yield from self.whom(state, self.member)
        if (self.sanction == "removal") != (self.mandate != ""):
            found = f"{self.sanction} with mandate '{self.mandate}'"
            yield own(25, found, "name the mandate of a removal, and of it alone")
        elif self.mandate:
            held = state.offices.mandates[self.mandate]
            yield from of_its_own(state, self.mandate)
            if held.member != self.member or not held.holds(at):
                yield own(15, f"{self.mandate} is no mandate in force of the member", "name one that is")

    def apply(self, state: State, at: int) -> None:
        """Write what follows, with the time for an appeal."""
        rule: Appeal = self.rule(state, at, "appeal", of=CHARGE)
        state.cases.reveal(self.case, self.member)
        state.cases.record(self.told(state).body).sanctioned.append(at)
        state.cases.note(
            self.case, decided=at, sanction=self.sanction, days=self.days, mandate=self.mandate, scope=self.scope,
            stays=rule.suspensive, pauses=rule.overdue == "pauses", appeal_by=limit(state, at, rule.within_days),
        )  # fmt: skip
        keep_reasons(state, self.case, self.reasons, *filter(None, (self.lesser,)))
        write(state, self.told(state).charged)


class CarryOut(OfCase, frozen=True, kw_only=True, tag="carry-out/1"):
    """Carry out a removal or an expulsion once it is final: the mandate or the membership ends now.

    ``passed_over`` names those alternates to her seats who had a part in the case: they do not succeed.
    """

    passed_over: PassedOver = ()

    names_party: ClassVar[bool] = True

    def due(self, state: State, at: int) -> str:
        """Say since when it is final."""
        since = final(self.round(state))
        return f"final since {day(state, since)}" if since <= at else ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before it is final, what needs no act, a second time, and while her vote is open."""
        one = self.round(state)
        if one.sanction not in ("removal", "expulsion"):
            yield own(15, f"there is no removal or expulsion, but '{one.sanction}'", "nothing is needed")
        elif at < (since := final(one)):
            opens = since if since < FOREVER else None
            why = (
                "an appeal is not decided"
                if opens is None
                else f"it can be appealed until {day(state, since)}"
            )
            yield own(22, "the sanction has fallen" if ended(one, at) else why, "wait until it is final")
        if one.carried <= at:
            yield own(15, f"it was carried out on {day(state, one.carried)}", "nothing is needed")
        yield from self._succession(state)
        yield from stopped(state, self.told(state), one.sanction, at)
        if one.sanction == "expulsion":
            yield from shortened(state, self.subject(state), at)

    def _succession(self, state: State) -> Iterator[Finding]:
        """Refuse where somebody with a part would gain the seat, or somebody without would lose her place."""
        waiting = _waiting(state, self.subject(state))
        part = parts(state, self.case)
        for heir in sorted(waiting & part - set(self.passed_over)):
            yield own(21, f"{heir} had a part in the case and would succeed", "pass her over")
        for member in sorted(set(self.passed_over) - waiting):
            yield own(21, f"{member} is no alternate to a seat of the member", "leave her out")
        if state.cases.all[self.case].accuser:
            for member in sorted(set(self.passed_over) & waiting - part):
                yield own(21, f"{member} had no part in the case", "leave her place to her")

    def apply(self, state: State, at: int) -> None:
        """End the mandate or the membership; whoever had a part in the case does not succeed to it."""
        one, charged = self.round(state), self.subject(state)
        for mandate in state.offices.of_member(charged):
            waiting = state.offices.alternates.get(mandate.source, [])
            waiting[:] = [member for member in waiting if member not in self.passed_over]
        state.cases.note(self.case, carried=at)
        if one.sanction == "removal":
            state.offices.close(one.mandate, at, "removed")
        else:
            leave(state, charged, at, "expelled")
        write(state, charged)


def _waiting(state: State, member: str) -> set[str]:
    """Give the alternates to every seat that a member has had."""
    sources = {mandate.source for mandate in state.offices.of_member(member)}
    return {heir for source in sources for heir in state.offices.alternates.get(source, ())}


def parts(state: State, case: str) -> frozenset[str]:
    """Give everybody who accused, testified, inquired or judged in a case: none of them gains by it."""
    brought = {item.bringer for item in state.cases.evidence(case)} - {state.cases.all[case].charged}
    inquired = state.cases.investigators.get(case, ())
    others = (*state.cases.all[case].accusers, *state.cases.judged[case], *inquired)
    return frozenset((*brought, *others)) - {""}


def gains(state: State, body: str, office: str, member: str, at: int) -> str:
    """Give the case in which a member had a part and which vacated this office in its running term; or nothing."""
    for mandate in state.offices.history(body, office):
        if mandate.cause in ("removed", "expelled") and at < mandate.due:
            for case in state.cases.of_member(mandate.member):
                carried = {one.carried for one in state.cases.rounds[case.name]}
                if mandate.end in carried and member in parts(state, case.name):
                    return case.name
    return ""
