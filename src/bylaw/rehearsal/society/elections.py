"""Elections: each office is filled again before its term ends, and when its seat falls vacant.

With a small chance somebody tries what was always tried: stuffing, the wrong winner, a holder whose term is over.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from bylaw.acts.act import Signer
from bylaw.acts.members.franchise import electors
from bylaw.acts.voting.electing import roll_root, voters_of, why_due
from bylaw.record.clock import rfc3339
from bylaw.rehearsal.society import courses, reports
from bylaw.rehearsal.society.company import Company, as_member, as_subject
from bylaw.rehearsal.society.counts import Count
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.roster import Person, Roster
from bylaw.rehearsal.society.times import later_by
from bylaw.rehearsal.stage import DAY
from bylaw.state.bodies import ROOT

LEAD = 48
"""Days from the call of an election to the first day of its mandates."""
EARLY = 1 / 1440
"""Holders are noted a minute before their mandates begin, so that whoever acts at that moment signs as the new one."""
TERM = 3
"""Years of a term, counted from the end of the poll."""
ELIGIBLE = 200
"""Days of membership of those who are named; the clause asks for 180 on the day of the poll."""
BARRED = 20
"""How many are drawn in addition, since some of them may not stand."""
VACANT = 32
"""Days after which a vacant seat is due, and any member may call the election."""


def _nothing(_contest: Contest) -> None:
    """Let the election go its way."""


class Contest:
    """One election on its way through the calendar."""

    def __init__(self, company: Company, roster: Roster, body: str, office: str, seats: int) -> None:
        self.on, self.roster = company, roster
        self.body, self.office, self.seats = body, office, seats
        self.what = body, office, seats
        self.name = f"{body}.{office}.{(company.now - 1_577_836_800) // DAY}"
        self.tempted = company.dice.random() < 0.1
        self.begins = self._first_moment()
        self.stand: list[Person] = []

    def call(self) -> None:
        """Call it: the secretary, or any member once it is due."""
        self.on.flush()
        due = bool(why_due(self.on.state, self.body, self.office, self.on.now))
        (caller,) = self.by("call-election", due=due) or (as_member(self.roster.somebody(self._pool()).id),)
        fields = {"election": self.name, "office": self.office, "body": self.body, "seats": self.seats}
        if self.tempted:
            tale = "an election is called ten days ahead"
            self.on.attempt(tale, "4.5|4.4", "call-election", caller, **fields, **self._days(soon=10))
        self.on.do("call-election", caller, **fields, **self._days(soon=40))
        self.roster.voting[self.body] += 1
        self.on.later(3, self.nominate)

    def by(self, kind: str, *, due: bool = False) -> tuple[Signer, ...]:
        """Draw who takes a step by the clause on it; nobody who stands."""
        stand = {person.id for person in self.stand}
        return draw(self.on, self.roster, Wanted(kind, self.body, self.office, due, stand))

    def _pool(self) -> str:
        return self.body if self.body != ROOT else self.on.dice.choice(list(self.roster.locals))

    def _days(self, soon: int) -> dict[str, str]:
        day = self.on.day
        return {
            "nominations": day(soon - 8),
            "opens": day(soon),
            "closes": day(soon + 1),
            "begins": rfc3339(self.begins),
        }

    def _first_moment(self) -> int:
        """The mandates begin when those before end, which summer time may put an hour away from a day of 24."""
        first = self.on.now + LEAD * DAY
        held = self.on.state.offices.holders(self.body, self.office, self.on.now)
        return max((mandate.end for mandate in held if abs(mandate.end - first) < DAY), default=first)

    def nominate(self) -> None:
        """Let members name candidates, who accept themselves."""
        wanted = self.seats + 1 + (self.on.dice.random() < 0.5)
        sat = {
            who
            for who, ends in self.roster.sat.get((self.body, self.office), {}).items()
            if self.on.now < ends
        }
        barred = self.roster.barred.get((self.body, self.office), set()) | sat
        self.stand = [person for person in self._drawn(wanted) if person.id not in barred][:wanted]
        named = as_member(self.roster.somebody(self._pool()).id)
        self._unfit(named, sat)
        for person in self.stand:
            person.busy += 1
            self.on.do("nominate", named, election=self.name, member=person.id)
            if person.id != named.member:
                self.on.do("accept-nomination", as_subject(person.id), election=self.name, member=person.id)
        if self.tempted:
            self._too_new(named)
            other = as_subject(named.member)
            if self.stand and self.stand[0].id != named.member:
                fields = {"election": self.name, "member": self.stand[0].id}
                tale = "somebody withdraws for a candidate"
                self.on.attempt(tale, "4.11|bylaw 35", "withdraw-candidacy", other, **fields)
        self.on.later(37, self.poll)

    def _drawn(self, wanted: int) -> list[Person]:
        """Draw who could be named: members for long enough, who completed the course where one is asked."""
        before = self.on.now - ELIGIBLE * DAY
        if self.body != ROOT:
            return self.roster.any_of(self.body, wanted + BARRED, before)
        taken = self._asked()
        if not taken:
            return [p for local in self._locals() for p in self.roster.any_of(local, 1, before)]
        known = self.on.dice.sample(sorted(taken), len(taken))
        people = [self.roster.people[who] for who in known if who in self.roster.people]
        return [p for p in people if p.paid and not p.busy and p.since < before]

    def _asked(self) -> set[str]:
        """Give who completed the course that the office asks for; nobody where it asks for none."""
        asked = self.body == ROOT and self.office == courses.OFFICE
        return self.roster.completed.get(courses.TOPIC, set()) if asked else set()

    def _unfit(self, named: Signer, sat: set[str]) -> None:
        """Name who inquired into the office, and who has not taken the course that it asks for."""
        told = {"election": self.name}
        for who in sorted(sat & self.roster.people.keys())[:1]:
            tale = "who inquired into an office stands for it"
            self.on.attempt(tale, "8.41|floor 73", "nominate", named, **told, member=who)
        if taken := self._asked():
            others = [p for p in self.roster.idle(ROOT, BARRED) if p.id not in taken]
            for person in others[:1]:
                tale = "who took no course on the accounts is to keep them"
                self.on.attempt(tale, courses.CLAUSE, "nominate", named, **told, member=person.id)

    def _locals(self) -> list[str]:
        names = [name for name in self.roster.locals if name != ROOT]
        return self.on.dice.sample(names, min(len(names), 8))

    def _too_new(self, named: Signer) -> None:
        new = [p for p in self.roster.any_of(self._pool(), 50) if p.since > self.on.now - 100 * DAY]
        if new and (self.body in (ROOT, new[0].local)):
            fields = {"election": self.name, "member": new[0].id}
            self.on.attempt(
                "a member of some weeks is named", f"4.10|4.16|{courses.CLAUSE}", "nominate", named, **fields
            )

    def tellers(self) -> tuple[Signer, Signer]:
        """Two tellers of the root who do not stand."""
        return self.roster.tellers({person.id for person in self.stand})

    def poll(self) -> None:
        """Fix the paper, open the poll; a day later it closes."""
        on = self.on
        if not self.stand:
            self._end(again=VACANT)
            return
        on.flush()
        election = on.state.elections.all[self.name]
        roll = electors(on.state, voters_of(on.state, election), election.record)
        paper: dict[str, Any] = {"election": self.name, "voters": len(roll), "root": roll_root(roll)}
        options = tuple(person.id for person in self.stand)
        if self.tempted:
            tale = "a candidate is left off the paper"
            on.attempt(tale, "bylaw 31", "fix-paper", *self.tellers(), **paper, options=options[:-1])
            more = {**paper, "voters": len(roll) + 20, "options": options}
            on.attempt("twenty names are added to the roll", "bylaw 17", "fix-paper", *self.tellers(), **more)
        on.do("fix-paper", *self.by("fix-paper", due=True), **paper, options=options)
        on.do("open-poll", *self.by("open-poll", due=True), election=self.name)
        on.later(1, Count(self, len(roll)).close)

    def over(self, elected: tuple[str, ...], late: int) -> None:
        """It is declared, so many days after the poll: the next is planned, and the mandates begin on their day."""
        on = self.on
        plan(on, self.roster, later_by(on.now - late * DAY, TERM) + 1 - LEAD - late, self.what)
        on.later(max((self.begins - on.now) / DAY - EARLY, 0), partial(self.seat, elected))

    def seat(self, elected: tuple[str, ...]) -> None:
        """The mandates begin: what the old holders sign after this hour is refused."""
        if not self.roster.ever_held(self.body, self.office):
            self.on.later(EARLY, partial(reports.begin, self.on, self.roster, self.body, self.office))
        old = self.roster.officer(self.office, self.body)
        seats = {f"{self.name}.{i}": member for i, member in enumerate(elected)}
        self.roster.seat(self.body, self.office, seats)
        self._end()
        if old and self.tempted and self.office == "secretary" and old.ref not in seats:
            self.on.later(2 * EARLY, partial(self._goes_on, old))

    def _goes_on(self, old: Signer) -> None:
        fields = {"member": self.roster.somebody(self._pool()).id, "cls": "apprentice"}
        self.on.attempt("a secretary whose term is over goes on", "1.7", "change-class", old, **fields)

    def _end(self, again: int = 0) -> None:
        for person in self.stand:
            person.busy -= 1
        self.roster.voting[self.body] -= 1
        if again:
            plan(self.on, self.roster, again, self.what)


What = tuple[str, str, int]
"""Body, office and seats of an election."""


def plan(
    company: Company, roster: Roster, days: float, what: What, then: Callable[[Contest], None] = _nothing
) -> None:
    """Call the next election of an office so many days from now, whatever was planned for it before."""
    body, office, seats = what
    token = roster.plans[body, office] = roster.plans.get((body, office), 0) + 1

    def call() -> None:
        if roster.plans[body, office] != token:
            return
        if roster.officer("secretary", body) is None:
            company.flush()
            if roster.officer(office, body) or not why_due(company.state, body, office, company.now):
                plan(company, roster, 10, what, then)
                return
        contest = Contest(company, roster, body, office, seats)
        contest.call()
        then(contest)

    company.later(days, call)
