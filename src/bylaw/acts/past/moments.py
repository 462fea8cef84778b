"""Published times, which may be days only: lengths are known from a least to a most number of seconds."""

from __future__ import annotations

from bylaw.record.clock import instant

DAY = 86_400
MINUTE = 60
"""Seconds by which published times may miss a whole day: `00:00:01`, `23:59:59`."""
Range = tuple[int, int]


def bounds(moment: str) -> Range | None:
    """Give the earliest and the latest instant that a published time can mean; None when it is none."""
    if "T" in moment:
        at = instant(moment)
        return None if at is None else (at, at)
    start = instant(f"{moment}T00:00:00Z")
    return None if start is None else (start, start + DAY)


def length(begins: str, ends: str) -> Range | None:
    """Give the least and the most seconds between two published times; None when one is missing."""
    first, last = bounds(begins), bounds(ends)
    return None if first is None or last is None else (last[0] - first[1], last[1] - first[0])


def reaches(span: Range, days: int) -> bool:
    """Whether a span can have lasted so many days."""
    return span[1] + MINUTE >= days * DAY


def surely(span: Range, days: int) -> bool:
    """Whether a span lasted so many days whatever hours were meant."""
    return span[0] + MINUTE >= days * DAY


def exceeds(span: Range, days: int) -> bool:
    """Whether a span lasted longer than so many days whatever hours were meant."""
    return span[0] - MINUTE > days * DAY


def days(span: Range) -> str:
    """Write a length as people say it: `21 days`, `9 to 11 days`."""
    least, most = ((seconds + MINUTE) // DAY for seconds in span)
    return f"{most} day{'s' * (most != 1)}" if least == most else f"{least} to {most} days"
