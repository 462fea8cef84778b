"""Dates as vote pages print them, read to the second or to the day; what names no day gives no date."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"\b([0-2]\d:[0-5]\d:[0-5]\d)\b")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_YEAR = re.compile(r"\b(\d{4})\b")
_MONTH = re.compile(r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")


def read_date(text: str) -> str:
    """Read one printed date (`Sunday, April 25st, 23:59:59 UTC, 2004`); empty when a part of the day is missing."""
    time = _TIME.search(text)
    day = _day(_TIME.sub(" ", text))
    if day is None:
        return ""
    return f"{day.isoformat()}T{time[1]}Z" if time else day.isoformat()


def _day(text: str) -> date | None:
    iso = _ISO.search(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    else:
        found = _YEAR.search(text), _MONTH.search(text), _DAY.search(text)
        if not all(found):
            return None
        year, day = (int(match[1]) for match in (found[0], found[2]) if match)
        month = _MONTHS.index(found[1][1].lower()) + 1 if found[1] else 0
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_span(parts: tuple[str, ...]) -> tuple[str, str]:
    """Read the beginning and the end of a stage: two dates, or one text with `to` between them."""
    if len(parts) == 1:
        parts = tuple(parts[0].split(" to ", 1))
    begins, ends = parts if len(parts) == 2 else ("", parts[0])
    return read_date(begins), read_date(ends)
