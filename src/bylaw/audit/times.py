"""Whether entry times agree with the cosigned heads around them: what catches a lying clock."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.audit.report import Fault
from bylaw.record.clock import rfc3339
from bylaw.state import State

DRIFT = 120
"""Seconds by which the clocks of the operator and of honest witnesses may differ."""


def late_or_early(state: State, times: list[int]) -> Iterator[Fault]:
    """Yield a fault for each entry whose time lies outside the bracket of the cosigned heads around it.

    Heads (n1, T1) and (n2, T2): an entry in [n1, n2) was logged after T1 and before T2. Simulated and
    reconstructed clocks say openly that their times are not those of the witnesses.
    """
    if state.identity.clock != "real":
        return
    start, earliest = 0, -(2**62)
    for bracket in state.witnesses.brackets:
        for index in range(start, min(bracket.size, len(times))):
            if not earliest - DRIFT <= times[index] <= bracket.last + DRIFT:
                detail = (
                    f"entry {index} says {rfc3339(times[index])}; "
                    f"the witnesses saw the log before and after it by {rfc3339(bracket.last)}"
                )
                yield Fault("time", detail, index)
        start, earliest = bracket.size, bracket.first
    for index in range(start, len(times)):
        if times[index] < earliest - DRIFT:
            yield Fault(
                "time", f"entry {index} says {rfc3339(times[index])}, before the last cosigned head", index
            )
