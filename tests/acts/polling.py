"""A society with the fixture rules on elections as data, and the steps of an election up to any stage."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.law.founding import FirstBody, FirstOffice
from bylaw.acts.members.franchise import electors
from bylaw.acts.voting.electing import roll_root, voters_of
from bylaw.ledger import Taken
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Classes, ClassOfMember, Electorate, May, Method, Notice, Term, Window
from bylaw.state.keys import HeldKey
from bylaw.state.roll import Spell

from .society import DAY, Society, key_of, person

CLAUSES = (
    Clause(no="1", words="Members are ordinary.", classes=Classes(names=(ClassOfMember(name="ordinary"),))),
    Clause(no="2", words="The secretary calls elections; once one is due, any member.", of=("call-election",),
           may=May(any_of=("office secretary here", "member due"))),
    Clause(no="3", words="Notice is fourteen days.", of=("call-election",), notice=Notice(days=14)),
    Clause(no="4", words="The roll closes thirty days before.", of=("call-election",),
           electorate=Electorate(closes_days=30)),
    Clause(no="5", words="Most votes win; one alternate.", of=("call-election",),
           method=Method(name="plurality", ballot="open", alternates=1)),
    Clause(no="6", words="Two years.", of=("call-election",), term=Term(months=24)),
    Clause(no="7", words="Members nominate, within a week.", of=("nominate", "object-to-nomination"),
           may=May(any_of=("member here",)), window=Window(days=7)),
    Clause(no="8", words="The nominee answers.", of=("accept-nomination", "withdraw-candidacy"),
           may=May(any_of=("subject",))),
    Clause(no="9", words="The secretary holds the poll.",
           of=("fix-paper", "open-poll", "decide-objection", "void-election"),
           may=May(any_of=("office secretary here",))),
    Clause(no="10", words="Anybody closes it once it is time.", of=("close-poll",), may=May(any_of=("anyone",))),
    Clause(no="11", words="Two tellers count.", of=("enter-count", "announce-lot"),
           may=May(any_of=("office teller here & office teller here",))),
    Clause(no="12", words="Secretary and president declare.", of=("declare-result",),
           may=May(any_of=("office secretary here & office president here",))),
)  # fmt: skip
BODIES = (
    FirstBody("root", "assembly"),
    FirstBody("north", "branch", "root"),
    FirstBody("south", "branch", "root"),
    FirstBody("board", "board", "root", organ=True),
)
OFFICES = (
    FirstOffice("secretary", "root"),
    FirstOffice("president", "root"),
    FirstOffice("teller", "root", seats=2),
    FirstOffice("chair", "board"),
    FirstOffice("councillor", "board", seats=3),
)
INTERIM = (("secretary", 1), ("president", 2), ("teller", 3), ("teller", 4))
DIGEST = "d" * 64


def society(*more: Clause, founders: int = 20, instead: dict[str, Clause] | None = None) -> Society:
    clauses = tuple((instead or {}).get(c.no, c) for c in CLAUSES)
    return Society((*clauses, *more), founders=founders, bodies=BODIES, offices=OFFICES, interim=INTERIM)


def changed(no: str, **meaning: Any) -> dict[str, Clause]:
    """One clause of the fixture rules with another meaning: change the number and the verdict changes."""
    return {no: replace(next(c for c in CLAUSES if c.no == no), **meaning)}


def enter(s: Society, n: int, body: str = "root", cls: str = "ordinary") -> None:
    s.state.members.roll.enter(person(n), Spell(body, cls, s.now), s.state.bodies.above[body])
    key = key_of(person(n))
    if key.thumbprint not in s.state.keys.all:
        s.state.keys.register(HeldKey(key.thumbprint, key, person(n), s.now))


def in_units(s: Society, south: range = range(5, 11)) -> None:
    """Move the four founders to the unit north, and let others enter south; they all vote from now on."""
    for n in range(1, 5):
        s.state.members.roll.close(person(n), "root", s.now, "moved", ("root",))
        enter(s, n, "north")
    for n in south:
        enter(s, n, "south")
    s.wait(20)


class Poll:
    """An election to an office of the board, step by step."""

    def __init__(self, s: Society, name: str = "e1", office: str = "chair", **fields: Any) -> None:
        self.s, self.name = s, name
        days = {"nominations": 10, "opens": 40, "closes": 47, "begins": 50}
        when = {step: rfc3339(s.now + day * DAY) for step, day in days.items()}
        self.call = {"election": name, "office": office, "body": "board", "seats": 1, **when, **fields}
        self.start = s.now

    def called(self) -> Poll:
        self.s.do("call-election", self.s.office(1, "secretary"), **self.call)
        return self

    def stand(self, *numbers: int) -> Poll:
        for n in numbers:
            self.s.do("nominate", n, election=self.name, member=person(n))
        return self

    def until(self, days: float) -> Poll:
        self.s.now = self.start + int(days * DAY)
        return self

    def paper(self, *numbers: int, **other: Any) -> dict[str, Any]:
        election = self.s.state.elections.all[self.name]
        roll = electors(self.s.state, voters_of(self.s.state, election), election.record)
        return {"election": self.name, "options": tuple(map(person, numbers)), "voters": len(roll),
                "root": roll_root(roll), **other}  # fmt: skip

    def opened(self, *numbers: int) -> Poll:
        """Called, with these candidates in this order on the paper, and open."""
        self.called().stand(*numbers).until(40)
        self.s.do("fix-paper", self.s.office(1, "secretary"), **self.paper(*numbers))
        self.s.do("open-poll", self.s.office(1, "secretary"), election=self.name)
        return self

    def closed(self, *numbers: int) -> Poll:
        self.opened(*numbers).until(47)
        voters = self.s.state.elections.papers[self.name].voters
        self.s.do("close-poll", 1, election=self.name, served=voters, records=DIGEST)
        return self

    def tellers(self) -> tuple[Signer, Signer]:
        return self.s.office(3, "teller"), self.s.office(4, "teller")

    def pair(self) -> tuple[Signer, Signer]:
        return self.s.office(1, "secretary"), self.s.office(2, "president")

    def numbers(self, *votes: int, **other: Any) -> dict[str, Any]:
        total = sum(votes)
        return {"election": self.name, "unit": "root", "took_part": total, "valid": total, "invalid": 0,
                "votes": votes, **other}  # fmt: skip

    def count(self, *votes: int, **other: Any) -> Poll:
        self.s.do("enter-count", self.tellers(), **self.numbers(*votes, **other))
        return self

    def result(
        self, elected: tuple[int, ...], alternates: tuple[int, ...] = (), **other: Any
    ) -> dict[str, Any]:
        return {"election": self.name, "elected": tuple(map(person, elected)),
                "alternates": tuple(map(person, alternates)), **other}  # fmt: skip

    def declare(self, elected: tuple[int, ...], alternates: tuple[int, ...] = (), **other: Any) -> Taken:
        return self.s.do("declare-result", self.pair(), **self.result(elected, alternates, **other))

    def refused(self, elected: tuple[int, ...], alternates: tuple[int, ...] = (), **other: Any) -> list[str]:
        return self.s.refused("declare-result", self.pair(), **self.result(elected, alternates, **other))
