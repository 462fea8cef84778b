"""Six ways to cheat in the demo, each caught with its clause; and the guide, which real records do not have."""

import re

import pytest

from bylaw.portal.cheats import TRICKS
from bylaw.portal.visits import VISITS
from tests.portal.stage import Client, served, twin


@pytest.fixture(scope="module")
def fair(played, tmp_path_factory):
    with served(twin(played, tmp_path_factory.mktemp("fair") / "local")) as site:
        yield site


CAUGHT = {
    "short-notice": ("Refused by clause", "What would help"),
    "backdate": ("bylaw verify says: refused",),
    "stuff-the-roll": ("sponsors: 0; needed: 2",),
    "own-case": ("Refused by clause", "6.4"),
    "drop-a-ballot": ("says of her receipt: omitted", "Of the honest archive it says: present"),
    "one-byte": ("bylaw verify says: refused",),
}


@pytest.mark.parametrize("trick", [trick.name for trick in TRICKS])
def test_a_cheat_is_caught_in_front_of_the_reader(fair, trick):
    client = Client(fair.url)
    size = re.search(r"(\d+) entries", client.get("/").text)[1]
    found = client.post(f"/cheat/{trick}/", {}, "/cheat/")
    assert found.status == 200
    for words in CAUGHT[trick]:
        assert words in found.text
    assert re.search(r"(\d+) entries", client.get("/").text)[1] == size, "nothing stays"


def test_one_enters_as_whom_the_guide_names_and_finds_every_stop(fair):
    guide = Client(fair.url).get("/guide/").text
    for visit in VISITS:
        client = Client(fair.url)
        if visit.office:
            assert client.post("/guide/enter/", {"as": visit.name}, "/guide/").status == 302
        for address, title, _ in visit.stops:
            assert title in guide
            assert client.get(address).status == 200, address
    assert Client(fair.url).post("/guide/enter/", {"as": "stranger"}, "/guide/").status == 404


def test_a_stop_of_somebody_else_is_entered_as_that_person(fair):
    """Whoever is nobody, or another, presses the stop and is there; a page asked for before does not come between."""
    client = Client(fair.url)
    client.get("/log-in/?next=/cases/case-1/")
    for visit in (each for each in VISITS if each.office):
        for address, _title, _about in visit.stops:
            assert f'<button class="link" name="stop" value="{address}">' in client.get("/guide/").text
            found = client.post("/guide/enter/", {"as": visit.name, "stop": address}, "/guide/")
            assert (found.status, found.headers["Location"]) == (302, address)
            assert client.get(address).status == 200
            assert f'<a href="{address}">' in client.get("/guide/").text, "hers are links now"
            client = Client(fair.url)
    for astray in ("", "https://evil.example/", "/cases/case-1/"):
        found = client.post("/guide/enter/", {"as": "member", "stop": astray}, "/guide/")
        assert found.headers["Location"] == "/me/"


def test_time_passes_when_one_lets_it(fair):
    client = Client(fair.url)
    before = client.get("/").text
    assert client.post("/guide/later/", {"days": "30"}, "/guide/").status == 302
    assert client.get("/").text != before
    assert client.post("/guide/later/", {"days": "-1"}, "/guide/").status == 404
