"""Acts from forms, signed with a key in the demo's folder; whatever is sent is answered in words."""

import html
import re

import pytest

from bylaw.acts.registry import BY_KIND
from bylaw.portal.forms import FORMS, asked
from tests.portal.stage import Client, log_in


@pytest.fixture
def member(site):
    """A member with an OpenSSH key: m006."""
    client = Client(site.url)
    log_in(client, "member7@example.org")
    return client


def shown_act(text: str) -> str:
    return html.unescape(re.search(r'name="act" value="([^"]+)"', text)[1])


def test_an_act_is_recorded_once(site, member):
    kim = site.year.on.member("kim")
    review = member.post("/act/sponsor/", {"applicant": kim})
    assert review.status == 200
    act = shown_act(review.text)
    done = member.post("/sign/demo/", {"act": act}, "/me/")
    assert done.status == 302
    entry = member.get(done.headers["Location"])
    entry_count = member.get("/entries/?page=1").text.count("Sponsor")
    assert html.escape(act) in entry.text.replace("&#x27;", "'")
    again = member.post("/sign/demo/", {"act": act}, "/me/")
    assert again.headers["Location"] == done.headers["Location"], "a second click shows the same entry"
    assert member.get("/entries/?page=1").text.count("Sponsor") == entry_count
    third = member.post("/act/sponsor/", {"applicant": kim})
    assert third.status == 422
    assert 'href="/bylaws/#c-bylaw-17"' in third.text
    assert "let another member sponsor" in third.text


def test_nobody_signs_what_names_another(site, member):
    other = Client(site.url)
    log_in(other, "member8@example.org")
    act = shown_act(other.post("/act/sponsor/", {"applicant": site.year.on.member("kim")}).text)
    found = member.post("/sign/demo/", {"act": act}, "/me/")
    assert found.status == 422
    assert "names another signer" in found.text


@pytest.mark.parametrize(
    "act",
    [
        "",
        "{}",
        "x",
        "\x00",
        '{"act":"sponsor/1"',
        '{"act":' * 50,
        "[" * 5000,
        '{"act":"found/1"}',
        "a" * 70_000,
    ],
)
def test_what_is_no_act_is_not_recorded(member, act):
    size = re.search(r"(\d+) entries", member.get("/").text)[1]
    for path in ("/sign/", "/sign/demo/"):
        found = member.post(
            path, {"act": act, "user": "AA", "authenticator": "AA", "client": "AA", "signature": "é"}, "/me/"
        )
        assert found.status == 422
    assert re.search(r"(\d+) entries", member.get("/").text)[1] == size


@pytest.mark.parametrize("value", ["", "no-such-thing", "x" * 500, "root"])
def test_every_form_answers_whatever_is_typed(member, value):
    kinds = re.findall(r'href="/act/([a-z-]+)/"', member.get("/acts/").text)
    assert set(kinds) == set(FORMS)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', member.get("/me/").text)[1]
    for kind in dict.fromkeys(kinds):
        names = {name: value for name, _, _ in asked(BY_KIND[kind])}
        found = member.post_bare(f"/act/{kind}/", {**names, "csrfmiddlewaretoken": token})
        assert found.status in {200, 400, 422}, (kind, found.status)


def test_an_act_without_a_form_has_no_page(member):
    for kind in ("found", "import-chunk", "none"):
        assert member.get(f"/act/{kind}/").status == 404
