"""Petitions: a tenth of a local compels a meeting; too few, twice, too late or of others compels nothing."""

from __future__ import annotations

from functools import partial
from typing import Any

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.acts.substance import substance
from bylaw.rehearsal.society import meetings
from bylaw.rehearsal.society.company import Company, as_member
from bylaw.rehearsal.society.hands import Wanted, draw, several
from bylaw.rehearsal.society.roster import Roster
from bylaw.rehearsal.society.times import year_of
from bylaw.state.bodies import ROOT

AHEAD = 20
"""Days from the opening of a petition to the meeting that it asks for."""
ITEM = AgendaItem("report", "What the members ask", ("move",))


class Petition:
    """One petition for a meeting of a local."""

    def __init__(self, company: Company, roster: Roster, local: str, serial: int) -> None:
        self.on, self.roster, self.local, self.name = company, roster, local, f"p{serial}"
        self.enough = serial % 2 == 0
        self.signers: list[Signer] = []
        meeting = {"name": f"{self.name}.m", "body": local, "begins": company.day(AHEAD), "items": (ITEM,)}
        self.asks: dict[str, Any] = meeting

    def open(self) -> None:
        """Open it; the members who will sign are drawn."""
        needed = len(self.roster.locals[self.local]) // 10 + 2
        self.signers = several(self.on, self.roster, Wanted("sign-petition", self.local), needed)
        opener = draw(self.on, self.roster, Wanted("open-petition", self.local))
        if len(self.signers) < needed or not opener:
            return
        text, matter = self.on.hash_of(self.name), substance(self.on.draft("call-meeting", **self.asks))
        told = {"name": self.name, "body": self.local, "matter": matter, "text": text}
        stranger = as_member(self.roster.any_of(ROOT)[0].id)
        self.on.attempt("an outsider opens a petition", "3.13", "open-petition", stranger, **told)
        self.on.do("open-petition", *opener, **told)
        self.roster.note("petitions", year_of(self.on.now), self.local, ROOT)
        self.on.later(2, partial(self._sign, stranger))

    def _sign(self, stranger: Signer) -> None:
        """Sign it; half of the petitions are left with one signature."""
        on, told = self.on, {"petition": self.name}
        signers = self._left()
        enough = self.enough and len(signers) == len(self.signers)
        for signer in signers if enough else signers[:1]:
            on.do("sign-petition", signer, **told)
        if not signers:
            return
        first, last = signers[0], signers[-1]
        on.attempt("somebody signs a petition twice", "bylaw 17", "sign-petition", first, **told)
        on.attempt("an outsider signs a petition", "3.13|bylaw 9", "sign-petition", stranger, **told)
        if enough:
            self._file(first, last)
        else:
            on.attempt("one signature compels a local", "3.13", "file-petition", first, **told)
            tale = "a signature is withdrawn that nobody gave"
            on.attempt(tale, "bylaw 15", "withdraw-signature", last, **told)
            on.do("withdraw-signature", first, **told)
            on.later(60, partial(self._too_late, last))

    def _left(self) -> list[Signer]:
        known = [(each, self.roster.people.get(each.member)) for each in self.signers]
        return [each for each, person in known if person and person.local == self.local and person.paid]

    def _file(self, first: Signer, last: Signer) -> None:
        on, told = self.on, {"petition": self.name}
        on.do("file-petition", *draw(on, self.roster, Wanted("file-petition", self.local)), **told)
        self.roster.note("petitions-carried", year_of(on.now), self.local, ROOT)
        tale = "a petition that is filed goes on being signed"
        on.attempt(tale, "bylaw 15", "sign-petition", first, **told)
        warrant = Signer(first.member, "warrant", f"petition.{self.name}")
        other = {**self.asks, "begins": on.day(AHEAD + 5)}
        tale = "the right to one meeting is used for another"
        on.attempt(tale, "3.1|bylaw 9", "call-meeting", warrant, **other)
        on.flush()
        on.do("call-meeting", warrant, **self.asks)
        again = {**self.asks, "name": f"{self.name}.n"}
        on.attempt("it is used twice", "3.1|bylaw 9", "call-meeting", warrant, **again)
        meetings.ask(on, self.roster, self.local, self.asks["name"], AHEAD - 2)

    def _too_late(self, signer: Signer) -> None:
        person = self.roster.people.get(signer.member)
        if person and self.roster.is_in(person, self.local):
            tale = "a petition is signed after its sixty days"
            self.on.attempt(tale, "3.13", "sign-petition", signer, petition=self.name)


def ask(company: Company, roster: Roster, local: str, serial: int) -> None:
    """Let members of a local ask for a meeting."""
    if len(roster.locals[local]) > meetings.QUORUM:
        Petition(company, roster, local, serial).open()
