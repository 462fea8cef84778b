"""A door in a real browser: a camera that sees a card, no network, an old list, a card that was reported lost."""

import html
import re

import pytest
from playwright.sync_api import expect

from tests.portal.browsing import PHONE, barriers, chromium, enter, opened
from tests.portal.camera import card_text, film
from tests.portal.stage import Client, free_port, log_in, play, served

HOLDER, LOSER, REGISTRAR = "m042", "m043", "m041"
DAY = 86_400


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """An organisation that this file alone acts in."""
    with served(play(tmp_path_factory.mktemp("door") / "local", free_port())) as found:
        yield found


def at_door(page, words="The door is open"):
    page.goto("/door/")
    expect(page.locator("[data-part=state]")).to_contain_text(words)
    return page


def show(page, text):
    page.get_by_label(re.compile("^Or the code")).fill(text)
    page.get_by_role("button", name="Check").click()
    answer = page.locator("[data-part=answer]")
    expect(answer).to_be_visible()
    return answer


def signed(client, review):
    act = html.unescape(re.search(r'name="act" value="([^"]+)"', review.text)[1])
    done = client.post("/sign/demo/", {"act": act}, "/me/")
    assert done.status == 302, done.text
    return done


def test_the_camera_sees_a_card_and_its_holder_is_let_in(driver, stage, tmp_path):
    seen = film(card_text(stage, HOLDER), tmp_path / "card.y4m")
    fake = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    with chromium(driver, *fake, f"--use-file-for-fake-video-capture={seen}") as browser:
        page = at_door(opened(browser, stage.url, permissions=["camera"], viewport=PHONE))
        page.get_by_role("button", name="Start the camera").click()
        answer = page.locator("[data-part=answer]")
        expect(answer).to_have_class("answer good")
        expect(answer).to_contain_text("ordinary")
        expect(page.locator("[data-part=count]")).to_have_text("1")


def test_without_a_network_the_door_goes_on(browser, stage):
    page = at_door(opened(browser, stage.url))
    expect(page.get_by_text("This page is kept on this device")).to_be_visible()
    page.reload()
    page.context.set_offline(offline=True)
    at_door(page)
    expect(show(page, card_text(stage, HOLDER))).to_have_class("answer good")
    expect(show(page, card_text(stage, HOLDER))).to_contain_text("Let in before")


@pytest.mark.parametrize(("days", "open_"), [(1, True), (2, False)])
def test_a_list_older_than_the_bylaws_allow_opens_to_nobody(browser, stage, days, open_):
    page = opened(browser, stage.url, service_workers="block")

    def later(route):
        body = route.fetch().text()
        moved = re.sub(r'data-now="(\d+)"', lambda m: f'data-now="{int(m[1]) + days * DAY}"', body)
        route.fulfill(body=moved, content_type="text/html")

    page.route("**/door/", later)
    at_door(page, "The door is open" if open_ else "older than the bylaws allow")
    said = show(page, card_text(stage, HOLDER))
    expect(said).to_have_class("answer good" if open_ else "answer bad")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _text: "hello", "This is no card"),
        (lambda _text: "BYLAW1:" + "A" * 40, "This is no card"),
        (lambda text: text[:-3] + ("000" if text[-3:] != "000" else "100"), "Its signature is not good"),
        (lambda text: text + "0" * 5000, "This is no card"),
    ],
)
def test_what_is_no_card_is_refused(browser, stage, change, said):
    page = at_door(opened(browser, stage.url))
    answer = show(page, change(card_text(stage, HOLDER)))
    expect(answer).to_have_class("answer bad")
    expect(answer).to_contain_text(said)


@pytest.mark.parametrize("name", ["status", "proof"])
def test_a_changed_file_opens_no_door(browser, stage, name):
    page = opened(browser, stage.url, service_workers="block")

    def forged(route):
        answer = route.fetch()
        raw = bytearray(answer.body())
        raw[len(raw) // 2] ^= 1
        route.fulfill(response=answer, body=bytes(raw))

    page.route(f"**/record/cards/{name}", forged)
    at_door(page, "The door lets nobody in")
    expect(show(page, card_text(stage, HOLDER))).to_have_class("answer bad")


def test_a_lost_card_is_good_until_the_list_says_so(browser, stage):
    text, member = card_text(stage, LOSER), Client(stage.url)
    log_in(member, "member44@example.org")
    assert "valid" in member.get("/me/card/").text
    lost = re.search(r"/act/report-card-lost/\?card=([0-9a-f]+)", member.get("/me/card/").text)[1]
    signed(member, member.post("/act/report-card-lost/", {"card": lost}))
    assert "reported lost" in member.get("/me/card/").text
    expect(show(at_door(opened(browser, stage.url)), text)).to_have_class("answer good")
    member.post("/me/card/ask/", {}, "/me/card/")
    office = Client(stage.url)
    log_in(office, "member42@example.org")
    assert "They ask for a card" in office.get("/cards/").text
    signed(office, office.post("/cards/list/", {}, "/cards/"))
    answer = show(at_door(opened(browser, stage.url)), text)
    expect(answer).to_contain_text("not good any more")
    wish = re.search(r'name="member" value="([0-9a-f]{32})"', office.get("/cards/").text)[1]
    signed(office, office.post("/cards/issue/", {"member": wish}, "/cards/"))
    signed(office, office.post("/cards/list/", {}, "/cards/"))
    assert "They ask for a card" not in office.get("/cards/").text
    expect(show(at_door(opened(browser, stage.url)), card_text(stage, LOSER))).to_have_class("answer good")
    expect(show(at_door(opened(browser, stage.url)), text)).to_have_class("answer bad")


def test_the_card_office_is_the_registrar_s(stage):
    other = Client(stage.url)
    log_in(other, "member46@example.org")
    assert other.get("/cards/").status == 404
    for path in ("/cards/list/", "/cards/issue/"):
        assert other.post(path, {}, "/me/").status == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_door_and_card(browser, stage, scheme):
    page = opened(browser, stage.url, color_scheme=scheme)
    at_door(page)
    expect(show(page, "hello")).to_be_visible()
    assert not barriers(page)
    enter(page, "registrar")
    for path in ("/me/card/", "/cards/"):
        page.goto(path)
        assert not barriers(page), path
