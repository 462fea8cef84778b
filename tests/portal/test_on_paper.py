"""Members without a device: a form is printed, the signed sheet entered by one office and confirmed by another."""

import re

import pytest
from playwright.sync_api import expect

from bylaw.acts.keeping.papers import writer_of
from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.store.organisation import Organisation
from tests.portal.browsing import PHONE, barriers, enter, opened
from tests.portal.sending import send, slip
from tests.portal.stage import Client, log_in, served, twin
from tests.portal.test_acting import shown_act
from tests.portal.test_attachments import PDF
from tests.portal.test_together import hidden

SECRETARY, PRESIDENT, REGISTRAR, MEMBER = (f"member{n}@example.org" for n in (31, 21, 42, 16))


@pytest.fixture(scope="module")
def stage(played, tmp_path_factory):
    """An organisation that this file alone acts in."""
    with served(twin(played, tmp_path_factory.mktemp("paper") / "local")) as found:
        yield found


def client_of(stage, address):
    client = Client(stage.url)
    log_in(client, address)
    return client


def test_every_form_is_printed_for_every_member(stage):
    member = client_of(stage, MEMBER)
    forms = re.findall(r'href="(/paper/[a-z-]+\.pdf)', member.get("/paper/").text)
    assert {
        "/paper/apply.pdf",
        "/paper/nominate.pdf",
        "/paper/sign-petition.pdf",
        "/paper/appeal.pdf",
    } <= set(forms)
    for form in forms:
        found = member.get(form)
        assert (found.status, found.headers["Content-Type"]) == (200, "application/pdf"), form
        assert found.text.startswith("%PDF-")


def test_a_signed_paper_is_entered_by_one_office_confirmed_by_another_and_takes_effect(stage):
    office = client_of(stage, SECRETARY)
    with Register.open(stage.folder / FOLDER) as register:
        member = stage.year.on.member("m015")
        who = register.person(member)
    page = "/paper/enter/file-complaint/"
    fields = {
        "who": f"  {who.name.upper()} ",
        "complaint": "on-paper",
        "body": "root",
        "text": "The stairs are dark.",
    }
    review = send(office, slip(office, page), fields, {"scan": PDF})
    assert "Enter paper" in review.text
    assert "The stairs are dark" not in shown_act(review.text)
    words = hidden(review.text, "words")
    done = office.post("/sign/demo/", {"act": shown_act(review.text), "words": words}, "/me/")
    assert done.status == 302, done.text
    state = state_of(stage)
    name = next(each for each in state.corrections.papers if each.startswith("file-complaint-"))
    assert state.corrections.papers[name].member == "", "who complains is sealed"
    assert writer_of(state, state.corrections.papers[name]) == member
    for address in (REGISTRAR, PRESIDENT):
        other = client_of(stage, address)
        review = other.post("/act/confirm-paper/", {"paper": name}, "/act/confirm-paper/")
        if review.status == 200:
            assert other.post("/sign/demo/", {"act": shown_act(review.text)}, "/me/").status == 302
            break
    assert state_of(stage).complaints.all["on-paper"].author == member
    assert "on-paper" in client_of(stage, MEMBER).get("/cases/").text
    with Register.open(stage.folder / FOLDER) as register:
        assert b"The stairs are dark." in {opening.value for opening in register.openings_for(member)}


def state_of(stage):
    organisation = Organisation.open(stage.folder)
    organisation.close()
    return organisation.state


def test_the_office_alone_enters_and_for_whom_it_knows(stage):
    office, other = client_of(stage, SECRETARY), client_of(stage, MEMBER)
    fields = {"complaint": "nobody", "body": "root", "text": "x"}
    for who in ("", "Nobody Known", "member"):
        found = send(
            office, slip(office, "/paper/enter/file-complaint/"), {**fields, "who": who}, {"scan": PDF}
        )
        assert (found.status, "Nobody on your roll" in found.text) == (400, True)
    assert other.get("/paper/").status == 200
    assert "Enter a signed paper" not in other.get("/paper/").text
    assert other.get("/paper/enter/file-complaint/").status == 404
    assert other.post("/paper/enter/file-complaint/", fields, "/me/").status == 404
    for kind in ("admit", "none", "open-import"):
        assert office.get(f"/paper/enter/{kind}/").status == 404
        assert office.get(f"/paper/{kind}.pdf").status == 404


def test_the_pages_are_usable_by_all(stage, browser):
    page = opened(browser, stage.url, viewport=PHONE)
    enter(page, "officer")
    for path in (
        "/paper/",
        "/paper/enter/file-complaint/",
        "/applicants/",
        "/register/import/",
        "/act/file-complaint/",
    ):
        page.goto(path)
        expect(page.locator("main h1")).to_be_visible()
        assert not barriers(page), path
