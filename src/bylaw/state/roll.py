"""The roll: who belonged to which body, in which class, when and why not any longer.

Spells are kept per member; for each body (with its descendants) and class two sorted arrays hold the
beginnings and the ends, so that a count at any moment is two bisections and needs no listing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER


class Spell(Struct, frozen=True):
    """One unbroken time of one member in one body and class; ``cause`` says why it ended.

    ``joined`` is the day from which seniority counts where that is not ``start``: of the spell that this one
    continues, or claimed and attested when the roll was imported. It never puts anybody on the roll earlier.
    ``how`` says how a membership began: founded, imported, admitted, returned or restored; it is empty where the
    spell continues one that ended in another body or class at that moment.
    """

    body: str
    cls: str
    start: int
    end: int = FOREVER
    cause: str = ""
    joined: int = FOREVER
    how: str = ""

    @property
    def since(self) -> int:
        """From when seniority counts."""
        return min(self.joined, self.start)

    def holds(self, t: int) -> bool:
        """Whether the spell covers the moment ``t``."""
        return self.start <= t < self.end


class Roll:
    """Spells of all members, and the counts that follow from them."""

    def __init__(self) -> None:
        self.spells: dict[str, list[Spell]] = {}
        self.classes: dict[str, None] = {}
        """Every class that anybody was ever in."""
        self.ending: dict[str, None] = {}
        """Everybody who has a spell that ended, or whose end is written; all others are where they came in."""
        self._own: dict[str, dict[str, None]] = {}
        self._ins: dict[tuple[str, str], array[int]] = {}
        self._outs: dict[tuple[str, str], array[int]] = {}

    def enter(self, member: str, spell: Spell, within: tuple[str, ...]) -> None:
        """Begin a spell; ``within`` is its body and every body above it."""
        self.spells.setdefault(member, []).append(spell)
        self._own.setdefault(spell.body, {})[member] = None
        self.classes[spell.cls] = None
        if spell.end < FOREVER:
            self.ending[member] = None
        for body in within:
            key = (body, spell.cls)
            _put(self._ins.setdefault(key, array("q")), spell.start)
            if spell.end < FOREVER:
                _put(self._outs.setdefault(key, array("q")), spell.end)

    def close(self, member: str, body: str, at: int, cause: str, within: tuple[str, ...]) -> Spell:
        """End the member's running spell in ``body`` at ``at``; the only way in which a spell ends early."""
        spells = self.spells[member]
        i = next(i for i, spell in enumerate(spells) if spell.body == body and spell.holds(at))
        old = spells[i]
        spells[i] = replace(old, end=at, cause=cause)
        self.ending[member] = None
        for above in within:
            outs = self._outs.setdefault((above, old.cls), array("q"))
            if old.end < FOREVER:
                outs.pop(bisect_left(outs, old.end))
            _put(outs, at)
        return old

    def rehang(
        self, bodies: tuple[str, ...], left: tuple[str, ...], gained: tuple[str, ...], at: int
    ) -> None:
        """Count the members of bodies no longer under those ``left``, but under those ``gained``, from ``at`` on."""
        for _, spell in self.listing(bodies, at):
            for body in left:
                outs = self._outs.setdefault((body, spell.cls), array("q"))
                if spell.end < FOREVER:
                    outs.pop(bisect_left(outs, spell.end))
                _put(outs, at)
            for body in gained:
                _put(self._ins.setdefault((body, spell.cls), array("q")), at)
                if spell.end < FOREVER:
                    _put(self._outs.setdefault((body, spell.cls), array("q")), spell.end)

    def spell(self, member: str, body: str, t: int) -> Spell | None:
        """Give the member's spell in exactly this body at ``t``."""
        for spell in self.spells.get(member, ()):
            if spell.body == body and spell.start <= t < spell.end:
                return spell
        return None

    def current(self, member: str, t: int) -> Iterator[Spell]:
        """Give the member's spells at ``t``, in whatever body."""
        return (spell for spell in self.spells.get(member, ()) if spell.start <= t < spell.end)

    def count(self, body: str, t: int, classes: frozenset[str]) -> int:
        """Count the members of a body and of those below it, of these classes, at ``t``."""
        return sum(
            bisect_right(self._ins.get((body, cls), _NONE), t)
            - bisect_right(self._outs.get((body, cls), _NONE), t)
            for cls in classes
        )

    def listing(self, bodies: tuple[str, ...], t: int) -> Iterator[tuple[str, Spell]]:
        """Give members and spells of exactly these bodies at ``t``, in order of first entry."""
        for body in bodies:
            for member in self._own.get(body, ()):
                spell = self.spell(member, body, t)
                if spell is not None:
                    yield member, spell


_NONE: array[int] = array("q")


def _put(edges: array[int], t: int) -> None:
    if edges and edges[-1] > t:
        insort(edges, t)
    else:
        edges.append(t)
