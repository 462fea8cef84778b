"""Whether entry times agree with a cosigned head: what catches a clock that runs ahead of the witnesses'.

Heads that are entered in the record were compared when they were taken in (`acts.logkeeping`); what is left is
the head of the copy itself, and an older one that the reader brings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from bylaw.acts.keeping.logkeeping import DRIFT, told
from bylaw.audit.report import Fault
from bylaw.record.clock import rfc3339
from bylaw.state import State


def ahead(state: State, size: int, times: Iterable[int]) -> Iterator[Fault]:
    """Yield a fault for the first entry that says it is later than a cosignature of a head that holds it.

    Simulated and reconstructed clocks say openly that their times are not those of the witnesses.
    """
    first = min(times, default=None)
    if state.identity.clock != "real" or first is None:
        return
    held = min(size, len(state.times))
    late = bisect_right(state.times, first + DRIFT, 0, held)
    if late < held:
        detail = f"entry {late} says {rfc3339(state.times[late])}; a head that holds it was cosigned at {told(first)}"
        yield Fault("time", detail, late)
