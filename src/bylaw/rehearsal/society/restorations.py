"""Restorations: a case reopened on a new paper and heard by others; what it took is given back, for no price.

Whoever was expelled has membership, vote and seniority again, whoever was removed the rest of her term, where her seat
is free. It is tried to give it back too early, twice, by outsiders, and against a renunciation.
"""

from __future__ import annotations

from typing import Any

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.acts.substance import substance
from bylaw.rehearsal.lots import Drawn
from bylaw.rehearsal.society import elections, meetings
from bylaw.rehearsal.society.cases import GROUND, SIZE, Case
from bylaw.rehearsal.society.company import as_member
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.roster import Person
from bylaw.rehearsal.society.times import year_of
from bylaw.rehearsal.stage import DAY
from bylaw.state.bodies import ROOT

ITEM = AgendaItem("case", "Reopen a case on new evidence", ("reopen-case",))
ASKED = AgendaItem("report", "What she asks who is back", ("move",))


class Restoration:
    """The second round of a case that was carried out: of an expulsion, or of a removal from an office."""

    def __init__(self, case: Case, office: str = "", mandate: str = "") -> None:
        self.case, self.on, self.roster = case, case.on, case.roster
        self.office, self.mandate, self.gone = office, mandate, case.on.now
        self.cleared = case.serial // 4 % 2 == 0
        """Whether nothing is proven the second time; otherwise a warning takes the place of what was decided."""
        self.of = {"case": case.name}
        self.pool: list[Person] = []
        self.judges: list[Person] = []

    # --- the second round

    def begin(self) -> None:
        """File the paper that turned up, and call the members to reopen the case on it."""
        by = draw(self.on, self.roster, Wanted("call-meeting", self.case.body))
        if not by or not self._there():
            return
        tale = "what a case took is given back while its decision stands"
        self.on.attempt(tale, "bylaw 22", "restore-member", self.case.subject(), **self.of)
        paper = {"item": self._item(), "sort": "document", "content": self.case.words("paper that turned up")}
        self.on.do("file-evidence", self.case.subject(), **self.of, **paper)
        meeting = meetings.Meeting(self.case.body, f"{self.case.name}.m", self._reopen)
        meetings.gather(self.on, self.roster, by, ITEM, meeting)

    def _there(self) -> bool:
        """Whether she is a member whose office was taken, or somebody who was expelled."""
        return (self.case.charged.id in self.roster.people) == bool(self.mandate)

    def _item(self) -> str:
        return f"{self.case.name}.paper"

    def _reopen(self, here: list[str], both: meetings.Pair) -> None:
        part = {person.id for person in self.case.people}
        idle = self.roster.idle(self.case.body, 4 * SIZE)
        self.pool = [person for person in idle if person.id not in part][:SIZE]
        voters = [each for each in here if each not in part | {person.id for person in self.pool}]
        if len(self.pool) < SIZE or len(voters) < meetings.QUORUM // 2 or not self._there():
            return
        told: dict[str, Any] = {
            **self.of,
            "items": (self._item(),),
            "reasons": self.case.words("why again"),
        }
        tale = "an officer reopens a case by herself"
        self.on.attempt(tale, "6.14", "reopen-case", both[1], **told)
        put = {"name": f"{self.case.name}.r", "body": self.case.body, "item": "case"}
        put["meeting"] = f"{self.case.name}.m"
        warrant = meetings.resolve(self.on, put, voters, both, "reopen-case", **told)
        tale = "a case is reopened on what was heard before"
        heard = {**told, "items": (f"{self.case.name}.0",)}
        self.on.attempt(tale, "bylaw 22", "reopen-case", warrant, **heard)
        judge = Signer(self.case.judges[0].id, "warrant", warrant.ref)
        self.on.attempt("who judged a case reopens it", "bylaw 21", "reopen-case", judge, **told)
        self.on.do("reopen-case", warrant, **told)
        self.case.note("reopened")
        self._hold(1)
        self.on.later(1, self._serve)

    def _hold(self, by: int) -> None:
        for person in (*self.pool, *self.judges, *([self.case.charged] if self.mandate else [])):
            person.busy += by

    def _serve(self) -> None:
        by = draw(self.on, self.roster, Wanted("serve-charge", self.case.body))
        if not by:
            self._hold(-1)
            return
        record = self.case.words("served again")
        self.on.do("serve-charge", *by, **self.of, hearing=self.on.day(17), record=record)
        tale = "those who decided first hear the case again"
        first = self.case.told(Drawn(record, tuple(judge.id for judge in self.case.judges)))
        self.on.attempt(tale, "bylaw 21", "seat-panel", *self.roster.tellers(), **first)
        self.case.announce()
        self.on.later(1, self._seat)

    def _seat(self) -> None:
        bench = self.case.seat(self.pool).bench
        self.judges = [self.roster.people[judge] for judge in bench]
        for judge in self.judges:
            judge.busy += 1
        self.roster.barred.setdefault((self.case.body, self.office), set()).update(bench)
        self.on.later(17, self._hear)

    def _hear(self) -> None:
        on, case, panel = self.on, self.case, self.case.panel(self.judges)
        on.do("hold-hearing", *panel, **self.of, record=case.words("heard again"))
        told: dict[str, Any] = {**self.of, "outcome": "found", **GROUND, "yes": SIZE}
        told |= {"reasons": case.words("found again"), "rests_on": (self._item(), f"{case.name}.0")}
        tale = "heard again, a view is found instead of the deed"
        on.attempt(tale, "bylaw 25", "decide-finding", *panel, **{**told, "ground": "view"})
        on.attempt("those who decided first find again", "6.8", "decide-finding", *case.panel(), **told)
        tale = "what a case took is given back before others have decided"
        on.attempt(tale, "bylaw 22", "restore-member", case.subject(), **self.of)
        if self.cleared:
            on.do("decide-finding", *panel, **{**told, "outcome": "not-proven", "yes": 1, "no": 4})
            case.note("not-proven")
        else:
            on.do("decide-finding", *panel, **told)
            warned = {"sanction": "warning", "yes": SIZE, "reasons": case.words("warned instead")}
            on.do("decide-sanction", *panel, **self.of, **warned)
            case.note("warning")
        self._give_back()
        self._hold(-1)

    # --- giving back

    def _give_back(self) -> None:
        on, case = self.on, self.case
        if self.mandate and self.roster.holding(case.body, self.office):
            tale = "an office is given back that another holds by now"
            on.attempt(tale, "bylaw 15", "restore-member", case.subject(), **self.of)
            return
        self._for_a_price()
        wanted = Wanted("restore-member", case.body, due=True, about=case.charged.id)
        on.do("restore-member", *draw(on, self.roster, wanted), **self.of)
        on.attempt("it is given back twice", "bylaw 15", "restore-member", case.subject(), **self.of)
        if self.mandate:
            on.flush()
            self._sit()
        else:
            self._come_back()

    def _for_a_price(self) -> None:
        tale = "somebody is given back her card if she renounces a view"
        price = {"renounces": self.case.words("view")}
        self.on.attempt_more(tale, "bylaw 1", price, "restore-member", self.case.subject(), **self.of)
        if self.case.body != ROOT:
            tale = "an outsider gives back what a case took"
            stranger = as_member(self.roster.any_of(ROOT)[0].id)
            self.on.attempt(tale, "6.15", "restore-member", stranger, **self.of)

    def _come_back(self) -> None:
        """She is a member as before, and has her vote: she asks for a meeting in her own name."""
        on, roster, body, who = self.on, self.roster, self.case.body, self.case.charged
        who.rests, who.moved = False, on.now
        roster.enter(who)
        self.case.note("restored")
        roster.note("expelled-net", year_of(self.gone), body, ROOT, n=-1)
        name, me = f"{self.case.name}.asks", as_member(who.id)
        asked = {"name": f"{name}.m", "body": body, "begins": on.day(30), "items": (ASKED,)}
        matter = substance(on.draft("call-meeting", **asked))
        on.do("open-petition", me, name=name, body=body, matter=matter, text=on.hash_of(name))
        on.do("sign-petition", me, petition=name)
        self.case.note("petitions")

    def _sit(self) -> None:
        """The rest of her term is hers, and the next election is the one at its end."""
        on, seat = self.on, (self.case.body, self.office)
        held = on.state.offices.holders(*seat, on.now)
        mandate = next(each for each in held if each.member == self.case.charged.id)
        self.roster.seat(*seat, {mandate.name: mandate.member})
        elections.plan(on, self.roster, (mandate.due - on.now) / DAY - elections.LEAD, (*seat, 1))


def of_member(case: Case) -> None:
    """Let a paper turn up some weeks after an expulsion was carried out."""
    case.on.later(40, Restoration(case).begin)


def of_officer(case: Case, office: str, mandate: str) -> None:
    """Let a paper turn up after a removal: by all while the seat is free, in a local long after it is filled."""
    again = Restoration(case, office, mandate)
    case.on.later(1 if case.body == ROOT else 150, again.begin)
