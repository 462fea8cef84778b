"""Panels: seated by lot or from an elected bench, never by office, and without anybody who has a part in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Act, Digest, Evidence, Member, Right
from bylaw.acts.discipline.apart import parted
from bylaw.acts.discipline.casework import CHARGE, OfCase
from bylaw.acts.discipline.draws import fairly
from bylaw.acts.discipline.sanctions import ended
from bylaw.acts.lot import Chance
from bylaw.acts.places import places
from bylaw.acts.word import own_word
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Appeal, How, Panel
from bylaw.rules.own import own
from bylaw.rules.who import Who, parse_phrase
from bylaw.state import State

Bench = Annotated[tuple[Member, ...], Meta(min_length=1, max_length=31)]


class SeatPanel(OfCase, frozen=True, kw_only=True, tag="seat-panel/1"):
    """Seat those who judge, and say how they came to it: drawn from a bench, or all that were elected to it.

    ``protocol`` commits to the draw, or to the list of the bench. By *lot*, ``chance`` is what the source of the
    announced draw published, 32 bytes, and everybody computes who sits. *Elected* is the whole bench that an
    office makes. Of a panel that is *drawn* the record knows the word of whoever seats it: only bylaws that say so
    take it. Once an appeal is filed it seats other people for the appeal. A seat left by a recusal is filled
    likewise.
    """

    bench: Bench
    how: How
    protocol: Digest
    chance: Chance = ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse parties who seat, too few, one twice, whoever may not sit, and whoever has a part in the case."""
        case = self.told(state)
        if ended(self.round(state), at):
            yield own(15, "the case is decided", "nobody is to be seated")
        for signer in self.by:
            if signer.member in (case.charged, *case.accusers):
                yield own(21, f"{signer.member} would choose her judges", "have others seat the panel")
        if len(set(self.bench)) != len(self.bench):
            yield own(17, "a judge is named twice", "name each once")
        for judge in self.bench:
            if any(signer.member == judge for signer in self.by):
                yield own(21, f"{judge} would seat herself", "let others seat her")
            if judge in state.cases.judged[self.case]:
                yield own(21, f"{judge} was seated in this case before", "seat somebody else")
        for law in self.ask(state, at, "panel", of=CHARGE):
            if self.how not in law.rule.how:
                ways = ", ".join(law.rule.how)
                yield law.breach(f"they would sit as '{self.how}'", f"seat them in another way: {ways}")
        yield from fairly(self, state, at)
        yield from unfit(self, state, at, (*self.judges(state), *self.bench), self.bench)

    def apply(self, state: State, at: int) -> None:
        """Seat them; whoever judges has heard the case, so that it is heard again where it was heard before."""
        one = self.round(state)
        if one.heard <= at < one.found and not one.waived:
            state.cases.note(self.case, heard=FOREVER)
        state.cases.seat(self.case, self.bench, at)
        if self.how == "lot":
            state.cases.draws[self.case] = replace(state.cases.draws[self.case], chance=self.chance)


class Recuse(OfCase, frozen=True, kw_only=True, tag="recuse/1"):
    """Leave the panel by one's own word, whatever the reason.

    ``reasons`` commits to it.
    """

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
    paper_right: ClassVar[Right] = "subject"

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
    act: OfCase, state: State, at: int, panel: Sequence[str], asked: Sequence[str]
) -> Iterator[Finding]:
    """Yield a finding for a panel too small, and for each of those ``asked`` about who may not judge this case."""
    higher = _higher(act, state, at)
    apart = parted(state, act.told(state), asked, at)
    for law in act.ask(state, at, "panel", of=CHARGE):
        rule: Panel = law.rule
        if len(set(panel)) < rule.size:
            yield law.breach(f"{len(set(panel))} would judge; {rule.size} must", "seat more")
        if rule.seats:
            seats = higher or rule.seats
            for judge in _unseated(state, act, asked, parse_phrase(seats)[0], at):
                yield law.breach(f"{judge} is no '{seats}' in good standing", "seat one who is")
        for part, judges in apart.items():
            if part in rule.excludes:
                for judge in judges:
                    yield law.breach(f"{judge} is excluded as {part}", "seat somebody without a part in it")


def _higher(act: OfCase, state: State, at: int) -> str:
    """Give from whom the panel of an appeal is seated, where the bylaws name another bench than for the charge."""
    if act.round(state).appealed > at:
        return ""
    rule: Appeal = act.rule(state, at, "appeal", of=CHARGE)
    return rule.to


def ready(act: OfCase, state: State, at: int) -> Iterator[Finding]:
    """Yield what keeps the panel that sits from judging now."""
    sit = state.cases.panels[act.case]
    return unfit(act, state, at, sit, sit)


def _unseated(state: State, act: OfCase, judges: Sequence[str], seat: Who, at: int) -> list[str]:
    """Give those who are not of the bench in good standing: of the roll, or of the office, that the phrase names."""
    where = places(state, act, seat)
    rests = partial(state.members.rests, right="panel")
    if seat.kind == "office":
        bodies = {body.name for place in where for body in state.bodies.here(place, at)}
        return [j for j in judges if rests(j, t=at) or not _holds(state, j, seat.name, bodies, at)]
    return [j for j in judges if rests(j, t=at) or not _belongs(state, j, where, at)]


def _belongs(state: State, judge: str, where: Sequence[str], at: int) -> bool:
    return any(state.members.belongs(state, judge, place, at) for place in where)


def _holds(state: State, judge: str, office: str, bodies: Collection[str], at: int) -> bool:
    held = state.offices.of_member(judge)
    return any(m.office == office and m.body in bodies and m.holds(at) for m in held)
