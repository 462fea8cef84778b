"""What the record says now: plain tables of frozen structs, owned by the fold.

Everything that depends on time is a function of ``(state, t)`` for any ``t`` up to the last entry, because
the tables hold intervals: nothing ends by being deleted.
"""

from __future__ import annotations

from collections.abc import Container

from bylaw.rules.bylaws import Bylaws
from bylaw.state.bodies import Bodies, Offices
from bylaw.state.flaws import Flaws
from bylaw.state.identity import Identity
from bylaw.state.keys import Keys
from bylaw.state.members import Members
from bylaw.state.warrants import Warrants


class State:
    """One organisation at one entry of its record."""

    def __init__(self) -> None:
        self.identity = Identity()
        self.bylaws = Bylaws()
        self.members = Members()
        self.keys = Keys()
        self.bodies = Bodies()
        self.offices = Offices()
        self.warrants = Warrants()
        self.flaws = Flaws()
        self.at = -(2**53)
        """Time of the last entry."""
        self.size = 0
        """Number of entries."""
        self.taken: set[bytes] = set()
        """Hashes of every act taken in, so that none is taken twice."""
        self.names: dict[str, Container[str]] = {
            "member": self.members.roll.spells,
            "application": self.members.applications,
            "body": self.bodies.all,
            "mandate": self.offices.mandates,
            "key": self.keys.all,
            "warrant": self.warrants.all,
        }
        """The tables that acts refer to, by the word in the field's type."""
