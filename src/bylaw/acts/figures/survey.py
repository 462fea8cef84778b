"""The survey: every figure of every body and year, in one pass over what the record says.

Time grows with what happened plus what is asked for; nothing is listed twice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from msgspec import Struct

from bylaw.acts.days import zone_of
from bylaw.acts.figures import complaints, control, elections, justice, keys, membership, reports
from bylaw.acts.figures.definition import Definition, Event, Subject
from bylaw.rules.instants import begins, day_of
from bylaw.state import State

SUBJECTS: tuple[Subject, ...] = tuple(
    module.SUBJECT for module in (membership, justice, complaints, reports, control, elections, keys)
)
DEFINITIONS: Mapping[str, Definition] = {
    figure.name: figure for subject in SUBJECTS for figure in subject.figures
}
"""Every figure there is, by its name."""


class Figure(Struct, frozen=True):
    """One number: which figure, of which body (with those below it) and which calendar year."""

    body: str
    year: int
    name: str
    value: int


Key = tuple[str, int, str]
"""Body, year, name."""


def years(state: State, at: int) -> range:
    """Give the calendar years that the record touches until ``at``, in the organisation's zone."""
    zone = zone_of(state)
    first = min((body.start for body in state.bodies.all.values()), default=at)
    return range(day_of(first, zone).year, day_of(at, zone).year + 1)


def year_begins(state: State, year: int) -> int:
    """Give the first instant of a calendar year in the organisation's zone."""
    return begins(date(year, 1, 1), zone_of(state)).at


def survey(state: State, asked: range, at: int) -> dict[Key, int]:
    """Count every figure of every body in a run of years, as far as the record goes; what is nought is left out."""
    starts = [year_begins(state, year) for year in range(asked.start, asked.stop + 1)]
    found = _counted(state, asked, starts, at)
    _levels(found, asked)
    _rolls(state, asked, starts, at, found)
    return {key: n for key, n in found.items() if n and key[1] >= asked.start}


def _counted(state: State, asked: range, starts: list[int], at: int) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for event in chain.from_iterable(subject.events(state, at) for subject in SUBJECTS):
        year = asked.start - 1 + bisect_right(starts, event.at)
        if event.at <= at and year < asked.stop:
            for body in event.bodies:
                found[body, year, event.figure] += event.n
    return found


def occasions(state: State, name: str, body: str, asked: range, at: int) -> Iterator[Event]:
    """Give the events behind a figure of a body in a run of years, in time; of a level also those before.

    A flow of one year, and a level at its end, is the sum of their ``n``. The roll has none: it is the list of members.
    """
    since = year_begins(state, asked.start) if DEFINITIONS[name].sort == "flow" else 0
    ends = min(year_begins(state, asked.stop), at + 1)
    told = (
        event
        for event in chain.from_iterable(subject.events(state, at) for subject in SUBJECTS)
        if event.figure == name and body in event.bodies and since <= event.at < ends
    )
    yield from sorted(told, key=lambda event: event.at)


def _levels(found: Counter[Key], asked: range) -> None:
    """Add to each level what it was at the end of the year before; all earlier years stand in one."""
    levels = [name for name, figure in DEFINITIONS.items() if figure.sort == "level"]
    for body in {key[0] for key in found}:
        for name in levels:
            for year in asked:
                found[body, year, name] += found[body, year - 1, name]


def _rolls(state: State, asked: range, starts: list[int], at: int, found: Counter[Key]) -> None:
    classes = frozenset(state.members.roll.classes)
    for year, ends in zip(asked, starts[1:], strict=True):
        moment = min(ends - 1, at)
        for body in state.bodies.all:
            found[body, year, "members"] = state.members.roll.count(body, moment, classes)


def figures(state: State, bodies: Iterable[str], asked: range, at: int) -> Iterator[Figure]:
    """Give all figures of these bodies and years in the order of their definitions, noughts too."""
    found = survey(state, asked, at)
    for body in bodies:
        for year in asked:
            for name in DEFINITIONS:
                yield Figure(body, year, name, found.get((body, year, name), 0))
