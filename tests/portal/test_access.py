"""Every page for everybody: no serious barrier, nothing wider than a narrow screen, whole journeys without a mouse."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from tests.portal.pages import OWN_PATHS, PUBLIC_PATHS
from tests.portal.stage import served, twin
from tests.portal.test_booth import poll  # noqa: F401 - a fixture
from tests.portal.test_browser import CHROMIUM, enter_by_code

NARROW = {"width": 320, "height": 640}
"""A phone of 320 pixels; a desk of 640 at 200 %."""
TREES = Path(__file__).parents[1] / "data" / "portal" / "trees"
"""What a screen reader is told of each page, as files that people read."""


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def room(played, tmp_path_factory):
    """A site of this file's own: people act here."""
    with served(twin(played, tmp_path_factory.mktemp("room") / "local")) as found:
        yield found


def opened(browser, site, **given):
    page = browser.new_context(
        base_url=site.url, bypass_csp=True, reduced_motion="reduce", **given
    ).new_page()
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda fault: pytest.fail(f"script: {fault}"))
    return page


def enter(page, who):
    page.goto("/guide/")
    page.locator(f"form:has(input[value={who}]) button").click()
    page.wait_for_url("**/me/")


def barriers(page):
    found = Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in {"serious", "critical"}]


def width(page):
    return page.evaluate("document.documentElement.scrollWidth")


def walked(page, paths):
    """Give what is wrong, by page: barriers, and how much wider it is than the screen."""
    wrong = {}
    for path in paths:
        page.goto(path)
        found, wide = barriers(page), width(page)
        if found or wide > NARROW["width"]:
            wrong[path] = (found, wide)
    return wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_long_words_on_a_narrow_screen_bar_nobody_from_public_pages(browser, odd, scheme):
    page = opened(browser, odd, viewport=NARROW, color_scheme=scheme)
    assert not walked(page, PUBLIC_PATHS)


@pytest.mark.parametrize("who", ["member", "officer"])
def test_nor_from_their_own_pages(browser, odd, who):
    page = opened(browser, odd, viewport=NARROW)
    enter(page, who)
    assert not walked(page, OWN_PATHS)


def tree(page, name):
    """Compare what a screen reader is told with the file of this name, ids and days apart."""
    told = page.locator("main").aria_snapshot()
    told = re.sub(r"\b[0-9a-f]{8,64}(?: [0-9a-f]{24,56})?\b…?", "ID", told)
    told = re.sub(
        r"localhost:\d+|\b\d+ \w+ 20\d\d(?:, \d\d:\d\d \w+)?|\b\d+ entries\b|entr(?:y|ies)[ /]\d+", "N", told
    )
    place = TREES / f"{name}.yaml"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(told + "\n", encoding="utf-8")
        pytest.fail(f"{place.name} is new: look at it and keep it")
    assert told + "\n" == place.read_text(encoding="utf-8")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, role, name):
    """Go on by the tab key until something is reached."""
    wanted = page.get_by_role(role, name=name).first
    for _ in range(120):
        press(page, "Tab")
        if wanted.evaluate("it => it === document.activeElement"):
            return wanted
    pytest.fail(f"no way by the keyboard to {role} {name}")


def test_logging_in_by_keyboard(browser, room):
    page = opened(browser, room)
    page.goto("/")
    tab_to(page, "link", "Log in")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Log in", level=1)).to_be_visible()
    tree(page, "log-in")
    tab_to(page, "textbox", "E-mail address")
    page.keyboard.type("member45@example.org")
    press(page, "Enter")
    expect(page.get_by_role("textbox", name="Code")).to_be_visible()  # now the mail is out
    mail = page.context.new_page()
    mail.goto("/outbox/")
    code = re.search(r"\d{8}", mail.get_by_role("article").first.inner_text())[0]
    mail.close()
    tree(page, "code")
    tab_to(page, "textbox", "Code")
    page.keyboard.type(code)
    press(page, "Enter")
    expect(page.get_by_role("heading", name="My page")).to_be_visible()


def test_choosing_a_language_by_keyboard(browser, room):
    page = opened(browser, room)
    page.goto("/log-in/")
    tab_to(page, "link", "Deutsch")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Anmelden", level=1)).to_be_visible()
    tree(page, "log-in-de")


def test_a_complaint_by_keyboard(browser, room):
    page = opened(browser, room)
    enter(page, "member")
    page.goto("/act/file-complaint/")
    tree(page, "complaint")
    tab_to(page, "combobox", "Complaint")
    page.keyboard.type("keyboard-1")
    tab_to(page, "combobox", "Body")
    page.keyboard.type("root")
    tab_to(page, "textbox", "Text")
    page.keyboard.type("Nobody answered my letter.")
    tab_to(page, "button", "Continue")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="What stays private")).to_be_visible()
    assert not barriers(page)


def test_voting_by_keyboard(browser, poll):  # noqa: F811 - the fixture
    site, boxed = poll
    page = opened(browser, site, viewport=NARROW)
    enter_by_code(page, "voter6@example.org")
    page.goto("/booth/b1/vote/")
    expect(page.get_by_role("heading", name="1. Choose")).to_be_focused()
    tree(page, "booth-choose")
    assert not barriers(page)
    tab_to(page, "checkbox", "")
    press(page, "Space")
    tab_to(page, "textbox", "Voting credential")
    page.keyboard.type(boxed.it.whole.credentials["voter 6"])
    press(page, "Enter")
    expect(page.get_by_role("heading", name="2. Look it over")).to_be_focused()
    assert not barriers(page)
    tab_to(page, "button", "Cast my ballot")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Your ballot is in the box")).to_be_focused()
    assert not barriers(page)
