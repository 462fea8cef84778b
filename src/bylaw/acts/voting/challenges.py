"""Challenges: whoever voted or stood contests a void or a result; others than had a hand in it rule, and in time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from bylaw.acts.act import Digest, Evidence
from bylaw.acts.days import day, limit
from bylaw.acts.initiative.recall_vote import no_recall
from bylaw.acts.members.franchise import votes
from bylaw.acts.voting.candidates import no_candidates
from bylaw.acts.voting.challenged import CHALLENGE, body_of, closes, current, decided, time_for
from bylaw.acts.voting.electing import Step, voters_of
from bylaw.acts.voting.fault import OnFault, Unit
from bylaw.acts.voting.margin import files_named
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.challenges import Challenge
from bylaw.state.elections import Election


class ChallengeElection(Step, frozen=True, kw_only=True, tag="challenge-election/1"):
    """Challenge that an election, or one of its units, was voided, or a declared result, with reasons.

    ``reasons`` commits to them. Whoever is on its roll or on its paper is the person concerned. Later challengers
    join the first: one ruling answers all, by one day. Undecided on that day, the vote is held again.
    """

    unit: Unit = ""
    reasons: Digest

    pointed_to: ClassVar[tuple[str, ...]] = ("election",)

    def subject(self, state: State) -> str:
        """Give the signer, where she is on the roll of the election or stands in it."""
        election, member = state.elections.all[self.election], self.actor
        named = member in state.elections.nominations[self.election]
        rules = voters_of(state, election)
        concerned = named or (state.at >= election.record and votes(state, member, rules, election.record))
        return member if concerned else ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse where nothing is decided, or for good, a challenge out of time, and a second one by a member."""
        election = state.elections.all[self.election]
        yield from no_recall(election, "have a flawed entry annulled")
        found = decided(state, election, self.unit)
        if not found.what:
            yield own(15, "neither a void nor a result is in force", "wait until something is decided")
            return
        if found.what == "ruling":
            yield own(22, f"it was decided on a challenge on {day(state, found.since)}", "vote again")
            return
        one = current(state, election, self.unit)
        if one is not None:
            yield from self._joins(state, one, at)
        for law in self.ask(state, at, "appeal")[:1]:
            if at >= (until := closes(state, election, self.unit)) and not election.question:
                yield law.breach(
                    f"the {found.what} could be challenged until {day(state, until)}",
                    "have a flawed entry annulled",
                )

    def _joins(self, state: State, one: Challenge, at: int) -> Iterator[Finding]:
        if self.actor in state.challenges.filed[self.election, self.unit, one.since]:
            yield own(22, f"{self.actor} has challenged it already", "wait for the ruling")
        if one.ruling:
            yield own(22, f"it was {one.ruling} on {day(state, one.ruled)}", "there is one ruling for all")
        elif one.lapsed(at):
            yield own(22, f"nobody ruled by {day(state, one.decide_by)}", "vote again")

    def apply(self, state: State, at: int) -> None:
        """Keep it with the day of its ruling; the terms of a challenged result run out on that day unless it stands."""
        election = state.elections.all[self.election]
        what, since = decided(state, election, self.unit)
        by = limit(state, at, time_for(state, election).rule.decide_days)
        one = Challenge(self.election, self.unit, what, since, first=at, decide_by=by)
        if what == "result" and current(state, election) is None:
            state.offices.shorten(self.election, by)
        state.challenges.file(one, self.actor, self.reasons)


class DecideChallenge(OnFault, frozen=True, kw_only=True, tag="decide-challenge/1"):
    """Rule on a challenge: what was decided is upheld, or overturned, with reasons.

    ``reasons`` commits to them. A void that is overturned gives back an election whose poll had closed, with a day
    by which it is declared; any other vote is held again. ``touched`` is how many votes a fault touched, where it
    can be counted (0: not said); ``ballots`` names the files on which the counts rest.
    """

    ruling: Literal["upheld", "overturned"]

    pointed_to: ClassVar[tuple[str, ...]] = ("election",)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse without a challenge, a second ruling, one too late, judges with a part, and what changed nothing."""
        election = state.elections.all[self.election]
        one = current(state, election, self.unit)
        if one is None:
            yield own(15, "nobody has challenged it", "wait for a challenge")
            return
        if one.ruling:
            yield own(22, f"it was {one.ruling} on {day(state, one.ruled)}", "there is no second ruling")
        elif one.lapsed(at):
            for law in self.ask(state, at, "appeal", of=CHALLENGE)[:1]:
                yield law.breach(f"it was to be decided by {day(state, one.decide_by)}", "vote again")
        yield from no_candidates(state, self, at)
        yield from self._apart(state, one)
        yield from self._weighed(state, election, one, evidence)

    def _apart(self, state: State, one: Challenge) -> Iterator[Finding]:
        """Nobody rules on what she challenged, voided, counted or kept, nor the body or office that voided it."""
        part = _parts(state, one)
        void = state.challenges.voids.get((self.election, self.unit))
        rights = void.rights if void else frozenset()
        for signer in self.by:
            if signer.member in part:
                found = f"{signer.member} {part[signer.member]} in {self.election}"
                yield own(21, found, "let somebody decide who had no part in it")
            right = body_of(state, signer.right, signer.ref)
            if right in rights:
                yield own(21, f"the {right} voided it", "let another body or office decide")

    def _weighed(
        self, state: State, election: Election, one: Challenge, evidence: Evidence
    ) -> Iterator[Finding]:
        """A result falls only for what may have changed it, where both can be counted."""
        if not self.touched or (self.ruling, one.what) != ("overturned", "result"):
            return
        yield from files_named(state, election, self.ballots)
        least = self.decided_by(state, election, evidence)
        if least is not None and self.touched < least:
            found = f"votes touched: {self.touched}; votes that decided it: {least}"
            yield own(32, found, "uphold the result")

    def apply(self, state: State, at: int) -> None:
        """Keep the ruling and what follows from it."""
        election = state.elections.all[self.election]
        one = current(state, election, self.unit)
        assert one is not None
        state.challenges.rule(one, self.ruling, at)
        if one.what == "result":
            self._of_result(state, at)
        elif self.ruling == "overturned":
            self._of_void(state, election, at)

    def _of_result(self, state: State, at: int) -> None:
        state.offices.mend(self.election)
        if self.ruling == "overturned":
            state.elections.close(self.election, at, "void")
            state.offices.undo(self.election, at)

    def _of_void(self, state: State, election: Election, at: int) -> None:
        if self.unit:
            state.challenges.voids.pop((self.election, self.unit), None)
            state.elections.count_unit(self.election, self.unit)
        elif election.closed < FOREVER:
            state.challenges.voids.pop((self.election, ""), None)
            for other in list(state.elections.of_office(election.body, election.office)):
                if other.end == FOREVER and not other.question:
                    state.elections.close(other.name, at, "overtaken")
            by = limit(state, at, time_for(state, election).rule.decide_days)
            state.elections.reinstate(self.election, by)


def _parts(state: State, one: Challenge) -> dict[str, str]:
    """Give those who had a part in what is challenged, and which."""
    void = state.challenges.voids.get((one.election, one.unit))
    boxes = [box for box in state.boxes.all.values() if one.election in box.elections]
    parts = dict.fromkeys(state.challenges.filed[one.election, one.unit, one.since], "challenges it")
    parts |= {holder.member: "is a trustee" for box in boxes for holder in box.trustees}
    parts |= state.challenges.hands.get(one.election, {})
    return parts | dict.fromkeys(void.members if void else (), "signed the void")
