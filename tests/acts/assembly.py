"""An assembly for tests: its clauses as data, and the steps that lead from a notice to a vote."""

from __future__ import annotations

from typing import Any

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.attendance import Arrival
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.acts.law.founding import FirstBody, FirstOffice
from bylaw.acts.substance import substance
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.majority import Majority
from bylaw.rules.meanings import (
    Classes,
    ClassOfMember,
    Forum,
    Interval,
    MajorityRule,
    May,
    Notice,
    PetitionRule,
    Proxy,
    Quorum,
)
from bylaw.rules.measure import Measure

from .society import DAY, Society, person

TEXT = "7" * 64
HALF = Measure(share=(1, 2))
SIMPLE = MajorityRule(majority=Majority(share=(1, 2), base="cast", strict=True))

OFFICER = May(any_of=("office secretary here",))
MEMBER = May(any_of=("member here",))


def clause(no: str, of: str, **meanings: Any) -> Clause:
    return Clause(no=no, words=f"Words of clause {no}.", of=tuple(of.split()), **meanings)


CLAUSES = (
    clause("1", "call-meeting", notice=Notice(days=14), interval=Interval(months=6),
           may=May(any_of=("office secretary here", "petition here", "member due"))),
    clause("2", "open-meeting record-attendance adjourn-meeting close-meeting file-minutes close-session "
           "record-vote record-roll-call add-item", may=OFFICER),
    clause("3", "move second dissent give-proxy revoke-proxy open-petition sign-petition withdraw-signature "
           "file-petition", may=MEMBER),
    clause("4", "move", forum=Forum(kind="meeting"), majority=SIMPLE, quorum=Quorum(measure=HALF)),
    clause("5", "give-proxy", proxy=Proxy(most=2)),
    clause("6", "open-petition", petition=PetitionRule(measure=Measure(share=(1, 5)), window_days=60)),
    clause("7", "approve-minutes create-office amend-motion", may=May(any_of=("resolution assembly here",))),
    clause("8", "release-session", may=May(any_of=("member due", "resolution assembly here"))),
    clause("9", "attest", may=May(any_of=("resolution assembly here", "petition here"))),
    Clause(no="10", words="Patrons have no vote.", classes=Classes(
        names=(ClassOfMember(name="ordinary"), ClassOfMember(name="patron", votes=False)))),
)  # fmt: skip
"""Clauses 1 to 10 of the assembly of tests."""


def replaced(*clauses: Clause) -> tuple[Clause, ...]:
    """The clauses with some put in place of those of their number, or added."""
    new = {c.no: c for c in clauses}
    return (*(new.pop(c.no, c) for c in CLAUSES), *new.values())


class Assembly(Society):
    """Ten members of whom the first is secretary; two branches and a board beside."""

    def __init__(self, *clauses: Clause, founders: int = 10) -> None:
        super().__init__(
            replaced(*clauses),
            founders=founders,
            bodies=(FirstBody("root", "assembly"), FirstBody("board", "board", "root", organ=True)),
            offices=(FirstOffice("secretary", "root"), FirstOffice("director", "board", 3)),
            interim=(("secretary", 1), ("director", 2), ("director", 3)),
        )

    @property
    def secretary(self) -> Signer:
        return self.office(1, "secretary")

    def stamp(self, days: float = 0) -> str:
        return rfc3339(self.now + int(days * DAY))

    def matter(self, kind: str, **fields: Any) -> str:
        return substance(self.act(kind, **fields))

    def call(
        self, name: str = "m1", days: float = 14, items: tuple[AgendaItem, ...] | None = None, **more: Any
    ):
        items = items or (
            AgendaItem("facts", "Facts", ("attest", "approve-minutes", "move", "amend-motion")),
        )
        by = more.pop("by", self.secretary)
        body = more.pop("body", "root")
        return self.do("call-meeting", by, name=name, body=body, begins=self.stamp(days), items=items, **more)

    def open(
        self, name: str = "m1", present: range | tuple[int, ...] = range(1, 8), served: int = 10
    ) -> None:
        """Wait for the meeting's time, open it and record who is there."""
        self.now = max(self.now, self.state.meetings.all[name].begins)
        self.do("open-meeting", self.secretary, meeting=name, served=served)
        if present:
            self.come(*present, meeting=name)

    def come(self, *members: int, meeting: str = "m1", mode: str = "in-person") -> None:
        arrived = tuple(Arrival(person(n), mode) for n in members)
        self.do("record-attendance", self.secretary, meeting=meeting, arrived=arrived)

    def fact(self, name: str = "f1") -> str:
        """The substance of an act that only a resolution or a petition lets anybody do."""
        return self.matter("attest", **self.facts(name))

    @staticmethod
    def facts(name: str = "f1") -> dict[str, str]:
        return {"name": name, "fact": "x", "source": "y", "claimed": "2025-01-01T00:00:00Z", "evidence": TEXT}

    def move(self, name: str = "q1", by: int = 2, meeting: str = "m1", item: str = "facts", **more: Any):
        more.setdefault("matter", self.fact())
        more.setdefault("body", "root")
        return self.do("move", by, name=name, text=TEXT, meeting=meeting, item=item, **more)

    def warrant(self, n: int, name: str) -> Signer:
        return Signer(person(n), "warrant", name)


def ready(*clauses: Clause, present: range | tuple[int, ...] = range(1, 8)) -> Assembly:
    """An assembly in session with a motion moved."""
    s = Assembly(*clauses)
    s.call()
    s.move()
    s.open(present=present)
    return s
