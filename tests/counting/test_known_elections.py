"""Elections whose result the organisation, or somebody who counted them before, published."""

import csv
from collections import defaultdict
from fractions import Fraction

import pytest

from bylaw.counting import Totals, count
from tests.counting.known import DATA, known, names


def test_burlington_elects_bob_kiss_where_others_would_not():
    ballots = known("burlington-mayor/burlington-2009.toi")
    av = count("av", ballots)
    assert names(av) == ["Bob Kiss"]
    assert (av.valid, av.invalid) == (8976, 4)
    assert av.counts[-1].totals == ("4313", "0", "0", "0", "4060", "0")
    assert names(count("schulze", ballots)) == ["Andy Montroll"]
    assert names(count("plurality", ballots)) == ["Kurt Wright"]


def test_labour_section_ends_140_to_122():
    sheet = count("av", known("uk-labour-2010/mps-meps-section.soi"))
    assert sheet.counts[-1].totals[3:] == ("140", "122")
    assert names(sheet) == ["D.Milbnd"]


@pytest.mark.parametrize("method", ["scottish-stv", "wigm-stv", "wigm-stv-exact", "meek-stv"])
def test_dublin_west_elects_the_three_of_2002(method):
    sheet = count(method, known("ireland-2002/dublin-west-2002.soi"), seats=3)
    assert sheet.valid == 29_988
    assert set(names(sheet)) == {"Brian Lenihan F.F.", "Joe Higgins S.P.", "Joan Burton Lab"}


NIXOS_BY_STV = ["Ericson2314", "Gabriella439", "tomberek", "roberth", "winterqt", "cafkafk", "jtojnar"]


@pytest.mark.parametrize("method", ["scottish-stv", "wigm-stv-exact", "meek-stv"])
def test_nixos_by_stv_elects_cafkafk_rather_than_fpletz(method):
    ballots = known("foundations/nixos-sc-2024.blt")
    assert ballots.seats == 23, "the file's own number of seats is wrong"
    assert set(names(count(method, ballots, seats=7))) == set(NIXOS_BY_STV)


def test_nixos_certified_seven_are_the_first_seven_by_schulze_from_both_files():
    certified = {"Ericson2314", "fpletz", "Gabriella439", "jtojnar", "roberth", "tomberek", "winterqt"}
    for path in ("foundations/nixos-sc-2024.blt", "foundations/nixos-sc-2024-civs.csv"):
        sheet = count("schulze", known(path), seats=7)
        assert set(names(sheet)) == certified
        assert set(names(sheet)[:4]) == {"Ericson2314", "Gabriella439", "jtojnar", "roberth"}


GNOME = {
    "Allan Day",
    "Carlos Soriano",
    "Ekaterina Gerasimova",
    "Federico Mena Quintero",
    "Nuritzi Sanchez",
    "Philip Chimento",
    "Robert McQueen",
}


def test_gnome_needs_a_lot_that_does_not_change_who_is_elected():
    ballots = known("foundations/gnome-board-2018.blt")
    open_count = count("scottish-stv", ballots, seats=7)
    (tie,) = open_count.unresolved
    assert tie.candidates == (2, 4)
    assert {ballots.candidates[c - 1] for c in open_count.certain} == GNOME
    for lot in ((2, 4), (4, 2)):
        sheet = count("scottish-stv", ballots, seats=7, lot=lot)
        assert set(names(sheet)) == GNOME
        assert sheet.ties[0].chosen == lot[:1]
        assert not sheet.unresolved
    assert set(names(count("meek-stv", ballots, seats=7))) == GNOME


def test_ims_council_has_29_invalid_papers_and_elects_jasper_first():
    sheet = count("scottish-stv", known("foundations/ims-council-anonymised.tsv"), seats=5)
    assert (sheet.valid, sheet.invalid) == (591, 29)
    assert names(sheet)[0] == "Jasper"
    assert len(sheet.elected) == 5


def test_gy_les_nonains_by_approval():
    sheet = count("approval", known("french-approval-2002/00026-00000001.cat"))
    votes = dict(zip(sheet.candidates, sheet.counts[0].totals, strict=True))
    assert (votes["Chirac"], votes["LePen"], votes["Jospin"]) == ("139", "119", "87")
    assert (sheet.valid, names(sheet)) == (365, ["Chirac"])


def test_czech_chamber_2017():
    totals = known("list-apportionment/cz_psp_2017.csv")
    assert len(totals.regions) == 14
    sheet = count("dhondt", totals, seats=200, threshold=Fraction(5, 100))
    seats = {won.name: won.seats for won in sheet.lists if won.seats}
    assert seats == {
        "ANO": 78,
        "ODS": 25,
        "Piráti": 22,
        "SPD": 22,
        "ČSSD": 15,
        "KSČM": 15,
        "KDU-ČSL": 10,
        "TOP 09": 7,
        "STAN": 6,
    }
    assert len(sheet.elected) == 200
    assert not sheet.ties


def _steering() -> dict[str, dict[str, tuple[int, bool]]]:
    """Votes and elected per term; the two part-counts of 2024 added together."""
    terms: dict[str, dict[str, tuple[int, bool]]] = defaultdict(dict)
    with (DATA / "python-steering-council" / "results.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            before = terms[row["term"]].get(row["candidate"], (0, False))[0]
            terms[row["term"]][row["candidate"]] = (
                before + int(row["votes_or_stars"]),
                row["elected"] == "1",
            )
    return terms


@pytest.mark.parametrize("term", ["2019", "2020", "2021", "2022", "2023", "2024", "2025"])
def test_python_steering_council_by_approval_totals(term):
    table = _steering()[term]
    totals = Totals(candidates=tuple(table), votes=(tuple(v for v, _ in table.values()),))
    sheet = count("approval", totals, seats=5)
    assert set(names(sheet)) == {name for name, (_, elected) in table.items() if elected}
    assert not sheet.ties


@pytest.mark.parametrize("year", range(1998, 2004))
def test_apa_has_one_winner_by_av_and_no_tie(year):
    sheet = count("av", known(f"apa-presidents/apa-{year}.soi"))
    final = [int(t) for t in sheet.counts[-1].totals]
    assert 2 * final[sheet.winners[0] - 1] > sum(final)
    assert not sheet.ties
