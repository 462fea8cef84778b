"""How far an emergency reaches: to the notice of meetings about it and to a few acts that a clause names; no further.

Hearing, appeal, ballots, elections and cases cannot be named as a power, and what is not about the
emergency needs the whole notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from bylaw.acts.days import day
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Notice, Power
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.cases import Case
from bylaw.state.emergencies import MEASURE, STOP, Emergency

SHORT = "meeting-notice"
"""The power to call a meeting at the shorter notice of a clause."""
POWERS = frozenset(get_args(Power))
"""Every power that there can be."""
REACH = POWERS | {
    MEASURE, "renew-emergency", "confirm-emergency", "end-emergency", STOP, "lift-stop", "move",
}  # fmt: skip
"""What a meeting called at shorter notice may resolve on; ``move`` is a declaration."""


def days_of_notice(state: State, rule: Notice, kinds: Iterable[str], body: str, at: int) -> int:
    """Give the days of notice for what is to be resolved: fewer where an emergency is about it and grants them."""
    line = state.bodies.above[body]
    short = rule.emergency_days and REACH.issuperset(kinds) and state.emergencies.grants(SHORT, line, at)
    return min(rule.emergency_days, rule.days) if short else rule.days


def stopped(state: State, case: Case, sanction: str, at: int) -> Iterator[Finding]:
    """Yield a finding for each stop order that holds a step of a case towards a sanction (empty: none yet)."""
    for stop in orders(state, case, sanction, at):
        yield own(52, until(state, stop), "wait until it is lifted or over")


def until(state: State, stop: Emergency) -> str:
    """Say until when a stop order holds."""
    return f"stop order {stop.name} holds until {day(state, stop.end - 1)}"


def orders(state: State, case: Case, sanction: str, at: int) -> Iterator[Emergency]:
    """Give the stop orders whose class holds a step of a case towards a sanction (empty: none yet).

    Those who ordered it are not shielded by it. To a reader from whom the parties are sealed it holds nothing:
    she cannot see whether it does.
    """
    for stop in state.emergencies.running(STOP, state.bodies.above[case.body], at):
        if in_class(stop, case.ground, sanction) and case.charged not in ("", *stop.by):
            yield stop


def in_class(stop: Emergency, ground: str, sanction: str) -> bool:
    """Whether a step on this ground towards this sanction falls under a stop order."""
    return stop.ground in ("", ground) and stop.sanction in ("", sanction)
