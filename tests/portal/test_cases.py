"""Case files in the portal: for who has a part in the case and nobody else, every look told to whom it is about."""

import html
import re

import pytest

from bylaw.rehearsal.lots import CAN
from tests.portal.browsing import PHONE, barriers, enter, opened
from tests.portal.stage import Client, log_in

CHARGED, ACCUSER, STRANGER = "m052", "m051", "m006"
JUDGE, BEFORE = "one of the panel", "one of the panel before"
CASE = "/cases/case-1/"


def drawn(site, who):
    """Give a player whom the lottery put on the panel, or on the one before."""
    cases = site.year.on.state.cases
    sit, member = set(cases.panels["case-1"]), site.year.on.member
    among = sit if who == JUDGE else set(cases.judged["case-1"]) - sit
    return next(name for name in sorted(CAN) if member(name) in among)


def client_of(site, who):
    client = Client(site.url)
    who = drawn(site, who) if who in (JUDGE, BEFORE) else who
    log_in(client, f"member{int(who[1:]) + 1}@example.org")
    return client


@pytest.mark.parametrize(
    ("who", "said"), [(CHARGED, "You are charged"), (ACCUSER, "You brought"), (JUDGE, "You judge")]
)
def test_who_has_a_part_sees_the_case(site, who, said):
    client = client_of(site, who)
    assert 'href="/cases/case-1/"' in client.get("/cases/").text
    page = client.get(CASE)
    assert page.status == 200
    assert said in page.text
    assert "Facts of the charge" in page.text


@pytest.mark.parametrize("who", [STRANGER, BEFORE])
def test_who_has_none_sees_nothing(site, who):
    """Also a judge of the round before: others have heard it again."""
    client = client_of(site, who)
    assert "/cases/case-1/" not in client.get("/cases/").text
    assert client.get(CASE).status == 404
    paper = {"paper": "0" * 64, "why": "curious"}
    assert client.post(f"{CASE}read/", paper, "/me/").status == 404


def paper_of(page, what):
    shown = page.partition(what)[2]
    return re.search(r'name="paper" value="([0-9a-f]{64})"', shown)[1]


def test_each_look_is_told_to_the_member_charged(site):
    judge, charged = client_of(site, JUDGE), client_of(site, CHARGED)
    paper = paper_of(judge.get(CASE).text, "Facts of the charge")
    assert "strike box" not in judge.get(CASE).text
    for without in ({"paper": paper, "why": " "}, {"paper": "f" * 64, "why": "to judge"}):
        assert judge.post(f"{CASE}read/", without, CASE).status == 404
    before = charged.get("/me/looks/").text.count("<tr>")
    opened = judge.post(f"{CASE}read/", {"paper": paper, "why": "to prepare the <hearing>"}, CASE)
    assert opened.status == 200
    assert "the strike box was short" in opened.text
    told = charged.get("/me/looks/").text
    assert told.count("<tr>") == max(before, 1) + 1
    assert html.escape("to prepare the <hearing>") in told
    assert "Facts of the charge, case-1" in told
    seen = re.search(r"Facts of the charge</strong>.*?</li>", charged.get(CASE).text, re.DOTALL)[0]
    assert "Seen by" in seen, "who has seen each paper stands beside it"
    other = client_of(site, STRANGER)
    assert "to prepare" not in other.get("/me/looks/").text


def test_an_item_put_on_the_file_is_sealed_and_can_be_opened(site):
    charged = client_of(site, CHARGED)
    typed = {
        "case": "case-1",
        "item": "caterer-letter",
        "sort": "document",
        "content": "A letter of the caterer's wife.",
    }
    review = charged.post("/act/file-evidence/", typed)
    act = html.unescape(re.search(r'name="act" value="([^"]+)"', review.text)[1])
    words = html.unescape(re.search(r'name="words" value="([^"]+)"', review.text)[1])
    done = charged.post("/sign/demo/", {"act": act, "words": words}, "/me/")
    assert done.status == 302, done.text
    entry = charged.get(done.headers["Location"])
    assert "sealed/1" in entry.text
    assert site.year.on.member(CHARGED) not in entry.text.partition("<main")[2]
    page = charged.get(CASE).text
    opened = charged.post(
        f"{CASE}read/", {"paper": paper_of(page, "Item: caterer-letter"), "why": "mine"}, CASE
    )
    assert "caterer&#x27;s wife" in opened.text


def test_a_complaint_is_followed_by_who_raised_it(site):
    author = client_of(site, "m005")
    assert 'href="/complaints/heating/"' in author.get("/cases/").text
    page = author.get("/complaints/heating/").text
    assert "passed on by itself" in page
    assert "Upheld" in page
    assert client_of(site, STRANGER).get("/complaints/heating/").status == 404


def test_axe_finds_nothing_serious(site, browser):
    page = opened(browser, site.url, viewport=PHONE)
    enter(page, "charged")
    for path in (CASE, "/cases/", "/me/looks/"):
        page.goto(path)
        assert not barriers(page), path
