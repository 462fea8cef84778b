"""A member makes her own credential: her browser alone knows it, the office lists its public half, and she votes with it."""

import json
import re

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from bylaw.acts.act import Signer
from bylaw.belenios.group import named
from bylaw.belenios.prover import board
from bylaw.belenios.prover.credentials import make, public
from bylaw.casting import BallotBox
from bylaw.cli.main import main
from bylaw.people.files import FOLDER
from bylaw.people.person import Opening, Person
from bylaw.people.register import Register
from bylaw.portal.served import BOOTH, path_of, static
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Admission, May
from tests.acts.boxing import Boxed
from tests.acts.polling import Poll
from tests.acts.recorded import BOXES, Recorded
from tests.acts.society import person
from tests.cli.hands import MEMBERS, Hands, boxed, called, drafted, nominated, opened
from tests.portal.booth import serving, stream
from tests.portal.browsing import PHONE, barriers, click
from tests.portal.browsing import opened as page_at
from tests.portal.polling import entered, lay_out
from tests.portal.stage import Client, Site, free_port, log_in, served

SHE = 7
PLACE = "/elections/e1/credential/"
HALF = public(named("Ed25519"), "x" * 14, "11111-111111-11111-111111")
JOINING = (
    Clause(no="90", words="Whoever wants to may apply.", of=("apply",), may=May(any_of=("applicant",))),
    Clause(no="91", words="The secretary admits.", of=("admit",), may=May(any_of=("office secretary root",)),
           admission=Admission(sponsors=0, objection_days=0)),
)  # fmt: skip
GROUPS = ("Ed25519", "BELENIOS-2048", "RFC-3526-2048")


def test_browser_and_prover_make_the_same_credential_of_the_same_draws(browser):
    files = {path_of(name, "b"): static(name) for name in BOOTH}
    with serving(files) as (url, _):
        page = page_at(browser, url)
        page.goto("/static/group.js")
        script = """async ([group, uuid, seed]) => {
            const { make, half } = await import("/static/credential.js");
            const { stream } = await import("/static/ballot.js");
            const credential = make(stream(Uint8Array.from(seed)));
            return [credential, half(group, uuid, credential)];
        }"""
        for n, group in enumerate(GROUPS):
            uuid, seed = f"Election{n}12345", bytes([n]) * 32
            found = page.evaluate(script, [group, uuid, list(seed)])
            credential = make(stream(seed))
            assert found == [credential, public(named(group), uuid, credential)]


@pytest.fixture
def hands(tmp_path):
    """Twelve people with their keys at home; those of a demonstration lie in its folder too."""
    found = Hands(tmp_path)
    with Register.create(found.org / FOLDER) as register:
        for n in MEMBERS:
            register.add(person(n), Person(name=f"Voter Number{n}", email=f"voter{n}@example.org"))
            (found.org / "keys" / f"m{n}").write_bytes((tmp_path / f"m{n}").read_bytes())
    return found


def watched(page):
    """Everything that a page asks for, with what it sends: address, headers and body."""
    sent = []
    page.on("request", lambda it: sent.append(f"{it.url}\n{json.dumps(it.headers)}\n{it.post_data or ''}"))
    return sent


def made(page):
    """Make a credential, write it down, and sign the act that sends its public half; gives both halves."""
    page.goto(PLACE)
    page.get_by_role("button", name="Make my credential").click()
    expect(page.get_by_role("heading", name="Write it down")).to_be_focused()
    private, half = page.locator("#private").inner_text(), page.locator("#public").inner_text()
    page.get_by_label("I have written it down").check()
    click(page, "Continue", "Send credential")
    expect(page.get_by_role("main")).to_contain_text(half)
    page.get_by_role("button", name="Sign with the demo").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded as entry")
    expect(page.get_by_role("main")).not_to_contain_text(half)
    return private, half


def listed(hands):
    """The office takes the halves that were sent, and makes credentials for the others alone."""
    drafted(hands, "--called", hands.org, "e1")
    (hands.folder / "voters.txt").write_text("".join(f"{person(n)}\n" for n in MEMBERS))
    (hands.folder / "own").mkdir()
    hands.types("election", "sent", hands.org, "e1", hands.folder / "own")
    hands.told("credentials draft.json voters.txt credentials/ public.json", "--own", hands.folder / "own")
    boxed(hands)


def cast(page):
    """Fill in the paper with the credential that stands there, and cast the ballot."""
    page.get_by_role("checkbox").first.check()
    for place, rank in enumerate((2, 1, 3)):
        page.get_by_role("spinbutton").nth(place).fill(str(rank))
    page.get_by_role("button", name="Encrypt my ballot").click()
    click(page, "Cast my ballot", "Your ballot is in the box")


def test_she_makes_it_the_office_lists_it_and_she_votes_with_it(browser, hands):
    called(hands)
    with served(Site(hands.org, f"http://localhost:{free_port()}", None)) as site:
        page = entered(browser, site, SHE)
        sent = watched(page)
        page.goto("/elections/e1/")
        expect(page.get_by_role("link", name="Make your own credential")).to_have_attribute("href", PLACE)
        page.goto("/me/")
        page.get_by_role("link", name=re.compile("^Make your own credential E1")).click()
        expect(page.get_by_role("heading", name="Make one")).to_be_visible()
        first, replaced = made(page)
        second, half = made(page)
        page.goto(PLACE)
        expect(page.get_by_text("this one counts")).to_have_count(1)
        expect(page.get_by_text("was not sent")).to_have_count(1)
        assert barriers(page) == []
        old = page.get_by_role("listitem").filter(has_text="was not sent")
        expect(old.get_by_role("button", name="Write it down and send")).to_be_visible()

        nominated(hands)
        listed(hands)
        letters = {path.stem for path in (hands.folder / "credentials").iterdir()}
        assert letters == {person(n) for n in MEMBERS if n != SHE}, "no letter for her"
        on_list = board.read((hands.folder / "e.bel").read_bytes()).weights()
        assert (half in on_list, replaced in on_list) == (True, False)
        page.goto(PLACE)
        expect(page.get_by_role("main")).to_contain_text("the list of credentials is fixed")
        expect(page.get_by_role("button", name="Make my credential")).to_have_count(0)
        expect(page.get_by_text("this one counts")).to_be_visible()
        expect(old).to_be_visible()
        expect(old.get_by_role("button", name="Write it down and send")).to_have_count(0)
        old.get_by_text("Show it, or remove it").click()
        expect(old).to_contain_text(first)
        old.get_by_role("button", name="Remove it from this browser").click()
        expect(old).to_have_count(0)

        opened(hands)
        page.goto("/booth/b1/vote/")
        expect(page.get_by_label("Voting credential")).to_have_value(second)
        expect(page.locator("#h-credential")).to_contain_text("that you made yourself")
        cast(page)
        assert any(half in each for each in sent), "the public half was sent"
        assert not [each for each in sent if first in each or second in each], "and no private one, ever"

        other = page_at(browser, site.url, viewport=PHONE, storage_state={"cookies": page.context.cookies()})
        other.goto("/booth/b1/vote/")
        expect(other.locator("#h-credential")).to_contain_text("not in this browser")
        expect(other.get_by_label("Voting credential")).to_have_value("")
        letter = entered(browser, site, SHE + 1)
        letter.goto("/booth/b1/vote/")
        expect(letter.locator("#h-credential")).to_contain_text("From your letter")
    box = BallotBox.open(hands.org / "boxes" / "b1")
    (hands.folder / "cast.bel").write_bytes(b"".join(box.archive()))
    box.release()
    assert json.loads(hands.types("election", "verify", hands.folder / "cast.bel", "--json"))["ballots"] == 1


def papered(folder):
    return Boxed(Recorded(folder, founders=12)).papered()


def set_up(folder):
    return Boxed(Recorded(folder, founders=12)).set_up()


def joined(folder):
    """After the roll was fixed."""
    it = Boxed(Recorded(folder, founders=12, rules=(*BOXES, *JOINING))).papered()
    it.s.applies(13)
    it.s.do("admit", it.s.office(1, "secretary"), applicant=person(13))
    return it


def without_box(folder):
    it = Boxed(Recorded(folder, founders=12), ranked=False).papered()
    Poll(it.s, "e3", office="councillor", seats=2).called()
    return it


@pytest.mark.parametrize(
    ("stage", "member", "election", "why"),
    [
        (papered, 11, "e1", ""),
        (set_up, 11, "e1", "the list of credentials is fixed"),
        (joined, 13, "e1", "is not a member of"),
        (joined, 12, "e1", ""),
        (without_box, 11, "e3", "has no box"),
        (without_box, 11, "e1", ""),
    ],
)
def test_who_may_send_one_and_why_not(tmp_path, stage, member, election, why):
    with served(lay_out(tmp_path / "org", stage(tmp_path / "org"), 13)) as site:
        client = Client(site.url)
        log_in(client, f"voter{member}@example.org")
        place = f"/elections/{election}/credential/"
        page, mine = client.get(place), client.get("/me/").text
        answer = client.post(place, {"credential": HALF}, "/me/")
        assert (why in page.text, why in answer.text) == (True, True)
        assert ('id="make"' in page.text) is (place in mine) is not why
        assert answer.status == (422 if why else 200), answer.text
        assert ("clause" in page.text.lower()) or not why


def test_what_is_no_public_half_is_not_sent(tmp_path):
    with served(lay_out(tmp_path / "org", papered(tmp_path / "org"), 12)) as site:
        client = Client(site.url)
        log_in(client, "voter11@example.org")
        for wrong in ("", "11111-111111-11111-111111", "0" * 63 + "1", HALF.upper(), "é"):
            answer = client.post(PLACE, {"credential": wrong}, "/me/")
            assert (answer.status, "no public half" in answer.text) == (400, True), wrong
        assert client.post(PLACE, {"credential": HALF}, "/me/").status == 200
        assert client.get("/elections/none/credential/").status == 404


@pytest.mark.parametrize("kept", [True, False])
def test_the_office_lists_what_the_record_commits_to_and_nothing_else(tmp_path, kept):
    folder, own = tmp_path / "org", tmp_path / "own"
    own.mkdir()
    it = papered(folder)
    nonce = "5" * 32
    opening = Opening(it.s.state.identity.org, nonce, "credential", b"s" * 32, HALF.encode())
    sent = {"election": "e1", "member": person(11), "credential": opening.commitment}
    it.s.do("send-credential", Signer(person(11), "subject"), **sent)
    assert isinstance(it.s.organisation.publish(), bytes)
    lay_out(folder, it, 12)
    with Register.open(folder / FOLDER) as register:
        register.keep(person(11), [opening] if kept else [])
    done = CliRunner().invoke(main, ["election", "sent", str(folder), "e1", str(own)])
    assert done.exit_code == (0 if kept else 2), done.output
    found = {path.name: path.read_text() for path in own.iterdir()}
    assert found == ({f"{person(11)}.public": f"{HALF}\n"} if kept else {})
    with Register.open(folder / FOLDER) as register:
        assert len(list(register.vault.lines())) == 1, "the look is in the log"
    for wrong in ("none", "e1 --unit board"):
        words = ["election", "sent", str(folder), *wrong.split(), str(own)]
        assert CliRunner().invoke(main, words).exit_code == 3
