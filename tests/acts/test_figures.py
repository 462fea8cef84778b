"""Figures: what is published is what the record gives; stock and flow of the roll balance in every body and year."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.figures.justice import _steps
from bylaw.acts.figures.membership import ENTRIES, IN, OUT
from bylaw.acts.figures.publishing import Stated
from bylaw.acts.figures.survey import DEFINITIONS, survey, years
from bylaw.acts.members.leaving import leave, move
from bylaw.acts.organisation.succession import hang
from bylaw.projections.figures import contradictions, survival
from bylaw.state import State
from bylaw.state.bodies import Body
from bylaw.state.cases import Round
from bylaw.state.roll import Spell

from .society import DAY, Society, person
from .test_keys import clause

CLAUSES = (
    clause("1", "publish-figures", "member root"),
    clause("2", "claim-figure", "member root"),
    clause("3", "resign", "subject"),
)
BODIES = ("root", "north", "south", "west")
STEPS = st.tuples(
    st.sampled_from(("enter", "leave", "move", "hang", "wait")), st.integers(0, 5), st.integers(1, 3)
)


def stated(**values: int) -> tuple[Stated, ...]:
    return tuple(Stated("root", name.replace("_", "-"), value) for name, value in values.items())


def year_later() -> Society:
    """Three founders, of whom one resigns in the first year; it is the next one."""
    s = Society(CLAUSES)
    s.wait(100)
    s.do("resign", resigner(3), member=person(3))
    s.wait(300)
    return s


def resigner(n: int) -> Signer:
    return Signer(person(n), "subject")


@pytest.mark.parametrize(
    ("values", "clauses"),
    [
        ({"members": 2, "founded": 3, "resigned": 1}, []),
        ({"members": 2}, []),
        ({"expelled": 0}, []),
        ({"members": 3}, ["bylaw 17"]),
        ({"members": 2, "resigned": 0}, ["bylaw 17"]),
        ({"founded": 4}, ["bylaw 17"]),
        ({"happiness": 2}, ["bylaw 17"]),
    ],
)
def test_a_published_figure_is_the_one_that_the_record_gives(values, clauses):
    found = year_later().judged("publish-figures", 1, year=2025, figures=stated(**values))
    assert [finding.clause for finding in found] == clauses


def test_a_year_is_published_when_it_is_over():
    s = Society(CLAUSES)
    s.wait(100)
    assert s.refused("publish-figures", 1, year=2025, figures=stated(founded=3)) == ["bylaw 15"]
    s.wait(264)
    assert s.refused("publish-figures", 1, year=2025, figures=stated(founded=3)) == ["bylaw 15"]
    s.wait(1)
    s.do("publish-figures", 1, year=2025, figures=stated(founded=3))
    assert s.state.figures.published[0].figures == (("root", "founded", 3),)


def test_only_a_member_claims_a_figure_and_none_of_a_year_to_come():
    s = year_later()
    fields = {"figure": "members", "body": "root", "value": 900, "words": "members", "source": "a leaflet"}
    fields["evidence"] = "secondary"
    assert s.refused("claim-figure", 3, name="c", year=2025, **fields) == ["2"]
    assert s.refused("claim-figure", 1, name="c", year=2027, **fields) == ["bylaw 14"]
    s.do("claim-figure", 1, name="c", year=2026, **fields)


def test_claims_that_contradict_the_record_or_each_other_are_listed():
    s = year_later()
    fields = {"figure": "members", "body": "root", "words": "members", "evidence": "read"}
    for name, year, value, source in (
        ("true", 2025, 2, "minutes"),
        ("false", 2025, 900, "a leaflet"),
        ("old", 1934, 342_294, "one table"),
        ("older", 1934, 854_330, "another table"),
        ("same", 1934, 854_330, "a third table"),
    ):
        s.do("claim-figure", 1, name=name, year=year, value=value, source=source, **fields)
    found = {(c.year, c.one, c.by, c.other, c.against) for c in contradictions(s.state, s.now)}
    assert found == {
        (2025, 900, "a leaflet", 2, "the record"),
        (2025, 900, "a leaflet", 2, "minutes"),
        (1934, 854_330, "another table", 342_294, "one table"),
        (1934, 854_330, "a third table", 342_294, "one table"),
    }


def test_expelled_stands_gross_and_net_of_restorations():
    s = year_later()
    state, (one, two) = s.state, (person(1), person(2))
    leave(state, one, s.now, "expelled")
    leave(state, two, s.now, "expelled")
    state.members.roll.enter(one, Spell("root", "ordinary", s.now + DAY, how="restored"), ("root",))
    found = survey(state, years(state, s.now + DAY), s.now + DAY)
    assert (found["root", 2026, "expelled"], found["root", 2026, "expelled-net"]) == (2, 1)
    assert found["root", 2026, "restored"] == 1


ROUND = Round(opened=1, sanction="expulsion", decided=5, appealed=10, decide_by=100)


@pytest.mark.parametrize(
    ("one", "counted"),
    [
        (ROUND, {"appeals-overdue"}),
        (replace(ROUND, pauses=True), {"appeals-overdue"}),
        (replace(ROUND, pauses=True, ruled=150, ruling="overturned"), {"appeals-overdue", "appeals-late"}),
        (replace(ROUND, ruled=50, ruling="overturned"), {"appeals-heard", "appeals-granted"}),
        (replace(ROUND, ruled=50, ruling="upheld"), {"appeals-heard", "appeals-upheld"}),
        (replace(ROUND, decide_by=1000), {"appeals-pending"}),
    ],
)
def test_every_appeal_is_heard_overdue_or_pending_whatever_the_bylaws_make_of_a_late_one(one, counted):
    totals = Counter()
    for figure, at, n in _steps(0, one):
        if at <= 200 and figure.startswith("appeals-"):
            totals[figure] += n
    assert {figure for figure, n in totals.items() if n} == counted
    assert totals["appeals-heard"] + totals["appeals-overdue"] + totals["appeals-pending"] == 1


def test_a_cohort_is_followed_year_by_year():
    s = year_later()
    assert [(c.joined, c.year, c.came, c.members) for c in survival(s.state, "root", s.now)] == [
        (2025, 2025, 3, 2),
        (2025, 2026, 3, 2),
    ]


def test_every_way_in_is_told_by_the_spell_that_it_begins():
    """A membership that begins says how: whoever adds a way in adds its figure."""
    roots = [spells[0] for spells in Society(CLAUSES).state.members.roll.spells.values()]
    assert {spell.how for spell in roots} == {"founded"}
    assert set(ENTRIES) <= set(DEFINITIONS)


class Walk:
    """Members come, go and move, and bodies are hung elsewhere, through the functions that the acts use."""

    def __init__(self) -> None:
        self.state = State()
        self.state.identity.zone = "UTC"
        self.now = 0
        for name, parent in (("root", ""), ("north", "root"), ("south", "root"), ("west", "north")):
            self.state.bodies.found(Body(name, "local", parent, organ=False, start=0))

    def enter(self, n: int, to: int) -> None:
        spells = self.state.members.roll.spells.get(person(n), [])
        if not any(spell.end > self.now for spell in spells):
            how = "returned" if spells else "admitted"
            body = BODIES[to]
            spell = Spell(body, "ordinary", self.now, how=how)
            self.state.members.roll.enter(person(n), spell, self.state.bodies.above[body])

    def leave(self, n: int, to: int) -> None:
        leave(self.state, person(n), self.now, ("resigned", "lapsed", "died")[to - 1])

    def move(self, n: int, to: int) -> None:
        if any(True for _ in self.state.members.roll.current(person(n), self.now)):
            move(self.state, person(n), self.now, "transferred", body=BODIES[to])

    def hang(self, n: int, to: int) -> None:
        unit, parent = BODIES[to], BODIES[n % 4]
        if unit not in self.state.bodies.above[parent]:
            hang(self.state, unit, parent, self.now)

    def wait(self, n: int, to: int) -> None:
        self.now += (n * 50 + to) * DAY


@given(st.lists(STEPS, max_size=40))
def test_in_every_body_and_year_the_roll_is_what_it_was_and_who_came_and_went(steps):
    walk = Walk()
    for name, n, to in steps:
        getattr(walk, name)(n, to)
        walk.now += DAY
    state, asked = walk.state, years(walk.state, walk.now)
    found = survey(state, asked, walk.now)
    for body, year in product(BODIES, asked):
        before = found.get((body, year - 1, "members"), 0)
        flows = (
            [found.get((body, year, name), 0) for name in IN],
            [found.get((body, year, name), 0) for name in OUT],
        )
        assert found.get((body, year, "members"), 0) == before + sum(flows[0]) - sum(flows[1]), (body, year)
    last = found.get(("root", asked[-1], "members"), 0)
    assert last == sum(
        any(s.holds(walk.now) for s in spells) for spells in state.members.roll.spells.values()
    )


@given(st.lists(STEPS, max_size=40), st.integers(0, 3))
def test_one_year_asked_alone_is_the_same_as_among_all(steps, which):
    walk = Walk()
    for name, n, to in steps:
        getattr(walk, name)(n, to)
        walk.now += DAY
    asked = years(walk.state, walk.now)
    year = asked[which % len(asked)]
    whole = {k: v for k, v in survey(walk.state, asked, walk.now).items() if k[1] == year}
    assert survey(walk.state, range(year, year + 1), walk.now) == whole
