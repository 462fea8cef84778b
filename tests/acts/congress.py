"""A congress for tests: three units of eleven members, and the clauses under which they send delegates."""

from bylaw.acts.law.founding import FirstBody, FirstOffice
from bylaw.acts.organisation.delegates import UnitSeats
from bylaw.rules.meanings import Forum, May, Method, Notice, Quorum, Term
from bylaw.state.offices import Mandate
from bylaw.state.roll import Spell

from .assembly import HALF, SIMPLE, TEXT, clause
from .society import DAY, START, Society, person

SECRETARY = May(any_of=("office secretary root",))
CLAUSES = (
    clause("1", "apportion-delegates mandate-delegate check-credentials send-envoy recall-envoy create-office", may=SECRETARY),
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


def check(s: Society, *seated: str, **more) -> None:
    s.do("check-credentials", s.office(1, "secretary"), congress="congress", seated=seated, **more)
