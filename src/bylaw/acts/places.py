"""Where the keys of a clause are turned: the bodies that a phrase means for an act, and the seats in them."""

from __future__ import annotations

from bylaw.acts.act import Act
from bylaw.rules.who import Who
from bylaw.state import State
from bylaw.state.bodies import ROOT


def places(state: State, act: Act, key: Who) -> tuple[str, ...]:
    """Give the bodies that a key of the grammar means for an act."""
    here = act.place(state)
    return bodies_of(state.bodies.above.get(here, (here,)), key)


def bodies_of(above: tuple[str, ...], key: Who) -> tuple[str, ...]:
    """Give the bodies that a key of the grammar means in the first of these, with those above it."""
    match key.place:
        case "root":
            return (ROOT,)
        case "parent":
            return above[1:2]
        case "above":
            return above[1:]
    return above[:1]


def awake(state: State, where: tuple[str, ...], at: int) -> tuple[str, ...]:
    """Leave out what is dissolved for a time: it keeps its members and its mandates, and they give no right."""
    return tuple([name for name in where if not state.bodies.all[name].resting(at)])


def seats_in(state: State, places: tuple[str, ...], at: int) -> dict[str, str]:
    """Give the places and their organs, each with its kind: where an office or an assembly may be."""
    return {body.name: body.kind for place in places for body in state.bodies.here(place, at)}
