"""The booth in a real browser: the ballot is made there, the box takes it, both verifiers and the prover agree."""

import json
import re
import subprocess

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from bylaw.acts.secret_ballots.ballots import ServedFile
from bylaw.belenios.cautions import EVIDENT, STUFFING
from bylaw.belenios.encoding import hash_base64
from bylaw.belenios.prover import ballot
from bylaw.casting import BallotBox
from bylaw.cli.main import main
from bylaw.portal.served import BOOTH, PAGE, digests, path_of, static
from tests.portal.booth import serving, stream
from tests.portal.browsing import click
from tests.portal.polling import choose, entered, polled
from tests.portal.stage import BYLAW, Client, log_in


@pytest.fixture(scope="module")
def poll(tmp_path_factory):
    """An organisation whose box is open, its voters in the register, and the box on this server."""
    page = tuple(ServedFile(file, digest) for file, digest in digests().items())
    with polled(tmp_path_factory.mktemp("poll") / "org", page=page) as found:
        yield found


def test_a_ballot_is_cast_from_the_page_and_counts_for_every_verifier(browser, poll, tmp_path):
    site, boxed = poll
    page = entered(browser, site, 3)
    page.goto("/elections/e1/")
    expect(page.get_by_role("link", name="Vote")).to_have_attribute("href", "/booth/b1/")
    page.goto("/me/")
    page.get_by_role("link", name="Vote").first.click()
    page.get_by_role("link", name="Open the booth").click()
    expect(page.locator("#checked")).to_contain_text(boxed.box.fingerprint)
    sent = []
    page.on("request", lambda asked: sent.append(asked.post_data or ""))
    choose(page, boxed.it.whole.credentials["voter 3"])
    expect(page.get_by_role("button", name="Cast my ballot")).to_be_visible()
    tracker = page.locator("#tracker").inner_text()
    assert not any(sent), "nothing left the page before it was cast"
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.get_by_role("heading", name="Your ballot is in the box")).to_be_visible()
    receipt = json.loads(page.locator("#receipt").text_content())
    assert receipt["tracker"] == tracker
    link = page.locator("#check").get_attribute("href")
    with page.context.expect_page() as found:
        page.locator("#check").click()
    expect(found.value.get_by_label("Tracking number of my ballot")).to_have_value(tracker)
    expect(found.value.get_by_label("Box", exact=True)).to_have_value("b1")
    assert tracker not in link.partition("#")[0], "no server is told whose ballot is looked for"
    assert [hash_base64(body.encode()) for body in sent if body] == [tracker], "the ballot, and only that"

    box = BallotBox.open(site.folder / "boxes" / "b1")
    archive = tmp_path / "e.bel"
    archive.write_bytes(b"".join(box.archive()))
    box.release()
    done = subprocess.run(
        [BYLAW, "election", "verify", str(archive), "--json"], capture_output=True, text=True, check=False
    )
    assert json.loads(done.stdout)["ballots"] >= 1, done.stdout + done.stderr
    (tmp_path / "receipt.json").write_text(json.dumps(receipt, separators=(",", ":")))
    dispute = [BYLAW, "dispute", str(tmp_path / "receipt.json"), str(archive), str(site.folder / "record")]
    answer = subprocess.run([*dispute, "--json"], capture_output=True, text=True, check=False)
    assert json.loads(answer.stdout)["answer"] == "present", answer.stdout + answer.stderr


def test_an_audited_ballot_is_what_the_prover_makes_from_its_seed(browser, poll):
    site, boxed = poll
    page = entered(browser, site, 4)
    page.goto("/booth/b1/vote/")
    credential = boxed.it.whole.credentials["voter 4"]
    choose(page, credential)
    click(page, "Test the encryption instead", "This ballot was opened for a test")
    page.get_by_text("The opened ballot, word for word").click()
    shown = json.loads(page.locator("[data-part=audit] pre").inner_text())
    assert shown["choices"] == [[1, 0], [2, 1, 3]]
    again = ballot.make(
        boxed.it.whole.election, credential, shown["choices"], stream(bytes.fromhex(shown["seed"]))
    )
    assert again.decode() == shown["ballot"]


def test_a_paper_of_another_hash_is_not_voted_on(browser, poll):
    site, _ = poll
    page = entered(browser, site, 5)

    def forge(route):
        body = route.fetch().text()
        route.fulfill(body=body.replace("Chair", "Chief"), content_type="application/json")

    page.route("**/election.json", forge)
    page.goto("/booth/b1/vote/")
    expect(page.get_by_role("alert")).to_contain_text("not the one in the record")
    expect(page.get_by_label("Voting credential")).to_be_hidden()


def test_a_receipt_of_another_key_is_not_believed(browser, poll):
    site, boxed = poll
    page = entered(browser, site, 6)

    def forge(route):
        told = json.loads(route.fetch().text())
        told["receipt"]["height"] += 1
        route.fulfill(body=json.dumps(told), content_type="application/json")

    page.route("**/cast/", forge)
    page.goto("/booth/b1/vote/")
    choose(page, boxed.it.whole.credentials["voter 6"])
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.get_by_role("alert")).to_contain_text("not signed by this box")


def test_a_credential_of_another_form_makes_no_ballot(browser, poll):
    page = entered(browser, poll[0], 7)
    page.goto("/booth/b1/vote/")
    choose(page, "no-credential")
    expect(page.get_by_role("alert")).to_contain_text("No ballot was made")


def test_a_credential_that_nobody_has_casts_nothing(browser, poll):
    page = entered(browser, poll[0], 7)
    page.goto("/booth/b1/vote/")
    choose(page, "11111-111111-11111-111111")
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.get_by_role("alert")).to_contain_text("Your ballot was not taken")


def test_the_box_takes_ballots_from_voters_with_the_form_s_token_alone(poll):
    site, _ = poll
    stranger, voter = Client(site.url), Client(site.url)
    log_in(voter, "voter8@example.org")
    assert stranger.get("/booth/b1/").status == 302
    assert voter.post_bare("/booth/b1/cast/", {"ballot": "x"}).status == 403
    assert voter.get("/booth/none/").status == 404
    told = voter.get("/booth/b1/facts.json").text
    assert "Number5" in told, "candidates are named"
    assert "Number9" not in told, "nobody else is"
    assert stranger.get("/booth/b1/facts.json").status == 302


def test_the_booth_is_the_same_for_every_visitor_and_is_what_the_record_lists(poll):
    """The hash of each file stands in the set-up; anybody compares what the server sends."""
    site, _ = poll
    voter = Client(site.url)
    log_in(voter, "voter8@example.org")
    assert voter.get("/booth/b1/vote/").text == Client(site.url).get("/booth/b1/vote/").text
    asked = [BYLAW, "election", "booth", site.url, str(site.folder / "record"), "b1"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"the {len(BOOTH)} files of the booth are those of the record" in done.stdout
    page = voter.get("/booth/b1/").text
    assert all(digest in page for digest in digests().values())


def compared(place, poll, box="b1"):
    asked = ["election", "booth", str(place), str(poll[0].folder / "record"), box, "--json"]
    done = CliRunner().invoke(main, asked)
    return done.exit_code, done.output


def test_a_booth_that_differs_for_one_visitor_is_an_alarm(poll, tmp_path):  # A35
    """Everybody else is sent the files of the record; she keeps what her own browser got."""
    for name in BOOTH:
        (tmp_path / name).write_bytes(static(name))
    assert compared(tmp_path, poll)[0] == 0
    for name in BOOTH:
        kept = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(kept + b" ")
        code, told = compared(tmp_path, poll)
        assert (code, f"{name} has the hash" in told, "do not vote there" in told) == (1, True, True), told
        (tmp_path / name).unlink()
        assert compared(tmp_path, poll)[0] == 2, "not there"
        (tmp_path / name).write_bytes(kept)
    assert compared(tmp_path, poll, "b2")[0] == 3
    assert compared(tmp_path / "none", poll)[0] == 3


def test_a_server_that_sends_another_script_is_an_alarm(poll):  # A35
    files = {path_of(name, "b1"): static(name) for name in BOOTH}
    with serving(files) as (url, _):
        assert compared(url, poll)[0] == 0
        files[path_of("ballot.js", "b1")] = static("ballot.js").replace(b"secret", b"s\xc3\xa9cret")
        assert compared(url, poll)[0] == 1
        del files[path_of(PAGE, "b1")]
        assert compared(url, poll)[0] == 2


def test_the_page_of_each_election_says_what_stuffing_takes(poll):
    site, boxed = poll
    for name in ("e1", "e2"):
        page = Client(site.url).get(f"/elections/{name}/").text
        assert EVIDENT in page
        assert STUFFING in page
        assert boxed.box.fingerprint in page
        entry = re.search(r'/entries/(\d+)/">\s*set up', page)[1]
        assert "Set up a ballot box" in Client(site.url).get(f"/entries/{entry}/").text
