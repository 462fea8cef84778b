"""Cases in public: steps, dates, how many judge, and the class of outcome; never the parties, the ground or a text."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.acts.discipline.sanctions import cleared, final, overdue
from bylaw.projections.casework import next_step
from bylaw.projections.undone import Open
from bylaw.projections.whose import whose
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.cases import Round


class CaseLine(Struct, frozen=True):
    """One round of a case as everybody may see it.

    ``next_by`` is the day on which something follows by itself, or by which the ``next`` step ought to be done;
    ``who`` holds that step now by its clause. ``judges``: how many sit, or sat last in a round that is over; ``panel``:
    the ids of those who sit now.
    """

    case: str
    round: int
    body: str
    stage: str
    opened: str
    served: str
    heard: str
    decided: str
    outcome: str
    judges: int
    next: str
    who: str
    next_by: str
    overdue: bool
    panel: tuple[str, ...] = ()


def cases(state: State, body: str, at: int) -> tuple[CaseLine, ...]:
    """Give the cases brought by ``at`` in a body and those below it, newest first."""
    return tuple(_lines(state, frozenset(state.bodies.below(body)), at))


def _lines(state: State, within: frozenset[str], at: int) -> Iterator[CaseLine]:
    for case in reversed(state.cases.all.values()):
        if case.body not in within:
            continue
        rounds = state.cases.rounds[case.name]
        for i, one in enumerate(rounds):
            if one.opened <= at:
                last = i == len(rounds) - 1
                panel = state.cases.panels[case.name] if last else ()
                judges = len(panel) if last else one.sat
                step = next_step(state, case, at) if last else None
                who = whose(state, step.act, step.body, at)[1] if step else ""
                yield _line((case.name, i + 1, case.body), one, at, (judges, panel, who, step))


def _line(
    which: tuple[str, int, str], one: Round, at: int, waits: tuple[int, tuple[str, ...], str, Open | None]
) -> CaseLine:
    judges, panel, who, step = waits
    decided = one.decided if one.sanction else one.found
    outcome = one.sanction or one.outcome
    return CaseLine(
        *which, stage(one, at), _day(one.opened, at), _day(one.served, at), _day(one.heard, at),
        _day(decided, at), outcome if decided <= at else "", judges,
        step.act if step else "", who, _next(one, at) or (rfc3339(step.by) if step and step.by < FOREVER else ""),
        overdue=overdue(one) <= at < one.ruled or (step is not None and step.by <= at), panel=panel,
    )  # fmt: skip


def stage(one: Round, at: int) -> str:
    """Say in one word or two how far a round has come."""
    for name, since in (
        ("carried out", one.carried),
        ("overturned" if one.ruling == "overturned" else "to be reheard", _unless(one, "upheld")),
        (
            "appeal undecided: paused" if one.pauses else "appeal undecided: fallen",
            overdue(one) if one.ruled > at else FOREVER,
        ),
        ("final", final(one)),
        ("under appeal", one.appealed),
        ("decided", one.decided),
    ):
        if since <= at:
            return name
    if one.found <= at:
        return "not proven" if cleared(one, at) else "found"
    done = (("waived" if one.waived else "heard", one.heard), ("served", one.served))
    return next((name for name, since in done if since <= at), "charged")


def _unless(one: Round, ruling: str) -> int:
    return one.ruled if one.ruling not in ("", ruling) else FOREVER


def _next(one: Round, at: int) -> str:
    if one.appealed <= at < one.ruled:
        return rfc3339(one.decide_by)
    if one.decided <= at < one.appealed and at < one.appeal_by:
        return rfc3339(one.appeal_by)
    return rfc3339(one.hearing) if one.served <= at < one.heard and one.hearing < FOREVER else ""


def _day(since: int, at: int) -> str:
    return rfc3339(since)[:10] if since <= at else ""
