"""Clauses are changed in a form: taken as they are, changed as text, shown as they would be, and only then signed."""

import html
import json
import re

import pytest
from msgspec.structs import replace
from playwright.sync_api import expect

from bylaw.acts.assemblies.meetings import AgendaItem
from tests.portal.browsing import NARROW, barriers, enter_by_code, opened, width
from tests.portal.hands import KEYBOARD, MOUSE
from tests.portal.journey import address, hall
from tests.portal.stage import Client, bylaws, free_port, log_in, play, served
from tests.portal.test_matters import hidden

OWN, MOTION, PETITION = (
    "/act/amend-bylaws/",
    "/resolutions/move/amend-bylaws/",
    "/petitions/open/amend-bylaws/",
)
CARRIERS = {
    MOTION: {"name": "change-it", "body": "root", "text": "Why.", "meeting": "m-law", "item": "law"},
    PETITION: {"name": "change-it", "body": "root", "text": "Why."},
}
QUORUM = '[clauses."3.2"]\nwords = "Thirty are a quorum."\nbody = "assembly"\nquorum = { measure = { count = 30 } }\n'
TERM = '[clauses."4.2"]\nwords = "Four years."\nof = "call-election"\ninterval = { months = 48 }\n'
"""Law lets no more than 36 months pass: clause 4.3 is a floor."""


def three_ways():
    """The bylaws, but for one clause: members resolve or petition to amend them, or the secretary does it."""
    profile = bylaws()
    amending = next(clause for clause in profile.clauses if clause.no == "5.1")
    phrases = (*amending.may.any_of, "petition root", "office secretary root")
    changed = replace(amending, may=replace(amending.may, any_of=phrases))
    return replace(profile, clauses=tuple(changed if c.no == "5.1" else c for c in profile.clauses))


def scenes(local):
    """Members, and a meeting that is called about the bylaws."""
    hall(local)
    about = (AgendaItem("law", "Change the bylaws", ("amend-bylaws",)),)
    local.on.do(
        "call-meeting", local.secretary(), name="m-law", body="root", items=about, begins=local.on.day(20)
    )


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    place = tmp_path_factory.mktemp("amending") / "local"
    with served(play(place, free_port(), scenes, three_ways())) as found:
        yield found


def client_of(stage, who):
    client = Client(stage.url)
    log_in(client, address(who))
    return client


def written(text):
    """What stands in the field for clauses."""
    return html.unescape(
        re.search(r'<textarea id="f-(?:do\.)?clauses".*?>(.*?)</textarea>', text, re.DOTALL)[1]
    ).lstrip("\n")


def changes(text):
    """The part of a review that shows what changes, as words."""
    part = text.partition("What changes in the bylaws")[2]
    part = part.partition("Nothing stands in the way")[0].partition("<h2>Proof</h2>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split())


def test_the_secretary_takes_a_clause_changes_it_and_sees_both_before_she_signs(stage):
    office = client_of(stage, "ben")
    page = office.post(
        OWN, {"name": "quorum", "clauses": "", "present-clause": "3.2", "take-clause": "1"}, OWN
    )
    assert page.status == 200
    taken = written(page.text)
    assert taken.startswith('[clauses."3.2"]\nwords = "Five per cent of the members')
    again = office.post(OWN, {"clauses": taken, "present-clause": "4.2", "take-clause": "1"}, OWN)
    assert written(again.text).startswith(taken.strip())
    assert '[clauses."4.2"]' in written(again.text)
    twice = office.post(OWN, {"clauses": taken, "present-clause": "3.2", "take-clause": "1"}, OWN)
    assert (twice.status, written(twice.text)) == (400, taken)
    review = office.post(
        OWN, {"name": "quorum", "clauses": taken.replace("fifteen", "thirty").replace("15", "30")}, OWN
    )
    assert review.status == 200, review.text
    told = changes(review.text)
    assert "3.2 changed" in told
    assert "Now: Five per cent of the members, and at least fifteen, are a quorum." in told
    assert "Then: Five per cent of the members, and at least thirty, are a quorum." in told
    assert "1/20; at least 15" in told
    assert "Choice of the members" in told
    assert "If it is entered now, it is law from" in told
    done = office.post("/sign/demo/", {"act": hidden(review.text, "act")}, OWN)
    assert done.status == 302, done.text
    told = changes(Client(stage.url).get(done.headers["Location"].partition("?")[0]).text)
    assert "Law from" in told
    assert "Before: Five per cent of the members, and at least fifteen, are a quorum." in told
    assert "After: Five per cent of the members, and at least thirty, are a quorum." in told
    assert 'body = "assembly"' in told.partition("As text : 3.2")[2]


def test_what_a_motion_asks_for_is_shown_on_its_entry_and_the_meeting_leads_there(stage):
    mover, name = client_of(stage, "m012"), "choir"
    clause = '[clauses."9.8"]\nwords = "There is a choir."\n'
    typed = {**CARRIERS[MOTION], "name": name, "do.name": name, "do.clauses": clause}
    review = mover.post(MOTION, typed, MOTION)
    given = {"act": hidden(review.text, "act"), "words": hidden(review.text, "words")}
    entry = mover.post("/sign/demo/", given, MOTION).headers["Location"].partition("?")[0]
    page = Client(stage.url).get(entry).text
    assert "What is to be done: Amend bylaws" in page
    assert "If it is entered now, it is law from" in changes(page)
    assert "9.8 new" in changes(page)
    assert "Then: There is a choir." in changes(page)
    assert "&quot;act&quot;" not in page.partition("The exact bytes")[0], "nobody reads JSON"
    assert f'href="{entry}"' in mover.get("/meetings/m-law/").text


def test_the_book_leads_whoever_may_to_the_editor_with_the_clause_in_it(stage):
    ways = {"ben": OWN, "m013": MOTION}
    for who, way in ways.items():
        reader = client_of(stage, who)
        book = reader.get("/bylaws/").text
        links = re.findall(r'href="(/[^"]*\?present-clause=4.2&amp;take-clause=1)"', book)
        assert f"{way}?present-clause=4.2&amp;take-clause=1" in links
        assert (OWN in book) == (who == "ben"), "a member without the office moves or petitions"
        for link in links:
            form = reader.get(html.unescape(link))
            assert form.status == 200
            assert written(form.text).startswith('[clauses."4.2"]')
    assert client_of(stage, "ben").get(OWN + "?present-clause=99&take-clause=1").status == 400
    assert "present-clause" not in Client(stage.url).get("/bylaws/").text


def test_what_a_floor_refuses_is_refused_with_its_clause(stage):
    found = client_of(stage, "ben").post(OWN, {"name": "term", "clauses": TERM}, OWN)
    assert found.status == 422
    assert "Refused by clause" in found.text
    assert 'href="/bylaws/#c-4.3"' in found.text
    assert "Then: Four years." in changes(found.text)


@pytest.mark.parametrize("way", CARRIERS)
def test_a_member_asks_for_a_change_in_the_same_fields(stage, way):
    member, outer = client_of(stage, "m010"), CARRIERS[way]
    page = member.post(way, {**outer, "do.name": "q", "present-clause": "1.1", "take-clause": "1"}, way)
    taken = written(page.text)
    assert taken.startswith('[clauses."1.1"]')
    change = {**outer, "do.name": "q", "do.clauses": taken.replace("Whoever works", "Whoever has worked")}
    good = member.post(way, change, way)
    assert good.status == 200, good.text
    assert "Then: Whoever has worked in the trade" in changes(good.text)
    assert "would refuse this amendment" not in good.text
    assert json.loads(json.loads(hidden(good.text, "act"))["matter"])["clauses"][0]["no"] == "1.1"
    entrenched = member.post(way, {**change, "do.repeals": "5.6"}, way)
    assert "5.6 repealed" in changes(entrenched.text)
    assert 'href="/bylaws/#c-5.1"' in entrenched.text.partition("would refuse this amendment")[2]
    weak = member.post(way, {**outer, "do.name": "q", "do.clauses": TERM}, way)
    assert weak.status == 200, "it can be moved all the same"
    assert 'href="/bylaws/#c-4.3"' in weak.text.partition("would refuse this amendment")[2]


@pytest.mark.parametrize(
    ("way", "field"), [(OWN, "clauses"), (MOTION, "do.clauses"), (PETITION, "do.clauses")]
)
def test_a_mistake_is_said_plainly_at_its_field_and_nobody_writes_json(stage, way, field):
    client = client_of(stage, "ben")
    for text, said in (
        (
            QUORUM.replace("count = 30", "cuont = 30"),
            'in clause 3.2, at "quorum.measure": unknown word "cuont"; write "count"',
        ),
        ('[{"no": "3.2", "words": "Thirty."}]', "in line 1: this is not written as bylaws are"),
    ):
        found = client.post(
            way, {**CARRIERS.get(way, {}), "do.name" if way != OWN else "name": "q", field: text}, way
        )
        assert found.status == 400
        assert said in html.unescape(found.text)
        assert f'href="#f-{field}"' in found.text
        assert written(found.text) == text.strip() or written(found.text) == text, "what was typed stays"


def test_a_name_that_is_nothing_here_is_told_before_it_is_signed(stage):
    office = client_of(stage, "ben")
    idle = '[clauses."9.9"]\nwords = "Two second."\nof = "moove"\nseconds = { measure = { count = 2 } }\n'
    found = office.post(OWN, {"name": "idle", "clauses": idle}, OWN)
    assert "there is no act 'moove'" in html.unescape(found.text)
    assert "9.9 new" in changes(found.text)
    right = office.post(OWN, {"name": "idle", "clauses": idle.replace("moove", "move")}, OWN)
    assert "there is no act" not in right.text
    office.get("/language/de/")
    german = office.post(OWN, {"name": "idle", "clauses": idle.replace("moove", "xyz")}, OWN)
    assert re.search(r"<p>es gibt [^<]{100,200}…</p>", german.text), "in her language, and not all of them"
    office.get("/language/en/")


@pytest.mark.parametrize("hand", [MOUSE, KEYBOARD], ids=["mouse", "keyboard"])
def test_a_member_moves_a_change_from_a_small_phone(browser, stage, hand):
    name = f"by-{'mouse' if hand is MOUSE else 'keyboard'}"
    page = opened(browser, stage.url, viewport=NARROW, bypass_csp=True, reduced_motion="reduce")
    enter_by_code(page, address("m011"), hand)
    page.goto("/act/move/")
    hand.go(page.get_by_role("link", name="Amend bylaws"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Move: Amend bylaws")
    hand.write(page.locator('[id="f-do.name"]'), name)
    hand.write(page.get_by_label("A clause of the present bylaws"), "3.2")
    hand.go(page.get_by_role("button", name="Put its text below"))
    clauses = page.locator('[id="f-do.clauses"]')
    expect(clauses).to_have_value(re.compile("at least fifteen"))
    expect(clauses).to_be_focused()
    assert not barriers(page)
    hand.write(clauses, clauses.input_value().replace("fifteen", "thirty").replace("15", "30"))
    for field, value in {**CARRIERS[MOTION], "name": name}.items():
        hand.write(page.locator(f'[id="f-{field}"]'), value)
    hand.go(page.get_by_role("button", name="Continue"))
    expect(page.get_by_text("Nothing stands in the way.")).to_be_visible()
    expect(page.get_by_role("heading", name="What changes in the bylaws")).to_be_visible()
    expect(page.locator("main")).to_contain_text("at least thirty")
    assert not barriers(page)
    assert width(page) <= NARROW["width"]
    hand.go(page.get_by_role("button", name="Sign with the demo"))
    expect(page.get_by_role("status")).to_contain_text("Recorded as entry")
    expect(page.locator("main")).to_contain_text(name)
