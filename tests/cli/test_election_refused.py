"""A finished ceremony spoilt in one place, and steps taken out of turn: each is refused, and says what to do."""

import json

import click
import pytest
from msgspec.structs import replace

from bylaw.belenios.encoding import dump, load
from bylaw.belenios.model import PartialDecryption
from bylaw.belenios.prover import board, chain
from bylaw.cli.election import election
from bylaw.cli.election_piece import Factors, read_piece
from tests.cli.ceremony import commands_of


def refused(done, status, *words):
    assert done.exit_code == status, done.output
    assert all(word in done.output for word in words), done.output


def test_asked_again_a_trustee_answers_the_same(after):
    run, folder, before = after
    (folder / "again.bel").write_bytes(
        before["bylaw election decrypt election.bel ann.key ann.factors --record none"]
    )
    assert run("decrypt again.bel ann.key again.factors --record none").exit_code == 0
    assert (folder / "again.factors").read_bytes() == (folder / "ann.factors").read_bytes()


def test_a_second_different_decryption_is_refused(after):
    """The keeper forks the archive before ada's second ballot, to learn her first."""
    run, folder, before = after
    fork = before["bylaw election post election.bel ada-4.ballot"]
    (folder / "fork.bel").write_bytes(fork)
    for line in ("close fork.bel", "tally fork.bel", "shuffle fork.bel chair.key fork.shuffle --record none"):
        assert run(line).exit_code == 0
    for line in ("post fork.bel fork.shuffle", "end-shuffles fork.bel"):
        assert run(line).exit_code == 0
    refused(
        run("decrypt fork.bel ann.key fork.factors --record none"), 1, "replay", "has decrypted another tally"
    )
    assert not (folder / "fork.factors").exists()
    assert (
        run("decrypt fork.bel ben.key fork.factors --record none").exit_code == 0
    )  # who has decrypted nothing yet


@pytest.mark.parametrize(
    "line",
    [
        "decrypt bad.bel ben.key out --record none",
        "shuffle bad.bel ben.key out --record none",
        "close bad.bel",
    ],
)
def test_no_step_on_an_archive_that_does_not_verify(after, line):
    run, folder, before = after
    step = (
        "tally election.bel"
        if line.startswith("close")
        else "decrypt election.bel ann.key ann.factors --record none"
    )
    good = before[f"bylaw election {step}"]
    place = good.index(b'"response":"') + len(b'"response":"')
    digit = b"1" if good[place : place + 1] != b"1" else b"2"
    (folder / "bad.bel").write_bytes(good[:place] + digit + good[place + 1 :])
    refused(run(line), 1, "refused: consistency")
    assert not (folder / "out").exists()


def test_not_ready_to_decrypt(after):
    run, folder, before = after
    for step in (
        "close election.bel",
        "tally election.bel",
        "shuffle election.bel ann.key ann.shuffle --record none",
    ):
        (folder / "early.bel").write_bytes(before[f"bylaw election {step}"])
        assert run("decrypt early.bel ben.key out --record none").exit_code in (1, 2)
        assert not (folder / "out").exists()


def test_a_key_of_no_trustee(after):
    run, _, _ = after
    assert run("trustee draft.json other.key other.json").exit_code == 0
    refused(
        run("decrypt election.bel other.key out --record none"), 1, "no trustee of this election has this key"
    )


def test_nothing_is_overwritten(after):
    run, folder, _ = after
    for line in (
        "trustee draft.json chair.key new.json",
        "credentials draft.json voters.txt credentials/ new.json",
    ):
        key = (folder / "chair.key").read_bytes()
        refused(run(line), 3, "file exists")
        assert (folder / "chair.key").read_bytes() == key
    refused(run("trustee nothing.json a.key a.json"), 3, "no such file")


def test_what_is_no_piece(after):
    run, folder, before = after
    early = before["bylaw election close election.bel"]
    (folder / "early.bel").write_bytes(early)
    ballot = (folder / "ada-1.ballot").read_bytes()
    for content in (b"", b"{}", b'{"kind":"shuffle"}', b'{"kind":"x"}', ballot, ballot[:-1], ballot + b"}"):
        (folder / "piece").write_bytes(content)
        refused(run("post early.bel piece"), 1, "refused: ")
        assert (folder / "early.bel").read_bytes() == early
    other = "vote early.bel credentials/dan.txt dan.ballot --answer 1 --answer 1,2,3"
    assert run(other).exit_code == 0
    assert run("post early.bel dan.ballot").exit_code == 0


def test_factors_need_their_second_proofs(after):
    run, folder, before = after
    (folder / "ready.bel").write_bytes(before["bylaw election post election.bel chair.factors"])
    made = read_piece(folder / "chair.factors")
    proofs = made.second.proofs
    for second in (
        replace(made.second, proofs=[proofs[0][::-1], proofs[1]]),
        replace(made.second, proofs=[]),
        replace(made.second, payload="0" * 64),
    ):
        (folder / "piece").write_bytes(dump(Factors(made.owner, made.factors, second)))
        refused(run("post ready.bel piece"), 1, "second-proof")
    assert run("post ready.bel chair.factors").exit_code == 0


def test_no_result_without_the_second_proofs(after):
    run, folder, before = after
    (folder / "election.bel").write_bytes(before["bylaw election result election.bel"])
    kept = (folder / "election.bel.second-4.json").read_bytes()
    (folder / "election.bel.second-4.json").unlink()
    refused(run("result election.bel"), 2, "omission", "second proofs")
    (folder / "election.bel.second-4.json").write_bytes(kept)
    assert run("result election.bel").exit_code == 0


def test_a_factor_smuggled_past_the_post_is_found_by_the_result(after):
    """A keeper who writes the archive himself, with a factor for which there is no second proof."""
    run, folder, before = after
    ready = before["bylaw election post election.bel cleo.factors"]
    payload = load(bytes(read_piece(folder / "cleo.factors").factors), PartialDecryption, 1 << 20)
    wrong = replace(
        payload, decryption_factors=[payload.decryption_factors[0][::-1], payload.decryption_factors[1]]
    )
    data = ready + chain.add_decryption(board.read(ready).tip, 4, dump(wrong)).data
    (folder / "election.bel").write_bytes(data)
    refused(run("result election.bel"), 1, "refused: ")


def test_shares_are_shown_only_when_all_hashes_are_filed(after):
    run, folder, _ = after
    (folder / "circle/1.polynomial").unlink()
    (folder / "circle/3.hash").rename(folder / "kept")
    refused(
        run("circle show draft.json circle/ ann.key"), 2, "circle/3.hash", "trustee 3 has not yet sent it"
    )
    assert not (folder / "circle/1.polynomial").exists()
    (folder / "kept").rename(folder / "circle/3.hash")
    assert run("circle show draft.json circle/ ann.key").exit_code == 0


def test_a_false_share_stops_the_ceremony_and_names_the_dealer(after):
    run, folder, _ = after
    path = folder / "circle/1.input"
    given = json.loads(path.read_text())
    given["secrets"][1] = given["secrets"][2]
    path.write_text(json.dumps(given, separators=(",", ":")))
    (folder / "circle/1.output").unlink()
    (folder / "ann.key.share").unlink()
    refused(run("circle receive draft.json circle/ ann.key"), 2, "trustee 2: her share")
    assert not (folder / "circle/1.output").exists()


def test_a_ballot_that_is_not_there(after):
    run, _, _ = after
    refused(run("find election.bel AAAA"), 1, "omission: tracker AAAA is not among 4 ballots")
    done = run("find election.bel ada-1.ballot")
    assert "a later ballot of the same voter counts" in done.output


def test_nine_voters_are_too_few(after):
    run, folder, _ = after
    (folder / "nine.txt").write_text("".join(f"v{i}\n" for i in range(9)))
    assert run("credentials draft.json nine.txt nine/ nine.json").exit_code == 0
    line = "set-up draft.json nine.bel --credentials nine.json --trustee chair.json"
    refused(run(line), 1, "privacy: 9 entitled voters: a secret ballot needs 10")
    refused(run(line + " --minimum 3"), 1, "a secret ballot needs 10")
    assert not (folder / "nine.bel").exists()


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("4", "expected 1 to 3"),
        ("1,2,3", "3 chosen: expected 1 to 2"),
        ("none", "0 chosen"),
        ("Eve", "'Eve'"),
    ],
)
def test_answers_that_are_none(after, answer, word):
    run, folder, before = after
    (folder / "open.bel").write_bytes(before["bylaw election close election.bel"])
    line = "vote open.bel credentials/dan.txt dan.ballot --answer {} --answer 1,2,3"
    refused(run(line.format(answer)), 1, word)
    assert run(line.format("1,2")).exit_code == 0


def test_json_everywhere(after):
    run, _, _ = after
    facts = json.loads(run("protocol election.bel --json").stdout)
    assert facts["sections"]["Ballots"][0] == "in the box 4, counted 3"
    assert json.loads(run("find election.bel ada-4.ballot --json").stdout)["counts"] is True
    told = json.loads(run("find election.bel AAAA --json").stdout)
    assert told["verdict"] == "refused"
    assert told["findings"][0]["reason"] == "omission"
    commands = commands_of(election)
    for command in [*commands.values(), *commands_of(commands["circle"]).values()]:
        if not isinstance(command, click.Group):
            assert any("--json" in parameter.opts for parameter in command.params), command.name


def test_the_same_keys_serve_a_rehearsal_without_ranked_questions(after):
    """Before opening, trustees try their keys on an election of their own; the note beside a key is per election."""
    run, folder, _ = after
    asked = (
        '{"name":"Trial","description":"","questions":[{"answers":["A","B"],"min":0,"max":2,"question":"?"}]}'
    )
    (folder / "trial.json").write_text(asked)
    for line in (
        "draft trial.json trial-draft.json",
        "credentials trial-draft.json voters.txt trial/ trial-public.json",
        "set-up trial-draft.json trial.bel --credentials trial-public.json --trustee chair.json --trustee circle/keys.json",
        "vote trial.bel trial/jon.txt jon.ballot --answer none",
        "post trial.bel jon.ballot",
        "close trial.bel",
    ):
        done = run(line)
        assert done.exit_code == 0, done.output
    refused(run("decrypt trial.bel ann.key out --record none"), 1, "tally: the archive is not ready")
    assert run("tally trial.bel").exit_code == 0
    refused(run("shuffle trial.bel ann.key out --record none"), 1, "no question of this election is ranked")
    refused(run("end-shuffles trial.bel"), 2, "nobody has shuffled")
    for name in ("chair", "ann", "ben"):
        assert run(f"decrypt trial.bel {name}.key {name}.trial --record none").exit_code == 0
        assert run(f"post trial.bel {name}.trial").exit_code == 0
    done = run("result trial.bel --json")
    assert json.loads(done.stdout)["result"] == [[0, 0]]
    assert json.loads(done.stdout)["cautions"][0] == "question 1: all ballots say the same"
