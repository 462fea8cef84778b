"""A record whose entries are for members, in a browser: what a stranger is told, and how a member reads, takes and checks."""

from __future__ import annotations

import re
import shlex
import subprocess

import pytest
from playwright.sync_api import expect

from tests.portal.browsing import DESK, NARROW, barriers, enter_by_code, log_out, opened, width
from tests.portal.hands import KEYBOARD
from tests.portal.stage import BYLAW, Site, free_port, served
from tests.portal.test_audience import CLAUSE, MEMBER, found

ADDRESS = f"member{MEMBER}@example.org"


@pytest.fixture(scope="module")
def society(tmp_path_factory):
    """Its clause 90 lets members alone read the entries."""
    folder = tmp_path_factory.mktemp("members-only") / "org"
    found(folder, CLAUSE).organisation.close()
    with served(Site(folder, f"http://localhost:{free_port()}")) as site:
        yield site


@pytest.mark.parametrize("size", [DESK, NARROW], ids=["desk", "small phone"])
def test_a_stranger_reads_which_clause_closes_it_and_checks_what_stays_open(society, browser, size):
    page = opened(browser, society.url, viewport=size)
    assert page.goto("/entries/0/").status == 401
    main = page.locator("main")
    expect(main).to_contain_text("Clause 90: members alone are given entries of the record.")
    expect(main.locator("a.clause", has_text="90")).to_be_visible()
    head = (society.folder / "record" / "checkpoint").read_text().splitlines()
    for line in head[:3]:
        expect(main).to_contain_text(line)
    expect(main).to_contain_text("Signed by:")
    assert barriers(page) == []
    assert width(page) <= size["width"]
    for each in (
        "The bylaws",
        "The offices, and who holds them",
        "The elections and their results",
        "The figures",
    ):
        page.goto("/entries/0/")
        main.get_by_role("link", name=each, exact=True).click()
        expect(main.get_by_role("heading", level=1)).to_be_visible()
        expect(main).not_to_contain_text("Clause 90: members alone")
    page.goto("/entries/0/")
    KEYBOARD.go(main.get_by_role("link", name="check them here"))
    KEYBOARD.go(page.get_by_role("button", name="Check the head and the hash of every entry"))
    expect(page.locator("form[data-check=head] output")).to_contain_text(
        f"✓ {head[1]} entries have the root {head[2]}"
    )
    KEYBOARD.write(page.get_by_label("An entry"), "0")
    KEYBOARD.go(page.get_by_role("button", name="Is it in the record?"))
    expect(page.locator("form[data-check=entry] output")).to_contain_text(
        "✓ Entry 0 is under the head: leaf "
    )
    KEYBOARD.write(page.get_by_label("An entry"), "ab" * 32)
    KEYBOARD.go(page.get_by_role("button", name="Is it in the record?"))
    expect(page.locator("form[data-check=entry] output")).to_contain_text(
        "✗ No such entry is under the head."
    )
    assert barriers(page) == []


def test_a_head_that_names_another_root_than_its_hashes_is_caught_without_entries(society, browser):
    page = opened(browser, society.url)
    page.route("**/record/tile/0/**", lambda route: route.fulfill(body=bytes(32)))
    page.goto("/verify/")
    page.get_by_role("button", name="Check the head and the hash of every entry").click()
    told = page.locator("form[data-check=head] output")
    expect(told).to_contain_text("✗ the entries do not have the root that the head names")


def test_a_member_gets_in_reads_takes_her_copy_and_verifies_it_by_the_commands_of_the_page(
    society, browser, tmp_path
):
    page = opened(browser, society.url, viewport=DESK, accept_downloads=True)
    enter_by_code(page, ADDRESS, KEYBOARD)
    page.goto("/entries/0/")
    expect(page.get_by_role("heading", name="The exact bytes")).to_be_visible()
    page.goto("/me/")
    KEYBOARD.go(page.get_by_role("link", name="My copy of the record"))
    with page.expect_download() as coming:
        KEYBOARD.go(page.get_by_role("link", name="Download"))
    coming.value.save_as(tmp_path / "record.tar")
    shown = page.locator("main pre")
    assert run(shown.first.inner_text(), tmp_path) == [0, 0]
    KEYBOARD.go(page.get_by_role("button", name="Make a reading key"))
    key = page.locator("pre[aria-labelledby=key]").inner_text().strip()
    (tmp_path / "FILE").write_text(key + "\n")
    command = shown.last.inner_text()
    assert "--reading-key FILE" in command
    assert run(command, tmp_path) == [0]
    assert barriers(page) == []
    KEYBOARD.go(page.get_by_role("button", name=re.compile("Take back")))
    expect(page.locator("main")).to_contain_text("The key is taken back")
    expect(page.locator("main")).not_to_contain_text(key[:8])
    assert run(command, tmp_path) != [0]
    log_out(page)
    assert page.goto("/entries/0/").status == 401


def run(lines, place):
    """Run what a page shows, with its program replaced by the one under test; the copy of a test has no witnesses."""
    ran = []
    for line in filter(None, lines.splitlines()):
        words = shlex.split(line.replace(".venv/bin/bylaw", str(BYLAW)))
        words += ["--unwitnessed-ok"] if "verify" in words else []
        ran.append(subprocess.run(words, cwd=place, capture_output=True, check=False, timeout=300).returncode)
    return ran
