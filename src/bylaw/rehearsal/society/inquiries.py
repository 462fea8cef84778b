"""Commissions of inquiry: each year members resolve on two; one reports with a dissent, the other says nothing.

It is tried to inquire into one's own office, to inquire without a resolution, to report alone or on nothing, and to
stand for the office into which one inquired. The same meeting countermands what some office was told to do.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.rehearsal.society import meetings
from bylaw.rehearsal.society.company import Company, as_member
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.listed import left
from bylaw.rehearsal.society.roster import Person, Roster
from bylaw.rehearsal.society.times import passes
from bylaw.state.bodies import ROOT

ITEM = AgendaItem(
    "inquiry", "Inquiries, and what is no longer to be done", ("open-commission", "countermand")
)
OFFICE = "registrar"
"""Into the use of this office one of the two commissions inquires."""
SIT, NEEDED = 3, 2
"""How many sit on a commission, and how many of them report."""
DAYS, REPORTS, BAR = 40, 20, 730
"""Days to the day of its report, to the report, and those in which nobody who sat stands for the office."""
NOWHERE = 2**53 - 1
"""The number of an entry that no record has."""


class Inquiries:
    """The commissions of one year, from the meeting that opens them to the dissent from their report."""

    def __init__(self, company: Company, roster: Roster, year: int) -> None:
        self.on, self.roster, self.year = company, roster, year
        self.bench: list[Person] = []
        self.post = ""

    def call(self) -> None:
        """Call the members together."""
        by = draw(self.on, self.roster, Wanted("call-meeting", ROOT))
        if by:
            meeting = meetings.Meeting(ROOT, f"inquiry-{self.year}.m", self._resolve)
            meetings.gather(self.on, self.roster, by, ITEM, meeting)

    def _resolve(self, here: list[str], both: meetings.Pair) -> None:
        holder = self.roster.officer(OFFICE)
        drawn = [each for each in self.roster.idle(ROOT, 2 * SIT + 2) if each.id not in here[:2]]
        self.on.flush()
        if (
            holder is None
            or len(drawn) < 2 * SIT
            or self.on.state.offices.mandates[holder.ref].start > self.on.now
        ):
            return
        self.bench, other, self.post = drawn[:SIT], drawn[SIT : 2 * SIT], holder.ref
        self._badly(here, both, holder.member)
        told = self._told("", self.bench) | {"post": self.post}
        warrant = self._resolved(here, both, **told)
        tale = "others sit on a commission than was resolved"
        more = {**told, "bench": tuple(person.id for person in other)}
        self.on.attempt(tale, "8.41", "open-commission", warrant, **more)
        self.on.do("open-commission", warrant, **told)
        tale, again = (
            "one resolution opens two commissions",
            {**told, "commission": f"{told['commission']}.again"},
        )
        self.on.attempt(tale, "8.41", "open-commission", warrant, **again)
        silent = self._told(".silent", other)
        self.on.do("open-commission", self._resolved(here, both, **silent), **silent)
        self._countermand(here, both)
        for person in self.bench:
            person.busy += 1
        self.on.later(REPORTS, self._report)

    def _told(self, which: str, bench: list[Person]) -> dict[str, Any]:
        name = f"inquiry-{self.year}{which}"
        told = {"commission": name, "body": ROOT, "bench": tuple(person.id for person in bench)}
        return told | {"terms": self.on.hash_of(f"terms of {name}"), "deadline": self.on.day(DAYS)}

    def _resolved(self, here: list[str], both: meetings.Pair, **told: Any) -> Signer:
        put = self._put(f"{told['commission']}.r")
        return meetings.resolve(self.on, put, here, both, "open-commission", **told)

    def _put(self, name: str) -> dict[str, str]:
        return {"name": name, "body": ROOT, "meeting": f"inquiry-{self.year}.m", "item": ITEM.name}

    def _badly(self, here: list[str], both: meetings.Pair, holder: str) -> None:
        """Try it without a resolution, and under resolutions that no law lets anybody use."""
        on, told = self.on, self._told("", self.bench) | {"post": self.post}
        tale = "the secretary opens a commission by herself"
        on.attempt(tale, "8.41", "open-commission", both[1], **told)
        own = self._told(".own", self.bench) | {"post": self.post}
        own["bench"] = (holder, *own["bench"][1:])
        tale = "whoever holds an office inquires into it"
        on.attempt(tale, "bylaw 67", "open-commission", self._resolved(here, both, **own), **own)
        late = self._told(".late", self.bench) | {"deadline": on.day(1)}
        warrant = self._resolved(here, both, **late)
        tale = "a commission would report on a day that is past"
        on.later(2, partial(on.attempt, tale, "bylaw 14", "open-commission", warrant, **late))

    def _countermand(self, here: list[str], both: meetings.Pair) -> None:
        """Countermand the oldest directive of which an office said that it cannot be done; then it is over."""
        self.on.flush()
        given_up = [name for name, stage in left(self.on)[0].items() if stage == "cannot be done"]
        for name in given_up[-1:]:
            told = {"directive": name, "words": "no longer needed"}
            put = self._put(f"inquiry-{self.year}.off")
            warrant = meetings.resolve(self.on, put, here, both, "countermand", **told)
            self.on.do("countermand", warrant, **told)
            tale = "what is countermanded is countermanded again"
            self.on.attempt(tale, "bylaw 15|8.31", "countermand", warrant, **told)

    # --- the report

    def _report(self) -> None:
        """Report: more than half of those who sit, once, on entries that there are; one of them dissents."""
        on, name = self.on, f"inquiry-{self.year}"
        of, panel = {"commission": name}, [Signer(person.id, "panel") for person in self.bench]
        told = {**of, "report": on.hash_of(f"report of {name}"), "cites": (0,)}
        dissent = {**of, "reasons": on.hash_of(f"dissent from the report of {name}")}
        last, stranger = as_member(self.bench[-1].id), self.roster.idle(ROOT, 1)
        on.attempt(
            "a dissent from a report that there is not", "bylaw 15", "dissent-commission", last, **dissent
        )
        on.attempt("one of a commission reports alone", "8.42", "report-commission", panel[0], **told)
        tale, nowhere = "a report rests on an entry that there is not", {**told, "cites": (0, NOWHERE)}
        on.attempt(tale, "bylaw 8", "report-commission", *panel[:NEEDED], **nowhere)
        on.do("report-commission", *panel[:NEEDED], **told)
        on.attempt("a commission reports twice", "bylaw 22", "report-commission", *panel[:NEEDED], **told)
        for person in stranger:
            tale = "somebody who did not sit dissents from a report"
            on.attempt(tale, "bylaw 9", "dissent-commission", as_member(person.id), **dissent)
        on.do("dissent-commission", last, **dissent)
        tale = "one dissent from a report is attached twice"
        on.attempt(tale, "bylaw 17", "dissent-commission", last, **dissent)
        self._done()

    def _done(self) -> None:
        """Let those who sat go; for two years none of them stands for the office."""
        sat = self.roster.sat.setdefault((ROOT, OFFICE), {})
        for person in self.bench:
            person.busy -= 1
            sat[person.id] = passes(self.on.now, BAR)


def begin(company: Company, roster: Roster, years: int, first: int) -> None:
    """Let members resolve on inquiries once a year, before the registrar is elected."""
    for year in range(years):
        at = first + 365 * year + company.dice.randint(0, 15)
        company.later(at, Inquiries(company, roster, year).call)
