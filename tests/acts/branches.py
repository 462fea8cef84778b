"""A tree of branches for tests, and what must hold of it however it is recut."""

from bylaw.acts.law.founding import FirstBody, FirstOffice
from bylaw.rules.meanings import May
from bylaw.state.roll import Spell

from .assembly import clause
from .society import DAY, Society, person

BODIES = (
    FirstBody("root", "assembly"),
    FirstBody("north", "region", "root"),
    FirstBody("south", "region", "root"),
    FirstBody("ford", "branch", "north"),
    FirstBody("mill", "branch", "north"),
    FirstBody("bay", "branch", "south"),
    FirstBody("board", "board", "north", organ=True),
)
CLAUSES = (
    clause("1", "create-body split-body merge-bodies dissolve-body create-office abolish-office remove-from-office",
           may=May(any_of=("office secretary root",))),
    clause("2", "resign-office hand-over declare-affiliation", may=May(any_of=("subject",))),
)  # fmt: skip
ROLLS = {"ford": (4, 5, 6), "mill": (7, 8), "bay": (9, 10), "north": (11,)}


def society(*more) -> Society:
    s = Society(
        (*CLAUSES, *more),
        bodies=BODIES,
        offices=(
            FirstOffice("secretary", "root"),
            FirstOffice("chair", "ford"),
            FirstOffice("director", "board", 2),
        ),
        interim=(("secretary", 1), ("chair", 2), ("director", 2), ("director", 3)),
    )
    for body, members in ROLLS.items():
        for n in members:
            s.state.members.roll.enter(person(n), Spell(body, "ordinary", s.now), s.state.bodies.above[body])
    s.wait(1)
    return s


def do(s: Society, kind: str, **fields) -> None:
    s.do(kind, s.office(1, "secretary"), **fields)
    s.wait(1)
    consistent(s)


def refused(s: Society, kind: str, **fields) -> list[str]:
    return s.refused(kind, s.office(1, "secretary"), **fields)


def members(s: Society, body: str, t: int | None = None) -> set[int]:
    t = s.now if t is None else t
    units = s.state.bodies.below(body, t)
    return {int(member, 16) for member, _ in s.state.members.roll.listing(units, t)}


def consistent(s: Society, t: int | None = None) -> None:
    """Every indexed count equals a plain listing, of every body, now and at each day before."""
    for body, thing in s.state.bodies.all.items():
        for when in (s.now, s.now - DAY, s.now - 2 * DAY):
            if not thing.organ:
                count = s.state.members.roll.count(body, when, frozenset(("ordinary", "candidate")))
                assert count == len(members(s, body, when)), (body, when)
