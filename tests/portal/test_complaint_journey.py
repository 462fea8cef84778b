"""A complaint in browsers: nobody answers it in time, so it climbs by the calendar until the members decide it."""

from __future__ import annotations

import csv
import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.portal.journey import Journey, cosigned, fill, hall, refused, signed
from tests.portal.stage import Client, bylaws, free_port, play, served, verify

AUTHOR, SUBJECT, MOVER, SECONDER = "m005", "m007", "m008", "m006"
SECRETARY, PRESIDENT = "ben", "anna"
NAME, MOTION = "cold-hall", "warm-hall"
PAGE = f"/complaints/{NAME}/"
WORDS = "The hall is cold, and the member who has the key of the boiler laughs at us."
PRESENT = 15
"""How many come: the fewest who are a quorum."""
ANSWER = "A stove is bought; the key goes to the secretary."


@pytest.fixture
def way(browser, tmp_path):
    with served(play(tmp_path / "local", free_port(), hall)) as site:
        yield Journey(browser, site, bylaws().zone)


def follows(way, *lines):
    """Read on the page of who complained where her complaint lies, holder by holder."""
    found = way.as_(AUTHOR, PAGE).locator(".trail > li")
    expect(found).to_have_count(len(lines))
    for each, words in zip(found.all(), lines, strict=True):
        for word in words:
            expect(each).to_contain_text(word)


def filed(way):
    page = way.as_(AUTHOR, "/cases/")
    page.get_by_role("link", name="Raise a complaint").click()
    fill(page, complaint=NAME, body="root", text=WORDS, against=way.id_of(SUBJECT))
    signed(page)
    assert way.id_of(SUBJECT) not in page.get_by_role("main").inner_text(), "sealed"
    page = way.as_(AUTHOR, PAGE)
    page.get_by_text("Open it").click()
    page.get_by_label("Why").fill("to see that it is mine")
    page.get_by_role("button", name="Open and log").click()
    expect(page.get_by_role("status")).to_contain_text(WORDS)


def hidden(way):
    """Whom it is about finds nothing of it, and neither does who has no part."""
    for who in (SUBJECT, SECONDER):
        page = way.as_(who, "/cases/")
        expect(page.get_by_role("link", name=re.compile("Cold hall", re.IGNORECASE))).to_have_count(0)
        page.goto(PAGE)
        expect(page.get_by_role("heading", name="Page not found")).to_be_visible()


def acknowledged(way):
    """The secretary says that it has come, from his duties; and then lets his time pass."""
    way.later(3)
    page = way.as_(SECRETARY)
    page.get_by_role("link", name=re.compile("^Acknowledge complaint")).click()
    fill(page)
    signed(page)


def climbed(way):
    way.later(16)
    page = way.as_(SECRETARY, f"/act/answer-complaint/?complaint={NAME}")
    fill(page, answer="Soon.")
    refused(page, "7.1", "it lies with 'office president here'", "in turn 1")
    page = way.as_(PRESIDENT)
    expect(page.get_by_role("link", name=re.compile("^Acknowledge complaint"))).to_be_visible()


def called(way):
    """The secretary calls the members, too soon and then in time; two motions are on its notice."""
    about = {"name": "m-cold", "body": "root"}
    item = {"items.0.name": "hall", "items.0.title": "The cold hall", "items.0.kinds": "decide-complaint"}
    page = way.as_(SECRETARY, "/act/call-meeting/")
    fill(page, **about, **item, begins=way.day(3))
    refused(page, "3.1", "earliest")
    page = way.as_(SECRETARY, "/act/call-meeting/")
    page.get_by_label(re.compile("in.person")).check()
    page.get_by_label("remote").check()
    fill(page, **about, **item, begins=way.day(8))
    expect(page.get_by_role("main")).to_contain_text("remote")
    signed(page)


def met(way):
    """The members meet; one moves what is to be done, another seconds, and the two officers record the vote."""
    way.later(8)
    page = way.as_(SECRETARY, "/meetings/m-cold/")
    page.get_by_role("link", name="Open meeting").click()
    fill(page, served=str(len(way.site.year.on.players)))
    signed(page)
    came = {f"arrived.{n}.member": way.id_of(f"m{n:03}") for n in range(PRESENT)}
    page = way.as_(SECRETARY, f"/act/record-attendance/?{urlencode({'meeting': 'm-cold', **came})}")
    fill(page)
    signed(page)


def resolved(way):
    page = way.as_(MOVER, "/meetings/")
    page.get_by_role("link", name="Resolutions").click()
    page.get_by_role("link", name="Decide complaint").click()
    done = {"do.complaint": NAME, "do.turn": "2", "do.outcome": "upheld", "do.reasons": ANSWER}
    moved = {"name": MOTION, "body": "root", "meeting": "m-cold", "item": "hall"}
    fill(page, **done, **moved, text="That the hall be heated.")
    signed(page)
    page = way.as_(SECONDER, f"/act/second/?motion={MOTION}")
    fill(page)
    signed(page)
    page = way.as_(SECRETARY, f"/act/record-vote/?motion={MOTION}")
    fill(page, yes=str(PRESENT - 1), no="1")
    signed(page, "it waits for the others")
    cosigned(way, PRESIDENT)


def carried_out(way):
    """What was resolved is done word for word by the mover; nobody does it a second time."""
    page = way.as_(MOVER, "/resolutions/")
    page.get_by_role("link", name=re.compile("^Carry it out")).click()
    expect(page.get_by_role("main")).to_contain_text(f"under resolution.{MOTION}")
    signed(page)
    expect(way.as_(MOVER, "/resolutions/").get_by_role("main")).to_contain_text(
        "Nothing that was resolved waits."
    )


def answered(way):
    """She who complained reads the members' reasons on her page."""
    page = way.as_(AUTHOR, PAGE)
    expect(page.get_by_role("main")).to_contain_text("Upheld")
    words = page.get_by_role("listitem").filter(has_text="What the holder said")
    words.get_by_text("Open it").click()
    words.get_by_label("Why").fill("it is my complaint")
    words.get_by_role("button", name="Open and log").click()
    expect(page.get_by_role("status")).to_contain_text(ANSWER)


def told_in_public(way):
    """Anybody counts the complaints of each body, and learns no more of them."""
    table = Client(way.site.url).get("/figures.csv").text
    lines = {tuple(row[:4]) for row in csv.reader(table.splitlines())}
    for figure, value in (("complaints", "1"), ("complaints-overdue", "1"), ("complaints-decided", "1")):
        assert ("root", "2025", figure, value) in lines, figure
    assert ("board", "2025", "complaints", "0") in lines
    assert way.id_of(SUBJECT) not in table


def test_a_complaint_that_nobody_answers_climbs_to_the_members(way):
    filed(way)
    hidden(way)
    follows(way, ("The secretary", "acknowledge is due by"))
    acknowledged(way)
    follows(way, ("The secretary", "acknowledge", "answer is due by"))
    climbed(way)
    follows(way, ("The secretary", "passed on by itself"), ("The president", "nothing done"))
    called(way)
    met(way)
    follows(
        way,
        ("The secretary", "passed on by itself"),
        ("The president", "passed on by itself"),
        ("A resolution of the assembly", "nothing done"),
    )
    resolved(way)
    carried_out(way)
    answered(way)
    told_in_public(way)
    assert verify(way.site.url)["verdict"] == "valid"
