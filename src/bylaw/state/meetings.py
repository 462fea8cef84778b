"""Meetings: their notice, who is present and by what right, proxies, closed sessions and minutes.

How many are present, in person and for others, is kept as it changes, so that a vote need not count a hall.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER


class Item(Struct, frozen=True):
    """One item of an agenda: the kinds of act that may be resolved under it, and when it was announced."""

    name: str
    title: str
    kinds: tuple[str, ...]
    announced: int


class Meeting(Struct, frozen=True):
    """A meeting of one body. 0 means *not yet*; ``adjourned`` counts how often it was."""

    name: str
    body: str
    called: int
    begins: int
    modes: tuple[str, ...]
    opened: int = 0
    closed: int = 0
    adjourned: int = 0
    minutes: str = ""
    filed: int = 0
    approved: int = 0

    @property
    def running(self) -> bool:
        """Whether the meeting is open now."""
        return bool(self.opened) and not self.closed


class Presence(Struct, frozen=True):
    """One member's time at a meeting, in person, remote or by proxy; ``votes`` when she may vote there."""

    member: str
    mode: str
    votes: bool
    start: int
    end: int = FOREVER


class Proxy(Struct, frozen=True):
    """The right of ``holder`` to vote for ``giver`` in one meeting."""

    giver: str
    holder: str
    start: int
    end: int = FOREVER


class Session(Struct, frozen=True):
    """Items dealt with behind closed doors: why, until when their minutes stay closed, and whether released."""

    name: str
    meeting: str
    items: tuple[str, ...]
    reason: str
    release: int
    minutes: str = ""
    released: int = 0


class Meetings:
    """Every meeting, found by name, and the last one of each body."""

    def __init__(self) -> None:
        self.all: dict[str, Meeting] = {}
        self.items: dict[str, dict[str, Item]] = {}
        self.last: dict[str, int] = {}
        """When the last meeting of a body that was opened began."""
        self.attendance: dict[str, dict[str, list[Presence]]] = {}
        self.proxies: dict[str, dict[str, Proxy]] = {}
        self.sessions: dict[str, Session] = {}
        self.motions: dict[str, list[str]] = {}
        self._held: dict[tuple[str, str], dict[str, None]] = {}
        self._present: dict[tuple[str, bool], int] = {}
        self._most: dict[str, int] = {}

    def call(self, meeting: Meeting, items: tuple[Item, ...]) -> None:
        """Add a meeting with the items of its notice."""
        self.all[meeting.name] = meeting
        self.items[meeting.name] = {item.name: item for item in items}
        self.attendance[meeting.name] = {}
        self.proxies[meeting.name] = {}
        self.motions[meeting.name] = []

    def change(self, name: str, **fields: object) -> None:
        """Set fields of a meeting that were not yet set."""
        self.all[name] = replace(self.all[name], **fields)

    def open(self, name: str, at: int) -> None:
        """Open a meeting, or go on with an adjourned one."""
        self.change(name, opened=at)
        meeting = self.all[name]
        self.last[meeting.body] = max(meeting.begins, self.last.get(meeting.body, meeting.begins))

    def adjourn(self, name: str, at: int, begins: int) -> None:
        """Send everybody home until ``begins``."""
        for member in list(self.attendance[name]):
            self.leave(name, member, at)
        self.change(name, opened=0, begins=begins, adjourned=self.all[name].adjourned + 1)
        self._most.pop(name, None)

    def presence(self, name: str, member: str) -> Presence | None:
        """Give the running presence of a member at a meeting."""
        spells = self.attendance[name].get(member)
        return spells[-1] if spells and spells[-1].end == FOREVER else None

    def arrive(self, name: str, presence: Presence) -> None:
        """Begin a presence."""
        self.attendance[name].setdefault(presence.member, []).append(presence)
        self._count(name, presence, 1)

    def leave(self, name: str, member: str, at: int) -> None:
        """End a presence, and those of the members whom this one stood for."""
        presence = self.presence(name, member)
        if presence is None:
            return
        self.attendance[name][member][-1] = replace(presence, end=max(at, presence.start))
        self._count(name, presence, -1)
        if presence.mode != "proxy":
            for giver in self.givers(name, member):
                stood = self.presence(name, giver)
                if stood is not None and stood.mode == "proxy":
                    self.leave(name, giver, at)

    def voters(self, name: str) -> int:
        """Count those present who may vote, proxies for their givers included."""
        return self._present.get((name, True), 0) + self._present.get((name, False), 0)

    def in_person(self, name: str) -> int:
        """Count those present who may vote and vote for themselves."""
        return self._present.get((name, False), 0)

    def most(self, name: str) -> int:
        """Give the most voters who were present at one time since the meeting was opened or resumed."""
        return self._most.get(name, 0)

    def give(self, name: str, proxy: Proxy) -> None:
        """Add a proxy."""
        self.proxies[name][proxy.giver] = proxy
        self._held.setdefault((name, proxy.holder), {})[proxy.giver] = None

    def revoke(self, name: str, giver: str, at: int) -> None:
        """End a proxy, and the presence that it gave."""
        proxy = self.proxies[name][giver]
        presence = self.presence(name, giver)
        if presence is not None and presence.mode == "proxy":
            self.leave(name, giver, at)
        self.proxies[name][giver] = replace(proxy, end=max(at, proxy.start))
        del self._held[name, proxy.holder][giver]

    def proxy(self, name: str, giver: str) -> Proxy | None:
        """Give the running proxy by which a member is represented."""
        proxy = self.proxies[name].get(giver)
        return proxy if proxy and proxy.end == FOREVER else None

    def givers(self, name: str, holder: str) -> tuple[str, ...]:
        """Give the members whose proxies one member holds."""
        return tuple(self._held.get((name, holder), ()))

    def _count(self, name: str, presence: Presence, step: int) -> None:
        if presence.votes:
            key = (name, presence.mode == "proxy")
            self._present[key] = self._present.get(key, 0) + step
            self._most[name] = max(self._most.get(name, 0), self.voters(name))
