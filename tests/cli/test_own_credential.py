"""A voter makes her own credential: the office lists its public half and never sees the other."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bylaw.belenios.prover import board
from bylaw.cli.main import main

QUESTION = [{"answers": ["Ada", "Bo"], "min": 0, "max": 1, "question": "Chair"}]


def run(folder: Path, line: str):
    words = [str(folder / word) if "." in word or word.endswith("/") else word for word in line.split()]
    return CliRunner().invoke(main, ["election", *words])


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    told = {"name": "N", "description": "D", "questions": QUESTION}
    (tmp_path / "questions.json").write_text(json.dumps(told))
    (tmp_path / "voters.txt").write_text("".join(f"v{n}\n" for n in range(12)))
    (tmp_path / "own").mkdir()
    done = run(tmp_path, "draft questions.json draft.json")
    assert done.exit_code == 0, done.output
    for name in ("v3", "v7"):
        done = run(tmp_path, f"credential draft.json {name}.txt own/{name}.public")
        assert done.exit_code == 0, done.output
    return tmp_path


def test_she_votes_with_what_she_made(drafted: Path):
    done = run(drafted, "credentials draft.json voters.txt credentials/ public.json --own own/")
    assert done.exit_code == 0, done.output
    assert "10 private credentials" in done.output
    assert "made by voters themselves: 2" in done.output
    assert {path.stem for path in (drafted / "credentials").iterdir()} == {f"v{n}" for n in range(12)} - {
        "v3",
        "v7",
    }
    assert (drafted / "v3.txt").stat().st_mode & 0o077 == 0
    for line in (
        "trustee draft.json chair.key chair.json",
        "set-up draft.json e.bel --credentials public.json --trustee chair.json",
        "vote e.bel v3.txt v3.ballot --answer 1",
        "post e.bel v3.ballot",
        "vote e.bel credentials/v4.txt v4.ballot --answer 2",
        "post e.bel v4.ballot",
        "verify e.bel",
    ):
        done = run(drafted, line)
        assert done.exit_code == 0, (line, done.output)
    found = board.read((drafted / "e.bel").read_bytes())
    assert len(found.weights()) == 12
    assert (drafted / "own" / "v3.public").read_text().strip() in found.weights()


@pytest.mark.parametrize(("spoil", "reason"), [
    (lambda own: (own / "v3.public").write_text((own / "v7.public").read_text()), "duplicate"),
    (lambda own: (own / "v99.public").write_text((own / "v7.public").read_text()), "credential"),
    (lambda own: (own / "v3.public").write_text("0" * 63 + "1"), "group"),
    (lambda own: (own / "v3.public").write_text("F" * 64), "encoding"),
    (lambda own: (own / "v3.public").write_bytes(b"\xff\xfe"), "encoding"),
])  # fmt: skip
def test_public_halves_that_are_none(drafted: Path, spoil, reason: str):
    spoil(drafted / "own")
    done = run(drafted, "credentials draft.json voters.txt credentials/ public.json --own own/")
    assert done.exit_code == 1, done.output
    assert f"refused: {reason}:" in done.output
    assert not (drafted / "public.json").exists()
