"""`bylaw count` on odd files by every method: a sheet or a reason, the exit code that fits, and never anything else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bylaw.counting import METHODS
from tests.counting.known import DATA
from tests.counting.test_cli_count import SARGE, bylaw

PAPERS = "3 2\n4 1 2 0\n3 2 0\n2 3 1 0\n0\n"
PLAIN = f'{PAPERS}"Ada"\n"Jörg"\n"Cy"\n"A club"\n'
HEAD = "# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n"
COUNTED = {
    "plain.blt": PLAIN.encode(),
    "bom.blt": b"\xef\xbb\xbf" + PLAIN.encode(),
    "crlf.blt": PLAIN.replace("\n", "\r\n").encode(),
    "latin.blt": PLAIN.encode("latin-1"),
    "utf16.blt": PLAIN.encode("utf-16"),
    "commented.txt": PLAIN.replace("3 2\n", "3 2 # three for two\n", 1).encode(),
    "names.blt": f'{PAPERS}"Ada" "Jörg"  "Cy"\n"A club"\n'.encode(),
}
"""The same election, as different hands write it."""
ODD = {
    "nobody-voted.blt": b"3 2\n0\nA\nB\nC\n",
    "all-blank.blt": b"3 2\n7 0\n0\nA\nB\nC\n",
    "one-candidate.blt": b"1 5\n5 1 0\n0\nA\n",
    "more-seats.blt": b"2 5\n5 1 2 0\n3 2 0\n0\nA\nB\n",
    "one-left.blt": b"2 1\n-1\n5 1 2 0\n3 2 0\n0\nA\nB\n",
    "level.blt": b"3 1\n2 1 0\n2 2 0\n2 3 0\n0\nA\nB\nC\n",
    "equal-ranks.blt": b"3 1\n5 1=2 3 0\n2 3=2=1 0\n1 1 2=3 0\n0\nA\nB\nC\n",
    "huge.blt": b"3 2\n1000000000 1 2 0\n999999999 2 3 0\n999999998 3 0\n0\nA\nB\nC\n",
    "same-names.blt": b"2 1\n3 1 0\n2 2 0\n0\nA\nA\n",
    "nobody.soi": (HEAD + "# NUMBER VOTERS: 0\n").encode(),
    "heading.tsv": b"A\tB\n",
    "level.csv": b"A,B\n5,5\n5,5\n",
    "regions.csv": b"party,N,S,W\nA,5,5,5\nB,5,5,5\n",
    "no-votes.csv": b"party,votes\nA,0\nB,0\n",
    "tally.txt": b"Option 1: A\nOption 2: Further Discussion\nV: 12 x\nV: 21 y\nV: -- z\n",
}
REFUSED = {
    "empty.blt": b"",
    "null.blt": b"3 2\0",
    "no-line-ends.blt": PLAIN.replace("\n", " ").encode(),
    "all-withdrawn.blt": b"2 1\n-1 -2\n5 1 2 0\n0\nA\nB\n",
    "no-paper.soi": (HEAD + "0: 1,2\n").encode(),
    "no-paper.cat": (HEAD + "# NUMBER CATEGORIES: 2\n0: 1,2\n").encode(),
    "two-names.blt": f'{PAPERS}"Ada" "Jörg"\n'.encode(),
}
KEYS = {"method", "seats", "valid", "invalid", "quota", "elected", "counts", "ties"}


def asked(method: str) -> list[str]:
    """What a method needs beside its file."""
    return {"one": [], "any": [], "many": ["--seats", "2"]}[METHODS[method].seats] + (
        ["--roll", "9", "--default", "1"] if method == "debian" else []
    )


@pytest.mark.parametrize("method", METHODS)
def test_odd_files_are_counted_or_wait_for_a_lot_or_are_not_for_the_method(method, tmp_path):
    for name, content in ODD.items():
        (tmp_path / name).write_bytes(content)
        shown = bylaw(tmp_path / name, "--method", method, *asked(method), "--json")
        assert isinstance(shown.exception, SystemExit | None), (name, shown.exception)
        if shown.exit_code == 3:
            assert f"{method} counts " in shown.stderr or "two grades" in shown.stderr, (name, shown.stderr)
            continue
        sheet = json.loads(shown.stdout)
        assert set(sheet) >= KEYS
        assert shown.exit_code == (2 if any(tie["unresolved"] for tie in sheet["ties"]) else 0), name
        assert bylaw(tmp_path / name, "--method", method, *asked(method)).exit_code == shown.exit_code


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_method_can_count_is_refused_by_each_with_the_reason(name, tmp_path):
    (tmp_path / name).write_bytes(REFUSED[name])
    told = {bylaw(tmp_path / name, "--method", method, *asked(method)).stderr for method in METHODS}
    assert len(told) == 1
    assert bylaw(tmp_path / name, "--method", "av").exit_code == 1


def test_one_election_in_many_spellings_has_one_sheet(tmp_path):
    sheets = set()
    for name, content in COUNTED.items():
        (tmp_path / name).write_bytes(content)
        sheets.add(bylaw(tmp_path / name, "--method", "scottish-stv", "--json").stdout)
    assert len(sheets) == 1


def test_a_lot_of_regions_is_read_from_a_file_of_its_own(tmp_path):
    table, regions, lists = (tmp_path / name for name in ("t.csv", "regions", "lists"))
    table.write_bytes(ODD["regions.csv"])
    regions.write_text("# drawn in public\nW\nN\nS\n")
    lists.write_text("2\n1\n")
    words = (table, "--method", "hare", "--seats", 2)
    shown = bylaw(*words)
    assert shown.exit_code == 2
    assert (
        "a tie between 1 N, 2 S, 3 W; draw a lot and give its order with --region-lots FILE" in shown.stderr
    )
    assert "not filled: 2" in shown.stdout
    closed = bylaw(*words, "--region-lots", regions, "--lots", lists)
    assert (closed.exit_code, closed.stderr) == (0, "")
    assert "1 N, 2 S, 3 W: W, N by lot" in closed.stdout
    assert "list: 2 B: 15 votes, 2 seats" in closed.stdout
    assert bylaw(*words, "--region-lots", lists, "--lots", regions).exit_code == 3
    refused = bylaw(SARGE, "--method", "av", "--region-lots", regions)
    assert (refused.exit_code, "av reads no --region-lots" in refused.stderr) == (3, True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--method", "av", "--constitution", "1.1"), "av reads no --constitution"),
        (("--method", "debian", "--roll", 9, "--constitution", ""), "constitution  is not known"),
        (("--method", "debian", "--roll", 9, "--majority", "1=3:1", "--majority", "1=1:1"), "two majorities"),
    ],
)
def test_what_would_be_counted_as_if_nobody_had_said_it_is_refused(words, says):
    shown = bylaw(SARGE, *words)
    assert (shown.exit_code, says in shown.stderr) == (3, True), shown.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_lacks_a_character_shows_its_code_and_json_stays_json(encoding):
    """The names of Czech lists in an alphabet without them."""
    table = DATA / "list-apportionment" / "cz_psp_2017.csv"
    command = [Path(sys.executable).parent / "bylaw", "count", table, "--method", "dhondt", "--seats", "200"]
    spoken = {**os.environ, "PYTHONIOENCODING": encoding}
    shown = subprocess.run(command, capture_output=True, env=spoken, check=True)
    assert b"\\u0158" in shown.stdout
    told = subprocess.run([*command, "--json"], capture_output=True, env=spoken, check=True)
    assert any("Ř" in name for name in json.loads(told.stdout)["candidates"])
