"""Motions: what was moved, by whom, seconded, amended, voted on and dissented from."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.majority import Tally


class Motion(Struct, frozen=True):
    """One question put to one body. ``matter`` is the substance of the act that it would authorise.

    ``roll`` counts those who could vote when it was moved, of whom the seconds are a measure; ``seconded``
    and ``decided`` are 0 until they happen; ``ends`` is the end of the discussion, where there is one.
    """

    name: str
    body: str
    mover: str
    matter: str
    text: str
    meeting: str
    item: str
    at: int
    roll: int
    parties: tuple[str, ...] = ()
    """Members who are named as the other side: those with whom it deals, sues, or whom it would discharge."""
    version: int = 0
    seconded: int = 0
    ends: int = 0
    outcome: str = ""
    decided: int = 0


class Motions:
    """Every motion, with its seconds, single votes and dissents in tables of their own."""

    def __init__(self) -> None:
        self.all: dict[str, Motion] = {}
        self.seconds: dict[str, dict[str, int]] = {}
        self.votes: dict[str, dict[str, str]] = {}
        self.counts: dict[str, Tally] = {}
        self.dissents: dict[str, dict[str, str]] = {}

    def move(self, motion: Motion) -> None:
        """Add a motion."""
        self.all[motion.name] = motion
        self.seconds[motion.name] = {}
        self.votes[motion.name] = {}
        self.dissents[motion.name] = {}

    def change(self, name: str, **fields: object) -> None:
        """Set what has happened to a motion."""
        self.all[name] = replace(self.all[name], **fields)

    def decide(self, name: str, tally: Tally, outcome: str, at: int) -> None:
        """Close a motion with its count."""
        self.counts[name] = tally
        self.change(name, outcome=outcome, decided=at)
