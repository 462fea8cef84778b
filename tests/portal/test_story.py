"""A case reads as a story; what became of an accuser's other charges is for its panel and for who controls alone."""

import html
import re

import pytest

from bylaw.acts.act import Signer
from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.rehearsal import lots
from bylaw.rehearsal import year as whole_year
from bylaw.rehearsal.local import hash_of, words_of
from bylaw.state.bodies import ROOT
from tests.portal.browsing import NARROW, barriers, enter_by_code, opened, width
from tests.portal.stage import free_port, play, served
from tests.portal.test_on_paper import client_of

ACCUSER, CHARGED, WITNESS, AUDITOR, OTHER, TREASURER = "m051", "m040", "m053", "m031", "m041", "m015"
CASE, DRAWN = "/cases/case-3/", "five sit whom the lottery gave"
TOLD = "since 13 June 2025, this one included: 2 came to nothing, 0 proven, 1 open"


def charged(local, case, who):
    on = local.on
    facts = words_of(local, ACCUSER, f"facts of {case}", f"The facts of {case}.")
    told = {"case": case, "body": ROOT, "charged": on.member(who), "clause": "6.2", "deed": on.day(-10)}
    on.do("bring-charge", ACCUSER, **told, ground="theft", facts=facts)
    secretary = on.as_office("m030", "secretary")
    on.do("serve-charge", secretary, case=case, hearing=on.day(16), record=hash_of(f"to {who}"))


def scenes(local):
    """The year, a second charge by the same accuser that comes to nothing, and a third that is not heard yet."""
    whole_year.play(local)
    on = local.on
    charged(local, "case-2", OTHER)
    sit = [Signer(on.member(judge), "panel") for judge in lots.sit(local, "case-2", DRAWN)[:3]]
    on.wait(16)
    on.do("hold-hearing", *sit, case="case-2", record=hash_of("hearing"))
    why = {"clause": "6.2", "ground": "theft", "reasons": hash_of("nothing")}
    on.do("decide-finding", *sit, case="case-2", outcome="not-proven", yes=0, no=3, **why)
    charged(local, "case-3", CHARGED)
    content = words_of(local, WITNESS, "third-note", "I saw nothing.")
    fields = {"case": "case-3", "item": "third-note", "sort": "statement", "content": content}
    paper = {
        "member": on.member(WITNESS),
        "matter": on.matter("file-evidence", **fields),
        "scan": hash_of("sheet"),
    }
    on.do_sealed("enter-paper", on.as_office("m030", "secretary"), name="sheet", **paper)
    on.do("confirm-paper", on.as_office("m020", "president"), paper="sheet")
    lots.sit(local, "case-3", DRAWN)


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    with served(play(tmp_path_factory.mktemp("story") / "local", free_port(), scenes)) as found:
        yield found


def address(who):
    return f"member{int(who[1:]) + 1}@example.org"


def judge(stage):
    """Give a player who sits in the third case."""
    on = stage.year.on
    return next(who for who in sorted(lots.CAN) if on.member(who) in on.state.cases.panels["case-3"])


def name_of(stage, who):
    with Register.open(stage.folder / FOLDER) as register:
        return register.person(stage.year.on.member(who)).name


def told(page):
    """What a page says, without markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2])).split())


def test_the_panel_reads_what_became_of_the_accuser_s_other_charges(stage):
    page = told(client_of(stage, address(judge(stage))).get(CASE).text)
    assert f"3 charges by this accuser {TOLD}" in page
    assert "Clause 6.2 : once 2 have come to nothing, two persons must have brought" in page
    assert "That holds here." in page


@pytest.mark.parametrize("who", [ACCUSER, CHARGED])
def test_the_parties_read_the_case_and_nothing_of_that(stage, who):
    page = told(client_of(stage, address(who)).get(CASE).text)
    assert "The charge was brought" in page
    assert "charges by this accuser" not in page
    assert "come to nothing" not in page


def test_who_controls_reads_the_list_and_nobody_else_finds_it(stage):
    auditor = client_of(stage, address(AUDITOR))
    assert 'href="/accusers/"' in auditor.get("/me/").text
    page = told(auditor.get("/accusers/").text)
    assert re.search(rf"{name_of(stage, ACCUSER)} 13 June 2025 3 2 0 1\b", page)
    assert auditor.get(CASE).status == 404, "who controls is not of the panel"
    for who in (ACCUSER, CHARGED, judge(stage), TREASURER):
        other = client_of(stage, address(who))
        assert other.get("/accusers/").status == 404, who
        assert "/accusers/" not in other.get("/me/").text


def test_every_step_says_when_and_by_whom_from_top_to_bottom(stage):
    page = told(client_of(stage, address("m052")).get("/cases/case-1/").text)
    steps = (
        "Round 1", "The charge was brought", "The charge was served", "Evidence was put on the file",
        "A draw of the panel was announced", "The panel was seated", "The hearing was held",
        "The panel decided whether it is proven", "The panel decided what follows", "Nobody appealed in time",
        "The sanction was carried out", "Evidence was put on the file", "Round 2", "The case was reopened",
        "The charge was served", "The panel was seated", "The hearing was held",
        "The panel decided whether it is proven", "What was taken was given back", "The file",
    )  # fmt: skip
    at = 0
    for step in steps:
        assert step in page[at:], step
        at = page.index(step, at) + len(step)
    accuser, witness = name_of(stage, ACCUSER), name_of(stage, WITNESS)
    assert re.search(
        rf"The charge was brought 13 June 2025, \d\d:00 EDT · entry \d+ {accuser} \(as member\)", page
    )
    assert re.search(rf"Evidence was put on the file [^·]*EDT · entry \d+ {witness}", page)
    decided = re.search(r"The panel decided what follows (.*?)Nobody appealed", page)[1]
    assert re.match(
        r"29 June 2025, \d\d:00 EDT · entry \d+ [^()]+, [^()]+, [^()]+ \(as judge of the panel\)", decided
    )
    assert "Expulsion; 3 for, 2 against" in decided
    assert decided.index("Reasons") < decided.index("Why nothing less would do")
    assert "Not proven; 3 for, 2 against" in page


def test_what_came_on_a_paper_stands_in_the_story_too(stage):
    """No entry of its own holds the step: it is told from what the record says of the case."""
    client = client_of(stage, address(judge(stage)))
    page = client.get(CASE).text
    assert re.search(rf"EDT {name_of(stage, WITNESS)} Item: third-note Open it", told(page))
    paper = re.search(r'name="paper" value="([0-9a-f]{64})"', page.partition("Item: third-note")[2])[1]
    read = client.post(f"{CASE}read/", {"paper": paper, "why": "to judge"}, CASE)
    assert "I saw nothing." in read.text


def test_the_pages_are_usable_by_all(stage, browser):
    for who, path in ((judge(stage), CASE), (AUDITOR, "/accusers/")):
        page = opened(browser, stage.url, viewport=NARROW, bypass_csp=True)
        enter_by_code(page, address(who))
        page.goto(path)
        assert not barriers(page), path
        assert width(page) <= NARROW["width"], path
