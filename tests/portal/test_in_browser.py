"""What the reader's own browser checks: the head, every entry under it, and the way from an office to its clause."""

import re

import pytest
from playwright.sync_api import expect

from tests.portal.browsing import opened


@pytest.fixture
def page(browser, site):
    found = opened(browser, site.url)
    yield found
    found.context.close()


def ask(page, said, button, label="", typed=""):
    """Press a button of the page and wait until its own answer says this."""
    if label:
        page.get_by_label(label).fill(typed)
    page.get_by_role("button", name=button).click()
    form = page.locator("form", has=page.get_by_role("button", name=button))
    expect(form.locator("output")).to_contain_text(re.compile(said))


def change(find, put):
    def route(it):
        answer = it.fetch()
        it.fulfill(response=answer, body=answer.body().replace(find, put))

    return route


HEAD, ENTRY = "Check the head and every entry", "Is it in the record?"


def test_the_head_and_its_entries_are_checked_here(page):
    page.goto("/verify/")
    ask(page, "^✓.*1 of its witnesses cosigned, 1 must", HEAD)
    ask(page, "^✓ Entry 0 is under the head: found", ENTRY, "An entry", "0")
    ask(page, "^✗", ENTRY, "An entry", "f" * 64)


@pytest.mark.parametrize(
    ("files", "find", "put", "said"),
    [
        ("**/tile/entries/**", b"president", b"presidemt", "do not have the root"),
        ("**/checkpoint", b"/record\n", b"/record\n1", "not signed by the key of this log"),
        ("**/checkpoint", "\u2014 witness".encode(), "\u2014 witless".encode(), "0 of its witnesses"),
    ],
)
def test_one_byte_changed_is_seen(page, files, find, put, said):
    page.route(files, change(find, put))
    page.goto("/verify/")
    ask(page, f"^✗.*{said}", HEAD)


def test_the_key_of_another_log_does_not_fit(page, site):
    page.goto("/verify/")
    other = str(site.year.on.witness.vkey)
    ask(page, "^✗.*not signed by the key", HEAD, "Key of the log", other)


def test_every_step_from_the_president_to_the_clause_is_ticked(page):
    page.goto("/offices/root/president/")
    expect(page.locator(".trail > li.ticked")).to_have_count(6)
    expect(page.locator(".trail > li.failed")).to_have_count(0)
    expect(page.locator("#trails output")).to_contain_text("1 witness cosigned")


@pytest.mark.parametrize("office", ["board/steward", "root/delegate"])
def test_the_way_through_a_box_is_ticked_too(page, office):
    page.goto(f"/offices/{office}/")
    expect(page.locator("#trails output")).to_contain_text("Your browser read")
    expect(page.locator(".trail > li.failed")).to_have_count(0)
    assert {"box", "heads", "voters", "keys", "sample"} <= {
        step.get_attribute("data-step") for step in page.locator(".trail > li.ticked").all()
    }


def test_an_officer_whom_the_count_did_not_elect_is_not_ticked(page):
    """The page names another than the record does: the steps that hang on it stay unticked."""
    forged = 'data-member="'
    page.route("**/offices/root/president/", change(forged.encode(), (forged + "0").encode()))
    page.goto("/offices/root/president/")
    expect(page.locator(".trail > li.failed[data-step=office]")).to_have_count(1)


def test_changed_entries_tick_nothing(page):
    page.route("**/tile/entries/**", change(b"president", b"presidemt"))
    page.goto("/offices/root/president/")
    expect(page.locator("#trails output")).to_contain_text("could not check")
    expect(page.locator(".ticked")).to_have_count(0)
