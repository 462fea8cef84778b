"""D1: an office of a branch reaches the members of that branch and of those below it, and nobody else's."""

from types import SimpleNamespace

import pytest

from bylaw.portal import officers
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May
from tests.acts.polling import society

WHOLE = {"root", "north", "south", "board"}


def desk_with(held, *phrases, over=False):
    """A desk under a clause on admission, at which somebody holds these offices, each of a body; or held them once."""
    made = society(Clause(no="90", words="Who admits.", of=("admit",), may=May(any_of=phrases)))
    mandates = [
        SimpleNamespace(office=office, body=body, holds=lambda at: not over or at < made.now)
        for office, body in held
    ]
    state = SimpleNamespace(
        offices=SimpleNamespace(of_member=lambda _member: mandates),
        bodies=made.state.bodies,
        bylaws=made.state.bylaws,
    )
    return SimpleNamespace(state=state, now=lambda: made.now)


@pytest.mark.parametrize(
    ("held", "phrase", "bodies"),
    [
        ([("secretary", "north")], "office secretary here", {"north"}),
        ([("secretary", "south")], "office secretary here", {"south"}),
        ([("secretary", "root")], "office secretary here", WHOLE),
        ([("secretary", "board")], "office secretary here", WHOLE),
        ([("steward", "root")], "office secretary here", set()),
        ([("steward", "root"), ("secretary", "north")], "office secretary here", {"north"}),
        ([], "office secretary here", set()),
        ([("secretary", "root")], "office secretary root", WHOLE),
        ([("secretary", "north")], "office secretary root", set()),
        ([("secretary", "board")], "office secretary root", WHOLE),
        ([("secretary", "north")], "office chair root & office secretary here", {"north"}),
        ([("secretary", "root")], "office secretary parent", WHOLE),
        ([("secretary", "north")], "office secretary parent", set()),
    ],
)
def test_an_office_reaches_its_own_unit_and_those_below(held, phrase, bodies):
    """The board is an organ of the whole: its secretary keeps the whole; a branch's secretary keeps the branch."""
    desk = desk_with(held, phrase)
    assert officers.reach(desk, "1" * 32, ("admit",)) == bodies
    assert officers.serves(desk, "1" * 32, "admit") is bool(bodies)


def test_an_office_that_is_over_reaches_nobody():
    held = [("secretary", "root")]
    assert officers.reach(desk_with(held, "office secretary here", over=True), "1" * 32, ("admit",)) == set()
