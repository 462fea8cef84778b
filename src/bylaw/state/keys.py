"""Signing keys: whose, since when, until when, and how each came to be registered."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from bylaw.record.keys import Key
from bylaw.rules.clause import FOREVER

RECOVERED = "recovered"
"""How a key ends that a recovery replaces."""


class HeldKey(Struct, frozen=True):
    """A public key in a member's hands, and how it came to be registered or to end."""

    thumbprint: str
    key: Key
    member: str
    start: int
    end: int = FOREVER
    how: str = ""

    def holds(self, t: int) -> bool:
        """Whether the key signs for its member at ``t``."""
        return self.start <= t < self.end


class Recovery(Struct, frozen=True):
    """A lost key on its way to being replaced: the new key, the old ones, and the end of the wait."""

    key: str
    member: str
    old: tuple[str, ...]
    start: int
    ends: int
    by: tuple[str, ...] = ()
    """The mandates under which it was signed."""
    stopped: bool = False


class Keys:
    """Every key ever registered; a thumbprint belongs to one member for ever."""

    def __init__(self) -> None:
        self.all: dict[str, HeldKey] = {}
        self.recoveries: dict[str, Recovery] = {}
        self._by_member: dict[str, list[str]] = {}

    def register(self, key: HeldKey) -> None:
        """Add a key."""
        self.all[key.thumbprint] = key
        self._by_member.setdefault(key.member, []).append(key.thumbprint)

    def close(self, thumbprint: str, at: int, how: str) -> None:
        """End a key at ``at``."""
        key = self.all[thumbprint]
        if at < key.end:
            self.all[thumbprint] = replace(key, end=max(at, key.start), how=how)

    def of(self, member: str, t: int) -> Iterator[HeldKey]:
        """Give the keys with which a member signs at ``t``."""
        return (k for name in self._by_member.get(member, ()) if (k := self.all[name]).holds(t))

    def known(self, member: str) -> bool:
        """Whether a member has a key, or ever had one."""
        return member in self._by_member

    def recovered(self, member: str, t: int) -> int:
        """Give since when, as far as ``t``, a member signs with a key that replaced a lost one; 0 if she does not."""
        mine = (r.ends for r in self.recoveries.values() if r.member == member and not r.stopped)
        return max((ends for ends in mine if ends <= t), default=0)

    def recovering(self, member: str, t: int) -> Recovery | None:
        """Give the member's recovery whose wait runs at ``t``."""
        running = (r for r in self.recoveries.values() if r.member == member and r.start <= t < r.ends)
        return next((r for r in running if not r.stopped), None)

    def cancel(self, thumbprint: str) -> None:
        """Stop a recovery: its key never begins, and the old ones go on."""
        recovery = self.recoveries[thumbprint]
        self.recoveries[thumbprint] = replace(recovery, stopped=True)
        self.all[thumbprint] = replace(self.all[thumbprint], end=self.all[thumbprint].start, how="stopped")
        for old in recovery.old:
            if (
                self.all[old].how == RECOVERED
            ):  # one that was revoked while the wait ran has ended all the same
                self.all[old] = replace(self.all[old], end=FOREVER, how="")
