"""Bodies in a tree: units with a roll, and organs whose members hold seats in them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER

ROOT = "root"
"""The name of the organisation itself as a body."""


class Body(Struct, frozen=True):
    """A unit with a roll of members, or an organ (board, tribunal, delegates) whose members hold seats in it.

    ``kind`` is the word by which clauses select it; ``organ`` bodies have no members of their own but the
    holders of their offices.
    """

    name: str
    kind: str
    parent: str
    organ: bool
    start: int
    end: int = FOREVER
    successor: str = ""
    rests: tuple[tuple[int, int], ...] = ()
    """The times for which it was dissolved until somebody confirms it; the last can lie ahead."""

    def exists(self, t: int) -> bool:
        """Whether the body is there at ``t``, at rest or not."""
        return self.start <= t < self.end

    def holds(self, t: int) -> bool:
        """Whether the body exists at ``t``, and was not dissolved for a time."""
        return self.start <= t < self.end and not (self.rests and self.resting(t))

    def resting(self, t: int) -> bool:
        """Whether it is dissolved at ``t`` for a time only: it keeps its roll, and does nothing."""
        return bool(self.rests) and any(begin <= t < end for begin, end in self.rests)


class Bodies:
    """The tree, with the way up and down from each body, now and at any earlier moment."""

    def __init__(self) -> None:
        self.all: dict[str, Body] = {}
        self.above: dict[str, tuple[str, ...]] = {}
        """Each body with those above it as the tree stands after the last entry, nearest first."""
        self.kinds: dict[str, None] = {}
        """Every kind of body that there ever was."""
        self._below: dict[str, dict[str, None]] = {}
        self._left: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        """The ways up that bodies had before they were hung elsewhere, each with its end."""

    def found(self, body: Body) -> None:
        """Add a body under its parent."""
        self.all[body.name] = body
        self.kinds[body.kind] = None
        self.above[body.name] = (body.name, *self.above.get(body.parent, ()))
        if body.parent:
            self._below.setdefault(body.parent, {})[body.name] = None

    def close(self, name: str, at: int, successor: str) -> None:
        """End a body; what it held passes to its successor by the act that ends it."""
        self.all[name] = replace(self.all[name], end=at, successor=successor)

    def rest(self, name: str, at: int, until: int) -> None:
        """Let a body and its organs rest until a moment, after which they are as they were."""
        for each in list(self.here(name, at)):
            self.all[each.name] = replace(each, rests=(*each.rests, (at, until)))

    def wake(self, name: str, at: int) -> None:
        """End the time for which a body and its organs rest; the only way in which it ends early."""
        for body in (self.all[name], *(self.all[each] for each in self._below.get(name, ()))):
            if (body.name == name or body.organ) and body.resting(at):
                self.all[body.name] = replace(body, rests=(*body.rests[:-1], (body.rests[-1][0], at)))

    def hang(self, name: str, parent: str, at: int) -> None:
        """Hang a body and everything under it under another parent, from ``at`` on."""
        moved = self.below(name)
        for each in moved:
            self._left.setdefault(each, []).append((at, self.above[each]))
        self.all[name] = replace(self.all[name], parent=parent)
        self._below.setdefault(parent, {})[name] = None
        for each in moved:
            self.above[each] = (each, *self.above[self.all[each].parent])

    def rehung(self) -> Iterator[tuple[str, int, tuple[str, ...], tuple[str, ...]]]:
        """Give each time that a body was hung elsewhere: the body, when, and its ways up before and after."""
        for name, left in self._left.items():
            ways = [way for _, way in left] + [self.above[name]]
            for (at, before), after in zip(left, ways[1:], strict=True):
                yield name, at, before, after

    def line(self, name: str, t: int) -> tuple[str, ...]:
        """Give a body with those above it as the tree stood at ``t``."""
        if name in self._left:
            for until, line in self._left[name]:
                if t < until:
                    return line
        return self.above[name]

    def below(self, name: str, t: int = FOREVER) -> tuple[str, ...]:
        """Give the body and everything under it at ``t``, units and organs, parents first; ended ones too."""
        found = [name]
        for above in found:
            found += [each for each in self._below.get(above, ()) if self.line(each, t)[1] == above]
        return tuple(found)

    def children(self, name: str, t: int) -> Iterator[Body]:
        """Give the bodies directly under this one at ``t``, those at rest too."""
        for child in self._below.get(name, ()):
            if self.all[child].exists(t) and self.line(child, t)[1] == name:
                yield self.all[child]

    def here(self, place: str, t: int) -> Iterator[Body]:
        """Give the body itself and its organs: where an office 'here' may be held."""
        yield self.all[place]
        yield from (body for body in self.children(place, t) if body.organ)
