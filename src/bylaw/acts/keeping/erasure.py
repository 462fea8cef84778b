"""Erasure: an act says that what opens commitments about a person is destroyed, and by which clause.

The record keeps the commitments and the member id. Whoever replays it then knows that an opening which is
not there was erased by an act, and not lost or withheld.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Act, Digest, Evidence, Id
from bylaw.acts.days import after_days, day
from bylaw.acts.discipline.sanctions import ended
from bylaw.acts.grievances import complaints, warnings
from bylaw.acts.keeping.papers import writer_of
from bylaw.acts.voting.challenged import waiting
from bylaw.rules.clause import FOREVER, Number
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.erasures import Erasure

Commitments = Annotated[tuple[Digest, ...], Meta(min_length=1, max_length=500)]


class Erase(Act, frozen=True, kw_only=True, tag="erase/1"):
    """Erase what is kept about a member, under a clause on retention: nobody will read it again.

    ``commitments`` are those that nobody will be able to open. A ``window`` clause on this act says for how many
    days after the end of membership what was done can still be challenged; before that nothing is erased.
    """

    member: Id
    clause: Number
    commitments: Commitments

    def subject(self, state: State) -> str:
        """Give the person concerned."""
        return self.member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a clause that is not law, what is erased already, what is in use, and what comes too early."""
        if self.clause not in state.bylaws.on(at).numbers():
            yield own(8, f"no clause {self.clause} is in force", "cite the clause on retention")
        seen: set[str] = set()
        for commitment in self.commitments:
            if commitment in seen or commitment in state.erasures.all:
                yield own(8, f"commitment {commitment} is erased already", "name each commitment once")
            seen.add(commitment)
        ended = last_day(state, self.member, at)
        if ended is None:
            yield own(8, f"nobody was ever a member or an applicant as {self.member}", "name a member id")
            return
        for why in (*uses(state, self.member, at), *documents(state, seen, at)):
            yield own(19, why, "erase when that has ended")
        for law in self.ask(state, at, "window"):
            opens = after_days(state, ended, law.rule.days)
            if at < opens:
                found = f"membership ended on {day(state, ended)}"
                yield law.breach(found, f"erase on {day(state, opens)} at the earliest", opens)

    def apply(self, state: State, at: int) -> None:
        """Note the commitments."""
        state.erasures.note(self.commitments, Erasure(self.member, self.clause, at))


def last_day(state: State, member: str, at: int) -> int | None:
    """Give when a person's last membership or application ended (``at`` while it lasts); None if there was none."""
    spells = state.members.roll.spells.get(member, ())
    ends = [min(spell.end, at) for spell in spells]
    application = state.members.applications.get(member)
    if application:
        ends.append(application.decided if application.outcome else at)
    return max(ends, default=None)


def uses(state: State, member: str, at: int) -> Iterator[str]:
    """Say in words what still needs to know who a member is, or what opens a commitment.

    Each chapter with running processes has its line.
    """
    for use in USES:
        yield from use(state, member, at)
    yield from documents(state, (member,), at)


def documents(state: State, named: Collection[str], at: int) -> Iterator[str]:
    """Say which cases that are not over rest on facts, evidence, answers or reasons among these commitments."""
    resting = {state.cases.reasons[commitment] for commitment in named if commitment in state.cases.reasons}
    resting |= {
        item.case for item in state.cases.items.values() if item.content in named or item.answer in named
    }
    for case in sorted(resting):
        if not ended(state.cases.now(case), at):
            yield f"case {case} is not over, and rests on it"


def _on_the_roll(state: State, member: str, at: int) -> Iterator[str]:
    for spell in state.members.roll.spells.get(member, ()):
        if at < spell.end:
            ends = f"she is on the roll of {spell.body} until {day(state, spell.end)}"
            yield f"she is on the roll of {spell.body}" if spell.end == FOREVER else ends


def _application(state: State, member: str, at: int) -> Iterator[str]:
    application = state.members.applications.get(member)
    if application and (not application.outcome or at < application.decided):
        yield f"her application to {application.body} is not decided"


def _mandates(state: State, member: str, at: int) -> Iterator[str]:
    for mandate in state.offices.of_member(member):
        if at < mandate.end:
            yield f"she holds mandate {mandate.name} until {day(state, mandate.end)}"


def _papers(state: State, member: str, at: int) -> Iterator[str]:
    for paper in state.corrections.papers.values():
        hers = writer_of(state, paper) == member and paper.entered <= at
        if hers and not paper.confirmed and not paper.disowned:
            yield f"paper {paper.name} is neither confirmed nor disowned"


def _recovery(state: State, member: str, at: int) -> Iterator[str]:
    if recovery := state.keys.recovering(member, at):
        yield f"a key of hers is being recovered until {day(state, recovery.ends)}"


def _elections(state: State, member: str, at: int) -> Iterator[str]:
    for election in state.elections.running(at):
        roll = min(election.record, at)
        if state.members.belongs(state, member, election.electing, roll):
            yield f"election {election.name} runs, and she is on its roll"
        elif member in state.elections.nominations[election.name]:
            yield f"election {election.name} runs, and she was nominated"


def _challenges(state: State, member: str, at: int) -> Iterator[str]:
    for name in state.challenges.all:
        election = state.elections.all[name]
        on_roll = state.members.belongs(state, member, election.electing, min(election.record, at))
        if (on_roll or member in state.elections.nominations[name]) and waiting(state, (election,), at):
            yield f"election {name} is under challenge, and she voted or stood in it"


def _petitions(state: State, member: str, at: int) -> Iterator[str]:
    for name, petition in state.petitions.all.items():
        if petition.at <= at and not petition.filed and state.petitions.signed(name, member):
            yield f"petition {name} is not filed, and her signature stands"


def _motions(state: State, member: str, at: int) -> Iterator[str]:
    for motion in state.motions.all.values():
        if motion.mover == member and motion.at <= at and not motion.outcome:
            yield f"her motion {motion.name} is not decided"


def _cases(state: State, member: str, at: int) -> Iterator[str]:
    for case in (*state.cases.of_member(member), *state.cases.by_accuser(member)):
        if not ended(state.cases.now(case.name), at):
            yield f"case {case.name} is not over"


def _evidence(state: State, member: str, at: int) -> Iterator[str]:
    """Say in which cases that are not over she testified, inquires or sits."""
    brought = {item.case for item in state.cases.items.values() if item.bringer == member}
    inquired = {case for case, members in state.cases.investigators.items() if member in members}
    for case in sorted(brought | inquired | set(state.cases.sat.get(member, ()))):
        if not ended(state.cases.now(case), at):
            yield f"case {case} is not over, and she had a part in it"


def _complaints(state: State, member: str, at: int) -> Iterator[str]:
    for name, raised in state.complaints.all.items():
        if member in (raised.author, raised.against) and complaints.course(state, name).now(at):
            yield f"complaint {name} is not decided"


def _warnings(state: State, member: str, at: int) -> Iterator[str]:
    for name, raised in state.warnings.all.items():
        if member == raised.author and warnings.course(state, name).now(at):
            yield f"warning {name} is not answered"


USES: tuple[Callable[[State, str, int], Iterator[str]], ...] = (
    _on_the_roll,
    _application,
    _mandates,
    _papers,
    _recovery,
    _elections,
    _challenges,
    _petitions,
    _motions,
    _cases,
    _evidence,
    _complaints,
    _warnings,
)
"""What may need a person, chapter by chapter; a new chapter adds its line here."""
