"""What a breach lets lapse: it ends by itself, on a day that the record tells, unless the same is done properly."""

import pytest

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.acts.substance import substance
from bylaw.projections.duties import duties
from bylaw.projections.timetable import timetable
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May
from bylaw.state.offices import Mandate, Office
from bylaw.state.warrants import Warrant

from . import congress
from .assembly import clause
from .society import DAY, Society, person

BOARD = ("office secretary root", "resolution congress root")
FIELDS = {"body": "south", "successor": "north"}


def law(days: int = 60, meeting: str = ":congress") -> tuple[Clause, ...]:
    floor = Clause(
        no="8", words="It lapses unless the next congress confirms it.", of=("dissolve-body",), layer="floor",
        on_breach=f"lapses:{days}{meeting}", may=May(any_of=("resolution congress root",)),
    )  # fmt: skip
    officer = May(any_of=("office secretary root",))
    return (
        clause("7", "dissolve-body", may=May(any_of=BOARD)),
        floor,
        clause("9", "close-meeting split-body", may=officer),
        clause("10", "resign-office", may=May(any_of=("subject", "office chair here"))),
    )


def society(**more: object) -> Society:
    """Three units, of which the south has a chair, an organ, and a unit under it."""
    s = congress.society(*law(**more))
    s.state.offices.create(Office("chair", "south", 1, s.now))
    s.state.offices.seat(Mandate("chair.1", person(3), "chair", "south", s.now, s.now + 900 * DAY,
                                 s.now + 900 * DAY, "e0", s.now))  # fmt: skip
    return s


def dissolved(**more: object) -> Society:
    s = society(**more)
    s.do("dissolve-body", s.office(1, "secretary"), **FIELDS)
    return s


def confirmed(s: Society):
    """The congress has resolved on the same act, word for word."""
    matter = substance(s.act("dissolve-body", **FIELDS))
    s.state.warrants.give(Warrant("resolution.q", "resolution", "congress", matter, s.now, s.now + 90 * DAY))
    return Signer(person(2), "warrant", "resolution.q")


def on_roll(s: Society, body: str) -> int:
    return s.state.members.roll.count(body, s.now, frozenset(s.state.members.roll.classes))


def held_congress(s: Society, name: str = "m1") -> None:
    """A meeting of the congress from its call to its closing."""
    sec = s.office(1, "secretary")
    begins = rfc3339(s.now + 20 * DAY)
    s.do("call-meeting", sec, name=name, body="congress", begins=begins, items=(AgendaItem("i", "I", ()),))
    s.wait(20)
    s.do("open-meeting", sec, meeting=name, served=0)
    s.do("close-meeting", sec, meeting=name)


@pytest.mark.parametrize("days", [30, 60])
def test_what_lapses_ends_on_its_day_without_anybody(days):
    s = dissolved(days=days)
    body = s.state.bodies.all["south"]
    ends = body.rests[-1][1]
    assert days * DAY <= ends - s.now <= (days + 1) * DAY
    assert not body.holds(s.now)
    assert not body.holds(ends - 1)
    assert body.holds(ends), "nothing was entered in between"
    assert body.holds(s.now - 1), "and the time before is what it was"


def test_for_that_time_the_body_does_nothing_and_keeps_its_members():
    s = society()
    sec, chair = s.office(1, "secretary"), s.office(3, "chair")
    before = on_roll(s, "south")
    split = {"name": "east", "kind_of_body": "branch", "members": (person(10),)}
    s.do("dissolve-body", sec, **FIELDS)
    assert on_roll(s, "south") == before
    assert s.refused("resign-office", chair, mandate="chair.1") == ["10"], "her mandate gives no right"
    assert s.refused("split-body", sec, body="south", **split) == ["bylaw 15"]
    assert s.state.bodies.all["bay"].holds(s.now), "what lies under it goes on"
    s.wait(61)
    s.do("split-body", sec, body="south", **split)
    s.do("resign-office", chair, mandate="chair.1")


def test_what_rests_is_hung_elsewhere_with_the_rest_of_a_body_that_is_dissolved():
    s = society()
    s.do("dissolve-body", s.office(1, "secretary"), body="bay", successor="south")
    members = on_roll(s, "bay")
    s.do("dissolve-body", confirmed(s), **FIELDS)
    bay = s.state.bodies.all["bay"]
    assert (bay.parent, bay.resting(s.now)) == ("north", True)
    s.wait(61)
    assert s.state.bodies.all["bay"].holds(s.now)
    assert on_roll(s, "bay") == members
    assert s.state.bodies.line("bay", s.now) == ("bay", "north", "root")


def test_the_same_act_as_the_clause_asks_confirms_it_for_good():
    s = dissolved()
    s.wait(10)
    assert not s.do("dissolve-body", confirmed(s), **FIELDS).findings
    assert s.state.flaws.last_lapse("dissolve-body", "south").confirmed
    s.wait(100)
    assert not s.state.bodies.all["south"].holds(s.now)
    assert on_roll(s, "south") == 0
    assert s.state.bodies.all["bay"].parent == "north"


def test_after_its_end_it_is_no_confirmation_but_a_new_act():
    s = dissolved()
    s.wait(61)
    assert s.state.bodies.all["south"].holds(s.now)
    s.do("dissolve-body", confirmed(s), **FIELDS)
    assert not s.state.flaws.last_lapse("dissolve-body", "south").confirmed
    assert not s.state.bodies.all["south"].holds(s.now)


@pytest.mark.parametrize(
    ("days", "waited", "taken"), [(60, 100, False), (60, 122, True), (30, 62, True), (30, 31, False)]
)
def test_it_is_not_done_for_a_time_again_before_as_much_time_has_passed(days, waited, taken):
    s = dissolved(days=days)
    assert s.refused("dissolve-body", s.office(1, "secretary"), **FIELDS) == ["8"], "nor while it holds"
    s.wait(waited)
    if taken:
        s.do("dissolve-body", s.office(1, "secretary"), **FIELDS)
    else:
        assert s.refused("dissolve-body", s.office(1, "secretary"), **FIELDS) == ["8"]


def test_the_next_congress_is_the_last_that_confirms():
    s = dissolved()
    held_congress(s)
    assert s.state.bodies.all["south"].holds(s.now), "closed without a word on it"
    s = dissolved(meeting="")
    held_congress(s)
    assert not s.state.bodies.all["south"].holds(s.now), "where the clause names no meeting the days count"
    s = dissolved(meeting=":assembly")
    held_congress(s)
    assert not s.state.bodies.all["south"].holds(s.now), "nor where it names another"


def test_a_congress_that_resolved_on_it_has_confirmed_it():
    s = dissolved()
    sec = s.office(1, "secretary")
    begins = rfc3339(s.now + 20 * DAY)
    s.do("call-meeting", sec, name="m1", body="congress", begins=begins, items=(AgendaItem("i", "I", ()),))
    s.wait(20)
    s.do("open-meeting", sec, meeting="m1", served=0)
    by = confirmed(s)
    s.do("close-meeting", sec, meeting="m1")
    assert not s.state.bodies.all["south"].holds(s.now), "its resolution has only to be carried out"
    s.do("dissolve-body", by, **FIELDS)
    assert s.state.bodies.all["south"].end == s.now


def test_the_lapse_is_in_the_timetable_and_its_confirmation_among_the_duties():
    s = dissolved()
    coming = [(d.what, d.about) for d in timetable(s.state, "root", s.now)]
    assert ("unless confirmed this lapses: dissolve-body", "south") in coming
    assert [d.about for d in duties(s.state, "root", s.now) if d.act == "dissolve-body"] == ["south"]
    s.do("dissolve-body", confirmed(s), **FIELDS)
    assert not [d for d in duties(s.state, "root", s.now) if d.act == "dissolve-body"]


def test_a_clause_that_lets_lapse_what_has_no_end_is_not_adopted():
    for of in ((), ("merge-bodies",), ("dissolve-body", "move")):
        bad = Clause(
            no="50", words="W.", of=of, layer="floor", on_breach="lapses:9", may=May(any_of=("anyone",))
        )
        taken = Society((*congress.CLAUSES, bad), bodies=congress.BODIES).taken
        assert any("no end of its own" in f.found for f in taken.refusals)
    fine = Clause(no="50", words="W.", of=("dissolve-body",), layer="floor", on_breach="lapses:9",
                  may=May(any_of=("anyone",)))  # fmt: skip
    taken = Society((*congress.CLAUSES, fine), bodies=congress.BODIES).taken
    assert not any("no end of its own" in f.found for f in taken.refusals)
