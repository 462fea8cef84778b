"""What stands around a case: who inquires, what is found invalid, equal reasons, and the review of those who decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from bylaw.acts.act import Act, Body, Digest, Evidence, Member
from bylaw.acts.days import back_days, day, limit
from bylaw.acts.discipline.casework import CHARGE, CaseRef, OfCase, keep_reasons, own_reasons
from bylaw.acts.discipline.sanctions import cleared, ended
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.measure import least
from bylaw.rules.own import own
from bylaw.state import State

YEAR = 365
"""Days back from now over which the decisions of a body are looked at together."""
Some = Annotated[str, Meta(pattern="^([a-z0-9][a-z0-9.-]{0,62})?$")]
Clause = Annotated[str, Meta(max_length=32)]
Judge = Annotated[str, Meta(max_length=32, extra={"ref": "member"})]


class AppointInvestigator(OfCase, frozen=True, kw_only=True, tag="appoint-investigator/1"):
    """Have a member look into a charge, by written terms: she never judges it, and gains nothing.

    ``terms`` commits to what is asked of her.
    """

    member: Member
    terms: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse once it is over, parties and their kin, who appoints herself, who judged it, and a second time."""
        case, cases = self.told(state), state.cases
        if ended(self.round(state), at):
            yield own(15, "the case is decided", "nothing is to be looked into")
        parties = (case.charged, *case.accusers)
        if self.member in parties:
            yield own(21, f"{self.member} is a party", "appoint somebody without a part in it")
        if not cases.ties.get(self.member, {}).keys().isdisjoint(parties):
            yield own(21, f"{self.member} is tied to a party", "appoint somebody without a part in it")
        if self.member in cases.judged[self.case]:
            yield own(21, f"{self.member} sits or sat on the panel", "appoint somebody without a part in it")
        if any(signer.member == self.member for signer in self.by):
            yield own(21, f"{self.member} would appoint herself", "let others appoint her")
        if self.member in cases.investigators.get(self.case, ()):
            yield own(15, f"{self.member} is appointed", "nothing more is needed")

    def apply(self, state: State, at: int) -> None:
        """Note who inquires."""
        state.cases.inquire(self.case, self.member)


class FindInvalid(Act, frozen=True, kw_only=True, tag="find-invalid/1"):
    """Find that a ground of a clause is invalid, or that a judge never ought to have sat.

    Every decision in the body, or below, that rests on it and stands is listed, and may be reheard without new
    evidence; each stands until it is decided again.
    """

    body: Body
    clause: Clause = ""
    ground: Some = ""
    judge: Judge = ""
    reasons: Digest

    def place(self, state: State) -> str:
        """Give the body whose decisions are looked at, with those below it."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse both or neither, those who judged by it, and what no decision that stands rests on."""
        if (self.judge != "") is (self.clause != "" and self.ground != ""):
            yield own(25, "it names a ground with its clause, or a judge, and not both", "name one of them")
        resting = self.resting(state, at)
        if not resting:
            yield own(15, "no decision that stands rests on it", "nothing is to be reviewed")
        for signer in self.by:
            if any(signer.member in state.cases.judged[name] for name in resting):
                yield own(21, f"{signer.member} judged such a case", "let others find it")

    def resting(self, state: State, at: int) -> tuple[str, ...]:
        """Give the cases whose decision stands and rests on the ground, or was made by the judge."""
        cases, within = state.cases, frozenset(state.bodies.below(self.body))
        names = (
            cases.sat.get(self.judge, ()) if self.judge else cases.grounds.get((self.clause, self.ground), ())
        )
        return tuple(
            name for name in names
            if cases.all[name].body in within and not cleared(cases.now(name), at) and cases.now(name).found <= at
        )  # fmt: skip

    def apply(self, state: State, at: int) -> None:
        """List what rests on it."""
        for name in self.resting(state, at):
            state.cases.invalid[name] = at


class TellInvalid(Act, frozen=True, kw_only=True, tag="tell-invalid/1"):
    """Tell a member that what a decision about her rests on was found invalid, and keep the proof of it.

    ``record`` commits to the proof of delivery. The clause says within how many days; after them it is overdue,
    for everybody to see, and due from anybody who may.
    """

    case: CaseRef
    record: Digest

    asks: ClassVar[tuple[str, ...]] = ("window",)
    pointed_to: ClassVar[tuple[str, ...]] = ("case",)

    def place(self, state: State) -> str:
        """Give the body of the case."""
        return state.cases.all[self.case].body

    def due(self, state: State, at: int) -> str:
        """Say by when she was to be told."""
        law = state.bylaws.on(at).one("window", self.kind(), state.bodies.all[self.place(state)].kind)
        since = state.cases.untold(self.case, at)
        if law is None or since is None or at < (by := limit(state, since, law.rule.days)):
            return ""
        return f"she was to be told by {day(state, by - 1)}"

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse where nothing was found invalid, or she was told; and a proof that serves something else."""
        if state.cases.untold(self.case, at) is None:
            yield own(15, f"nothing is to be told about case {self.case}", "nothing is needed")
        yield from own_reasons(state, self.record)

    def apply(self, state: State, at: int) -> None:
        """Note that she was told."""
        state.cases.told[self.case] = at
        keep_reasons(state, self.case, self.record)


class NoteEqualReasons(Act, frozen=True, kw_only=True, tag="note-equal-reasons/1"):
    """State, as those who may read them, that two cases were decided for the same reasons word for word.

    They hold the openings. ``record`` commits to the comparison. It is shown in public beside the body that
    decided, and undoes nothing.
    """

    one: CaseRef
    other: CaseRef
    record: Digest

    def place(self, state: State) -> str:
        """Give the body of the first case."""
        return state.cases.all[self.one].body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a case with itself, cases of two bodies, undecided ones, a second time, and those with a part."""
        cases, pair = state.cases, frozenset((self.one, self.other))
        if len(pair) == 1:
            yield own(8, f"{self.one} would be compared with itself", "name two cases")
        if cases.all[self.other].body != cases.all[self.one].body:
            yield own(8, f"{self.other} is of {cases.all[self.other].body}", "compare the cases of one body")
        for name in sorted(pair):
            if cases.now(name).found > at:
                yield own(15, f"case {name} is not decided", "compare what has reasons")
            for signer in self.by:
                case = cases.all[name]
                if signer.member in (*cases.judged[name], case.charged, *case.accusers):
                    yield own(21, f"{signer.member} has a part in case {name}", "let others compare")
        if pair in cases.equal:
            yield own(15, "it is noted already", "nothing more is needed")

    def apply(self, state: State, at: int) -> None:
        """Note it."""
        state.cases.equal[frozenset((self.one, self.other))] = at


class ReviewDecisions(Act, frozen=True, kw_only=True, tag="review-decisions/1"):
    """Report on how a body decided its cases; it is due where too many were overturned.

    ``report`` commits to the words.
    """

    body: Body
    report: Digest

    def place(self, state: State) -> str:
        """Give the body that decided."""
        return self.body

    def due(self, state: State, at: int) -> str:
        """Say how many of its decisions were overturned in a year, where the clause asks for a review."""
        return why_review(state, self.body, at)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse those who judged there in the year that is looked at."""
        since = back_days(state, at, YEAR)
        for signer in self.by:
            if since <= state.cases.record(self.body).judges.get(signer.member, -FOREVER) <= at:
                yield own(21, f"{signer.member} judged there this year", "let others review")

    def apply(self, state: State, at: int) -> None:
        """Note the review: what was overturned before counts no more."""
        state.cases.record(self.body).reviewed.append(at)


def why_review(state: State, body: str, at: int) -> str:
    """Say why the decisions of a body are to be reviewed; empty where they are not."""
    law = state.bylaws.on(at).find("appeal", CHARGE, state.bodies.all[body].kind, "")
    rule = law[0].rule if law else None
    if rule is None or rule.review is None:
        return ""
    told = state.cases.record(body)
    since = max(back_days(state, at, YEAR), max((t + 1 for t in told.reviewed if t <= at), default=-FOREVER))
    decided, overturned = told.between(since, at)
    if not overturned or overturned < least(rule.review, decided):
        return ""
    return f"overturned since {day(state, since)}: {overturned} of {decided} decisions; clause {law[0].no}"
