"""A complaint in browsers: nobody answers it in time, so it climbs by the calendar until the members decide it."""

from __future__ import annotations

import csv
import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.portal.hands import KEYBOARD, MOUSE
from tests.portal.journey import Journey, address, hall, refused
from tests.portal.stage import Client, bylaws, free_port, play, served, verify
from tests.portal.test_api import ask, session
from tests.portal.trees import tree

AUTHOR, SUBJECT, MOVER, SECONDER = "m005", "m007", "m008", "m006"
SECRETARY, PRESIDENT = "ben", "anna"
NAME, MOTION = "cold-hall", "warm-hall"
PAGE = f"/complaints/{NAME}/"
WORDS = "The hall is cold, and the member who has the key of the boiler laughs at us."
PRESENT = 15
"""How many come: the fewest who are a quorum."""
ANSWER = "A stove is bought; the key goes to the secretary."


@pytest.fixture(params=[MOUSE, KEYBOARD], ids=["mouse", "keyboard"])
def way(request, browser, tmp_path):
    with served(play(tmp_path / "local", free_port(), hall)) as site:
        yield Journey(browser, site, bylaws().zone, request.param)


def follows(way, *lines):
    """Read on the page of who complained where her complaint lies, holder by holder."""
    found = way.as_(AUTHOR, PAGE).locator(".trail > li")
    expect(found).to_have_count(len(lines))
    for each, words in zip(found.all(), lines, strict=True):
        for word in words:
            expect(each).to_contain_text(word)


def filed(way):
    page = way.as_(AUTHOR, "/cases/")
    way.go(page.get_by_role("link", name="Raise a complaint"))
    way.fill(page, complaint=NAME, body="root", text=WORDS, against=way.id_of(SUBJECT))
    way.signed(page)
    assert way.id_of(SUBJECT) not in page.get_by_role("main").inner_text(), "sealed"
    page = way.as_(AUTHOR, PAGE)
    way.go(page.locator("summary", has_text="Open it"))
    way.write(page.get_by_label("Why"), "to see that it is mine")
    way.go(page.get_by_role("button", name="Open and log"))
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
    way.go(page.get_by_role("link", name=re.compile("^Acknowledge complaint")))
    way.fill(page)
    way.signed(page)


def climbed(way):
    way.later(16)
    page = way.as_(SECRETARY, f"/act/answer-complaint/?complaint={NAME}")
    way.fill(page, answer="Soon.")
    refused(page, "7.1", "it lies with the president", "in turn 1")
    page = way.as_(PRESIDENT)
    expect(page.get_by_role("link", name=re.compile("^Acknowledge complaint"))).to_be_visible()


def called(way):
    """The secretary calls the members, too soon and then in time; two motions are on its notice."""
    about = {"name": "m-cold", "body": "root"}
    item = {"items.0.name": "hall", "items.0.title": "The cold hall", "items.0.kinds": "decide-complaint"}
    page = way.as_(SECRETARY, "/act/call-meeting/")
    way.fill(page, **about, **item, begins=way.day(3))
    refused(page, "3.1", "earliest")
    page = way.as_(SECRETARY, "/act/call-meeting/")
    way.go(page.get_by_label(re.compile("in.person")))
    way.go(page.get_by_label("remote"))
    way.fill(page, **about, **item, begins=way.day(8))
    expect(page.get_by_role("main")).to_contain_text("remote")
    way.signed(page)


def met(way):
    """The members meet; one moves what is to be done, another seconds, and the two officers record the vote."""
    way.later(8)
    page = way.as_(SECRETARY, "/meetings/m-cold/")
    way.go(page.get_by_role("link", name="Open meeting"))
    way.fill(page, served=str(len(way.site.year.on.players)))
    way.signed(page)
    came = {f"arrived.{n}.member": way.id_of(f"m{n:03}") for n in range(PRESENT)}
    page = way.as_(SECRETARY, f"/act/record-attendance/?{urlencode({'meeting': 'm-cold', **came})}")
    way.fill(page)
    way.signed(page)


def resolved(way):
    page = way.as_(MOVER, "/meetings/")
    way.go(page.get_by_role("link", name="Resolutions"))
    way.go(page.get_by_role("link", name="Decide complaint"))
    done = {"do.complaint": NAME, "do.turn": "2", "do.outcome": "upheld", "do.reasons": ANSWER}
    moved = {"name": MOTION, "body": "root", "meeting": "m-cold", "item": "hall"}
    way.fill(page, **done, **moved, text="That the hall be heated.")
    way.signed(page)
    page = way.as_(SECONDER, f"/act/second/?motion={MOTION}")
    way.fill(page)
    way.signed(page)
    page = way.as_(SECRETARY, f"/act/record-vote/?motion={MOTION}")
    way.fill(page, yes=str(PRESENT - 1), no="1")
    way.signed(page, "it waits for the others")
    way.cosigned(PRESIDENT)


def carried_out(way):
    """What was resolved is done word for word by the mover, by page or program; nobody does it a second time."""
    program = session(way.site, address(MOVER))
    (waits,) = ask(way.site, "resolutions", None, program)[1]
    draft = ask(way.site, f"resolutions/{waits['warrant']}", {}, program)[1]
    assert (draft["refused"], waits["act"]["complaint"] in draft["act"]) == (False, True)
    page = way.as_(MOVER, "/resolutions/")
    way.go(page.get_by_role("link", name=re.compile("^Carry it out")))
    expect(page.get_by_role("main")).to_contain_text(f"under the resolution {MOTION.replace('-', ' ')}")
    tree(page, "carry-out")
    way.signed(page)
    expect(way.as_(MOVER, "/resolutions/").get_by_role("main")).to_contain_text(
        "Nothing that was resolved waits."
    )


def answered(way):
    """She who complained reads the members' reasons on her page."""
    page = way.as_(AUTHOR, PAGE)
    expect(page.get_by_role("main")).to_contain_text("Upheld")
    tree(page, "complaint-upheld")
    words = page.get_by_role("listitem").filter(has_text="What the holder said")
    way.go(words.locator("summary", has_text="Open it"))
    way.write(words.get_by_label("Why"), "it is my complaint")
    way.go(words.get_by_role("button", name="Open and log"))
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
    follows(way, ("The secretary", "next: acknowledge, by"))
    acknowledged(way)
    follows(way, ("The secretary", "acknowledge", "next: answer, by"))
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
