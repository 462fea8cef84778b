"""The pages on meanings and on bylaw's own rules."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import get_type_hints

import msgspec
from page import doc, fields, marked, page, table

from bylaw.acts.fields import bare
from bylaw.cli.book import book
from bylaw.rules import majority, measure, who
from bylaw.rules import meanings as rules
from bylaw.rules.floors import FLOORS
from bylaw.rules.own import WORDS

ABOUT = """A clause sets one or several of these meanings; bylaws can say nothing else in a form that the
judge uses. How clauses are chosen, and what follows from a breach, is in [the
specification](../spec/rules.md). *Weaker than a floor* says when a choice is less strict than a floor of the same
meaning; such bylaws are refused. In a file of bylaws a meaning is a TOML table: `notice = { days = 15,
item_days = 7 }`; of `may`, the list of phrases alone is enough."""

OWN = """Rules that hold whatever the bylaws say. The numbered ones make a record checkable at all and are
fixed in code; floors are clauses like any other that lie underneath every profile: bylaws may ask for more,
never for less."""


def meanings() -> str:
    """Give the page on meanings, with measures, majorities and the grammar of persons."""
    kinds = {name: bare(hint) for name, hint in get_type_hints(rules.Meanings, include_extras=True).items()}
    parts = [", ".join(f"[`{key}`](#{key})" for key in rules.KEYS)]
    for key in rules.KEYS:
        parts += _meaning(key, kinds[key])
    parts += ["## Parts of meanings", *_struct("Class of member", rules.ClassOfMember)]
    parts += [*_struct("Measure", measure.Measure), marked(inspect.getdoc(measure) or "")]
    parts += [*_struct("Majority", majority.Majority), marked(inspect.getdoc(majority) or "")]
    parts += ["## Who", _grammar()]
    return page("Meanings", ABOUT, [part for part in parts if part])


def own_rules() -> str:
    """Give the page on the ground rules and the floors."""
    ground = table(("rule", "words"), sorted(WORDS.items(), key=_number))
    floors = book("", FLOORS).split("\n", 3)[3]
    return page("Own rules", OWN, ["## Ground rules", ground, "## Floors", f"```text\n{floors.strip()}\n```"])


def _number(rule: tuple[str, str]) -> int:
    return int(rule[0].removeprefix("bylaw "))


def _meaning(key: str, kind: type[msgspec.Struct]) -> Iterator[str]:
    yield f"## {key}"
    yield doc(kind)
    yield table(("field", "what", "default"), fields(kind))
    if kind.weaker is not rules.Meaning.weaker:  # type: ignore[attr-defined]
        yield f"*Weaker than a floor*: {doc(kind.weaker)}"  # type: ignore[attr-defined]


def _struct(title: str, kind: type[msgspec.Struct]) -> Iterator[str]:
    yield f"### {title}"
    yield doc(kind)
    yield table(("field", "what", "default"), fields(kind))


def _grammar() -> str:
    first, grammar, rest = (inspect.getdoc(who) or "").split("\n\n", 2)
    return f"{first}\n\n```text\n{inspect.cleandoc(grammar)}\n```\n\n{marked(rest)}"
