"""The facts of the votes as they lie in a folder, and what an act says of each.

votes.json   one object for each vote: title, timetable as printed, people as pseudonyms, published numbers
rolls.txt    a matrix of people and polls: on the roll, voted, voted without being on the roll
"""

from __future__ import annotations

import calendar
from pathlib import Path

import msgspec
from msgspec import Struct

from bylaw.acts.past.facts import Draft, Matter, Ratio, Span, Stage
from bylaw.acts.past.moments import bounds
from bylaw.reconstructions.debian.dates import read_span
from bylaw.record.clock import rfc3339

STAGES: tuple[tuple[str, Stage], ...] = (
    ("Nomination", "nominations"),
    ("Campaign", "campaign"),
    ("Proposal", "proposal"),
    ("Discussion", "discussion"),
    ("Voting", "poll"),
)


class NoFacts(Exception):
    """The folder does not hold what a reconstruction needs; the message says what."""


class VoteFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """One vote as its page gives it. ``known_by`` is a day from another source, named in ``known_from``."""

    id: str
    title: str
    leader: bool
    status: str
    timeline: tuple[tuple[str, ...], ...]
    drafts: tuple[Draft, ...]
    matters: dict[str, Matter] = {}
    matrix: tuple[tuple[int, ...], ...] = ()
    ratios: tuple[Ratio, ...] = ()
    known_by: str = ""
    known_from: str = ""
    poll: str = ""
    voters: int = 0
    developers: int = 0
    quorum: str = ""

    @property
    def name(self) -> str:
        """The vote's name in the record: `2004.vote-002`."""
        return self.id.replace("/", ".").replace("_", "-")

    @property
    def spans(self) -> tuple[Span, ...]:
        """The stages with the dates that can be read."""
        found = []
        for label, *parts in self.timeline:
            stage = next((stage for start, stage in STAGES if label.startswith(start)), None)
            begins, ends = read_span(tuple(parts))
            if stage and (begins or ends):
                found.append(Span(stage=stage, begins=begins, ends=ends))
        return tuple(found)

    @property
    def at(self) -> int:
        """The time of its entry: the last date that is known, or the end of the year that its number names."""
        moments = [moment for span in self.spans for moment in (span.begins, span.ends)]
        known = [found[1] for moment in moments if (found := bounds(moment))]
        if self.known_by:
            return _start(self.known_by)
        year = int(self.id[:4])
        return max(known, default=calendar.timegm((year, 12, 31, 23, 59, 59)))

    @property
    def listed(self) -> tuple[Matter, ...]:
        """What each option would do, by its number."""
        last = max(map(int, self.matters), default=0)
        return tuple(self.matters.get(str(number), "") for number in range(1, last + 1))


class Facts(Struct, frozen=True):
    """All votes in the order of their entries, the marks of each poll by person, and the two folders."""

    votes: tuple[VoteFacts, ...]
    rolls: dict[str, dict[str, str]]
    folder: Path
    ballots: Path

    def roll_file(self, poll: str) -> bytes:
        """Give the file of one poll's roll, as the record keeps it."""
        return "".join(f"{person} {mark}\n" for person, mark in sorted(self.rolls[poll].items())).encode()


def read_facts(folder: Path, ballots: Path) -> Facts:
    """Read the folder. Raises NoFacts."""
    try:
        votes = msgspec.json.decode((folder / "votes.json").read_bytes(), type=tuple[VoteFacts, ...])
        rolls = _rolls((folder / "rolls.txt").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as fault:
        raise NoFacts(f"{folder}: {fault}") from fault
    missing = [vote.poll for vote in votes if vote.poll and vote.poll not in rolls]
    if missing:
        raise NoFacts(f"rolls.txt has no column {missing[0]}")
    return Facts(tuple(sorted(votes, key=lambda vote: (vote.at, vote.id))), rolls, folder, ballots)


def _rolls(text: str) -> dict[str, dict[str, str]]:
    head, *lines = text.splitlines() or [""]
    polls = head.split()
    rolls: dict[str, dict[str, str]] = {poll: {} for poll in polls}
    for line in lines:
        person, _, marks = line.partition(" ")
        if len(marks) != len(polls):
            raise NoFacts(f"rolls.txt: {person} has {len(marks)} marks for {len(polls)} polls")
        for poll, mark in zip(polls, marks, strict=True):
            if mark != ".":
                rolls[poll][person] = mark
    return rolls


def _start(day: str) -> int:
    found = bounds(day)
    if found is None:
        raise NoFacts(f"'{day}' is no day")
    return found[0]


def dated(vote: VoteFacts) -> str:
    """Say where the time of a vote's entry comes from."""
    if vote.known_by:
        return f"known from {vote.known_from}"
    return "published" if vote.spans else f"not later than {rfc3339(vote.at)[:10]}, the year of its number"
