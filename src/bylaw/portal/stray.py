"""What a form did not ask for: a field that nobody offered is refused, and never passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from bylaw.acts.act import Act
from bylaw.acts.fields import bare, inner, is_many, is_struct
from bylaw.portal.forms import MOST_ROWS, asked

PRESENT, TAKE = "present-clause", "take-clause"
"""The clause that is chosen among those in force, and the button that puts its text into the form."""
PAGE = frozenset({"csrfmiddlewaretoken", "company", "edit", PRESENT, TAKE})
"""What the page itself adds to a form."""


def stray(kind: type[Act], given: Iterable[str]) -> str:
    """Give the first field that the form of an act does not have; empty when there is none."""
    return next((name for name in given if name not in PAGE and not _known(kind, name)), "")


def _known(kind: type[Struct], name: str) -> bool:
    """Whether a place like ``kinds``, or in rows ``clauses.0.words``, is one of the form."""
    first, _, rest = name.partition(".")
    hint = next((hint for field, hint, _ in asked(kind) if field == first), None)
    if hint is None:
        return False
    many = is_many(hint)
    within = bare(inner(hint)) if many else bare(hint)
    if not rest:
        return True
    number, _, rest = rest.partition(".")
    small = number.isascii() and number.isdigit() and int(number[:4]) < (MOST_ROWS if many else 1)
    return is_struct(within) and small and _known(within, rest)
