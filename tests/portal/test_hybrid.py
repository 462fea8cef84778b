"""A hybrid meeting: some at the door, some from afar; each says so herself, the secretary signs, and both count once."""

import json
import re

import pytest
from playwright.sync_api import expect

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.store.organisation import Organisation
from tests.portal.assembly import client_of, convene, signed
from tests.portal.browsing import PHONE, barriers, click, enter, opened
from tests.portal.printed import paper, words_on
from tests.portal.stage import free_port, play, served
from tests.portal.test_api import ask, session

PLACE = "/meetings/hybrid/"
HERE, LIST = f"{PLACE}here/", f"{PLACE}from-afar/"


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """An organisation that this file alone acts in, with a hybrid meeting that is open."""
    with served(play(tmp_path_factory.mktemp("afar") / "local", free_port())) as found:
        convene(found, "hybrid", "in-person\nremote")
        yield found


def present(stage):
    organisation = Organisation.open(stage.folder)
    spells = organisation.state.meetings.attendance["hybrid"]
    organisation.close()
    return {who: spell[-1].mode for who, spell in spells.items() if spell[-1].end > organisation.state.at}


def said(client, here):
    return client.post(HERE, {"here": here}, PLACE).status


def test_who_says_so_is_listed_once_signed_for_and_leaves_the_same_way(stage):
    office = client_of(stage, "member31@example.org")
    near, far = client_of(stage, "member43@example.org"), client_of(stage, "member44@example.org")
    who = {n: stage.year.on.member(f"m0{n}") for n in (42, 43)}
    assert said(near, "yes") == said(far, "yes") == said(far, "yes") == 302
    assert "You said that you take part from afar" in far.get(PLACE).text
    assert said(near, "no") == 302, "she thought better of it"
    assert not present(stage), "saying so makes nobody present"
    assert "1 have come, 0 have gone" in office.get(PLACE).text
    review = office.post(LIST, {}, PLACE)
    signed(office, review)
    assert present(stage) == {who[43]: "remote"}
    assert "You are on the list, from afar" in far.get(PLACE).text
    assert office.post(LIST, {}, PLACE).status == 422, "nobody waits: the list is empty"

    assert said(far, "no") == 302
    assert "0 have come, 1 have gone" in office.get(PLACE).text
    assert said(far, "yes") == 302, "she stays"
    assert "They say so themselves" not in office.get(PLACE).text
    assert said(far, "no") == 302
    signed(office, office.post(LIST, {}, PLACE))
    assert not present(stage)
    assert "I take part from afar" in far.get(PLACE).text


def test_nobody_comes_twice_by_door_and_from_afar(stage):
    office, both = client_of(stage, "member31@example.org"), client_of(stage, "member47@example.org")
    organisation = Organisation.open(stage.folder)
    card = list(organisation.state.cards.of_member(stage.year.on.member("m046")))[-1].name
    organisation.close()
    assert said(both, "yes") == 302
    signed(office, office.post(f"{PLACE}arrivals/", {"cards": json.dumps([card])}, PLACE))
    assert office.post(LIST, {}, PLACE).status == 422, "she came in by the door"
    assert both.get(PLACE).text.count('id="afar"') == 0
    assert said(both, "no") == 404


def test_only_members_say_so_of_themselves_and_only_whoever_keeps_the_list_signs(stage):
    member, program = client_of(stage, "member46@example.org"), session(stage, "member45@example.org")
    for here, words in ((True, "You said that you take part"), (False, "I take part from afar")):
        assert ask(stage, "meetings/hybrid/here", {"here": here}, program)[0] == 202, (
            "a program says it for her"
        )
        assert words in client_of(stage, "member45@example.org").get(PLACE).text
    for wrong in ("", "maybe"):
        assert said(member, wrong) == 404
    other = stage.year.on.member("m049")
    assert member.post(HERE, {"here": "yes", "member": other}, PLACE).status == 302
    assert (
        other
        not in client_of(stage, "member31@example.org").post(LIST, {}, PLACE).text.split('name="act"')[1]
    )
    assert member.post(LIST, {}, PLACE).status == 404
    for closed in ("m-feb", "none"):
        assert member.post(f"/meetings/{closed}/here/", {"here": "yes"}, "/me/").status == 404
        assert not re.search('id="afar"', member.get(f"/meetings/{closed}/").text)


def test_it_is_done_on_a_phone_without_a_barrier(stage, browser):
    page = opened(browser, stage.url, viewport=PHONE)
    enter(page, "member")
    page.goto(PLACE)
    click(page, "I take part from afar", "Taking part")
    expect(page.get_by_text("You said that you take part from afar")).to_be_visible()
    assert not barriers(page)


def text_of(client, path):
    """The words of a PDF."""
    return " ".join(words_on(paper(client, path)).split())


def test_a_draft_of_the_minutes_says_what_the_record_says_and_nobody_s_name(stage):
    office, member = client_of(stage, "member31@example.org"), client_of(stage, "member46@example.org")
    path = f"{PLACE}minutes.pdf"
    assert path in office.get(PLACE).text
    text = text_of(office, path)
    organisation = Organisation.open(stage.folder)
    state = organisation.state
    come = [spells[-1].mode for spells in state.meetings.attendance["hybrid"].values()]
    for words in (
        "Raise the dues",
        "Called",
        "Opened",
        "Signed",
        "page 1 of 1",
        f"In-person {come.count('in-person')}",
    ):
        assert words in text, (words, text)
    decided = next(
        m for m in state.motions.all.values() if m.meeting and m.outcome and m.name in state.motions.counts
    )
    count = state.motions.counts[decided.name]
    organisation.close()
    other = text_of(office, f"/meetings/{decided.meeting}/minutes.pdf")
    assert f"{count.yes} for, {count.no} against, {count.abstain} abstaining" in other
    assert "Closed" in other
    with Register.open(stage.folder / FOLDER) as register:
        assert not [person.name for _, person in register.people() if person.name in text + other]

    assert member.get(path).status == 404
    assert path not in member.get(PLACE).text
    assert office.get("/meetings/none/minutes.pdf").status == 404
