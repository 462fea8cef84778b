"""From an act's class to a form.

A field is one of a few sorts, which follow from its type: a thing that exists, several of them, a moment, a number,
words that everybody may read, words that stay private behind a commitment, or rows of fields of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from bylaw.acts.act import Act, Digest, Fingerprint, Text
from bylaw.acts.fields import bare, describe, inner, is_many, is_struct, is_time, marks
from bylaw.acts.registry import BY_KIND
from bylaw.acts.substance import ENVELOPE
from bylaw.record.keys import Key
from bylaw.rules.clause import Clause, in_order
from bylaw.rules.finding import OWN
from bylaw.state import State
from bylaw.state.bodies import ROOT

LISTED = 60
"""Up to how many names a form offers to choose from; of more, one is typed."""
BLANK = 2
"""How many empty rows a form adds to those that are filled in."""
MOST_ROWS = 100
BY_PROGRAM = (
    "law.founding",
    "keeping.logkeeping",
    "members.roll_import",
    "secret_ballots",
    "initiative.sealing",
    "sealed",
    "past",
)
"""Chapters of acts, or modules in one, that programs write from files or keys: they have no form."""
LABELS = {
    "cls": "Class of membership",
    "to": "To",
    "by": "By",
    "head": "Fingerprint of the log",
    "root": "Fingerprint of the roll",
    "kinds": "Acts that may be resolved",
    "charged": "Member charged",
    "deed": "When it was done",
    "lesser": "Why no lesser sanction",
    "scan": "The signed sheet",
    "served": "How many were told",
}
HINTS = {
    "moment": "In the organisation's time zone.",
    "lines": "One on each line.",
    "words": "Everybody may read this: write nothing about a person.",
    "private": "Kept private. The record holds a commitment to your words: they can be shown later, never changed.",
    "public": "A file that everybody will be able to read, such as all the ballots of a count (BLT).",
    "clauses": (
        'Each begins with its number, like [clauses."4.2"]; each line after it says one thing, as in the text of a'
        " present clause. Under a number of its own it is a new clause."
    ),
}
BY_NAME = "Her name, her number or her id."
"""The hint of a member's field where an office types what stands on a paper."""
HINTS_OF = {
    "channel": "How members are told, where the bylaws ask for one way, like letter.",
    "clause": "Its number in the bylaws, like 6.2.",
    "head": "A fingerprint of the log of looks, of 64 digits and letters. Left empty, it is worked out.",
    "ground": "By the word that the clause gives to it, like theft.",
    "item": "The item of the meeting, by its name.",
    "kinds": "One on each line, in the words of the list of resolutions, like amend bylaws.",
    "lines": "How many lines the log of looks into the register has. Left empty, they are counted.",
    "matter": (
        "What is to be done, as JSON: it is asked in fields where it is chosen. Empty, a motion declares something."
    ),
    "options": "Everybody who stands, each on a line. Left empty, it is all of them, in the order of the nominations.",
    "parties": "Members who are the other side in this and do not vote on it: a name or an id on each line.",
    "repeals": "Numbers of clauses that end, one on each line.",
    "root": "A fingerprint of who may vote, of 64 digits and letters. Left empty, it is worked out from the roll.",
    "rests_on": "Names of items on the file, one on each line.",
    "supersedes": "Numbers of clauses whose change under way this one replaces, one on each line.",
    "voters": "How many may vote. Left empty, they are counted on the roll of the record day.",
}
"""Where the sort of a field says too little of it, by its name; a field with choices or private words keeps its own."""

Sort = Literal[
    "one", "several", "lines", "moment", "number", "line", "words", "private", "file", "clauses", "rows"
]


class Field(Struct, frozen=True):
    """One field of a form; ``choices`` are values with their labels, ``rows`` the fields of its rows."""

    name: str
    label: str
    sort: Sort
    hint: str
    value: str
    required: bool
    choices: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[Field, ...], ...] = ()


def by_program(kind: type[Act]) -> bool:
    """Whether a program writes this act, from files or keys."""
    module = kind.__module__.removeprefix("bylaw.acts.") + "."
    return any(module.startswith(f"{each}.") for each in BY_PROGRAM)


def has_form(kind: type[Act]) -> bool:
    """Whether people fill in this act, and not a program."""
    return not by_program(kind) and not any(bare(hint) is Key for hint in get_type_hints(kind).values())


FORMS: dict[str, type[Act]] = {name: kind for name, kind in BY_KIND.items() if has_form(kind)}
"""The acts with a form, by their names."""


def label(name: str) -> str:
    """Give a field's name as people read it."""
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def asked(kind: type[Struct]) -> Iterator[tuple[str, Any, bool]]:
    """Give name, type and need of each field that a form asks for."""
    hints = get_type_hints(kind, include_extras=True)
    for info in msgspec.structs.fields(kind):
        if info.name not in ENVELOPE:
            yield info.name, hints[info.name], info.required


def private(kind: type[Struct]) -> Iterator[Field]:
    """Give the fields of an act itself, not of its rows, that commit to words or to a file."""
    for name, hint, need in asked(kind):
        if sort_of(hint) == "private":
            yield Field(name, label(name), "private", "", "", need)


def fields(state: State, kind: type[Struct], given: Mapping[str, str], at: str = "") -> tuple[Field, ...]:
    """Give the form of an act, filled in with what was given; ``at`` is the place of a row's fields."""
    return tuple(_field(state, at + each[0], each, given) for each in asked(kind))


def _field(state: State, place: str, one: tuple[str, Any, bool], given: Mapping[str, str]) -> Field:
    name, hint, need = one
    sort = sort_of(hint)
    if sort == "rows":
        many = is_many(hint)
        kind, count = bare(inner(hint)) if many else bare(hint), filled_rows(place, given) if many else 0
        places = [f"{place}.{n}." for n in range(min(count + BLANK, MOST_ROWS))] if many else [f"{place}.0."]
        rows = tuple(fields(state, kind, given, each) for each in places)
        return Field(place, label(name), sort, "", "", need, rows=rows)
    choices = (
        _present(state) if sort == "clauses" else _choices(state, inner(hint) if is_many(hint) else hint)
    )
    words = HINTS.get(sort) or ("" if choices else _hint(hint))
    if not choices and sort in ("line", "lines", "words", "number") and "new" not in marks(hint):
        words = HINTS_OF.get(name, words)
    if sort == "lines" and choices:
        words = f"One on each line, of: {', '.join(name for name, _ in choices)}."
    return Field(place, label(name), sort, words, given.get(place, ""), need, choices)


def _hint(hint: Any) -> str:
    found = marks(inner(hint) if is_many(hint) else hint)
    if "new" in found:
        return f"A few plain words by which others will refer to this {found['new']}, like budget-2026."
    if found.get("ref") == "member" and is_many(hint):
        return "A name on each line, if you may know it, or an id."
    if found.get("ref") == "member":
        return "Her name, if you may know it, or her id: 32 letters and digits from her page."
    if found:
        return f"The name of an existing {found['ref']}."
    known = describe(hint)
    return (
        "" if known in {"text", "a name", "a number"} else f"{known[0].upper()}{known[1:]}." if known else ""
    )


def sort_of(hint: Any) -> Sort:
    """Give the sort of a field from its type."""
    kind = bare(inner(hint)) if is_many(hint) else bare(hint)
    if kind is Clause:
        return "clauses"
    if is_struct(kind):
        return "rows"
    if is_many(hint):
        return "several" if get_origin(kind) is Literal else "lines"
    return _simple(hint, kind)


def _simple(hint: Any, kind: Any) -> Sort:
    if is_time(hint):
        return "moment"
    if "ref" in marks(hint) or get_origin(kind) is Literal or kind is bool:
        return "one"
    if hint != Fingerprint and (hint == Digest or "[0-9a-f]{64}" in str(hint)):
        return "private"
    if kind is int:
        return "number"
    return "words" if hint == Text or longest(hint) > 200 else "line"


def longest(hint: Any) -> int:
    """Give how long a text or a list may be by its type; nought where the type does not say."""
    metas = [meta for meta in getattr(hint, "__metadata__", ()) if isinstance(meta, msgspec.Meta)]
    return max((meta.max_length or 0 for meta in metas), default=0)


def _choices(state: State, hint: Any) -> tuple[tuple[str, str], ...]:
    kind, table = bare(hint), marks(hint).get("ref", "")
    names: tuple[str, ...] = ()
    if table and table != "member":
        held = state.names[table]
        names = tuple(held) if isinstance(held, dict) and len(held) <= LISTED else ()
    elif get_origin(kind) is Literal:
        names = tuple(str(choice) for choice in get_args(kind) if choice)
    elif kind is bool:
        return ("yes", "Yes"), ("no", "No")
    return tuple((name, state.identity.name if table == "body" and name == ROOT else name) for name in names)


def _present(state: State) -> tuple[tuple[str, str], ...]:
    """Give the clauses in force that can be changed, by number, with their words; none changes bylaw's own."""
    clauses = (clause for clause in state.bylaws.in_force(state.at) if clause.source != OWN)
    return tuple((clause.no, clause.words) for clause in sorted(clauses, key=lambda each: in_order(each.no)))


def filled_rows(place: str, given: Mapping[str, str]) -> int:
    """Give how many rows of a field were filled in."""
    shape = re.compile(re.escape(place) + r"\.(\d{1,3})\.", re.ASCII)
    return max(
        (int(found[1]) + 1 for name in given if given[name] and (found := shape.match(name))), default=0
    )
