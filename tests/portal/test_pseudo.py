"""The whole portal in a language that nobody speaks: whatever still reads as English was never marked."""

import re
from html.parser import HTMLParser

import msgspec
import pytest

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.portal import forms
from bylaw.portal.cheats import TRICKS
from bylaw.rules.floors import FLOORS
from tests.portal import pseudo
from tests.portal.pages import OWN_PATHS, PUBLIC_PATHS
from tests.portal.stage import Client

APART = {"script", "style", "code", "pre", "time"}
"""Elements whose text is not said in any language."""
VOID = {"meta", "link", "input", "img", "br", "hr"}
SPOKEN = {"aria-label", "alt", "placeholder", "data-label"}
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


@pytest.fixture(scope="module")
def names(odd):
    """What members and officers called things, in the record and in the register: nobody translates it."""
    raw = "".join(Client(odd.url).get(f"/api/entries?start={start}").text for start in range(0, 2000, 100))
    texts = set(re.findall(r'\\"([^"\\]{2,80})\\"', raw)) | {odd.year.on.state.identity.name}
    with Register.open(odd.folder / FOLDER) as register:
        people = {person.name for _, person in register.people()}
    texts |= set(re.findall(r'"([a-z-]{2,40})"', msgspec.json.encode(FLOORS).decode()))
    return {text.replace("-", " ").replace("_", " ").lower() for text in texts | people}


def english(text, names):
    """Give what reads as English in a page, names apart."""
    reader = Told()
    reader.feed(text)
    for said in reader.said:
        plain = OWN_KIND.sub(" ", said)
        pieces = (piece.strip(" .,;:()/") for piece in re.split(r"[^A-Za-z0-9 .'&/-]+", plain))
        yield from (
            piece
            for piece in pieces
            if ENGLISH.search(piece) and piece.replace("-", " ").lower() not in names
        )


def entered(site, who):
    client = Client(site.url)
    assert client.post("/guide/enter/", {"as": who}, "/guide/").status == 302
    return client


def test_a_text_of_this_language_keeps_its_facts_and_tags():
    assert pseudo.turned('<a href="/x/">All</a> of {n}') == '⟦<a href="/x/">Àļļ</a> ööƒ {n}⟧'


def test_what_is_unmarked_is_seen(names):
    page = '<html lang="en-xa"><p>⟦ñöö⟧ Left behind</p><p lang="en">a clause</p><input aria-label="Search"></html>'
    assert list(english(page, names)) == ["Left behind", "Search"]


@pytest.mark.parametrize("path", PUBLIC_PATHS)
def test_public_pages_say_nothing_unmarked(odd, names, path):
    found = Client(odd.url).get(path)
    assert found.status == 200
    assert 'lang="en-xa"' in found.text
    assert not set(english(found.text, names))


@pytest.mark.parametrize("who", ["member", "officer", "registrar"])
def test_own_pages_say_nothing_unmarked(odd, names, who):
    client, left = entered(odd, who), {}
    for path in OWN_PATHS:
        found = client.get(path)
        left[path] = set(english(found.text, names))
    assert not {path: found for path, found in left.items() if found}


def test_every_form_says_nothing_unmarked(odd, names):
    client = entered(odd, "officer")
    left = {kind: set(english(client.get(f"/act/{kind}/").text, names)) for kind in forms.FORMS}
    assert not {kind: found for kind, found in left.items() if found}


@pytest.mark.parametrize("trick", [trick.name for trick in TRICKS])
def test_refusals_say_nothing_unmarked(odd, names, trick):
    found = Client(odd.url).post(f"/cheat/{trick}/", {}, "/cheat/")
    assert not set(english(found.text, names))
