"""The end of ballots: once nobody can contest a result any more, the files that hold them are destroyed by an act."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.act import Evidence
from bylaw.acts.days import after_days, day
from bylaw.acts.voting.challenged import closes, waiting
from bylaw.acts.voting.electing import Step
from bylaw.rules.clause import FOREVER, Number
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.ballots import Box
from bylaw.state.elections import Election


class DestroyBallots(Step, frozen=True, kw_only=True, tag="destroy-ballots/1"):
    """Destroy the ballots of an election, in every box and in every file of the tellers, as a clause asks.

    What was counted, who was elected and every hash stay in the record; a verifier then says that nobody can count
    again. A box that other elections share is destroyed with all of them, so all of them must be past their time.
    """

    clause: Number

    def law_day(self, state: State, at: int) -> int:
        """Give now: how long ballots are kept is said by the bylaws in force."""
        return at

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a clause that is not law, what is destroyed, in use or open to challenge, and what is kept longer."""
        if self.clause not in state.bylaws.on(at).numbers():
            yield own(8, f"no clause {self.clause} is in force", "cite the clause on retention")
        names = ballots_of(state, self.election)
        if not names:
            yield own(8, f"{self.election} has no file of ballots", "nothing is to be destroyed")
        elif all(name in state.boxes.destroyed for name in names):
            yield own(15, f"the ballots of {self.election} are destroyed", "nothing more is needed")
        for election in together(state, self.election):
            yield from _used(state, election, at)
        for law in self.ask(state, at, "window"):
            opens = after_days(state, self._ended(state), law.rule.days)
            if at < opens:
                found = f"ballots are kept until {day(state, opens)}"
                yield law.breach(found, "wait for that day", opens)

    def _ended(self, state: State) -> int:
        return max(
            (one.closed for one in together(state, self.election) if one.closed < FOREVER), default=state.at
        )

    def apply(self, state: State, at: int) -> None:
        """Note which files nobody is to keep."""
        for name in ballots_of(state, self.election):
            state.boxes.destroyed.setdefault(name, at)


def boxes_of(state: State, election: str) -> list[Box]:
    """Give every box that an election ever had."""
    return [box for box in state.boxes.all.values() if election in box.elections]


def together(state: State, election: str) -> list[Election]:
    """Give an election with those that share a box with it."""
    names = {election, *(name for box in boxes_of(state, election) for name in box.elections)}
    return [state.elections.all[name] for name in sorted(names)]


def ballots_of(state: State, election: str) -> list[str]:
    """Give the hashes of the files in which the ballots of an election lie, sealed or open."""
    boxes, names = state.boxes, dict.fromkeys(c.ballots for c in state.elections.counts[election].values())
    for box in boxes_of(state, election):
        filed = (boxes.tallied.get(box.name), boxes.decrypted.get(box.name))
        names |= dict.fromkeys(each.archive for each in filed if each is not None)
        names |= dict.fromkeys(boxes.shuffles[box.name].values())
    return [name for name in names if name]


def _used(state: State, election: Election, at: int) -> Iterator[Finding]:
    if election.runs(at):
        yield own(19, f"election {election.name} is not over", "destroy its ballots when it is")
    elif waiting(state, (election,), at):
        yield own(19, f"{election.name} is under challenge", "wait for the ruling")
    elif at < (until := closes(state, election)):
        yield own(19, f"{election.name} can be challenged until {day(state, until)}", "wait for that day")
