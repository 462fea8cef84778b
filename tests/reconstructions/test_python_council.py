"""The Python steering council, terms 2019 to 2026: what its published totals must add up to."""

import csv
from collections import defaultdict

import pytest

from tests.reconstructions.conftest import DATA

STARS = 5
SEATS = 5


def _rows():
    with (DATA / "elections" / "python-steering-council" / "results.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


ROWS = _rows()
TERMS = sorted({row["term"] for row in ROWS})


def _totals(term: str) -> dict[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for row in ROWS:
        if row["term"] == term:
            totals[row["candidate"]] += int(row["votes_or_stars"])
    return totals


def test_eight_elections():
    assert [str(year) for year in range(2019, 2027)] == TERMS


@pytest.mark.parametrize("term", TERMS)
def test_turnout_and_seats(term):
    rows = [row for row in ROWS if row["term"] == term]
    ((eligible, voted),) = {(int(row["eligible"]), int(row["voted"])) for row in rows}
    assert 0 < voted <= eligible
    assert len({row["candidate"] for row in rows if row["elected"] == "1"}) == SEATS


@pytest.mark.parametrize("term", TERMS)
def test_no_candidate_has_more_than_all_voters_could_give(term):
    most = max(int(row["voted"]) for row in ROWS if row["term"] == term)
    each = STARS if term == "2026" else 1
    assert max(_totals(term).values()) <= each * most


def test_2024_is_two_part_counts_of_one_election():
    parts = {row["table"] for row in ROWS if row["term"] == "2024"}
    assert parts == {"Initial Election", "Election Extension"}
    assert _totals("2024")["Emily Morehouse"] == 46
    elected = {row["candidate"] for row in ROWS if row["term"] == "2024" and row["elected"] == "1"}
    first = sorted(_totals("2024").items(), key=lambda item: -item[1])[:SEATS]
    assert {name for name, _ in first} == elected


def test_2020_is_level_at_places_six_and_seven_and_not_at_the_last_seat():
    totals = sorted(_totals("2020").values(), reverse=True)
    assert totals[SEATS - 1] > totals[SEATS], "the last seat is not tied"
    assert totals[SEATS] == totals[SEATS + 1]


def test_the_stars_of_2026_do_not_decide_alone_but_order_as_elected():
    order = sorted(_totals("2026").items(), key=lambda item: -item[1])
    elected = {row["candidate"] for row in ROWS if row["term"] == "2026" and row["elected"] == "1"}
    assert {name for name, _ in order[:SEATS]} == elected
