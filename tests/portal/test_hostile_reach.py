"""D1: an office of a branch reaches the members of that branch and of those below it, and nobody else's."""

from types import SimpleNamespace

import pytest

from bylaw.portal import officers
from tests.acts.polling import society


@pytest.mark.parametrize(
    ("held", "bodies"),
    [
        ([("secretary", "north")], {"north"}),
        ([("secretary", "south")], {"south"}),
        ([("secretary", "root")], {"root", "north", "south", "board"}),
        ([("secretary", "board")], {"root", "north", "south", "board"}),
        ([("steward", "root")], set()),
        ([("steward", "root"), ("secretary", "north")], {"north"}),
        ([], set()),
    ],
)
def test_an_office_reaches_its_own_unit_and_those_below(monkeypatch, held, bodies):
    """The board is an organ of the whole: its secretary keeps the whole; a branch's secretary keeps the branch."""
    monkeypatch.setattr(officers, "offices_for", lambda _desk, _kind: frozenset({"secretary"}))
    mandates = [SimpleNamespace(office=office, body=body, holds=lambda _at: True) for office, body in held]
    made = society()
    state = SimpleNamespace(
        offices=SimpleNamespace(of_member=lambda _member: mandates), bodies=made.state.bodies
    )
    desk = SimpleNamespace(state=state, now=lambda: made.now)
    assert officers.reach(desk, "1" * 32, ("admit",)) == bodies


def test_an_office_that_is_over_reaches_nobody(monkeypatch):
    monkeypatch.setattr(officers, "offices_for", lambda _desk, _kind: frozenset({"secretary"}))
    made = society()
    over = SimpleNamespace(office="secretary", body="root", holds=lambda at: at < made.now)
    state = SimpleNamespace(
        offices=SimpleNamespace(of_member=lambda _member: [over]), bodies=made.state.bodies
    )
    assert (
        officers.reach(SimpleNamespace(state=state, now=lambda: made.now), "1" * 32, ("admit",))
        == frozenset()
    )
