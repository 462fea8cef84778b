"""A petition to bring a charge, from the form: sealed before it is signed, and read by those who decide on it."""

import html
import json
import re

from bylaw.record.clock import rfc3339
from tests.portal.stage import Client, log_in
from tests.portal.test_api import ask, session

NAME = "charge-sought"


def client_of(site, n: int) -> Client:
    client = Client(site.url)
    log_in(client, f"member{n + 1}@example.org")
    return client


def hidden(text: str, name: str) -> str:
    return html.unescape(re.search(rf'name="{name}" value="([^"]+)"', text)[1])


def matter(site, charged: str) -> str:
    on = site.year.on
    told = {
        "case": "case-9",
        "body": "root",
        "charged": charged,
        "clause": "6.2",
        "ground": "theft",
        "facts": "f" * 64,
    }
    return on.matter("bring-charge", **told, deed=rfc3339(on.state.at - 86_400))


def test_a_charge_is_petitioned_for_under_seal_and_read_by_those_with_a_vote(site):
    charged = site.year.on.member("m030")
    opener, voter, accused = client_of(site, 6), client_of(site, 7), client_of(site, 30)
    typed = {"name": NAME, "body": "root", "matter": matter(site, charged), "text": "Why we ask for it."}
    review = opener.post("/act/open-petition/", typed)
    assert review.status == 200, review.text
    act, words = hidden(review.text, "act"), hidden(review.text, "words")
    assert charged not in act
    assert charged in words
    done = opener.post("/sign/demo/", {"act": act, "words": words}, "/me/")
    assert done.status == 302, done.text
    assert charged not in opener.get(done.headers["Location"]).text
    assert f"/matters/{NAME}/" in voter.get("/cases/").text
    before = accused.get("/me/looks/").text.count("<tr>")
    page = voter.post(f"/matters/{NAME}/", {}, "/cases/")
    assert page.status == 200
    assert charged in page.text
    assert accused.get("/me/looks/").text.count("<tr>") == max(before, 1) + 1
    assert voter.post("/matters/nothing/", {}, "/cases/").status == 404
    program = session(site, "member8@example.org")
    assert ask(site, f"matters/{NAME}", {}, program)[1]["act"]["charged"] == charged
    assert ask(site, "matters/nothing", {}, program)[0] == 404
    stranger = Client(site.url)
    assert charged not in stranger.get(done.headers["Location"]).text
    assert stranger.post(f"/matters/{NAME}/", {}, "/").status != 200


def test_words_that_are_not_behind_the_seal_are_not_taken(site):
    opener = client_of(site, 8)
    charged = site.year.on.member("m031")
    typed = {"name": f"{NAME}-2", "body": "root", "matter": matter(site, charged), "text": "Why."}
    review = opener.post("/act/open-petition/", typed)
    act = hidden(review.text, "act")
    lost = opener.post("/sign/demo/", {"act": act, "words": "[]"}, "/me/")
    assert lost.status == 422


def test_a_petition_is_opened_in_fields_and_nobody_types_what_it_carries(site):
    opener = client_of(site, 9)
    first = opener.get("/act/open-petition/").text
    assert 'href="/petitions/open/call-meeting/"' in first
    assert "<textarea" not in first
    where = "/petitions/open/call-meeting/"
    asked = opener.get(where).text
    assert 'name="do.begins"' in asked
    assert 'name="text"' in asked
    assert 'name="matter"' not in asked
    outer = {"name": "meet-us", "body": "root", "text": "We ask for a meeting."}
    inner = {"name": "m-asked", "body": "root", "begins": rfc3339(site.year.on.state.at + 60 * 86_400)}
    inner |= {"items.0.name": "talk", "items.0.title": "What we ask for"}
    review = opener.post(where, {**outer, **{f"do.{name}": value for name, value in inner.items()}})
    assert review.status == 200, review.text
    act = json.loads(hidden(review.text, "act"))
    assert act["act"] == "open-petition/1"
    assert json.loads(act["matter"])["name"] == "m-asked"
    missing = opener.post(where, {**outer, "do.body": "root"})
    assert missing.status == 400
    assert 'href="#f-do.' in missing.text
    assert opener.get("/petitions/open/repair/").status == 404, "no clause leaves this to a petition"


def test_a_motion_from_its_own_form_asks_for_its_act_in_fields_too(site):
    mover = client_of(site, 9)
    page = mover.get("/act/move/").text
    assert 'href="/resolutions/move/amend-bylaws/"' in page
    assert 'name="matter"' not in page
    assert 'name="text"' in page, "a declaration is moved here"
    assert 'name="matter"' in mover.get("/act/move/?matter=x").text, "what was typed is never lost"
