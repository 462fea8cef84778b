"""What the record already says of an act that two officers only confirm: the fields that nobody need type."""

from __future__ import annotations

from typing import Any

from bylaw.acts.members.franchise import electors
from bylaw.acts.voting.candidates import valid_nominees
from bylaw.acts.voting.electing import roll_root, voters_of
from bylaw.state import State


def paper_of(state: State, name: str) -> dict[str, Any]:
    """Give what `fix-paper` fixes: who stands, in the order of the nominations, and the roll of the record day."""
    election = state.elections.all[name]
    roll = electors(state, voters_of(state, election), election.record)
    options = valid_nominees(state, election, state.at)
    return {"options": options, "voters": len(roll), "root": roll_root(roll)}
