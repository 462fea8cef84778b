"""What a record of past votes says, vote by vote: the version in force, each clause asked, the count."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.acts.past import AttestVote, Check, checks
from bylaw.acts.past.outcome import Paper, counted
from bylaw.acts.past.roll import Roll, roll_of
from bylaw.audit.copy import Attached, Copy
from bylaw.ledger import consider, fold
from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import parse_checkpoint
from bylaw.record.log.note import parse_note
from bylaw.rules.meanings import Method
from bylaw.state import State

FIRST = "1.0"
PREFIX = "constitution-"


class Told(Struct, frozen=True):
    """One vote: its entry and act, the version and edition of its day, every check, its roll and its count."""

    entry: int
    act: AttestVote
    version: str
    edition: str
    checks: tuple[Check, ...]
    roll: Roll | None
    paper: Paper | None

    def of(self, verdict: str) -> tuple[Check, ...]:
        """Give the checks of one verdict."""
        return tuple(check for check in self.checks if check.verdict == verdict)

    @property
    def kind(self) -> str:
        """How much is here: `counted`, `voters` or `proposal`."""
        poll = self.act.vote.poll
        return "proposal" if poll is None else "counted" if poll.ballots else "voters"


class Unreadable(Exception):
    """The record cannot be told: it is no record, or it does not verify."""


def tell(copy: Copy) -> Iterator[Told]:
    """Fold a record and give each attested vote. Raises Unreadable."""
    state, evidence = State(), Attached(copy)
    for raw in copy.entries(_size(copy)):
        if isinstance(raw, Broken):
            raise Unreadable(raw.detail)
        taken = consider(state, raw, evidence)
        if taken.refusals or taken.entry is None:
            raise Unreadable("; ".join(map(str, taken.refusals)))
        if isinstance(taken.act, AttestVote):
            yield _told(state, taken.act, taken.entry.at, evidence)
        fold(state, taken, raw)


def _size(copy: Copy) -> int:
    note = parse_note(copy.checkpoint())
    head = note if isinstance(note, Broken) else parse_checkpoint(note.text)
    if isinstance(head, Broken):
        raise Unreadable(head.detail)
    return head.size


def _told(state: State, act: AttestVote, at: int, evidence: Attached) -> Told:
    case, day = act.case(state, at, evidence), act.law_day(state, at)
    poll = act.vote.poll
    law = case.clause("method")
    rule: Method | None = law.rule if law else None
    roll = roll_of(poll.roll, evidence) if poll else None
    return Told(
        entry=state.size,
        act=act,
        version=_version(state, day),
        edition=rule.edition if rule else "",
        checks=tuple(checks(case)),
        roll=roll if isinstance(roll, Roll) else None,
        paper=counted(case, poll) if poll else None,
    )


def _version(state: State, day: int) -> str:
    begun = [a for a in state.amendments.all.values() if a.since <= day]
    return max(begun, key=lambda a: a.since).name.removeprefix(PREFIX) if begun else FIRST
