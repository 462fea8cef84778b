"""What the acts of a case share: where it is, whose law governs, who judges, and the order of its steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar

from msgspec import Meta

from bylaw.acts.act import Act
from bylaw.acts.days import day, first_day
from bylaw.rules.clause import FOREVER, Provision
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import RIGHTS, Resting
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.cases import Case, Round

CHARGE = "bring-charge"
"""The act that opens a case, by which clauses on its steps, panel and appeal select."""
Scope = Annotated[tuple[Resting, ...], Meta(max_length=5)]
"""The rights that rest; empty: all of them."""
CaseRef = Annotated[str, Meta(max_length=63, extra={"ref": "case"})]
NewCase = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9.-]{0,62}$", extra={"new": "case"})]
ItemRef = Annotated[str, Meta(max_length=63, extra={"ref": "evidence"})]
NewItem = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9.-]{0,62}$", extra={"new": "evidence"})]


class OfCase(Act, frozen=True, kw_only=True):
    """An act in one case: in the body where it was brought, by the law of the day of the charge."""

    pointed_to: ClassVar[tuple[str, ...]] = ("case",)

    case: CaseRef

    def place(self, state: State) -> str:
        """Give the body of the case."""
        return state.cases.all[self.case].body

    def subject(self, state: State) -> str:
        """Give the member charged."""
        return state.cases.all[self.case].charged

    def law_day(self, state: State, at: int) -> int:
        """Give the day of the charge."""
        return state.cases.all[self.case].at

    def ask(self, state: State, at: int, key: str, of: str = "") -> tuple[Provision, ...]:
        """Give the law of the day of the charge on one meaning: no office is at stake in a case."""
        case = state.cases.all[self.case]
        return state.bylaws.on(case.at).find(key, of or self.kind(), state.bodies.all[case.body].kind)

    def judges(self, state: State) -> tuple[str, ...]:
        """Give those who sit."""
        return tuple(state.cases.panels[self.case])

    def told(self, state: State) -> Case:
        """Give the charge."""
        return state.cases.all[self.case]

    def round(self, state: State) -> Round:
        """Give what was done in this round."""
        return state.cases.now(self.case)

    def in_order(self, state: State, at: int, step: str) -> Iterator[Finding]:
        """Yield a finding for each step of the clause that must come before this one and did not, or too lately."""
        one = self.round(state)
        for law, after, days in steps_of(state, self.told(state), step):
            if (since := done(one, after)) > at:
                yield law.breach(f"'{step}' before '{after}'", f"do '{after}' first")
            elif _near(at, since, days) and at < (opens := first_day(state, days, "before", since)):
                found = f"'{after}' was on {day(state, since)}; {days} days must pass"
                yield law.breach(found, f"wait until {day(state, opens)}", opens)
        if (before := done(one, step)) <= at and step != "serve":
            yield own(22, f"'{step}' was on {day(state, before)}", "appeal, or reopen on new evidence")

    def whom(self, state: State, member: str) -> Iterator[Finding]:
        """Yield a finding where an effect would concern another than the member charged."""
        charged = self.subject(state)
        if charged and member != charged:
            yield own(25, f"charged is not {member or 'nobody'}", "name the member charged")

    def own_reasons(self, state: State, *commitments: str) -> Iterator[Finding]:
        """Yield a finding for reasons that serve another decision too."""
        yield from own_reasons(state, *commitments)


def may_rest(act: OfCase, state: State, at: int, scope: Sequence[str], days: int = 0) -> Iterator[Finding]:
    """Yield a finding for rights that a clause does not let rest, and for too many days; no scope is every right."""
    for law in act.ask(state, at, "suspension"):
        if more := [right for right in scope or RIGHTS if right not in law.rule.rights]:
            allowed = ", ".join(law.rule.rights)
            yield law.breach(f"{', '.join(more)} would rest", f"name what rests: of {allowed}")
        if law.rule.days and days > law.rule.days:
            yield law.breach(f"days that it would last: {days}", f"let it last {law.rule.days} days at most")


def steps_of(state: State, case: Case, step: str) -> tuple[tuple[Provision, str, int], ...]:
    """Give what the law of the day of its charge wants before a step of a case."""
    return state.bylaws.on(case.at).steps(step, CHARGE, state.bodies.all[case.body].kind)


def done(one: Round, step: str) -> int:
    """Give when a step that clauses name was done in a round; ``FOREVER`` where it was not, or is none."""
    return getattr(one, _DONE[step]) if step in _DONE else FOREVER


_DONE = {"charge": "opened", "serve": "served", "hear": "heard", "find": "found", "sanction": "decided"}


def _near(at: int, since: int, days: int) -> bool:
    """Whether the calendar must be asked if so many days have passed; long after, they have in every zone."""
    return days > 0 and at < since + (days + 2) * 86_400


def rule_of(state: State, case: Case, key: str) -> Any:
    """Give the rule of one meaning on the process of a case, by the law of the day of its charge."""
    found = state.bylaws.on(case.at).find(key, CHARGE, state.bodies.all[case.body].kind, "")
    return found[0].rule


def own_reasons(state: State, *commitments: str) -> Iterator[Finding]:
    """Yield a finding for each commitment that is the facts, the words or the reasons of something else."""
    for commitment in commitments:
        if commitment in state.cases.reasons:
            found = f"{commitment[:16]} is what {state.cases.reasons[commitment]} rests on"
            yield own(24, found, "write words of its own")
    if len(set(commitments)) != len(commitments):
        yield own(24, "one text is given for two things", "write each")


def keep_reasons(state: State, case: str, *commitments: str) -> None:
    """Remember whose reasons these are."""
    state.cases.reasons.update(dict.fromkeys(commitments, case))
