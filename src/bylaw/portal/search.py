"""Looking for entries: by words, kind of act, body, office, member id and days, in an index that follows the record.

A search lets the index grow for a moment first. Where more is left than that, it answers from what is covered, says
how much that is, and a thread of the server does the rest between requests.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cache
from threading import Event
from time import monotonic, sleep

from msgspec import Struct

from bylaw.people.text import words_of
from bylaw.portal.desk import Desk
from bylaw.portal.index import FAULTS, FILE, Growth, Hits, Index, Reach
from bylaw.portal.indexed import MEMBER, NAME, row_of
from bylaw.portal.turn import turn
from bylaw.rules.typed import typed_moment

DAY = 86_400
SHORTEST = 4
"""With how few characters a member id may be looked for."""
LONGEST, MOST = 200, 12
"""How many characters, and words, may be looked for at once."""
WHOLE = 3
"""Shorter words are looked for whole; of longer ones the beginning is enough."""
ASKED = ("words", "kind", "body", "office", "member", "since", "until")
BATCH = 250
"""Entries that the index grows by at a time: some 20 milliseconds."""
MOMENT, PAUSE = 0.25, 0.02
"""Seconds for which a search lets the index grow, and between the batches that a thread adds."""


class Wanted(Struct, frozen=True):
    """What is looked for; an empty part asks nothing. ``since`` and ``until`` are the first and last moments."""

    words: str = ""
    kind: str = ""
    body: str = ""
    office: str = ""
    member: str = ""
    since: int = 0
    until: int = 0

    def query(self) -> str | None:
        """Write it for the index; empty where it asks for days alone, None where nothing can be as it asks.

        Every word in it is of letters, digits and what a name of the record has beside them: nobody's text can be an
        operator.
        """
        named = (("kind", self.kind), ("names", self.body), ("{names offices}", self.office))
        if any(name and not NAME.fullmatch(name) for _, name in named):
            return None
        if self.member and not MEMBER.fullmatch(self.member.ljust(32, "0")):
            return None
        words = words_of(self.words)
        if bool(words) != bool(self.words) or len(words) > MOST:
            return None
        terms = [f'{where} : "{name}"' for where, name in named if name]
        terms += [f'members : "{self.member}" *'] if self.member else []
        terms += [f'words : "{word}"{" *" if len(word) >= WHOLE else ""}' for word in words]
        return " AND ".join(terms)


class Search:
    """The entries of one organisation, to be looked through."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._index = desk, Index(desk.folder / FILE)
        self.behind = Event()
        """Set where a search found more entries than it could wait for."""

    def find(self, wanted: Wanted, skip: int = 0, most: int = 0) -> Hits:
        """Give the entries that are wanted, the newest first: ``most`` of them after ``skip``, and how many in all."""
        covered, size = self.grow(MOMENT), self._desk.state.size
        if covered < size:
            self.behind.set()
        query, (start, stop) = wanted.query(), self._span(wanted)
        if query is None or start >= stop:
            return Hits((), 0, size)
        if not query:
            newest = stop - 1 - skip
            return Hits(tuple(range(newest, max(newest - most, start - 1), -1)), stop - start, size)
        try:
            return self._index.find(query, (start, stop), skip, most) if covered else Hits((), 0, 0)
        except FAULTS as fault:
            self._index.mend(fault)
            return Hits((), 0, 0)

    def kinds(self) -> list[str]:
        """Give the kinds of acts that there are in the record, as far as it is covered."""
        try:
            return self._index.kinds()
        except FAULTS as fault:
            self._index.mend(fault)
            return []

    def grow(self, seconds: float) -> int:
        """Let the index grow by a batch at least, and for so long if need be; gives how many entries it covers."""
        end, covered = monotonic() + seconds, 0
        try:
            reach = self._index.reach()
            covered = reach.size if self._fits(reach) else 0
            while covered < self._desk.state.size:
                covered = self._index.grow(self._more).size
                if monotonic() >= end:
                    break
        except FAULTS as fault:
            self._index.mend(fault)
        return covered

    def catch_up(self) -> None:
        """Cover every entry, a batch at a turn, for a thread beside a server; end early where none can be added."""
        before, covered = -1, 0
        while before < covered < self._desk.state.size or before < 0:
            with turn():
                before, covered = covered, self.grow(0)
            sleep(PAUSE)

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    def _more(self, reach: Reach) -> Growth:
        """Give the next batch for an index; the first one where it is of another record."""
        state = self._desk.state
        begin = reach.size if self._fits(reach) else 0
        stop = min(begin + BATCH, state.size)
        rows = tuple(row_of(state, line) for line in self._desk.lines(begin, stop))
        return Growth(begin, rows, Reach(stop, state.root(stop)) if rows else reach)

    def _fits(self, reach: Reach) -> bool:
        """Whether an index was made of this record: another process may have seen more of it, and no less."""
        if reach.size > self._desk.state.size:
            self._desk.follow()
        state = self._desk.state
        return 0 < reach.size <= state.size and state.root(reach.size) == reach.root

    def _span(self, wanted: Wanted) -> tuple[int, int]:
        """Give the entries of the days that are asked for: from, and before which."""
        times = self._desk.state.times
        start = bisect_left(times, wanted.since) if wanted.since else 0
        return start, bisect_right(times, wanted.until) if wanted.until else len(times)


@cache
def of(desk: Desk) -> Search:
    """Give the one search of an organisation."""
    return Search(desk)


def follow(desk: Desk) -> None:
    """Cover what is left of the record, at first and whenever a search was ahead of it; for a thread of its own."""
    looked = of(desk)
    while True:
        looked.catch_up()
        looked.behind.wait()
        looked.behind.clear()


def read(given: Mapping[str, str], zone: str) -> Wanted | None:
    """Read what was asked for; None when a day is no day, an id too short to say anything, or a text too long."""
    text = {name: given.get(name, "").strip() for name in ASKED}
    days = [_moment(text[name], zone) for name in ("since", "until")]
    short = 0 < len(text["member"]) < SHORTEST or len(text["words"]) > LONGEST
    if short or None in days:
        return None
    since, until = (day or 0 for day in days)
    last = until + DAY - 1 if until else 0
    names = {name: text[name] for name in ("words", "kind", "body", "office")}
    return Wanted(**names, member=text["member"].lower(), since=since, until=last)


def _moment(text: str, zone: str) -> int | None:
    """Give the beginning of a day; nought for none, None for what is no day."""
    found = typed_moment(text, zone) if text and len(text) <= len("2025-05-17") else 0
    return None if isinstance(found, str) or (text and not found) else found
