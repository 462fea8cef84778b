"""Who gets in, who does not, and that both look the same from outside."""

import re
from urllib.parse import quote

import pytest
from django.urls import URLPattern

from tests.portal.set_up import set_up
from tests.portal.stage import Client, log_in, newest_code

PUBLIC = {
    "",
    "offices/",
    "offices/<str:body>/<str:name>/",
    "elections/",
    "elections/<str:name>/",
    "elections/<str:name>/<path:unit>.blt",
    "bylaws/",
    "verify/",
    "entries/",
    "entries/<int:index>/",
    "entries/<int:index>/proof",
    "record/<path:path>",
    "static/<str:name>",
    "log-in/",
    "log-in/code/",
    "log-in/passkey/",
    "log-in/oidc/",
    "log-in/oidc/back/",
    "outbox/",
    "booth/<str:name>/vote/",
    "booth/<str:name>/archive.bel",
    "booth/<str:name>/turned.json",
    "calendar/<str:name>.ics",
    "door/",
    "organisation.json",
    "door/worker.js",
    "robots.txt",
    "health/",
    "figures/",
    "figures.csv",
    "apply/",
    "apply/sign/",
    "guide/",
    "guide/enter/",
    "guide/later/",
    "cheat/",
    "cheat/<str:name>/",
    "language/<str:code>/",
}
VALUES = {
    "number": "1",
    "body": "root",
    "name": "secretary",
    "index": "0",
    "path": "checkpoint",
    "kind": "sponsor",
    "code": "de",
    "field": "minutes",
    "unit": "root",
    "member": "0" * 32,
}


@pytest.fixture(scope="module")
def routes(site) -> list[URLPattern]:
    set_up(site)
    from bylaw.portal.urls import urlpatterns  # noqa: PLC0415 - Django must be set up first

    return [route for route in urlpatterns if isinstance(route, URLPattern)]


def test_nobody_gets_anywhere_but_to_public_pages(client, routes):
    """Default deny: an address that is added is closed until this list says that it is public."""
    assert {str(route.pattern) for route in routes} >= PUBLIC
    for route in routes:
        path = "/" + re.sub(r"<\w+:(\w+)>", lambda m: VALUES[m[1]], str(route.pattern))
        found = client.get(path)
        if str(route.pattern) in PUBLIC:
            assert "/log-in/?next=" not in found.headers.get("Location", ""), path
        else:
            assert found.status == 302, path
            assert found.headers["Location"].startswith("/log-in/?next="), path


def test_a_member_gets_in_by_the_code_that_was_mailed(site, client):
    assert client.get("/me/").status == 302
    log_in(client, "member42@example.org")
    found = client.get("/me/")
    assert found.status == 200
    assert site.year.on.member("m041") in found.text
    assert client.post("/log-out/", {}, "/me/").status == 302
    assert client.get("/me/").status == 302


def test_known_and_unknown_addresses_are_answered_alike(site):
    answers = []
    for address in ("member43@example.org", "nobody@example.org"):
        client = Client(site.url)
        sent = client.post("/log-in/", {"email": address})
        page = client.get("/log-in/code/")
        wrong = client.post("/log-in/code/", {"code": "00000000"})
        bare = [re.sub(r'value="[^"]+"', "", answer.text) for answer in (page, wrong)]
        answers.append((sent.status, sent.headers["Location"], wrong.status, bare))
    assert answers[0] == answers[1]
    assert "nobody@example.org" not in Client(site.url).get("/outbox/").text


def test_a_code_serves_once_and_only_where_it_was_asked_for(site, client):
    client.post("/log-in/", {"email": "member44@example.org"})
    code = newest_code(client, "member44@example.org")
    other = Client(site.url)
    other.post("/log-in/", {"email": "member45@example.org"})
    assert other.post("/log-in/code/", {"code": code}).status == 400
    assert client.post("/log-in/code/", {"code": code[:4] + " " + code[4:]}).status == 302
    assert client.get("/me/").status == 200


def test_a_code_can_be_guessed_five_times(client):
    client.post("/log-in/", {"email": "member46@example.org"})
    code = newest_code(client, "member46@example.org")
    for _ in range(5):
        wrong = f"{(int(code) + 1) % 10**8:08}"
        assert client.post("/log-in/code/", {"code": wrong}).status == 400
    assert client.post("/log-in/code/", {"code": code}).status == 400


def test_an_address_gets_five_codes_an_hour(site):
    """Of somebody whom no other test lets in: a code that was used no longer counts."""

    def codes() -> set[str]:
        letters = Client(site.url).get("/outbox/").text.split("<article")
        hers = (letter for letter in letters if "To member177@example.org" in letter)
        return {code for letter in hers for code in re.findall(r"Your code is (\d{8})", letter)}

    before = codes()
    for _ in range(7):
        assert Client(site.url).post("/log-in/", {"email": "member177@example.org"}).status == 302
    assert len(codes() - before) == 5


def test_the_session_is_a_new_one_after_the_log_in(client):
    def session() -> str:
        return next(cookie.value for cookie in client.jar if cookie.name == "sessionid")

    client.post("/log-in/", {"email": "member48@example.org"})
    before = session()
    client.post("/log-in/code/", {"code": newest_code(client, "member48@example.org")})
    assert session() != before
    cookie = next(cookie for cookie in client.jar if cookie.name == "sessionid")
    assert cookie.has_nonstandard_attr("HttpOnly")


@pytest.mark.parametrize(
    "path", ["/log-in/", "/log-in/code/", "/log-in/passkey/", "/log-out/", "/sign/", "/sign/demo/"]
)
def test_a_form_without_its_token_does_nothing(site, client, path):
    log_in(client, "member49@example.org")
    found = client.post_bare(path, {"email": "member50@example.org", "act": "x"})
    assert found.status == 403
    assert "Nothing was done" in found.text
    assert client.get("/me/").status == 200, "still logged in"


def test_after_the_log_in_nobody_is_sent_elsewhere(client):
    for target in ("https://evil.example/", "//evil.example/", "\\\\evil.example"):
        client.get(f"/log-in/?next={quote(target)}")
        client.post("/log-in/", {"email": "member51@example.org"})
        found = client.post("/log-in/code/", {"code": newest_code(client, "member51@example.org")})
        assert found.headers["Location"] == "/me/"
        client.post("/log-out/", {}, "/me/")
