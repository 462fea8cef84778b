"""What the record says already is not typed: the paper and the roll of an election, how often the register was looked into."""

import html
import re

from bylaw.people.files import FOLDER
from bylaw.people.looks import newest
from bylaw.projections.known_fields import paper_of
from tests.portal.test_on_paper import MEMBER, REGISTRAR, client_of

FIX, LOOKS = "/act/fix-paper/", "/act/record-access-head/"


def value(text: str, name: str) -> str:
    """What stands in a field of a form."""
    found = re.search(rf'<input id="f-{name}"[^>]*?value="([^"]*)"', text)
    area = re.search(rf'<textarea id="f-{name}".*?>(.*?)</textarea>', text, re.DOTALL)
    return html.unescape((found or area)[1])


def test_paper_and_roll_of_an_election_stand_in_the_form_and_are_only_confirmed(site):
    paper = paper_of(site.year.on.state, "president-2025")
    assert paper["options"]
    teller = client_of(site, MEMBER)
    filled = teller.get(f"{FIX}?election=president-2025").text
    assert value(filled, "options").split() == list(paper["options"])
    assert (value(filled, "voters"), value(filled, "root")) == (str(paper["voters"]), paper["root"])
    assert "Kept private" not in filled
    review = teller.post(FIX, {"election": "president-2025", "options": "", "voters": "", "root": ""})
    assert review.status == 422, "its poll is over"
    assert paper["root"] in review.text
    typed = teller.post(FIX, {"election": "president-2025", "voters": "1"})
    assert '"voters":1}' in html.unescape(typed.text), "what was typed stays"
    assert not value(teller.get(FIX).text, "root"), "of no election nothing is known"


def test_how_often_the_register_was_looked_into_stands_in_the_form_of_who_may_enter_it(site):
    log = newest(site.folder / FOLDER)
    office, member = client_of(site, REGISTRAR), client_of(site, MEMBER)
    filled = office.get(LOOKS).text
    assert "Kept private" not in filled
    assert (value(filled, "lines"), value(filled, "head")) == (str(log["lines"]), log["head"])
    assert not value(member.get(LOOKS).text, "head"), "the log is its keepers' to tell"
