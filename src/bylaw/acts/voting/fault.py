"""What is said of a fault in an election, by whoever voids it or rules on a challenge."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Count, Digest, Evidence
from bylaw.acts.voting.electing import Step
from bylaw.acts.voting.margin import margin
from bylaw.state import State
from bylaw.state.elections import Election

Unit = Annotated[str, Meta(max_length=63)]
"""One of the units of an election; empty for all of it."""


class OnFault(Step, frozen=True, kw_only=True):
    """A step that rests on a fault in an election or in one of its units, with reasons by commitment.

    ``touched`` is how many votes the fault touched (0: not said); ``ballots`` names the files on which the counts rest.
    """

    unit: Unit = ""
    touched: Count = 0
    ballots: Annotated[tuple[Digest, ...], Meta(max_length=1000)] = ()
    reasons: Digest

    def needs(self) -> tuple[str, ...]:
        """Give the files of ballots on which a result is weighed."""
        return self.ballots

    def decided_by(self, state: State, election: Election, evidence: Evidence) -> int | None:
        """Give by how many votes the election was decided; None where it cannot be shown."""
        return margin(state, election, {name: evidence.get(name) for name in self.ballots})
