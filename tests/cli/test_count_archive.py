"""`bylaw count` on the archive of a secret election: rankings, grades and sums, as the record counts them."""

import json
from pathlib import Path

from click.testing import CliRunner

from bylaw.cli.main import main
from tests.acts.boxing import made
from tests.acts.society import person
from tests.acts.test_box_grades import FIVE, OUT_OF_RANGE
from tests.acts.test_box_grades import made as graded


def counted(path: Path, raw: bytes, *words: str) -> tuple[int, str]:
    path.write_bytes(raw)
    done = CliRunner().invoke(main, ["count", str(path), *words])
    return done.exit_code, done.output


def test_rankings_and_sums_of_one_archive(tmp_path: Path):
    it = made()
    code, told = counted(
        tmp_path / "e.bel",
        it.whole.archive,
        "--question",
        "2",
        "--method",
        "scottish-stv",
        "--seats",
        "2",
        "--json",
    )
    sheet = json.loads(told)
    assert (code, {each["name"] for each in sheet["elected"]}) == (0, {person(5), person(6)})
    code, told = counted(
        tmp_path / "e.bel", it.whole.archive, "--question", "1", "--method", "approval", "--json"
    )
    assert (code, [each["name"] for each in json.loads(told)["elected"]]) == (0, [person(5)])


def test_spoiled_grades_are_invalid(tmp_path: Path):
    words = ("--question", "1", "--method", "majority-judgement", "--json")
    code, told = counted(tmp_path / "e.bel", graded(votes=FIVE + OUT_OF_RANGE).whole.archive, *words)
    sheet = json.loads(told)
    assert (code, sheet["invalid"], [each["name"] for each in sheet["elected"]]) == (0, 5, [person(6)])
    code, told = counted(tmp_path / "e.bel", graded(votes=FIVE + ((1, 3),) * 5).whole.archive, *words)
    sheet = json.loads(told)
    assert (code, sheet["invalid"], [each["name"] for each in sheet["elected"]]) == (0, 0, [person(5)])


def test_what_is_no_archive_with_a_result(tmp_path: Path):
    it, words = made(), ("--method", "scottish-stv", "--seats", "2", "--question")
    for raw, question in (
        (it.upto("EndShuffles"), "2"),
        (it.whole.archive, "3"),
        (it.whole.archive[:-600], "2"),
        (it.whole.archive[:-512] + bytes(512), "2"),
        (b"A B", "1"),
    ):
        assert counted(tmp_path / "e.bel", raw, *words, question)[0] == 1, question
    done = CliRunner().invoke(main, ["count", str(tmp_path / "none.bel"), *words, "1"])
    assert done.exit_code == 3
