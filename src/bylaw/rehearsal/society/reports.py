"""Reports of office: filed in time, too late or never; nobody judges her own, and none is held back."""

from __future__ import annotations

from functools import partial

from bylaw.acts.act import Signer
from bylaw.rehearsal.society.company import Company, as_member, as_subject
from bylaw.rehearsal.society.roster import Roster
from bylaw.rehearsal.society.times import months_on, passes, year_of
from bylaw.state.bodies import ROOT

OWING = ("president", "treasurer")
"""The offices that report, once a year."""
MONTHS, DAYS = 12, 90
"""After so many months a period is over, and so many days later its report is due."""


class Account:
    """What one office owes: the generator's own reckoning of its periods."""

    def __init__(self, company: Company, roster: Roster, body: str, office: str) -> None:
        self.on, self.roster, self.body, self.office = company, roster, body, office
        self.covered, self.filed = company.now, 0
        company.endings.append(self._passed)

    def _passed(self) -> None:
        """Note every period whose last day passed without a report."""
        while True:
            ends = months_on(self.covered, MONTHS)
            by = passes(ends - 1, DAYS)
            if self.on.now < by:
                return
            self.roster.note("reports-overdue", year_of(by), self.body, ROOT)
            self.covered = ends - 1

    def year(self) -> None:
        """Report on the year, sometimes late and sometimes not at all."""
        self.on.later(365, self.year)
        self.on.later(self.on.dice.choice((20, 40, 60, 80, 110, 200)), self._report)

    def _report(self) -> None:
        holder = self.roster.officer(self.office, self.body)
        held = self.on.state.offices.mandates[holder.ref] if holder else None
        if held and held.start >= self.on.now:
            self.on.later(1, self._report)
            return
        if holder is None or self.on.dice.random() < 0.2 or self.on.now <= self.covered:
            return
        self.filed += 1
        name = f"{self.body}.{self.office}.r{self.filed}"
        told = {"report": name, "mandate": holder.ref, "text": self.on.hash_of(name)}
        me = Signer(holder.member, "subject")
        self._badly(told, me)
        self._passed()
        self.on.do("file-report", me, **told, through=self.on.day(0))
        self.covered = max(self.covered, self.on.now)
        self.roster.note("reports", year_of(self.on.now), self.body, ROOT)
        self.on.later(1, partial(self._remark, name, holder))

    def _badly(self, told: dict[str, str], me: Signer) -> None:
        if self.on.dice.random() < 0.3:
            tale = "a report on days that are to come"
            self.on.attempt(tale, "bylaw 14", "file-report", me, **told, through=self.on.day(30))
            others = self.roster.any_of(self._members())
            if others:
                tale = "somebody reports for an office that she does not hold"
                other, now = as_subject(others[0].id), self.on.day(0)
                self.on.attempt(tale, "8.1|bylaw 35", "file-report", other, **told, through=now)

    def _members(self) -> str:
        return self.body if self.body != ROOT else self.on.dice.choice(list(self.roster.locals))

    def _remark(self, name: str, holder: Signer) -> None:
        on, members = self.on, self.roster.any_of(self._members())
        if not members:
            return
        told = {"report": name, "text": on.hash_of(f"remark on {name}")}
        on.do("remark-report", as_member(members[0].id), **told)
        tale = "one remark is counted twice"
        on.attempt(tale, "bylaw 17", "remark-report", as_member(members[0].id), **told)
        decided = {"report": name, "outcome": "accepted", "reasons": on.hash_of(f"reasons {name}")}
        on.attempt("an officer accepts her own report", "8.4", "decide-report", holder, **decided)
        if on.now >= self.covered:
            through = {"mandate": holder.ref, "through": on.day(0)}
            on.attempt("an officer discharges herself", "8.4", "discharge", holder, **through)


def begin(company: Company, roster: Roster, body: str, office: str) -> None:
    """Begin the years of an office, on the day on which it is first held."""
    if office in OWING:
        account = Account(company, roster, body, office)
        company.later(365, account.year)
