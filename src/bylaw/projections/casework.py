"""What comes next in each case, by when and whose it is; and how bodies decide, for everybody to see."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.acts.days import back_days, day, limit
from bylaw.acts.discipline.appeals import owed
from bylaw.acts.discipline.casework import CHARGE
from bylaw.acts.discipline.inquiry import YEAR, why_review
from bylaw.acts.discipline.sanctions import ended, fell, final, overdue
from bylaw.acts.oversight.reach import orders, until
from bylaw.projections.undone import Open
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.cases import Case, Round

QUARTER = 90
"""Days whose sanctions are compared with a body's own past."""
PAST = 8
"""How many quarters before are its past."""
FACTOR, FEWEST = 3, 5
"""A body is flagged when a quarter has more than three times its past mean, and five sanctions at least."""

STOPPED = frozenset(("serve-charge", "decide-sanction", "carry-out"))
"""The steps that come next in a case and that a stop order holds."""


def cases_due(state: State, at: int) -> Iterator[Open]:
    """Give the next step of each case that waits for somebody, and the reviews that are due."""
    for case in state.cases.all.values():
        if case.at <= at and (step := next_step(state, case, at)):
            yield step
    for body in state.bodies.all.values():
        if body.holds(at) and (why := why_review(state, body.name, at)):
            yield Open("review-decisions", body.name, "", at, why)


def next_step(state: State, case: Case, at: int) -> Open | None:
    """Give what comes next in a case: the act, and by when; None where nothing waits for anybody.

    What a stop order holds is due when the order is over.
    """
    one = state.cases.now(case.name)
    found = (
        _after(state, case, one, at) if one.decided <= at or ended(one, at) else _before(state, case, one, at)
    )
    if found is None:
        return None
    act, by, why = found
    for stop in orders(state, case, one.sanction, at) if act in STOPPED else ():
        by, why = max(by, stop.end), until(state, stop)
    return Open(act, case.body, case.name, by, why)


def _after(state: State, case: Case, one: Round, at: int) -> tuple[str, int, str] | None:
    invalid = state.cases.invalid.get(case.name, FOREVER)
    if (since := state.cases.untold(case.name, at)) is not None:
        law = state.bylaws.on(at).one("window", "tell-invalid", state.bodies.all[case.body].kind)
        by = limit(state, since, law.rule.days) if law else since
        return "tell-invalid", by, f"what it rests on was found invalid on {day(state, since)}"
    if invalid <= at:
        return "reopen-case", invalid, f"what it rests on was found invalid on {day(state, invalid)}"
    if owed(state, case.name, at):
        return "restore-member", min(fell(one), one.found), "nothing of the decision stands"
    if one.appealed <= at < min(one.ruled, fell(one)):
        act = "decide-appeal" if _full(state, case) else "seat-panel"
        return act, one.decide_by, f"appealed on {day(state, one.appealed)}"
    if final(one) <= at < one.carried and one.sanction in ("removal", "expulsion"):
        return "carry-out", final(one), f"final since {day(state, final(one))}"
    return None


def _before(state: State, case: Case, one: Round, at: int) -> tuple[str, int, str] | None:
    if one.found <= at:
        return "decide-sanction", _by(state, case, "decide-sanction", one.found), "it is found"
    if one.served > at:
        return (
            "serve-charge",
            _by(state, case, "serve-charge", one.opened),
            f"brought on {day(state, one.opened)}",
        )
    if not _full(state, case):
        return "seat-panel", one.hearing, "nobody judges it, or too few"
    if one.heard > at:
        return "hold-hearing", one.hearing, f"to be heard on {day(state, one.hearing)}"
    return (
        "decide-finding",
        _by(state, case, "decide-finding", one.heard),
        f"heard on {day(state, one.heard)}",
    )


def _by(state: State, case: Case, act: str, since: int) -> int:
    """Give by when a step ought to be done: within the days of a ``window`` on the act, if there is one."""
    law = state.bylaws.on(case.at).one("window", act, state.bodies.all[case.body].kind)
    return limit(state, since, law.rule.days) if law else FOREVER


def _full(state: State, case: Case) -> bool:
    laws = state.bylaws.on(case.at).find("panel", CHARGE, state.bodies.all[case.body].kind, "")
    return len(state.cases.panels[case.name]) >= max(int(law.rule.size) for law in laws)


class Decider(Struct, frozen=True):
    """How one body decided in the last year, and what is flagged; no member is named."""

    body: str
    sanctions: int
    overturned: int
    overdue: int
    equal_reasons: int
    last_quarter: int
    usual_quarter: str
    flag: str
    review: str


def deciders(state: State, body: str, at: int) -> tuple[Decider, ...]:
    """Give how the body and those below it decided, those that decided anything."""
    late: dict[str, int] = {}
    for case in state.cases.all.values():
        if overdue(state.cases.now(case.name)) <= at:
            late[case.body] = late.get(case.body, 0) + 1
    equal: dict[str, int] = {}
    for pair, since in state.cases.equal.items():
        if since <= at:
            where = state.cases.all[min(pair)].body
            equal[where] = equal.get(where, 0) + 1
    lines = (
        _decider(state, each, at, late.get(each, 0), equal.get(each, 0)) for each in state.bodies.below(body)
    )
    return tuple(line for line in lines if line.sanctions or line.overdue or line.equal_reasons)


def _decider(state: State, body: str, at: int, late: int, equal: int) -> Decider:
    told = state.cases.record(body)
    sanctions, overturned = told.between(back_days(state, at, YEAR), at)
    start = back_days(state, at, QUARTER)
    recent, _ = told.between(start, at)
    before, _ = told.between(back_days(state, at, QUARTER * (PAST + 1)), start - 1)
    flagged = recent >= FEWEST and recent * PAST > FACTOR * before
    flag = f"more than {FACTOR} times its own past" if flagged and before else ""
    return Decider(
        body,
        sanctions,
        overturned,
        late,
        equal,
        recent,
        f"{before / PAST:.1f}",
        flag,
        why_review(state, body, at),
    )
