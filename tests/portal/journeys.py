"""Journeys whose every page stands still for a picture, though no demo has them: a vote in the booth, and a founding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from bylaw.acts.secret_ballots.ballots import ServedFile
from bylaw.portal.served import digests
from tests.portal.browsing import click
from tests.portal.founders import FOUNDERS, begun, device, make_key, prepare, sign, write
from tests.portal.polling import choose, entered, polled


def vote(browser: Browser, room: Path) -> Iterator[tuple[str, Page]]:
    """Cast a ballot in a poll that is open, after one that is opened for a test."""
    page_files = tuple(ServedFile(file, digest) for file, digest in digests().items())
    with polled(room / "poll", page=page_files) as (site, boxed):
        page = entered(browser, site, 3)
        for name, path in ("me", "/me/"), ("box", "/booth/b1/"), ("election", "/elections/e1/"):
            page.goto(path)
            yield f"poll-{name}", page
        page.goto("/booth/b1/vote/")
        expect(page.locator("#checked")).to_contain_text(boxed.box.fingerprint)
        yield "poll-choose", page
        choose(page, boxed.it.whole.credentials["voter 3"])
        expect(page.get_by_role("button", name="Cast my ballot")).to_be_visible()
        yield "poll-review", page
        click(page, "Test the encryption instead", "This ballot was opened for a test")
        yield "poll-test", page
        page.get_by_role("button", name="Make a new ballot").click()
        choose(page, boxed.it.whole.credentials["voter 3"])
        click(page, "Cast my ballot", "Your ballot is in the box")
        yield "poll-done", page


def found(browser: Browser, room: Path) -> Iterator[tuple[str, Page]]:
    """Found a local by three people."""
    with begun(room / "club") as (_folder, url, link):
        preparer = device(browser, url)
        yield from visits(preparer, {"nobody": "/", "prepare": link})
        links = prepare(preparer, link)
        yield "founding-links", preparer
        devices = {who: device(browser, url) for who in FOUNDERS}
        first, second, last = devices
        yield from visits(devices[first], {"bylaws": f"{links[first]}bylaws/", "key": links[first]})
        for who, page in devices.items():
            make_key(page, links[who])
        yield "founding-wait", devices[first]
        write(preparer, link)
        yield "founding-written", preparer
        yield from visits(devices[first], {"sign": links[first]})
        for who in (first, second):
            sign(devices[who], links[who], "You have signed")
        yield "founding-signed", devices[second]
        sign(devices[last], links[last], "Log in")
        click(devices[last], "Use my passkey", "My page")
        yield "founding-me", devices[last]
        yield from visits(devices[last], {"home": "/", "offices": "/offices/", "elections": "/elections/"})


def visits(page: Page, paths: dict[str, str]) -> Iterator[tuple[str, Page]]:
    """Go to pages one after another."""
    for name, path in paths.items():
        page.goto(path)
        yield f"founding-{name}", page


JOURNEYS = {"poll": vote, "founding": found}
"""By what the names of their pictures begin with."""
