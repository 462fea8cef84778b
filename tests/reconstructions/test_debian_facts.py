"""Dates as printed, with their slips, and the secretary's text."""

import msgspec
import pytest

from bylaw.reconstructions.debian.dates import read_date, read_span
from bylaw.reconstructions.debian.facts import NoFacts, read_facts
from bylaw.reconstructions.debian.record import VERSIONS, constitution, ratified
from bylaw.reconstructions.debian.results import read_ratios, read_result
from tests.reconstructions.conftest import BALLOTS, FACTS


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("December 23, 1998", "1998-12-23"),
        ("Jan 31, 2000", "2000-01-31"),
        ("Sunday, April 25st, 23:59:59 UTC, 2004", "2004-04-25T23:59:59Z"),
        ("Sunday, 15thOctober, 00:00:01 UTC 2006", "2006-10-15T00:00:01Z"),
        ("Wednesday, 25nd March, 2009", "2009-03-25"),
        ("00:00:01 UTC on Sunday, 14 Dec 2008", "2008-12-14T00:00:01Z"),
        ("Saturday 2018-03-10 23:59:59 UTC", "2018-03-10T23:59:59Z"),
        ("2016-07-07", "2016-07-07"),
        ("January, 2004", ""),
        ("2004", ""),
        ("", ""),
        ("February 30th, 2004", ""),
        ("32nd March 2009", ""),
    ],
)
def test_dates(printed, read):
    assert read_date(printed) == read


def test_a_span_in_one_text():
    assert read_span(("March 24th, 2002 to 23:59:59 UTC on April 16th, 2002",)) == (
        "2002-03-24",
        "2002-04-16T23:59:59Z",
    )
    assert read_span(("February 3, 1999",)) == ("", "1999-02-03")


def test_every_published_count_is_read_to_the_last_line():
    for path in sorted(BALLOTS.glob("*/results.txt")):
        text = path.read_text(encoding="utf-8")
        result, ratios = read_result(text), read_ratios(text)
        assert len(ratios) == text.count(" Majority."), path
        assert len(result.matrix) == len(ratios) + 1, path
        assert result.winner


def test_a_text_without_a_winner_is_no_result():
    assert read_result("Option 1     10\n") is None


def test_every_constitution_has_its_day_and_its_clauses():
    days = [ratified(constitution(version)) for version in VERSIONS]
    assert days == sorted(days)
    assert len(set(days)) == 8
    assert all(
        clause.evidence == "read"
        for v in VERSIONS
        for clause in constitution(v).clauses
        if clause.no[0] != "a"
    )


def test_facts_that_cannot_be_read_are_refused_in_words(tmp_path):
    with pytest.raises(NoFacts, match=r"votes\.json"):
        read_facts(tmp_path, BALLOTS)
    (tmp_path / "votes.json").write_bytes((FACTS / "votes.json").read_bytes())
    (tmp_path / "rolls.txt").write_text("one two\np0001 r\n")
    with pytest.raises(NoFacts, match="1 marks for 2 polls"):
        read_facts(tmp_path, BALLOTS)
    (tmp_path / "rolls.txt").write_text("one two\np0001 rv\n")
    with pytest.raises(NoFacts, match="no column"):
        read_facts(tmp_path, BALLOTS)
    assert len(msgspec.json.decode((FACTS / "votes.json").read_bytes())) == 58
