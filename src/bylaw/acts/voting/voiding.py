"""Voiding: an election, or the votes of a unit, that cannot be reconciled or went wrong; open to challenge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from bylaw.acts.act import Evidence
from bylaw.acts.days import day, limit
from bylaw.acts.initiative.recall_vote import no_recall, open_vote
from bylaw.acts.voting.challenged import void_by
from bylaw.acts.voting.fault import OnFault
from bylaw.acts.voting.margin import files_named
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.elections import Election

_OVER = ("void", "overtaken")
"""How an election ends that nobody won: it is not ended a second time."""


class VoidElection(OnFault, frozen=True, kw_only=True, tag="void-election/1"):
    """Void an election, or the votes of one of its units, with reasons; it can be challenged.

    ``reasons`` commits to them. ``touched`` says of a declared result how many votes the fault touched (0: it
    cannot be said); ``ballots`` names the files on which its counts rest.
    """

    pointed_to: ClassVar[tuple[str, ...]] = ("election",)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse what is void already or was given back by a ruling, and a unit not in it or too late."""
        election = state.elections.all[self.election]
        if election.outcome in _OVER:
            yield own(15, f"election {self.election} is {election.outcome} already", "call a new one")
        if self.unit or election.closed == FOREVER or election.outcome == "declared":
            yield from no_recall(election, "hold the vote, or have a flawed entry annulled")
        if election.outcome == "declared" and not self.unit:
            yield from self._in_time(state, election, at)
            yield from self._weighed(state, election, at, evidence)
        if self.unit and self.unit not in election.units:
            yield own(8, f"{self.unit} is no unit of election {self.election}", "name one of its units")
        if self.unit and (self.unit in election.voided or not election.runs(at)):
            yield own(15, f"the votes of {self.unit} cannot be voided any more", "void the whole election")
        yield from self._ruled(state)

    def _in_time(self, state: State, election: Election, at: int) -> Iterator[Finding]:
        """A declared result is voided only within the days that a clause gives for it."""
        laws = self.ask(state, at, "window")
        if not laws:
            yield own(15, f"it was declared on {day(state, election.end)}", "challenge it")
        for law in laws:
            closes = limit(state, election.end, law.rule.days)
            if at >= closes:
                found = f"the result could be voided until {day(state, closes)}"
                yield law.breach(found, "challenge it, or have a flawed entry annulled")

    def _weighed(self, state: State, election: Election, at: int, evidence: Evidence) -> Iterator[Finding]:
        """A result falls only for what may have changed it; what cannot be said is held to have, and is shown."""
        why = "how many votes were touched is not said"
        if self.touched:
            yield from files_named(state, election, self.ballots)
            least = self.decided_by(state, election, evidence)
            why = "by how many votes it was decided cannot be shown" if least is None else ""
            if least is not None and self.touched < least:
                found = f"votes touched: {self.touched}; votes that decided it: {least}; the result stands"
                yield own(32, found, "leave it, or have a flawed entry annulled")
        for law in self.ask(state, at, "window")[:1] if why else ():
            told = law.breach(f"{why}: the result is held to have changed", "say it in the reasons")
            yield replace(told, consequence="flag")

    def _ruled(self, state: State) -> Iterator[Finding]:
        """What was given back on a challenge is not taken again by those who had taken it."""
        for one in state.challenges.all.get(self.election, ()):
            if (one.what, one.unit, one.ruling) == ("void", self.unit, "overturned"):
                found = f"its void was overturned on {day(state, one.ruled)}"
                yield own(22, found, "declare what follows from the counts, or let the vote be held again")

    def apply(self, state: State, at: int) -> None:
        """End it, and the mandates that came of it; what was done under them stands."""
        state.challenges.voids[self.election, self.unit] = void_by(state, self, at)
        if self.unit:
            state.elections.void_unit(self.election, self.unit)
            return
        recall = state.recalls.all.get(state.elections.all[self.election].question)
        state.elections.close(self.election, at, "void")
        state.offices.undo(self.election, at)
        if recall is not None:
            open_vote(state, recall, at)
