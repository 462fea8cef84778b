from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.attendance import Arrival
from bylaw.acts.credentials import Refusal
from bylaw.acts.delegates import UnitSeats
from bylaw.acts.founding import FirstBody, FirstOffice
from bylaw.acts.meetings import AgendaItem
from bylaw.acts.substance import substance
from bylaw.acts.votes import RollVote
from bylaw.rules.meanings import Forum, May, Method, Notice, Quorum, Term
from bylaw.state.bodies import Mandate
from bylaw.state.elections import Election
from bylaw.state.roll import Spell

from .assembly import HALF, SIMPLE, TEXT, clause
from .society import DAY, START, Society, person

SECRETARY = May(any_of=("office secretary root",))
CLAUSES = (
    clause("1", "apportion-delegates mandate-delegate check-credentials send-envoy recall-envoy", may=SECRETARY),
    clause("2", "call-meeting", may=SECRETARY, notice=Notice(days=14)),
    clause("3", "open-meeting record-attendance record-vote record-roll-call attest remove-from-office", may=SECRETARY),
    clause("4", "move", may=May(any_of=("member here",)), forum=Forum(kind="meeting"), majority=SIMPLE,
           quorum=Quorum(measure=HALF, base="seats")),
    clause("5", "apportion-delegates", method=Method(name="hare")),
    clause("6", "send-envoy", term=Term(months=6)),
)  # fmt: skip
BODIES = (
    FirstBody("root", "party"),
    FirstBody("north", "branch", "root"),
    FirstBody("south", "branch", "root"),
    FirstBody("bay", "branch", "south"),
    FirstBody("congress", "congress", "root", organ=True),
)
SIZES = {"north": 6, "south": 2, "bay": 2}
"""Members beside the three founders, who are in no branch and belong to the north from the first day."""


def society(*more) -> Society:
    s = Society(
        (*CLAUSES, *more),
        bodies=BODIES,
        offices=(FirstOffice("secretary", "root"),),
        interim=(("secretary", 1),),
    )
    n = 4
    for body, size in SIZES.items():
        for _ in range(size):
            s.state.members.roll.enter(person(n), Spell(body, "ordinary", s.now), s.state.bodies.above[body])
            n += 1
    for founder in (1, 2, 3):
        s.state.members.roll.close(person(founder), "root", s.now, "moved", ("root",))
        s.state.members.roll.enter(
            person(founder), Spell("north", "ordinary", s.now), s.state.bodies.above["north"]
        )
    s.wait(1)
    return s


def seats(**units: int) -> tuple[UnitSeats, ...]:
    return tuple(UnitSeats(unit, n) for unit, n in units.items())


FIELDS = {
    "name": "a1",
    "congress": "congress",
    "office": "delegate",
    "method": "hare",
    "seats": 5,
    "record": START,
}


def apportioned(*more) -> Society:
    s = society(*more)
    s.do("apportion-delegates", s.office(1, "secretary"), units=seats(north=3, south=2), **FIELDS)
    return s


def refused(s: Society, kind: str, **fields) -> list[str]:
    return s.refused(kind, s.office(1, "secretary"), **fields)


# --- apportionment


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


# --- mandates and credentials


def elected(s: Society, n: int, unit: str, alternate: int = 0) -> str:
    name = f"el.{n}"
    end = s.now + 400 * DAY
    s.state.offices.seat(Mandate(name, person(n), "delegate", unit, s.now, end, end, name, s.now))
    if alternate:
        s.state.offices.alternates[name] = [person(alternate)]
    return name


def written(s: Society, n: int, unit: str = "north", **more) -> str:
    fields = {"name": f"c{n}", "mandate": elected(s, n, unit), "congress": "congress", "text": TEXT,
              "begins": "2025-01-10T00:00:00Z", "ends": "2025-03-01T00:00:00Z"} | more  # fmt: skip
    s.do("mandate-delegate", s.office(1, "secretary"), **fields)
    return f"c{n}"


def test_a_written_mandate_for_a_delegate_within_her_term_and_one_at_a_time():
    s = apportioned()
    fields = {
        "congress": "congress",
        "text": TEXT,
        "begins": "2025-01-10T00:00:00Z",
        "ends": "2025-03-01T00:00:00Z",
    }
    chair = replace(s.state.offices.mandates["interim.0"], name="x")
    s.state.offices.seat(chair)
    assert refused(s, "mandate-delegate", name="c1", mandate="x", **fields) == ["bylaw 8"], "no delegate"
    mandate = elected(s, 4, "north")
    late = {**fields, "ends": "2027-03-01T00:00:00Z"}
    assert refused(s, "mandate-delegate", name="c1", mandate=mandate, **late) == ["bylaw 14"], (
        "beyond her office"
    )
    s.do("mandate-delegate", s.office(1, "secretary"), name="c1", mandate=mandate, **fields)
    assert refused(s, "mandate-delegate", name="c2", mandate=mandate, **fields) == ["bylaw 15"]


def check(s: Society, *seated: str, **more) -> None:
    s.do("check-credentials", s.office(1, "secretary"), congress="congress", seated=seated, **more)


def test_who_is_checked_sits_until_the_mandate_ends_and_no_more_than_the_seats():
    s = apportioned()
    names = [written(s, n) for n in (4, 5, 6, 7)]
    assert refused(s, "check-credentials", congress="congress", seated=("c4",)) == ["bylaw 15"], "not begun"
    s.wait(20)
    assert refused(s, "check-credentials", congress="congress", seated=tuple(names)) == ["bylaw 17"], (
        "three seats"
    )
    check(s, "c4", "c5", refused=(Refusal("c7", TEXT),))
    assert refused(s, "check-credentials", congress="congress", seated=("c4",))[0] == "bylaw 15"
    assert s.state.members.belongs(s.state, person(4), "congress", s.now)
    assert not s.state.members.belongs(s.state, person(7), "congress", s.now)
    s.wait(60)
    assert not s.state.members.belongs(s.state, person(4), "congress", s.now)


def test_a_seat_ends_with_the_office_at_home_and_the_alternate_needs_her_own_credential():
    s = apportioned()
    written(s, 4)
    s.state.offices.alternates["el.4"] = [person(5)]
    s.wait(20)
    check(s, "c4")
    s.do("remove-from-office", s.office(1, "secretary"), mandate="el.4", reasons=TEXT)
    assert not s.state.members.belongs(s.state, person(4), "congress", s.now)
    assert not s.state.members.belongs(s.state, person(5), "congress", s.now)
    heir = next(m for m in s.state.offices.of_member(person(5)))
    fields = {
        "congress": "congress",
        "text": TEXT,
        "begins": "2025-02-10T00:00:00Z",
        "ends": "2025-03-01T00:00:00Z",
    }
    s.do("mandate-delegate", s.office(1, "secretary"), name="c5", mandate=heir.name, **fields)
    s.wait(20)
    check(s, "c5")
    assert s.state.members.belongs(s.state, person(5), "congress", s.now)


def test_nobody_checks_her_own_credential():
    s = apportioned()
    written(s, 1)
    s.wait(20)
    assert refused(s, "check-credentials", congress="congress", seated=("c1",)) == ["bylaw 34"]
    assert refused(s, "check-credentials", congress="congress", refused=(Refusal("c1", TEXT),)) == [
        "bylaw 34"
    ]


def test_a_congress_counts_its_seats_and_a_delegate_votes_within_her_mandate():
    s = apportioned()
    written(s, 2)
    written(s, 3, matters=("move",))
    written(s, 10, "south")
    s.wait(20)
    check(s, "c2", "c3")
    by, items = s.office(1, "secretary"), (AgendaItem("i", "Item", ("attest", "move")),)
    s.do("call-meeting", by, name="m1", body="congress", begins="2025-02-20T12:00:00Z", items=items)
    fact = {"name": "f", "fact": "x", "source": "y", "claimed": START, "evidence": TEXT}
    matter = substance(s.act("attest", **fact))
    common = {"body": "congress", "text": TEXT, "meeting": "m1", "item": "i"}
    s.do("move", 2, name="q1", matter=matter, **common)
    s.do("move", 2, name="q2", **common)
    s.wait(29.5)
    s.do("open-meeting", by, meeting="m1", served=2)
    s.do("record-attendance", by, meeting="m1", arrived=(Arrival(person(2)), Arrival(person(3))))
    assert refused(s, "record-vote", motion="q1", yes=2, no=0) == ["4"], "two of five seats"
    check(s, "c10")
    assert refused(s, "record-attendance", meeting="m1", arrived=(Arrival(person(10)),)) == ["bylaw 9"]
    votes = (RollVote(person(2), "yes"), RollVote(person(3), "yes"))
    assert "bylaw 9" in refused(s, "record-roll-call", motion="q1", votes=votes), (
        "R32: her mandate does not cover it"
    )
    assert "bylaw 9" not in refused(s, "record-roll-call", motion="q2", votes=votes)


# --- envoys

ENVOY = {
    "body": "root",
    "envoy": person(4),
    "to": "The federation",
    "powers": ("to hear", "to propose"),
    "text": TEXT,
}


def test_an_envoy_has_powers_that_can_be_seen_and_a_last_day():
    s = society()
    days = {"begins": "2025-01-10T00:00:00Z", "ends": "2025-07-10T00:00:00Z"}
    assert refused(s, "send-envoy", name="v1", **{**ENVOY, **days, "ends": "2025-08-01T00:00:00Z"}) == ["6"]
    assert refused(s, "send-envoy", name="v1", **{**ENVOY, **days, "ends": days["begins"]}) == ["bylaw 14"]
    s.do("send-envoy", s.office(1, "secretary"), name="v1", **ENVOY, **days)
    envoy = s.state.delegations.envoys["v1"]
    assert (envoy.powers, envoy.to) == (ENVOY["powers"], "The federation")
    assert not envoy.holds(s.now)
    s.wait(20)
    assert s.state.delegations.envoys["v1"].holds(s.now)
    s.do("recall-envoy", s.office(1, "secretary"), envoy="v1", reasons=TEXT)
    assert not s.state.delegations.envoys["v1"].holds(s.now)
    assert refused(s, "recall-envoy", envoy="v1", reasons=TEXT) == ["bylaw 15"]


def test_nobody_sends_herself():
    s = society()
    days = {"begins": "2025-01-10T00:00:00Z", "ends": "2025-02-10T00:00:00Z"}
    assert s.refused("send-envoy", 2, name="v1", **ENVOY, **days) == ["1"]
    assert s.refused(
        "send-envoy", (s.office(1, "secretary"), Signer(person(2), "member")), name="v1", **ENVOY, **days
    ) == ["1"]
