"""Complaints: answered, buried until they climb, withdrawn; and officers who sit on those about themselves."""

from __future__ import annotations

from functools import partial
from typing import Any

from bylaw.acts.act import Signer
from bylaw.acts.grievances.complaints import course
from bylaw.rehearsal.society.company import Company, as_member, as_subject
from bylaw.rehearsal.society.roster import Person, Roster
from bylaw.rehearsal.society.times import passes, year_of
from bylaw.state.bodies import ROOT

WAYS = ("answered", "answered", "buried", "forgotten", "about-her", "about-all", "withdrawn")
"""What becomes of complaints, one after the other."""
OFFICES = ("secretary", "president")
"""Who holds a complaint, in the order of the clause; after them the members of the root."""
DAYS = {"acknowledge": 7, "answer": 14, "decide": 30}
"""The days that each holder has for a step."""


class Complaint:
    """One complaint on its way."""

    def __init__(self, company: Company, roster: Roster, author: Person, serial: int) -> None:
        self.on, self.roster, self.author, self.name = company, roster, author, f"k{serial}"
        self.way = WAYS[serial % len(WAYS)]
        self.local, self.due = author.local, 0
        self.late = self.over = False

    def file(self) -> None:
        """File it, if the local has both its officers; and see what becomes of it."""
        officers = [self._officer(office) for office in OFFICES]
        if None in officers or self.author.id in {each.member for each in officers if each}:
            return
        way = self.way
        fields: dict[str, Any] = {"complaint": self.name, "body": self.local, "text": self._words("text")}
        if way == "about-her":
            fields["against"] = officers[0].member if officers[0] else ""
        if way == "about-all":
            fields["target"] = self.local
        me = as_member(self.author.id)
        self._badly(me, fields)
        self.on.do("file-complaint", me, **fields)
        self._note("complaints")
        self._note("complaints-pending")
        self._expect("acknowledge")
        self.on.endings.append(self._left)
        getattr(self, "_" + way.replace("-", "_"))()

    def _badly(self, me: Signer, fields: dict[str, Any]) -> None:
        if self.on.dice.random() < 0.2:
            about = {**fields, "against": self.author.id}
            self.on.attempt("somebody complains about herself", "bylaw 8", "file-complaint", me, **about)
            stranger = as_member(self.roster.any_of(ROOT)[0].id)
            self.on.attempt("an outsider complains", "7.1", "file-complaint", stranger, **fields)

    def _answered(self) -> None:
        self.on.later(3, self._acknowledge)

    def _buried(self) -> None:
        """The secretary lets it lie; her word comes too late, and the president's counts."""
        self.on.later(9, partial(self._late, "secretary"))

    def _forgotten(self) -> None:
        """Both let it lie; it stays with the members, overdue."""
        self.on.later(20, partial(self._late, "president"))

    def _about_her(self) -> None:
        """It never lies with whom it is about."""
        secretary = self._officer("secretary")
        self._try("the secretary takes a complaint about herself", secretary, turn=0)
        if secretary:
            told = {"case": f"{self.name}.back", "body": self.local, "charged": self.author.id}
            told |= {"clause": "6.2", "ground": "threats", "deed": self.on.day(-1)}
            facts, herself = self._words("revenge"), as_member(secretary.member)
            tale = "an officer charges who complained about her"
            self.on.attempt(tale, "floor 23", "bring-charge", herself, **told, facts=facts)
        self.on.later(3, self._acknowledge)

    def _about_all(self) -> None:
        """It passes over every officer of the body that it is about."""
        for turn, office in enumerate(OFFICES):
            tale = "officers sit on a complaint about their own body"
            self._try(tale, self._officer(office), turn=turn)

    def _withdrawn(self) -> None:
        self.on.later(2, self._withdraw)

    def _withdraw(self) -> None:
        other = self.roster.any_of(self.local)
        if other and other[0] is not self.author:
            tale = "somebody withdraws the complaint of another"
            self.on.attempt(
                tale, "7.3|bylaw 35", "withdraw-complaint", as_subject(other[0].id), complaint=self.name
            )
        self._passed()
        self.on.do("withdraw-complaint", as_subject(self.author.id), complaint=self.name)
        self._over("withdrawn")

    def _late(self, office: str) -> None:
        tale = f"a {office} acknowledges what has passed on"
        self._try(tale, self._officer(office), turn=OFFICES.index(office))
        if office == "secretary":
            self._acknowledge()

    def _acknowledge(self) -> None:
        if self._do("acknowledge"):
            self._expect("answer")
            self.on.later(10, self._answer)

    def _answer(self) -> None:
        if self._do("answer", answer=self._words("answer")):
            self._expect("decide")
            self.on.later(10, self._decide)

    def _decide(self) -> None:
        outcome = self.on.dice.choice(("upheld", "upheld-in-part", "dismissed"))
        told = {"outcome": outcome, "reasons": self._words("reasons")}
        if self._do("decide", **told):
            self._over("decided")

    def _do(self, step: str, **fields: str) -> bool:
        """Let whoever holds it now take a step, if that is one of the officers."""
        held = course(self.on.state, self.name).now(self.on.now)
        holder = self._officer(OFFICES[held.nth]) if held and held.nth < len(OFFICES) else None
        if held is None or holder is None or holder.member == self.author.id:
            return False
        self._passed()
        self.on.do(f"{step}-complaint", holder, complaint=self.name, turn=held.nth, **fields)
        return True

    def _expect(self, step: str) -> None:
        self.due = passes(self.on.now, DAYS[step])

    def _passed(self) -> None:
        """Note a day that passed, once for each complaint."""
        if self.on.now >= self.due and not self.late:
            self.late = True
            self.roster.note("complaints-overdue", year_of(self.due), self.local, ROOT)

    def _left(self) -> None:
        if not self.over:
            self._passed()

    def _try(self, tale: str, by: Signer | None, turn: int) -> None:
        if by is not None:
            told = {"complaint": self.name, "turn": turn}
            self.on.attempt(tale, "7.1|7.2|bylaw 21", "acknowledge-complaint", by, **told)

    def _officer(self, office: str) -> Signer | None:
        return self.roster.officer(office, self.local)

    def _words(self, what: str) -> str:
        return self.on.hash_of(f"{what} of {self.name}")

    def _over(self, how: str) -> None:
        self.over = True
        self._note(f"complaints-{how}")
        self._note("complaints-pending", -1)

    def _note(self, figure: str, n: int = 1) -> None:
        self.roster.note(figure, year_of(self.on.now), self.local, ROOT, n=n)


def file(company: Company, roster: Roster, local: str, serial: int) -> None:
    """Let an idle member of a local complain."""
    authors = roster.any_of(local)
    if authors:
        Complaint(company, roster, authors[0], serial).file()
