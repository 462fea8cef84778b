"""Archives are verified once by the writer of a record, and every time by whoever audits it."""

import json
import shutil
from pathlib import Path

import pytest

from bylaw.acts.secret_ballots import boxes
from bylaw.belenios import verifier
from bylaw.store import verified
from bylaw.store.organisation import Organisation

from .boxing import Boxed
from .recorded import Recorded
from .test_ballot_record import bylaw

ARCHIVES = 3
"""That of the set-up, with the tally, with the result."""


@pytest.fixture(scope="module")
def society(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Recorded(tmp_path_factory.mktemp("society") / "org", founders=12)
    Boxed(made).filed()
    assert isinstance(made.organisation.publish(), bytes)
    made.organisation.close()
    return made.organisation.folder


@pytest.fixture
def folder(society: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(society, tmp_path / "org"))


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who called the verifier, in order."""
    found = list[str]()
    for module in (boxes, verified):

        def counted(*arguments, module=module, **options):
            found.append(module.__name__)
            return verifier.verify(*arguments, **options)

        monkeypatch.setattr(module, "verify", counted)
    return found


def decrypted(folder: Path) -> int:
    organisation = Organisation.open(folder)
    assert isinstance(organisation, Organisation)
    found = organisation.state.boxes.decrypted
    organisation.close()
    return found["b1"].counted if found else 0


def test_an_opened_record_verifies_no_archive_again(folder: Path, calls: list[str]):
    assert decrypted(folder) == 10
    assert calls == []


def test_without_what_was_kept_it_is_verified_and_kept(folder: Path, calls: list[str]):
    shutil.rmtree(folder / "verified")
    assert decrypted(folder) == 10
    assert calls == ["bylaw.store.verified"] * ARCHIVES
    assert decrypted(folder) == 10
    assert len(calls) == ARCHIVES


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda _: b"{}",
        lambda raw: raw[65:],
        lambda raw: raw.replace(b'"counted":10', b'"counted":9').replace(b'"ballots":0', b'"ballots":1'),
        lambda raw: raw.replace(b'"version":"', b'"version":"9'),
    ],
)
def test_what_was_broken_or_changed_counts_for_nothing(folder: Path, calls: list[str], spoil):
    for path in (folder / "verified").iterdir():
        if path.is_file():
            path.write_bytes(spoil(path.read_bytes()))
    assert decrypted(folder) == 10
    assert len(calls) == ARCHIVES


def test_what_another_version_kept_counts_for_nothing(folder: Path, calls: list[str], monkeypatch):
    monkeypatch.setattr(verified, "version", lambda _: "0.0.1")
    assert decrypted(folder) == 10
    assert len(calls) == ARCHIVES


def test_what_was_kept_of_one_archive_is_no_report_on_another(folder: Path, calls: list[str]):
    """Two good files with their names changed about: each is verified again."""
    first, second = sorted(path for path in (folder / "verified").iterdir() if path.is_file())[:2]
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    assert decrypted(folder) == 10
    assert len(calls) == 2


def test_what_is_kept_of_an_archive_goes_with_it(folder: Path):
    kept = [path for path in (folder / "verified").iterdir() if path.is_file()]
    gone = kept[0].name
    (folder / "record" / "attachments" / gone[:2] / gone).unlink()
    stray = folder / "verified" / ("f" * 64)
    stray.write_bytes(kept[1].read_bytes())
    Organisation.open(folder).close()  # type: ignore[union-attr]
    assert {path.name for path in (folder / "verified").iterdir() if path.is_file()} == {
        path.name for path in kept[1:]
    }


def test_an_audit_reads_nothing_of_it(folder: Path, calls: list[str]):
    """An audit verifies whatever the writer keeps: the folder may say anything."""
    for path in (folder / "verified").iterdir():
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b'"counted":10', b'"counted":9'))
    for place in (folder, folder / "record"):
        report = bylaw("verify", place, "--unwitnessed-ok", "--json")
        assert (report.exit_code, json.loads(report.output)["verdict"]) == (0, "valid"), report.output
    assert calls == ["bylaw.acts.secret_ballots.boxes"] * 2 * ARCHIVES


def test_a_refused_archive_is_never_kept(folder: Path):
    raw = (folder / "record" / "attachments").rglob("*")
    archive = next(p.read_bytes() for p in raw if p.is_file() and p.read_bytes().startswith(b"BELENIOS\0"))
    kept = verified.Verified(folder / "other", bytes(32))
    assert kept.known("a" * 64, archive[:-512] + bytes(512)).report.verdict == "refused"  # type: ignore[attr-defined]
    assert not (folder / "other").exists()
    assert kept.known("b" * 64, archive).report.verdict == "valid"  # type: ignore[attr-defined]
    assert (folder / "other" / ("b" * 64)).exists()
    assert kept.known("c" * 64, b"no archive") == b"no archive"
