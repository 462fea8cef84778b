"""An act of two signers waits for the second; private words are kept, and the record holds their commitment."""

import html
import re

import pytest

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from tests.portal.stage import Client, log_in, served, twin
from tests.portal.test_acting import shown_act

PRESIDENT, SECRETARY, STRANGER = "member21@example.org", "member31@example.org", "member9@example.org"
MINUTES = {"meeting": "m-feb", "minutes": "5" * 64}


@pytest.fixture(scope="module")
def hall(played, tmp_path_factory):
    with served(twin(played, tmp_path_factory.mktemp("hall") / "local")) as site:
        yield site


def person(site, address):
    client = Client(site.url)
    log_in(client, address)
    return client


def hidden(text, name):
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', text)[1])


def signed(client, kind, fields):
    """Fill in a form and sign; gives the answer to the signature."""
    review = client.post(f"/act/{kind}/", fields)
    assert review.status == 200, review.text
    return client.post(
        "/sign/demo/", {"act": shown_act(review.text), "words": hidden(review.text, "words")}, "/me/"
    )


def test_a_second_signer_finds_the_act_and_with_her_it_is_recorded(hall):
    president, secretary, stranger = (person(hall, who) for who in (PRESIDENT, SECRETARY, STRANGER))
    assert signed(secretary, "file-minutes", MINUTES).headers["Location"].startswith("/entries/")

    waits = signed(president, "approve-minutes", MINUTES)
    page = waits.headers["Location"]
    assert page.startswith("/waiting/")
    assert "has not signed" in president.get(page).text
    assert "Signed by me, waiting for others" in president.get("/me/").text
    assert stranger.get(page).status == 404
    assert page not in stranger.get("/me/").text

    mine = secretary.get("/me/").text
    assert "Waiting for my signature" in mine
    assert page in mine
    act = shown_act(secretary.get(page).text)
    twice = president.post("/sign/demo/", {"act": act}, "/me/")
    assert twice.headers["Location"] == page, "one officer twice is not two"
    intruder = stranger.post("/sign/demo/", {"act": act}, "/me/")
    assert intruder.status == 422
    done = secretary.post("/sign/demo/", {"act": act}, "/me/")
    entry = secretary.get(done.headers["Location"]).text
    assert "as president" in entry
    assert "as secretary" in entry
    assert secretary.get(page).status == 404, "it waits no more"
    assert page not in president.get("/me/").text


def test_private_words_open_the_commitment_in_the_record(hall):
    member = person(hall, "member10@example.org")
    words = "She was not a member on the day.\nSecond line: ümlaut."
    review = member.post("/act/dissent/", {"motion": "raise-quorum", "reasons": words})
    assert html.escape("She was not") in review.text
    assert review.status == 200, review.text
    kept, act = hidden(review.text, "words"), shown_act(review.text)
    assert "ümlaut" not in act
    forged = member.post("/sign/demo/", {"act": act, "words": kept.replace("She", "He")}, "/me/")
    assert forged.status == 422, "other words than those committed to"
    done = member.post("/sign/demo/", {"act": act, "words": kept}, "/me/")
    assert done.status == 302
    assert "ümlaut" not in member.get(done.headers["Location"]).text.partition("What was written")[0]
    with Register.open(hall.folder / FOLDER) as register:
        openings = register.openings_for(hall.year.on.member("m009"))
    opened = {opening.commitment: opening.value.decode() for opening in openings}
    assert words in opened.values()
    assert next(name for name, value in opened.items() if value == words) in act
