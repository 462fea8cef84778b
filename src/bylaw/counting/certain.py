"""Who is elected whichever way the lots fall."""

from collections.abc import Callable, Iterator

import msgspec

from bylaw.counting.sheet import CountSheet
from bylaw.counting.terms import Terms

MOST_COUNTS = 24


def certain(run: Callable[[Terms], CountSheet], sheet: CountSheet, terms: Terms) -> tuple[int, ...] | None:
    """Count again for every way in which the open lots can fall; None if that is over `MOST_COUNTS`.

    None also where regions are level: how many seats there are to be won in each is then open.
    """
    if any(tie.regions for tie in sheet.unresolved):
        return None
    always = set(range(1, len(sheet.candidates) + 1))
    waiting = [(sheet, terms)]
    for _ in range(MOST_COUNTS):
        if not waiting:
            return tuple(sorted(always))
        sheet, told = waiting.pop()
        drawn = {c for tie in sheet.unresolved for c in tie.candidates} - set(told.lot)
        if not drawn:
            always &= set(sheet.winners)
            continue
        for lot in _insertions(told.lot, sorted(drawn)):
            further = msgspec.structs.replace(told, lot=lot)
            waiting.append((run(further), further))
            if len(waiting) > MOST_COUNTS:
                return None
    return None


def _insertions(lot: tuple[int, ...], drawn: list[int]) -> Iterator[tuple[int, ...]]:
    """Every lot that keeps the order already drawn and holds the newly drawn anywhere."""
    if not drawn:
        yield lot
        return
    for place in range(len(lot) + 1):
        yield from _insertions((*lot[:place], drawn[0], *lot[place:]), drawn[1:])
