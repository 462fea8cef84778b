"""Somebody without a device joins: the office types her signed form, another officer confirms it, letters tell her."""

import re

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from bylaw.cli.main import main
from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from tests.portal.browsing import PHONE, barriers, enter, opened
from tests.portal.sending import send, slip
from tests.portal.stage import Client, served, twin
from tests.portal.test_acting import shown_act
from tests.portal.test_attachments import PDF
from tests.portal.test_on_paper import MEMBER, PRESIDENT, REGISTRAR, SECRETARY, client_of, state_of

PAGE = "/paper/enter/apply/"
VERA = Person("Vera Ohne", address="Am Berg 3, 12345 Neustadt")
SHEET = {
    "name": VERA.name,
    "address": VERA.address,
    "email": "",
    "phone": "",
    "body": "root",
    "cls": "ordinary",
}


@pytest.fixture(scope="module")
def stage(played, tmp_path_factory):
    """An organisation that this file alone acts in."""
    with served(twin(played, tmp_path_factory.mktemp("joining") / "local")) as found:
        yield found


def typed(office, **fields):
    return send(office, slip(office, PAGE), {**SHEET, **fields}, {"scan": PDF})


def signed(client, review):
    assert review.status == 200, review.text
    done = client.post("/sign/demo/", {"act": shown_act(review.text)}, "/me/")
    assert done.status == 302, done.text


def entered(stage, **fields):
    """The name of a paper that the secretary typed and signed, and the id of its applicant."""
    office, before = client_of(stage, SECRETARY), set(state_of(stage).corrections.papers)
    signed(office, typed(office, **fields))
    papers = state_of(stage).corrections.papers
    (name,) = set(papers) - before
    return name, papers[name].member


def confirmed(stage, name):
    """Have whoever may confirm a paper do so."""
    for address in (REGISTRAR, PRESIDENT):
        other = client_of(stage, address)
        review = other.post("/act/confirm-paper/", {"paper": name}, "/act/confirm-paper/")
        if review.status == 200:
            return signed(other, review)
    raise AssertionError(review.text)


def letters(office):
    """The newest letter of each subject that waits in the register: the address of its page."""
    page = office.get("/register/").text
    found = re.findall(r'href="(/register/letters/\d+/)"><strong>([^<]+)</strong>', page)
    return {subject: place for place, subject in reversed(found)}


def people_of(stage):
    with Register.open(stage.folder / FOLDER) as register:
        return dict(register.people())


def test_she_is_entered_confirmed_sponsored_and_admitted_and_every_step_reaches_her_by_letter(stage):
    office, name = client_of(stage, SECRETARY), stage.year.on.state.identity.name
    paper, member = entered(stage)
    assert people_of(stage)[member] == VERA, "she is in the register under the id of the record"
    assert VERA.name not in state_of(stage).corrections.papers[paper].matter
    assert member not in state_of(stage).members.applications
    assert f"Your application to join {name}" not in letters(office)
    confirmed(stage, paper)
    place = letters(office)[f"Your application to join {name}"]
    letter = office.get(place).text
    assert VERA.address in letter
    assert "nobody is admitted before then" in letter
    assert office.post(f"{place}pdf/", {}, place).text.startswith("%PDF-")
    page = office.get(f"/applicants/{member}/").text
    assert VERA.address in page
    assert "can still be disowned" in page, "with the clause that gives her the days"
    for number in (7, 16):
        sponsor = client_of(stage, f"member{number}@example.org")
        signed(sponsor, sponsor.post("/act/sponsor/", {"applicant": member}))
    assert office.post("/act/admit/", {"applicant": member}).status == 422
    for days in ("7", "7", "1"):
        assert office.post("/guide/later/", {"days": days}, "/").status == 302
    office = client_of(stage, SECRETARY)
    signed(office, office.post("/act/admit/", {"applicant": member}))
    assert state_of(stage).members.belongs(state_of(stage), member, "root", state_of(stage).at)
    assert VERA.address in office.get(letters(office)[f"You are a member of {name}"]).text


def test_the_same_sheet_typed_again_gets_no_second_id_and_somebody_alike_is_asked_after(stage):
    office, before = client_of(stage, SECRETARY), people_of(stage)
    fields = {"name": "Tilda Twice", "address": "Weg 1, Ort"}
    first, again = typed(office, **fields), typed(office, **fields)
    assert (first.status, again.status) == (200, 200)
    assert len(people_of(stage)) == len(before) + 1
    signed(office, again)
    held = typed(office, **fields)
    assert (held.status, "already" in held.text) == (400, True)
    assert len(people_of(stage)) == len(before) + 1
    assert typed(office, **fields, sure="yes").status == 200, "another person of this name at this address"
    assert len(people_of(stage)) == len(before) + 2
    found = CliRunner().invoke(main, ["person", "orphans", str(stage.folder)]).output.split()
    papers = {paper.member for paper in state_of(stage).corrections.papers.values()}
    (left,) = people_of(stage).keys() - before.keys() - papers
    assert left in found, "she was typed and never signed for"
    assert not papers.intersection(found), "whose paper waits for its confirmation is no orphan"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"address": " "}, "address to which letters go"),
        ({"name": ""}, "Give the name"),
        ({"email": "nowhere"}, "is no e-mail address"),
        ({"name": "x" * 1001}, "too long"),
        ({"member": "0" * 32}, "nothing else"),
        ({"body": "NO SUCH BODY" * 9}, ""),
    ],
)
def test_a_sheet_that_cannot_be_read_enters_nothing(stage, fields, said):
    office, before = client_of(stage, SECRETARY), people_of(stage)
    found = typed(office, **fields)
    assert found.status in {400, 422}
    assert said in found.text
    assert people_of(stage) == before


def test_what_the_bylaws_refuse_leaves_nobody_in_the_register(stage):
    office, before = client_of(stage, SECRETARY), people_of(stage)
    found = typed(office, name="Nina None", cls="patron")
    assert found.status == 422
    assert "there is no class" in found.text
    assert people_of(stage) == before


def test_only_the_office_enters_and_the_member_who_asks_is_told_of_no_page(stage):
    member = client_of(stage, MEMBER)
    assert member.get(PAGE).status == 404
    assert member.post(PAGE, SHEET, "/me/").status == 404
    stranger = Client(stage.url)
    assert stranger.get(PAGE).headers["Location"].startswith("/log-in/")


def test_an_application_that_is_declined_is_answered_by_letter_and_can_be_disowned_on_paper(stage):
    office, name = client_of(stage, SECRETARY), stage.year.on.state.identity.name
    paper, member = entered(stage, name="Dora Disowns")
    confirmed(stage, paper)
    review = send(
        office,
        slip(office, "/paper/enter/disown-paper/"),
        {"who": "Dora Disowns", "paper": paper},
        {"scan": PDF},
    )
    before = set(state_of(stage).corrections.papers)
    words = re.search(r'name="words" value="([^"]*)"', review.text)[1].replace("&quot;", '"')
    done = office.post("/sign/demo/", {"act": shown_act(review.text), "words": words}, "/me/")
    assert done.status == 302, done.text
    (answer,) = set(state_of(stage).corrections.papers) - before
    confirmed(stage, answer)
    assert state_of(stage).corrections.papers[paper].disowned
    assert "was disowned on" in office.get(f"/applicants/{member}/").text
    signed(office, office.post("/act/decline/", {"applicant": member}))
    assert "was declined on" in office.get(letters(office)[f"Your application to join {name}"]).text


def test_an_officer_enters_a_sheet_in_the_browser(stage, browser):
    page = opened(browser, stage.url, viewport=PHONE)
    enter(page, "officer")
    page.goto("/paper/")
    page.locator(f'a[href="{PAGE}"]').click()
    expect(page.locator("main h1")).to_have_text("Enter an application")
    assert not barriers(page)
    page.get_by_label("Name").fill("Berta Browser")
    page.get_by_label("Address").fill("Allee 9, Ort")
    page.locator("input[type=file]").set_input_files(
        {"name": "sheet.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("main")).to_contain_text("Enter paper")
    assert not barriers(page)
    page.locator('form[action="/sign/demo/"] button').click()
    expect(page.locator("main")).to_contain_text("Recorded as entry")
    assert any(person.name == "Berta Browser" for person in people_of(stage).values())
