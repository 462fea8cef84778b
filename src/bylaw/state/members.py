"""Members: their spells on the roll, applications, standing and what they were told about it."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from bylaw.state.roll import Roll, Spell

if TYPE_CHECKING:
    from bylaw.state import State


class Application(Struct, frozen=True):
    """A wish to join; ``outcome`` is empty while it is open, ``paper`` names the paper by which it came, if by any."""

    member: str
    body: str
    cls: str
    at: int
    outcome: str = ""
    decided: int = 0
    paper: str = ""


class Attested(Struct, frozen=True, gc=False):
    """The treasurer's word, as taken in ``at``, that dues are paid until the day ``until``; never an amount."""

    at: int
    until: int


class Lapsing(Struct, frozen=True):
    """A notice that a membership will lapse: when it was given, and for arrears or silence."""

    at: int
    ground: str


class Members:
    """The roll and everything that decides whether a member may vote."""

    def __init__(self) -> None:
        self.roll = Roll()
        self.applications: dict[str, Application] = {}
        self.applied_on_paper: list[tuple[int, str]] = []
        """When and where somebody's signed form was confirmed, oldest first."""
        self.admitted_on_paper: list[tuple[int, str]] = []
        """When and where one of these was admitted, oldest first."""
        self.sponsors: dict[str, dict[str, int]] = {}
        self.objections: dict[str, list[tuple[int, str, str]]] = {}
        """Objections to an applicant: when, by whom, and the commitment to the reasons."""
        self.admitted: dict[str, array[int]] = {}
        """When members were admitted to a body or one below it, oldest first."""
        self.lapsing: dict[str, Lapsing] = {}
        self.left: dict[str, Spell] = {}
        """The last spell of each member who left, with its cause."""
        self.transfers: dict[str, tuple[str, int]] = {}
        """Where members asked to be moved, and when."""
        self.standing: dict[str, list[Attested]] = {}
        self.reminders: dict[str, list[int]] = {}
        self.payers: dict[str, dict[str, None]] = {}
        """For whom others paid dues, by the commitment to each payer."""
        self.suspensions: dict[str, list[tuple[int, int]]] = {}
        self.partly: dict[str, dict[str, list[tuple[int, int]]]] = {}
        """Of members of whom not all rights rest at once: when each of them does."""
        self.affiliations: dict[str, list[tuple[int, str]]] = {}
        """Declared affiliations (an employer, a firm), newest last; an empty name ends the one before."""

    def belongs(self, state: State, member: str, body: str, t: int) -> bool:
        """Whether the member is on the roll of a body or of one below it, or holds a seat in it, at ``t``."""
        for spell in self.roll.spells.get(member, ()):
            if spell.start <= t < spell.end and body in state.bodies.line(spell.body, t):
                return True
        return any(mandate.body == body and mandate.holds(t) for mandate in state.offices.of_member(member))

    def admit(self, within: tuple[str, ...], at: int) -> None:
        """Note an admission to a body and those above it."""
        for body in within:
            self.admitted.setdefault(body, array("q")).append(at)

    def admitted_since(self, body: str, t: int) -> int:
        """Count the admissions to a body and those below it after ``t``."""
        times = self.admitted.get(body)
        return len(times) - bisect_right(times, t) if times else 0

    def decide(self, member: str, outcome: str, at: int) -> None:
        """Close an application."""
        application = self.applications[member]
        if outcome == "admitted" and application.paper:
            self.admitted_on_paper.append((at, application.body))
        self.applications[member] = replace(application, outcome=outcome, decided=at)

    def applied_by(self, member: str, paper: str) -> None:
        """Note the paper by which an application came."""
        application = self.applications[member]
        self.applied_on_paper.append((application.at, application.body))
        self.applications[member] = replace(application, paper=paper)

    def paid_until(self, member: str, t: int) -> int | None:
        """Give the day until which dues were attested as paid, by what the record knew at ``t``."""
        return next((a.until for a in reversed(self.standing.get(member, ())) if a.at <= t), None)

    def reminded(self, member: str, after: int, t: int) -> list[int]:
        """Give the times of the reminders served after ``after`` and not later than ``t``."""
        return [when for when in self.reminders.get(member, ()) if after < when <= t]

    def suspended(self, member: str, t: int) -> bool:
        """Whether any of the member's rights is suspended at ``t``."""
        gaps = self.suspensions.get(member)
        return any(start <= t < end for start, end in gaps) if gaps else False

    def rests(self, member: str, right: str, t: int) -> bool:
        """Whether one right of the member (vote, candidacy, office, panel, card) is suspended at ``t``."""
        if not self.suspended(member, t):
            return False
        partly = self.partly.get(member)
        return partly is None or any(start <= t < end for start, end in partly[right])

    def rests_until(self, member: str, right: str, t: int) -> int:
        """Give until when one right of the member rests that rests at ``t``; 0 where it does not."""
        if not self.rests(member, right, t):
            return 0
        gaps = self.partly[member][right] if member in self.partly else self.suspensions[member]
        return next(end for start, end in gaps if start <= t < end)

    def affiliation(self, member: str, t: int) -> str:
        """Give the affiliation that a member had declared at ``t``; empty when none."""
        return next((name for at, name in reversed(self.affiliations.get(member, ())) if at <= t), "")
