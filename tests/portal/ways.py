"""The way to each page where one gets by doing something first; whatever language the site speaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from bylaw.record.clock import rfc3339
from tests.portal.browsing import enter
from tests.portal.stage import Site

ROLL = b"name,since,class\nAda Young,2019-04-01,ordinary\n"


def code(page: Page, _site: Site) -> None:
    """Ask for a code that is mailed."""
    page.goto("/log-in/")
    page.locator("#email").fill("member42@example.org")
    page.locator("form:has(#email) button").click()
    expect(page).to_have_url(re.compile("/log-in/code/$"))


def case(page: Page, _site: Site) -> None:
    """Look at one's own case."""
    enter(page, "charged")
    page.goto("/cases/case-1/")


def case_paper(page: Page, site: Site) -> None:
    """Open a paper of one's own case."""
    case(page, site)
    open_paper(page)


def complaint(page: Page, _site: Site) -> None:
    """Raise a complaint, and follow it."""
    begin(page, "member", "file-complaint", complaint="stairs", body="root")
    page.locator("#f-text").fill("2 + 3")
    sign(page)
    page.goto("/complaints/stairs/")


def complaint_paper(page: Page, _site: Site) -> None:
    """Read what one wrote in a complaint."""
    enter(page, "member")
    page.goto("/complaints/stairs/")
    open_paper(page)


def paper(page: Page, _site: Site) -> None:
    """Read words that an entry commits to."""
    begin(page, "member", "dissent", motion="raise-quorum")
    page.locator("#f-reasons").fill("4 + 5")
    sign(page)
    page.locator("a[href*='/papers/']").first.click()
    expect(page).to_have_url(re.compile("/papers/reasons/$"))


def matter(page: Page, site: Site) -> None:
    """Petition for a charge under seal, and read it as one who has a vote."""
    on = site.year.on
    told = {
        "case": "case-9",
        "body": "root",
        "charged": on.member("m030"),
        "clause": "6.2",
        "ground": "theft",
    }
    deed = rfc3339(on.state.at - 86_400)
    sought = on.matter("bring-charge", **told, facts="f" * 64, deed=deed)
    begin(page, "member", "open-petition", name="sought", body="root", matter=sought)
    page.locator("#f-text").fill("6 + 7")
    sign(page)
    page.goto("/cases/")
    page.locator("form[action='/matters/sought/'] button").click()
    expect(page).to_have_url(re.compile("/matters/sought/$"))


def applicant(page: Page, _site: Site) -> None:
    """Look at an application."""
    enter(page, "officer")
    page.goto("/applicants/")
    page.locator("main a[href^='/applicants/']").first.click()
    expect(page).to_have_url(re.compile("/applicants/[0-9a-f]{32}/$"))


def correcting(page: Page, site: Site) -> None:
    """Correct what the register knows of a member."""
    enter(page, "officer")
    page.goto("/register/")
    page.locator("#who").fill(site.year.on.member("m030"))
    page.locator("form:has(#who) button").click()
    expect(page).to_have_url(re.compile("/register/people/[0-9a-f]{32}/$"))


def roll(page: Page, _site: Site) -> None:
    """Bring in a table of members."""
    enter(page, "officer")
    page.goto("/register/import/")
    page.locator("#roll").set_input_files({"name": "roll.csv", "mimeType": "text/csv", "buffer": ROLL})
    page.locator("form:has(#roll) button").click()
    expect(page).to_have_url(re.compile("/register/import/[^/]+/$"))


def letters(page: Page, _site: Site) -> None:
    """Write a letter to those without mail."""
    enter(page, "officer")
    page.goto("/register/")
    page.locator("#subject").fill("8 + 9")
    page.locator("#body").fill("72")
    page.locator("form:has(#subject) button").click()
    expect(page).to_have_url(re.compile(r"/register/letters/\d+/$"))


def waiting(page: Page, _site: Site) -> None:
    """Sign the first half of an act of two: minutes that were filed are approved."""
    minutes = {"meeting": "m-feb", "minutes": "5" * 64}
    begin(page, "officer", "file-minutes", **minutes)
    sign(page)
    begin(page, "officer", "approve-minutes", **minutes)
    press_continue(page)
    page.locator("form[action='/sign/demo/'] button").click()
    expect(page).to_have_url(re.compile("/waiting/[^/]+/$"))


def begin(page: Page, who: str, kind: str, **fields: str) -> None:
    """Open the form of an act with fields that are filled in."""
    enter(page, who)
    page.goto(f"/act/{kind}/?{urlencode(fields)}")


def press_continue(page: Page) -> None:
    """Go on from a form to what is signed."""
    page.locator("main form button").last.click()
    expect(page.locator("form[action='/sign/demo/']")).to_be_visible()


def sign(page: Page) -> None:
    """Go on from a form to the entry."""
    press_continue(page)
    page.locator("form[action='/sign/demo/'] button").click()
    expect(page).to_have_url(re.compile(r"/entries/\d+/"))


def open_paper(page: Page) -> None:
    """Open the first paper of a page that can be opened, and say why."""
    page.locator("details:has([name=why]) summary").first.click()
    page.locator("[name=why]").first.fill("3")
    page.locator("form:has([name=why]) button").first.click()
    expect(page).to_have_url(re.compile("/read/$"))


WAYS: dict[str, Callable[[Page, Site], None]] = {
    "log-in/code/": code,
    "cases/<str:name>/": case,
    "cases/<str:name>/read/": case_paper,
    "complaints/<str:name>/": complaint,
    "complaints/<str:name>/read/": complaint_paper,
    "entries/<int:index>/papers/<str:field>/": paper,
    "matters/<str:name>/": matter,
    "applicants/<str:member>/": applicant,
    "register/import/<str:name>/": roll,
    "register/people/<str:member>/": correcting,
    "register/letters/<int:number>/": letters,
    "waiting/<str:name>/": waiting,
}
"""In this order: some go on from what was done before."""
