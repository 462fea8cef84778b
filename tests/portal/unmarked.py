"""What a page in the language that nobody speaks still says in English: it was never marked for translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from html.parser import HTMLParser

import msgspec

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.rules.floors import FLOORS
from tests.portal.stage import Client, Site

APART = {"script", "style", "code", "pre", "time"}
"""Elements whose text is not said in any language."""
VOID = {"meta", "link", "input", "img", "br", "hr"}
SPOKEN = {"aria-label", "aria-description", "alt", "placeholder", "title", "data-label"}
CLOCK = re.compile(r"\d\d:\d\d [A-Z]{3,4}\b")
"""A time with the abbreviation of its zone, which no language translates."""
OWN_KIND = re.compile(
    r"\S+[/.@]\w\S*|\b[0-9a-f]{6,}…?|\{\w+\}|\b(?:bylaw|floor)(?: [\w.-]+|\b)|tlog-proof|\d+ [A-Z][a-z]+ \d{4}|in-person, remote"
)
"""Addresses, ids, numbers of clauses, names of formats, days (their months are Django's), values that are typed."""
ENGLISH = re.compile(r"[A-Za-z][A-Za-z]+")


class Told(HTMLParser):
    """Collects what a page says in its own language, element by element."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        apart = tag in APART or (tag != "html" and "lang" in given) or given.get("translate") == "no"
        self.said += [given[name] for name in SPOKEN & given.keys() if not apart and given[name]]
        if tag not in VOID:
            self.open.append((tag, apart))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(apart for _, apart in self.open) and data.strip():
            self.said.append(" ".join(data.split()))


def called(site: Site) -> set[str]:
    """Give what members and officers called things, in the record and in the register: nobody translates it."""
    raw = "".join(Client(site.url).get(f"/api/entries?start={start}").text for start in range(0, 2000, 100))
    texts = set(re.findall(r'\\"([^"\\]{2,80})\\"', raw)) | {site.year.on.state.identity.name}
    with Register.open(site.folder / FOLDER) as register:
        people = {person.name for _, person in register.people()}
    texts |= set(re.findall(r'"([a-z-]{2,40})"', msgspec.json.encode(FLOORS).decode()))
    texts |= {piece for text in texts for piece in pieces(text)}
    return {text.replace("-", " ").replace("_", " ").lower() for text in texts | people}


def pieces(text: str) -> Iterator[str]:
    """Give what stands between commas, brackets and letters of other languages."""
    return (piece.strip(" .,;:()/") for piece in re.split(r"[^A-Za-z0-9 .'&/-]+", text))


def english(text: str, names: AbstractSet[str]) -> Iterator[str]:
    """Give what reads as English in a page, names apart."""
    reader = Told()
    reader.feed(text)
    for said in reader.said:
        plain = CLOCK.sub(" ", OWN_KIND.sub(" ", said))
        yield from (
            piece
            for piece in pieces(plain)
            if ENGLISH.search(piece) and piece.replace("-", " ").lower() not in names
        )
