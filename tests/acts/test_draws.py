"""Panels by lot: announced before the chance is known, and the same for everybody who computes it afterwards."""

from itertools import combinations
from typing import Any

import pytest
from msgspec.structs import replace

from bylaw.acts.discipline.draws import order
from bylaw.acts.lot import by_lot
from bylaw.ledger import judge
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May, Panel
from bylaw.state.bodies import ROOT

from .justice import ACCUSER, ALL, CHARGED, DRAWER, OFFICER, WAYS, WITNESS, Court, digest
from .society import key_of, person
from .test_sealed import stranger

ANNOUNCE = Clause(no="25", words="w", of=("seat-panel", "announce-draw"), may=May(any_of=("member here",)))
CHANCE = digest("a round of the beacon")


def announced(days: float = 1, clauses: tuple[Clause, ...] = (), **more: Any) -> Court:
    s = Court((ANNOUNCE, *clauses), **more).bring().serve().file()
    s.do("announce-draw", DRAWER, case="c1", source="beacon round 7", published=s.stamp(days))
    s.wait(days)
    return s


def lot(s: Court, chance: str = CHANCE, by: int = DRAWER) -> tuple[str, ...]:
    act = s.act(
        "seat-panel", by, case="c1", bench=(person(1),), how="lot", protocol=digest("x"), chance=chance
    )
    return tuple(order(act, s.state, s.state.cases.draws["c1"], chance, s.now))


def bench(s: Court, drawn: tuple[str, ...], **fields: Any) -> dict[str, Any]:
    return {"case": "c1", "bench": drawn, "how": "lot", "protocol": digest("x"), "chance": CHANCE} | fields


def test_whom_the_lot_gives_sits_and_nobody_else():
    s = announced()
    first, second, third, fourth, *_ = lot(s)
    assert s.refused("seat-panel", DRAWER, **bench(s, (first, second, fourth))) == ["bylaw 28"]
    assert s.refused("seat-panel", DRAWER, **bench(s, (first, second, third), chance="0" * 64)) == [
        "bylaw 28"
    ]
    s.do("seat-panel", DRAWER, **bench(s, (third, first, second)))
    assert stranger(s.entries).cases.panels["c1"] == (third, first, second)


def test_the_lot_is_recomputed_from_the_record_and_leaves_out_whoever_has_a_part():
    s = announced()
    apart = {person(n) for n in (ACCUSER, CHARGED, OFFICER, WITNESS, DRAWER)}
    fit = [person(n) for n in range(1, 15) if person(n) not in apart]
    assert list(lot(s)) == by_lot(fit, "bylaw-panel/1", s.state.identity.org, "c1", CHANCE)
    tied = fit[0]
    s.do("declare-tie", s.herself(int(tied, 16)), member=tied, other=person(CHARGED))
    assert tied not in lot(s)


def test_nobody_is_added_once_the_draw_is_announced():
    s = announced()
    roll = s.state.members.roll
    late = person(99)
    spell = roll.spell(person(1), ROOT, s.now)
    roll.enter(late, type(spell)(ROOT, "ordinary", s.now), (ROOT,))
    assert key_of(late)
    assert late not in lot(s)


@pytest.mark.parametrize(
    ("fields", "clause"),
    [
        ({"chance": ""}, "bylaw 28"),
        ({"how": "drawn"}, "bylaw 28"),
        ({"how": "drawn", "chance": ""}, "bylaw 28"),
        ({}, ""),
    ],
)
def test_chance_belongs_to_a_lot_and_to_it_alone(fields, clause):
    s = announced()
    found = judge(s.state, s.act("seat-panel", DRAWER, **bench(s, lot(s)[:3], **fields)), s.now)
    assert {f.clause for f in found} == ({clause} if clause else set())


def test_no_draw_without_an_announcement_before_its_moment_or_with_the_chance_of_another():
    s = Court((ANNOUNCE,)).bring().serve().file()
    three = tuple(map(person, (6, 7, 8)))
    assert s.refused("seat-panel", DRAWER, **bench(s, three)) == ["bylaw 28"]
    assert s.refused("announce-draw", DRAWER, case="c1", source="beacon", published=s.stamp(0)) == [
        "bylaw 28"
    ]
    s.do("announce-draw", DRAWER, case="c1", source="beacon", published=s.stamp(1))
    assert s.refused("seat-panel", DRAWER, **bench(s, lot(s)[:3])) == ["bylaw 28"]
    s.wait(1)
    s.do("seat-panel", DRAWER, **bench(s, lot(s)[:3]))
    s.bring("c2", by=9, charged=person(10)).serve("c2").file("i2", case="c2")
    s.do("announce-draw", DRAWER, case="c2", source="beacon", published=s.stamp(1))
    s.wait(1)
    again = bench(s, tuple(map(person, (6, 7, 8))), case="c2")
    assert "bylaw 28" in s.refused("seat-panel", DRAWER, **again)


def test_an_announced_draw_is_not_taken_back_unless_its_source_has_failed():
    s = announced()
    told = {"case": "c1", "source": "a kinder beacon"}
    assert s.refused("announce-draw", DRAWER, **told, published=s.stamp(1)) == ["bylaw 28"]
    s.wait(29)
    assert s.refused("announce-draw", DRAWER, **told, published=s.stamp(1)) == ["bylaw 28"]
    s.wait(1)
    s.do("announce-draw", DRAWER, **told, published=s.stamp(1))


def test_parties_announce_nothing_and_a_seat_left_is_drawn_anew():
    s = announced()
    s.do("seat-panel", DRAWER, **bench(s, lot(s)[:3]))
    judge_ = int(s.state.cases.panels["c1"][0], 16)
    s.do("recuse", s.herself(judge_), case="c1", judge=person(judge_), reasons=s.text())
    for party in (ACCUSER, CHARGED):
        found = s.refused("announce-draw", party, case="c1", source="beacon", published=s.stamp(1))
        assert found == ["bylaw 21"]
    s.do("announce-draw", DRAWER, case="c1", source="beacon round 8", published=s.stamp(1))
    s.wait(1)
    other = digest("round 8")
    s.do("seat-panel", DRAWER, **bench(s, lot(s, other)[:1], chance=other))
    assert len(s.state.cases.panels["c1"]) == 3


def ways(*how: str) -> Clause:
    return Clause(
        no="22",
        words="w",
        of=("bring-charge",),
        panel=Panel(size=3, seats="member here", excludes=ALL, how=how),
    )


@pytest.mark.parametrize("how", [some for n in (1, 2, 3) for some in combinations(WAYS, n)])
def test_a_clause_says_how_judges_come_to_their_seats(how):
    s = announced(clauses=(ways(*how),))
    for way in WAYS:
        fields = {"how": way} if way == "lot" else {"how": way, "chance": ""}
        found = judge(s.state, s.act("seat-panel", DRAWER, **bench(s, lot(s)[:3], **fields)), s.now)
        assert ("22" in [f.clause for f in found]) is (way not in how)


def test_bylaws_that_say_nothing_take_nobodys_word():
    silent = Panel(size=3, seats="member here", excludes=ALL)
    assert silent.how == ("lot", "elected")
    assert replace(silent, how=WAYS).weaker(silent) == "seated as drawn"
    assert silent.weaker(replace(silent, how=WAYS)) == ""


def test_an_elected_bench_sits_whole_or_by_lot():
    clause = Clause(
        no="22",
        words="w",
        of=("bring-charge",),
        panel=Panel(size=3, seats="office porter here", excludes=ALL),
    )
    s = Court((clause, ANNOUNCE)).bring().serve().file()
    held = s.state.offices.mandates[s.secretary.ref]
    for n in (6, 7, 8, 9, WITNESS):
        s.state.offices.seat(replace(held, name=f"p{n}", member=person(n), office="porter"))
    whole = {"how": "elected", "chance": ""}
    for some in combinations((6, 7, 8, 9), 3):
        picked = bench(s, tuple(map(person, some)), **whole)
        assert s.refused("seat-panel", DRAWER, **picked) == ["bylaw 28"]
    all_ = bench(s, tuple(map(person, (6, 7, 8, 9))), **whole)
    assert [f for f in judge(s.state, s.act("seat-panel", DRAWER, **all_), s.now) if f.refuses] == []
    s.do("announce-draw", DRAWER, case="c1", source="beacon", published=s.stamp(1))
    s.wait(1)
    assert s.refused("seat-panel", DRAWER, **all_) == ["bylaw 28"], "a draw was announced"
    s.do("seat-panel", DRAWER, **bench(s, lot(s)[:3]))
