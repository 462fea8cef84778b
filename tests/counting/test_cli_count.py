"""`bylaw count` as people and scripts use it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bylaw.cli.main import main
from bylaw.counting import METHODS
from tests.counting.known import DATA

WARD = DATA / "scotland-2017" / "moray_2017_ward7.blt"
GNOME = DATA / "foundations" / "gnome-board-2018.blt"
LABOUR = DATA / "uk-labour-2010" / "mps-meps-section.soi"
SARGE = DATA / "debian" / "2004-gr_sarge" / "tally.txt"


def bylaw(*words: str | Path):
    return CliRunner().invoke(main, ["count", *map(str, words)])


def test_json_has_the_keys_that_others_rely_on():
    shown = bylaw(WARD, "--method", "scottish-stv", "--json")
    assert (shown.exit_code, shown.stderr) == (0, "")
    sheet = json.loads(shown.stdout)
    assert [sheet[k] for k in ("method", "seats", "valid", "invalid", "quota")] == [
        "scottish-stv",
        3,
        4061,
        0,
        1016,
    ]
    assert sheet["elected"][2] == {"candidate": 1, "name": "John DIVERS (Lab)", "count": 2}
    assert sheet["counts"][1]["count"] == 2
    assert sheet["counts"][1]["totals"] == ["1126.07850", "1245.00000", "530.98050", "1016.00000"]
    assert sheet["ties"] == []


def test_seats_given_replace_those_of_the_file():
    sheet = json.loads(bylaw(WARD, "--method", "scottish-stv", "--seats", 1, "--json").stdout)
    assert (sheet["seats"], sheet["quota"], len(sheet["elected"])) == (1, 2031, 1)


def test_missing_seats_are_a_usage_error_with_the_remedy():
    shown = bylaw(LABOUR, "--method", "scottish-stv")
    assert shown.exit_code == 3
    assert "--seats N" in shown.stderr
    assert bylaw(LABOUR, "--method", "scottish-stv", "--seats", 1).exit_code == 0
    assert bylaw(LABOUR, "--method", "av").exit_code == 0


def test_debian_with_majorities_by_number_and_by_name():
    ratio = [f"--majority={n}=3:1" for n in range(1, 6)]
    words = (
        SARGE,
        "--method",
        "debian",
        "--roll",
        909,
        "--default",
        "Further discussion",
        "--constitution",
        "1.1",
    )
    sheet = json.loads(bylaw(*words, *ratio, "--json").stdout)
    assert [(d["candidate"], d["reason"]) for d in sheet["dropped"]] == [
        (c, "majority") for c in (3, 4, 5, 6)
    ]
    assert sheet["pairwise"][0] == [0, 45, 187, 200, 213, 289, 293]
    assert [e["candidate"] for e in sheet["elected"]] == [2]
    assert bylaw(SARGE, "--method", "debian").exit_code == 3
    assert "dropped: 3 " in bylaw(*words, *ratio).stdout


def test_an_open_tie_is_exit_2_and_a_lot_closes_it(tmp_path):
    shown = bylaw(GNOME, "--method", "scottish-stv", "--json")
    assert shown.exit_code == 2
    assert "--lots FILE" in shown.stderr
    assert "whichever way the lot falls" in shown.stderr
    assert json.loads(shown.stdout)["ties"][0]["unresolved"] is True
    lot = tmp_path / "lot"
    lot.write_text("# drawn by the chair\nFederico Mena Quintero\nCarlos Soriano\n")
    closed = bylaw(GNOME, "--method", "scottish-stv", "--lots", lot, "--json")
    assert closed.exit_code == 0
    (tie,) = json.loads(closed.stdout)["ties"]
    assert (tie["chosen"], tie["decided_by"], tie["unresolved"]) == ([4], "lot", False)


def test_methods_are_listed_without_a_file():
    shown = bylaw("--methods")
    assert shown.exit_code == 0
    assert [line.split()[0] for line in shown.stdout.splitlines()] == list(METHODS)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("nowhere.blt", "--method", "av"), 3, "nowhere.blt: cannot be read"),
        ((WARD.parent, "--method", "av"), 3, "cannot be read"),
        ((WARD, "--method", "lottery"), 3, "choose one of plurality"),
        ((WARD,), 3, "--method"),
        ((WARD, "--method", "av", "--seats", "0"), 3, "--seats"),
        ((WARD, "--method", "av", "--seats", "2"), 3, "one seat"),
        ((WARD, "--method", "star"), 3, "grades"),
        ((WARD, "--method", "debian", "--roll", "9", "--default", "9"), 3, "option '9'"),
        ((WARD, "--method", "debian", "--roll", "9", "--majority", "1"), 3, "OPTION=3:1"),
        ((WARD, "--method", "dhondt", "--threshold", "5 percent"), 3, "5%"),
        ((WARD, "--method", "dhondt", "--threshold", "101%"), 3, "more than"),
        ((WARD, "--method", "av", "--lots", "nowhere"), 3, "nowhere"),
        ((DATA / "README.md", "--method", "av"), 1, "no known kind"),
    ],
)
def test_refusals_and_their_exit_codes(words, code, says):
    shown = bylaw(*words)
    assert shown.exit_code == code
    assert says in shown.stderr
    assert shown.stdout == ""


def test_a_refused_file_names_its_line(tmp_path):
    bad = tmp_path / "bad.blt"
    bad.write_text("2 1\n3 1 2 0\n1 7 0\n0\nA\nB\n")
    shown = bylaw(bad, "--method", "av")
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "bad.blt: line 3: candidate 7: there are 2" in shown.stderr


def test_sheet_for_people_in_a_pipe_has_whole_lines():
    command = [Path(sys.executable).parent / "bylaw", "count", WARD.parent / "glasgow_2017_ward13.blt"]
    shown = subprocess.run([*command, "--method", "scottish-stv"], capture_output=True, text=True, check=True)
    lines = shown.stdout.splitlines()
    row = next(line for line in lines if line.startswith("7 Eva MURRAY"))
    assert row.split()[-10:][0] == "912.00000"
    assert row.split()[-1] == "1975.25558"
    assert sum("elected at count" in line for line in lines) == 4
    assert "…" not in shown.stdout


def test_square_brackets_in_names_are_printed_as_they_are():
    shown = bylaw(SARGE, "--method", "debian", "--roll", 909)
    assert "[needs 1:1]" in shown.stdout


def test_lists_by_region():
    shown = bylaw(
        DATA / "list-apportionment" / "cz_psp_2017.csv",
        "--method",
        "dhondt",
        "--seats",
        200,
        "--threshold",
        "5%",
        "--json",
    )
    assert {w["name"]: w["seats"] for w in json.loads(shown.stdout)["lists"] if w["seats"]}["ANO"] == 78


def test_tables_of_scores_and_marks(tmp_path):
    table = tmp_path / "x.tsv"
    table.write_text("A\tB\n5\t3\n4\t5\n5\t5\n")
    stars = json.loads(bylaw(table, "--method", "star", "--json").stdout)
    assert stars["counts"][0]["totals"] == ["14", "13"]
    assert bylaw(table, "--method", "av", "--cells", "ranks").exit_code == 2, "no paper there has ranks 1, 2"
    table.write_text("A\tB\n1\t0\n1\t1\n")
    assert json.loads(bylaw(table, "--method", "approval", "--json").stdout)["counts"][0]["totals"] == [
        "2",
        "1",
    ]


@pytest.mark.parametrize(
    "words", [("--roll", 9), ("--majority", "1=3:1"), ("--default", 1), ("--threshold", "5%")]
)
def test_a_number_that_the_method_does_not_read_is_refused(words):
    shown = bylaw(SARGE, "--method", "schulze", *words)
    assert shown.exit_code == 3
    assert f"schulze reads no {words[0]}: leave it out, or count by " in shown.stderr
    assert bylaw(SARGE, "--method", "schulze").exit_code == 0
