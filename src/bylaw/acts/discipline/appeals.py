"""Appeal to other people within time, reopening on new evidence, and giving back what was taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Digest, Evidence, Right
from bylaw.acts.days import day, limit
from bylaw.acts.discipline.casework import CHARGE, ItemRef, OfCase, keep_reasons, rule_of
from bylaw.acts.discipline.decisions import Decision, parts
from bylaw.acts.discipline.panels import ready
from bylaw.acts.discipline.sanctions import ended, lifted, write
from bylaw.acts.sealed import Sealed
from bylaw.acts.word import own_word
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Appeal as AppealRule
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.roll import Spell


class Appeal(OfCase, frozen=True, kw_only=True, tag="appeal/1"):
    """Appeal against a sanction and say why; others will judge than those who decided it.

    ``grounds`` commits to why.
    """

    grounds: Digest

    sealed: ClassVar[bool] = True
    paper_right: ClassVar[Right] = "subject"

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse another than the member, before the sanction, a second time, and out of time."""
        one = self.round(state)
        yield from own_word(self, self.subject(state), "appeal")
        if one.decided > at:
            yield own(15, "no sanction is decided", "nothing is to be appealed")
        if one.appealed <= at:
            yield own(15, f"the appeal was filed on {day(state, one.appealed)}", "wait for its decision")
        for law in self.ask(state, at, "appeal", of=CHARGE)[:1]:
            if one.decided <= at and at >= one.appeal_by:
                found = f"decided on {day(state, one.decided)}; days for an appeal: {law.rule.within_days}"
                yield law.breach(found, "ask to reopen the case, on new evidence")

    def apply(self, state: State, at: int) -> None:
        """Write the day on which the sanction falls if nobody decides."""
        _file(state, self.case, at)

    @classmethod
    def unopened(cls, state: State, at: int, leaf: Sealed) -> None:
        """Do the same: the day is that of the leaf."""
        _file(state, leaf.case, at)


def _file(state: State, name: str, at: int) -> None:
    case = state.cases.all[name]
    rule: AppealRule = rule_of(state, case, "appeal")
    state.cases.note(name, appealed=at, decide_by=limit(state, at, rule.decide_days))
    state.cases.panels[name] = ()
    write(state, case.charged)


class DecideAppeal(Decision, frozen=True, kw_only=True, tag="decide-appeal/1"):
    """Uphold the sanction, overturn it, or have the charge heard again; never anything harsher."""

    ruling: Literal["upheld", "overturned", "reheard"]

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse without an appeal, a second ruling, one too late, and those who had a part before."""
        one = self.round(state)
        if one.appealed > at:
            yield own(15, "no appeal is filed", "the member appeals")
        if one.ruled <= at:
            yield own(22, f"it was {one.ruling} on {day(state, one.ruled)}", "reopen on new evidence")
        elif one.decide_by <= at and not one.pauses:
            for law in self.ask(state, at, "appeal", of=CHARGE)[:1]:
                yield law.breach(
                    f"the sanction fell on {day(state, one.decide_by)}", "nothing is left to decide"
                )
        if any(signer.right == "warrant" for signer in self.by):
            yield from self._apart(state)
        else:
            yield from ready(self, state, at)
            yield from self.votes(state, carried=True)
        yield from self.own_reasons(state, self.reasons)

    def _apart(self, state: State) -> Iterator[Finding]:
        part = parts(state, self.case)
        for signer in self.by:
            if signer.member in part or signer.member == self.subject(state):
                yield own(
                    21, f"{signer.member} had a part in the case", "have another carry the resolution out"
                )

    def apply(self, state: State, at: int) -> None:
        """Note the ruling; a rehearing begins before other people."""
        state.cases.note(self.case, ruled=at, ruling=self.ruling)
        if self.ruling != "upheld":
            state.cases.record(self.told(state).body).overturned.append(at)
        keep_reasons(state, self.case, self.reasons)
        if self.ruling == "reheard":
            state.cases.begin(self.case, at)
        write(state, self.told(state).charged)


class ReopenCase(OfCase, frozen=True, kw_only=True, tag="reopen-case/1"):
    """Reopen a case that is over, on evidence that is listed and was filed after the decision; others then judge.

    No evidence is needed, and it is due, where the decision rests on a ground or a judge found invalid.
    """

    items: Annotated[tuple[ItemRef, ...], Meta(max_length=200)] = ()
    reasons: Digest

    def due(self, state: State, at: int) -> str:
        """Say since when the decision rests on what was found invalid."""
        since = state.cases.invalid.get(self.case, FOREVER)
        return f"what it rests on was found invalid on {day(state, since)}" if since <= at else ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a case that runs, evidence that was there, or was relied on before, and those with a part."""
        one = self.round(state)
        if not ended(one, at) and not self.due(state, at):
            yield own(22, "the case is not over", "file the evidence, and let it be decided")
        if not self.items and not self.due(state, at):
            yield own(22, "no new evidence is listed", "list what was filed after the decision")
        relied = state.cases.relied.get(self.case, ())
        for name in self.items:
            item = state.cases.items[name]
            if item.case != self.case or item.at < one.found or name in relied:
                yield own(
                    22, f"{name} is not new in this case", "list only what was filed after the decision"
                )
        judged = state.cases.judged[self.case]
        for signer in self.by:
            if signer.member in judged:
                yield own(21, f"{signer.member} judged the case", "have others reopen it")
        yield from self.own_reasons(state, self.reasons)

    def apply(self, state: State, at: int) -> None:
        """Begin another round; what the last one decided stands until another decision."""
        state.cases.relied.setdefault(self.case, set()).update(self.items)
        state.cases.invalid.pop(self.case, None)
        state.cases.begin(self.case, at)
        keep_reasons(state, self.case, self.reasons)


class RestoreMember(OfCase, frozen=True, kw_only=True, tag="restore-member/1"):
    """Give back what a case took, once nothing of it stands: card, vote, standing, seniority, and the rest of a term.

    The act has no field for a condition: nobody renounces anything to be restored.
    """

    def due(self, state: State, at: int) -> str:
        """Say since when it ought to be given back."""
        return f"nothing of case {self.case} stands" if lifted(state.cases.rounds[self.case], at) else ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse while the decision stands, and where nothing was taken."""
        cases = state.cases
        if not lifted(cases.rounds[self.case], at):
            yield own(22, "the decision stands", "reopen the case on new evidence")
        if not any(one.carried <= at for one in cases.rounds[self.case]):
            yield own(15, "nothing was carried out", "her rights came back by themselves")
        elif not _taken(state, self.case, at):
            yield own(15, "there is nothing left to give back", "nothing is needed")

    def apply(self, state: State, at: int) -> None:
        """Begin a spell with her seniority, and the rest of each term."""
        member = self.subject(state)
        if _expelled(state, member, at):
            left = state.members.left[member]
            body = _heir(state, left.body)
            spell = Spell(body, left.cls, at, joined=left.since, how="restored")
            state.members.roll.enter(member, spell, state.bodies.above[body])
        for name in list(_lost(state, self.case, at)):
            old = state.offices.mandates[name]
            state.offices.seat(
                replace(
                    old, name=f"{name}.r{state.size}", start=at, end=old.due, cause="",
                    source=f"restored {old.source}",
                )
            )  # fmt: skip


def owed(state: State, case: str, at: int) -> bool:
    """Whether a case took something that can be given back, and nothing of it stands."""
    rounds = state.cases.rounds[case]
    if not lifted(rounds, at) or not any(one.carried <= at for one in rounds):
        return False
    return _taken(state, case, at)


def _taken(state: State, case: str, at: int) -> bool:
    return _expelled(state, state.cases.all[case].charged, at) or any(True for _ in _lost(state, case, at))


def _expelled(state: State, member: str, at: int) -> bool:
    left = state.members.left.get(member)
    gone = not any(True for _ in state.members.roll.current(member, at))
    return gone and left is not None and left.cause == "expelled"


def _lost(state: State, case: str, at: int) -> Iterator[str]:
    """Give the mandates that the case ended, whose term runs and whose seat is free; those ex officio go with them."""
    carried = {one.carried for one in state.cases.rounds[case]} - {FOREVER}
    member = state.cases.all[case].charged
    back = {m.source for m in state.offices.of_member(member)}
    for mandate in state.offices.of_member(member):
        taken = mandate.end in carried and mandate.cause in ("removed", "expelled")
        office = state.offices.all[mandate.body, mandate.office]
        seated = len(list(state.offices.holders(mandate.body, mandate.office, at)))
        free = at < mandate.due and seated < office.seats and office.holds(at)
        if taken and free and not mandate.follows and f"restored {mandate.source}" not in back:
            yield mandate.name


def _heir(state: State, body: str) -> str:
    """Give the body that holds the place of one that is no more."""
    while state.bodies.all[body].successor:
        body = state.bodies.all[body].successor
    return body
