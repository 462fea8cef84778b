"""The treasurer's list in a browser: mistakes with their rows, all or nothing, signed as one act, and who may not."""

import re

import pytest
from playwright.sync_api import expect

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.record.clock import rfc3339
from bylaw.store.organisation import Organisation
from tests.portal.browsing import NARROW, barriers, opened, press, tab_to, width
from tests.portal.sending import send
from tests.portal.stage import Client, log_in, served, twin
from tests.portal.test_acting import shown_act
from tests.portal.test_walk import holder

PLACE = "/dues/"
ONE, OTHER = "m016", "m017"
DAY = "2026-03-31"


@pytest.fixture(scope="module")
def stage(played, tmp_path_factory):
    """An organisation that this file alone acts in."""
    with served(twin(played, tmp_path_factory.mktemp("dues") / "local")) as found:
        yield found


@pytest.fixture(scope="module")
def treasurer(stage):
    client = Client(stage.url)
    log_in(client, holder(stage, "treasurer"))
    return client


def bring(client, text, layout="plain", unit="root"):
    return send(client, PLACE, {"layout": layout, "unit": unit}, {"list": text.encode()})


def known(stage, who):
    with Register.open(stage.folder / FOLDER) as register:
        return register.person(stage.year.on.member(who))


def paid(stage, who):
    organisation = Organisation.open(stage.folder)
    found = organisation.state.members.paid_until(stage.year.on.member(who), organisation.state.at)
    organisation.close()
    return found and rfc3339(found)


def looks(stage):
    with Register.open(stage.folder / FOLDER) as register:
        return len(list(register.vault.lines()))


def test_a_list_is_read_shown_signed_and_in_the_record(stage, treasurer):
    one, other = known(stage, ONE), known(stage, OTHER)
    before = looks(stage)
    rows = f"{one.number},{one.name},{DAY},12.50\n{other.number},{other.name},{DAY},99.90\n"
    page = bring(treasurer, f"number,name,paid until,amount\n{rows}")
    assert (page.status, looks(stage)) == (200, before + 1), page.text
    assert ("12.50" in page.text, "Row 2" in page.text, "Row 3" in page.text) == (False, True, True)
    assert paid(stage, ONE) is None or not paid(stage, ONE).startswith("2026-0"), (
        "nothing before it is signed"
    )
    done = treasurer.post("/sign/demo/", {"act": shown_act(page.text)}, "/me/")
    assert (done.status, done.headers["Location"].endswith("?done=1")) == (302, True), done.text
    for who in (ONE, OTHER):
        assert paid(stage, who).startswith(("2026-03-31", "2026-04-01")), "the last second of the local day"


def test_each_mistake_is_shown_with_its_row_and_nothing_can_be_signed(stage, treasurer):
    one = known(stage, ONE)
    good = f"{one.number},{one.name},{DAY}\n"
    wrong = {
        f"number,name,paid until\n{good}99999,Nobody Here,{DAY}\n": (3, "nobody in the register"),
        f"number,name,paid until\n{good}{good}": (3, "the same member as in row 2"),
        f"number,name,paid until\n{one.number},{one.name},\n": (2, "no day until which dues are paid"),
        f"member,paid until\n{'0' * 32},{DAY}\n": (2, "no member of Local 12"),
    }
    for text, (row, words) in wrong.items():
        page = bring(treasurer, text)
        told = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.text))
        assert (page.status, f"Row {row}" in told, words in told) == (400, True, True), told
        assert "/sign/" not in page.text
    for given in ({"layout": "odd"}, {"unit": "nowhere"}):
        assert bring(treasurer, f"number,name,paid until\n{good}", **given).status == 400


def test_more_than_one_act_holds_is_refused_whole(stage, treasurer):
    rows = "".join(f"{member},{DAY}\n" for member in on_roll(stage, 501))
    page = bring(treasurer, f"member,paid until\n{rows}")
    many = rows.count("\n")
    assert (page.status, "at most 500 in one file" in page.text) == (
        (400, True) if many > 500 else (200, False)
    )


def on_roll(stage, most):
    organisation = Organisation.open(stage.folder)
    state = organisation.state
    found = [m for m in state.members.roll.spells if state.members.belongs(state, m, "root", state.at)]
    organisation.close()
    return found[:most]


@pytest.mark.parametrize("office", ["secretary", "steward", ""])
def test_to_others_there_is_no_such_page(stage, office):
    client = Client(stage.url)
    log_in(client, holder(stage, office) if office else "member7@example.org")
    assert client.get(PLACE).status == 404
    assert bring(client, f"member,paid until\n{'0' * 32},{DAY}\n").status == 404
    assert f'href="{PLACE}"' not in client.get("/me/").text
    assert Client(stage.url).get(PLACE).status == 302


def test_on_a_small_phone_by_keyboard_and_for_whoever_does_not_see(browser, stage, treasurer):
    assert f'href="{PLACE}"' in treasurer.get("/me/").text
    page, one = opened(browser, stage.url, viewport=NARROW), known(stage, ONE)
    page.context.add_cookies([{"name": c.name, "value": c.value, "url": stage.url} for c in treasurer.jar])
    page.goto(PLACE)
    bad = f"number,name,paid until\n99999,Nobody Here,{DAY}\n"
    for text, heading in (
        (bad, re.compile("^1 mistake")),
        (bad.replace("99999,Nobody Here", f"{one.number},{one.name}"), "Attest standing"),
    ):
        page.get_by_label("Table (CSV)").set_input_files(
            {"name": "dues.csv", "mimeType": "text/csv", "buffer": text.encode()}
        )
        tab_to(page, "button", "Read it")
        press(page, "Enter")
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        assert not barriers(page)
        assert width(page) <= NARROW["width"]
    expect(page.get_by_role("cell", name=re.compile("31 March 2026"))).to_be_visible()
