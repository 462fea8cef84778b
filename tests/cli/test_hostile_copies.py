"""Copies of a record that somebody spoilt, from a folder and from a plain web server: B2, B3, B5, each beside the good one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copy, copytree, rmtree

import pytest
from click.testing import CliRunner

from bylaw.cli.main import main
from tests.serving import serving

ATTEST = ("attest", "--source", "seen", "--claimed", "2025-01-01", "--evidence", "0" * 64, "--as", "ben")


def run(*args: object):
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture(scope="module")
def records(tmp_path_factory) -> dict[int, Path]:
    """The record of one club as it was published at 1, 2, 3 and 4 entries."""
    place = tmp_path_factory.mktemp("copies")
    told = ("--profile", "us-union-local", "--clock", "simulated", "--at", "2025-01-06")
    assert run("new", place / "club", *told).exit_code == 0
    kept = {}
    for size in (1, 2, 3, 4):
        kept[size] = copytree(place / "club" / "record", place / str(size))
        done = run("act", place / "club", *ATTEST, "--name", f"rain{size}", "--fact", "it rains")
        assert done.exit_code == 0, done.output
    return kept


def good(_: Path, __: dict[int, Path]) -> None:
    """As it was published."""


def tail_cut(record: Path, records: dict[int, Path]) -> None:
    """The files of two entries under the head of four."""
    rmtree(record)
    copytree(records[2], record)
    copy(records[4] / "checkpoint", record)


def bundle_gone(record: Path, _: dict[int, Path]) -> None:
    (record / "tile/entries/000.p/4").unlink()


def byte_changed(record: Path, _: dict[int, Path]) -> None:
    bundle = record / "tile/entries/000.p/4"
    raw = bytearray(bundle.read_bytes())
    raw[-9] ^= 1
    bundle.write_bytes(raw)


def older(record: Path, records: dict[int, Path]) -> None:
    rmtree(record)
    copytree(records[2], record)


@pytest.mark.parametrize("served", [False, True], ids=["folder", "server"])
@pytest.mark.parametrize(
    ("spoil", "code", "reason"),
    [(good, 0, ""), (tail_cut, 2, "consistency"), (bundle_gone, 2, "consistency"), (byte_changed, 1, "consistency"),
     (older, 1, "rollback")],
)  # fmt: skip
def test_a_copy_gets_its_verdict(
    spoil: Callable[..., None],
    code: int,
    reason: str,
    *,
    served: bool,
    records: dict[int, Path],
    tmp_path: Path,
):
    record = copytree(records[4], tmp_path / "record")
    spoil(record, records)
    asked = ("--unwitnessed-ok", "--since", records[3] / "checkpoint", "--json")
    if served:
        with serving(record) as url:
            done = run("verify", url, *asked)
    else:
        done = run("verify", record, *asked)
    report = json.loads(done.output)
    assert (done.exit_code, [fault["reason"] for fault in report["faults"]]) == (
        code,
        [reason] * bool(reason),
    )
