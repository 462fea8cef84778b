"""A sealed document in two browsers: one holder lends her half, another opens it; no key and no half is ever sent."""

import json
import re
from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from bylaw.cli.main import main
from bylaw.record.keys import ssh_line
from bylaw.record.sshsig import SshSigner, write_private_key
from bylaw.rehearsal.lots import CAN
from tests.portal.browsing import PHONE, barriers, enter_by_code, opened
from tests.portal.stage import Client, log_in, served, twin

CASE, JUDGE, CHARGED, ACCUSER, STRANGER = "case-1", "one of the panel", "m052", "m051", "m006"
PAGE = f"/cases/{CASE}/sealed/"
WORDS = "The caterer says that he was paid in cash, by her and at the door."


def bylaw(*words):
    done = CliRunner().invoke(main, ["case", *map(str, words)])
    assert done.exit_code == 0, done.output
    return done.stdout.strip()


def seated(site):
    """Those of the panel who can come: a lot seats them, and their keys in the record may be passkeys."""
    on = site.year.on
    return [name for name in sorted(CAN) if on.member(name) in on.state.cases.panels[CASE]]


def known(site, who):
    """Give the player whom a test means."""
    return seated(site)[0] if who == JUDGE else who


def key_file(site, who):
    """Give the key with which somebody opens her half."""
    return site.folder / "keys" / ("judge" if who == JUDGE else who)


@pytest.fixture(scope="module")
def stage(played, tmp_path_factory):
    """A case with a file of its own, in which two documents lie; one of the panel alone holds it, by a new key."""
    site = twin(played, tmp_path_factory.mktemp("halves") / "local")
    key, public = SshSigner(bytes(31) + b"j"), site.folder / "judge.pub"
    key_file(site, JUDGE).write_bytes(write_private_key(key))
    public.write_text(ssh_line(key.key))
    bylaw("open", site.folder, CASE, "--judge", f"{site.year.on.member(known(site, JUDGE))}={public}")
    about = site.year.on.member(CHARGED)
    papers = []
    for text in (WORDS, "Another."):
        (site.folder / "paper.txt").write_text(text)
        papers.append(
            bylaw("add", site.folder, CASE, site.folder / "paper.txt", "--about", about, "--field", "content")
        )
    with served(site) as found:
        yield found, papers


def address(who):
    return f"member{int(who[1:]) + 1}@example.org"


def entered(browser, site, who):
    """Open the page of the file from the page of the case; gives with it all that is sent from then on."""
    page = opened(browser, site.url, viewport=PHONE)
    enter_by_code(page, address(known(site, who)))
    page.goto(f"/cases/{CASE}/")
    page.get_by_role("link", name="Documents that two holders open together").click()
    expect(page.get_by_role("button", name="Open and log")).to_be_enabled()
    sent = []
    page.on("request", lambda asked: sent.append(asked.post_data or ""))
    return page, sent


def lent(page, site, paper, who=JUDGE, to=CHARGED):
    """Save one's half for another; gives the file."""
    form = page.locator("form[data-do=lend]")
    form.get_by_label("Document").select_option(paper)
    form.get_by_label("To", exact=True).select_option(site.year.on.member(known(site, to)))
    form.get_by_label("My key").set_input_files(key_file(site, who))
    form.get_by_label("Why").fill("she prepares her defence")
    with page.expect_download() as saved:
        form.get_by_role("button", name="Save my half for her").click()
    expect(form.get_by_role("status")).to_contain_text("Give her the file")
    return saved.value.path()


def tries(page, site, paper, other, *, who=CHARGED, with_=JUDGE):
    form = page.locator("form[data-do=open]")
    form.get_by_label("Document").select_option(paper)
    form.get_by_label("My key").set_input_files(key_file(site, who))
    form.get_by_label("Together with").select_option(site.year.on.member(known(site, with_)))
    form.get_by_label("What she lent me, or her key").set_input_files(other)
    form.get_by_label("Why").fill("to prepare the hearing")
    form.get_by_role("button", name="Open and log").click()
    return page.locator("[data-part=opened]"), form.get_by_role("alert")


def looks(site):
    her = Client(site.url)
    log_in(her, address(CHARGED))
    return her.get("/me/looks/").text


def test_one_lends_her_half_and_the_other_opens_the_document(browser, stage, tmp_path):
    site, (paper, another) = stage
    judge, given = entered(browser, site, JUDGE)
    loan = lent(judge, site, paper)
    assert not any(given), "her half went into a file, and nowhere else"
    page, sent = entered(browser, site, CHARGED)
    before = looks(site).count("she prepares her defence")
    _, told = tries(page, site, another, loan)
    expect(told).to_contain_text("lent for another document")
    _, told = tries(page, site, paper, loan, who=ACCUSER)
    expect(told).to_contain_text("This key does not open this half")
    for odd in ("{}", '{"box":"AAAA"}', "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n"):
        (tmp_path / "odd").write_text(odd)
        _, told = tries(page, site, paper, tmp_path / "odd")
        expect(told).to_have_text("This key does not open this half.")
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(hours=25))
    _, told = tries(page, site, paper, loan)
    expect(told).to_contain_text("The time for which this half was lent is over")
    page.clock.set_fixed_time(datetime.now(UTC))
    assert not any(sent), "what does not fit is not asked for"
    shown, _ = tries(page, site, paper, loan)
    expect(shown).to_contain_text(WORDS)
    assert len([body for body in sent if body]) == 1
    secrets = [
        key_file(site, CHARGED).read_text().split("\n")[2],
        json.loads(loan.read_text())["box"],
    ]
    assert not [body for body in sent if any(each in body for each in secrets)]
    assert looks(site).count("she prepares her defence") == before + 1
    kept = (
        key_file(site, CHARGED),
        "--lent",
        loan,
        "--why",
        "the same by command",
        "--to",
        tmp_path / "said",
    )
    bylaw("read", site.folder, CASE, paper, "--as", *kept)
    assert (tmp_path / "said").read_text() == WORDS


def test_two_at_one_table_open_it_with_their_keys(browser, stage):
    site, (paper, _) = stage
    page, _ = entered(browser, site, JUDGE)
    shown, told = tries(page, site, paper, key_file(site, ACCUSER), who=JUDGE, with_=CHARGED)
    expect(told).to_contain_text("This key does not open this half")
    shown, _ = tries(page, site, paper, key_file(site, CHARGED), who=JUDGE, with_=CHARGED)
    expect(shown).to_contain_text(WORDS)
    assert not barriers(page)


def test_who_holds_nothing_gets_nothing_and_what_is_given_is_sealed(stage):
    site, (paper, _) = stage
    stranger, party = Client(site.url), Client(site.url)
    log_in(stranger, address(STRANGER))
    log_in(party, address(ACCUSER))
    charged, judge = site.year.on.member(CHARGED), site.year.on.member(known(site, JUDGE))
    fields = {"paper": paper, "with": judge, "why": "to look"}
    assert stranger.get(PAGE).status == 404
    assert stranger.post(f"{PAGE}read/", fields, "/me/").status == 404
    for without in ({"with": charged}, {"with": STRANGER}, {"why": " "}, {"paper": "f" * 64}):
        assert party.post(f"{PAGE}read/", {**fields, **without}, PAGE).status == 404, without
    given = party.post(f"{PAGE}read/", fields, PAGE)
    assert WORDS.encode() not in b64decode(json.loads(given.text)["box"])


def test_who_judges_without_a_half_is_told_so_and_named(stage):
    site, _ = stage
    party, judge = Client(site.url), Client(site.url)
    log_in(party, address(CHARGED))
    log_in(judge, address(seated(site)[1]))
    assert judge.get(PAGE).status == 404
    assert "you hold no half of their key" in judge.get(f"/cases/{CASE}/").text
    assert "you hold no half" not in party.get(f"/cases/{CASE}/").text
    said = re.search("Without a half of its key: (.*?)[.] A half", party.get(PAGE).text)[1].split(", ")
    assert len(said) == len(site.year.on.state.cases.panels[CASE]) - 1
