"""Steps of a journey: a form filled in, what the bylaws say to it, the signatures, and the days between."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Locator, Page, expect

from bylaw.rehearsal.local import Local
from bylaw.rehearsal.scenes import old_roll
from tests.portal.browsing import PHONE, enter_by_code
from tests.portal.browsing import opened as page_at
from tests.portal.hands import MOUSE, Hand
from tests.portal.stage import Client, Site

MEMBERS = 60
"""How many are on the roll beside the founders: each has a key, so that whoever the lot gives can judge."""

DAY = 86_400
SPANS = (30, 7, 1)
"""By how many days the demo's clock goes on at a time."""


class Journey:
    """An organisation under way: who is in a browser here, and what day it is."""

    def __init__(self, browser: Browser, site: Site, zone: str, hand: Hand = MOUSE) -> None:
        self.browser, self.site, self.zone, self.hand = browser, site, ZoneInfo(zone), hand
        self.now = site.year.on.now
        self.pages: dict[str, Page] = {}

    def as_(self, who: str, path: str = "/me/") -> Page:
        """Give the page of somebody of the play, at an address; she logs in when she comes first."""
        if who not in self.pages:
            self.pages[who] = page_at(self.browser, self.site.url, viewport=PHONE)
            enter_by_code(self.pages[who], address(who), self.hand)
        self.pages[who].goto(path)
        return self.pages[who]

    def id_of(self, who: str) -> str:
        """Give the member id of somebody of the play."""
        return str(self.site.year.on.member(who))

    def who(self, member: str) -> str:
        """Give the name in the play of the member with this id."""
        return next(name for name, player in self.site.year.on.players.items() if player.member == member)

    def later(self, days: int) -> None:
        """Let the demo's clock go on."""
        clock = Client(self.site.url)
        self.now += days * DAY
        for span in SPANS:
            for _ in range(days // span):
                assert clock.post("/guide/later/", {"days": str(span)}, "/guide/").status == 302
            days %= span

    def go(self, thing: Locator) -> None:
        """Press a button, follow a link, or tick a box."""
        self.hand.go(thing)

    def write(self, field: Locator, value: str) -> None:
        """Fill in a field."""
        self.hand.write(field, value)

    def fill(self, page: Page, **fields: str) -> None:
        """Fill in the form that is shown, by the names of its fields in their order, and go on."""
        expect(page.get_by_role("button", name="Continue")).to_be_visible()
        shown = page.locator("main [id^='f-']").evaluate_all("all => all.map(it => it.id.slice(2))")
        for name in sorted(fields, key=shown.index):
            self.write(page.locator(f'[id="f-{name}"]'), fields[name])
        self.go(page.get_by_role("button", name="Continue"))
        expect(page.get_by_role("button", name="Change what I typed")).to_be_visible()

    def signed(self, page: Page, then: str | re.Pattern[str] = "Recorded as entry") -> None:
        """Expect that nothing stands in the way, sign, and wait for what is told."""
        expect(page.get_by_text("Nothing stands in the way.")).to_be_visible()
        self.go(page.get_by_role("button", name=re.compile("^Sign with the demo")))
        expect(page.get_by_text(then).first).to_be_visible()

    def cosigned(self, *people: str) -> None:
        """Let those sign for whom something waits, until it is recorded."""
        for who in people:
            page = self.as_(who)
            waits = page.get_by_role("link", name=re.compile("^Look at it"))
            if waits.count():
                self.go(waits.first)
                self.signed(page, re.compile("Recorded as entry|it waits for the others"))
                if page.get_by_text("Recorded as entry").count():
                    return
        raise AssertionError("nobody of these had the last signature")

    def day(self, days: int) -> str:
        """Give the moment so many days from now as a form takes it."""
        return datetime.fromtimestamp(self.now + days * DAY, self.zone).strftime("%Y-%m-%dT%H:%M")


def hall(local: Local) -> None:
    """Sixty members and seven founders who hold the offices, each with an address and a key."""
    old_roll.play(local, MEMBERS)


def address(who: str) -> str:
    """Give the address of somebody of the play: of a founder by name, of a member by number."""
    return f"member{int(who[1:]) + 1}@example.org" if who[1:].isdigit() else f"{who}@example.org"


def refused(page: Page, clause: str, *words: str) -> str:
    """Expect that the bylaws refuse what was filled in, by this clause; gives what was found."""
    finding = page.locator(".finding").filter(has=page.get_by_role("link", name=clause, exact=True))
    for each in words:
        expect(finding.filter(has_text=each).first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Sign with"))).to_have_count(0)
    return str(finding.first.inner_text())
