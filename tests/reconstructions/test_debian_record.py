"""The 58 votes of Debian as one record: it verifies, counts by the law of the day, and keeps every finding."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from bylaw.reconstructions.debian.report import report
from tests.reconstructions.conftest import BALLOTS, FACTS

BYLAW = Path(sys.executable).parent / "bylaw"
PAGE = Path(__file__).parents[2] / "docs" / "debian-1999-2018.md"


def bylaw(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [str(BYLAW), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def _at(told, name, number, verdict):
    return [check.found for check in told[name].of(verdict) if check.law.no == number]


def test_the_command_writes_a_record_that_verifies_and_the_report(tmp_path):
    page = tmp_path / "page.md"
    made = bylaw("reconstruct", "debian", tmp_path / "d", "--facts", FACTS, "--ballots", BALLOTS,
                 "--report", page, "--json")  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["votes"] == 58
    assert page.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")
    verified = bylaw("verify", tmp_path / "d", "--unwitnessed-ok", "--json")
    found = json.loads(verified.stdout)
    assert (verified.returncode, found["verdict"], found["clock"]) == (0, "valid", "reconstruction")
    assert found["counts"]["unproven"] == 0


def test_the_report_is_current(told):
    assert report(tuple(told.values())) == PAGE.read_text(encoding="utf-8"), (
        "make it with: bylaw reconstruct debian"
    )


def test_findings_are_kept_in_the_record(told, record):
    found = json.loads(bylaw("verify", record, "--unwitnessed-ok", "--json").stdout)["counts"]
    totals = Counter(check.verdict for one in told.values() for check in one.checks)
    assert (found["flagged"], found["unshown"]) == (totals["broken"], totals["unshown"])


def test_a_roll_that_is_taken_away_leaves_the_record_incomplete(told, record, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(record / "record", copy)
    name = told["2004.vote-002"].act.vote.poll.roll
    (copy / "attachments" / name[:2] / name).unlink()
    assert bylaw("verify", copy, "--unwitnessed-ok").returncode == 2


def test_58_votes_of_which_15_are_counted_28_have_voters_and_15_are_proposals(told):
    assert Counter(one.kind for one in told.values()) == {"counted": 15, "voters": 28, "proposal": 15}
    assert {one.version for one in told.values()} == {f"1.{minor}" for minor in range(8)}


def test_14_published_counts_agree_and_the_fifteenth_is_counted_by_1_0(told):
    counted = {name: one for name, one in told.items() if one.paper}
    agree = [
        name
        for name, one in counted.items()
        if any("are those published" in check.found for check in one.of("kept"))
    ]
    assert len(agree) == 14
    (other,) = set(counted) - set(agree)
    assert (other, counted[other].version, counted[other].edition) == ("2003.vote-0001", "1.0", "1.0")
    assert counted[other].paper.sheet.winners == (4,)


def test_each_version_counts_by_its_own_rule(told):
    editions = {(one.version, one.edition) for one in told.values()}
    assert editions == {
        ("1.0", "1.0"), ("1.1", "1.1"), ("1.2", "1.1"), ("1.3", "1.1"), ("1.4", "1.1"), ("1.5", "1.1"),
        ("1.6", "1.6"), ("1.7", "1.6"),
    }  # fmt: skip


def test_four_voters_are_on_no_roll_and_three_outcomes_can_be_tested(told):
    found = {name: one.roll.strangers for name, one in told.items() if one.roll and one.roll.strangers}
    assert {name: len(who) for name, who in found.items()} == {
        "2004.vote-002": 1, "2007.vote-001": 1, "2016.vote-002": 1, "2016.vote-003": 1,
    }  # fmt: skip
    tests = {name: _at(told, name, "3.1.4", "broken")[0].partition("; ")[2] for name in found}
    assert "not possible" in tests.pop("2016.vote-003")
    assert all("still wins" in words for words in tests.values())


def test_counts_printed_under_at_least_while_the_text_says_more(told):
    printed = [name for name, one in told.items() if any("under '>='" in c.found for c in one.of("broken"))]
    assert printed == ["2007.vote-001", "2008.vote-003", "2010.vote-001", "2012.vote-001", "2014.vote-003"]


def test_the_majority_of_2008_decides_against_option_2(told):
    assert told["2008.vote-003"].paper.sheet.winners == (5,)
    assert "2008.vote-003: option 2 instead of option 5" in PAGE.read_text(encoding="utf-8")


def test_ratios_without_ballots_are_checked_by_arithmetic(told):
    for name, count in (("2003.vote-0003", 2), ("2005.vote-002", 2), ("2006.vote-002", 7)):
        one = told[name]
        assert one.paper is None
        assert any(f"{count} printed ratios" in check.found for check in one.of("kept")), name


def test_spans_that_differ_from_the_text_are_broken_and_those_that_fit_are_kept(told):
    assert len(_at(told, "2003.vote-0001", "5.2.3-5", "broken")) == 2, "22 days twice, where the text has 21"
    assert len(_at(told, "2005.vote-001", "5.2.3-5", "kept")) == 3
    assert len(_at(told, "2018.vote-001", "5.2.3-5", "broken")) == 1, "the poll begins two days late"
    assert _at(told, "2006.vote-005", "4.2.3", "unshown"), "seven days: the leader may have varied them"


def test_no_missing_fact_is_a_breach(told):
    assert not any(one.of("broken") for one in told.values() if one.kind == "proposal")
    missing = ("not published", "not in this data", "are not here", "not shown", "no roll", "listed")
    for one in told.values():
        assert not any(word in check.found for check in one.of("broken") for word in missing[:2])


def test_no_login_name_or_address_is_in_the_facts():
    text = (FACTS / "votes.json").read_text(encoding="utf-8") + (FACTS / "rolls.txt").read_text(
        encoding="utf-8"
    )
    assert "@" not in text
    people = [row for vote in json.loads((FACTS / "votes.json").read_bytes()) for row in vote["drafts"]]
    assert all(
        who[0] == "p" and who[1:].isdigit() for row in people for who in row["by"] + row.get("seconds", [])
    )
