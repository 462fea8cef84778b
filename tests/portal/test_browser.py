"""Whole journeys in a real browser with a virtual authenticator, against a server of their own."""

import re
from base64 import b64encode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.portal.stage import Site, free_port, play, served, verify

CHROMIUM = "/usr/bin/chromium"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
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


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def person(browser: Browser, stage: Site, name: str, view: dict[str, int]) -> Page:
    """Open a browser whose authenticator holds this player's passkey."""
    page = browser.new_context(viewport=view, base_url=stage.url).new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda fault: pytest.fail(f"script: {fault}"))
    player = stage.year.on.players[name]
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    credential = {
        "credentialId": b64encode(bytes.fromhex(player.key.key.thumbprint)).decode(),
        "isResidentCredential": True,
        "rpId": "localhost",
        "privateKey": b64encode(player.key.private).decode(),
        "userHandle": b64encode(bytes.fromhex(player.member)).decode(),
        "signCount": 0,
    }
    session.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": credential})
    return page


def enter_by_code(page: Page, address: str) -> None:
    page.goto("/log-in/")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    mail = page.context.new_page()
    mail.goto("/outbox/")
    letter = mail.get_by_role("article").filter(has_text=address).first.inner_text()
    mail.close()
    page.get_by_label("Code").fill(re.search(r"\d{8}", letter)[0])
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="My page")).to_be_visible()


def enter_by_passkey(page: Page) -> None:
    page.goto("/log-in/")
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", name="My page")).to_be_visible()


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
    page.get_by_role("button", name="Sign with my passkey").click()
    expect(page.get_by_role("heading", name="Not recorded")).to_be_visible()
    assert _size(page) == size


def test_a_passkey_of_somebody_else_does_not_sign_for_me(browser, stage):
    page = person(browser, stage, "m045", DESK)
    enter_by_code(page, "member45@example.org")
    size = _size(page)
    page.goto(f"/act/sponsor/?applicant={stage.year.on.member('kim')}")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Sign with my passkey").click()
    expect(page.get_by_role("heading", name="Not recorded")).to_be_visible()
    assert _size(page) == size


def test_from_an_application_to_a_seat_on_the_roll(browser, stage):
    """Two members sponsor, the secretary is refused in between and admits at last; a stranger's copy is valid."""
    kim = stage.year.on.member("kim")
    first = person(browser, stage, "m040", PHONE)
    enter_by_code(first, "member41@example.org")
    first.get_by_role("link", name=f"Sponsor {kim}").click()
    index = sign(first)
    expect(first.locator("main")).to_contain_text(kim[:8])

    secretary = person(browser, stage, "m030", DESK)
    enter_by_passkey(secretary)
    secretary.goto(f"/act/admit/?applicant={kim}")
    secretary.get_by_role("button", name="Continue").click()
    refusal = secretary.locator(".finding")
    expect(refusal).to_contain_text("1 sponsored the applicant; 2 must")
    expect(refusal).to_contain_text("find 1 more")
    expect(secretary.get_by_role("button", name="Sign")).to_have_count(0)
    refusal.get_by_role("link", name="1.2").click()
    expect(secretary.locator("#c-1\\.2")).to_contain_text("Two members sponsor each applicant")

    second = person(browser, stage, "m041", PHONE)
    enter_by_passkey(second)
    second.get_by_role("link", name=f"Sponsor {kim}").click()
    assert sign(second) == index + 1

    secretary.goto("/me/")
    secretary.get_by_role("link", name=f"Admit {kim}").click()
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
    expect(told).to_contain_text("have it signed by 'office secretary here'")


def _size(page: Page) -> int:
    page.goto("/")
    return int(re.search(r"(\d+) entries", page.locator("footer").inner_text())[1])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_serious_barrier(browser, stage, scheme):
    page = browser.new_context(
        viewport=PHONE, base_url=stage.url, color_scheme=scheme, bypass_csp=True
    ).new_page()
    for path in PAGES:
        page.goto(path)
        _no_barrier(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"], f"{path} is {wide} wide"


def test_the_pages_of_a_member_have_no_serious_barrier(browser, stage):
    page = person(browser, stage, "m044", PHONE)
    enter_by_passkey(page)
    _no_barrier(page)
    page.goto("/act/sponsor/")
    _no_barrier(page)


def _no_barrier(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    serious = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in {"serious", "critical"}]
    assert not serious, f"{page.url}: {serious}"


def test_by_keyboard_the_first_stop_is_the_content(browser, stage):
    page = browser.new_context(base_url=stage.url).new_page()
    page.goto("/bylaws/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
