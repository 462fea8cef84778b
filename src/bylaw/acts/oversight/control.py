"""Control: a body elected for it and apart from those who govern asks for any file, and reports to the members.

No act refuses a file: what is not handed over by its day is overdue, in public, until it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from bylaw.acts.act import Act, Body, Count, Digest, Evidence, Name, Stamp
from bylaw.acts.days import day, first_day
from bylaw.acts.discipline.casework import keep_reasons, own_reasons
from bylaw.acts.oversight.independence import independent
from bylaw.record.clock import instant
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.control import ControlReport, Delivery, Request

NewRequest = Annotated[Name, Meta(extra={"new": "request"})]
RequestRef = Annotated[str, Meta(max_length=63, extra={"ref": "request"})]
NewReport = Annotated[Name, Meta(extra={"new": "control report"})]


class _OfControl(Act, frozen=True, kw_only=True):
    """An act of those who control a body."""

    body: Body

    def place(self, state: State) -> str:
        """Give the body that is controlled."""
        return self.body

    def home(self, state: State) -> str:
        """Give the body of the mandate under which it is done; empty when under none."""
        held = (state.offices.mandates.get(signer.ref) for signer in self.by if signer.right == "office")
        return next((mandate.body for mandate in held if mandate), "")


class RequestFile(_OfControl, frozen=True, kw_only=True, tag="request-file/1"):
    """Ask a body for a file, to be handed over by a day.

    ``file`` commits to what is asked for.
    """

    request: NewRequest
    file: Digest
    deliver: Stamp

    asks: ClassVar[tuple[str, ...]] = ("window",)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who governs or was not elected for it, and a day too near for whoever must deliver."""
        yield from independent(self, state, at)
        if not state.bodies.all[self.body].holds(at):
            yield own(15, f"{self.body} is dissolved", "ask its successor")
        deliver = instant(self.deliver) or 0
        for law in self.ask(state, at, "window"):
            opens = first_day(state, law.rule.days, "before", at)
            if deliver < opens:
                found = f"asked on {day(state, at)} until {day(state, deliver)}; days to be given: {law.rule.days}"
                yield law.breach(found, f"until {day(state, opens)} at the earliest")
        yield from own_reasons(state, self.file)

    def apply(self, state: State, at: int) -> None:
        """Ask for it."""
        deliver = instant(self.deliver) or at
        state.control.ask(Request(self.request, self.body, self.home(state), self.file, deliver, at))
        keep_reasons(state, self.request, self.file)


class DeliverFile(Act, frozen=True, kw_only=True, tag="deliver-file/1"):
    """Hand over a file that was asked for, and say what of it is kept back and why.

    ``content`` commits to the file, ``withheld`` to what is kept back and why. While something is withheld the
    request stays open, and is overdue once its day has passed.
    """

    request: RequestRef
    content: Digest
    withheld: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""

    def place(self, state: State) -> str:
        """Give the body that was asked."""
        return state.control.requests[self.request].body

    def law_day(self, state: State, at: int) -> int:
        """Give the day of the request."""
        return state.control.requests[self.request].at

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse once everything was handed over, and words that serve something else."""
        if state.control.met(self.request) <= at:
            yield own(
                15, f"it was met on {day(state, state.control.met(self.request))}", "nothing more is due"
            )
        yield from own_reasons(state, self.content, *filter(None, (self.withheld,)))

    def apply(self, state: State, at: int) -> None:
        """Note what was handed over."""
        state.control.deliveries[self.request].append(Delivery(at, self.content, self.withheld))
        keep_reasons(state, self.request, self.content, *filter(None, (self.withheld,)))


class ReportControl(_OfControl, frozen=True, kw_only=True, tag="report-control/1"):
    """Report to the members of a body: how many files were asked for since the last time, and how many are overdue.

    ``asked`` and ``overdue`` are the numbers, ``text`` commits to the words.
    """

    report: NewReport
    text: Digest
    asked: Count
    overdue: Count

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who governs or was not elected for it, numbers that are not the record's, and words used before."""
        yield from independent(self, state, at)
        told = {
            "asked": (self.asked, self._asked(state, at)),
            "overdue": (self.overdue, self._overdue(state, at)),
        }
        for what, (said, counted) in told.items():
            if said != counted:
                yield own(
                    17, f"{said} files are said to be {what}; the record has {counted}", "correct the number"
                )
        yield from own_reasons(state, self.text)

    def _asked(self, state: State, at: int) -> int:
        last = state.control.last_report(self.body, self.home(state), at)
        return sum(
            1 for each in state.control.of_home(self.home(state), at) if last is None or each.at > last.at
        )

    def _overdue(self, state: State, at: int) -> int:
        asked = state.control.of_home(self.home(state), at)
        return sum(state.control.overdue(each, at) for each in asked)

    def apply(self, state: State, at: int) -> None:
        """Keep the report."""
        state.control.reports[self.report] = ControlReport(
            self.report, self.body, self.home(state), self.text, self.asked, self.overdue, at
        )
        keep_reasons(state, self.report, self.text)
