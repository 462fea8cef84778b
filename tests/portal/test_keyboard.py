"""Whole journeys by the tab key alone, on a small phone: what is signed is recorded, and a stranger checks it.

What a screen reader is told on the way lies in files that people read (tests/data/portal/trees).
"""

import re

import pytest
from playwright.sync_api import expect

from bylaw.rehearsal import election, year
from bylaw.rehearsal.local import Local
from bylaw.rehearsal.scenes import a_case, interim_ends
from bylaw.store.organisation import Organisation
from tests.portal.browsing import NARROW, barriers, enter_by_code, opened, press, tab_to
from tests.portal.stage import free_port, play, served, twin
from tests.portal.trees import tree

ELECTION, VOTES = "auditor-2025", {"m035": 90, "m036": 61}


def scenes(local: Local) -> None:
    """A member was expelled and may appeal; nominations for an election are open."""
    for scene in (*year.FIRST, interim_ends):
        scene.play(local)
        if scene is interim_ends:
            local.on.witnessed()
    a_case.sentence(local)
    assert election.call(local, "auditor", 1) == ELECTION
    election.nominate(local, ELECTION, {"m036": 61})
    local.on.witnessed()
    local.on.cosigned()


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    return play(tmp_path_factory.mktemp("keyboard") / "local", free_port(), scenes)


@pytest.fixture(scope="module")
def stage(ward, tmp_path_factory):
    with served(twin(ward, tmp_path_factory.mktemp("twin") / "local")) as found:
        yield found


def phone(browser, stage, member):
    page = opened(browser, stage.url, viewport=NARROW, bypass_csp=True, reduced_motion="reduce")
    if member:
        enter_by_code(page, f"member{member}@example.org")
    return page


def go(page, role, name):
    """Reach a link or button by the tab key and press it."""
    tab_to(page, role, name)
    press(page, "Enter")


def sign(page, snapshot):
    """Go on from a form that is filled in to the entry, by keyboard; nothing may bar the way."""
    go(page, "button", "Continue")
    expect(page.get_by_text("Nothing stands in the way.")).to_be_visible()
    assert not barriers(page)
    tree(page, f"{snapshot}-review")
    go(page, "button", "Sign with the demo")
    expect(page.get_by_role("status")).to_contain_text("Recorded as entry")
    expect(page.locator("#proof .told")).to_contain_text("✓")
    assert not barriers(page)
    tree(page, f"{snapshot}-entry")


def test_a_complaint_is_raised_signed_and_followed(browser, stage):
    page = phone(browser, stage, 46)
    page.goto("/cases/")
    go(page, "link", "Raise a complaint")
    tab_to(page, "combobox", "Complaint")
    page.keyboard.type("keyboard-1")
    tab_to(page, "combobox", "Body")
    page.keyboard.type("Local")
    tab_to(page, "textbox", "Text")
    page.keyboard.type("Nobody answered my letter.")
    sign(page, "complaint")
    expect(page.locator("main")).not_to_contain_text("Nobody answered")
    page.goto("/cases/")
    go(page, "link", "Keyboard 1")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Keyboard 1")


def test_an_expelled_member_appeals_from_a_small_phone(browser, stage):
    page = phone(browser, stage, 53)
    go(page, "link", re.compile("^Appeal"))
    tab_to(page, "textbox", re.compile("^(Grounds|Reasons|Text)"))
    page.keyboard.type("The panel did not hear my witness.")
    sign(page, "appeal")
    page.goto("/cases/case-1/")
    expect(page.locator("main")).to_contain_text("The member charged appealed")


def test_a_stranger_verifies(browser, stage):
    page = phone(browser, stage, None)
    page.goto("/")
    go(page, "link", re.compile("^check at home"))
    expect(page.get_by_role("heading", name="Check everything at home")).to_be_visible()
    page.wait_for_load_state()
    go(page, "button", "Check the head and every entry")
    expect(page.locator("[data-check=head] output")).to_contain_text("✓")
    tab_to(page, "textbox", "An entry")
    page.keyboard.type("0")
    press(page, "Enter")
    expect(page.locator("[data-check=entry] output")).to_contain_text("✓ Entry 0")
    assert not barriers(page)
    tree(page, "verify")


def test_from_a_nomination_to_the_seat(browser, ward):
    """She stands by keyboard; the tellers poll, count and declare; the way back to the clause is ticked."""
    with served(ward):
        page = phone(browser, ward, 36)
        go(page, "link", re.compile("^Nominate"))
        sign(page, "nominate")
    declared(ward.year, Organisation.open(ward.folder))
    with served(ward):
        page = phone(browser, ward, None)
        page.goto("/offices/")
        go(page, "link", "Auditor")
        expect(page.locator(".trail > li.ticked[data-step=clause]").first).to_be_visible()
        expect(page.locator(".trail > li.failed")).to_have_count(0)
        expect(page.get_by_role("heading", level=2).first).to_contain_text(
            re.compile(r"^\s*From .* back to the rule")
        )
        assert not barriers(page)


def declared(local, organisation):
    """Let the tellers hold the poll, count and declare."""
    local.on.organisation = organisation
    local.on.wait(35)
    election.poll(local, ELECTION, VOTES)
    election.count(local, ELECTION, VOTES)
    election.declare(local, ELECTION, VOTES, 1)
    local.on.wait(5)
    local.on.witnessed()
    local.on.cosigned()
    organisation.close()
