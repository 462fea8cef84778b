"""Days of rest in words: the weekdays and holidays on which no time to act ends."""

from __future__ import annotations

from datetime import date

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bylaw.portal.dates import written
from bylaw.rules.holidays import Easter, Holiday, Holidays, Nth, Once, Yearly

LEAP = 2000
"""A year that has every day."""


def rest_days(calendar: Holidays) -> str:
    """Give a calendar as a list in words, weekdays first; empty where every day is a working day."""
    weekend = [str(WEEKDAYS[number]) for number in sorted(calendar.weekend)]
    return ", ".join((*weekend, *map(_name, calendar.days)))


def _name(holiday: Holiday) -> str:
    match holiday:
        case Once(day=day):
            return written(day)
        case Yearly(month=month, day=day):
            return written(date(LEAP, month, day), "MONTH_DAY_FORMAT")
        case Easter(plus=plus):
            return _from_easter(plus)
        case Nth(month=month, weekday=weekday, nth=nth):
            names = {"weekday": WEEKDAYS[weekday], "month": MONTHS[month], "nth": nth}
            if nth < 0:
                return _("last %(weekday)s in %(month)s") % names
            return _("%(weekday)s no. %(nth)s in %(month)s") % names


def _from_easter(days: int) -> str:
    if not days:
        return _("Easter Sunday")
    if days < 0:
        return ngettext("%(days)s day before Easter", "%(days)s days before Easter", -days) % {"days": -days}
    return ngettext("%(days)s day after Easter", "%(days)s days after Easter", days) % {"days": days}
