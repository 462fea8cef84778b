"""Every page as somebody hears it who does not see it: titles, headings, labels, and what is wrong is told first."""

import re
from collections import defaultdict

import pytest
from playwright.sync_api import expect

from bylaw.portal import forms
from tests.portal.browsing import barriers, enter, opened, press, tab_to
from tests.portal.heard import Page, flaws
from tests.portal.pages import OWN_PATHS, PUBLIC_PATHS
from tests.portal.stage import Client

VISITORS = ("", "member", "officer", "registrar", "charged")


def heard(site, who, paths):
    """Give the pages that open to somebody, by their addresses."""
    client = Client(site.url)
    if who:
        assert client.post("/guide/enter/", {"as": who}, "/guide/").status == 302
    found = {path: client.get(path) for path in paths}
    return {path: Page(page.text) for path, page in found.items() if page.status == 200}


@pytest.mark.parametrize("who", VISITORS)
def test_no_page_leads_astray_whoever_hears_it(site, who):
    pages = heard(site, who, [*PUBLIC_PATHS, *(OWN_PATHS if who else ())])
    assert len(pages) >= len(PUBLIC_PATHS)
    wrong = {path: list(flaws(page)) for path, page in pages.items()}
    assert not {path: found for path, found in wrong.items() if found}
    titled = defaultdict(list)
    for path, page in pages.items():
        titled[page.title].append(path)
    assert not {title: paths for title, paths in titled.items() if len(paths) > 1}


def test_nor_does_any_form(site):
    pages = heard(site, "officer", [f"/act/{kind}/" for kind in forms.FORMS])
    assert len(pages) == len({page.title for page in pages.values()}) == len(forms.FORMS)
    wrong = {path: list(flaws(page)) for path, page in pages.items()}
    assert not {path: found for path, found in wrong.items() if found}


@pytest.mark.parametrize(
    ("source", "flaw"),
    [
        ("<h1>A</h1><h3>B</h3>", "from h1 to h3"),
        ("<h1>B</h1>", "the title is 'A, C', the heading 'B'"),
        ("<h1>A</h1><h1>A</h1>", "2 first headings, 1 main parts"),
        ("<h1>A</h1><input name='x'>", "a field without a label: x"),
        ("<h1>A</h1><label for='x'>X</label>", "for of a label names x, which is not there"),
        ("<h1>A</h1><p class='hint' id='h'>", "the hint h is no field's"),
        ("<h1>A</h1><a href='/1'>X</a><a href='/2'>X</a>", "'X' leads to ['/1', '/2']"),
        ("<h1>A</h1><table></table>", "a table without a name"),
        ("<h1>A</h1><button></button>", "a button without a name"),
        ("<h1 id='x'>A</h1><p id='x'>", "two elements are called x"),
    ],
)
def test_what_leads_astray_is_found(source, flaw):
    assert list(flaws(Page(f"<title>A, C</title><main>{source}</main>"))) == [flaw]
    assert not list(flaws(Page("<title>A, C</title><main><h1>A</h1></main>")))


def test_a_mistake_is_told_first_and_leads_to_its_field(browser, site):
    """The page that says it is titled so, what is wrong has the focus, and its link leads to the field."""
    page = opened(browser, site.url, bypass_csp=True)
    enter(page, "officer")
    page.goto("/act/call-election/?opens=tomorrow")
    page.get_by_role("button", name="Continue").evaluate("it => { it.form.noValidate = true; }")
    page.locator("#f-seats").fill("two")
    tab_to(page, "button", "Continue")
    press(page, "Enter")
    told = page.get_by_role("alert")
    expect(told).to_be_focused()
    expect(told).to_contain_text("Not yet. Seats: 'two' is no whole number")
    expect(page).to_have_title(re.compile("^Not yet. Call election"))
    press(page, "Tab", "Enter", "Tab")
    field = page.get_by_role("textbox", name="Seats")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("Not yet. Seats: 'two' is no whole number")
    assert not barriers(page)
