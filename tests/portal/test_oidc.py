"""Log-in by OpenID Connect against a real provider on this machine: who gets in, and who merely looks like a member."""

# ruff: noqa: RUF001
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest

from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.portal.provider import Provider, provider
from tests.portal.stage import BYLAW, Answer, Client, Site, free_port, served


@pytest.fixture(scope="module")
def accounts():
    """A provider that logs in whoever says who she is."""
    port = free_port()
    command = [Path(sys.executable).parent / "oidc-provider-mock", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        url, end = f"http://localhost:{port}", time.monotonic() + 60
        while True:
            try:
                urlopen(f"{url}/.well-known/openid-configuration", timeout=5).close()
                break
            except URLError:
                assert time.monotonic() < end
                time.sleep(0.1)
        yield url
        running.terminate()


@pytest.fixture(scope="module")
def org(accounts, tmp_path_factory):
    """An organisation founded for its own address; Anna is in its register, and Ben under two memberships."""
    folder, url = tmp_path_factory.mktemp("oidc") / "org", f"http://localhost:{free_port()}"
    subprocess.run(
        [BYLAW, "new", folder, "--profile", "us-union-local", "--url", url], check=True, capture_output=True
    )
    shown = subprocess.check_output([BYLAW, "show", folder, "offices", "--json"], text=True)
    members = list(dict.fromkeys(re.findall(r"[0-9a-f]{32}", shown)))
    with Register.create(folder / FOLDER) as register:
        register.add(members[0], Person(name="Anna", email="anna@example.org"))
        register.add(members[1], Person(name="Kim", email="kim@example.org"))
        register.add(members[2], Person(name="Kim again", email="kim@example.org"))
    issuer = accounts.replace("http://", "http://portal:secret@")
    with served(Site(folder, url, None), "--oidc", issuer) as site:
        yield site, members


def follow(client: Client, url: str, fields: dict[str, str] | None = None) -> Answer:
    """Ask another server, as the same browser."""
    return client._ask(Request(url, urlencode(fields).encode() if fields else None))


def through(client: Client, accounts: str, sub: str, **claims: object) -> str:
    """Go through the provider as somebody; gives the address that it sends back to."""
    body = json.dumps(claims).encode()
    urlopen(
        Request(f"{accounts}/users/{sub}", body, {"Content-Type": "application/json"}, method="PUT")
    ).close()
    sent = client.get("/log-in/oidc/")
    assert sent.status == 302, sent.text
    asked = parse_qs(urlsplit(sent.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{client.url}/log-in/oidc/back/"]
    assert asked["state"]
    assert asked["nonce"]
    return follow(client, sent.headers["Location"], {"sub": sub}).headers["Location"].removeprefix(client.url)


@pytest.mark.parametrize("address", ["anna@example.org", "Anna@Example.org"])
def test_who_has_the_address_of_a_member_is_let_in(org, accounts, address):
    site, members = org
    client = Client(site.url)
    assert "/log-in/oidc/" in client.get("/log-in/").text
    done = client.get(through(client, accounts, "a1", email=address, email_verified=True))
    assert (done.status, done.headers["Location"]) == (302, "/me/")
    assert members[0] in client.get("/me/").text


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"email": "anna@example.org"}, "not verified"),
        ({"email": "anna@example.org", "email_verified": False}, "not verified"),
        ({"email": "anna@example.org", "email_verified": "true"}, "a word, no truth"),
        ({"email": "nobody@example.org", "email_verified": True}, "no member"),
        ({"email": "аnna@example.org", "email_verified": True}, "a Cyrillic letter"),
        ({"email": "anna@example.org ", "email_verified": True}, "another address"),
        ({"email": "kim@example.org", "email_verified": True}, "two memberships"),
        ({"email_verified": True}, "none"),
        ({"email": ["anna@example.org"], "email_verified": True}, "a list"),
    ],
)
def test_who_merely_looks_like_a_member_is_not(org, accounts, claims, why):
    client = Client(org[0].url)
    done = client.get(through(client, accounts, "b1", **claims))
    assert done.status == 400, why
    assert "A code by e-mail works too" in done.text
    assert client.get("/me/").status == 302


def test_an_answer_serves_once_and_in_the_browser_that_asked(org, accounts):
    client, other = Client(org[0].url), Client(org[0].url)
    back = through(client, accounts, "c1", email="anna@example.org", email_verified=True)
    assert other.get(back).status == 400, "a link that is passed on logs nobody in"
    assert client.get(back).status == 302
    client.post("/log-out/", {}, "/me/")
    assert client.get(back).status == 400
    for forged in (
        "/log-in/oidc/back/",
        "/log-in/oidc/back/?code=x&state=y",
        "/log-in/oidc/back/?error=access_denied",
    ):
        assert client.get(forged).status == 400, forged
    assert client.get("/me/").status == 302


def test_without_a_provider_there_is_no_such_page(site):
    client = Client(site.url)
    assert client.get("/log-in/oidc/").status == 404
    assert client.get("/log-in/oidc/back/").status == 404
    assert "oidc" not in client.get("/log-in/").text


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://accounts.example.org/",
        "http://a:b@accounts.example.org/",
        "ftp://a:b@c/",
        "https://a:b@c/?x=1",
    ],
)
def test_an_address_of_no_provider_is_refused(url):
    assert isinstance(provider(url), str)
    assert provider("https://a%40b:c%2Fd@accounts.example.org:8443/realm/") == Provider(
        "https://accounts.example.org:8443/realm", "a@b", "c/d"
    )
