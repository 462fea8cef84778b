"""Two on two machines: a half goes out as a file, is lent for one document and one time, and the look has both names."""

import shutil
import time

import pytest

from .test_case_command import LETTER, ids, opened, run
from .test_case_command import club as club  # noqa: PLC0414 - the fixture


def halved(club, tmp_path, one, other):
    """Give the half of one with another, as a file."""
    who = ids(club)
    run("case", "half", club, "c1", "--holder", who[one], "--with", who[other], "--to", tmp_path / "half")
    return tmp_path / "half"


def lent(club, half, key, letter, *more, to="loan", code=0):
    told = ("--as", key, "--document", letter, "--why", "i cannot come", "--to", half.parent / to)
    run("case", "lend", club, half, *told, *more, code=code)
    return half.parent / to


def read(club, letter, key, loan, code=0):
    told = ("--as", key, "--lent", loan, "--why", "the hearing")
    return run("case", "read", club, "c1", letter, *told, code=code)


def test_a_half_is_lent_from_a_machine_that_has_no_register(club, tmp_path):
    who, (one, other), letter = opened(club)
    half = halved(club, tmp_path, one, other)
    away = tmp_path / "away"
    shutil.copytree(club / "record", away / "record")
    shutil.copy(club / "keys" / one, away / "key")
    loan = lent(away / "record", half, away / "key", letter)
    assert read(club, letter, other, loan) == LETTER.decode()
    accesses = run("person", "accesses", club, who["carla"])
    assert who[one] in accesses
    assert who[other] in accesses
    assert "the hearing; lent: i cannot come" in accesses


def test_nobody_else_uses_a_half_or_a_loan(club, tmp_path):
    _, (one, other), letter = opened(club)
    half = halved(club, tmp_path, one, other)
    run(
        "case",
        "lend",
        club,
        half,
        "--as",
        other,
        "--document",
        letter,
        "--why",
        "x",
        "--to",
        tmp_path / "no",
        code=1,
    )
    loan = lent(club, half, one, letter)
    assert "cannot be opened with this key" in read(club, letter, "carla", loan, code=1)
    assert "cannot be opened with this key" in read(club, letter, one, loan, code=1)
    assert read(club, letter, other, loan) == LETTER.decode()
    parties = ids(club)
    told = ("--holder", parties["ben"], "--with", parties["carla"], "--to", tmp_path / "parties")
    assert "do not open c1 together" in run("case", "half", club, "c1", *told, code=1)


def test_a_loan_is_for_its_document_and_its_time(club, tmp_path, monkeypatch):
    who, (one, other), letter = opened(club)
    second = run("case", "add", club, "c1", "letter.txt", "--about", who["ben"], "--field", "content").strip()
    now, half = time.time(), halved(club, tmp_path, one, other)
    loan = lent(club, half, one, letter, "--hours", "1")
    assert "it was lent for document" in read(club, second, other, loan, code=1)
    assert read(club, letter, other, loan) == LETTER.decode()
    monkeypatch.setattr(time, "time", lambda: now + 3590)
    assert read(club, letter, other, loan) == LETTER.decode()
    monkeypatch.setattr(time, "time", lambda: now + 20_000)
    assert "it was lent until" in read(club, letter, other, loan, code=1)


def test_once_the_file_is_shared_anew_an_old_half_opens_nothing(club, tmp_path):
    who, (one, other), letter = opened(club)
    loan = lent(club, halved(club, tmp_path, one, other), one, letter)
    judges = ("--judge", who[one], "--judge", who[other])
    run("case", "share", club, "c1", *judges, "--as", one, "--as", other)
    assert "do not give the key" in read(club, letter, other, loan, code=3)


@pytest.mark.parametrize("raw", [b"", b"{}", b"x" * 30_000, b'{"box":"AAAA"}', b'{"box":7}'])
def test_any_bytes_are_a_half_a_loan_or_a_reason(club, tmp_path, raw):
    _, (one, _), letter = opened(club)
    odd = tmp_path / "odd"
    odd.write_bytes(raw)
    code = 3 if len(raw) > 20_000 else 1
    read(club, letter, one, odd, code=code)
    told = ("--as", one, "--document", letter, "--why", "x", "--to", tmp_path / "never")
    run("case", "lend", club, odd, *told, code=code)
    assert not (tmp_path / "never").exists()
