"""How pages show the fields of a form: their labels, and by attributes what describes them."""

from __future__ import annotations

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from bylaw.portal.forms import Field
from bylaw.portal.mistakes import Mistake

register = template.Library()


@register.filter
def field(label: str) -> str:
    """Give the label of a field in the reader's language."""
    return pgettext("field", label)


@register.filter
def described(field: Field, problem: Mistake | str) -> SafeString:
    """Say by attributes what describes a field: its hint, and before it what is wrong with what was typed there."""
    return _description(f"f-{field.name}", f"h-{field.name}" if field.hint else "", problem)


@register.filter
def attached(field: Field, problem: Mistake | str) -> SafeString:
    """Say by attributes what describes the place for a field's file: which are taken, and what is wrong with one."""
    return _description(f"a-{field.name}", f"i-{field.name}", problem)


def _description(place: str, hint: str, problem: Mistake | str) -> SafeString:
    wrong = isinstance(problem, Mistake) and problem.anchor == place
    told = " ".join(filter(None, ("wrong" if wrong else "", hint)))
    given = (("aria-invalid", "true" if wrong else ""), ("aria-describedby", told))
    return format_html_join(" ", '{}="{}"', (pair for pair in given if pair[1]))
