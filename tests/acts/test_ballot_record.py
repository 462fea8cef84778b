"""A whole election with a box on disk: signed, published, audited by a stranger; its receipts disputed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bylaw.belenios.encoding import dump, hash_base64
from bylaw.belenios.receipt import Receipt, issue, write
from bylaw.cli.main import main
from bylaw.rules.load import Profile, load
from bylaw.store.profiles import profiles

from .boxing import SEED, Boxed
from .recorded import Recorded

KINDS = ("file-coefficients", "send-credential", "set-up-ballot", "rehearse-trustees", "box-head", "close-box",
         "file-tally", "file-shuffle", "file-factors", "file-result", "draw-sample", "report-sample")  # fmt: skip


@pytest.fixture(scope="module")
def boxed(tmp_path_factory: pytest.TempPathFactory) -> Boxed:
    """From the founding to a seated committee, and published."""
    society = Recorded(tmp_path_factory.mktemp("society") / "org", founders=12)
    boxed = Boxed(society).filed()
    first, second = boxed.polls
    first.declare((5,))
    second.declare((5, 6), ballots=(society.state.elections.counts["e2"]["root"].ballots,))
    assert isinstance(society.organisation.publish(), bytes)
    (society.organisation.folder / "e.bel").write_bytes(boxed.it.whole.archive)
    return boxed


def folder(boxed: Boxed) -> Path:
    society = boxed.s
    assert isinstance(society, Recorded)
    return society.organisation.folder


def bylaw(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def test_a_stranger_verifies_it_from_the_mandate_to_the_ballots(boxed: Boxed):
    place = folder(boxed) / "record"
    report = bylaw("verify", place, "--unwitnessed-ok", "--json")
    assert (report.exit_code, json.loads(report.output)["verdict"]) == (0, "valid"), report.output
    said = json.loads(report.output)["steps"][-1]["established"]
    assert said == "2 results follow from 2 counts: 2 counted again from the ballots"
    links = {link["step"]: link for link in _why(place, "e2.0")}
    archive = boxed.s.state.boxes.decrypted["b1"].archive
    assert links["box"]["rests_on"] == f"recomputed from the ballots in the archive {archive}"
    assert links["box"]["says"] == "b1: ballots that count: 10 of 11"


def test_without_the_archive_it_is_not_re_checked(boxed: Boxed, tmp_path: Path):
    place = tmp_path / "copy"
    archive = boxed.s.state.boxes.decrypted["b1"].archive
    for file in (folder(boxed) / "record").rglob("*"):
        if file.is_file() and file.name != archive:
            target = place / file.relative_to(folder(boxed) / "record")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    report = bylaw("verify", place, "--unwitnessed-ok", "--json")
    assert (report.exit_code, json.loads(report.output)["verdict"]) == (2, "incomplete")
    assert f"{archive} is not in this copy: what rests on it is not re-checked" in report.output
    last = json.loads(report.output)["steps"][-1]
    assert (last["number"], last["verdict"]) == (10, "incomplete")
    assert last["established"].endswith("not re-checked, as the ballots are not here")
    links = {link["step"]: link for link in _why(place, "e1.0")}
    assert links["box"]["rests_on"].startswith("not re-checked")
    assert links["office"]["says"].startswith("chair of board"), "the act stays applied"


def _why(place: Path, mandate: str) -> list[dict[str, str]]:
    found = bylaw("show", place, "offices", "--why", mandate, "--json")
    assert found.exit_code == 0, found.output
    links: list[dict[str, str]] = json.loads(found.output)["lineage"]
    return links


def receipt(boxed: Boxed, ballot: int, **other: object) -> Receipt:
    """The receipt of a ballot, from 1; signed by the box after `other` is changed."""
    payload = list(boxed.it.board.ballots())[ballot - 1]
    told = {
        "election": boxed.box.fingerprint,
        "tracker": hash_base64(payload),
        "height": ballot,
        "event": boxed.it.events[ballot][1],
        "time": "2025-02-11T12:00:00Z",
        **other,
    }
    return issue(Receipt(**told), SEED)


def disputed(boxed: Boxed, raw: bytes, archive: str = "e.bel") -> tuple[str, int]:
    place = folder(boxed)
    (place / "receipt.json").write_bytes(raw)
    found = bylaw("dispute", place / "receipt.json", place / archive, place / "record", "--json")
    return (json.loads(found.output)["answer"] if found.exit_code != 3 else found.output), found.exit_code


def test_a_receipt_is_present_superseded_omitted_or_forged(boxed: Boxed):  # A32, A33
    assert disputed(boxed, write(receipt(boxed, 2)) + b"\n") == ("present", 0)
    assert disputed(boxed, write(receipt(boxed, 11))) == ("present", 0)
    assert disputed(boxed, write(receipt(boxed, 1))) == ("superseded", 0), "voter 0 voted again"
    assert disputed(boxed, write(receipt(boxed, 2, height=12))) == ("omitted", 1)
    assert disputed(boxed, write(receipt(boxed, 2, height=3))) == ("omitted", 1), "posted at another height"
    assert disputed(boxed, write(receipt(boxed, 2, tracker=hash_base64(b"")))) == ("omitted", 1)
    good = receipt(boxed, 2)
    for fields in ({"height": 3}, {"tracker": hash_base64(b"")}, {"signature": "0" * 128}, {"signature": ""}):
        told = {name: getattr(good, name) for name in Receipt.__struct_fields__}
        assert disputed(boxed, write(Receipt(**{**told, **fields}))) == ("forged", 1), fields
    assert disputed(boxed, write(issue(good, b"c" * 32))) == ("forged", 1), "another key"
    assert disputed(boxed, write(receipt(boxed, 2, election=hash_base64(b"")))) == ("forged", 1)


def test_a_receipt_needs_the_archive_of_the_record(boxed: Boxed):
    raw = write(receipt(boxed, 2))
    for name, content in (
        ("short.bel", boxed.it.cuts[5]),
        ("cut.bel", boxed.it.whole.archive[:-700]),
        ("none.bel", b"nothing"),
    ):
        (folder(boxed) / name).write_bytes(content)
        assert disputed(boxed, raw, name) == ("unknown", 2), name
    assert disputed(boxed, b"{}")[1] == 3
    assert disputed(boxed, dump({"election": "x" * 5000}))[1] == 3
    assert disputed(boxed, raw) == ("present", 0)


@pytest.mark.parametrize("name", sorted(profiles()))
def test_every_profile_answers_for_every_act_of_a_box_and_of_the_audit_of_a_roll(name: str):
    profile = load(profiles()[name])
    assert isinstance(profile, Profile)
    spoken = {kind for clause in profile.clauses if clause.may for kind in clause.of}
    assert set(KINDS) <= spoken
