"""Whole journeys in a real browser with a virtual authenticator, against a server of their own."""

import re
from base64 import b64encode

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, expect

from bylaw.acts.members.card_status import issuer
from bylaw.audit.holder import Question, answered
from tests.portal.browsing import (
    DESK,
    PHONE,
    authenticator,
    barriers,
    click,
    enter_by_code,
    enter_by_passkey,
    opened,
    press,
    width,
)
from tests.portal.card_holders import CARD, holder
from tests.portal.stage import Site, free_port, play, served, verify

PAGES = (
    "/",
    "/offices/",
    "/offices/root/president/",
    "/elections/",
    "/elections/president-2025/",
    "/bylaws/",
    "/entries/",
    "/entries/0/",
    "/verify/",
    "/log-in/",
    "/outbox/",
    "/nothing-here",
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """An organisation that this file alone acts in."""
    played = play(tmp_path_factory.mktemp("journey") / "local", free_port())
    with served(played) as found:
        yield found


def person(browser: Browser, stage: Site, name: str, view: dict[str, int]) -> Page:
    """Open a browser whose authenticator holds this player's passkey."""
    page = opened(browser, stage.url, viewport=view)
    player = stage.year.on.players[name]
    authenticator(
        page,
        credentialId=b64encode(bytes.fromhex(player.key.key.thumbprint)).decode(),
        privateKey=b64encode(player.key.private).decode(),
        userHandle=b64encode(bytes.fromhex(player.member)).decode(),
    )
    return page


def sign(page: Page) -> int:
    """Go from the form to the entry; gives its place in the record."""
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Nothing stands in the way.")).to_be_visible()
    page.get_by_role("button", name="Sign with my passkey").click()
    told = page.get_by_role("status")
    expect(told).to_contain_text("Recorded as entry")
    return int(re.search(r"entry (\d+)", told.inner_text())[1])


SWAP = """() => {
  const act = document.querySelector("#sign [name=act]");
  act.value = act.value.replace(/"nonce":"(.)/, (_, digit) => `"nonce":"${digit === "0" ? "1" : "0"}`);
}"""
"""Another act than the one shown, by one digit."""


def test_a_signature_on_other_bytes_is_not_taken(browser, stage):
    """The page is changed under the member's hands: her passkey signs one act, another is submitted."""
    page = person(browser, stage, "m043", DESK)
    enter_by_passkey(page)
    size = _size(page)
    page.goto(f"/act/sponsor/?applicant={stage.year.on.member('kim')}")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Sign with my passkey")).to_be_visible()
    page.evaluate(SWAP)
    click(page, "Sign with my passkey", "Not recorded")
    assert _size(page) == size


def test_a_passkey_of_somebody_else_does_not_sign_for_me(browser, stage):
    page = person(browser, stage, "m045", DESK)
    enter_by_code(page, "member45@example.org")
    size = _size(page)
    page.goto(f"/act/sponsor/?applicant={stage.year.on.member('kim')}")
    page.get_by_role("button", name="Continue").click()
    click(page, "Sign with my passkey", "Not recorded")
    assert _size(page) == size


def test_a_door_is_answered_by_the_passkey_to_which_the_card_is_bound(browser, stage):
    name, card = holder(stage)
    page = person(browser, stage, name, PHONE)
    enter_by_passkey(page)
    asked = Question(issuer(stage.year.on.state), card.name, "9" * 64, 1_700_000_000)
    page.goto("/me/card/answer/")
    page.get_by_label("What the door asks").fill(asked.text())
    page.get_by_role("button", name="Read the question").click()
    expect(page.get_by_role("button", name="Answer with my passkey")).to_be_enabled()
    page.get_by_role("button", name="Answer with my passkey").click()
    expect(page.get_by_role("status")).to_contain_text("This is your answer.")
    told = page.get_by_label("Or hand over this text").input_value()
    shown = replace(CARD, issuer=asked.issuer, card=card.name, key=card.key)
    assert answered(shown, asked, told, asked.at) is None


def test_from_an_application_to_a_seat_on_the_roll(browser, stage):
    """Two members sponsor, the secretary is refused in between and admits at last; a stranger's copy is valid."""
    kim = stage.year.on.member("kim")
    first = person(browser, stage, "m040", PHONE)
    enter_by_code(first, "member41@example.org")
    first.get_by_role("link", name=re.compile(r"^Sponsor Kim ")).click()
    index = sign(first)
    expect(first.locator("main")).to_contain_text(kim[:8])

    secretary = person(browser, stage, "m030", DESK)
    enter_by_passkey(secretary)
    secretary.goto(f"/act/admit/?applicant={kim}")
    secretary.get_by_role("button", name="Continue").click()
    refusal = secretary.locator(".finding")
    expect(refusal).to_contain_text("sponsors: 1; needed: 2")
    expect(refusal).to_contain_text("find 1 more")
    expect(secretary.get_by_role("button", name="Sign")).to_have_count(0)
    refusal.get_by_role("link", name="1.2").click()
    expect(secretary.locator("#c-1\\.2")).to_contain_text("Two members sponsor each applicant")

    second = person(browser, stage, "m041", PHONE)
    enter_by_passkey(second)
    second.get_by_role("link", name=re.compile(r"^Sponsor Kim ")).click()
    assert sign(second) == index + 1

    secretary.goto("/me/")
    secretary.get_by_role("link", name=re.compile(r"^Admit Kim ")).click()
    assert sign(secretary) == index + 2
    expect(secretary.locator("main")).to_contain_text("as secretary")

    report = verify(stage.url)
    assert (report["verdict"], report["size"]) == ("valid", index + 3), report


def test_a_member_without_the_office_is_told_who_may(browser, stage):
    page = person(browser, stage, "m042", PHONE)
    enter_by_passkey(page)
    page.goto(f"/act/admit/?applicant={stage.year.on.member('hana')}")
    page.get_by_role("button", name="Continue").click()
    told = page.locator(".finding").first
    expect(told).to_contain_text("signed as member, not as secretary")
    expect(told).to_contain_text("have it signed by the secretary")


def _size(page: Page) -> int:
    page.goto("/")
    return int(re.search(r"(\d+) entries", page.locator("footer").inner_text())[1])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_serious_barrier(browser, stage, scheme):
    page = opened(browser, stage.url, viewport=PHONE, color_scheme=scheme, bypass_csp=True)
    for path in PAGES:
        page.goto(path)
        assert not barriers(page), path
        assert width(page) <= PHONE["width"], path


def test_the_pages_of_a_member_have_no_serious_barrier(browser, stage):
    page = person(browser, stage, "m044", PHONE)
    enter_by_passkey(page)
    assert not barriers(page)
    page.goto("/act/sponsor/")
    assert not barriers(page)


def test_by_keyboard_the_first_stop_is_the_content(browser, stage):
    page = opened(browser, stage.url)
    page.goto("/bylaws/")
    press(page, "Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    press(page, "Enter")
    expect(page).to_have_url(re.compile("#main$"))
    press(page, "Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
