"""What a screen reader meets in a page, read from its source: titles, headings, names, and what points to what."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

from msgspec import Struct

VOID = {"meta", "link", "input", "img", "br", "hr", "path"}
POINTS = ("aria-describedby", "aria-labelledby", "aria-errormessage", "for", "list")
"""Attributes that name other elements by their ids."""
FIELDS = {"input", "select", "textarea"}


class Element(Struct):
    """One element: its name, its attributes, the element around it, and all text in it."""

    tag: str
    given: dict[str, str]
    around: Element | None
    text: str = ""

    @property
    def name(self) -> str:
        """What it is called: its label, or its text."""
        return self.given.get("aria-label") or " ".join(self.text.split())


class Page(HTMLParser):
    """A page as its elements, in their order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(source)
        self.ids = Counter(each.given["id"] for each in self.elements if "id" in each.given)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.elements.append(Element(tag, given, self._open[-1] if self._open else None))
        if tag not in VOID:
            self._open.append(self.elements[-1])

    def handle_endtag(self, tag):
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data):
        for each in self._open:
            each.text += data

    def all(self, *tags: str) -> list[Element]:
        """Give the elements of these names."""
        return [each for each in self.elements if each.tag in tags]

    @property
    def title(self) -> str:
        """What the browser calls the page."""
        return self.all("title")[0].name


def flaws(page: Page) -> Iterator[str]:
    """Give what would lead astray whoever hears a page and does not see it."""
    yield from (f"two elements are called {name}" for name, many in page.ids.items() if many > 1)
    yield from _outline(page)
    yield from _pointers(page)
    yield from _links(page)
    yield from (f"a {each.tag} without a name" for each in page.all("button", "a") if not each.name)
    for table in page.all("table"):
        caption = any(each.around is table for each in page.all("caption"))
        if not caption and not {"aria-label", "aria-labelledby"} & table.given.keys():
            yield "a table without a name"


def _outline(page: Page) -> Iterator[str]:
    """The title says what the one first heading says, and no heading skips a level."""
    heads = [each for each in page.elements if re.fullmatch("h[1-6]", each.tag)]
    first = [each.name for each in heads if each.tag == "h1"]
    if len(first) != 1 or len(page.all("main")) != 1:
        yield f"{len(first)} first headings, {len(page.all('main'))} main parts"
    elif first[0].lower() not in page.title.lower():
        yield f"the title is '{page.title}', the heading '{first[0]}'"
    levels = [int(each.tag[1]) for each in heads]
    yield from (f"from h{one} to h{two}" for one, two in pairwise([0, *levels]) if two > one + 1)


def _pointers(page: Page) -> Iterator[str]:
    """Whatever names another element names one that is there; each field has a label, each hint a field."""
    used = set()
    for each in page.elements:
        for kind in POINTS:
            for name in each.given.get(kind, "").split():
                used.add((kind, name))
                if name not in page.ids:
                    yield f"{kind} of a {each.tag} names {name}, which is not there"
    for each in page.all(*FIELDS):
        named = ("for", each.given.get("id")) in used or {"aria-label", "aria-labelledby"} & each.given.keys()
        if each.given.get("type") != "hidden" and not named:
            yield f"a field without a label: {each.given.get('name')}"
    for each in page.all("span", "p"):
        name = each.given.get("id", "")
        if "hint" in each.given.get("class", "").split() and name and ("aria-describedby", name) not in used:
            yield f"the hint {name} is no field's"


def _links(page: Page) -> Iterator[str]:
    """One name leads to one place."""
    places = defaultdict(set)
    for each in page.all("a"):
        if "href" in each.given:
            places[each.name].add(each.given["href"].partition("#")[0])
    yield from (f"'{name}' leads to {sorted(to)[:3]}" for name, to in places.items() if len(to) > 1)
