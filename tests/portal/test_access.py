"""Every page for everybody: no serious barrier, nothing wider than a narrow screen, whole journeys without a mouse."""

import pytest
from playwright.sync_api import expect

from tests.portal import pseudo
from tests.portal.browsing import (
    NARROW,
    barriers,
    enter,
    enter_by_code,
    mailed_code,
    opened,
    press,
    tab_to,
    width,
)
from tests.portal.pages import OWN_PATHS, PUBLIC_PATHS
from tests.portal.stage import served, twin
from tests.portal.test_booth import poll  # noqa: F401 - a fixture
from tests.portal.trees import tree


@pytest.fixture(scope="module")
def room(played, tmp_path_factory):
    """A site of this file's own: people act here."""
    with served(twin(played, tmp_path_factory.mktemp("room") / "local")) as found:
        yield found


def visitor(browser, site, **given):
    return opened(browser, site.url, bypass_csp=True, reduced_motion="reduce", **given)


def walked(page, paths):
    """Give what is wrong, by page: barriers, and how much wider it is than the screen."""
    wrong = {}
    for path in paths:
        page.goto(path)
        assert pseudo.BEGINS in page.locator("main").inner_text(), f"{path} speaks another language"
        found, wide = barriers(page), width(page)
        if found or wide > NARROW["width"]:
            wrong[path] = (found, wide)
    return wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_long_words_on_a_narrow_screen_bar_nobody_from_public_pages(browser, odd, scheme):
    page = visitor(browser, odd, viewport=NARROW, color_scheme=scheme, locale=pseudo.CODE)
    assert not walked(page, PUBLIC_PATHS)


@pytest.mark.parametrize("who", ["member", "officer"])
def test_nor_from_their_own_pages(browser, odd, who):
    page = visitor(browser, odd, viewport=NARROW, locale=pseudo.CODE)
    enter(page, who)
    assert not walked(page, OWN_PATHS)


def test_every_year_of_a_figure_is_seen_on_a_narrow_screen(browser, room):
    page = visitor(browser, room, viewport=NARROW)
    page.goto("/figures/")
    ends = page.locator("td.number").evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect().right)"
    )
    assert len(ends) > 20
    assert max(ends) <= NARROW["width"]


def test_logging_in_by_keyboard(browser, room):
    page = visitor(browser, room)
    page.goto("/")
    tab_to(page, "link", "Log in")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Log in", level=1)).to_be_visible()
    tree(page, "log-in")
    tab_to(page, "textbox", "E-mail address")
    page.keyboard.type("member45@example.org")
    press(page, "Enter")
    code = mailed_code(page, "member45@example.org")
    tree(page, "code")
    tab_to(page, "textbox", "Code")
    page.keyboard.type(code)
    press(page, "Enter")
    expect(page.get_by_role("heading", name="My page")).to_be_visible()


def test_choosing_a_language_by_keyboard(browser, room):
    page = visitor(browser, room)
    page.goto("/log-in/")
    tab_to(page, "link", "Deutsch")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Anmelden", level=1)).to_be_visible()
    tree(page, "log-in-de")


def test_a_complaint_by_keyboard(browser, room):
    page = visitor(browser, room)
    enter(page, "member")
    page.goto("/act/file-complaint/")
    tree(page, "complaint")
    tab_to(page, "combobox", "Complaint")
    page.keyboard.type("keyboard-1")
    tab_to(page, "combobox", "Body")
    page.keyboard.type("Local")
    tab_to(page, "textbox", "Text")
    page.keyboard.type("Nobody answered my letter.")
    tab_to(page, "button", "Continue")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="What stays private")).to_be_visible()
    assert not barriers(page)


def test_voting_by_keyboard(browser, poll):  # noqa: F811 - the fixture
    site, boxed = poll
    page = visitor(browser, site, viewport=NARROW)
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
