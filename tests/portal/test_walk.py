"""A walk over every address as nobody, a member and an officer: no fault, default deny, and nothing of somebody else's."""

import json
import re
from urllib.request import Request

import pytest

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from tests.portal.intruder import size, token
from tests.portal.set_up import set_up
from tests.portal.stage import Client, log_in, served, twin
from tests.portal.test_entering import PUBLIC

WALKERS = {
    "nobody": "",
    "member": "member16@example.org",
    "officer": "member21@example.org",
    "elsewhere": "steward",
}
"""Who walks: nobody, a member, the president, and an officer of another body; by address or by office."""
GUESSES = (
    "0",
    "1",
    "root",
    "secretary",
    "president-2025",
    "box-2025",
    "sponsor",
    "call-meeting",
    "f" * 64,
    "x" * 200,
)


@pytest.fixture(scope="module")
def addresses(site):
    set_up(site)
    from bylaw.portal.urls import urlpatterns  # noqa: PLC0415 - Django must be set up first

    return [str(route.pattern) for route in urlpatterns]


@pytest.mark.parametrize("who", WALKERS)
def test_every_address_answers_everybody_and_opens_to_those_alone_who_may(site, addresses, who):
    client = Client(site.url)
    if WALKERS[who]:
        log_in(client, WALKERS[who] if "@" in WALKERS[who] else holder(site, WALKERS[who]))
    for pattern in addresses:
        if pattern == "log-out/":
            continue
        for guess in GUESSES if "<" in pattern else ("",):
            path = "/" + re.sub(r"<\w+:\w+>", guess, pattern)
            found = client.get(path)
            assert found.status < 500, (who, path)
            if who == "nobody" and pattern not in PUBLIC and not pattern.startswith("api"):
                assert found.status in {302, 404}, path


@pytest.fixture(scope="module")
def aside(played, tmp_path_factory):
    """A site of its own for those who post everywhere."""
    with served(twin(played, tmp_path_factory.mktemp("posted") / "local")) as found:
        yield found


@pytest.mark.parametrize("who", WALKERS)
def test_a_form_sent_to_every_address_records_nothing_and_opens_nothing(aside, addresses, who):
    """With her own good token, filled in with nothing and with everything: no fault, and no entry without a signature."""
    client = Client(aside.url)
    if WALKERS[who]:
        log_in(client, WALKERS[who] if "@" in WALKERS[who] else holder(aside, WALKERS[who]))
    before, good = size(client), token(client, "/me/" if WALKERS[who] else "/log-in/")
    fields = {
        "csrfmiddlewaretoken": good,
        "act": "{}",
        "member": "f" * 32,
        "paper": "f" * 64,
        "why": "x",
        "cards": "[]",
    }
    for pattern in addresses:
        if pattern.startswith(("log-out", "guide", "cheat", "api/")):
            continue
        for guess in ("root", "1", "president-2025", "sponsor") if "<" in pattern else ("",):
            path = "/" + re.sub(r"<\w+:\w+>", guess, pattern)
            for given in ({"csrfmiddlewaretoken": good}, fields):
                found = client.post_bare(path, given)
                assert found.status < 500, (who, path)
                if who == "nobody" and pattern not in PUBLIC:
                    assert found.status in {302, 404}, path
                    assert "/log-in/" in found.headers.get("Location", "/log-in/"), path
    assert size(client) == before


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_what_is_neither_asked_nor_sent_is_no_fault(aside, addresses, method):
    client = Client(aside.url)
    log_in(client, "member16@example.org")
    for pattern in addresses:
        path = "/" + re.sub(r"<\w+:\w+>", "root", pattern)
        found = client._ask(Request(aside.url + path, method=method))
        assert found.status < 500, path
        assert found.status in {403, 404, 405} or method in {"HEAD", "OPTIONS", "TRACE"}, (path, found.status)
    assert client.get("/me/").status == 200, "she is still logged in"


def test_one_member_s_page_shows_nothing_of_another(site):
    """Whoever asks with another's id gets her own page, or none."""
    client = Client(site.url)
    log_in(client, "member17@example.org")
    other = site.year.on.member("m017")
    for path in (f"/me/?member={other}", f"/me/data/?member={other}"):
        assert other not in client.get(path).text
    assert client.get(f"/me/{other}/").status == 404


def holder(site, office):
    """The address of somebody who holds an office."""
    state = site.year.on.organisation.state
    held = next(m for m in state.offices.mandates.values() if m.office == office and m.holds(state.at))
    with Register.open(site.folder / FOLDER) as register:
        return register.person(held.member).email


OPEN = {
    "/api/organisation",
    "/api/offices",
    "/api/elections",
    "/api/bylaws",
    "/api/duties",
    "/api/timetable",
    "/api/entries",
    "/api/acts",
    "/api/log-in",
    "/api/log-in/challenge",
    "/api/head",
    "/api/bodies",
    "/api/offices/{body}/{name}",
    "/api/elections/{name}",
    "/api/bylaws/{no}",
    "/api/figures",
    "/api/search",
    "/api/entries/{index}",
}
"""What the API gives to everybody; whatever is added is closed until it stands here."""
ALONE = {"/api/cases/{name}", "/api/complaints/{name}"}
"""Of these it gives nothing to who has no part in them, whoever she is, as if there were none."""
PARTS = {
    "kind": "sponsor",
    "what": "motions",
    "name": "m-feb",
    "body": "root",
    "no": "1.2",
    "index": "0",
    "begins": "0" * 8,
}
"""What stands in an address of the API where the description has a name."""


@pytest.mark.parametrize("who", WALKERS)
def test_the_api_is_closed_but_for_what_this_list_opens(site, who):
    client = Client(site.url)
    if WALKERS[who]:
        log_in(client, WALKERS[who] if "@" in WALKERS[who] else holder(site, WALKERS[who]))
    described = json.loads(client.get("/api/openapi.json").text)["paths"]
    assert set(described) >= OPEN
    for pattern, methods in described.items():
        for method in methods:
            path = re.sub(r"\{(\w+)\}", lambda part: PARTS[part[1]], pattern)
            found = client.get(path) if method == "get" else client.post_bare(path, {})
            assert found.status < 500, path
            if pattern not in OPEN:
                shown = 404 if pattern in ALONE else 200
                closed = {401, 403} if not WALKERS[who] or method != "get" else {shown}
                assert found.status in closed, (who, path, found.status)


def test_an_act_of_an_office_is_refused_to_members_and_officers_of_others(site):
    """An act that a clause gives to the secretary, asked for by a member and by a steward: nothing to sign."""
    fields = {"meeting": "m-feb", "minutes": "5" * 64}
    for who in ("member16@example.org", holder(site, "steward")):
        client = Client(site.url)
        log_in(client, who)
        found = client.post("/act/file-minutes/", fields)
        assert (found.status, 'action="/sign/' in found.text) == (422, False), who
        assert 'class="clause"' in found.text
    secretary = Client(site.url)
    log_in(secretary, "member31@example.org")
    assert secretary.post("/act/file-minutes/", fields).status == 200
