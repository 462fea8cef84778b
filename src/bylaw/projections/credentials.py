"""By which channel each voter of a box comes to vote, as far as the record says it; of no ballot whose it is."""

from __future__ import annotations

from msgspec import Struct

from bylaw.acts.members.franchise import electors, votes
from bylaw.acts.voting.electing import voters_of
from bylaw.state import State
from bylaw.state.ballots import Box
from bylaw.state.elections import Election


class Channels(Struct, frozen=True):
    """The voters of one unit of an election, each in one of three lists, by their ids in order.

    ``own`` sent the public half of a credential that they made, ``lacking`` did not and are given one by the office,
    ``paper`` vote on paper, which nobody does before a box is set up. ``strangers`` sent a half and are not on the
    roll. ``box`` is the box of the unit; None before one is set up.
    """

    own: tuple[str, ...]
    lacking: tuple[str, ...]
    paper: tuple[str, ...]
    strangers: tuple[str, ...]
    box: Box | None

    @property
    def voters(self) -> int:
        """How many are on the roll."""
        return len(self.own) + len(self.lacking) + len(self.paper)


def channels(state: State, election: Election, unit: str, at: int) -> Channels:
    """Give the channels of a unit's voters: of the roll as it stands at ``at``, once it is closed as it closed.

    Of a box for several elections what was sent for the first counts.
    """
    box = state.boxes.of(election.name, unit)
    first = state.elections.all[box.elections[0]] if box else election
    on = min(at, first.record)
    roll = electors(state, voters_of(state, first, unit), on)
    sent = state.boxes.sent.get(first.name, {})
    paper = frozenset(box.on_paper if box else ())
    return Channels(
        own=tuple(m for m in roll if m in sent and m not in paper),
        lacking=tuple(m for m in roll if m not in sent and m not in paper),
        paper=tuple(m for m in roll if m in paper),
        strangers=tuple(sorted(m for m in sent if not votes_in(state, first, m, on))),
        box=box,
    )


def votes_in(state: State, election: Election, member: str, at: int) -> bool:
    """Whether a member votes in a unit of an election, as the roll stands at ``at``."""
    return any(votes(state, member, voters_of(state, election, unit), at) for unit in election.units)
