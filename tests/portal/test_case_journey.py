"""A case in browsers from its charge to the card that is good again at a door; what may not be is refused on the way."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest
from msgspec.structs import replace
from playwright.sync_api import expect

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.rehearsal.local import Local
from bylaw.rehearsal.roll import WITHOUT_EMAIL
from bylaw.rehearsal.scenes.card_at_a_door import CardOffice
from bylaw.store.card_key import NAME, WIDTH, public
from bylaw.store.organisation import write_secret
from tests.portal.browsing import PHONE
from tests.portal.browsing import opened as page_at
from tests.portal.camera import card_text
from tests.portal.hands import KEYBOARD, MOUSE
from tests.portal.journey import Journey, hall, refused
from tests.portal.stage import bylaws, free_port, play, served, verify
from tests.portal.test_door import at_door, show
from tests.portal.trees import tree

ACCUSER, CHARGED, WITNESS = "m051", "m052", "m053"
SECRETARY, REGISTRAR, TELLERS = "ben", "dora", ("emil", "fred", "gina")
CASE = "strike-box"
SEATS = 5


def at_once():
    """The bylaws, but for one number: a sanction does not wait for the appeal, as with many co-operatives."""
    profile = bylaws()
    appeal = next(clause for clause in profile.clauses if clause.no == "6.5")
    changed = replace(appeal, appeal=replace(appeal.appeal, suspensive=False))
    return replace(profile, clauses=tuple(changed if c.no == "6.5" else c for c in profile.clauses))


def scenes(local: Local) -> None:
    """The members, and the key that signs their cards."""
    hall(local)
    office = CardOffice(local)
    local.on.do("register-card-key", *local.pair(), key=public(office.key))
    secret = office.key.private_numbers().private_value.to_bytes(WIDTH, "big")
    write_secret(local.on.organisation.folder / NAME, secret)


@pytest.fixture(params=[MOUSE, KEYBOARD], ids=["mouse", "keyboard"])
def way(request, browser, tmp_path):
    profile = at_once()
    with served(play(tmp_path / "local", free_port(), scenes, profile)) as site:
        yield Journey(browser, site, profile.zone, request.param)


def lists(way):
    """Have the registrar tell the doors what has become of cards."""
    page = way.as_(REGISTRAR, "/cards/")
    way.go(page.get_by_role("button", name="Publish a new list"))
    way.signed(page)


def carded(way):
    """Let the member ask for a card, and the registrar issue it; gives its text."""
    page = way.as_(CHARGED, "/me/card/")
    way.go(page.get_by_role("button", name="Ask for a card"))
    expect(page.get_by_role("status")).to_contain_text("You asked for a card")
    page = way.as_(REGISTRAR, "/cards/")
    way.go(page.get_by_role("button", name=re.compile("^Issue a card")))
    way.signed(page)
    return card_text(way.site, CHARGED)


def door_says(way, card):
    """Show a card at a door that has fetched its two files and has no network any more."""
    page = at_door(page_at(way.browser, way.site.url, viewport=PHONE))
    expect(page.get_by_text("This page is kept on this device")).to_be_visible()
    page.reload()
    page.context.set_offline(offline=True)
    return show(at_door(page), card, way.hand)


def charge(way):
    told = {
        "case": CASE,
        "body": "root",
        "charged": way.id_of(CHARGED),
        "clause": "6.2",
        "deed": way.day(-10),
    }
    page = way.as_(ACCUSER, "/act/bring-charge/")
    way.fill(page, **told, ground="view", facts="She voted against the board.")
    refused(page, "floor 9", "is protected")
    page = way.as_(ACCUSER, "/act/bring-charge/")
    way.fill(page, **told, ground="theft", facts="The strike box was short by 84 dollars.")
    way.signed(page)
    assert way.id_of(CHARGED) not in page.get_by_role("main").inner_text(), "sealed"


def serve(way):
    page = way.as_(SECRETARY)
    way.go(page.get_by_role("link", name=re.compile("^Serve charge")))
    way.fill(page, hearing=way.day(7), record="Handed over at her door.")
    refused(page, "6.3", "for a hearing on", "at the earliest")
    page = way.as_(SECRETARY)
    way.go(page.get_by_role("link", name=re.compile("^Serve charge")))
    way.fill(page, hearing=way.day(16), record="Handed over at her door.")
    way.signed(page)


def read(way, who, what, words):
    """Open a paper of the case on its page, with a reason."""
    page = way.as_(who, f"/cases/{CASE}/")
    paper = page.get_by_role("listitem").filter(has_text=what)
    way.go(paper.locator("summary", has_text="Open it"))
    way.write(paper.get_by_label("Why"), "to know what is said")
    way.go(paper.get_by_role("button", name="Open and log"))
    expect(page.get_by_role("status")).to_contain_text(words)


def file_and_answer(way):
    page = way.as_(WITNESS, "/act/file-evidence/")
    way.fill(page, case=CASE, item="ledger", sort="document", content="Page 12: taken in 412, counted 328.")
    way.signed(page)
    read(way, CHARGED, "Facts of the charge", "short by 84 dollars")
    read(way, CHARGED, "Item: ledger", "counted 328")
    page = way.as_(CHARGED, f"/cases/{CASE}/")
    way.go(page.get_by_role("link", name="Answer evidence"))
    way.fill(page, answer="I paid the caterer with it; he has the receipt.")
    way.signed(page)
    read(way, ACCUSER, "Answer to: ledger", "I paid the caterer")


def mailed(who):
    """Whether somebody of the play has an address, and so can log in by a code."""
    return not who[1:].isdigit() or (int(who[1:]) + 1) % WITHOUT_EMAIL


def lots(way, nth):
    """Give chances that a lottery might publish, each with the bench that the refusal of another one names."""
    for attempt in range(20):
        chance = {
            "case": CASE,
            "how": "lot",
            "protocol": f"draw {nth}",
            "chance": sha256(f"draw {nth} {attempt}".encode()).hexdigest(),
        }
        page = way.as_(TELLERS[0], "/act/seat-panel/")
        picked = (ACCUSER, "m001", "m002", "m003", "m004")
        way.fill(page, **chance, bench="\n".join(way.id_of(who) for who in picked))
        told = refused(page, "bylaw 28", "the lot gives")
        refused(page, "6.4", "is excluded as accuser")
        yield chance, re.findall("[0-9a-f]{32}", told.partition("the lot gives")[2])[:SEATS]


def drawn(way, nth):
    """Draw and seat a panel by lot; gives the names of those who sit."""
    page = way.as_(TELLERS[0], f"/act/announce-draw/?case={CASE}")
    way.fill(page, source="The lottery of the state, evening draw", published=way.day(1))
    way.signed(page, "it waits for the others")
    way.cosigned(*TELLERS[1:])
    way.later(2)
    chance, bench = next(lot for lot in lots(way, nth) if all(mailed(way.who(member)) for member in lot[1]))
    page = way.as_(TELLERS[0], "/act/seat-panel/")
    way.fill(page, **chance, bench="\n".join(bench))
    way.signed(page, "it waits for the others")
    way.cosigned(*TELLERS[1:])
    return [way.who(member) for member in bench]


def together(way, judges, kind, **fields):
    """Have the panel do what comes next in the case: one writes it, the others sign."""
    page = way.as_(judges[0], f"/cases/{CASE}/")
    way.go(page.get_by_role("link", name=kind.replace("-", " ").capitalize()))
    way.fill(page, **fields)
    way.signed(page, "it waits for the others")
    way.cosigned(*judges[1:])


def tried(way, judge, kind, **fields):
    """Have a judge write an act of the panel that the bylaws will not have; gives her page."""
    page = way.as_(judge, f"/act/{kind}/?case={CASE}")
    way.fill(page, **fields)
    return page


FINDING = {
    "clause": "6.2",
    "ground": "theft",
    "outcome": "found",
    "rests_on": "ledger",
    "yes": "4",
    "no": "1",
}


def judged(way, judges):
    """Hear her, find, and suspend her: before its time, and without its reasons, each is refused."""
    why = {"reasons": "The ledger and the key leave no other explanation."}
    refused(tried(way, judges[0], "decide-finding", **FINDING, **why), "6.3", "'find' before 'hear'")
    refused(
        tried(way, judges[0], "hold-hearing", record="too early"), "bylaw 25", "the hearing was served for"
    )
    way.later(15)
    together(way, judges, "hold-hearing", record="All were heard.")
    together(way, judges, "decide-finding", **FINDING, **why)
    told = {"sanction": "suspension", "days": "90", "member": way.id_of(CHARGED), "yes": "3", "no": "2"}
    told["reasons"] = "Members must be able to trust the box."
    refused(
        tried(way, judges[0], "decide-sanction", **told), "bylaw 24", "why a lesser sanction would not do"
    )
    together(way, judges, "decide-sanction", **told, lesser="A warning would not protect the box.")


def appealed(way, first):
    """Appeal, and have others overturn it: nobody of the first panel is drawn."""
    page = way.as_(CHARGED, f"/cases/{CASE}/")
    way.go(page.get_by_role("link", name="Appeal"))
    way.fill(page, grounds="The caterer has the receipt.")
    way.signed(page)
    second = drawn(way, 2)
    assert not set(first) & set(second)
    ruling = {"ruling": "overturned", "yes": "5", "no": "0", "reasons": "The receipt is there."}
    refused(tried(way, first[0], "decide-appeal", **ruling), "6.9", "signed as member")
    together(way, second, "decide-appeal", **ruling)


def case_tree(way, name):
    """Compare what a screen reader tells the member charged of her case; whom the lot gave does not matter."""
    page = way.as_(CHARGED, f"/cases/{CASE}/")
    expect(page.get_by_role("heading", name="The way so far")).to_be_visible()
    with Register.open(way.site.folder / FOLDER) as register:
        tree(page, name, {person.name for _member, person in register.people()})


def test_from_the_charge_to_the_card_that_is_good_again(way):
    card = carded(way)
    lists(way)
    expect(door_says(way, card)).to_have_class("answer good")
    way.later(30)  # a deed is judged by the law of its day
    charge(way)
    serve(way)
    file_and_answer(way)
    first = drawn(way, 1)
    judged(way, first)
    lists(way)
    expect(door_says(way, card)).to_contain_text("not good any more")
    page = way.as_(CHARGED, "/me/card/")
    expect(page.get_by_role("main")).to_contain_text("Your rights are suspended.")
    tree(page, "card-suspended")
    case_tree(way, "case-judged")
    appealed(way, first)
    lists(way)
    case_tree(way, "case-overturned")
    answer = door_says(way, card)
    expect(answer).to_have_class("answer good")
    tree(answer.page, "door-restored")
    expect(way.as_(CHARGED, "/me/card/").get_by_role("main")).to_contain_text("valid")
    assert verify(way.site.url)["verdict"] == "valid"
