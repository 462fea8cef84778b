"""A meeting about one item, as the scenes of the demo hold it, and a motion that it carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.attendance import Arrival
from bylaw.acts.assemblies.deliberation import members_at
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.rehearsal.local import Local, hash_of
from bylaw.state.bodies import ROOT

PRESENT = tuple(f"m{n:03}" for n in range(40))
"""Who comes to every meeting."""
MOVER, SECONDER = "m000", "m001"
AHEAD = 15
"""How many days before a meeting it is called."""


class Sitting(NamedTuple):
    """A meeting of the members about one item, its two officers, and how many days ahead it is called."""

    local: Local
    name: str
    item: AgendaItem
    secretary: Signer
    president: Signer
    days: int = AHEAD

    def call(self, tell: str = "") -> None:
        """Call it."""
        on = self.local.on
        told = {"name": self.name, "body": ROOT, "items": (self.item,), "begins": on.day(self.days)}
        on.do("call-meeting", self.secretary, **told, tell=tell)

    def come(self, more: Sequence[str] = ()) -> None:
        """Open it on its day, and record who is present: forty, and whom the scene adds."""
        on = self.local.on
        on.now = on.state.meetings.all[self.name].begins
        served = members_at(on.state, ROOT, on.state.meetings.all[self.name].called)
        on.do("open-meeting", self.secretary, meeting=self.name, served=served)
        arrived = tuple(Arrival(on.member(who)) for who in (*PRESENT, *more))
        on.do("record-attendance", self.secretary, meeting=self.name, arrived=arrived)

    def hold(self) -> None:
        """Call it, and open it on its day."""
        self.call()
        self.come()

    def motion(self, motion: str, kind: str, **fields: Any) -> dict[str, Any]:
        """Give the fields of the motion that an act be done."""
        told = {"name": motion, "body": ROOT, "text": hash_of(f"why {motion}"), "meeting": self.name}
        return {**told, "item": self.item.name, "matter": self.local.on.matter(kind, **fields)}

    def vote(self, motion: str, yes: int, no: int, tell: str = "", second: str = SECONDER) -> int:
        """Second what is moved, and count a show of hands, one of them blank; gives the entry of the vote."""
        on = self.local.on
        on.do("second", second, motion=motion)
        counted = {"motion": motion, "how": "show", "yes": yes, "no": no, "blank": 1}
        return on.do("record-vote", self.secretary, self.president, **counted, tell=tell)

    def warrant(self, motion: str) -> Signer:
        """Give the right by which the mover carries out what was resolved."""
        return Signer(self.local.on.member(MOVER), "warrant", f"resolution.{motion}")

    def close(self) -> None:
        """Close it."""
        self.local.on.do("close-meeting", self.secretary, meeting=self.name)
