"""Declaring a result: who is elected follows from the counts, and from nothing else.

A count may come from tellers or from an electronic box: this chapter asks only what the state holds of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Annotated, ClassVar

from msgspec import Meta

from bylaw.acts.act import Digest, Evidence, Member
from bylaw.acts.days import day, term_ends
from bylaw.acts.initiative.recall_vote import no_recall
from bylaw.acts.lot import Chance
from bylaw.acts.voting.beside import parts
from bylaw.acts.voting.candidates import no_candidates
from bylaw.acts.voting.challenged import unchallenged
from bylaw.acts.voting.electing import CALL, Step, free_seats
from bylaw.acts.voting.outcome import counted, outcome
from bylaw.acts.voting.roll_audit import audited
from bylaw.acts.voting.ties import fairly, note, order
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Eligible, Quorum, Term
from bylaw.rules.measure import least
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.elections import Election
from bylaw.state.offices import Mandate

Members = Annotated[tuple[Member, ...], Meta(max_length=1000)]


class DeclareResult(Step, frozen=True, kw_only=True, tag="declare-result/1"):
    """Declare who is elected, in the order that the count gives; the seats follow from this act.

    ``lot`` lists candidates as drawn, the first most favoured; it is looked at only where the count is tied, and nobody
    who stands signs it. Of an announced draw ``chance`` is what its source published: everybody computes the lot.
    ``ballots`` names the files on which the counts rest.
    """

    elected: Members
    alternates: Members = ()
    lot: Members = ()
    chance: Chance = ""
    ballots: Annotated[tuple[Digest, ...], Meta(max_length=1000)] = ()

    pointed_to: ClassVar[tuple[str, ...]] = ("election",)

    def needs(self) -> tuple[str, ...]:
        """Give the files of ballots."""
        return self.ballots

    def due(self, state: State, at: int) -> str:
        """Say that the result should have been declared."""
        election = state.elections.all[self.election]
        complete = not _missing(state, election)
        if election.closed == FOREVER or not complete or at < election.begins:
            return ""
        return f"the mandates were to begin on {day(state, election.begins)}"

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse an open poll, units not counted, a roll not audited, too few voters, and anybody but who follows."""
        election = state.elections.all[self.election]
        if election.closed == FOREVER or not election.runs(at):
            yield own(32, "there is no closed poll to declare", "hold the vote, a confirming one too")
            return
        yield from no_recall(election, "declare the recall")
        missing = _missing(state, election)
        if missing:
            found = f"no count of {', '.join(missing[:10])}" + (" ..." if len(missing) > 10 else "")
            yield own(17, found, "enter each unit's count, or void it by an act")
            return
        yield from unchallenged(state, election.body, election.office, at)
        if sorted(self.ballots) != sorted({c.ballots for c in counted(state, election)} - {""}):
            yield own(13, "not the files on which the counts rest", "name each of them once")
        yield from audited(state, election, self, at)
        if self.lot:
            yield from no_candidates(state, self, at)
        yield from fairly(self, state, at)
        yield from self._turnout(state, at)
        yield from self._follows(state, election, at, evidence)

    def _turnout(self, state: State, at: int) -> Iterator[Finding]:
        election = state.elections.all[self.election]
        voters = state.elections.papers[self.election].voters
        took_part = sum(count.took_part for count in counted(state, election))
        for law in self.ask(state, at, "quorum", of=CALL):
            rule: Quorum = law.rule
            if rule.scope == "vote" and took_part < (needed := least(rule.measure, voters)):
                found = f"{took_part} of {voters} took part; {needed} must"
                yield law.breach(found, "void the election and hold it again")

    def _follows(self, state: State, election: Election, at: int, evidence: Evidence) -> Iterator[Finding]:
        cap = _cap(self.rule(state, at, "eligible", of=CALL))
        over = partial(_over_cap, state, election, cap)
        lot = order(self, state)
        result = outcome(state, election, evidence, lot, over)
        if result is None:
            return
        undrawn = outcome(state, election, evidence, (), over)
        if lot and undrawn is not None and not undrawn.tied:
            yield own(32, "nobody is level, and a lot was drawn", "leave lot and chance out")
        if result.problem:
            yield own(17, result.problem, "correct the counts")
        elif result.tied:
            yield own(
                32, f"{' and '.join(result.tied)} are level", "announce a draw, and declare by its chance"
            )
        elif (self.elected, self.alternates) != (result.elected, result.alternates):
            first, after = ", ".join(result.elected) or "nobody", ", ".join(result.alternates)
            alone = f"from the count follow {first}"
            found = f"from the count follow {first}, then {after}" if after else alone
            yield own(32, found, "declare these, in this order")
        office = state.offices.all[election.body, election.office]
        free = free_seats(state, office, max(at, election.begins))
        if len(self.elected) > free:
            yield own(32, f"{len(self.elected)} elected for {free} free seats", "void the election")

    def apply(self, state: State, at: int) -> None:
        """Seat the elected: their terms count from the election, and run from when the seats are free."""
        election = state.elections.all[self.election]
        term: Term = self.rule(state, at, "term", of=CALL)
        start, due = max(at, election.begins), term_ends(state, term, election.closes)
        left = _left(state, election, start) if term.vacancy == "rest" else []
        state.challenges.took_part(self.election, tuple(signer.member for signer in self.by), "declared it")
        state.elections.close(self.election, at, "declared")
        note(self, state)
        _succeed(state, election, start, self.elected)
        state.offices.keep(self.election, self.alternates)
        for i, member in enumerate(self.elected):
            ends = min(due, left.pop(0)) if left else due
            mandate = Mandate(
                election.seat(i), member, election.office, election.body, start,
                FOREVER if term.holdover else ends, ends, self.election, election.called,
            )  # fmt: skip
            state.offices.seat(mandate)
            for seat in (mandate, *state.offices.going_with(mandate.name)):
                _lay_down(state, election, seat)


def _cap(rule: Eligible | None) -> int:
    return rule.per_affiliation if rule else 0


def _over_cap(state: State, election: Election, cap: int, elected: tuple[str, ...]) -> str:
    """Name the last elected of an affiliation that would have more seats of the body than its cap."""
    if not cap:
        return ""
    start, of = max(state.at, election.begins), state.members.affiliation
    offices = (name for body, name in state.offices.all if body == election.body)
    history = (m for name in offices for m in state.offices.history(election.body, name))
    seated = Counter(of(m.member, state.at) for m in history if start < min(m.end, m.due))
    seats = seated + Counter(of(member, state.at) for member in elected)
    return next((m for m in reversed(elected) if (name := of(m, state.at)) and seats[name] > cap), "")


def _left(state: State, election: Election, start: int) -> list[int]:
    """Give the ends of the terms that were broken off and that nobody serves out, the nearest first."""
    history = list(state.offices.history(election.body, election.office))
    broken = [m.due for m in history if m.end <= start < m.due < FOREVER and m.cause]
    for mandate in history:
        if start < min(mandate.end, mandate.due) and mandate.due in broken:
            broken.remove(mandate.due)
    return sorted(broken)


def _missing(state: State, election: Election) -> list[str]:
    counts = state.elections.counts[election.name]
    return [part for part in parts(state, election) if part not in counts]


def _succeed(state: State, election: Election, start: int, elected: tuple[str, ...]) -> None:
    """End those who stayed on after their term until somebody was elected, one for each seat, the re-elected first."""
    history = state.offices.history(election.body, election.office)
    staying = sorted((m.member not in elected, m.due, m.name) for m in history if m.due <= start < m.end)
    for _, _, name in staying[: len(elected)]:
        state.offices.close(name, start, "successor")


def _lay_down(state: State, election: Election, mandate: Mandate) -> None:
    """End what is incompatible with a new mandate, or one that goes with it: whoever accepts to stand accepts this."""
    for old in list(state.offices.of_member(mandate.member)):
        if (
            mandate.start < old.end
            and old.source != election.name
            and (_bars(state, election, mandate, old) or _bars(state, election, old, mandate))
        ):
            state.offices.close(old.follows or old.name, mandate.start, "incompatible")


def _bars(state: State, election: Election, one: Mandate, other: Mandate) -> bool:
    """Whether the clause on one office forbids its holder the other."""
    kind = state.bodies.all[election.unit].kind
    law = state.bylaws.on(election.called).one("eligible", CALL, kind, one.office)
    rule: Eligible | None = law.rule if law else None
    return rule is not None and (
        other.office in rule.incompatible or state.bodies.all[other.body].kind in rule.apart
    )
