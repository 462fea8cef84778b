"""The machine's clock, held against its own count of seconds: a clock that jumps moves no deadline of the organisation.

An entry's time never decreases. One entry under a clock that stands years ahead would put all later ones there, and end
every deadline at once. So a server goes on by the count of seconds with which it began, says that the clock jumped, and
believes the clock again when it comes back, or when the server is started anew.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

MOST = 60
"""By how many seconds the clock may leave the count between two readings; what is less is how clocks are set right."""
_LOG = logging.getLogger("bylaw.portal")


def counted() -> float:
    """Give the seconds since this machine started, its sleep included; nobody can set this count."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Clock:
    """A clock that follows the machine's as long as that one does not jump."""

    def __init__(self, wall: Callable[[], float] = time.time, count: Callable[[], float] = counted) -> None:
        self._wall, self._count = wall, count
        self._mark = wall(), count()
        self.jumped = 0
        """By how many seconds the machine's clock is off by its own count; 0 while it is believed."""

    def now(self) -> int:
        """Give the time in seconds since 1970, UTC."""
        wall, count = self._wall(), self._count()
        time_then, count_then = self._mark
        mine = time_then + count - count_then
        off = wall - mine
        if abs(off) > MOST:
            self._say(round(off))
            return int(mine)
        self._mark, self.jumped = (wall, count), 0
        return int(wall)

    def _say(self, off: int) -> None:
        if not self.jumped:
            _LOG.error("the machine's clock jumped by %d s; set it right, or restart if it is right now", off)
        self.jumped = off
