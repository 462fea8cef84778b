"""Who left the roll after it was frozen for a vote still votes in the booth; nobody does for her who has died."""

import pytest
from playwright.sync_api import expect

from bylaw.acts.act import Signer
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May
from tests.acts.boxing import Boxed
from tests.acts.recorded import BOXES, Recorded
from tests.acts.society import DAY, person
from tests.portal.browsing import PHONE, click, enter_by_code, opened
from tests.portal.polling import BOX, lay_out
from tests.portal.stage import Client, log_in, served
from tests.portal.test_booth import choose

LEFT, DEAD = 3, 4
LEAVING = (
    Clause(no="88", words="Each leaves by her own word.", of=("resign",), may=May(any_of=("subject",))),
    Clause(no="89", words="The secretary records a death.", of=("record-death",), may=May(any_of=("office secretary root",))),
)  # fmt: skip


@pytest.fixture(scope="module")
def poll(tmp_path_factory):
    """An open box, one of whose voters has resigned since the roll was frozen, and one has died."""
    folder = tmp_path_factory.mktemp("left") / "org"
    boxed = Boxed(Recorded(folder, founders=12, rules=(*BOXES, *LEAVING))).opened()
    boxed.s.do("resign", Signer(person(LEFT), "subject"), member=person(LEFT))
    death = {"member": person(DEAD), "claimed": rfc3339(boxed.s.now - DAY), "records": "d" * 64}
    boxed.s.do("record-death", boxed.s.office(1, "secretary"), **death)
    with served(lay_out(folder, boxed, 12)) as site:
        yield site, boxed


def test_she_votes_from_what_is_left_of_her_page(browser, poll):
    site, boxed = poll
    page = opened(browser, site.url, viewport=PHONE)
    enter_by_code(page, f"voter{LEFT}@example.org")
    expect(page.get_by_role("main")).to_contain_text("you have not been a member of")
    page.get_by_role("link", name="Vote").first.click()
    page.get_by_role("link", name="Open the booth").click()
    choose(page, boxed.it.whole.credentials[f"voter {LEFT}"])
    click(page, "Cast my ballot", "Your ballot is in the box")


def test_nobody_votes_for_her_who_has_died(poll):
    site, _ = poll
    heir = Client(site.url)
    log_in(heir, f"voter{DEAD}@example.org")
    assert "A poll is open" not in heir.get("/me/").text
    for path in ("", "facts.json", "election.json"):
        assert heir.get(f"/booth/{BOX}/{path}").status == 404
    assert heir.post(f"/booth/{BOX}/cast/", {"x": "y"}, "/me/").status == 404
