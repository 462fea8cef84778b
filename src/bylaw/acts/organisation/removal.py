"""What bylaws want found in a case against a holder before she is removed or recalled."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.act import Act
from bylaw.acts.days import first_day
from bylaw.acts.discipline.sanctions import cleared
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.state import State
from bylaw.state.offices import Mandate


def heard(act: Act, state: State, name: str, at: int) -> Iterator[Finding]:
    """Yield a finding where a clause wants a case against the holder to have come so far, and none has.

    The clause says so by ``steps``: ``["remove", "find", 0]`` is a finding in a case about a deed in her term.
    """
    mandate = state.offices.mandates[name]
    for law in act.ask(state, at, "steps"):
        for step, after, days in law.rule.order:
            if step == "remove" and not any(
                first_day(state, days, "before", since) <= at for since in _reached(state, mandate, after)
            ):
                found = f"no case against {mandate.member} has come to '{after}'"
                yield law.breach(found, "bring a charge, and let her be heard")


def _reached(state: State, mandate: Mandate, step: str) -> Iterator[int]:
    """Give when each case about the term of a mandate came to a step with a finding against its holder.

    Whom a case is about is sealed from a reader who cannot open it: to her every such case may be about the holder.
    """
    for case in state.cases.all.values():
        if case.charged not in ("", mandate.member) or case.at < mandate.start:
            continue
        last = state.cases.now(case.name)
        when = {"hear": last.heard, "find": last.found, "sanction": last.decided}.get(step, FOREVER)
        if when < FOREVER and last.outcome == "found" and not cleared(last, state.at):
            yield when
