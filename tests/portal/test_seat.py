"""From a nomination to the seat: ten browsers cast a secret ballot, and the office page leads back to each of its steps."""

import json
import re
from itertools import cycle

import pytest
from playwright.sync_api import expect

from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import ExOfficio, May
from tests.acts.boxing import CHAIRS
from tests.acts.society import person
from tests.cli.hands import CLOSES, MEMBERS, Hands, called, closed, counted, nominated, opened, set_up
from tests.portal.browsing import DESK, PHONE, click, enter_by_code
from tests.portal.browsing import opened as page_at
from tests.portal.hands import KEYBOARD, MOUSE
from tests.portal.stage import Site, free_port, served, verify
from tests.portal.trees import tree

VOTERS = range(1, 11)
HANDS = (MOUSE, KEYBOARD)
GUEST = Clause(
    no="40",
    words="The secretary lets the chair of the board sit with the officers.",
    of=("create-office",),
    office=("guest",),
    may=May(any_of=("office secretary here",)),
    ex_officio=ExOfficio(follows=("office chair here",)),
)
STEPS = ["office", "result", "count", "box", "heads", "voters", "keys", "paper", "roll", "clause"]


@pytest.fixture
def hands(tmp_path):
    """Twelve people with their keys at home; those of a demonstration lie in its folder too."""
    found = Hands(tmp_path, GUEST)
    with Register.create(found.org / FOLDER) as register:
        for n in MEMBERS:
            register.add(person(n), Person(name=f"Voter Number{n}", email=f"voter{n}@example.org"))
            (found.org / "keys" / f"m{n}").write_bytes((tmp_path / f"m{n}").read_bytes())
    return found


def entered(browser, url, n, hand=MOUSE):
    page = page_at(browser, url, viewport=PHONE)
    enter_by_code(page, f"voter{n}@example.org", hand)
    return page


def stand(page, election):
    """Nominate oneself by the keys alone, as a member does it on her page."""
    page.goto(f"/act/nominate/?election={election}")
    KEYBOARD.write(page.get_by_label("Member"), person(CHAIRS[0]))
    click(page, "Continue", "Nominate", KEYBOARD)
    expect(page.get_by_text("Nothing stands in the way.")).to_be_visible()
    KEYBOARD.go(page.get_by_role("button", name="Sign with the demo"))
    expect(page.get_by_role("status")).to_contain_text("Recorded as entry")


def encrypt(page, hand, credential, chair, ranks):
    """Choose and encrypt; the ballot is not sent yet."""
    page.goto("/booth/b1/vote/")
    expect(page.get_by_role("heading", name="1. Choose")).to_be_focused()
    hand.go(page.get_by_role("checkbox").nth(chair))
    for place, rank in enumerate(ranks):
        hand.write(page.get_by_role("spinbutton").nth(place), str(rank))
    hand.write(page.get_by_label("Voting credential"), credential)
    hand.go(page.get_by_role("button", name="Encrypt my ballot"))
    expect(page.get_by_role("heading", name="2. Look it over")).to_be_focused()


def cast(pages):
    """Send all ballots before the first answer is looked at: every other voter has the keys alone."""
    for page, hand in zip(pages, cycle(HANDS), strict=False):
        hand.go(page.get_by_role("button", name="Cast my ballot"))
    for page in pages:
        expect(page.get_by_role("heading", name="Your ballot is in the box")).to_be_visible()


def test_ten_browsers_seat_a_chair(browser, hands):
    called(hands)
    site = Site(hands.org, f"http://localhost:{free_port()}", None)
    with served(site):
        stand(entered(browser, site.url, CHAIRS[0], KEYBOARD), "e1")
        nominated(hands, already=CHAIRS[:1])
        set_up(hands)
        opened(hands)
        pages = [entered(browser, site.url, n) for n in VOTERS]
        ranks = cycle([(1, 2, 3), (2, 1, 3)])
        for n, page, hand in zip(VOTERS, pages, cycle(HANDS), strict=False):
            credential = (hands.folder / "credentials" / f"v{n}.txt").read_text().strip()
            encrypt(page, hand, credential, int(n > 6), next(ranks))
        tree(pages[0], "booth-review")
        cast(pages)
        closed(hands)
        archive = counted(hands)
        hands.day(CLOSES + 1)
        pair = "m1:secretary", "m2:president"
        hands.act("declare-result", *pair, election="e1", elected=[person(CHAIRS[0])])
        report = json.loads(hands.types("election", "verify", archive, "--json"))
        assert (report["ballots"], report["counted"], report["result"][0]) == (10, 10, [6, 4])
        hands.day(51)
        hands.act("declare-result", *pair, election="e2", elected=[person(5), person(6)], ballots=archive)
        page = page_at(browser, site.url, viewport=DESK)
        page.goto("/offices/board/chair/")
        expect(page.get_by_role("main")).to_contain_text("Voter Number5")
        expect(page.locator("#trails output")).to_contain_text("Your browser read")
        ticked = page.locator(".trail > li.ticked")
        assert [step.get_attribute("data-step") for step in ticked.all()] == STEPS
        tree(page, "seat")
        hands.act("create-office", "m1:secretary", body="root", office="guest")
        page.goto("/offices/")
        expect(page.get_by_role("link", name=re.compile("^ex officio: chair"))).to_be_visible()
        page.goto("/offices/root/guest/")
        expect(page.locator("#trails output")).to_contain_text("Your browser read")
        expect(page.locator(".trail > li.failed")).to_have_count(0)
        steps = [step.get_attribute("data-step") for step in page.locator(".trail > li.ticked").all()]
        assert steps == ["office", "ex officio", *STEPS]
        assert verify(site.url)["exit"] == 2, "valid, but for witnesses: this log has none"
