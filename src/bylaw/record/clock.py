"""Times as the record writes them: `2025-01-01T00:00:00Z`, whole seconds, UTC, years 1900 to 9999.

No leap seconds. Own arithmetic, because `datetime.fromisoformat` and `int` accept more than one way to
write a time.
"""

from functools import lru_cache

_TWO = {f"{n:02}": n for n in range(100)}
_MINUTE = {f"T{n // 60:02}:{n % 60:02}": n * 60 for n in range(24 * 60)}
_SECOND = {f":{n:02}Z": n for n in range(60)}
_DAY = 86_400


@lru_cache(maxsize=65_536)
def instant(text: str) -> int | None:
    """Seconds since 1970-01-01T00:00:00Z, or None if the text is not a time in its one form."""
    day, minute, second = _day_number(text[:10]), _MINUTE.get(text[10:16]), _SECOND.get(text[16:])
    if day is None or minute is None or second is None:
        return None
    return day * _DAY + minute + second


def rfc3339(at: int) -> str:
    """Write a number of seconds as a time. Raises ValueError outside the years 1900 to 9999."""
    day, second = divmod(at, _DAY)
    year, month, day_of_month = _civil(day)
    if not 1900 <= year <= 9999:
        raise ValueError(f"{at} is outside the years 1900 to 9999")
    return (
        f"{year:04}-{month:02}-{day_of_month:02}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z"
    )


@lru_cache(maxsize=4096)
def _day_number(text: str) -> int | None:
    """Days since 1970-01-01 of `YYYY-MM-DD`, or None."""
    century, year_of_century = _TWO.get(text[:2], 0), _TWO.get(text[2:4])
    month, day = _TWO.get(text[5:7], 0), _TWO.get(text[8:10], 0)
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or century < 19 or year_of_century is None:
        return None
    number = _days(century * 100 + year_of_century, month, day)
    return number if _civil(number) == (century * 100 + year_of_century, month, day) else None


def _days(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 in the Gregorian calendar, counted in years that begin in March."""
    year -= month <= 2
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return 365 * year + year // 4 - year // 100 + year // 400 + of_year - 719_468


def _civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number; the inverse of `_days`."""
    era, of_era = divmod(number + 719_468, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    return era * 400 + year + (month <= 2), month, day
