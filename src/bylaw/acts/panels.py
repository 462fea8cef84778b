"""Panels: seated by lot or from an elected bench, never by office, and without anybody who has a part in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Annotated, ClassVar, Literal, NamedTuple

from msgspec import Meta

from bylaw.acts.act import Act, Digest, Evidence, Member
from bylaw.acts.authority import places
from bylaw.acts.casework import CHARGE, OfCase
from bylaw.acts.sanctions import ended
from bylaw.acts.word import own_word
from bylaw.rules.bylaws import Law
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Appeal, Panel
from bylaw.rules.own import own
from bylaw.rules.who import Who, parse_phrase
from bylaw.state import State
from bylaw.state.bodies import Mandate
from bylaw.state.cases import Case

Bench = Annotated[tuple[Member, ...], Meta(min_length=1, max_length=31)]


class SeatPanel(OfCase, frozen=True, kw_only=True, tag="seat-panel/1"):
    """Seat those who judge: ``how`` they came to it; ``protocol`` commits to the draw, or to the list of the bench.

    Once an appeal is filed it seats other people for the appeal. A seat left by a recusal is filled likewise.
    """

    bench: Bench
    how: Literal["drawn", "elected"]
    protocol: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse parties who seat, too few, one twice, whoever may not sit, and whoever has a part in the case."""
        case = self.told(state)
        if ended(self.round(state), at):
            yield own(15, "the case is decided", "nobody is to be seated")
        for signer in self.by:
            if signer.member in (case.charged, case.accuser):
                yield own(21, f"{signer.member} would choose her judges", "have others seat the panel")
        if len(set(self.bench)) != len(self.bench):
            yield own(17, "a judge is named twice", "name each once")
        for judge in self.bench:
            if any(signer.member == judge for signer in self.by):
                yield own(21, f"{judge} would seat herself", "let others seat her")
            if judge in state.cases.judged[self.case]:
                yield own(21, f"{judge} was seated in this case before", "seat somebody else")
        yield from unfit(self, state, at, (*self.judges(state), *self.bench), self.bench)

    def apply(self, state: State, at: int) -> None:
        """Seat them; whoever judges has heard the case, so that it is heard again where it was heard before."""
        one = self.round(state)
        if one.heard <= at < one.found and not one.waived:
            state.cases.note(self.case, heard=FOREVER)
        state.cases.seat(self.case, self.bench, at)


class Recuse(OfCase, frozen=True, kw_only=True, tag="recuse/1"):
    """Leave the panel: by one's own word, whatever the reason; ``reasons`` commits to it."""

    judge: Member
    reasons: Digest

    def subject(self, state: State) -> str:
        """Give the judge."""
        return self.judge

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who does not sit, and another than herself."""
        yield from own_word(self, self.judge, "leave the panel")
        if self.judge not in self.judges(state) or ended(self.round(state), at):
            yield own(15, f"{self.judge} is not on the panel", "nothing is to be left")

    def apply(self, state: State, at: int) -> None:
        """Free the seat."""
        state.cases.unseat(self.case, self.judge)


class DeclareTie(Act, frozen=True, kw_only=True, tag="declare-tie/1"):
    """Declare kin or dependence with another member: neither then judges the other."""

    member: Member
    other: Member

    sealed: ClassVar[bool] = True

    def subject(self, state: State) -> str:
        """Give the member who declares it."""
        return self.member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse another than herself, oneself, and what is declared already."""
        yield from own_word(self, self.member, "declare it")
        if self.member == self.other:
            yield own(8, f"{self.other} is herself", "name the other member")
        if self.other in state.cases.ties.get(self.member, ()):
            yield own(15, "it is declared already", "nothing more is needed")

    def apply(self, state: State, at: int) -> None:
        """Note it, both ways."""
        state.cases.tie(self.member, self.other)


def unfit(
    act: OfCase, state: State, at: int, panel: tuple[str, ...], asked: tuple[str, ...]
) -> Iterator[Finding]:
    """Yield a finding for a panel too small, and for each of those ``asked`` about who may not judge this case."""
    case, higher = act.told(state), _higher(act, state, at)
    law_of_case = state.bylaws.on(case.at)
    conflicts = {judge: _conflicts(Asked(state, law_of_case, case, judge, at)) for judge in asked}
    for law in act.ask(state, at, "panel", of=CHARGE):
        rule: Panel = law.rule
        seats = higher or rule.seats
        if len(set(panel)) < rule.size:
            yield law.breach(f"{len(set(panel))} would judge; {rule.size} must", "seat more")
        for judge, found in conflicts.items():
            if rule.seats and not _may_sit(state, act, judge, parse_phrase(seats)[0], at):
                yield law.breach(f"{judge} is no '{seats}' in good standing", "seat one who is")
            for part in found:
                if part in rule.excludes:
                    yield law.breach(f"{judge} is excluded as {part}", "seat somebody without a part in it")


def _conflicts(of: Asked) -> tuple[str, ...]:
    return tuple([part for part, has in CONFLICTS.items() if has(of)])


def _higher(act: OfCase, state: State, at: int) -> str:
    """Give from whom the panel of an appeal is seated, where the bylaws name another bench than for the charge."""
    if act.round(state).appealed > at:
        return ""
    rule: Appeal = act.rule(state, at, "appeal", of=CHARGE)
    return rule.to


def ready(act: OfCase, state: State, at: int) -> Iterator[Finding]:
    """Yield what keeps the panel that sits from judging now."""
    yield from unfit(act, state, at, act.judges(state), act.judges(state))


def _may_sit(state: State, act: OfCase, judge: str, seat: Who, at: int) -> bool:
    if state.members.suspended(judge, at):
        return False
    where = places(state, act, seat)
    if seat.kind == "office":
        bodies = {body.name for place in where for body in state.bodies.here(place, at)}
        held = state.offices.of_member(judge)
        return any(m.office == seat.name and m.body in bodies and m.holds(at) for m in held)
    return any(state.members.belongs(state, judge, place, at) for place in where)


class Asked(NamedTuple):
    """Whether this member has a part in this case at this moment, by the law of its charge."""

    state: State
    law: Law
    case: Case
    judge: str
    at: int


def _accuser(of: Asked) -> bool:
    return of.judge == of.case.accuser


def _accused(of: Asked) -> bool:
    return of.judge == of.case.charged


def _witness(of: Asked) -> bool:
    return any(item.bringer == of.judge for item in of.state.cases.evidence(of.case.name))


def _executive(of: Asked) -> bool:
    """Whether she holds power under the bylaws in that body or above: no office with power judges."""
    held = [mandate for mandate in of.state.offices.of_member(of.judge) if mandate.holds(of.at)]
    if not held:
        return False
    line = of.state.bodies.line(of.case.body, of.at)
    near = {body.name for place in line for body in of.state.bodies.here(place, of.at)}
    offices, kinds = powers(of.law)
    return any(m.body in near and (m.office in offices or _governs(of.state, m, kinds)) for m in held)


def _governs(state: State, mandate: Mandate, kinds: frozenset[str]) -> bool:
    body = state.bodies.all[mandate.body]
    return body.organ and body.kind in kinds


def _kin(of: Asked) -> bool:
    ties = of.state.cases.ties.get(of.judge, {})
    return of.case.charged in ties or of.case.accuser in ties


def _heir(of: Asked) -> bool:
    held = (m for m in of.state.offices.of_member(of.case.charged) if of.case.at < m.end)
    return any(of.judge in of.state.offices.alternates.get(m.source, ()) for m in held)


def _investigator(of: Asked) -> bool:
    return of.judge in of.state.cases.investigators[of.case.name]


CONFLICTS: dict[str, Callable[[Asked], bool]] = {
    "accuser": _accuser,
    "accused": _accused,
    "witness": _witness,
    "executive": _executive,
    "kin": _kin,
    "heir": _heir,
    "investigator": _investigator,
}
"""Who has a part in a case, by the word in the clause on the panel."""


@lru_cache(maxsize=64)
def powers(law: Law) -> tuple[frozenset[str], frozenset[str]]:
    """Give the offices that some clause lets act, and the kinds of body whose resolution lets somebody act."""
    keys = [key for clause in law.all("may") for phrase in clause.rule.any_of for key in parse_phrase(phrase)]
    return (
        frozenset(key.name for key in keys if key.kind == "office"),
        frozenset(key.name for key in keys if key.kind == "resolution"),
    )
