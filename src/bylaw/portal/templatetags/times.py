"""How pages show moments, days and numbers: in the organisation's zone, written as the reader's language does."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bylaw.portal import words
from bylaw.portal.dates import written
from bylaw.portal.desk import desk
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import FOREVER

register = template.Library()


@register.filter
def isoday(value: str) -> str:
    """Write a day like 2026-06-17 as the reader's language does; what is no day stays."""
    try:
        return written(date.fromisoformat(value))
    except ValueError:
        return value


@register.filter
def number(value: int) -> str:
    """Write a number as the reader's language does; never in an address or an attribute that a program reads."""
    return formats.number_format(value, force_grouping=True)


@register.filter
def moment(at: int) -> SafeString:
    """Show a moment in the organisation's zone."""
    return _time(at, words.moment(at, desk().state.identity.zone))


@register.filter
def comes(at: int) -> bool:
    """Tell whether a moment will ever come: an end that nobody set does not."""
    return at < FOREVER


@register.filter
def day(at: int) -> SafeString:
    """Show the day of a moment in the organisation's zone."""
    return _time(at, words.day(at, desk().state.identity.zone))


def _time(at: int, text: str) -> SafeString:
    if at >= FOREVER:
        return format_html("{}", text)
    return format_html('<time datetime="{}">{}</time>', rfc3339(at), text)
