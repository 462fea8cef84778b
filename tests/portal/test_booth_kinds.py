"""Every kind of question, filled in on the booth's own page in a real browser, in every group that has it.

The page is sent by a server that knows nothing but the booth's files; what leaves the page is put into an archive.
"""

import json
import subprocess

import pytest
from msgspec import Raw
from playwright.sync_api import expect

from bylaw.belenios.encoding import dump, hash_base64
from bylaw.belenios.model import HomomorphicQuestion, ListsQuestion, ListsValue, RankedQuestion, RankedValue
from bylaw.belenios.prover import ballot, board, chain
from bylaw.belenios.prover.rehearsal import Plan, rehearse, seeded
from bylaw.belenios.verifier import verify
from bylaw.portal.served import BOOTH, path_of, static
from tests.acts.boxing import cut
from tests.portal.booth import serving, stream
from tests.portal.browsing import click, opened

MARKS = HomomorphicQuestion(answers=["Ada", "Bo", "Cy"], min=1, max=2, question="One or two")
BLANK = HomomorphicQuestion(answers=["Dee", "Eve"], blank=True, min=1, max=1, question="One, or blank")
RANKED = RankedQuestion(value=RankedValue(answers=["Flo", "Gus", "Hal"], question="Rank them"))
GRADED = RankedQuestion(
    value=RankedValue(answers=["Ida", "Jo"], question="Grade them"),
    extra=Raw(b'{"type":"MajorityJudgment","blank":true,"grades":["Good","Poor"]}'),
)
LISTS = ListsQuestion(value=ListsValue(answers=[["East", "Kim", "Lou"], ["West", "Max"]], question="A list"))
KINDS = {
    "Ed25519": (MARKS, BLANK, RANKED, GRADED, LISTS),
    "BELENIOS-2048": (MARKS, BLANK),
    "RFC-3526-2048": (BLANK, RANKED),
}
WORDS = {"Nothing is sent yet.": "Noch geht nichts hinaus."}
CHOICES = {"One or two": [1, 0, 1], "One, or blank": [1, 0, 0], "Rank them": [2, 0, 1], "Grade them": [2, 0],
           "A list": [[1, 0, 1], [0, 0]]}  # fmt: skip
SAID = {"One or two": "Ada, Cy", "One, or blank": "blank", "Rank them": "1. Hal, 2. Flo",
        "Grade them": "Ida: Poor, Jo: no grade", "A list": "East: Lou"}  # fmt: skip


@pytest.fixture(scope="module")
def page(browser):
    return opened(browser, "")


def made(group):
    """An election with all kinds of question that a group has, before the first ballot counts."""
    questions = KINDS[group]
    ranked = (1,) if any(isinstance(each, RankedQuestion) for each in questions) else ()
    return rehearse(
        Plan(group, questions, {"v1": 1, "v2": 1}, [], shufflers=ranked), seeded(f"booth {group}")
    )


def fill_in(page, questions):
    """Fill in the fields as a voter does; each is found by its label."""
    if MARKS in questions:
        for name in ("Ada", "Cy"):
            page.get_by_label(name, exact=True).check()
        assert page.get_by_label("Bo", exact=True).is_disabled(), "two are the most"
    page.get_by_label("Blank vote").check()
    assert page.get_by_label("Dee").is_disabled(), "blank and nothing else"
    if RANKED in questions:
        page.get_by_label("Hal").fill("1")
        page.get_by_label("Flo").fill("2")
    if GRADED in questions:
        page.get_by_label("Ida").select_option("Poor")
    if LISTS in questions:
        page.get_by_label("West").check()
        page.get_by_label("Max").check()
        page.get_by_label("East").check()
        assert not page.get_by_label("Max").is_checked(), "candidates of one list alone"
        page.get_by_label("Lou").check()


@pytest.mark.parametrize("group", KINDS)
def test_each_kind_of_question_is_cast_from_the_page(page, group, tmp_path):
    it = made(group)
    election = dump(it.election.object)
    facts = {
        "mark": it.election.fingerprint,
        "key": "0" * 64,
        "names": {},
        "token": "t",
        "words": WORDS,
        "tongue": "de",
        "law": "en",
    }
    files = {path_of(name, "b"): static(name) for name in BOOTH}
    files |= {"booth/b/facts.json": json.dumps(facts).encode(), "booth/b/election.json": election}
    titles = [(each.value if hasattr(each, "value") else each).question for each in KINDS[group]]
    choices = [CHOICES[title] for title in titles]
    with serving(files) as (url, posted):
        page.goto(f"{url}booth/b/vote/")
        page.get_by_label("Voting credential").fill(it.credentials["v1"])
        expect(page.get_by_text("Noch geht nichts hinaus.")).to_be_visible()
        fill_in(page, KINDS[group])
        page.get_by_role("button", name="Encrypt my ballot").click()
        expect(page.locator("[data-part=review] dd")).to_have_text([SAID[title] for title in titles])
        tracker = page.locator("#tracker").inner_text()
        page.get_by_role("button", name="Cast my ballot").click()
        expect(page.get_by_role("alert")).to_contain_text("only kept")
        click(page, "Test the encryption instead", "This ballot was opened for a test")
        page.get_by_text("The opened ballot, word for word").click()
        shown = json.loads(page.locator("[data-part=audit] pre").inner_text())
    assert [hash_base64(raw) for raw in posted] == [tracker]
    assert shown["choices"] == choices
    again = ballot.make(it.election, it.credentials["v1"], choices, stream(bytes.fromhex(shown["seed"])))
    assert again == posted[0], "the prover makes the same bytes"
    judged(it, posted[0], tmp_path, tool=group != "Ed25519")


def judged(it, raw, folder, *, tool):
    """The verifier accepts an archive with this ballot, and belenios-tool where it knows the group."""
    opening = cut(it).cuts[0]
    archive = opening + chain.add_ballot(board.read(opening).tip, raw).data
    report = verify(archive)
    assert (report.verdict, report.ballots, report.findings) == ("valid", 1, [])
    if tool:
        (folder / "election.bel").write_bytes(archive)
        command = ["belenios-tool", "election", "verify", "--dir", str(folder)]
        told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert told.returncode == 0, told.stderr


@pytest.mark.parametrize(
    ("group", "choices"),
    [
        ("Ed25519", [[1, 1, 1], [0, 1, 0]]),
        ("Ed25519", [[1, 0, 0], [1, 1, 0]]),
        ("Ed25519", [[0, 0, 0], [1, 0, 0]]),
    ],
)
def test_what_a_question_forbids_is_not_encrypted(page, group, choices):
    """Too many, blank and something, none where one is asked: the page's code refuses, whatever fields allow."""
    it = made(group)
    ask = "async ([e, c, v]) => { const b = await import('/static/ballot.js'); b.makeBallot(e, c, v, b.stream(new Uint8Array(32))); }"
    rest = [[1, 2, 3], [1, 1], [[1, 1, 0], [0, 0]]]
    with serving({path_of(name, "b"): static(name) for name in BOOTH}) as (url, _):
        page.goto(f"{url}booth/b/vote/")
        given = [dump(it.election.object).decode(), it.credentials["v1"]]
        with pytest.raises(Exception, match="not a choice that the question allows"):
            page.evaluate(ask, [*given, [*choices, *rest]])
        page.evaluate(ask, [*given, [[1, 0, 0], [1, 0, 0], *rest]])
