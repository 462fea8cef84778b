"""Campaigns: members say that they are there; silence ends a membership late, and never before a vote."""

from __future__ import annotations

from functools import partial

from bylaw.acts.act import Signer
from bylaw.rehearsal.society.company import Company, as_member, as_subject
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.roster import Person, Roster
from bylaw.rehearsal.society.times import passes, year_of
from bylaw.rehearsal.stage import DAY
from bylaw.state.bodies import ROOT

ANSWER, REMIND, NOTICE, CUTOFF = 61, 40, 31, 30
"""Days to the close, to the reminder, of the notice of lapse, and before a term's end in which nobody lapses."""
LAPSES = ANSWER + NOTICE + 3
"""Days from the opening to the first day on which silence can end a membership."""
SILENT = 4
"""How many do not answer in time: one answers late, one comes back, the others stay away."""


class Campaign:
    """One campaign in a local."""

    def __init__(self, company: Company, roster: Roster, local: str, serial: int) -> None:
        self.on, self.roster, self.local, self.name = company, roster, local, f"there-{serial}"
        self.asked: list[Person] = []
        self.silent: list[Person] = []
        self.answered = 0

    def open(self) -> None:
        """Ask everybody who is on the roll of the local now."""
        secretary, here = self.roster.officer("secretary"), self.roster.officer("secretary", self.local)
        silent = self.roster.any_of(self.local, SILENT)
        if secretary is None or here is None or len(silent) < SILENT:
            return
        told = {"campaign": self.name, "body": self.local, "responsible": here.ref}
        told["records"] = self.on.hash_of(self.name)
        if self.local in self.roster.asking:
            tale = "a second campaign is opened beside the first"
            closes = self.on.day(ANSWER)
            self.on.attempt(tale, "bylaw 15", "open-campaign", secretary, **told, closes=closes)
            return
        self.roster.asking.add(self.local)
        tale = "members are given a month to answer"
        self.on.attempt(tale, "8.21", "open-campaign", secretary, **told, closes=self.on.day(30))
        tale = "a local asks its members by itself"
        self.on.attempt(tale, "8.21", "open-campaign", here, **told, closes=self.on.day(ANSWER))
        by = draw(self.on, self.roster, Wanted("open-campaign", self.local))
        self.on.do("open-campaign", *by, **told, closes=self.on.day(ANSWER))
        self.silent = silent
        for person in silent:
            person.busy += 1
        self.on.settled(self._asked)
        self.on.later(10, self._answers)
        self.on.later(REMIND, self._remind)
        self.on.later(ANSWER, self._close)

    def _asked(self) -> None:
        self.asked = list(self.roster.locals[self.local])

    def _answers(self) -> None:
        """Let everybody answer who is not silent; for another, twice, or unasked is refused."""
        quiet = {person.id for person in self.silent}
        for person in self.asked:
            if person.id not in quiet and self.roster.is_in(person, self.local):
                self.on.do("answer-campaign", as_subject(person.id), campaign=self.name, member=person.id)
                self.answered += 1
                last = person
        if not self.answered:
            return
        told = {"campaign": self.name, "member": last.id}
        self.on.attempt("somebody answers twice", "bylaw 15", "answer-campaign", as_subject(last.id), **told)
        other = {"campaign": self.name, "member": self.silent[0].id}
        tale = "somebody answers for another"
        self.on.attempt(tale, "8.22|bylaw 35", "answer-campaign", as_subject(last.id), **other)
        founder = self.roster.any_of(ROOT)[0].id
        unasked = {"campaign": self.name, "member": founder}
        self.on.attempt(
            "who was not asked answers", "bylaw 8", "answer-campaign", as_subject(founder), **unasked
        )

    def _remind(self) -> None:
        members = tuple(person.id for person in self.silent)
        records = self.on.hash_of(f"reminders of {self.name}")
        by = draw(self.on, self.roster, Wanted("remind-campaign", self.local))
        self.on.do("remind-campaign", *by, campaign=self.name, members=members, records=records)
        self._notice("members are struck off while a campaign runs", "8.21")

    def _close(self) -> None:
        """Close it with the figures of the record, as any member may once it is due."""
        closer = as_member(self.silent[-1].id)
        told = {"campaign": self.name, "asked": len(self.asked)}
        tale = "a campaign is closed with answers that nobody gave"
        self.on.attempt(tale, "bylaw 17", "close-campaign", closer, **told, answered=self.answered + SILENT)
        by = draw(self.on, self.roster, Wanted("close-campaign", self.local, due=True))
        self.on.do("close-campaign", *by, **told, answered=self.answered)
        self.roster.asking.discard(self.local)
        for figure, n in (
            ("campaigns", 1),
            ("campaign-asked", len(self.asked)),
            ("campaign-answered", self.answered),
        ):
            self.roster.note(figure, year_of(self.on.now), self.local, ROOT, n=n)
        self.on.later(1, self._noticed)

    def _notice(self, tale: str = "", clause: str = "", members: tuple[str, ...] = ()) -> None:
        """Give notice to those who are silent, or try to."""
        members = members or tuple(person.id for person in self.silent)
        told = {"ground": "silence", "records": self.on.hash_of(f"notices of {self.name} {self.on.now}")}
        secretary = self.roster.office("secretary")
        if tale:
            self.on.attempt(tale, clause, "give-lapse-notice", secretary, members=members, **told)
        else:
            by = draw(self.on, self.roster, Wanted("give-lapse-notice", ROOT))
            self.on.do("give-lapse-notice", *by, members=members, **told)

    def _noticed(self) -> None:
        answered = next(
            (p.id for p in self.asked if p not in self.silent and self.roster.is_in(p, self.local)), ""
        )
        if answered:
            self._notice("notice for silence is given to who answered", "8.21", (answered,))
        self._notice()
        late = self.silent.pop()
        told = {"campaign": self.name, "member": late.id}
        self.on.do("answer-campaign", as_subject(late.id), **told)
        self.on.flush()
        tale = "who answered late is struck off all the same"
        self.on.attempt(tale, "1.13", "lapse", self.roster.office("secretary"), member=late.id)
        late.busy -= 1
        self.on.later(NOTICE + 1, self._lapse)

    def _lapse(self) -> None:
        """End the memberships of the silent, once no vote is open and no term about to end."""
        on, roster, secretary = self.on, self.roster, self.roster.office("secretary")
        on.flush()
        noticed = on.state.members.lapsing  # an answer to another campaign ends a notice too
        gone = [person for person in self.silent if person.id in noticed]
        ends = self._next_term()
        if ends < passes(on.now, CUTOFF) and gone:
            tale = "the silent are struck off before a vote"
            on.attempt(tale, "8.21", "lapse", secretary, member=gone[0].id)
        if ends < passes(on.now, CUTOFF) or roster.voting[self.local] or roster.voting[ROOT]:
            on.later(40, self._lapse)
            return
        for person in self.silent:
            person.busy -= 1
        for n, person in enumerate(gone):
            on.do("lapse", secretary, member=person.id)
            roster.leave(person)
            roster.note("lapsed", year_of(on.now), self.local, ROOT)
            if n == 0:
                on.later(on.dice.randint(10, 300), partial(self._back, person))

    def _next_term(self) -> int:
        """Give when the next term ends of an office that these members elect."""
        held = self.on.state.offices.mandates
        seats = [
            held[mandate].due
            for (body, _), mandates in self.roster.of_bodies(self.local, ROOT)
            for mandate in mandates
        ]
        return min((due for due in seats if due > self.on.now), default=passes(self.on.now, 999))

    def _back(self, person: Person) -> None:
        on, roster = self.on, self.roster
        other = roster.any_of(self.local)
        if other:
            tale = "somebody brings another back"
            on.attempt(tale, "1.14|bylaw 35", "return", as_subject(other[0].id), member=person.id)
        on.do("return", as_subject(person.id), member=person.id)
        roster.enter(person)
        roster.note("returned", year_of(on.now), self.local, ROOT)


def ask(company: Company, roster: Roster, local: str, serial: int) -> None:
    """Begin a campaign; every other one so that it would strike members off shortly before a vote."""
    here: Signer | None = roster.officer("president", local)
    campaign = Campaign(company, roster, local, serial)
    if here is None or serial % 2:
        campaign.open()
        return
    before = (company.state.offices.mandates[here.ref].due - company.now) / DAY - LAPSES - CUTOFF // 2
    company.later(max(before, 0), campaign.open)
