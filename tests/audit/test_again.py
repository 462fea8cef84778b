"""A repeat audit: what was verified before, by the same code, of the very record, needs no signature twice."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bylaw.audit.before import Before, keep, read_before
from bylaw.cli.main import main
from bylaw.record.broken import Broken
from bylaw.store.code import this_code

from .copies import audited, forged, golden, played

CODE = "a" * 64


def spoilt(raw: bytes) -> bytes:
    """The entry with one signature changed: its rules hold, its signature does not."""
    head, act = raw.split(b"\n")
    told = json.loads(head)
    text = told["signatures"][0]["signature"]
    told["signatures"][0]["signature"] = text[:-9] + ("B" if text[-9] != "B" else "C") + text[-8:]
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode() + b"\n" + act


@pytest.mark.parametrize("verified", [1, 5, 20])
def test_signatures_under_the_older_head_are_not_verified_again(verified):
    entries = golden()
    first = audited(forged(entries[:verified]))
    before = read_before(keep(first, CODE), CODE)
    again = audited(forged(entries), before=before)
    whole = audited(forged(entries))
    assert (first.verdict, again.verdict, whole.verdict) == ("valid",) * 3
    assert again.counts.earlier == first.counts.signatures > 0
    assert again.counts.signatures == whole.counts.signatures - first.counts.signatures
    assert again.root == whole.root


def test_everything_else_is_asked_again():
    entries = golden()
    before = read_before(keep(audited(forged(entries[:-1])), CODE), CODE)
    assert before is not None
    without = [*entries[:3], *entries[4:]]
    assert audited(forged(without), before=before).verdict == "refused", "an entry less"
    assert audited(forged(entries[:5]), before=before).verdict == "refused", "the newest entries withheld"
    assert audited(forged(entries[:-1]), before=before).verdict == "valid", "nothing new"


def test_a_head_of_another_record_makes_the_audit_refuse():
    entries = golden()
    told = json.loads(keep(audited(forged(entries)), CODE))
    for wrong in ({"root": "0" * 64}, {"org": "0" * 64}, {"size": told["size"] - 1}):
        before = Before(**{**told, **wrong})
        report = audited(forged(entries), before=before)
        assert report.verdict == "refused", wrong
        assert [s.verdict for s in report.steps if s.number == 8] == ["refused"]


def test_a_bad_signature_is_found_after_the_older_head_and_never_kept():
    entries = golden()
    signed = max(i for i, raw in enumerate(entries) if b'"ssh"' in raw.split(b"\n")[0])
    bad = [*entries[:signed], spoilt(entries[signed])]
    before = read_before(keep(audited(forged(entries[:signed])), CODE), CODE)
    report = audited(forged(bad), before=before)
    assert report.verdict == "refused"
    assert keep(report, CODE) == b"", "what was found wrong is not remembered as verified"
    lie = Before(CODE, report.org, report.size, report.root)
    assert audited(forged(bad), before=lie).verdict == "valid", "a reader who lies to herself is believed"


def test_a_copy_that_lacks_entries_takes_nothing_of_what_was_verified_away():
    lacking = forged(golden())
    lacking.raw[9:] = [Broken("storage", "the rest cannot be read")]  # type: ignore[list-item]
    report = audited(lacking)
    assert (report.verdict, report.size, keep(report, CODE)) == ("incomplete", 9, b"")
    assert keep(audited(forged(golden()[:9])), CODE), "the same entries as a whole record are kept"


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b"\xff", b'{"code":"b","org":"","size":1,"root":""}',
                                 b'{"code":"%s","org":"","size":-1,"root":""}' % CODE.encode()])  # fmt: skip
def test_what_another_code_verified_counts_for_nothing(raw):
    assert read_before(raw, CODE) is None


def test_the_command_keeps_what_it_verified_and_goes_on_from_there(tmp_path: Path):
    folder, mine = str(played().on.organisation.folder), tmp_path / "verified"

    def run() -> dict:
        done = CliRunner().invoke(
            main, ["verify", folder, "--unwitnessed-ok", "--resume", str(mine), "--json"]
        )
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    first, second = run(), run()
    assert first["counts"]["earlier"] == second["counts"]["signatures"] == 0
    assert second["counts"]["earlier"] == first["counts"]["signatures"]
    assert json.loads(mine.read_bytes())["code"] == this_code()
    mine.write_text("torn")
    assert run()["counts"]["earlier"] == 0, "verified from the first again, and kept"
    assert run()["counts"]["signatures"] == 0
