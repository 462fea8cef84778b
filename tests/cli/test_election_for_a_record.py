"""What people of an election do on their machines, as the acts of a record carry it: keys, heads, pieces, archives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bylaw.acts.act import Signer
from bylaw.acts.secret_ballots.ballots import ServedFile
from bylaw.acts.secret_ballots.trustees import commitments
from bylaw.belenios.encoding import dump, load
from bylaw.belenios.group import named
from bylaw.belenios.model import Single, TrusteeKey
from bylaw.belenios.prover.credentials import public
from bylaw.casting import BallotBox
from bylaw.cli.election_draft import Draft
from bylaw.cli.fill import known
from bylaw.cli.main import main
from bylaw.portal.served import digests
from bylaw.record.clock import instant, rfc3339
from tests.acts.boxing import Boxed, box_society, made
from tests.acts.recorded import Recorded
from tests.acts.society import person
from tests.acts.test_box_grades import FIVE, OUT_OF_RANGE, graded
from tests.acts.test_box_grades import made as graded_votes


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["election", *(str(each) for each in words)])


def told(*words: object) -> dict[str, Any]:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.output)
    return found


def key_file(folder: Path, number: int) -> Path:
    path = folder / f"{number}.key"
    path.write_bytes(dump(str(made().whole.private_keys[number - 1])))
    return path


def test_a_trustee_rehearses_her_key_by_the_command(tmp_path: Path):
    boxed = Boxed(box_society()).set_up()
    (tmp_path / "e.bel").write_bytes(boxed.it.cuts[0])
    for number in (2, 1):
        fields = told("rehearse", tmp_path / "e.bel", key_file(tmp_path, number))
        assert fields.pop("trustee") == number
        other, hers = boxed.trustee(3 - number, **fields)
        assert boxed.s.refused("rehearse-trustees", other, **hers) == ["bylaw 44"], "another's key"
        signer, hers = boxed.trustee(number, **fields)
        boxed.s.do("rehearse-trustees", signer, **hers)
    (tmp_path / "other.key").write_bytes(dump("5"))
    assert run("rehearse", tmp_path / "e.bel", tmp_path / "other.key").exit_code == 1


def test_a_single_trustee_is_told_what_she_commits_to(tmp_path: Path):
    assert run("draft", "--example").exit_code == 0
    (tmp_path / "q.json").write_text(run("draft", "--example").output)
    told("draft", tmp_path / "q.json", tmp_path / "d.json")
    hers = told("trustee", tmp_path / "d.json", tmp_path / "a.key", tmp_path / "a.json")
    single = Single(load((tmp_path / "a.json").read_bytes(), TrusteeKey, 4096))
    assert commitments([single]) == [hers["commitment"]]


def test_pieces_are_unpacked_into_what_the_record_names(tmp_path: Path):
    boxed = Boxed(box_society()).tallied()
    s = boxed.s
    for number in (1, 2, 3):
        key_file(tmp_path, number)
    (tmp_path / "t.bel").write_bytes(boxed.it.upto("EncryptedTally"))
    told("shuffle", tmp_path / "t.bel", tmp_path / "1.key", tmp_path / "1.piece", "--record", "none")
    done = told("unpack", tmp_path / "1.piece", tmp_path / "out")
    shuffle = s.attach(Path(done["shuffle"]).read_bytes())
    s.do("file-shuffle", Signer(person(8), "subject"), box="b1", trustee=done["trustee"], shuffle=shuffle)
    assert run("unpack", tmp_path / "t.bel", tmp_path / "out").exit_code == 1, "an archive is no piece"

    boxed = Boxed(box_society()).shuffled()
    s = boxed.s
    (tmp_path / "s.bel").write_bytes(boxed.it.upto("EndShuffles"))
    told("decrypt", tmp_path / "s.bel", tmp_path / "3.key", tmp_path / "3.piece", "--record", "none")
    done = told("unpack", tmp_path / "3.piece", tmp_path / "out")
    factors, proofs = (s.attach(Path(done[name]).read_bytes()) for name in ("factors", "proofs"))
    filed = {"box": "b1", "trustee": 3, "factors": factors, "proofs": proofs}
    s.do("file-factors", Signer(person(10), "subject"), **filed)


def test_the_keeper_s_box_signs_heads_that_the_record_takes(tmp_path: Path):
    folder, opening = tmp_path / "boxes" / "b1", made().cuts[0]
    (tmp_path / "e.bel").write_bytes(opening)
    (tmp_path / "closed.bel").write_bytes(made().upto("EndBallots"))
    s = box_society()
    hours = ("--opens", rfc3339(s.now), "--closes", rfc3339(s.now + 47 * 86_400))
    assert run("box", "create", folder, tmp_path / "closed.bel", *hours).exit_code != 0, "ballots are in it"
    signs = told("box", "create", folder, tmp_path / "e.bel", *hours)["signs"]
    assert run("box", "create", folder, tmp_path / "e.bel", *hours).exit_code == 3, "a box is not made twice"
    boxed = Boxed(s).opened(signs=signs)
    s.do("box-head", 11, box="b1", **told("box", "head", folder))
    ballot = next(boxed.it.board.ballots())
    box = BallotBox.open(folder)
    assert isinstance(box, BallotBox)
    box.cast(ballot, s.now)
    box.release()
    s.do("box-head", 11, box="b1", **told("box", "head", folder))
    assert [head.ballots for head in s.state.boxes.heads["b1"]] == [0, 1]
    boxed.polls[0].until(47)
    for poll in boxed.polls:
        s.do("close-poll", 11, election=poll.name, served=12, records="d" * 64)
    s.do("close-box", 11, box="b1", **told("box", "close", folder))
    told("box", "archive", folder, tmp_path / "b1.bel")
    assert json.loads(run("verify", tmp_path / "b1.bel", "--json").output)["ballots"] == 1
    assert run("box", "head", tmp_path / "none").exit_code == 3


def test_the_office_tells_each_voter_that_a_ballot_came(tmp_path: Path):
    it = made()
    (tmp_path / "e.bel").write_bytes(it.cuts[0])
    hours = ("--opens", "2025-01-01T00:00:00Z", "--closes", "2025-03-01T00:00:00Z")
    told("box", "create", tmp_path / "b", tmp_path / "e.bel", *hours)
    box = BallotBox.open(tmp_path / "b")
    assert isinstance(box, BallotBox)
    trackers = [box.cast(raw, instant("2025-02-01T00:00:00Z")).receipt.tracker for raw in it.board.ballots()]  # type: ignore[union-attr]
    box.release()
    (tmp_path / "d.json").write_bytes(dump(Draft("Ed25519", it.whole.election.object.uuid, "n", "d", [])))
    for folder, names in (("private", range(2, 12)), ("none", ())):
        (tmp_path / folder).mkdir()
        for n in names:
            (tmp_path / folder / f"v{n}.txt").write_text(it.whole.credentials[f"voter {n}"] + "\n")
    (tmp_path / "own").mkdir()
    for n in (0, 1):
        half = public(named("Ed25519"), it.whole.election.object.uuid, it.whole.credentials[f"voter {n}"])
        (tmp_path / "own" / f"v{n}.public").write_text(half)
    assert told("box", "notices", tmp_path / "b", tmp_path / "first.csv") == {"notices": 11, "last": 11}
    asked = ("whom", tmp_path / "d.json")
    found = told(*asked, tmp_path / "private", tmp_path / "first.csv", "--own", tmp_path / "own")["told"]
    assert found == {**{f"v{n}": trackers[n] for n in range(1, 10)}, "v0": trackers[10]}
    assert run(*asked, tmp_path / "none", tmp_path / "first.csv").exit_code == 1, "another office's"
    assert told("box", "notices", tmp_path / "b", tmp_path / "then.csv", "--told", 11)["notices"] == 0


def test_a_box_is_not_closed_before_its_hour(tmp_path: Path):
    (tmp_path / "e.bel").write_bytes(made().cuts[0])
    hours = ("--opens", "2025-01-01T00:00:00Z", "--closes", "2999-01-01T00:00:00Z")
    told("box", "create", tmp_path / "b", tmp_path / "e.bel", *hours)
    done = run("box", "close", tmp_path / "b")
    assert done.exit_code == 1
    assert "late: the box is open until 2999-01-01T00:00:00Z" in done.stderr


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Boxed:
    return Boxed(Recorded(tmp_path_factory.mktemp("s") / "org", founders=12)).decrypted()


def filled(boxed: Boxed, kind: str, **given: Any) -> dict[str, Any]:
    assert isinstance(boxed.s, Recorded)
    return known(boxed.s.organisation, kind, given, boxed.s.now)


def test_what_follows_from_an_archive_need_not_be_typed(recorded: Boxed):
    setting = recorded.setting()
    names = ("fingerprint", "group", "keys", "credentials", "number")
    found = filled(recorded, "set-up-ballot", opening=setting["opening"])
    assert {name: found[name] for name in names} == {name: setting[name] for name in names}
    assert [ServedFile(**each) for each in found["page"]] == [ServedFile(*each) for each in digests().items()]
    held = tuple({"key": each.key, "member": each.member} for each in setting["trustees"])
    assert (found["ceremony"], found["trustees"]) == ("c1", held), "who filed what the archive shows"
    assert filled(recorded, "set-up-ballot", opening=setting["opening"], number=7)["number"] == 7, "typed"
    other = recorded.s.attach(made("other").cuts[0])
    assert "trustees" not in filled(recorded, "set-up-ballot", opening=other), "nobody filed these keys"
    assert "keys" not in filled(recorded, "set-up-ballot", opening="d" * 64), "it is not here"
    assert filled(recorded, "file-tally", archive=recorded.tally()["archive"])["counted"] == 10
    result = recorded.result()
    found = filled(recorded, "file-result", box="b1", archive=result["archive"])
    assert found == {**result, "spoiled": ()}


def test_spoiled_papers_are_named_by_the_archive():
    it = graded_votes(votes=FIVE + OUT_OF_RANGE)
    boxed = Boxed(graded("majority-judgement"), it, ranked=False).decrypted()

    class Here:
        """An organisation with this one attachment."""

        present = {boxed.s.attach(it.whole.archive): it.whole.archive}

    given = {"box": "b1", "archive": next(iter(Here.present))}
    fields = known(Here, "file-result", given, 0)  # type: ignore[arg-type]
    assert len(fields["spoiled"][0]) == 5
    boxed.s.do("file-result", boxed.tellers(), **fields)
