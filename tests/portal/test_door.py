"""A door in a real browser: a camera that sees a card, no network, an old list, a card that was reported lost, a key that answers."""

import html
import re
from base64 import b64encode
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from bylaw.audit.holder import PATIENCE, answered
from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from tests.portal.browsing import PHONE, authenticator, barriers, chromium, enter, enter_by_code, opened
from tests.portal.camera import card_text, film
from tests.portal.card_holders import CARD, OWN
from tests.portal.hands import MOUSE
from tests.portal.stage import Client, free_port, log_in, play, served
from tests.portal.test_card_answer import ANSWERS, ASKED, text_of

HOLDER, LOSER, REGISTRAR = "m042", "m043", "m041"
DAY = 86_400


READ = """async () => {
    const { readQr } = await import("/static/qr.js");
    const picture = document.querySelector("#door [data-part=code] svg");
    const size = picture.viewBox.baseVal.width, scale = 4, side = size * scale;
    const data = new Uint8ClampedArray(4 * side * side).fill(255);
    for (const [, x, y] of picture.firstElementChild.getAttribute("d").matchAll(/M(\\d+) (\\d+)/g))
        for (let i = 0; i < scale * scale; i += 1)
            data.set([0, 0, 0], 4 * ((Number(y) * scale + Math.floor(i / scale)) * side + Number(x) * scale + i % scale));
    return readQr({ data, width: side, height: side });
}"""
HEARD = """async ({ card, at, question, answers }) => {
    const { answered } = await import("/static/holder.js");
    const told = [];
    for (const [text, moment] of answers)
        told.push(await answered({ card, at, text: question }, text, moment).then(() => "", (fault) => fault.reason ?? String(fault)));
    return told;
}"""


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """An organisation that this file alone acts in."""
    with served(play(tmp_path_factory.mktemp("door") / "local", free_port())) as found:
        yield found


def at_door(page, words="The door is open"):
    page.goto("/door/")
    expect(page.locator("[data-part=state]")).to_contain_text(words)
    return page


def show(page, text, hand=MOUSE):
    hand.write(page.get_by_label(re.compile("^Or the code")), text)
    hand.go(page.get_by_role("button", name="Check"))
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
    with Register.open(stage.folder / FOLDER) as register:
        name = register.person(wish).name
    assert wish in office.post("/cards/issue/", {"member": name}, "/cards/").text, "a name does as well"
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


def asked(page, text: str) -> str:
    """Show a card at a door that asks; gives the address that the code on its screen holds."""
    page.get_by_label("Ask for the key").check()
    page.get_by_label(re.compile("^Or the code")).fill(text)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("[data-part=question]")).to_be_visible()
    expect(page.locator("[data-part=code] path")).to_have_attribute("d", re.compile("^M"))
    return page.evaluate(READ)


def test_a_member_answers_on_her_telephone_and_the_door_hears_it_without_a_network(browser, stage):
    key = stage.year.on.players[HOLDER].key
    door = at_door(opened(browser, stage.url))
    expect(door.get_by_text("This page is kept on this device")).to_be_visible()
    door.reload()
    at_door(door)
    place = asked(door, card_text(stage, HOLDER))
    assert (
        door.get_by_label("The question as text").input_value()
        == parse_qs(urlsplit(place).query)["question"][0]
    )
    assert not barriers(door)
    phone = opened(browser, stage.url, viewport=PHONE)
    member = b64encode(bytes.fromhex(stage.year.on.member(HOLDER))).decode()
    authenticator(
        phone,
        credentialId=b64encode(b"key").decode(),
        privateKey=b64encode(key.private).decode(),
        userHandle=member,
    )
    enter_by_code(phone, "member43@example.org")
    phone.goto(place)
    phone.get_by_role("button", name="Answer with my passkey").click()
    expect(phone.get_by_text("This is your answer.")).to_be_visible()
    expect(phone.get_by_role("img", name="Your answer as a code")).to_be_visible()
    assert not barriers(phone)
    answer = phone.get_by_label("Or hand over this text").input_value()
    door.context.set_offline(offline=True)
    expect(door.locator("[data-part=count]")).to_have_text("0")
    said = show(door, answer)
    expect(said).to_have_class("answer good")
    expect(said).to_contain_text("Answered with the key")
    expect(door.locator("[data-part=count]")).to_have_text("1")
    expect(door.locator("[data-part=question]")).to_be_hidden()
    again = show(door, answer)
    expect(again).to_have_class("answer bad")
    expect(again).to_contain_text("answers no question")


def test_a_door_that_does_not_ask_lets_in_by_the_card_alone(browser, stage):
    door = at_door(opened(browser, stage.url))
    expect(show(door, card_text(stage, HOLDER))).to_have_class("answer good")


def test_another_answer_lets_nobody_in_and_the_question_is_used_up(browser, stage):
    door = at_door(opened(browser, stage.url))
    asked(door, card_text(stage, HOLDER))
    said = show(door, text_of(OWN, ASKED))
    expect(said).to_have_class("answer bad")
    expect(said).to_contain_text("not the answer to the question")
    expect(door.locator("[data-part=question]")).to_be_hidden()
    expect(door.locator("[data-part=count]")).to_have_text("0")
    asked(door, card_text(stage, HOLDER))
    door.get_by_role("button", name="Ask no more").click()
    expect(door.locator("[data-part=question]")).to_be_hidden()


def test_the_browser_judges_answers_as_the_command_does(browser, stage):
    """Every answer of the command's own tests, and each of the good one's flags: both sides say the same."""
    good = text_of(OWN, ASKED)
    cases = [
        (good, ASKED.at),
        (good, ASKED.at + PATIENCE - 1),
        (good, ASKED.at + PATIENCE),
        (good, ASKED.at - 1),
    ]
    cases += [(text, ASKED.at) for text, _ in ANSWERS]
    cases += [(text_of(OWN, ASKED, flags=flags), ASKED.at) for flags in range(256)]
    told = {"card": {"id": CARD.card, "key": CARD.key}, "at": ASKED.at, "question": ASKED.text()}
    page = opened(browser, stage.url)
    page.goto("/door/")
    heard = page.evaluate(HEARD, told | {"answers": cases})
    for (text, at), why in zip(cases, heard, strict=True):
        assert (answered(CARD, ASKED, text, at) is None) is (why == ""), (text[:300], at, why)
    assert heard[:4] == ["", "", "late", "late"]
