"""A petition to bring a charge, from the form: sealed before it is signed, and read by those who decide on it."""

import html
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
