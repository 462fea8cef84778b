"""32 wards of 2017, cell by cell against the sheets that the councils published."""

import json
from decimal import Decimal

import pytest

from bylaw.counting import count, read_ballots
from tests.counting.known import WARDS


@pytest.mark.parametrize("ward", WARDS, ids=lambda p: p.stem)
def test_ward_agrees_with_the_published_sheet(ward):
    official = json.loads(ward.with_suffix(".official.json").read_text())
    ballots = read_ballots(ward.read_bytes(), ward.name)
    sheet = count("scottish-stv", ballots, seats=ballots.seats)
    assert (sheet.quota, sheet.valid, sheet.seats) == (
        official["quota"],
        official["valid_poll"],
        official["seats"],
    )
    assert [row.count for row in sheet.counts] == [row["count"] for row in official["counts"]]
    for ours, theirs in zip(sheet.counts, official["counts"], strict=True):
        for cell, published in zip(ours.totals, theirs["totals"], strict=True):
            assert Decimal(cell).quantize(Decimal(published)) == Decimal(published), ours.count
    elected = {c["blt_index"]: c["elected_at_count"] for c in official["candidates"] if c["elected_at_count"]}
    assert {e.candidate: e.count for e in sheet.elected} == elected
    assert not sheet.unresolved


def test_there_are_32_wards():
    assert len(WARDS) == 32


def test_the_only_official_tie_is_decided_by_the_count_before():
    ward = next(p for p in WARDS if p.stem == "renfrewshire_2017_ward3")
    (tie,) = count("scottish-stv", read_ballots(ward.read_bytes(), ward.name), seats=3).ties
    assert (tie.count, tie.candidates, tie.chosen, tie.decided_by) == (7, (6, 8), (8,), "count 5")


@pytest.mark.parametrize("ward", WARDS[::6], ids=lambda p: p.stem)
def test_two_decimals_published_are_the_same_count(ward):
    """Six decimals or fractions elect the same people there; only the last digits differ."""
    ballots = read_ballots(ward.read_bytes(), ward.name)
    cut = count("scottish-stv", ballots, seats=ballots.seats)
    for method in ("wigm-stv", "wigm-stv-exact"):
        assert count(method, ballots, seats=ballots.seats).winners == cut.winners
