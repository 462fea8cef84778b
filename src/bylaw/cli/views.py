"""What `bylaw show` can show of accountability: each view's lines, headings and cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec

from bylaw.projections.accounts import reports, terms
from bylaw.projections.campaigns import campaigns
from bylaw.projections.directives import commissions, directives
from bylaw.projections.persons import courses, money, platforms, ties
from bylaw.state import State


class View(NamedTuple):
    """One thing to show: its lines as structs, its headings, and one line as cells."""

    lines: Callable[[State, str, int], Sequence[msgspec.Struct]]
    headings: tuple[str, ...]
    cells: Callable[[Any], tuple[tuple[str, ...], ...]]


def cell(value: object) -> str:
    """Give one field as people read it."""
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def plain(line: msgspec.Struct) -> tuple[tuple[str, ...], ...]:
    """Give one line as one row, each field as text."""
    return (tuple(map(cell, msgspec.structs.astuple(line))),)


ACCOUNTABILITY: dict[str, View] = {
    "campaign": View(
        campaigns,
        (
            "campaign",
            "body",
            "responsible",
            "closes",
            "stage",
            "asked",
            "reminded",
            "answered",
            "silent",
            "noticed",
            "lapsed",
        ),
        plain,
    ),
    "directives": View(
        directives,
        (
            "directive",
            "sort",
            "office",
            "of",
            "issued by",
            "issued",
            "deadline",
            "stage",
            "answers",
            "dissents",
        ),
        plain,
    ),
    "commissions": View(
        commissions,
        ("commission", "body", "office", "sits", "deadline", "stage", "reported", "dissents"),
        plain,
    ),
    "reports": View(
        reports, ("report", "office", "body", "until", "stage", "by", "remarks", "decided"), plain
    ),
    "terms": View(terms, ("office", "body", "holder", "since", "until", "stage", "due"), plain),
    "courses": View(
        courses, ("course", "topic", "body", "begins", "ends", "places", "completed", "asked by"), plain
    ),
    "ties": View(ties, ("member", "other", "sort", "since", "matters"), plain),
    "platforms": View(platforms, ("platform", "body", "published", "joined"), plain),
    "money": View(
        money, ("name", "sort", "body", "words", "amount", "unit", "day", "bids", "dissents"), plain
    ),
}
"""Reports, terms, campaigns, directives, commissions, courses, ties, platforms, money."""
