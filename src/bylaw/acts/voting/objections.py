"""Objections to nominations: reasons by commitment, decided by who does not stand, before the poll opens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Digest, Evidence, Name
from bylaw.acts.days import day
from bylaw.acts.initiative.recall_vote import no_recall
from bylaw.acts.voting.candidates import Candidacy, before_opening, no_candidates
from bylaw.acts.voting.electing import Step
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.elections import Objection


class ObjectToNomination(Candidacy, frozen=True, kw_only=True, tag="object-to-nomination/1"):
    """Object to a nomination, with confidential reasons; while undecided it takes nobody off."""

    name: Annotated[Name, Meta(extra={"new": "objection"})]
    reasons: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse where nobody is nominated, and once the poll is open."""
        if self.named(state) is None:
            yield self.nobody()
        yield from no_recall(state.elections.all[self.election], "vote in it")
        yield from before_opening(state.elections.all[self.election], at)

    def apply(self, state: State, at: int) -> None:
        """Keep the objection."""
        state.elections.objections[self.name] = Objection(self.election, self.member, self.reasons, at)


class DecideObjection(Step, frozen=True, kw_only=True, tag="decide-objection/1"):
    """Decide an objection, with confidential reasons: upheld, it excludes the candidate."""

    name: Annotated[str, Meta(max_length=63, extra={"ref": "objection"})]
    outcome: Literal["upheld", "dismissed"]
    reasons: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a decided objection, one of another election, an opened poll, and a candidate as judge."""
        objection = state.elections.objections[self.name]
        if objection.election != self.election:
            yield own(8, f"objection {self.name} is in {objection.election}", "name its election")
        if objection.outcome:
            yield own(15, f"it was {objection.outcome} on {day(state, objection.decided)}", "appeal")
        yield from before_opening(state.elections.all[self.election], at)
        yield from no_candidates(state, self, at)

    def apply(self, state: State, at: int) -> None:
        """Keep the decision, and exclude the candidate if it says so."""
        elections = state.elections
        objection = elections.objections[self.name]
        elections.objections[self.name] = replace(objection, outcome=self.outcome, decided=at)
        if self.outcome == "upheld":
            named = elections.nominations[self.election][objection.member]
            elections.nominate(self.election, replace(named, excluded=at))
