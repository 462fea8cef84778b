# ruff: noqa: RUF001
"""D3, D4, D10, D16, D20, D21: what is posted that no page of ours would post."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest

from tests.portal.intruder import application, bare, cookie, send, size, token
from tests.portal.stage import Client, log_in, served, twin
from tests.portal.test_acting import shown_act
from tests.portal.test_api import ask, session
from tests.portal.test_walk import addresses  # noqa: F401 - a fixture

SAFE = {"api/"}


@pytest.fixture(scope="module")
def hall(played, tmp_path_factory):
    with served(twin(played, tmp_path_factory.mktemp("forms") / "local")) as site:
        yield site


@pytest.fixture
def member(hall):
    client = Client(hall.url)
    log_in(client, "member7@example.org")
    return client


# --- D3


def test_no_address_takes_a_form_from_another_page(hall, member, addresses):  # noqa: F811 - the fixture
    """Every address, with a member's cookies and a foreign page's origin: nothing is done, and the session stays."""
    before = size(member)
    good = token(member)
    for pattern in addresses:
        if pattern in SAFE:
            continue
        path = "/" + re.sub(r"<\w+:\w+>", "root", re.sub(r"<int:\w+>", "0", pattern))
        forged = send(member, path, urlencode({"csrfmiddlewaretoken": good, "email": "x@y.z", "code": "1"}).encode(),
                      Origin="https://evil.example")  # fmt: skip
        assert forged.status == 403, (path, forged.status)
        assert send(member, path, b"act=x").status == 403, path
    assert size(member) == before
    assert member.get("/me/").status == 200
    own = send(member, "/act/sponsor/", urlencode({"csrfmiddlewaretoken": good}).encode(), Origin=hall.url)
    assert own.status == 400, "our own page is heard: it says which field is missing"


def test_the_api_acts_for_a_session_with_the_form_s_token_alone(hall):
    mine = session(hall, "member8@example.org")
    kim = hall.year.on.member("kim")
    assert ask(hall, "may/sponsor", {"fields": {"applicant": kim}}, mine)[0] == 200
    for header, value in (
        ("X-CSRFToken", "x" * 64),
        ("Origin", "https://evil.example"),
        ("Referer", "https://e.vil"),
    ):
        status, _ = ask(hall, "may/sponsor", {"fields": {"applicant": kim}}, {**mine, header: value})
        assert status == (200 if header == "Referer" else 403), header


# --- D4

POWERS = ("role", "weight", "branch", "by", "org", "nonce", "seen", "until", "is_admin", "applicant.0.role",
          "by.0.member", "companies", "member", "at")  # fmt: skip


@pytest.mark.parametrize("field", POWERS)
def test_a_form_refuses_the_field_that_it_does_not_have(hall, member, field):
    kim = hall.year.on.member("kim")
    found = member.post("/act/sponsor/", {"applicant": kim, field: "root"})
    assert found.status == 400
    assert "no field" in found.text
    assert field in html.unescape(found.text)
    assert 'name="act"' not in found.text, "nothing to sign"
    status, told = ask(
        hall, "may/sponsor", {"fields": {"applicant": kim, field: "x"}}, session(hall, "member9@example.org")
    )
    assert (status, "no field" in str(told)) == (422, True)
    assert member.post("/act/sponsor/", {"applicant": kim}).status == 200, "without it the form is read"


@pytest.mark.parametrize("more", [{"member": "f" * 32}, {"weight": 2}, {"fields": {}, "as": "president"}])
def test_the_api_refuses_what_its_description_does_not_have(hall, more):
    mine = session(hall, "member10@example.org")
    assert ask(hall, "may/sponsor", {"fields": {}, **more}, mine)[0] == 422
    assert ask(hall, "acts", {"act": "x", "signatures": [], **more})[0] == 422


@pytest.mark.parametrize("more", [{"member": "f" * 32}, {"office": "president"}, {"since": "2001-01-01"}])
def test_an_applicant_gives_herself_nothing(hall, more):
    client = Client(hall.url)
    review, _ = application(client, "Nora Neu", "nora@example.org", origin(hall), **more)
    assert (review.status, "for nothing else" in review.text) == (400, True)
    assert application(Client(hall.url), "Nora Neu", "nora@example.org", origin(hall))[0].status == 200


def origin(site) -> str:
    return site.year.on.organisation.state.identity.origins[0]


def test_a_company_is_one_of_those_offered(hall, member):
    """Which others sign is chosen by a number; any other number is the first choice, never somebody of one's own."""
    kim, acts = hall.year.on.member("kim"), []
    for company in ("0", "1", "99", "-1", "president", "0x0", "٣"):
        found = member.post("/act/sponsor/", {"applicant": kim, "company": company})
        assert found.status in {200, 422}
        acts.append(re.search(r'"by":(\[.*?\])', shown_act(found.text))[1])
    assert len(set(acts)) == 1


# --- D10: bytes that are no text


@pytest.mark.parametrize(
    "body",
    [b"applicant=\xff\xfe", b"applicant=%FF%FE", "applicant=привет".encode("cp1251"), b"applicant=a%00b",
     "applicant=x".encode("utf-16"), b"\x00" * 500, b"applicant=%ED%A0%80", b"=&&&==&", b"applicant=\r\n\r\n%0d%0a"],
)  # fmt: skip
def test_bytes_that_are_no_text_are_answered_and_recorded_nowhere(member, body):
    before, good = size(member), token(member)
    answer = send(member, "/act/sponsor/", body + b"&csrfmiddlewaretoken=" + good.encode())
    assert 400 <= answer.status < 500, answer.status
    assert size(member) == before


@pytest.mark.parametrize("path", ["/%00", "/entries/%FF/", "/offices/%E2%80%AE/x/", "/%2e%2e/log.key", "/calendar/%0d%0ax.ics",
                                  "/static/..%2f..%2fsettings.py", "/record/%2e%2e/log.key", "//evil.example/"])  # fmt: skip
def test_odd_paths_are_no_pages(hall, path):
    assert (
        bare(hall, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()).split()[1]
        == b"404"
    )


# --- D16


def test_one_act_from_two_tabs_is_one_entry_and_both_tabs_show_it(hall):
    member = Client(hall.url)
    log_in(member, "member10@example.org")
    review = member.post("/act/dissent/", {"motion": "raise-quorum", "reasons": "No."}).text
    words = html.unescape(re.search(r'name="words" value="([^"]*)"', review)[1])
    before, good = size(member), token(member)
    body = urlencode({"act": shown_act(review), "words": words, "csrfmiddlewaretoken": good}).encode()
    cookies = f"sessionid={cookie(member, 'sessionid')}; csrftoken={cookie(member, 'csrftoken')}"
    with ThreadPoolExecutor(6) as tabs:
        told = list(tabs.map(lambda _: send(Client(hall.url), "/sign/demo/", body, Cookie=cookies), range(6)))
    assert {each.status for each in told} == {302}
    assert {each.headers["Location"] for each in told} == {f"/entries/{before}/?done=1"}
    assert size(member) == before + 1


# --- D20


@pytest.mark.parametrize(("typed", "status"), [("2030-03-10T02:30", 400), ("2030-03-10T03:30", 200),
                                               ("2030-11-03T01:30", 400), ("2030-11-03T02:30", 200)])  # fmt: skip
def test_a_moment_that_the_clock_skips_or_shows_twice_is_asked_again(hall, typed, status):
    """Summer time in the organisation's zone; the twin, an hour later, is read."""
    secretary = Client(hall.url)
    log_in(secretary, "member31@example.org")
    found = secretary.post("/act/call-meeting/", {**MEETING, "begins": typed})
    assert found.status == status, found.text
    if status == 400:
        assert "Begins" in found.text
    else:
        assert "Z&quot;" in found.text, "what is signed is the instant in UTC"


MEETING = {"body": "root", "name": "m-dst", "items.0.name": "one", "items.0.title": "One"}


# --- D21


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u0007", "\ufeff"])
def test_a_name_that_shows_other_letters_than_it_holds_is_refused(hall, mark):
    review, _ = application(Client(hall.url), f"Ada{mark} Neu", "ada60@example.org", origin(hall))
    assert (review.status, f"U+{ord(mark):04X}" in review.text or mark == "\ufeff") == (400, True)


@pytest.mark.parametrize(
    "name", ["Ada Neu", "O’Neill-Łukasz", "محمد", "Анна Иванова", "李小龍", "A\u030a Berg"]
)
def test_an_honest_name_is_taken(hall, name):
    assert application(Client(hall.url), name, "ada61@example.org", origin(hall))[0].status == 200


def test_a_text_of_the_record_holds_no_turning_marks(hall):
    secretary = Client(hall.url)
    log_in(secretary, "member31@example.org")
    fields = {**MEETING, "begins": "2030-04-01T19:00"}
    found = secretary.post("/act/call-meeting/", {**fields, "items.0.title": "pay \u202eeulb"})
    assert (found.status, "bidirectional control" in found.text) == (400, True)
    assert secretary.post("/act/call-meeting/", {**fields, "items.0.title": "Straße, 東京"}).status == 200
