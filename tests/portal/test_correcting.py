"""What the register knows of somebody is corrected in a browser by who keeps it; she reads by whom, what and why."""

import html
import json
import re
from random import Random

import pytest
from msgspec import inspect
from msgspec.structs import replace
from playwright.sync_api import expect

from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.people.text import tidy
from tests.hostile.any_value import Values
from tests.portal.browsing import PHONE, barriers, enter, opened
from tests.portal.stage import Client, served, twin
from tests.portal.test_joining_on_paper import confirmed, entered
from tests.portal.test_on_paper import MEMBER, SECRETARY, client_of, state_of
from tests.portal.test_walk import holder

WHY = "she moved, and wrote to us"


@pytest.fixture(scope="module")
def stage(played, tmp_path_factory):
    """An organisation that this file alone acts in."""
    with served(twin(played, tmp_path_factory.mktemp("correcting") / "local")) as found:
        yield found


def page_of(member):
    return f"/register/people/{member}/"


def corrected(client, member, **fields):
    return client.post(page_of(member), {"why": WHY, **fields}, "/me/")


def person(stage, member):
    with Register.open(stage.folder / FOLDER) as register:
        return register.person(member)


def looks(stage, member):
    with Register.open(stage.folder / FOLDER) as register:
        return [each.access for each in register.vault.told(member)]


def mails(client, address):
    return [each for each in client.get("/outbox/").text.split("<article") if f"To {address}<" in each]


def test_a_member_is_corrected_and_reads_by_whom_what_and_why(stage):
    office, member = client_of(stage, SECRETARY), stage.year.on.member("m018")
    her, before, size = client_of(stage, "member19@example.org"), person(stage, member), state_of(stage).size
    shown = office.get(page_of(member)).text
    assert html.escape(before.name) in shown
    assert before.address not in shown, (
        "what stands in the register is not shown: that would be a look without a line"
    )
    found = corrected(office, member, address="  Weg 1,   Ort ", out="number")
    assert found.status == 200, found.text
    assert "Corrected" in found.text
    assert person(stage, member) == replace(before, address="Weg 1, Ort", number="")
    line = looks(stage, member)[-1]
    assert (line.what, line.why) == ("correction of number, address", WHY)
    assert line.by == (stage.year.on.member("m030"),)
    read = her.get("/me/looks/").text
    assert "correction of number, address" in read
    assert WHY in read
    assert json.loads(her.get("/me/data/").text)["person"]["address"] == "Weg 1, Ort"
    assert state_of(stage).size == size, "the record does not change"


def test_the_same_form_sent_twice_is_one_correction_and_one_mail_to_the_address_of_before(stage):
    office, member = client_of(stage, SECRETARY), stage.year.on.member("m019")
    before = len(looks(stage, member))
    for word in ("Corrected", "already"):
        found = corrected(office, member, email="anew@example.org")
        assert (found.status, word in found.text) == (200, True)
    assert len(looks(stage, member)) == before + 1
    told = [each for each in mails(office, "member20@example.org") if "corrected" in each]
    assert len(told) == 1
    assert html.escape(WHY) in told[0]
    assert client_of(stage, "anew@example.org").get("/me/").status == 200, "codes to log in go to the new one"


def test_an_application_that_came_on_paper_is_corrected_and_its_name_is_new_on_every_page(stage):
    office = client_of(stage, SECRETARY)
    paper, member = entered(stage, name="Vera Onne", address="Am Berg 3, Neustadt")
    assert office.get(page_of(member)).status == 404, "nobody else has seen the paper yet: it is typed again"
    confirmed(stage, paper)
    assert "Vera Onne" in office.get("/applicants/").text
    assert page_of(member) in office.get(f"/applicants/{member}/").text
    assert corrected(office, member, name="Vera Ohne").status == 200
    listed = office.get("/applicants/").text
    assert ("Vera Ohne" in listed, "Vera Onne" in listed) == (True, False)
    assert person(stage, member) == Person("Vera Ohne", address="Am Berg 3, Neustadt")
    assert looks(stage, member)[-1].what == "correction of name"


def test_who_does_not_keep_the_register_finds_no_such_page(stage):
    member = stage.year.on.member("m021")
    before, told = person(stage, member), len(looks(stage, member))
    for address in (MEMBER, "member22@example.org", holder(stage, "steward")):
        other = client_of(stage, address)
        assert other.get(page_of(member)).status == 404
        assert corrected(other, member, email="evil@example.org").status == 404
        assert other.post("/register/people/", {"who": before.name}, "/me/").status == 404
    nobody = Client(stage.url)
    assert nobody.get(page_of(member)).headers["Location"].startswith("/log-in/")
    office = client_of(stage, SECRETARY)
    for unknown in ("0" * 32, "x", "root"):
        assert corrected(office, unknown, name="Eve").status == 404
    assert (person(stage, member), len(looks(stage, member))) == (before, told)


PERSIAN = "\u0646\u06cc\u0644\u0648\u0641\u0631 \u0645\u06cc\u200c\u062e"
"""A name with a joiner, which its script needs."""
REFUSED = [
    ({}, "nothing is to be corrected"),
    ({"name": "   "}, "nothing is to be corrected"),
    ({"name": "Eve", "why": "  "}, "Say why"),
    ({"name": "Eve", "why": "a\u202eb"}, "U+202E"),
    ({"name": "Eve", "why": "w" * 201}, "201 characters"),
    ({"name": "Eve", "why": "w" * 5000}, "5000 characters"),
    ({"name": "a\u202eb"}, "U+202E"),
    ({"name": "a\x00b"}, "U+0000"),
    ({"phone": "1" * 201}, "201 characters"),
    ({"address": "1" * 9000}, "9000 characters"),
    ({"email": "nowhere"}, "is no e-mail address"),
    ({"email": "a@example.org\r\nBcc: b@example.org"}, "is no e-mail address"),
    ({"out": "name"}, "a person has a name"),
    ({"out": "kind"}, "nothing of it was read"),
    ({"kind": "organisation", "phone": "1"}, "nothing of it was read"),
    ({"phone": "1", "out": "phone"}, "not both"),
    ({"number": "L12-0024"}, "somebody else has this number"),
]
"""What cannot be, one class after another, and what is said to it."""


@pytest.mark.parametrize(("fields", "said"), REFUSED)
def test_what_cannot_be_is_refused_with_what_was_typed_and_changes_nothing(stage, fields, said):
    office, member = client_of(stage, SECRETARY), stage.year.on.member("m022")
    before, told = person(stage, member), len(looks(stage, member))
    found = corrected(office, member, **fields)
    assert (found.status, said.lower() in html.unescape(found.text).lower()) == (400, True), found.text
    wrong = re.search(r'<a href="#(\w+)">', found.text.partition('id="wrong"')[2].partition("</div>")[0])
    assert re.findall(r'id="(\w+)"[^>]*aria-invalid', found.text) == ([wrong[1]] if wrong else []), (
        "it leads there"
    )
    assert (person(stage, member), len(looks(stage, member))) == (before, told)


def test_whatever_is_typed_is_refused_or_stands_tidied_and_escaped(stage):
    office, member, state = client_of(stage, SECRETARY), stage.year.on.member("m024"), state_of(stage)
    drawn = Values(Random(7), state, state.at, {})
    texts = [drawn.of(inspect.StrType(), "text") for _ in range(12)]
    for text in ("<script>alert(1)</script>", PERSIAN, 'O\'Neill & "Söhne"', *texts):
        before = person(stage, member)
        found = corrected(office, member, name=text)
        assert found.status in {200, 400}, text
        after = person(stage, member)
        assert after == (
            before if found.status == 400 or not text.strip() else replace(before, name=tidy(text))
        )
        assert "<script>alert" not in found.text
    assert corrected(office, member, name="Nina Plain").status == 200


def test_in_a_browser_the_office_finds_somebody_and_corrects_her(stage, browser):
    page, member = opened(browser, stage.url, viewport=PHONE), stage.year.on.member("m025")
    enter(page, "officer")
    page.goto("/register/")
    page.get_by_label("Whose").fill("Nobody Known")
    page.locator("form:has(#who) button").click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody on your roll")
    page.get_by_label("Whose").fill(member)
    page.locator("form:has(#who) button").click()
    expect(page).to_have_url(re.compile(f"{page_of(member)}$"))
    page.get_by_label("Telephone", exact=False).first.fill("555 0100")
    page.get_by_label("Why").fill("asked at the desk")
    page.get_by_role("button", name="Correct it").click()
    expect(page.get_by_role("status")).to_contain_text("Corrected: Telephone.")
    assert not barriers(page)
    assert person(stage, member).phone == "555 0100"
