"""What a figure is, and the events that figures count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from msgspec import Struct

from bylaw.state import State

Sort = Literal["flow", "level", "roll"]
"""How a figure comes about: events of the year (``flow``), all events until its end (``level``), or the roll."""


class Definition(Struct, frozen=True):
    """One figure: its name, what its unit is, how it comes about and what exactly it counts.

    ``base`` names the figure of which this one is a part, so that a reader can form the share herself.
    """

    name: str
    unit: str
    words: str
    sort: Sort = "flow"
    base: str = ""


class Event(NamedTuple):
    """Something that counts ``n`` towards a figure of these bodies at one moment."""

    figure: str
    at: int
    bodies: tuple[str, ...]
    n: int = 1


class Subject(NamedTuple):
    """What is counted about one subject: its definitions, and the events in a state until a moment.

    Events to come may be given as well; nobody counts them.
    """

    name: str
    figures: tuple[Definition, ...]
    events: Callable[[State, int], Iterator[Event]]
