"""What breaches left behind: void acts, flaws that may be annulled, what lapses unless confirmed, flags."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.finding import Finding


class Flaw(Struct, frozen=True):
    """One breach that did not refuse its act: the entry, the act's kind, the finding, and until when it can be used.

    ``names`` are the things that the act names: what it can be brought against.
    """

    entry: int
    kind: str
    finding: Finding
    at: int
    until: int
    names: frozenset[str] = frozenset()


class Lapse(Struct, frozen=True):
    """What was done to a thing for a time only, in ``body``: until ``ends``, if nobody does anything more.

    ``meeting`` is the kind of body whose next meeting is the last that can confirm it, where the clause names
    one; ``matter`` the substance of the act, which the same words of that body confirm.
    """

    kind: str
    thing: str
    body: str
    matter: str
    at: int
    ends: int
    meeting: str = ""
    confirmed: bool = False

    def holds(self, t: int) -> bool:
        """Whether it has its effect at ``t`` and may still be confirmed."""
        return self.at <= t < self.ends


class Flaws:
    """Every such breach, in the order of entries."""

    def __init__(self) -> None:
        self.all: list[Flaw] = []
        self.lapses: dict[tuple[str, str], Lapse] = {}
        """What was done last for a time to each thing, by the kind of act and the thing."""
        self._by_entry: dict[int, list[Flaw]] = {}

    def note(self, flaw: Flaw) -> None:
        """Remember a breach."""
        self.all.append(flaw)
        self._by_entry.setdefault(flaw.entry, []).append(flaw)

    def of(self, entry: int) -> tuple[Flaw, ...]:
        """Give the breaches of one entry."""
        return tuple(self._by_entry.get(entry, ()))

    def let_pass(self, lapse: Lapse) -> None:
        """Remember what was done for a time, or its earlier end."""
        self.lapses[lapse.kind, lapse.thing] = lapse

    def last_lapse(self, kind: str, thing: str) -> Lapse | None:
        """Give what was last done for a time to a thing by one kind of act."""
        return self.lapses.get((kind, thing))

    def confirm(self, kind: str, thing: str, at: int) -> None:
        """Note that what was done for a time, and still holds, was done for good."""
        lapse = self.lapses.get((kind, thing))
        if lapse is not None and lapse.holds(at):
            self.lapses[kind, thing] = replace(lapse, ends=at, confirmed=True)
