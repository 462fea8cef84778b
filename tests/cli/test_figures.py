"""`bylaw figures` on the record of the demo's first scenes: the same numbers as table, CSV, JSON and as an act."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.audit.copies import played

BYLAW = Path(sys.executable).parent / "bylaw"


@pytest.fixture(scope="module")
def folder() -> Path:
    local = played()
    local.on.publish()
    return local.on.organisation.folder


def figures(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BYLAW, "figures", folder, *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def test_every_form_prints_the_same_numbers(folder):
    told = json.loads(figures(folder, "--json").stdout)
    numbers = {line["figure"]: line["value"] for line in told["figures"]}
    assert (numbers["members"], numbers["imported"], numbers["admitted"]) == (248, 240, 1)
    assert all(line["definition"] and line["unit"] and line["until"] for line in told["figures"])
    rows = list(csv.DictReader(io.StringIO(figures(folder, "--csv").stdout)))
    assert {row["figure"]: int(row["value"]) for row in rows} == numbers
    stated = json.loads(figures(folder, "--for-act").stdout)
    assert {each["name"]: each["value"] for each in stated} == {k: v for k, v in numbers.items() if v}
    table = figures(folder).stdout
    assert "members on the roll at the end of the year" in table
    assert "248" in table


def test_what_a_record_shows_is_the_same_as_table_csv_and_json(folder):
    def shown(*form: str) -> str:
        command = [BYLAW, "show", folder, "terms", *form]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    told = json.loads(shown("--json"))["terms"]
    rows = list(csv.DictReader(io.StringIO(shown("--csv"))))
    assert [list(row.values()) for row in rows] == [list(line.values()) for line in told]
    assert list(rows[0]) == shown().splitlines()[1].split()
    assert any(row["stage"] == "runs" for row in rows)


def test_a_number_is_taken_apart_into_the_events_that_it_counts(folder):
    told = json.loads(figures(folder, "--events", "imported", "--json").stdout)
    assert (told["value"], sum(event["n"] for event in told["events"])) == (240, 240)
    table = figures(folder, "--events", "admitted").stdout
    assert [line.split()[1:] for line in table.splitlines()[1:]] == [["1", "root"], ["memberships"]]
    rows = list(csv.DictReader(io.StringIO(figures(folder, "--events", "imported", "--csv").stdout)))
    assert sum(int(row["n"]) for row in rows) == 240
    assert all(row["at"].startswith("2025-") and row["bodies"] == "root" for row in rows)


def test_the_roll_and_a_figure_that_nobody_defined_have_no_events(folder):
    for wrong, words in (("members", "show DIR roll"), ("loyalty", "no figure 'loyalty'")):
        done = figures(folder, "--events", wrong)
        assert done.returncode == 3
        assert words in done.stderr


def test_a_year_or_body_that_the_record_does_not_know(folder):
    for wrong, words in ((("--year", "1999"), "from 2025 to 2025"), (("--body", "mars"), "no body 'mars'")):
        done = figures(folder, *wrong)
        assert done.returncode == 3
        assert words in done.stderr
