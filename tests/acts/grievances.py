"""A society with a branch for tests of complaints, warnings and control: its clauses as data."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from bylaw.acts.act import Act, Signer
from bylaw.acts.grievances.complaints import course
from bylaw.acts.law.founding import FirstBody, FirstOffice
from bylaw.acts.substance import substance
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.floors import FLOORS
from bylaw.rules.meanings import Climb, Interval, May, Window
from bylaw.state.elections import Election
from bylaw.state.offices import Mandate
from bylaw.state.roll import Spell
from bylaw.state.warrants import Warrant

from .society import DAY, Society, person

CLERK, FIRST, SECOND, AUTHOR, OTHER, AUDITOR = 1, 2, 3, 4, 5, 6
"""The clerk of the branch, two directors, who complains, another member, an auditor."""
HOLDERS = ("office clerk here", "office director root", "resolution assembly root")


def may(no: str, of: str, *any_of: str, **more: Any) -> Clause:
    return Clause(no=no, words=f"Words of clause {no}.", of=tuple(of.split()), may=May(any_of=any_of), **more)


def rules(
    *,
    days: int = 14,
    acknowledge: int = 7,
    decide: int = 21,
    holders: tuple[str, ...] = HOLDERS,
    warned: int = 14,
    deliver: int = 7,
) -> tuple[Clause, ...]:
    """Give the clauses: change a number and the verdicts change."""
    climb = Climb(days=days, acknowledge_days=acknowledge, decide_days=decide, holders=holders)
    return (
        may("40", "file-complaint", "member here", climb=climb),
        may("41", "acknowledge-complaint answer-complaint decide-complaint", "holder"),
        may("42", "withdraw-complaint declare-tie declare-affiliation", "subject"),
        may("43", "file-tip", "office director root", "office clerk here"),
        may("46", "give-warning", "member here", climb=Climb(days=warned, holders=HOLDERS)),
        may("47", "answer-warning", "holder"),
        may("44", "remove-from-office", "office director root"),
        may("45", "resign", "subject"),
        may("50", "request-file", "office auditor root", window=Window(days=deliver)),
        may("51", "deliver-file", "office auditor root & office director root"),
        may("52", "report-control", "office auditor root", interval=Interval(months=12), body=("assembly",)),
    )


class Branch(Society):
    """Eight members, of whom 1, 4 and 5 are in the branch `north`; the directors sit in the board of the root."""

    def __init__(self, clauses: tuple[Clause, ...] = (), *, unfounded: bool = False, **numbers: Any) -> None:
        named = {clause.no for clause in clauses}
        own = tuple(clause for clause in rules(**numbers) if clause.no not in named)
        super().__init__(
            (*FLOORS, *own, *clauses),
            founders=8,
            bodies=(
                FirstBody("root", "assembly"),
                FirstBody("north", "branch", "root"),
                FirstBody("board", "board", "root", organ=True),
            ),
            offices=(
                FirstOffice("clerk", "north"),
                FirstOffice("director", "board", 2),
                FirstOffice("auditor", "root", 2),
                FirstOffice("porter", "root"),
            ),
            interim=(("clerk", CLERK), ("director", FIRST), ("director", SECOND)),
        )
        self.texts = 0
        assert unfounded or not self.taken.refusals, self.taken.refusals
        if not unfounded:
            for n in (CLERK, AUTHOR, OTHER):
                self.state.members.roll.enter(
                    person(n), Spell("north", "ordinary", self.now), ("north", "root")
                )
        self.wait(10)

    @property
    def clerk(self) -> Signer:
        return self.office(CLERK, "clerk")

    @property
    def director(self) -> Signer:
        return self.office(FIRST, "director")

    @staticmethod
    def herself(n: int) -> Signer:
        return Signer(person(n), "subject")

    def text(self) -> str:
        """Give a commitment that nothing else has."""
        self.texts += 1
        return sha256(f"text {self.texts}".encode()).hexdigest()

    def stamp(self, days: float) -> str:
        return rfc3339(self.now + int(days * DAY))

    def resolved(self, kind: str, n: int, body: str = "root", **fields: Any) -> tuple[Signer, dict[str, Any]]:
        """Give the warrant of a resolution of a body for one act, and the act's fields."""
        name = f"resolution.r{len(self.state.warrants.all)}"
        act: Act = self.act(kind, **fields)
        self.state.warrants.give(Warrant(name, "resolution", body, substance(act), self.now))
        return Signer(person(n), "warrant", name), fields

    def elected(self, n: int, office: str) -> Branch:
        """Seat a member by an election, without an act for each step of it."""
        name, times = f"e-{office}-{n}", (self.now - 9 * DAY,) * 6
        election = Election(name, office, "root", "root", "root", 1, "plurality", ("root",), *times)
        self.state.elections.all[name] = election
        ends = self.now + 300 * DAY
        self.state.offices.seat(
            Mandate(f"{office}-{n}", person(n), office, "root", self.now, ends, ends, name, self.now)
        )
        return self

    def complaint(self, name: str = "k1", **fields: Any) -> dict[str, Any]:
        return {"complaint": name, "body": "north", "text": self.text()} | fields

    def warned(self, name: str = "w1", by: int = AUTHOR, topic: str = "boiler", **fields: Any) -> Branch:
        told = {"warning": name, "body": "north", "topic": topic, "report": self.text()} | fields
        self.do("give-warning", by, **told)
        return self

    def step(self, name: str = "k1", **fields: Any) -> dict[str, Any]:
        """Give the fields of a step in a complaint, with the turn that it is."""
        held = course(self.state, name).now(self.now)
        return {"complaint": name, "turn": held.nth if held else 0} | fields

    def filed(self, name: str = "k1", by: int = AUTHOR, **fields: Any) -> Branch:
        self.do("file-complaint", by, **self.complaint(name, **fields))
        return self
