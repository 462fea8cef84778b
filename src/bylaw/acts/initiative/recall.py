"""Recall: members petition for it under seal, and over the threshold the vote opens without any officer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from bylaw.acts.act import Act, Digest, Evidence, Mandate
from bylaw.acts.assemblies.deliberation import Question, asked, franchise_of
from bylaw.acts.days import after_days, day
from bylaw.acts.discipline.criticism import criticise
from bylaw.acts.initiative.petitions import STEPS, NewPetition, begin
from bylaw.acts.initiative.recall_vote import RECALL, electorate_of
from bylaw.acts.members.franchise import why_not
from bylaw.acts.organisation.ex_officio import of_its_own
from bylaw.acts.organisation.offices import RemoveFromOffice, in_force
from bylaw.acts.organisation.removal import heard
from bylaw.acts.substance import substance
from bylaw.acts.voting.electing import Step
from bylaw.acts.voting.outcome import HALF, counted
from bylaw.rules import majority
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.majority import Tally
from bylaw.rules.meanings import Quorum
from bylaw.rules.measure import least
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.elections import Election
from bylaw.state.petitions import Petition
from bylaw.state.recalls import Recall

LATE = 7
"""So many days after the close of a recall's poll the right to declare passes on."""


class OpenRecall(Act, frozen=True, kw_only=True, tag="open-recall/1"):
    """Ask for the recall of a mandate and say why; members sign under seal.

    ``grounds`` commits to why. Enough of them open a vote of those who elected the holder, by ``means`` of paper
    or an electronic box.
    """

    name: NewPetition
    mandate: Mandate
    grounds: Digest
    means: Literal["count", "box"] = "count"

    asks: ClassVar[tuple[str, ...]] = ("petition",)

    def place(self, state: State) -> str:
        """Give the body whose members elected the holder."""
        return electorate_of(state, state.offices.mandates[self.mandate], state.at)

    def office_at_stake(self, state: State) -> str:
        """Give the office."""
        return state.offices.mandates[self.mandate].office

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a mandate that is over, an opener without a vote, a second recall, and what must come before."""
        yield from of_its_own(state, self.mandate)
        yield from in_force(state, self.mandate, at)
        question = Question(self.place(state), self._matter(state), at)
        if why := why_not(state, self.actor, franchise_of(state, question), at):
            yield own(9, why, "have a member with a vote open it")
        yield from heard(self, state, self.mandate, at)
        for other in state.recalls.of_mandate(self.mandate):
            yield from self._again(state, other, at)

    def _again(self, state: State, other: Recall, at: int) -> Iterator[Finding]:
        petition = state.petitions.all[other.name]
        if other.elections and not other.outcome:
            yield own(15, f"the vote on recall {other.name} is open", "vote in it")
        elif not petition.filed and at < petition.closes and not other.outcome:
            yield own(15, f"recall {other.name} can be signed", "sign it")
        for law in self.ask(state, at, "window"):
            ends = after_days(state, other.decided, law.rule.days) if other.decided < FOREVER else 0
            if at < ends:
                found = f"recall {other.name} was decided on {day(state, other.decided)}: {other.outcome}"
                yield law.breach(found, f"open another from {day(state, ends)} on", ends)

    def apply(self, state: State, at: int) -> None:
        """Open the petition, whose signatures are sealed."""
        matter = self._matter(state)
        fields = (self.name, self.place(state), self.actor, matter, self.grounds, at)
        criticise(state, self.actor, matter, at)
        begin(state, Petition(*fields, process=RECALL, signing="sealed"))
        state.recalls.open(Recall(self.name, self.mandate, self.grounds, self.means, at))

    def _matter(self, state: State) -> str:
        """Give the substance of the removal that is asked for: clauses on removal speak of the recall too."""
        return substance(
            RemoveFromOffice(
                nonce=self.nonce, seen=self.seen, until=self.until, mandate=self.mandate, reasons=self.grounds
            )
        )


class DeclareRecall(Step, frozen=True, kw_only=True, tag="declare-recall/1"):
    """Declare what the vote on a recall gave: recalled, the mandate ends now; an alternate or a by-election follows."""

    outcome: Literal["recalled", "kept"]

    def law_day(self, state: State, at: int) -> int:
        """Give the day on which the recall was opened."""
        recall = state.recalls.all.get(state.elections.all[self.election].question)
        return recall.at if recall else at

    def due(self, state: State, at: int) -> str:
        """Say since when it ought to be declared."""
        closed = state.elections.all[self.election].closed
        by = after_days(state, closed, LATE) if closed < FOREVER else FOREVER
        return f"the poll closed on {day(state, closed)}" if at >= by else ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse another vote, an open poll, a count that is missing, and what does not follow from it."""
        election = state.elections.all[self.election]
        if not election.question:
            yield own(64, f"{election.name} is no vote on a recall", "declare its result")
            return
        if election.closed == FOREVER or not election.runs(at):
            yield own(15, "the poll is not closed, or the vote is over", "close it first")
            return
        if not counted(state, election):
            yield own(17, "the votes are not counted", "enter the count")
            return
        follows = self._follows(state, election, at)
        if self.outcome != follows:
            yield own(64, f"from the count follows '{follows}'", f"declare '{follows}'")

    def _follows(self, state: State, election: Election, at: int) -> str:
        """Say what the count gives: recalled, if every clause on the majority and the turnout is met."""
        count, voters = counted(state, election)[0], state.elections.papers[election.name].voters
        yes, no = count.against[0], count.votes[0]
        tally = Tally(yes, no, max(count.valid - yes - no, 0), count.took_part, voters, voters)
        petition = state.petitions.all[election.question]
        question = Question(petition.body, petition.matter, petition.at)
        laws = asked(state, question, "majority", RECALL, *STEPS)
        rules = [law.rule.majority for law in laws] or [HALF]
        enough = all(
            _enough(law.rule, yes, count.took_part, voters)
            for law in asked(state, question, "quorum", RECALL)
        )
        carried = all(majority.outcome(rule, tally) == "carried" for rule in rules)
        return "recalled" if carried and enough else "kept"

    def apply(self, state: State, at: int) -> None:
        """End the vote, and the mandate if it was recalled."""
        election = state.elections.all[self.election]
        recall = state.recalls.all[election.question]
        state.elections.close(self.election, at, "declared")
        state.recalls.decide(recall.name, self.outcome, at)
        if self.outcome == "recalled":
            state.offices.close(recall.mandate, at, "recalled")


def _enough(rule: Quorum, yes: int, took_part: int, voters: int) -> bool:
    """Whether enough took part, where the clause counts those who vote and not those who meet."""
    if rule.scope == "meeting":
        return True
    return (yes if rule.scope == "option" else took_part) >= least(rule.measure, voters)
