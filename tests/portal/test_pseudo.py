"""The whole portal in a language that nobody speaks: whatever still reads as English was never marked."""

import re
from html import unescape
from urllib.parse import urljoin

import pytest

from bylaw.portal import forms
from bylaw.portal.cheats import TRICKS
from tests.portal import pseudo
from tests.portal.pages import OWN_PATHS, PUBLIC_PATHS
from tests.portal.stage import Client
from tests.portal.unmarked import called, english

APART = ("/language/", "/static/", "/record/", "/outbox/", "/booth/")
"""What is linked and sends back, is a file, or is another test's."""
ENTRY = re.compile(r"\d+: (.*)")
"""How an entry is linked: by its number and its kind."""


@pytest.fixture(scope="module")
def names(odd):
    return called(odd)


def entered(site, who):
    client = Client(site.url)
    assert client.post("/guide/enter/", {"as": who}, "/guide/").status == 302
    return client


def test_a_text_of_this_language_keeps_its_facts_and_tags():
    assert pseudo.turned('<a href="/x/">All</a> of {n}') == '⁅<a href="/x/">Àļļ</a> ööƒ {n}⁆'


def test_what_is_unmarked_is_seen(names):
    page = '<html lang="en-xa"><p>⁅ñöö⁆ Left behind</p><p lang="en">a clause</p><input aria-label="Search"></html>'
    assert list(english(page, names)) == ["Left behind", "Search"]


@pytest.mark.parametrize("path", PUBLIC_PATHS)
def test_public_pages_say_nothing_unmarked(odd, names, path):
    found = Client(odd.url).get(path)
    assert found.status == 200
    assert 'lang="en-xa"' in found.text
    assert not set(english(found.text, names))


def test_whatever_is_linked_says_nothing_unmarked(odd, names):
    """Every public page, and of the entries one of each kind."""
    client, left, kinds, due = Client(odd.url), {}, {""}, ["/"]
    seen = set(due)
    while due:
        path = due.pop()
        found = client.get(path)
        page = found.text if found.headers["Content-Type"].startswith("text/html") else ""
        left[path] = set(english(page, names))
        for link, said in re.findall(r'<a[^>]* href="([^"#]*)"[^>]*>(.*?)</a>', page, re.DOTALL):
            place, entry = urljoin(path, unescape(link)), ENTRY.fullmatch(said.strip())
            kind = entry[1] if entry else ""
            again = place in seen or (re.fullmatch(r"/entries/\d+/", place) and kind in kinds)
            if place.startswith("/") and not place.startswith(APART) and not again:
                due.append(place)
                seen.add(place)
                kinds.add(kind)
    assert len(kinds) > 50
    assert not {path: found for path, found in left.items() if found}


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


@pytest.mark.parametrize(
    "clauses",
    ['[clauses."1.1"]\nwords = "9"\nof = "moove"\nmay = ["applicant"]', '[clauses."1.1"]\nwords = 9'],
)
def test_what_changes_in_the_bylaws_says_nothing_unmarked(odd, names, clauses):
    way, fields = (
        "/resolutions/move/amend-bylaws/",
        {"name": "m", "body": "root", "text": "7", "do.name": "a"},
    )
    found = entered(odd, "member").post(way, {**fields, "do.clauses": clauses}, way)
    assert found.status in {400, 422}
    assert not set(english(found.text, names)) - {"moove", "'moove'", "'move'"}, (
        "what was typed, and is to be"
    )
