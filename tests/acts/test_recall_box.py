"""A recall by secret ballot: signed under seal, voted on in a box, declared from its archive, and the seat filled again."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.members.franchise import electors
from bylaw.acts.voting.electing import roll_root, voters_of
from bylaw.belenios.model import HomomorphicQuestion
from bylaw.belenios.prover.rehearsal import Plan, rehearse, seeded
from bylaw.rules.meanings import May
from bylaw.state.elections import Election

from .boxing import BOX_CLAUSES, Boxed, Made, cut
from .governing import digest
from .recalling import Recalling
from .society import person

TREASURER = 2
CLAUSES = tuple(
    replace(clause, no=f"8{clause.no}", may=May(any_of=("office secretary here & office teller here",)))
    if "set-up-ballot" in clause.of
    else replace(clause, no=f"8{clause.no}")
    for clause in BOX_CLAUSES[2:]
)


@cache
def made(against: int, voters: int = 20, answers: tuple[str, ...] = (person(TREASURER), "against")) -> Made:
    """Ten vote, so many against the treasurer; the first of them thought otherwise at first."""
    question = HomomorphicQuestion(answers=list(answers), min=0, max=1, question="Keep the treasurer?")
    votes = [(f"voter {n}", [[0, 1] if n < against else [1, 0]]) for n in range(10)]
    names = {f"voter {n}": 1 for n in range(voters)}
    plan = Plan("Ed25519", [question], names, [("voter 0", [[1, 0]]), *votes], 0, (2, 3), (), (1, 3))
    return cut(rehearse(plan, seeded(f"recall {against} {voters} {answers}")))


class Asked:
    """The vote on a recall, in the place of a poll that somebody called."""

    def __init__(self, s: Recalling, name: str) -> None:
        self.s, self.name = s, name

    @property
    def it(self) -> Election:
        return self.s.state.elections.all[self.name]

    def until(self, days: float) -> None:
        """Boxes open on the fortieth day and close on the forty-seventh; this vote has days of its own."""
        self.s.now = self.it.opens if days < 47 else self.it.closes


class RecallBox(Boxed):
    """The vote on one recall and its box."""

    def __init__(self, s: Recalling, it: Made) -> None:
        s.open_recall(means="box")
        vote = Asked(s, s.over(9, 10, 11, 12))
        super().__init__(s, it, ranked=False)
        self.vote = vote
        self.polls = [vote]  # type: ignore[list-item]

    def papered(self) -> RecallBox:
        s, election = self.s, self.vote.it
        roll = electors(s.state, voters_of(s.state, election), election.record)
        paper = {"options": (person(TREASURER),), "voters": len(roll), "root": roll_root(roll)}
        s.do("fix-paper", s.office(1, "secretary"), election=election.name, **paper)
        return self

    def filing(self, n: int, digest: str, **other: Any) -> dict[str, Any]:
        return super().filing(n, digest, election=self.vote.name, **other)

    def pair(self) -> tuple[Signer, Signer]:
        return self.s.office(1, "secretary"), self.s.office(3, "teller")

    def polled(self, *heads: int) -> RecallBox:
        self.opened()
        self.s.do("box-head", 11, **self.head(4))
        self.vote.until(47)
        self.s.do(
            "close-poll",
            self.s.office(1, "secretary"),
            election=self.vote.name,
            served=20,
            records=digest("t"),
        )
        return self


def recalling() -> Recalling:
    s = Recalling(*CLAUSES)
    s.wait(1)
    return s


@pytest.mark.parametrize(("against", "outcome"), [(7, "recalled"), (5, "kept")])
def test_a_recall_in_a_box_ends_the_mandate_or_keeps_it(against: int, outcome: str):
    boxed = RecallBox(recalling(), made(against))
    s, name = boxed.s, boxed.vote.name
    boxed.filed()
    count = s.state.elections.counts[name]["root"]
    assert (count.source, count.votes, count.against) == ("box", (10 - against,), (against,))
    other = {"recalled": "kept", "kept": "recalled"}[outcome]
    assert s.refused("declare-recall", boxed.tellers(), election=name, outcome=other) == ["bylaw 64"]
    s.do("declare-recall", boxed.tellers(), election=name, outcome=outcome)
    mandate = s.state.offices.mandates["interim.1"]
    assert mandate.holds(s.now) is (outcome == "kept")
    assert (mandate.cause == "recalled") is (outcome == "recalled")


def test_and_a_by_election_fills_the_seat():
    boxed = RecallBox(recalling(), made(7))
    s = boxed.s
    assert isinstance(s, Recalling)
    boxed.filed()
    s.do("declare-recall", boxed.tellers(), election=boxed.vote.name, outcome="recalled")
    s.refill()
    assert s.state.offices.mandates["by.0"].member == person(8)


def test_the_paper_of_a_recall_is_to_keep_or_to_recall():
    """Another question, another name, or too small a roll: no box for this vote; nor does she hold a key to it."""
    for it, clauses in (
        (made(7, answers=("against", person(TREASURER))), ["bylaw 41"]),
        (made(7, answers=(person(3), "against")), ["bylaw 41"]),
        (made(7, voters=19), ["bylaw 42"]),
        (made(7), []),
    ):
        boxed = RecallBox(recalling(), it)
        boxed.committed()
        if clauses:
            assert boxed.s.refused("set-up-ballot", boxed.pair(), **boxed.setting()) == clauses
            continue
        keys = boxed.setting()["trustees"]
        hers = (replace(keys[0], member=person(TREASURER)), *keys[1:])
        refused = boxed.s.refused("set-up-ballot", boxed.pair(), **boxed.setting(trustees=hers))
        assert "bylaw 34" in refused
        boxed.s.do("set-up-ballot", boxed.pair(), **boxed.setting())


def test_no_count_by_hand_where_a_box_was_asked_for():
    boxed = RecallBox(recalling(), made(7))
    boxed.polled()
    numbers = {"took_part": 10, "valid": 10, "invalid": 0, "votes": (3,), "against": (7,)}
    entered = {"election": boxed.vote.name, "unit": "root", **numbers}
    assert boxed.s.refused("enter-count", boxed.tellers(), **entered) == ["bylaw 32"]
    declared = {"election": boxed.vote.name, "outcome": "recalled"}
    assert boxed.s.refused("declare-recall", boxed.tellers(), **declared) == ["bylaw 17"]


@pytest.mark.parametrize(
    ("against", "flags"),
    [(10, ["question 1: all ballots say the same"]), (9, []), (0, ["question 1: all ballots say the same"])],
)
def test_a_result_that_tells_how_everybody_voted_is_flagged(against: int, flags: list[str]):  # A34
    boxed = RecallBox(recalling(), made(against))
    boxed.decrypted()
    taken = boxed.s.do("file-result", boxed.tellers(), **boxed.result())
    assert [finding.found for finding in taken.findings] == flags
