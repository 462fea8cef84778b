"""What follows from a case: one pure function from its facts to the intervals in which rights rest.

Nothing here is patched when something happens: the facts are in the case, and the intervals of a member are
computed from all her cases anew and joined. An appeal that nobody decides in time needs nobody's act: the
interval written when it was filed ends on its last day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from bylaw.acts.days import after_days
from bylaw.rules.clause import FOREVER
from bylaw.rules.meanings import RIGHTS
from bylaw.state import State
from bylaw.state.cases import Measure, Round

Gap = tuple[int, int]
"""From when until when rights rest."""


def final(one: Round) -> int:
    """Give the instant from which a sanction stands for good: nobody appealed in time, or it was upheld."""
    if not one.sanction:
        return FOREVER
    if one.appealed == FOREVER:
        return one.appeal_by
    return one.ruled if one.ruling == "upheld" else FOREVER


def fell(one: Round) -> int:
    """Give the instant at which a sanction falls: by the ruling, or because none was made in time."""
    if one.appealed == FOREVER or one.ruling == "upheld":
        return FOREVER
    return one.ruled if one.pauses else min(one.ruled, one.decide_by)


def overdue(one: Round) -> int:
    """Give the instant at which the appeal became overdue: nobody had ruled by its last day."""
    return one.decide_by if one.decide_by < one.ruled else FOREVER


def cleared(one: Round, at: int) -> bool:
    """Whether nothing was proven, or the sanction has fallen, by ``at``."""
    return (one.outcome == "not-proven" and one.found <= at) or fell(one) <= at


def ended(one: Round, at: int) -> bool:
    """Whether a round is over: nothing proven, fallen, or final."""
    return cleared(one, at) or final(one) <= at


def lifted(rounds: Sequence[Round], at: int) -> bool:
    """Whether no removal and no expulsion stands any more: the last round cleared her, or took something less."""
    last = rounds[-1]
    return cleared(last, at) or (last.decided <= at and last.sanction in ("warning", "suspension"))


def effects(
    rounds: Sequence[Round],
    measures: Sequence[Sequence[Measure]],
    until: Callable[[int, int], int],
    right: str = "",
) -> Iterator[Gap]:
    """Give the intervals in which a right rests because of one case, or any does; ``until`` counts days in the zone."""
    last = len(rounds) - 1
    for i, (one, interim) in enumerate(zip(rounds, measures, strict=True)):
        stops = FOREVER if i == last else min(min(_undone(each), each.decided) for each in rounds[i + 1 :])
        for measure in interim:
            if not _touches(measure.scope, right):
                continue
            yield from _gap(measure.start, min(measure.last, _undone(one), stops))
        if one.sanction in ("suspension", "expulsion") and _touches(one.scope, right):
            start = final(one) if one.stays else one.decided
            end = until(start, one.days) if one.sanction == "suspension" and start < FOREVER else one.carried
            end = min(end, fell(one), stops)
            if one.pauses:
                yield from _gap(start, min(end, overdue(one)))
                start = max(start, one.ruled if overdue(one) < FOREVER else FOREVER)
            yield from _gap(start, end)


def write(state: State, member: str) -> None:
    """Write the union of what follows from all cases against a member; nothing where it is sealed who she is."""
    if not member:
        return
    cases, until = state.cases, partial(after_days, state)
    told: list[tuple[Sequence[Round], list[Sequence[Measure]]]] = []
    for case in cases.of_member(member):
        rounds = cases.rounds[case.name]
        told.append((rounds, [cases.measures(case.name, nth) for nth in range(len(rounds))]))

    def resting(right: str) -> list[Gap]:
        return joined(gap for rounds, measures in told for gap in effects(rounds, measures, until, right))

    state.members.suspensions[member] = resting("")
    scopes = (
        *(one.scope for rounds, _ in told for one in rounds),
        *(one.scope for _, measures in told for one in chain(*measures)),
    )
    if any(scopes):
        state.members.partly[member] = {right: resting(right) for right in RIGHTS}


def _touches(scope: Sequence[str], right: str) -> bool:
    """Whether a suspension of this scope lets a right rest; empty is every right, or any."""
    return not scope or not right or right in scope


def joined(gaps: Iterable[Gap]) -> list[Gap]:
    """Join intervals that overlap or touch, in order."""
    found: list[Gap] = []
    for start, end in sorted(gaps):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _undone(one: Round) -> int:
    return min(one.found if one.outcome == "not-proven" else FOREVER, fell(one))


def _gap(start: int, end: int) -> Iterator[Gap]:
    if start < end:
        yield start, end
