"""A real browser for tests: pages, people who enter, keys and axe. Whoever sends a form here waits for the answer.

A machine may be ten times slower than this one: nothing waits for time, and nothing gives up before PATIENCE is over.
BYLAW_THROTTLE=6 in the environment slows each page six times, to prove it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession, Locator, Page, Playwright, expect

from tests.portal.hands import MOUSE, Hand

CHROMIUM = "/usr/bin/chromium"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
"""A small phone; a desk of 640 pixels at 200 %."""
PATIENCE = 120_000
"""Milliseconds until something that does not come is a fault."""
THROTTLE = float(os.environ.get("BYLAW_THROTTLE", "1"))
expect.set_options(timeout=PATIENCE)


@contextmanager
def chromium(driver: Playwright, *args: str) -> Iterator[Browser]:
    """Start Debian's Chromium for the length of a block."""
    opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *args])
    try:
        yield opened
    finally:
        opened.close()


def opened(browser: Browser, url: str, **given: object) -> Page:
    """Open an empty page of a new visitor; a fault in a script fails the test."""
    page = browser.new_context(base_url=url, **given).new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda fault: pytest.fail(f"script: {fault}"))
    if THROTTLE > 1:
        cdp(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    return page


def cdp(page: Page) -> CDPSession:
    """Give a line to the browser's own tools."""
    return page.context.new_cdp_session(page)


def authenticator(page: Page, **credential: str) -> None:
    """Give the browser a device for passkeys, empty or with one key."""
    session = cdp(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "isUserVerified": True}
    options |= {"hasUserVerification": True, "automaticPresenceSimulation": True}
    device = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    if credential:
        held = {"isResidentCredential": True, "rpId": "localhost", "signCount": 0, **credential}
        session.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": held})


def click(page: Page, button: str, then: str, hand: Hand = MOUSE) -> None:
    """Press a button and wait for the heading of the page that answers."""
    hand.go(page.get_by_role("button", name=button, exact=True))
    expect(page.get_by_role("heading", name=then).first).to_be_visible()


def enter(page: Page, who: str) -> None:
    """Enter the demo by its guide as one of its people."""
    page.goto("/guide/")
    page.locator(f"form:has(input[value={who}]) button:not(.link)").click()
    expect(page).to_have_url(re.compile("/me/$"))


def enter_by_code(page: Page, address: str, hand: Hand = MOUSE) -> None:
    """Log in by the code that is mailed to an address."""
    page.goto("/log-in/")
    hand.write(page.get_by_label("E-mail address"), address)
    hand.go(page.get_by_role("button", name="Send me a code"))
    hand.write(page.get_by_label("Code"), mailed_code(page, address))
    click(page, "Log in", "My page", hand)


def mailed_code(page: Page, address: str) -> str:
    """Read the newest code that was mailed to an address, once the page asks for it: then the mail is out."""
    expect(page.get_by_role("textbox", name="Code")).to_be_visible()
    mail = page.context.new_page()
    mail.goto("/outbox/")
    letter = mail.get_by_role("article").filter(has_text=address).first.inner_text()
    mail.close()
    return re.search(r"\d{8}", letter)[0]


def enter_by_passkey(page: Page, hand: Hand = MOUSE) -> None:
    """Log in by the key that the browser's device holds."""
    page.goto("/log-in/")
    click(page, "Use my passkey", "My page", hand)


def log_out(page: Page) -> None:
    """End the session."""
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("link", name="Log in").first).to_be_visible()


def press(page: Page, *keys: str) -> None:
    """Press keys one after another."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, role: str, name: str | re.Pattern[str]) -> Locator:
    """Go on by the tab key until something is reached."""
    wanted = page.get_by_role(role, name=name).first
    wanted.wait_for()
    for _ in range(200):
        press(page, "Tab")
        if wanted.evaluate("it => it === document.activeElement"):
            return wanted
    pytest.fail(f"no way by the keyboard to {role} {name}")


def barriers(page: Page) -> list[tuple[str, str]]:
    """Give what axe calls serious or critical on a page, each with where it stands."""
    found = Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in {"serious", "critical"}]


def width(page: Page) -> int:
    """Give how many pixels wide a page is."""
    return int(page.evaluate("document.documentElement.scrollWidth"))
