"""Seats ex officio: they begin and end with another mandate, need no act, are capped, and lead back to its ballot."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.acts.act import Signer
from bylaw.acts.law.founding import FirstBody, FirstOffice
from bylaw.projections.lineage import lineage
from bylaw.projections.offices import offices
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Cap, Eligible, ExOfficio
from bylaw.rules.measure import Measure
from bylaw.state.offices import Mandate, Office, Offices

from .congress import FIELDS, seats
from .congress import society as congress_of
from .governing import rule
from .polling import BODIES, CLAUSES, DIGEST, INTERIM, OFFICES, Poll
from .society import Society, person

SEAT = {"body": "council", "office": "chair-seat"}
SECRETARY = "office secretary root"
FOLLOWS = rule(
    "20",
    "create-office",
    body=("council",),
    office="chair-seat",
    ex_officio=ExOfficio(follows=("office chair here",)),
)
FIFTH = rule("21", "create-office", body=("council",), layer="floor", cap=Cap(measure=Measure(share=(1, 5))))
MAY = rule("22", "create-office abolish-office remove-from-office restore annul", SECRETARY)
LEAVE = rule("23", "resign-office", "subject")
APART = rule("25", "call-election", office="councillor", eligible=Eligible(apart=("council",)))


def society(*more: Clause, elective: int = 4, founded: tuple[FirstOffice, ...] = ()) -> Society:
    """A board that has a chair, and a council with so many seats that are elected."""
    s = Society(
        (*CLAUSES, FOLLOWS, FIFTH, MAY, LEAVE, *more),
        founders=20,
        bodies=(*BODIES, FirstBody("council", "council", "root", organ=True)),
        offices=(*OFFICES, FirstOffice("councilwoman", "council", elective), *founded),
        interim=INTERIM,
    )
    s.wait(1)
    return s


def create(s: Society) -> None:
    s.do("create-office", s.office(1, "secretary"), **SEAT)


def not_created(s: Society, **other) -> list[str]:
    return s.refused("create-office", s.office(1, "secretary"), **{**SEAT, **other})


def elect(s: Society) -> Mandate:
    """Elect person 5 to the chair, with person 6 as alternate."""
    Poll(s).closed(5, 6).count(11, 7).declare((5,), (6,))
    return s.state.offices.mandates["e1.0"]


@pytest.mark.parametrize("first", ["the office", "the election", "the term"])
def test_the_seat_goes_with_the_office_by_no_act_of_its_own(first):
    s = society()
    if first == "the office":
        create(s)
    chair = elect(s)
    s.wait(30 if first == "the term" else 0)
    created = s.now
    if first != "the office":
        create(s)
    seat = s.state.offices.mandates["e1.0.x0"]
    assert (seat.member, seat.start) == (person(5), max(chair.start, created))
    assert (seat.end, seat.due) == (chair.end, chair.due)
    s.wait(4)
    assert [m.member for m in s.state.offices.in_body("council", s.now)] == [person(5)]
    s.do("resign-office", Signer(person(5), "subject"), mandate="e1.0")
    (heir,) = s.state.offices.holders("council", "chair-seat", s.now)
    assert (heir.member, heir.due) == (person(6), chair.due), "the alternate succeeds in both"
    assert s.state.offices.mandates["e1.0.x0"].cause == "resigned"


def test_the_way_back_leads_through_the_clause_and_the_other_office_to_its_ballot():
    s = society()
    create(s)
    elect(s)
    s.wait(4)
    (line,) = [line for line in offices(s.state, s.now) if line.office == "chair-seat"]
    assert [(h.member, h.follows, h.goes_with) for h in line.holders] == [
        (person(5), "e1.0", "chair of board")
    ]
    links = list(lineage(s.state, "e1.0.x0"))
    assert [link.step for link in links[:4]] == ["office", "ex officio", "office", "result"]
    assert links[1].says == "goes with chair of board, by clause 20"
    assert links[2:] == list(lineage(s.state, "e1.0"))


@pytest.mark.parametrize(("elective", "clauses"), [(4, []), (3, ["21"]), (1, ["floor 74", "21"])])
def test_no_more_than_the_cap_sit_ex_officio(elective, clauses):
    """One of five is a fifth; one of four is more; one of two is not less than half (bylaw's own floor)."""
    s = society(elective=elective)
    found = s.judged("create-office", s.office(1, "secretary"), **SEAT)
    assert [finding.clause for finding in found] == clauses


def test_the_elected_seats_beside_it_are_not_taken_away():
    s = society(elective=4)
    create(s)
    secretary = s.office(1, "secretary")
    fields = {"body": "council", "office": "councilwoman"}
    assert s.refused("abolish-office", secretary, **fields) == ["floor 74", "21"]
    s.do("create-office", secretary, body="council", office="elder", seats=4)
    s.do("abolish-office", secretary, **fields)


def test_delegates_are_not_apportioned_until_too_few_sit_beside_those_ex_officio():
    """Beside five delegates one seat is a sixth of all, beside one it is a half; a third may be."""
    cap = rule("21", "create-office", body=("congress",), cap=Cap(measure=Measure(share=(1, 3))))
    seat = rule("20", "create-office", office="clerk", ex_officio=ExOfficio(follows=(SECRETARY,)))
    end = rule("22", "abolish-office", SECRETARY)
    s = congress_of(cap, seat, end)
    clerk = {"body": "congress", "office": "clerk"}
    assert s.refused("create-office", s.office(1, "secretary"), **clerk) == ["21", "floor 74"], (
        "nobody is elected"
    )
    s.do("apportion-delegates", s.office(1, "secretary"), **FIELDS, units=seats(north=3, south=2))
    s.do("create-office", s.office(1, "secretary"), **clerk)
    fewer = {**FIELDS, "name": "a2", "seats": 1, "units": seats(north=1, south=0)}
    assert s.refused("apportion-delegates", s.office(1, "secretary"), **fewer) == ["21", "floor 74"]
    s.do("abolish-office", s.office(1, "secretary"), **clerk)
    s.do("apportion-delegates", s.office(1, "secretary"), **fewer)


def test_seats_follow_offices_that_are_there_once_elected_and_as_many():
    s = society(elective=20)
    assert not_created(s, seats=2) == ["20"], "one chair has one seat"
    secretary = s.office(1, "secretary")
    s.do("abolish-office", secretary, body="board", office="chair")
    assert not_created(s) == ["20"], "there is no chair"
    s.do("create-office", secretary, body="board", office="chair")
    create(s)
    chair_seat = ExOfficio(follows=("office chair-seat root",))
    chained = rule("24", "create-office", body=("board",), office="echo", ex_officio=chair_seat)
    s = society(chained, elective=20)
    create(s)
    assert not_created(s, body="board", office="echo") == ["bylaw 32"], (
        "who sits ex officio brings nobody along"
    )


def test_such_an_office_is_not_founded():
    s = society(founded=(FirstOffice("chair-seat", "council"),))
    assert "bylaw 32" in [finding.clause for finding in s.taken.refusals]
    assert not society(founded=(FirstOffice("elder", "council"),)).taken.refusals


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("remove-from-office", {"reasons": DIGEST}),
        ("annul", {"table": "mandate", "entry": 1, "reasons": DIGEST}),
        ("restore", {"reasons": DIGEST}),
        ("resign-office", {}),
        ("open-recall", {"name": "r", "grounds": DIGEST}),
    ],
)
def test_it_ends_and_comes_back_with_the_other_mandate_alone(kind, fields):
    s = society()
    create(s)
    elect(s)
    s.wait(4)
    thing = "thing" if kind == "annul" else "mandate"
    by = Signer(person(5), "subject") if kind == "resign-office" else s.office(1, "secretary")
    told = {
        name: [f.remedy for f in s.judged(kind, by, **{thing: name}, **fields) if f.clause == "bylaw 32"]
        for name in ("e1.0", "e1.0.x0")
    }
    assert told == {"e1.0": [], "e1.0.x0": ["name e1.0"]}


def test_nobody_is_elected_to_it_and_no_election_is_due():
    s = society()
    create(s)
    poll = Poll(s, "e2", **SEAT)
    assert s.refused("call-election", s.office(1, "secretary"), **poll.call) == ["bylaw 32"]
    s.wait(60)
    assert "6" not in s.refused("call-election", 9, **Poll(s, "e2", **SEAT).call), (
        "the right does not pass on"
    )
    assert "2" in s.refused("call-election", 9, **Poll(s, "e2", **SEAT).call)
    s.do("call-election", 9, **Poll(s, "e3", office="chair").call)


@pytest.mark.parametrize("created", [False, True])
def test_who_is_elected_lays_down_what_does_not_go_with_the_seat(created):
    s = society(APART)
    if created:
        create(s)
    Poll(s, "e0", office="councillor").closed(5, 6).count(9, 7).declare((5,), (6,))
    s.wait(4)
    elect(s)
    assert s.state.offices.mandates["e0.0"].cause == ("incompatible" if created else "")


@pytest.mark.parametrize("created", [False, True])
def test_who_is_elected_to_what_does_not_go_with_her_seat_lays_down_the_office_of_it(created):
    s = society(APART)
    if created:
        create(s)
    elect(s)
    s.wait(4)
    Poll(s, "e2", office="councillor").closed(5, 6).count(9, 7).declare((5,), (6,))
    assert s.state.offices.mandates["e1.0"].cause == ("incompatible" if created else "")


def test_an_office_that_is_abolished_takes_with_it_what_follows_and_who_was_to_begin():
    s = society()
    create(s)
    chair = elect(s)
    assert s.now < chair.start
    s.do("abolish-office", s.office(1, "secretary"), body="board", office="chair")
    gone = s.state.offices
    assert not gone.all["council", "chair-seat"].holds(s.now)
    assert [gone.mandates[name].cause for name in ("e1.0", "e1.0.x0")] == ["office abolished"] * 2
    s.wait(60)
    assert not list(gone.in_body("council", s.now))


CHAIR, PLACE = ("board", "chair"), ("council", "seat")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["elect", "elect", "close", "shorten", "mend", "undo", "follow", "abolish"]),
        st.integers(0, 5),
        st.integers(0, 20),
    ),
    min_size=8,
    max_size=25,
)


@settings(max_examples=200, deadline=None)
@given(STEPS)
def test_whatever_happens_each_seat_is_the_image_of_the_mandate_that_it_follows(steps):
    table, now = Offices(), 0
    table.create(Office("chair", "board", 3, 0))
    for i, (step, which, days) in enumerate(steps):
        now += days % 3
        _change(table, (step, which, days), f"e{i if step == 'elect' else which}", now)
        _images(table, now)


def _change(table: Offices, drawn: tuple[str, int, int], election: str, now: int) -> None:
    """Do one thing to the chair, or to the office in the council that follows it."""
    step, which, days = drawn
    lasting = [m.name for m in table.mandates.values() if not m.follows]
    if step == "elect":
        start, due = now + days % 4, now + 9 + days
        table.keep(election, [person(which + 10)])
        table.seat(Mandate(f"{election}.0", person(which), "chair", "board", start, due, due, election, 0))
    elif step == "close" and lasting:
        table.close(lasting[which % len(lasting)], now + days % 2, "resigned")
    elif step == "shorten":
        table.shorten(election, now + days)
    elif step == "mend":
        table.mend(election)
    elif step == "undo":
        table.undo(election, now)
    elif step == "follow" and PLACE not in table.followers(*CHAIR):
        table.create(Office("seat", "council", 3, now, follows=(CHAIR,)))
    elif step == "abolish" and days > 15 and PLACE in table.followers(*CHAIR):
        table.abolish(*PLACE, now)


def _images(table: Offices, now: int) -> None:
    """Each seat has holder and days of the mandate that it follows, and whoever holds that has her seat."""
    followed = table.followers(*CHAIR)
    for seat in (m for m in table.mandates.values() if m.follows and m.cause != "office abolished"):
        other = table.mandates[seat.follows]
        assert (seat.member, seat.source, seat.due, seat.cause) == (
            other.member,
            other.source,
            other.due,
            other.cause,
        )
        assert seat.end == max(other.end, seat.start)
    for day in (now, now + 5):
        holders = sorted(m.member for m in table.holders(*CHAIR, day))
        assert not followed or sorted(m.member for m in table.holders(*PLACE, day)) == holders


@pytest.mark.parametrize(
    "phrase", ["member here", "office chair due", "office chair here & office clerk here"]
)
def test_a_seat_follows_an_office_and_nothing_else(phrase):
    with pytest.raises(ValueError, match="a seat follows"):
        ExOfficio(follows=(phrase,))
    assert ExOfficio(follows=("office chair parent", "office chair root"))
