"""What is no page, in the language that nobody speaks: mails, papers, calendars, and what is said when all goes wrong."""

import json
import re
from html import unescape

import pytest

from tests.portal import pseudo
from tests.portal.intruder import application, send, token
from tests.portal.printed import paper, paper_for, tongue_of, words_on
from tests.portal.stage import Client, twin
from tests.portal.test_acting import shown_act
from tests.portal.test_joining_on_paper import confirmed, entered
from tests.portal.test_on_paper import MEMBER, SECRETARY, client_of
from tests.portal.unmarked import called, english

ASKED = 60
"""How many applications one address may send in an hour: tests of the service hold the server to it."""


@pytest.fixture(scope="module")
def own(played, tmp_path_factory):
    """A site of this file's own, in that language: people act here."""
    with pseudo.served(twin(played, tmp_path_factory.mktemp("beyond") / "local")) as site:
        yield site


@pytest.fixture(scope="module")
def office(own):
    return client_of(own, SECRETARY)


@pytest.fixture(scope="module")
def letter(own, office):
    """The address of a letter that the site wrote by itself: to somebody who applied on paper."""
    confirmed(own, entered(own)[0])
    return re.search(r'href="(/register/letters/\d+/)"', office.get("/register/").text)[1]


def signed(client, kind, **fields):
    review = client.post(f"/act/{kind}/", fields, f"/act/{kind}/")
    return client.post("/sign/demo/", {"act": shown_act(review.text)}, "/me/")


@pytest.fixture(scope="module")
def left(own, letter):
    """Give what texts leave in English, names apart; texts that are no pages too."""
    names = called(own)

    def found(told):
        """Of each of these texts, by its name, what is English; nothing for those in which nothing is."""
        said = {name: set(english(f"<p>{text}</p>", names)) for name, text in told.items()}
        return {name: words for name, words in said.items() if words}

    return found


def test_every_mail_is_written_in_it_and_says_so(own, office, left):
    member = own.year.on.member("m018")
    assert client_of(own, MEMBER).post("/me/card/ask/", {}, "/me/card/").status == 302
    change = {"why": "2 + 3", "email": "other@example.org"}
    assert office.post(f"/register/people/{member}/", change, "/me/").status == 200
    assert signed(office, "file-minutes", meeting="m-feb", minutes="5" * 64).status == 302
    waits = signed(office, "approve-minutes", meeting="m-feb", minutes="5" * 64)
    assert "/waiting/" in waits.headers["Location"]
    assert application(Client(own.url), "Nora Neu", "nora@example.org", own.url)[0].status == 200
    shape = r'<h2 lang="([^"]*)">(.*?)</h2>.*?<pre lang="([^"]*)" tabindex="0">(.*?)</pre>'
    mails = re.findall(shape, Client(own.url).get("/outbox/").text, re.DOTALL)
    kinds = {re.sub(r"[^⁅]*⁅(.*?)⁆.*", r"\1", subject) for _, subject, _, _ in mails}
    assert len(kinds) >= 5, "codes, wishes, corrections, signatures that are waited for, applications"
    assert {tongue for head, _, body, _ in mails for tongue in (head, body)} == {pseudo.CODE}
    assert not left({subject: f"{subject}\n{body}" for _, subject, _, body in mails})


def test_every_form_on_paper_is_printed_in_it_and_says_so(own, left):
    member = client_of(own, MEMBER)
    paths = set(map(unescape, re.findall(r'href="(/paper/[^"]+)"', member.get("/paper/").text)))
    assert len(paths) > 10
    papers = {path: paper(member, path) for path in paths}
    assert {tongue_of(raw) for raw in papers.values()} == {pseudo.CODE}
    assert not left({path: words_on(raw) for path, raw in papers.items()})


def test_letters_lists_and_minutes_are_printed_in_it_and_say_so(office, letter, left):
    begun = {"subject": "8 + 9", "body": "72", "whom": "paper"}
    written = office.post("/register/letters/", begun, "/register/").headers["Location"]
    wish = {"what": "door-list", "whom": "paper", "why": "1", "meeting": ""}
    papers = [paper_for(office, f"{place}pdf/", {}) for place in (letter, written)]
    papers += [paper_for(office, "/register/take/", wish), paper(office, "/meetings/m-feb/minutes.pdf")]
    assert {tongue_of(raw) for raw in papers} == {pseudo.CODE}
    apart = r"  +|\n|^\d+\. |L12-\d+|Harbor Street|Springfield|Am Berg 3|Neustadt"
    said = [re.sub(apart, " | ", words_on(raw), flags=re.MULTILINE) for raw in papers]
    assert not left(dict(enumerate(said)))
    labels = paper_for(office, "/register/take/", {**wish, "what": "labels"})
    assert tongue_of(labels) == "", "names and addresses are in no language"


def test_a_calendar_is_in_it_and_names_who_holds_office(own, office, left):
    path = re.search(r"/calendar/[^\"]+\.ics", office.get("/me/").text)[0]
    found = Client(own.url).get(path)
    assert found.headers["Content-Language"] == pseudo.CODE
    lines = found.text.replace("\r\n ", "").split("\r\n")
    events = [line.partition(":")[2] for line in lines if line.startswith(f"SUMMARY;LANGUAGE={pseudo.CODE}:")]
    assert len(events) == lines.count("BEGIN:VEVENT") > 3
    assert not left({event: event for event in events})
    assert not [event for event in events if re.search(r"[0-9a-f]{32}|: |:$", event.replace(": ", "", 2))]


def form(client, path, **headers):
    """Post a form with the token of its page."""
    said = {"Content-Type": "application/x-www-form-urlencoded", "Referer": client.url, **headers}
    return send(client, path, f"csrfmiddlewaretoken={token(client, '/apply/')}".encode(), **said)


WRONG = {
    "no page": (404, lambda client: client.get("/none/")),
    "no record": (404, lambda client: client.get("/entries/99999/")),
    "a form from elsewhere": (403, lambda client: client.post_bare("/log-in/", {"email": "a@b.c"})),
    "only forms": (405, lambda client: client.get("/guide/enter/")),
    "another site": (400, lambda client: send(client, "/", None, Host="evil.example")),
    "too often": (429, lambda client: [form(client, "/apply/") for _ in range(ASKED + 1)][-1]),
}


@pytest.mark.parametrize(("status", "ask"), WRONG.values(), ids=WRONG)
def test_whatever_goes_wrong_is_said_in_it(own, left, status, ask):
    found = ask(Client(own.url))
    assert (found.status, found.headers["Content-Language"]) == (status, pseudo.CODE)
    assert f'<html lang="{pseudo.CODE}">' in found.text
    assert pseudo.BEGINS in found.text
    assert not left({status: found.text})


def test_a_program_is_told_why_a_form_is_not_filled_in_as_a_page_tells_it(own, left):
    client = client_of(own, MEMBER)
    said = {"Content-Type": "application/json", "X-CSRFToken": token(client), "Referer": own.url}
    found = send(client, "/api/may/move", b'{"fields": {"motion": "x", "meeting": ""}}', **said)
    assert found.status == 422, found.text
    assert not left(json.loads(found.text))
