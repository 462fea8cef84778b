"""What is over leaves the portal's own tables: when the server starts, and then with log-ins, every ten minutes or so.

The page on privacy says for each table how long what is in it is kept; this is the program that it speaks of.
"""

from __future__ import annotations

import time

from django.contrib.sessions.backends.db import SessionStore

from bylaw.portal import attached, codes, reading_keys, roll_desk, signing
from bylaw.portal.desk import Desk

EVERY = 600
"""Seconds between two times."""


class Tidying:
    """Knows when it was done last."""

    def __init__(self) -> None:
        self._next = float("-inf")

    def now_and_then(self, desk: Desk) -> None:
        """Tidy, unless that was done lately."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + EVERY
            tidy(desk)


def tidy(desk: Desk) -> None:
    """Drop sessions, codes, reading keys, acts, files and rolls that are over, in the tables and in the register."""
    SessionStore.clear_expired()
    codes.tidy()
    reading_keys.tidy()
    signing.tidy(desk)
    attached.tidy(desk)
    roll_desk.tidy(desk)


TIDYING = Tidying()
