"""A roll of contributors: each act that it allows beside the nearest that it refuses."""

from __future__ import annotations

import pytest

from bylaw.acts.past.roll_acts import Row
from bylaw.acts.voting.electing import roll_root
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Activity, Electorate, Grounds, May
from tests.acts.society import Society

KINDS = ("attest-activity", "exclude-voter", "add-voter", "fix-roll")
ASKED = (Activity(deeds="commits", least=25, months=48), Activity(deeds="merges", least=1, months=48))
LAW = (
    Clause(no="1", words="The archivist.", of=KINDS, may=May(any_of=("member here",))),
    Clause(no="2", words="25 or 1.", of=("attest-activity",), electorate=Electorate(any_of=ASKED)),
    Clause(no="3", words="Grounds.", of=("exclude-voter",), grounds=Grounds(names=("bot", "ban"))),
)
ROWS = (Row("p0001", (25, 0)), Row("p0002", (24, 1)), Row("p0003", (24, 0)))
COUNTED = {"roll": "r", "names": ("commits", "merges"), "months": 48, "source": "a list"}


def archive(clock: str = "reconstruction", law: tuple[Clause, ...] = LAW) -> Society:
    return Society(law, founders=1, clock=clock)


def counted() -> Society:
    society = archive()
    society.do("attest-activity", 1, rows=ROWS, **COUNTED)
    return society


def test_any_of_the_deeds_suffices():
    assert counted().state.past.rolls["r"].on == {"p0001", "p0002"}


@pytest.mark.parametrize(
    ("fields", "clause"),
    [
        ({"rows": (*ROWS, ROWS[0])}, "bylaw 8"),
        ({"rows": (Row("p0001", (25,)),)}, "bylaw 17"),
        ({"names": ("commits", "reviews")}, "2"),
        ({"months": 36}, "2"),
    ],
)
def test_counts_are_those_that_the_clause_names(fields, clause):
    assert clause in archive().refused("attest-activity", 1, **{**COUNTED, "rows": ROWS, **fields})


def test_a_second_list_goes_on_with_other_people():
    society = counted()
    assert society.refused("attest-activity", 1, rows=ROWS[:1], **COUNTED) == ["bylaw 8"]
    society.do("attest-activity", 1, rows=(Row("p0004", (0, 7)),), **COUNTED)
    assert len(society.state.past.rolls["r"].on) == 3


def test_exclusions_need_a_listed_ground_and_somebody_on_the_roll():
    society = counted()
    assert society.refused("exclude-voter", 1, roll="r", person="p0001", ground="tone") == ["3"]
    assert society.refused("exclude-voter", 1, roll="r", person="p0003", ground="bot") == ["bylaw 8"]
    assert society.refused("exclude-voter", 1, roll="s", person="p0001", ground="bot") == ["bylaw 8"]
    society.do("exclude-voter", 1, roll="r", person="p0001", ground="bot")
    assert society.state.past.rolls["r"].on == {"p0002"}
    assert society.refused("add-voter", 1, roll="r", person="p0001", reasons="0" * 64) == ["bylaw 15"]


def test_without_a_clause_on_grounds_nobody_is_excluded():
    society = archive(law=LAW[:2])
    society.do("attest-activity", 1, rows=ROWS, **COUNTED)
    assert society.refused("exclude-voter", 1, roll="r", person="p0001", ground="bot") == ["bylaw 9"]


def test_exceptions_are_for_those_whom_the_rule_does_not_reach():
    society = counted()
    assert society.refused("add-voter", 1, roll="r", person="p0002", reasons="0" * 64) == ["bylaw 8"]
    society.do("add-voter", 1, roll="r", person="p0003", reasons="0" * 64)
    assert society.state.past.rolls["r"].on == {"p0001", "p0002", "p0003"}
    society.do("exclude-voter", 1, roll="r", person="p0003", ground="ban")
    assert society.state.past.rolls["r"].on == {"p0001", "p0002"}


def test_a_roll_is_fixed_as_it_follows_and_then_stays():
    society = counted()
    root = roll_root(["p0001", "p0002"])
    assert society.refused("fix-roll", 1, roll="r", voters=3, root=root) == ["bylaw 17"]
    assert society.refused("fix-roll", 1, roll="r", voters=2, root=roll_root(["p0001", "p0003"])) == [
        "bylaw 17"
    ]
    society.do("fix-roll", 1, roll="r", voters=2, root=root)
    again = {"roll": "r", "voters": 2, "root": root}
    assert society.refused("fix-roll", 1, **again) == ["bylaw 15"]
    assert "bylaw 15" in society.refused("add-voter", 1, roll="r", person="p0003", reasons="0" * 64)
    assert "bylaw 15" in society.refused("exclude-voter", 1, roll="r", person="p0001", ground="bot")
    assert "bylaw 15" in society.refused("attest-activity", 1, rows=(Row("p0005", (0, 1)),), **COUNTED)


@pytest.mark.parametrize("clock", ["real", "simulated"])
def test_only_in_a_reconstruction(clock):
    assert archive(clock).refused("attest-activity", 1, rows=ROWS, **COUNTED) == ["bylaw 20"]
