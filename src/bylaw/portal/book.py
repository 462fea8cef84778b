"""The bylaws as a readable book: each clause with its numbers in words, its source, and how well that was checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext
from msgspec import Struct

from bylaw.portal import words
from bylaw.rules.bylaws import Bylaws
from bylaw.rules.clause import Clause, in_order
from bylaw.rules.finding import OWN
from bylaw.rules.meanings import KEYS

EVIDENCE = {
    "read": gettext_lazy("text read"),
    "secondary": gettext_lazy("from a secondary source"),
    "memory": gettext_lazy("from memory: read the source before you rely on it"),
    "": gettext_lazy("how well it was checked is not stated"),
}
LAYERS = {
    "floor": gettext_lazy("Floor: bylaws may be stricter, never laxer"),
    "default": gettext_lazy("Default of the law"),
    "choice": "",
}


def anchor(number: str) -> str:
    """Give the place of a clause on the page of bylaws: ``c-4.5``, ``c-bylaw-7``."""
    return "c-" + re.sub(r"[^0-9A-Za-z.]+", "-", number)


class Page(Struct, frozen=True):
    """One clause as the book shows it."""

    no: str
    words: str
    rules: tuple[tuple[str, str], ...]
    where: tuple[tuple[str, str], ...]
    layer: str
    source: str
    evidence: str


class Chapter(Struct, frozen=True):
    """Clauses whose numbers begin alike, and their title where the bylaws give one."""

    no: str
    title: str
    pages: tuple[Page, ...]

    @property
    def first(self) -> str:
        """The number at which it begins: of its title, or else of its first clause."""
        return self.no if self.title else self.pages[0].no

    @property
    def level(self) -> int:
        """The level of the headings of its clauses: below that of its title."""
        return 4 if self.title else 3


def page(clause: Clause) -> Page:
    """Give a clause with its numbers in words, its source, and how well that was checked."""
    where = ((_("For acts"), clause.of), (_("For bodies"), clause.body), (_("For offices"), clause.office))
    return Page(
        no=clause.no,
        words=clause.words,
        rules=tuple(_rules(clause)),
        where=tuple(
            (label, ", ".join(n.replace("-", " ") for n in names)) for label, names in where if names
        ),
        layer=str(LAYERS[clause.layer]),
        source=clause.source,
        evidence="" if clause.source == OWN else str(EVIDENCE[clause.evidence]),
    )


def contents(law: Bylaws, at: int) -> dict[str, object]:
    """Give the parts of the book at a moment: the members' clauses, floors, what is law later, what was law."""
    clauses = sorted(law.in_force(at), key=lambda clause: in_order(clause.no))
    pages = [page(clause) for clause in clauses if clause.source != OWN and clause.layer != "floor"]
    past = [each for each in law.clauses if each[1] < each[2] <= at and each[0].layer != "floor"]
    past.sort(key=lambda each: (in_order(each[0].no), each[1]))
    return {
        "chapters": chapters(pages),
        "floors": [page(clause) for clause in clauses if clause.layer == "floor"],
        "later": [(page(clause), start) for clause, start, _end in law.clauses if start > at],
        "earlier": [(page(clause), start, end) for clause, start, end in past],
    }


def _rules(clause: Clause) -> Iterator[tuple[str, str]]:
    for key in KEYS:
        rule = getattr(clause, key)
        if rule is not msgspec.UNSET:
            values = msgspec.to_builtins(rule)
            yield (
                pgettext("rule", key),
                "; ".join(filter(None, (_number(name, value) for name, value in values.items()))),
            )


_PLAIN: dict[str, Any] = {
    "any_of": "{}",
    "share": "{}",
    "count": "{}",
    "at_least": gettext_lazy("at least {}"),
}
_COUNTED: dict[str, Any] = {
    "days": ngettext_lazy("%(n)s day", "%(n)s days", "n"),
    "months": ngettext_lazy("%(n)s month", "%(n)s months", "n"),
    "item_days": ngettext_lazy("items of the agenda %(n)s day", "items of the agenda %(n)s days", "n"),
    "most_days": ngettext_lazy("at most %(n)s day ahead", "at most %(n)s days ahead", "n"),
    "member_days": ngettext_lazy("a member for %(n)s day", "a member for %(n)s days", "n"),
    "closes_days": ngettext_lazy(
        "the roll closes %(n)s day before", "the roll closes %(n)s days before", "n"
    ),
    "objection_days": ngettext_lazy("%(n)s day to object", "%(n)s days to object", "n"),
    "sponsors": ngettext_lazy("%(n)s sponsor", "%(n)s sponsors", "n"),
    "calendar_years": ngettext_lazy("%(n)s calendar year", "%(n)s calendar years", "n"),
}
"""What is counted in a clause, said for one and for several."""


_PERSONS = {"holders", "seats", "to", "follows"}
"""Phrases that name somebody, in their order."""


def _number(name: str, value: Any) -> str:
    if value == "" or value is None:
        return ""
    if name in {"measure", "majority"}:
        return _value(value)
    if name == "any_of" and isinstance(value[0], str):
        return words.who(" or ".join(value))
    if name in _COUNTED and isinstance(value, int):
        return str(_COUNTED[name] % {"n": value})
    told = _persons(value) if name in _PERSONS else _value(value)
    return str(_PLAIN.get(name, f"{pgettext('rule', name.replace('_', ' '))}: {{}}")).format(told)


def _persons(value: str | list[str]) -> str:
    return ", ".join(words.who(each) for each in ([value] if isinstance(value, str) else value))


def _value(value: Any) -> str:
    """Give a value of a clause: the words that the core chose are translated, names are not."""
    if isinstance(value, list | tuple):
        share = len(value) == 2 and all(isinstance(each, int) for each in value)
        return ("/" if share else ", ").join(map(str if share else _value, value))
    if isinstance(value, dict):
        name = value.get("name", "")
        told = "; ".join(filter(None, (_number(key, each) for key, each in value.items() if key != "name")))
        return f"{name} ({told})" if name and told else name or told
    return pgettext("word", value) if isinstance(value, str) and value else words.text(value)


def chapters(pages: Iterable[Page]) -> tuple[Chapter, ...]:
    """Give the clauses by chapters, 4.1 and 4.2 under 4; ``pages`` in the order of the book.

    A clause 4 of words alone, which others continue, is the title of its chapter.
    """
    found: dict[str, list[Page]] = {}
    for each in pages:
        found.setdefault(each.no.partition(".")[0], []).append(each)
    return tuple(_chapter(no, *within) for no, within in found.items())


def _chapter(no: str, first: Page, *others: Page) -> Chapter:
    if others and first.no == no and not first.rules:
        return Chapter(no, first.words, others)
    return Chapter(no, "", (first, *others))
