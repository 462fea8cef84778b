"""A court whose members also resolve, petition and write on paper, for tests of acts that are carried by others."""

from __future__ import annotations

from typing import Any

from bylaw.acts.act import Signer
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import (
    Classes,
    ClassOfMember,
    Emergency,
    Forum,
    Grounds,
    May,
    PetitionRule,
    Quorum,
    Window,
)
from bylaw.rules.measure import Measure

from .assembly import HALF, SIMPLE
from .justice import Court
from .society import person

TEXT = "7" * 64
MOVER, SECONDER, BEARER, OPENER = 9, 10, 11, 12
RESOLVED = ("resolution assembly here", "petition here")


def clause(no: str, of: str, *any_of: str, **meanings: Any) -> Clause:
    return Clause(no=no, words=f"Words of {no}.", of=tuple(of.split()), may=May(any_of=any_of), **meanings)


CARRIERS = (
    clause("20", "bring-charge", "member here", *RESOLVED, grounds=Grounds(names=("theft", "threats"))),
    clause("26", "hold-hearing decide-finding decide-sanction decide-appeal", "panel", *RESOLVED),
    clause("29", "interim-measure", "office secretary here", *RESOLVED, emergency=Emergency(days=30, renewals=1)),
    clause("30", "carry-out", "office secretary here", "member here", *RESOLVED),
    clause("50", "move second open-petition sign-petition file-petition", "member here",
           forum=Forum(kind="discussion", days=0), majority=SIMPLE, quorum=Quorum(measure=HALF)),
    clause("51", "record-vote record-roll-call enter-paper", "office secretary here", window=Window(days=14)),
    clause("52", "confirm-paper", "office porter here"),
    clause("53", "disown-paper", "subject"),
    clause("54", "amend-motion", "subject"),
    Clause(no="55", words="w", of=("open-petition",),
           petition=PetitionRule(measure=Measure(count=2), window_days=60)),
    Clause(no="56", words="w", classes=Classes(names=(ClassOfMember(name="ordinary"),))),
)  # fmt: skip


class Carriers(Court):
    """The court of `justice`; 1 enters papers and counts, 5 is porter and confirms them."""

    def __init__(self, *clauses: Clause, **numbers: Any) -> None:
        named = {each.no for each in clauses}
        kept = tuple(each for each in CARRIERS if each.no not in named)
        super().__init__((*kept, *clauses), interim=(("porter", 5),), **numbers)

    def resolve(self, kind: str, name: str = "q1", by: int = MOVER, **fields: Any) -> Signer:
        """Move an act, count the votes for it, and give the right of who carries it out."""
        matter = self.matter(kind, **fields)
        self.do("move", by, name=name, body="root", text=TEXT, matter=matter)
        self.wait(1)
        self.do("record-vote", self.secretary, motion=name, yes=9, no=1)
        return Signer(person(BEARER), "warrant", f"resolution.{name}")

    def petition(self, kind: str, name: str = "p1", **fields: Any) -> Signer:
        """Petition for an act with two signatures, and give the right of who carries it out."""
        matter = self.matter(kind, **fields)
        self.do("open-petition", OPENER, name=name, body="root", text=TEXT, matter=matter)
        for n in (OPENER, SECONDER):
            self.do("sign-petition", n, petition=name)
        self.do("file-petition", OPENER, petition=name)
        return Signer(person(BEARER), "warrant", f"petition.{name}")

    def paper(self, kind: str, n: int, name: str = "w1", **fields: Any) -> None:
        """Enter and confirm what a member did on paper."""
        matter = self.matter(kind, **fields)
        self.do("enter-paper", self.secretary, name=name, member=person(n), matter=matter, scan=TEXT)
        self.do("confirm-paper", self.office(5, "porter"), paper=name)
