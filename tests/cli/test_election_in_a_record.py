"""A trustee asks the record before she works: it must have closed this very box, under a cosigned head."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bylaw.belenios.encoding import dump
from bylaw.cli.main import main
from tests.acts.boxing import Boxed, made
from tests.acts.recorded import Recorded


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The published record of one society, as it was after each of these stages."""
    society, found = Recorded(tmp_path_factory.mktemp("society") / "org", founders=12), {}
    boxed = Boxed(society)
    for stage, step in (("polled", boxed.polled), ("closed", None), ("tallied", None)):
        if step:
            step()
        elif stage == "closed":
            society.do("close-box", 11, **boxed.head(boxed.last))
        else:
            society.do("file-tally", 11, **boxed.tally())
        assert isinstance(society.organisation.publish(), bytes)
        found[stage] = Path(
            shutil.copytree(society.organisation.folder / "record", tmp_path_factory.mktemp(stage) / "r")
        )
    return found


def asked(folder: Path, archive: bytes, record: object, step: str = "decrypt", key: int = 1) -> Result:
    private = made().whole.private_keys[key - 1]
    (folder / "e.bel").write_bytes(archive)
    (folder / "t.key").write_bytes(dump(str(private)))
    words = [
        "election",
        step,
        *(str(folder / name) for name in ("e.bel", "t.key", "out")),
        "--record",
        str(record),
    ]
    return CliRunner().invoke(main, [*words, "--unwitnessed-ok"])


READY = "EndShuffles"


@pytest.mark.parametrize("stage", ["closed", "tallied"])
def test_she_works_where_the_record_has_closed_this_box(records, tmp_path: Path, stage: str):
    done = asked(tmp_path, made().upto(READY), records[stage])
    assert done.exit_code == 0, done.output
    assert "the record has closed box b1 with these ballots" in done.output
    (other := tmp_path / "shuffle").mkdir()
    done = asked(other, made().upto("EncryptedTally"), records[stage], "shuffle", 2)
    assert done.exit_code == 0, done.output


def test_not_before_the_box_is_closed(records, tmp_path: Path):
    done = asked(tmp_path, made().upto(READY), records["polled"])
    assert (done.exit_code, (tmp_path / "out").exists()) == (2, False), done.output
    assert "box b1 is not closed" in done.output


def test_not_an_archive_that_lacks_what_a_head_showed(records, tmp_path: Path):
    """Another run of the same election: other ballots under the same set-up."""
    short = made(ballots=9)
    assert short.whole.election.fingerprint == made().whole.election.fingerprint
    done = asked(tmp_path, short.upto(READY), records["closed"])
    assert (done.exit_code, (tmp_path / "out").exists()) == (1, False), done.output
    assert "is not in the archive" in done.output


def test_not_another_election(records, tmp_path: Path):
    private = made("other")
    (tmp_path / "e.bel").write_bytes(private.upto(READY))
    (tmp_path / "t.key").write_bytes(dump(str(private.whole.private_keys[0])))
    files = [str(tmp_path / name) for name in ("e.bel", "t.key", "out")]
    words = ["election", "decrypt", *files, "--unwitnessed-ok", "--record"]
    done = CliRunner().invoke(main, [*words, str(records["closed"])])
    assert done.exit_code == 1, done.output
    assert "no box for this election" in done.output
    assert CliRunner().invoke(main, [*words, "none"]).exit_code == 0, "it is in no record"


def test_not_under_a_head_that_no_witness_cosigned(records, tmp_path: Path):
    asked(tmp_path, made().upto(READY), "none")
    (tmp_path / "out").unlink()
    files = [str(tmp_path / name) for name in ("e.bel", "t.key", "out")]
    done = CliRunner().invoke(main, ["election", "decrypt", *files, "--record", str(records["closed"])])
    assert (done.exit_code, (tmp_path / "out").exists()) == (2, False), done.output
    assert "witnesses" in done.output


def test_not_on_a_record_that_is_refused(records, tmp_path: Path):
    spoiled = Path(shutil.copytree(records["closed"], tmp_path / "record"))
    bundle = next(path for path in (spoiled / "tile" / "entries").rglob("*") if path.is_file())
    raw = bytearray(bundle.read_bytes())
    raw[len(raw) // 2] ^= 1
    bundle.write_bytes(raw)
    done = asked(tmp_path, made().upto(READY), spoiled)
    assert (done.exit_code, (tmp_path / "out").exists()) == (1, False), done.output


def test_the_record_must_be_named(tmp_path: Path):
    done = CliRunner().invoke(main, ["election", "decrypt", "a", "b", "c"])
    assert done.exit_code == 3
    assert "--record" in done.output
