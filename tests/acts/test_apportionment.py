"""Seats of a congress: from the roll of one day, fixed before anybody stands for them."""

from msgspec.structs import replace

from bylaw.record.clock import rfc3339
from bylaw.rules.meanings import Method
from bylaw.state.elections import Election
from bylaw.state.offices import Mandate
from bylaw.state.roll import Spell

from .assembly import clause
from .congress import FIELDS, apportioned, refused, seats, society
from .society import DAY, Society, person


def test_seats_follow_from_the_roll_of_the_record_day():
    s = society()
    assert refused(s, "apportion-delegates", units=seats(north=4, south=1), **FIELDS) == ["bylaw 17"]
    s.do("apportion-delegates", s.office(1, "secretary"), units=seats(north=3, south=2), **FIELDS)
    assert s.state.offices.all["north", "delegate"].seats == 3
    assert s.state.offices.all["congress", "delegate"].seats == 5


def test_units_forgotten_or_counted_twice():
    s = society()
    assert "bylaw 17" in refused(s, "apportion-delegates", units=seats(north=5), **FIELDS), "C26: left out"
    assert "bylaw 17" in refused(s, "apportion-delegates", units=seats(north=3, south=1, bay=1), **FIELDS)
    assert "bylaw 17" in refused(s, "apportion-delegates", units=seats(north=3, bay=2), **FIELDS)


def test_the_method_is_the_clauses_and_some_seats_can_be_for_each():
    s = society(clause("5", "apportion-delegates", method=Method(name="dhondt")))
    assert "5" in refused(s, "apportion-delegates", units=seats(north=3, south=2), **FIELDS)
    fields = {**FIELDS, "method": "dhondt"}
    s.do("apportion-delegates", s.office(1, "secretary"), units=seats(north=4, south=1), **fields)
    fields = {**fields, "name": "a2", "each": 2}
    s.do("apportion-delegates", s.office(1, "secretary"), units=seats(north=3, south=2), **fields)
    assert (s.state.offices.all["south", "delegate"].seats, len(s.state.offices.former)) == (2, 2)
    assert "bylaw 17" in refused(
        s, "apportion-delegates", units=seats(north=3, south=2), **{**fields, "name": "a3", "each": 3}
    )


def test_level_units_need_a_lot():
    s = society()
    for n in range(14, 19):
        s.state.members.roll.enter(person(n), Spell("bay", "ordinary", s.now), s.state.bodies.above["bay"])
    fields = {**FIELDS, "record": "2025-01-02T12:00:00Z", "seats": 1, "units": seats(north=0, south=1)}
    assert refused(s, "apportion-delegates", **fields) == ["bylaw 17"]
    s.do("apportion-delegates", s.office(1, "secretary"), lot=("south", "north"), **fields)
    assert ("north", "delegate") not in s.state.offices.all


def test_a_stale_roll_and_one_to_come():
    s = society()
    s.wait(280)
    units = seats(north=3, south=2)
    s.do("apportion-delegates", s.office(1, "secretary"), units=units, **FIELDS)
    fields = {**FIELDS, "name": "a2"}
    s.state.offices.mandates["interim.0"] = replace(
        s.state.offices.mandates["interim.0"], end=s.now + 900 * DAY
    )
    s.wait(90)
    assert refused(s, "apportion-delegates", units=units, **fields) == ["bylaw 15"]
    assert "bylaw 15" in refused(
        s, "apportion-delegates", units=units, **{**fields, "record": "2027-01-01T00:00:00Z"}
    )


def test_seats_are_fixed_before_their_election():
    s = apportioned()
    times = (s.now, s.now, s.now, s.now, s.now + DAY, s.now + DAY)
    s.state.elections.call(
        Election("e1", "delegate", "north", "north", "north", 3, "count", ("north",), *times)
    )
    fields = {**FIELDS, "name": "a2", "units": seats(north=3, south=2)}
    assert refused(s, "apportion-delegates", **fields) == ["bylaw 33"]
    s.state.elections.close("e1", s.now, "declared")
    s.do("apportion-delegates", s.office(1, "secretary"), **fields)


def seat(s: Society, name: str, office: str, body: str, n: int) -> None:
    s.state.offices.seat(
        Mandate(name, person(n), office, body, s.now, s.now + 99 * DAY, s.now + 99 * DAY, "e1", s.now)
    )


def test_seats_that_are_held_are_not_apportioned_away():
    s = apportioned()
    for n in (4, 5, 6):
        seat(s, f"e1.{n}", "delegate", "north", n)
    for n in range(14, 24):
        s.state.members.roll.enter(person(n), Spell("bay", "ordinary", s.now), s.state.bodies.above["bay"])
    s.wait(1)
    fields = {**FIELDS, "name": "a2", "record": rfc3339(s.now - DAY), "units": seats(north=2, south=3)}
    assert refused(s, "apportion-delegates", **fields) == ["bylaw 15"]
    s.wait(99)
    s.do("apportion-delegates", s.office(1, "secretary"), **fields)
    assert s.state.offices.all["north", "delegate"].seats == 2


def test_no_other_office_is_changed_by_calling_it_one_of_delegates():
    s = society()
    s.do("create-office", s.office(1, "secretary"), body="north", office="chair")
    seat(s, "e0.0", "chair", "north", 4)
    fields = {**FIELDS, "office": "chair", "units": seats(north=3, south=2)}
    assert refused(s, "apportion-delegates", **fields) == ["bylaw 8"]
    s.do("apportion-delegates", s.office(1, "secretary"), **{**fields, "office": "delegate"})
