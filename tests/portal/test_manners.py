"""Small things that a stranger sees first: an address that is no page, what comes next, paper, and one of a thing."""

import re
import socket
from functools import partial
from html import unescape

import msgspec
import pytest
from playwright.sync_api import expect

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.portal import book
from tests.portal.browsing import NARROW, enter, opened
from tests.portal.intruder import cookie
from tests.portal.sending import send, slip
from tests.portal.stage import Client, log_in
from tests.portal.test_acting import shown_act
from tests.portal.test_attachments import PDF

SECRETARY = "member31@example.org"


@pytest.fixture
def office(site):
    client = Client(site.url)
    log_in(client, SECRETARY)
    return client


def number_of(site, who):
    with Register.open(site.folder / FOLDER) as register:
        return register.person(site.year.on.member(who)).number


@pytest.mark.parametrize("path", ["/guide/enter/", "/sign/", "/register/take/"])
def test_an_address_that_only_takes_a_form_answers_a_visitor_with_a_page(office, path):
    found = office.get(path)
    assert (found.status, "POST" in found.headers["Allow"]) == (405, True)
    assert "Go back to the page with the form." in found.text
    assert 'href="/"' in found.text


@pytest.mark.parametrize("path", ["/offices/", "/record/checkpoint", "/me/copy/", "/me/copy/record.tar"])
def test_to_whoever_asks_for_the_head_alone_no_body_follows(site, office, path):
    port, answers = int(site.url.rpartition(":")[2]), {}
    for method in ("GET", "HEAD"):
        told = f"{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: sessionid={cookie(office, 'sessionid')}\r\n"
        with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
            line.sendall(f"{told}Connection: close\r\n\r\n".encode())
            answers[method] = b"".join(iter(partial(line.recv, 65536), b"")).partition(b"\r\n\r\n")
    (got, _, page), (head, _, nothing) = answers["GET"], answers["HEAD"]
    assert got.partition(b"\r\n")[0] == head.partition(b"\r\n")[0] == b"HTTP/1.1 200 OK"
    assert page
    assert nothing == b""


def test_a_program_that_errs_in_its_method_gets_no_page(client):
    found = client.post_bare("/api/offices", {})
    assert found.status == 405
    assert "<h1" not in found.text


@pytest.mark.parametrize(("kind", "named"), [("nominate", True), ("withdraw-candidacy", False)])
def test_a_paper_names_another_by_her_number_or_its_signer_alone(site, office, kind, named):
    page, signer, other = f"/paper/enter/{kind}/", "m015", "m040"
    fields = {"who": number_of(site, signer), "election": "president-2025"}
    assert ("Member nominated" in office.get(page).text) is named
    fields |= {"member": number_of(site, other)} if named else {}
    review = send(office, slip(office, page), fields, {"scan": PDF})
    paper = msgspec.json.decode(shown_act(review.text))
    assert paper["member"] == site.year.on.member(signer)
    matter = msgspec.json.decode(paper["matter"])
    assert matter["member"] == site.year.on.member(other if named else signer)


def test_nobody_reads_one_of_a_thing_in_the_plural_in_the_book(client):
    book = re.sub(r"<[^>]+>", "", unescape(client.get("/bylaws/").text))
    assert re.findall(r"\b1 (?:days|months|sponsors|calendar years)\b", book) == []
    assert "1 month" in book
    assert "name: ;" not in book, "what a rule leaves open is left out"


def test_the_book_has_chapters_with_titles(site, client):
    text = client.get("/bylaws/").text
    assert '<a href="#c-4">' in text.partition('class="chapters"')[2].partition("</ul>")[0]
    heading = text.partition('id="c-4"')[2].partition("</h3>")[0]
    assert "Offices and elections" in heading
    assert '<h4 id="h-c-4.2">' in text


def page(no: str, *rules: tuple[str, str]) -> book.Page:
    return book.Page(no=no, words="Meetings", rules=rules, where=(), layer="", source="", evidence="")


@pytest.mark.parametrize(
    ("first", "others", "title"),
    [
        (page("4"), ("4.1", "4.2"), "Meetings"),
        (page("4"), (), ""),
        (page("4", ("notice", "7 days")), ("4.1",), ""),
        (page("4.0"), ("4.1",), ""),
    ],
)
def test_words_alone_that_others_continue_are_a_title(first, others, title):
    pages = (first, *map(page, others))
    (chapter,) = book.chapters(pages)
    assert (chapter.title, chapter.no, chapter.first) == (title, "4", first.no)
    assert chapter.pages == pages[bool(title) :]


def test_a_date_names_what_it_is_about_as_its_own_page_does(client):
    home = unescape(client.get("/").text)
    assert "steward: steward" not in home.lower()
    assert "Steward 2026 again" in home


def test_a_printed_page_keeps_its_title_and_leaves_out_what_only_a_screen_can_do(site, browser):
    page = opened(browser, site.url, viewport=NARROW)
    enter(page, "officer")
    page.emulate_media(media="print")
    page.goto("/meetings/m-fire/")
    expect(page.locator("main h1")).to_be_visible()
    expect(page.get_by_role("link", name="Open meeting")).to_be_hidden()
    page.goto("/me/card/")
    expect(page.locator(".card")).to_be_visible()
    expect(page.locator("main h1")).to_be_hidden()


def test_the_years_of_a_figure_stand_on_a_small_phone(site, browser):
    page = opened(browser, site.url, viewport=NARROW)
    page.goto("/figures/")
    expect(page.locator("table.figures")).to_be_visible()
    assert page.locator(".scroll").first.evaluate("it => it.scrollWidth <= it.clientWidth")
