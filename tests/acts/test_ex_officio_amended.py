"""A clause on seats ex officio that is amended governs from its day: the seats end then, and none contradicts it."""

import pytest
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER, Clause
from bylaw.rules.meanings import Embargo, ExOfficio
from bylaw.state.offices import Mandate, Office, Offices

from .congress import FIELDS, seats
from .congress import society as congress_of
from .governing import rule
from .polling import DIGEST
from .society import Society
from .test_ex_officio import FOLLOWS, SEAT, SECRETARY, create, elect
from .test_ex_officio import society as society_of

DAY = 86_400
AMEND = rule("30", "amend-bylaws register-amendment", SECRETARY)
WAIT = rule("31", "amend-bylaws", embargo=Embargo(days=10, entrenched=("23",)), on_breach="voidable:90")
"""Ten days; whoever repeals clause 23 as well leaves a flaw for which the amendment can be annulled."""
OTHERWISE = replace(FOLLOWS, ex_officio=ExOfficio(follows=("office secretary root",)))
WORDED = replace(FOLLOWS, words="The chair sits in the council.")
LATER = replace(FOLLOWS, no="26", office=("councilwoman",))


def society(waits: Clause = WAIT) -> Society:
    return society_of(AMEND, waits, elective=20)


def amend(s: Society, name: str = "a1", **what) -> int:
    """Amend; give the day on which it is law."""
    s.do("amend-bylaws", s.office(1, "secretary"), name=name, **what)
    return s.state.amendments.all[name].since


def seated(s: Society, at: int) -> list[tuple[str, str]]:
    return [(m.office, m.follows) for m in s.state.offices.in_body("council", at) if m.follows]


@pytest.mark.parametrize("first", ["the election", "the amendment"])
@pytest.mark.parametrize(
    ("what", "ends"),
    [
        ({"clauses": (OTHERWISE,)}, True),
        ({"repeals": ("20",)}, True),
        ({"clauses": (WORDED,)}, False),
        ({"repeals": ("23",)}, False),
    ],
)
def test_seats_end_when_their_clause_says_otherwise_and_only_then(what, ends, first):
    s = society()
    create(s)
    if first == "the election":
        elect(s)
    since = amend(s, **what)
    chair = s.state.offices.mandates["e1.0"] if first == "the election" else elect(s)
    begins, ours = max(chair.start, s.now), [("chair-seat", "e1.0")]
    assert seated(s, since) == ([] if ends or since < begins else ours)
    assert seated(s, max(begins, since - 1)) == (ours if not ends or begins < since else [])
    assert s.state.offices.all["council", "chair-seat"].end == (since if ends else FOREVER)
    assert chair.due == s.state.offices.mandates["e1.0"].end, "the other mandate stays as it was"


def test_the_office_is_created_anew_under_the_clause_of_that_day():
    s = society()
    create(s)
    elect(s)
    since = amend(s, clauses=(OTHERWISE,))
    assert s.refused("create-office", s.office(1, "secretary"), **SEAT) == ["bylaw 8"], "it lasts until then"
    s.wait((since - s.now) / DAY)
    create(s)
    assert seated(s, s.now) == [("chair-seat", "interim.0")], "the secretary's"
    assert not s.state.offices.followers("board", "chair"), (
        "whoever is elected to the chair sits there no longer"
    )


def test_an_office_created_while_an_amendment_waits_ends_with_it():
    s = society()
    since = amend(s, repeals=("20",))
    create(s)
    assert s.state.offices.all["council", "chair-seat"].end == since


def test_an_amendment_annulled_before_its_day_leaves_the_seats_and_one_annulled_later_does_not_bring_them_back():
    for days, ours in ((5, [("chair-seat", "e1.0")]), (12, [])):
        s = society()
        create(s)
        elect(s)
        s.wait(4)
        since = amend(s, repeals=("20", "23"))
        entry = s.state.size - 1
        s.wait(days)
        fields = {"table": "amendment", "thing": "a1", "entry": entry, "reasons": DIGEST}
        s.do("annul", s.office(1, "secretary"), **fields)
        assert seated(s, since + 5 * DAY) == ours
        assert s.state.bylaws.on(since + 5 * DAY).one("ex_officio", "create-office", "council", "chair-seat")


def test_an_amendment_in_a_register_ends_them_on_the_day_of_its_entry_there():
    s = society(rule("31", "amend-bylaws", embargo=Embargo(effective="registered")))
    create(s)
    elect(s)
    s.wait(4)
    amend(s, repeals=("20",))
    s.wait(9)
    assert seated(s, s.now) == [("chair-seat", "e1.0")]
    secretary = s.office(1, "secretary")
    s.do("register-amendment", secretary, amendment="a1", extract=DIGEST, register_name="court")
    assert (seated(s, s.now), seated(s, s.now + 1)) == ([("chair-seat", "e1.0")], [])


def test_nobody_elected_loses_a_seat_to_an_amendment():
    """The office is abolished first, by those who may; then the clause that speaks of it is adopted."""
    s = society()
    secretary = s.office(1, "secretary")
    (finding,) = s.judged("amend-bylaws", secretary, name="a1", clauses=(LATER,))
    assert finding.clause == "bylaw 32"
    assert finding.found.startswith("councilwoman of council is elected, and would be held ex officio from ")
    s.do("create-office", secretary, body="council", office="elder", seats=4)
    s.do("abolish-office", secretary, body="council", office="councilwoman")
    amend(s, clauses=(LATER,))
    assert s.refused("create-office", secretary, body="council", office="councilwoman") == ["bylaw 32"]
    s.wait(12)
    s.do("create-office", secretary, body="council", office="councilwoman")


def test_nor_to_one_that_is_entered_in_the_register_later():
    s = society(rule("31", "amend-bylaws", embargo=Embargo(effective="registered")))
    secretary, entry = (
        s.office(1, "secretary"),
        {"amendment": "a1", "extract": DIGEST, "register_name": "court"},
    )
    amend(s, clauses=(replace(LATER, office=("elder",)),))
    s.do("create-office", secretary, body="council", office="elder")
    assert s.refused("register-amendment", secretary, **entry) == ["bylaw 32"]
    s.do("abolish-office", secretary, body="council", office="elder")
    s.do("register-amendment", secretary, **entry)


def test_a_seat_has_the_days_that_its_mandate_and_its_office_both_have():
    """As often as the end of the office is written anew: what is over stays, what lies ahead follows."""
    table = Offices()
    table.create(Office("chair", "board", 1, 0))
    table.seat(Mandate("m", "a", "chair", "board", 10, 50, 50, "e", 0))
    table.create(Office("seat", "council", 1, 5, follows=(("board", "chair"),)))
    for end, days, cause in (
        (30, (10, 30), "office abolished"),
        (7, (10, 10), "office abolished"),
        (60, (10, 50), ""),
    ):
        table.lasts("council", "seat", end, 5)
        seat = table.mandates["m.x0"]
        assert ((seat.start, seat.end), seat.cause) == (days, cause)
    table.close("m", 20, "resigned")
    table.lasts("council", "seat", 15, 25)
    assert (table.mandates["m.x0"].end, table.mandates["m.x0"].cause) == (20, "resigned")


def test_what_ended_with_its_clause_is_not_abolished_again():
    table = Offices()
    table.create(Office("chair", "board", 1, 0))
    table.create(Office("seat", "council", 1, 0, end=20, follows=(("board", "chair"),)))
    table.create(Office("guest", "council", 1, 0, follows=(("board", "chair"),)))
    table.abolish("board", "chair", 30)
    assert [table.all["council", name].end for name in ("seat", "guest")] == [20, 30]


@pytest.mark.parametrize("ended", [False, True])
def test_delegates_are_apportioned_anew_once_nobody_sits_by_their_office(ended):
    goes = rule(
        "20", "create-office", office="guest", ex_officio=ExOfficio(follows=("office delegate parent",))
    )
    s = congress_of(goes, AMEND, rule("31", "amend-bylaws", embargo=Embargo()))
    secretary = s.office(1, "secretary")
    s.do("apportion-delegates", secretary, **FIELDS, units=seats(north=3, south=2))
    s.do("create-office", secretary, body="bay", office="elder", seats=3)
    s.do("create-office", secretary, body="bay", office="guest", seats=2)
    if ended:
        amend(s, repeals=("20",))
        s.wait(1)
    fewer = {**FIELDS, "name": "a2", "seats": 3, "units": seats(north=2, south=1)}
    found = [f.remedy for f in s.judged("apportion-delegates", secretary, **fewer) if f.clause == "bylaw 15"]
    assert found == ([] if ended else ["abolish guest of bay first"])
