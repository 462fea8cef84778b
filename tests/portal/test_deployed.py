"""Behind a web server with TLS: cookies for TLS alone, and the proxy on this machine is believed about who asks."""

import re
import subprocess
from http.client import HTTPConnection

import pytest

from bylaw.portal.limits import APPLY
from tests.portal.intruder import send
from tests.portal.stage import BYLAW, Answer, Client, Site, free_port, served

HOST = "vote.example.org"


@pytest.fixture(scope="module")
def deployed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("deployed") / "org"
    made = [BYLAW, "new", folder, "--profile", "us-union-local", "--url", f"https://{HOST}/"]
    subprocess.run(made, check=True, capture_output=True)
    with served(Site(folder, f"http://localhost:{free_port()}", None)) as site:
        yield site


def through(site, path, body=b"", *, who="10.1.1.1", **headers: str) -> Answer:
    """Ask as the web server asks for somebody."""
    told = {"Host": HOST, "X_Forwarded_Proto": "https", "X_Forwarded_For": who, **headers}
    return send(Client(site.url), path, body or None, **told)


def test_over_tls_cookies_are_for_tls_alone_and_browsers_are_told_to_insist(deployed):
    found = through(deployed, "/log-in/")
    assert found.status == 200
    assert "; Secure" in found.headers["Set-Cookie"]
    assert "max-age=31536000" in found.headers["Strict-Transport-Security"]
    assert f'"{HOST}"' in found.text, "passkeys are asked for under this name"


@pytest.mark.parametrize(
    ("referer", "status"), [(f"https://{HOST}/log-in/", 302), ("https://evil.example/", 403)]
)
def test_a_form_of_this_site_is_heard_and_of_another_is_not(deployed, referer, status):
    cookies, token = raw_cookies(deployed)
    body = f"email=anna@example.org&csrfmiddlewaretoken={token}".encode()
    assert through(deployed, "/log-in/", body, Cookie=cookies, Referer=referer).status == status


def raw_cookies(site):
    """The cookies of a log-in page and its form's token, read from the bare answer."""
    line = HTTPConnection("localhost", int(site.url.rpartition(":")[2]), timeout=20)
    line.request(
        "GET", "/log-in/", headers={"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.1.1"}
    )
    answer = line.getresponse()
    text = answer.read().decode()
    cookies = [value.partition(";")[0] for value in answer.headers.get_all("Set-Cookie")]
    line.close()
    return "; ".join(cookies), re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[1]


def test_limits_count_those_who_ask_and_not_the_web_server(deployed):
    cookies, token = raw_cookies(deployed)
    body = f"name=&csrfmiddlewaretoken={token}".encode()

    def apply(who):
        return through(
            deployed, "/apply/", body, who=who, Cookie=cookies, Referer=f"https://{HOST}/apply/"
        ).status

    assert {apply("10.2.2.2") for _ in range(APPLY.most)} == {400}
    assert apply("10.2.2.2") == 429
    assert apply("10.3.3.3") == 400
    assert apply("10.9.9.9, 10.2.2.2") == 429, "what the client says of itself counts for nothing"


@pytest.mark.parametrize(
    "url",
    [
        "http://vote.example.org",
        "https://10.0.0.1",
        "https://vote.example.org/x",
        "vote.example.org",
        "https://",
    ],
)
def test_an_address_to_which_no_passkey_can_be_bound_is_refused(tmp_path, url):
    made = [BYLAW, "new", tmp_path / "org", "--profile", "us-union-local", "--url", url]
    done = subprocess.run(made, capture_output=True, text=True, check=False)
    assert (done.returncode, "--url" in done.stderr) == (3, True), done.stderr
    assert not (tmp_path / "org" / "log.key").exists()
