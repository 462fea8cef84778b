"""A founding for tests and pictures: a server of its own, and three people on devices of their own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.portal.browsing import PHONE, authenticator, click, opened
from tests.portal.hands import MOUSE, Hand
from tests.portal.stage import BYLAW, free_port

FOUNDERS = {"Anna Ahrens": "anna@x.example", "Ben Bauer": "ben@x.example", "Carla Cruz": "carla@x.example"}


@contextmanager
def begun(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Serve a founding: its folder, its address, and the link of whoever prepares it."""
    url = f"http://localhost:{free_port()}"
    server = start(folder, url)
    try:
        yield folder, url, link_of(server)
    finally:
        server.terminate()
        server.communicate(timeout=120)


def start(folder: Path, url: str) -> subprocess.Popen[str]:
    """Start the server of a founding."""
    command = [BYLAW, "found", folder, "--port", url.rpartition(":")[2]]
    environment = {"PYTHONUNBUFFERED": "1", "PATH": "/usr/bin:/bin"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def link_of(server: subprocess.Popen[str]) -> str:
    """Read the link of whoever prepares it, once the server serves."""
    assert server.stdout is not None
    assert "open this link" in server.stdout.readline()
    return server.stdout.readline().strip()


def device(browser: Browser, url: str) -> Page:
    """Open a phone with an authenticator that holds no key yet."""
    page = opened(browser, url, viewport=PHONE)
    authenticator(page)
    return page


def prepare(page: Page, link: str, hand: Hand = MOUSE) -> dict[str, str]:
    """Choose a name, the bylaws and the founders; gives each founder's link by her name."""
    page.goto(link)
    hand.write(page.get_by_label("Name of the organisation"), "Local 7")
    hand.go(page.get_by_label("Union local"))
    hand.write(page.get_by_label("Founders"), "\n".join(f"{who}, {email}" for who, email in FOUNDERS.items()))
    click(page, "Go on", "Offices of the first days", hand)
    rows = {who: page.get_by_role("row", name=who).get_by_role("link") for who in FOUNDERS}
    return {who: row.get_attribute("href") or "" for who, row in rows.items()}


def make_key(page: Page, link: str, hand: Hand = MOUSE) -> None:
    """Make a founder's passkey on her device."""
    page.goto(link)
    click(page, "Make a passkey", "Wait for the others", hand)


def write(page: Page, link: str, hand: Hand = MOUSE) -> None:
    """Write the act once all have a passkey."""
    page.goto(link)
    hand.go(page.get_by_role("button", name="Write the act for all to sign"))
    expect(page.get_by_text("The founding act is written.")).to_be_visible()


def sign(page: Page, link: str, then: str, hand: Hand = MOUSE) -> None:
    """Sign as a founder; `then` heads the page that answers."""
    page.goto(link)
    click(page, "Sign with my passkey", then, hand)
