"""Receipts, signed refusals and successor logs, through the commands that people use."""

import json
from shutil import copytree

import pytest
from click.testing import CliRunner

from bylaw.cli import act
from bylaw.cli.main import main
from bylaw.record.log.checkpoint import Checkpoint, sign_checkpoint
from bylaw.rules.own import own
from bylaw.store.organisation import Organisation
from bylaw.store.submitted import Submitted

ATTEST = ("attest", "--source", "seen", "--claimed", "2025-01-01", "--evidence", "0" * 64, "--as", "ben")


@pytest.fixture
def club(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    args = (
        "--profile",
        "us-union-local",
        "--clock",
        "simulated",
        "--at",
        "2025-01-06",
        "--origin",
        "old.example/club",
    )
    assert run("new", "club", *args).exit_code == 0
    return tmp_path / "club"


def run(*args):
    return CliRunner().invoke(main, [str(arg) for arg in args])


def attest(folder, name, *more):
    return run("act", folder, *ATTEST, "--name", name, "--fact", "it rains", *more)


def verdict(file, folder):
    done = run("receipt", file, folder, "--json")
    answer = json.loads(done.output)
    assert done.exit_code == (0 if answer["verdict"] == "included" else 1)
    return answer


def test_an_act_that_is_in_the_record(club):
    assert attest(club, "rain", "--receipt", "rain.receipt").exit_code == 0
    attest(club, "more")
    assert verdict("rain.receipt", club)["verdict"] == "included"


def test_no_act_is_signed_for_a_receipt_that_cannot_be_written(club):
    (club.parent / "kept").write_text("an older one")
    done = attest(club, "rain", "--receipt", "kept")
    assert (done.exit_code, "kept exists; name a new file" in done.output) == (3, True)
    assert json.loads(run("verify", club, "--unwitnessed-ok", "--json").output)["size"] == 1
    assert attest(club, "rain", "--receipt", "other").exit_code == 0


def test_who_comes_second_is_told_to_try_again(club, monkeypatch):
    """Another process appends between the moment at which the record was read and that at which it is written."""
    ready = act.prepared

    def meanwhile(*given):
        monkeypatch.setattr(act, "prepared", ready)
        assert attest(club, "first").exit_code == 0
        return ready(*given)

    monkeypatch.setattr(act, "prepared", meanwhile)
    done = attest(club, "second")
    assert (done.exit_code, "nothing was recorded: run the command again" in done.output) == (3, True)
    assert attest(club, "second").exit_code == 0
    assert json.loads(run("verify", club, "--unwitnessed-ok", "--json").output)["size"] == 3


def test_a_refused_act_has_the_logs_word_for_it(club):
    assert attest(club, "rain", "--as", "carla", "--receipt", "no.receipt").exit_code == 1
    answer = verdict("no.receipt", club)
    assert answer["verdict"] == "refused"
    assert [reason["clause"] for reason in answer["refusal"]["findings"]] == ["5.5"]
    assert answer["refusal"]["size"] == 1
    raw = (club.parent / "no.receipt").read_text()
    (club.parent / "bent").write_text(raw.replace('"clause":"5.5"', '"clause":"5.6"'))
    assert verdict("bent", club)["verdict"] == "forged"


def test_a_starved_act_convicts_the_log(club):
    """Hostile case B12: the log gave a receipt, and then published a history without the entry."""
    starved = club.parent / "starved"
    copytree(club, starved)
    assert attest(club, "rain", "--receipt", "rain.receipt").exit_code == 0
    assert verdict("rain.receipt", club)["verdict"] == "included"
    answer = verdict("rain.receipt", starved)
    assert answer["verdict"] == "omitted"
    assert "ask for a newer copy" in answer["words"]
    assert attest(starved, "sun").exit_code == 0
    assert run("verify", starved, "--unwitnessed-ok").exit_code == 0
    answer = verdict("rain.receipt", starved)
    assert answer["verdict"] == "omitted"
    assert "convict" in answer["words"]


def test_a_receipt_by_another_key_or_for_another_entry_is_forged(club):
    assert attest(club, "rain", "--receipt", "rain.receipt").exit_code == 0
    raw = (club.parent / "rain.receipt").read_bytes()
    organisation = Organisation.open(club)
    head = Checkpoint(organisation.vkey.name, 2, bytes.fromhex(organisation.state.root(2)))
    start = raw.index(b"old.example/club\n")
    (club.parent / "good").write_bytes(raw[:start] + sign_checkpoint(head, organisation.seed))
    (club.parent / "other").write_bytes(raw[:start] + sign_checkpoint(head, bytes(32)))
    (club.parent / "moved").write_bytes(raw.replace(b"index 1\n", b"index 0\n"))
    (club.parent / "none").write_bytes(b"\xff\x00")
    assert verdict("good", club)["verdict"] == "included"
    for name in ("other", "moved", "none"):
        assert verdict(name, club)["verdict"] == "forged", name


def test_a_successor_goes_on_where_the_log_ended(club):
    attest(club, "rain", "--receipt", "rain.receipt")
    seen = (club / "record" / "checkpoint").read_bytes()
    (club.parent / "seen").write_bytes(seen)
    (club / "log.key").unlink()  # the key is lost; the published record is there
    done = run("successor", club, "new", "--origin", "new.example/club")
    assert done.exit_code == 0, done.output
    for key in (club / "keys").iterdir():
        (club.parent / "new" / "keys" / key.name).write_bytes(key.read_bytes())
    assert run("act", "new", "open-successor", "--as", "carla").exit_code == 1
    opened = run("act", "new", "open-successor", "--as", "anna", "--as", "ben")
    assert opened.exit_code == 0, opened.output
    assert attest("new", "sun").exit_code == 0
    checked = run("verify", "new", "--unwitnessed-ok", "--since", "seen", "--json")
    report = json.loads(checked.output)
    assert report["verdict"] == "valid", report
    assert report["size"] == 4
    assert report["org"] == json.loads(run("verify", club, "--unwitnessed-ok", "--json").output)["org"]
    assert verdict("rain.receipt", "new")["verdict"] == "included"


def test_a_successor_goes_on_from_a_head_that_was_kept_when_the_key_was_stolen(club):
    attest(club, "rain")
    (club.parent / "kept").write_bytes((club / "record" / "checkpoint").read_bytes())
    assert attest(club, "lie", "--receipt", "lie.receipt").exit_code == 0
    done = run("successor", club, "new", "--origin", "new.example/club", "--head", "kept", "--json")
    told = json.loads(done.output)
    assert (told["size"], told["origin"]) == (2, "new.example/club")
    for key in (club / "keys").iterdir():
        (club.parent / "new" / "keys" / key.name).write_bytes(key.read_bytes())
    assert run("act", "new", "open-successor", "--as", "anna", "--as", "ben").exit_code == 0
    assert run("verify", "new", "--unwitnessed-ok", "--since", "kept").exit_code == 0
    assert verdict("lie.receipt", "new")["verdict"] == "omitted"
    bent = (club.parent / "kept").read_bytes().replace(b"old.example/club\n2\n", b"old.example/club\n1\n")
    (club.parent / "bent").write_bytes(bent)
    refused = run("successor", club, "other", "--origin", "new.example/club", "--head", "bent")
    assert (refused.exit_code, (club.parent / "other").exists()) == (1, False)


def test_a_successor_that_nobody_opened_is_no_record_of_the_organisation(club):
    assert run("successor", club, "new", "--origin", "new.example/club").exit_code == 0
    for key in (club / "keys").iterdir():
        (club.parent / "new" / "keys" / key.name).write_bytes(key.read_bytes())
    assert attest("new", "sun").exit_code == 0
    assert run("verify", "new", "--unwitnessed-ok").exit_code == 1


def test_a_successor_of_another_history_is_refused_by_who_saw_the_old_one(club):
    early = club.parent / "early"
    assert run("successor", club, early, "--origin", "new.example/club").exit_code == 0
    attest(club, "rain", "--receipt", "rain.receipt")
    attest(club, "more")
    (club.parent / "seen").write_bytes((club / "record" / "checkpoint").read_bytes())
    for key in (club / "keys").iterdir():
        (early / "keys" / key.name).write_bytes(key.read_bytes())
    assert run("act", early, "open-successor", "--as", "anna", "--as", "ben").exit_code == 0
    attest(early, "sun")
    attest(early, "snow")
    assert run("verify", early, "--unwitnessed-ok").exit_code == 0
    report = json.loads(run("verify", early, "--unwitnessed-ok", "--since", "seen", "--json").output)
    assert report["verdict"] == "refused"
    assert [fault["reason"] for fault in report["faults"]] == ["fork"]
    assert verdict("rain.receipt", early)["verdict"] == "omitted"


def test_a_refusal_says_when_the_same_bytes_were_taken_in_after_all(club):
    attest(club, "rain")
    organisation = Organisation.open(club)
    taken = list(organisation.raw_entries())[-1].partition(b"\n")[2]
    late = Submitted(-1, (own(4, "it came too late", "sign it again"),))
    for name, raw in (("same", taken), ("other", taken + b" ")):
        (club.parent / name).write_bytes(organisation.receipt(raw, organisation.state.at, late))
    organisation.close()
    assert "taken in at another time" in verdict("same", club)["words"]
    assert "taken in at another time" not in verdict("other", club)["words"]
