"""Keys made in a real browser: an applicant's, a member's first, and one for a lost one; two officers sign beside these two."""

import re

import pytest
from playwright.sync_api import expect

from tests.portal.browsing import PHONE, authenticator, enter_by_code, enter_by_passkey, log_out, opened
from tests.portal.stage import Client, free_port, log_in, play, served
from tests.portal.test_acting import shown_act


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    played = play(tmp_path_factory.mktemp("keys") / "local", free_port())
    with served(played) as site:
        yield site


@pytest.fixture
def page(browser, office):
    """A phone with an authenticator that holds no key yet."""
    found = opened(browser, office.url, viewport=PHONE)
    authenticator(found)
    return found


def test_somebody_without_an_account_applies_with_a_key_of_her_own(page, office):
    page.goto("/log-in/")
    page.get_by_role("link", name="Apply to join").click()
    page.get_by_label("Name").fill("Nora Neu")
    page.get_by_label("E-mail address").fill("nora@example.org")
    page.get_by_label("As").select_option("ordinary")
    page.get_by_role("button", name="Make my passkey and go on").click()
    expect(page.get_by_text("Thumbprint of the new key")).to_be_visible()
    page.get_by_role("button", name="Sign with my passkey").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded as entry")
    expect(page.locator("main")).not_to_contain_text("Nora")
    secretary = Client(office.url)
    log_in(secretary, "member31@example.org")
    assert secretary.get("/me/").text.count("Admit") > 1, "kim waits, and now Nora"


def test_an_application_that_its_key_did_not_sign_is_not_taken(office):
    nobody = Client(office.url)
    nobody.get("/apply/")
    for act in ("", "{}", '{"act":"apply/1"}'):
        found = nobody.post("/apply/sign/", {"act": act, "user": "AA", "client": "AA"}, "/apply/")
        assert found.status == 422
    assert nobody.post("/apply/", {"name": "x", "email": "x@y", "public": "AAAA"}).status == 400


def test_a_member_registers_her_first_key_and_two_officers_sign_beside(page, office):
    enter_by_code(page, "member101@example.org")
    page.get_by_role("link", name="register a passkey").click()
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_text("it then waits for the others")).to_be_visible()
    page.get_by_role("button", name="Sign with my passkey").click()
    expect(page.get_by_text("You have signed; it waits for the others")).to_be_visible()
    two_officers_sign(office, page.url)
    log_out(page)
    enter_by_passkey(page)


def test_a_member_who_lost_her_key_reads_from_when_another_signs_and_how_to_stop_it(page, office):
    enter_by_code(page, "member41@example.org")
    page.get_by_role("link", name="replace it, or it is lost").click()
    page.get_by_role("button", name="I have lost my key").click()
    thumbprint = page.locator("dt:text('Thumbprint of the new key') + dd").inner_text().strip()
    expect(page.locator("dt:text-is('Key') + dd")).to_contain_text(f"passkey {thumbprint[:8]}")
    page.get_by_role("button", name="Sign with my passkey").click()
    expect(page.get_by_text("You have signed; it waits for the others")).to_be_visible()
    two_officers_sign(office, page.url)
    page.goto("/me/key/")
    expect(page.get_by_text("Another key")).to_contain_text("begins on")
    expect(page.get_by_role("button", name="Make a passkey")).to_have_count(0)
    page.get_by_role("link", name="Stop recovery").click()
    expect(page.get_by_role("heading", name="Stop recovery")).to_be_visible()


def two_officers_sign(office, url):
    """The secretary and the president sign what waits at an address, and it is taken in."""
    waits = re.search(r"/waiting/\w+/", url)[0]
    for officer in ("member31@example.org", "member21@example.org"):
        client = Client(office.url)
        log_in(client, officer)
        assert waits in client.get("/me/").text
        done = client.post("/sign/demo/", {"act": shown_act(client.get(waits).text)}, "/me/")
        assert done.status == 302, done.text
    assert done.headers["Location"].startswith("/entries/")
