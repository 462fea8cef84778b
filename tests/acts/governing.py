"""A society that holds its officers to account, for tests: its clauses as data, change a number and the verdict changes."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.acts.law.founding import FirstBody, FirstOffice
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May

from .assembly import CLAUSES, Assembly
from .society import Society, person

SUBJECT = ("subject",)
OFFICE = ("office secretary here",)
MEMBERS = ("member here",)
BODIES = (
    FirstBody("root", "assembly"),
    FirstBody("board", "board", "root", organ=True),
    FirstBody("north", "branch", "root"),
)
OFFICES = (
    FirstOffice("secretary", "root"),
    FirstOffice("treasurer", "root"),
    FirstOffice("teller", "root", 2),
    FirstOffice("director", "board", 2),
)
INTERIM = (("secretary", 1), ("treasurer", 2), ("teller", 3), ("teller", 4), ("director", 5), ("director", 6))


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def rule(no: str, of: str, *any_of: str, **meanings: Any) -> Clause:
    """A clause of a number; with persons who may, or with meanings alone."""
    may = {"may": May(any_of=any_of)} if any_of else {}
    office = tuple(meanings.pop("office", "").split())
    return Clause(
        no=no, words=f"Words of clause {no}.", of=tuple(of.split()), office=office, **may, **meanings
    )


class Governed(Assembly):
    """Twelve members: 1 secretary, 2 treasurer, 3 and 4 tellers, 5 and 6 directors."""

    def __init__(self, *clauses: Clause, founders: int = 12, **more: Any) -> None:
        named = {clause.no for clause in clauses}
        kept = tuple(clause for clause in CLAUSES if clause.no not in named)
        Society.__init__(
            self,
            (*kept, *clauses),
            founders=founders,
            bodies=BODIES,
            offices=OFFICES,
            interim=INTERIM,
            **more,
        )
        assert not self.taken.refusals, self.taken.refusals

    @property
    def treasurer(self) -> Signer:
        return self.office(2, "treasurer")

    @property
    def tellers(self) -> tuple[Signer, ...]:
        return (self.office(3, "teller"), self.office(4, "teller"))

    @staticmethod
    def item_of(*kinds: str) -> AgendaItem:
        return AgendaItem("item", "What is to be resolved", kinds)

    @staticmethod
    def herself(n: int) -> Signer:
        return Signer(person(n), "subject")
