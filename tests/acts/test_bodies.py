"""Bodies: created, dissolved with a successor, merged, split; never while a vote counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.acts.members import franchise
from bylaw.rules.meanings import Forum
from bylaw.state.elections import Election
from bylaw.state.members import Application
from bylaw.state.roll import Spell

from .assembly import MEMBER, SIMPLE, clause
from .branches import consistent, do, members, refused, society
from .society import DAY, Society, person


def test_a_tree_grows_to_any_depth():
    s = society()
    for depth in range(1, 60):
        do(
            s,
            "create-body",
            name=f"d{depth}",
            kind_of_body="branch",
            parent=f"d{depth - 1}" if depth > 1 else "bay",
        )
    assert len(s.state.bodies.above["d59"]) == 62
    assert "d59" in s.state.bodies.below("root")


def test_nothing_under_an_organ_or_a_body_that_is_gone_or_twice():
    s = society()
    part = {"name": "new", "kind_of_body": "branch"}
    assert refused(s, "create-body", parent="board", **part) == ["bylaw 8"]
    assert refused(s, "create-body", parent="north", name="bay", kind_of_body="branch") == ["bylaw 8"]
    do(s, "dissolve-body", body="mill", successor="ford")
    assert refused(s, "create-body", parent="mill", **part) == ["bylaw 15"]
    do(s, "create-body", parent="ford", **part)


def test_a_kind_for_which_the_law_has_no_answer():
    law = clause("3", "move", may=MEMBER, forum=Forum(kind="discussion"), majority=SIMPLE).__class__
    s = society(
        law(no="3", words="Members of assemblies move.", of=("move",), may=MEMBER),
        law(no="4", words="In assemblies.", of=("move",), body=("assembly", "region", "branch", "board"),
            forum=Forum(kind="discussion"), majority=SIMPLE),
    )  # fmt: skip
    part = {"name": "new", "parent": "root"}
    assert set(refused(s, "create-body", kind_of_body="club", **part)) == {"bylaw 11"}
    do(s, "create-body", kind_of_body="branch", **part)


def test_only_who_may():
    s = society()
    assert s.refused("create-body", 3, name="new", parent="root", kind_of_body="branch") == ["1"]


def test_what_was_on_the_roll_passes_on_with_class_and_seniority():
    s = society()
    before, since = s.now - 1, s.state.members.roll.spell(person(7), "mill", s.now).start
    do(s, "dissolve-body", body="mill", successor="bay")
    assert members(s, "bay") == {7, 8, 9, 10}
    assert members(s, "south") == {7, 8, 9, 10}
    assert members(s, "north") == {4, 5, 6, 11}
    assert members(s, "mill") == set()
    assert members(s, "mill", before) == {7, 8}, "the past is as it was"
    spell = s.state.members.roll.spell(person(7), "bay", s.now)
    assert (spell.since, spell.cls) == (since, "ordinary")
    assert s.state.bodies.all["mill"].successor == "bay"


def test_units_under_it_pass_on_and_organs_and_offices_end():
    s = society()
    before = s.now - 1
    do(s, "dissolve-body", body="north", successor="south")
    assert s.state.bodies.above["ford"] == ("ford", "south", "root")
    assert s.state.bodies.line("ford", before) == ("ford", "north", "root")
    assert members(s, "south") == {4, 5, 6, 7, 8, 9, 10, 11}
    assert members(s, "north", before) == {4, 5, 6, 7, 8, 11}
    assert members(s, "root") == set(range(1, 12))
    assert not s.state.bodies.all["board"].holds(s.now)
    assert not list(s.state.offices.in_body("board", s.now))
    assert next(s.state.offices.holders("ford", "chair", s.now)).member == person(2), (
        "the branch keeps its own"
    )
    rules = franchise.franchise(s.state, "north", s.now)
    assert franchise.votes(s.state, person(4), rules, before)
    assert not franchise.votes(s.state, person(4), rules, s.now)


def test_the_parent_can_succeed():
    s = society()
    do(s, "dissolve-body", body="ford", successor="north")
    assert s.state.members.roll.spell(person(4), "north", s.now)
    assert members(s, "north") == {4, 5, 6, 7, 8, 11}


def test_who_is_on_both_rolls_is_on_one_afterwards():
    s = society()
    s.state.members.roll.enter(person(4), Spell("mill", "ordinary", s.now), s.state.bodies.above["mill"])
    s.do("dissolve-body", s.office(1, "secretary"), body="mill", successor="ford")
    s.wait(1)
    assert members(s, "ford") == {4, 5, 6, 7, 8}
    assert len(list(s.state.members.roll.current(person(4), s.now))) == 1


def test_a_candidates_term_passes_on():
    s = society()
    ends = s.now + 100 * DAY
    s.state.members.roll.enter(
        person(12), Spell("mill", "candidate", s.now, ends), s.state.bodies.above["mill"]
    )
    do(s, "dissolve-body", body="mill", successor="bay")
    assert s.state.members.roll.spell(person(12), "bay", s.now).end == ends
    do(s, "dissolve-body", body="south", successor="north")
    assert 12 in members(s, "north")
    s.now = ends + 3 * DAY
    consistent(s)
    assert 12 not in members(s, "north")


def test_open_applications_and_transfers_go_to_the_successor():
    s = society()
    s.state.members.applications[person(13)] = Application(person(13), "mill", "ordinary", s.now)
    s.state.members.transfers[person(4)] = ("mill", s.now)
    do(s, "dissolve-body", body="mill", successor="bay")
    assert s.state.members.applications[person(13)].body == "bay"
    assert s.state.members.transfers[person(4)][0] == "bay"


def test_no_dissolution_without_a_fit_successor():
    s = society()
    assert refused(s, "dissolve-body", body="north", successor="ford") == ["bylaw 8"], "it lies under it"
    assert refused(s, "dissolve-body", body="north", successor="north") == ["bylaw 8"]
    assert refused(s, "dissolve-body", body="north", successor="board")[0] == "bylaw 8"
    assert "bylaw 15" in refused(s, "dissolve-body", body="root", successor="north")
    do(s, "dissolve-body", body="board", successor="north")
    assert refused(s, "dissolve-body", body="board", successor="north") == ["bylaw 15"]
    assert refused(s, "dissolve-body", body="bay", successor="board")[0] == "bylaw 15"


def test_branches_merge_into_one():
    s = society()
    assert refused(s, "merge-bodies", bodies=("mill", "mill"), into="ford") == ["bylaw 17"]
    assert refused(s, "merge-bodies", bodies=("ford",), into="ford")[0] == "bylaw 17"
    assert refused(s, "merge-bodies", bodies=("north", "mill"), into="bay") == ["bylaw 8"]
    do(s, "merge-bodies", bodies=("mill", "ford"), into="bay")
    assert members(s, "bay") == {4, 5, 6, 7, 8, 9, 10}
    assert not list(s.state.offices.in_body("ford", s.now))


def test_a_branch_gives_up_members_and_a_region_units():
    s = society()
    part = {"kind_of_body": "branch", "name": "weir"}
    assert refused(s, "split-body", body="ford", members=(person(7),), **part) == ["bylaw 8"], (
        "not on its roll"
    )
    assert refused(s, "split-body", body="ford", **part) == ["bylaw 17"]
    assert refused(s, "split-body", body="ford", members=(person(4), person(4)), **part) == ["bylaw 17"]
    do(s, "split-body", body="ford", members=(person(4), person(5)), **part)
    assert members(s, "weir") == {4, 5}
    assert members(s, "ford") == {6}
    assert members(s, "north") == {4, 5, 6, 7, 8, 11}
    east = {"kind_of_body": "region", "name": "east"}
    assert refused(s, "split-body", body="north", units=("bay",), **east) == ["bylaw 8"]
    do(s, "split-body", body="north", units=("weir", "mill"), members=(person(11),), **east)
    assert members(s, "east") == {4, 5, 7, 8, 11}
    assert members(s, "north") == {6}
    assert s.state.bodies.above["weir"] == ("weir", "east", "root")


def election(s: Society, electing: str, units: tuple[str, ...] = ()) -> None:
    names = ("e1", "chair", electing, electing, electing)
    times = (s.now, s.now, s.now, s.now, s.now + DAY, s.now + DAY)
    s.state.elections.call(Election(*names, 1, "count", units or (electing,), *times))


@pytest.mark.parametrize(
    ("electing", "units", "kind", "fields"),
    [
        ("mill", (), "dissolve-body", {"body": "mill", "successor": "ford"}),
        ("ford", (), "dissolve-body", {"body": "mill", "successor": "ford"}),
        ("ford", (), "merge-bodies", {"bodies": ("mill",), "into": "ford"}),
        ("south", (), "dissolve-body", {"body": "mill", "successor": "bay"}),
        ("north", (), "dissolve-body", {"body": "mill", "successor": "bay"}),
        ("root", ("north", "south"), "dissolve-body", {"body": "mill", "successor": "bay"}),
        (
            "ford",
            (),
            "split-body",
            {"body": "ford", "name": "n", "kind_of_body": "branch", "members": (person(4),)},
        ),
    ],
)
def test_no_branch_is_recut_while_a_vote_counts_it(electing, units, kind, fields):
    s = society()
    election(s, electing, units)
    assert set(refused(s, kind, **fields)) == {"bylaw 33"}, "C36"
    s.state.elections.close("e1", s.now, "declared")
    s.wait(1)
    do(s, kind, **fields)


def test_a_vote_that_does_not_count_it_stops_nothing():
    s = society()
    election(s, "root")
    do(s, "dissolve-body", body="mill", successor="ford")


@given(
    st.lists(
        st.tuples(st.sampled_from(("dissolve", "split", "create")), st.integers(0, 99), st.integers(0, 99)),
        max_size=8,
    )
)
def test_however_bodies_are_recut_counts_are_those_of_a_listing(steps):
    s = society()
    everybody = members(s, "root")
    for i, (kind, a, b) in enumerate(steps):
        units = [n for n, body in s.state.bodies.all.items() if not body.organ and body.holds(s.now)]
        body, other = units[a % len(units)], units[b % len(units)]
        own = tuple(m for m, _ in s.state.members.roll.listing((body,), s.now))
        below = tuple(c.name for c in s.state.bodies.children(body, s.now) if not c.organ)
        fields = {
            "dissolve": {"body": body, "successor": other},
            "split": {
                "body": body,
                "name": f"s{i}",
                "kind_of_body": "branch",
                "members": own[::2],
                "units": below[:1],
            },
            "create": {"parent": body, "name": f"s{i}", "kind_of_body": "branch"},
        }[kind]
        if not s.judged(f"{kind}-body", s.office(1, "secretary"), **fields):
            do(s, f"{kind}-body", **fields)
    assert members(s, "root") == everybody
