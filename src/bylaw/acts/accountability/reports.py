"""Reports: filed by who holds an office, remarked on by members, accepted or rejected; discharge comes after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta

from bylaw.acts.accountability.accounts import overdue
from bylaw.acts.act import Act, Digest, Evidence, Name, Stamp
from bylaw.acts.days import day, first_day
from bylaw.acts.organisation.offices import OfHolder
from bylaw.acts.voting.electing import unit_of
from bylaw.record.clock import instant
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.offices import Mandate as Held
from bylaw.state.reports import Discharged, Remark, Report

NewReport = Annotated[Name, Meta(extra={"new": "report"})]
ReportRef = Annotated[str, Meta(max_length=63, extra={"ref": "report"})]


class _OfTerm(OfHolder, frozen=True, kw_only=True):
    """An act about what one mandate was used for until a day."""

    through: Stamp

    def held(self, state: State) -> Held:
        """Give the mandate."""
        return state.offices.mandates[self.mandate]

    def in_term(self, state: State, at: int) -> Iterator[Finding]:
        """Yield a finding for a day outside the time in which the office was held until now."""
        held, until = self.held(state), instant(self.through) or 0
        last = min(at, held.end)
        if not held.start < until <= last:
            span = f"{day(state, held.start)} to {day(state, last)}"
            yield own(
                14, f"it would be until {day(state, until)}; the office was held {span}", "name a day of it"
            )


class FileReport(_OfTerm, frozen=True, kw_only=True, tag="file-report/1"):
    """Report on what an office did until a day; no level between alters the report.

    ``text`` commits to it.
    """

    report: NewReport
    text: Digest

    def due(self, state: State, at: int) -> str:
        """Say since when it is overdue."""
        held = self.held(state)
        return overdue(state, held.body, held.office, at)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a day outside the term, a time that is reported on already, and a text filed before."""
        held, until = self.held(state), instant(self.through) or 0
        yield from self.in_term(state, at)
        for report in state.reports.of_office(held.body, held.office):
            if report.text == self.text:
                yield own(17, f"{report.name} has this text", "write a report of its own")
            if report.outcome != "rejected" and until <= report.until:
                yield own(
                    17, f"{report.name} reports until {day(state, report.until)}", "report on what came after"
                )

    def apply(self, state: State, at: int) -> None:
        """Keep the report; remarks and a decision can follow."""
        held, who = self.held(state), self.by[0].member
        until = instant(self.through) or at
        fields = (self.report, held.office, held.body, held.name, who, until, self.text, at)
        state.reports.file(Report(*fields))


class _OnReport(Act, frozen=True, kw_only=True):
    """An act about one report, by the law of the day on which it was filed."""

    report: ReportRef

    def place(self, state: State) -> str:
        """Give the unit of the office."""
        return unit_of(state, self.it(state).body)

    def office_at_stake(self, state: State) -> str:
        """Give the office."""
        return self.it(state).office

    def law_day(self, state: State, at: int) -> int:
        """Give the day on which it was filed."""
        return self.it(state).at

    def it(self, state: State) -> Report:
        """Give the report."""
        return state.reports.all[self.report]


class RemarkReport(_OnReport, frozen=True, kw_only=True, tag="remark-report/1"):
    """Remark on a report; the remark stays attached, and no level between adds to it or holds it back."""

    text: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse the same remark twice."""
        who = self.by[0].member if self.by else ""
        if any(r.text == self.text and r.member == who for r in state.reports.remarks[self.report]):
            yield own(17, f"{who} has made this remark already", "nothing more is needed")

    def apply(self, state: State, at: int) -> None:
        """Attach it."""
        signer = self.by[0]
        state.reports.remark(Remark(self.report, signer.member, signer.right, self.text, at))


class DecideReport(_OnReport, frozen=True, kw_only=True, tag="decide-report/1"):
    """Accept a report or reject it, with reasons; what follows is what the bylaws set.

    ``reasons`` commits to them.
    """

    outcome: Literal["accepted", "rejected"]
    reasons: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a second decision, one before the time for remarks is over, and who reported or held the office."""
        report = self.it(state)
        if report.outcome:
            yield own(
                22, f"it was {report.outcome} on {day(state, report.decided)}", "ask for another report"
            )
        for law in self.ask(state, at, "window", of="remark-report"):
            opens = first_day(state, law.rule.days, "before", report.at)
            if at < opens:
                found = f"filed on {day(state, report.at)}; days for remarks: {law.rule.days}"
                yield law.breach(found, f"decide on {day(state, opens)} at the earliest", opens)
        yield from not_oneself(self, {report.reporter, state.offices.mandates[report.mandate].member})

    def apply(self, state: State, at: int) -> None:
        """Note the decision."""
        state.reports.decide(self.report, self.outcome, self.reasons, at)


class Discharge(_OfTerm, frozen=True, kw_only=True, tag="discharge/1"):
    """Discharge a holder for what she did until a day: the body's word that she has answered for it."""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse while a report is overdue or stands rejected, a day outside the term, and her own vote."""
        yield from self.put_to_vote(state, at)
        yield from self.in_term(state, at)
        yield from not_oneself(self, {self.subject(state)})

    def put_to_vote(self, state: State, at: int) -> Iterator[Finding]:
        """Yield a finding while a report of the office is overdue, or the last one stands rejected."""
        held = self.held(state)
        if why := overdue(state, held.body, held.office, at):
            yield own(61, why, "have the report filed and accepted first")

    def apply(self, state: State, at: int) -> None:
        """Note the discharge."""
        state.reports.discharge(Discharged(self.mandate, instant(self.through) or at, at))


def not_oneself(act: Act, members: set[str]) -> Iterator[Finding]:
    """Yield a finding for each signer who would decide on what she did herself."""
    for signer in act.by:
        if signer.member in members:
            yield own(61, f"{signer.member} would decide on what she did herself", "let another sign")
