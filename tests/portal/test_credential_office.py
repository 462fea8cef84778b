"""The credential office's page: whose it is, whom it lists, and that the commands on it make the list of credentials."""

import html
import re
import shlex

import pytest
from playwright.sync_api import expect

from bylaw.acts.act import Signer
from bylaw.belenios.group import named
from bylaw.belenios.prover.credentials import make, public
from bylaw.people.files import FOLDER
from bylaw.people.person import Opening, Person
from bylaw.people.register import Register
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Admission, May
from tests.acts.boxing import Boxed
from tests.acts.polling import Poll
from tests.acts.recorded import BOXES, Recorded
from tests.acts.society import person
from tests.cli.hands import MEMBERS, Hands, called, nominated
from tests.portal.booth import stream
from tests.portal.browsing import NARROW, barriers, press, tab_to, width
from tests.portal.browsing import opened as page_at
from tests.portal.polling import lay_out
from tests.portal.stage import Client, Site, free_port, log_in, served

SECRETARY, OFFICE, SENT, LOST, MEMBER, LEAVER = 1, 2, 7, 8, 11, 12
PLACE = "/elections/e1/credentials/"
KEEPING = (
    Clause(no="90", words="Whoever wants to may apply.", of=("apply",), may=May(any_of=("applicant",))),
    Clause(no="91", words="The president admits.", of=("admit",), may=May(any_of=("office president root",)),
           admission=Admission(sponsors=0, objection_days=0)),
    Clause(no="92", words="Who wants to goes.", of=("resign",), may=May(any_of=("subject",))),
)  # fmt: skip


def client_of(site, number):
    client = Client(site.url)
    log_in(client, f"voter{number}@example.org")
    return client


def half(seed):
    return public(named("Ed25519"), "x" * 14, make(stream(bytes([seed]) * 32)))


def sends(boxed, number):
    """A member sends a public half; gives what opens the commitment."""
    nonce = f"{number:032}"
    opening = Opening(boxed.s.state.identity.org, nonce, "credential", b"s" * 32, half(number).encode())
    fields = {"election": "e1", "member": person(number), "credential": opening.commitment}
    boxed.s.do("send-credential", Signer(person(number), "subject"), **fields)
    return opening


def boxed_with(folder, *rules, **given):
    return Boxed(Recorded(folder, founders=12, rules=(*BOXES, *rules)), **given)


def addressed(folder):
    """Give every voter an address but one."""
    with Register.open(folder / FOLDER) as register:
        for n in MEMBERS:
            told = register.person(person(n))
            lines = "" if n == MEMBER else f"Long Street {n}\n00-001 Warszawa"
            register.revise(person(n), Person(name=told.name, email=told.email, address=lines))


@pytest.fixture(scope="module")
def polls(tmp_path_factory):
    """The roll is closed, the papers are fixed, two sent a half of which one is kept, and one of them who sent is gone."""
    folder = tmp_path_factory.mktemp("office") / "org"
    boxed = boxed_with(folder, *KEEPING, ranked=False)
    Poll(boxed.s, "e3", office="councillor", seats=2).called()
    boxed.polls[0].called()
    opening = sends(boxed, SENT)
    sends(boxed, LOST)
    sends(boxed, LEAVER)
    boxed.s.do("resign", Signer(person(LEAVER), "subject"), member=person(LEAVER))
    boxed.polls[0].stand(5, 6)
    boxed.polls[0].until(39)
    boxed.s.do("fix-paper", boxed.s.office(1, "secretary"), **boxed.polls[0].paper(5, 6))
    site = lay_out(folder, boxed, 12)
    with Register.open(folder / FOLDER) as register:
        register.keep(person(SENT), [opening])
    addressed(folder)
    with served(site) as found:
        yield found


def test_it_is_the_page_of_the_office_that_the_clause_names_first_and_of_nobody_else(polls):
    office = client_of(polls, OFFICE)
    assert office.get(PLACE).status == 200
    mine = office.get("/me/").text
    assert (mine.count(f'href="{PLACE}"'), "/act/set-up-ballot/" in mine) == (2, False), (
        "as a page, and as a duty"
    )
    assert office.get(f"{PLACE}root.txt").status == 200
    for number in (SECRETARY, MEMBER):
        other = client_of(polls, number)
        mine = other.get("/me/").text
        assert (PLACE in mine, "/act/set-up-ballot/" in mine) == (False, False), number
        for path in (PLACE, f"{PLACE}root.txt"):
            assert other.get(path).status == 404, (number, path)
        for what in ("letters", "addresses"):
            assert other.post(f"{PLACE}{what}/", {"unit": "root"}, "/me/").status == 404, (number, what)
    assert Client(polls.url).get(PLACE).status == 302
    for wrong in ("/elections/e3/credentials/", "/elections/none/credentials/", f"{PLACE}board.txt"):
        assert office.get(wrong).status == 404, wrong
    for asked in ("?unit=board", "?show=voted", "?page=0", "?page=2", "?page=x"):
        assert office.get(f"{PLACE}{asked}").status == 404, asked


def test_it_lists_each_voter_in_her_channel_and_no_half(polls):
    office = client_of(polls, OFFICE)
    own, lacking = (office.get(f"{PLACE}?show={which}").text for which in ("own", "lacking"))
    listed = {n: (titled(n) in table(own), titled(n) in table(lacking)) for n in range(1, 12)}
    assert listed == {n: (n in (SENT, LOST), n not in (SENT, LOST)) for n in range(1, 12)}
    assert own.count("what she sent is not kept here") == 1
    assert person(LEAVER) in office.get(f"{PLACE}?show=strangers").text
    assert "11 voters" in own
    with Register.open(polls.folder / FOLDER) as register:
        (kept,) = (o for o in register.openings_for(person(SENT)) if o.field == "credential")
    for page in (own, lacking):
        assert kept.value.decode() not in page
        assert kept.commitment not in page
    ids = office.get(f"{PLACE}root.txt")
    assert ids.text.split() == sorted(person(n) for n in range(1, 12))
    assert "attachment" in ids.headers["Content-Disposition"]


def test_letters_are_noted_marked_and_counted_and_never_printed_here(polls):
    office = client_of(polls, OFFICE)
    assert "Note a letter for each" in office.get(PLACE).text
    place = office.post(f"{PLACE}letters/", {"unit": "root"}, "/me/").headers["Location"]
    page = office.get(place).text
    reached = [n for n in range(1, 11) if n not in (SENT, LOST)]
    assert [n for n in MEMBERS if f'value="{person(n)}"' in page] == reached, (
        "who lacks one and has an address"
    )
    assert office.post(f"{PLACE}letters/", {"unit": "root"}, "/me/").headers["Location"] == place, "once"
    assert office.post(f"{place}pdf/", {}, "/me/").status == 404
    assert "Print the letters" not in page
    assert office.post(f"{place}mark/", {"member": person(3), "state": "returned"}, "/me/").status == 302
    shown = office.get(PLACE).text
    assert (place in shown, "1 returned" in shown, "7 sent" in shown) == (True, True, True)
    before = len(lines(polls))
    taken = office.post(f"{PLACE}addresses/", {"unit": "root"}, "/me/")
    assert sorted(row.split(",")[0] for row in taken.text.split("\r\n")[:-1]) == [person(n) for n in reached]
    assert len(lines(polls)) == before + 1, "the look is in the log"
    assert office.post(f"{PLACE}addresses/", {"unit": "board"}, "/me/").status == 404


def titled(number):
    """How a page shows a member, named or not."""
    return f'title="{person(number)}"'


def table(page):
    """What stands in the table of a page."""
    return re.search("<table.*</table>", page, re.DOTALL)[0]


def lines(site):
    with Register.open(site.folder / FOLDER) as register:
        return list(register.vault.lines())


def test_on_a_small_phone_by_keyboard_and_for_whoever_does_not_see(browser, polls):
    page = page_at(browser, polls.url, viewport=NARROW)
    office = client_of(polls, OFFICE)
    page.context.add_cookies([{"name": c.name, "value": c.value, "url": polls.url} for c in office.jar])
    page.goto(PLACE)
    expect(page.get_by_role("heading", name="Credentials: E1", level=1)).to_be_visible()
    assert not barriers(page)
    assert width(page) <= NARROW["width"]
    tab_to(page, "link", re.compile("^made by herself"))
    press(page, "Enter")
    expect(page.get_by_role("link", name=re.compile("^made by herself"))).to_have_attribute(
        "aria-current", "page"
    )
    expect(page.get_by_role("row")).to_have_count(3)
    assert not barriers(page)


def test_who_stands_or_comes_too_early_is_told_so_and_gets_nothing(tmp_path):
    boxed = boxed_with(tmp_path / "org", *KEEPING, ranked=False)
    boxed.polls[0].called().stand(OFFICE, 6)
    with served(lay_out(tmp_path / "org", boxed, 12)) as site:
        office = client_of(site, OFFICE)
        page = office.get(PLACE)
        assert (page.status, "stands in this election" in page.text, "<pre" in page.text) == (
            200,
            True,
            False,
        )
        for what in ("letters", "addresses"):
            assert office.post(f"{PLACE}{what}/", {"unit": "root"}, "/me/").status == 404
        assert office.get(f"{PLACE}root.txt").status == 404


def test_before_the_roll_closes_there_is_no_list_to_take(tmp_path):
    boxed = boxed_with(tmp_path / "org", *KEEPING, ranked=False)
    boxed.polls[0].called().stand(5, 6)
    with served(lay_out(tmp_path / "org", boxed, 12)) as site:
        office = client_of(site, OFFICE)
        page = office.get(PLACE).text
        assert ("12 voters of" in page, "today; the roll closes" in page, f"{PLACE}root.txt" in page) == (
            True,
            True,
            False,
        )
        assert page.count("What stands in the way") == 2, "of the paper, and of the poll"
        assert office.get(f"{PLACE}root.txt").status == 404
        assert office.post(f"{PLACE}letters/", {"unit": "root"}, "/me/").status == 404


def test_an_office_that_keeps_no_register_sees_no_address(tmp_path):
    boxed = boxed_with(tmp_path / "org").papered()
    with served(lay_out(tmp_path / "org", boxed, 12)) as site:
        office = client_of(site, OFFICE)
        assert "Addresses are with the office that keeps the register" in office.get(PLACE).text
        assert office.post(f"{PLACE}addresses/", {"unit": "root"}, "/me/").status == 404
        assert office.post(f"{PLACE}letters/", {"unit": "root"}, "/me/").status == 404


def commands(page):
    """The commands that a page shows, in order."""
    blocks = re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)
    return [shlex.split(html.unescape(line)) for block in blocks for line in block.split("\n") if line]


def test_the_commands_on_the_page_make_the_list_and_its_letters(tmp_path, monkeypatch):
    hands = Hands(tmp_path / "at-home", *KEEPING)
    with Register.create(hands.org / FOLDER) as register:
        for n in MEMBERS:
            register.add(person(n), Person(name=f"Voter {n}", email=f"voter{n}@example.org"))
    addressed(hands.org)
    called(hands)
    nominated(hands)
    machine = tmp_path / "office"
    machine.mkdir()
    monkeypatch.chdir(machine)
    with served(Site(hands.org, f"http://localhost:{free_port()}")) as site:
        office = client_of(site, OFFICE)
        page = office.get(PLACE).text
        (machine / "voters-root.txt").write_text(office.get(f"{PLACE}root.txt").text)
        taken = office.post(f"{PLACE}addresses/", {"unit": "root"}, "/me/").text
        (machine / "addresses-root.csv").write_text(f"{taken}{person(MEMBER)},Voter {MEMBER},by hand\r\n")
    (machine / "questions.json").write_text(hands.types("election", "draft", "--example"))
    for words in commands(page):
        if words[0] == "mkdir":
            [(machine / name).mkdir() for name in words[1:]]
        elif words[:2] == ["bylaw", "election"] and words[2] != "whom":
            hands.types(*(str(hands.org) if word == "DIR" else word for word in words[1:]))
    assert {path.stem for path in (machine / "credentials").iterdir()} == {person(n) for n in MEMBERS}
    assert (machine / "letters.pdf").read_bytes().startswith(b"%PDF")
