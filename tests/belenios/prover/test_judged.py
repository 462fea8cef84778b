"""Elections made by bylaw are accepted by belenios-tool 2.0, in every kind that it knows, and by bylaw."""

import subprocess

import pytest
from msgspec import Raw

from bylaw.belenios.encoding import load
from bylaw.belenios.model import (
    HomomorphicQuestion,
    ListsQuestion,
    ListsValue,
    RankedQuestion,
    RankedValue,
    Result,
)
from bylaw.belenios.prover import board
from bylaw.belenios.prover.rehearsal import Plan, rehearse, seeded
from bylaw.belenios.verifier import verify

FIELDS = ["BELENIOS-2048", "RFC-3526-2048"]
CHOOSE = HomomorphicQuestion(answers=["Ada", "Bob", "Cy"], min=1, max=2, question="One or two")
BLANK = HomomorphicQuestion(answers=["Ada", "Bob"], blank=True, min=1, max=1, question="One, or blank")
RANKED = RankedQuestion(value=RankedValue(answers=["Ada", "Bob", "Cy"], question="Rank them"))
GRADED = RankedQuestion(
    value=RankedValue(answers=["Ada", "Bob"], question="Grade them"),
    extra=Raw(b'{"type":"MajorityJudgment","blank":true,"grades":["Good","Bad"]}'),
)
LISTS = ListsQuestion(value=ListsValue(answers=[["East", "Ada", "Bob"], ["West", "Cy"]], question="A list"))
REVOTES = [
    ("v1", [[1, 0, 1], [1, 0, 0]]),
    ("v2", [[0, 0, 1], [0, 1, 0]]),
    ("v1", [[0, 1, 0], [0, 0, 1]]),
    ("v3", [[1, 1, 0], [0, 1, 0]]),
]
RANKINGS = [("v1", [[1, 2, 3], [2, 1]]), ("v2", [[3, 2, 1], [1, 1]]), ("v1", [[2, 2, 1], [0, 0]])]


def tool_accepts(archive, folder):
    """Ask belenios-tool 2.0; it must be installed (scripts/outside-programs), for nothing else can judge."""
    (folder / "election.bel").write_bytes(archive)
    command = ["belenios-tool", "election", "verify", "--dir", str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return told.returncode == 0 and "all checks passed" in told.stderr, told.stderr


def accepted_by_both(archive, folder):
    accepted, told = tool_accepts(archive, folder)
    assert accepted, told
    accepted_by_bylaw(archive)


def accepted_by_bylaw(archive):
    report = verify(archive, 1)
    assert (report.verdict, report.state, report.findings) == ("valid", "result", [])
    assert report.result == counted(archive)


def counted(archive):
    return load(next(board.read(archive).payloads("Result")), Result, 1 << 20).result


@pytest.mark.parametrize("group", FIELDS)
def test_blank_weights_revotes_two_single_trustees(group, tmp_path):
    plan = Plan(group, [CHOOSE, BLANK], {"v1": 1, "v2": 7, "v3": 2}, REVOTES, singles=2, decryptors=(1, 2))
    made = rehearse(plan, seeded("weights"))
    # v1's second ballot counts: option 2, and option 2; v2 weighs 7, v3 weighs 2
    assert counted(made.archive) == [[2, 3, 7], [0, 9, 1]]
    accepted_by_both(made.archive, tmp_path)


@pytest.mark.parametrize("group", FIELDS)
@pytest.mark.parametrize("decryptors", [(1, 2, 4), (1, 4, 3), (1, 2, 3, 4)])
def test_a_single_trustee_beside_two_of_three(group, decryptors, tmp_path):
    plan = Plan(
        group,
        [BLANK],
        {"v1": 1, "v2": 1},
        [("v1", [[0, 1, 0]]), ("v2", [[1, 0, 0]])],
        threshold=(2, 3),
        decryptors=decryptors,
    )
    made = rehearse(plan, seeded("threshold"))
    assert counted(made.archive) == [[1, 1, 0]]
    accepted_by_both(made.archive, tmp_path)


@pytest.mark.parametrize("group", FIELDS)
def test_only_a_threshold_circle(group, tmp_path):
    plan = Plan(
        group,
        [CHOOSE],
        {"v1": 1},
        [("v1", [[0, 1, 1]])],
        singles=0,
        threshold=(3, 4),
        decryptors=(1, 3, 4),
    )
    made = rehearse(plan, seeded("circle"))
    accepted_by_both(made.archive, tmp_path)


def test_ranked_and_graded_beside_homomorphic(tmp_path):
    votes = [(voter, [*choices, [0, 1, 0]]) for voter, choices in RANKINGS]
    plan = Plan(
        "RFC-3526-2048",
        [RANKED, GRADED, CHOOSE],
        {"v1": 1, "v2": 1, "v3": 1},
        [*votes, ("v3", [[1, 1, 1], [1, 2], [1, 1, 0]])],
        singles=2,
        shufflers=(1, 2),
        decryptors=(1, 2),
    )
    made = rehearse(plan, seeded("ranked"))
    rankings, grades, sums = counted(made.archive)
    assert sorted(rankings) == [[1, 1, 1], [2, 2, 1], [3, 2, 1]]
    assert sorted(grades) == [[0, 0], [1, 1], [1, 2]]
    assert sums == [1, 3, 0]
    accepted_by_both(made.archive, tmp_path)


def test_ranked_and_opened_by_two_of_three(tmp_path):
    plan = Plan(
        "RFC-3526-2048",
        [RANKED, BLANK],
        {"v1": 1, "v2": 1},
        [("v1", [[1, 2, 3], [1, 0, 0]]), ("v2", [[0, 0, 1], [0, 1, 0]]), ("v1", [[3, 2, 1], [0, 0, 1]])],
        singles=0,
        threshold=(2, 3),
        shufflers=(3, 1),
        decryptors=(2, 3),
    )
    made = rehearse(plan, seeded("ranked, threshold"))
    rankings, sums = counted(made.archive)
    assert (sorted(rankings), sums) == ([[0, 0, 1], [3, 2, 1]], [0, 1, 1])
    accepted_by_both(made.archive, tmp_path)


def test_the_judge_refuses_what_is_wrong(tmp_path):
    plan = Plan("BELENIOS-2048", [CHOOSE], {"v1": 1}, [("v1", [[0, 1, 1]])])
    archive = rehearse(plan, seeded("wrong")).archive
    accepted, _ = tool_accepts(archive, tmp_path)
    assert accepted
    end = archive.rindex(b'{"result":[[0,1,1]]}')
    accepted, _ = tool_accepts(archive[:end] + b'{"result":[[1,1,0]]}' + archive[end + 20 :], tmp_path)
    assert not accepted


ED25519 = {
    "blank, weights, revotes": Plan(
        "Ed25519", [CHOOSE, BLANK], {"v1": 1, "v2": 7, "v3": 2}, REVOTES, singles=2, decryptors=(1, 2)
    ),
    "threshold beside a single trustee": Plan(
        "Ed25519",
        [CHOOSE, BLANK],
        {"v1": 1, "v2": 1, "v3": 1},
        REVOTES,
        threshold=(3, 5),
        decryptors=(1, 6, 2, 4),
    ),
    "ranked": Plan(
        "Ed25519",
        [RANKED, GRADED],
        {"v1": 1, "v2": 1},
        RANKINGS,
        singles=3,
        shufflers=(3, 1, 2),
        decryptors=(2, 1, 3),
    ),
    "lists": Plan("Ed25519", [LISTS, CHOOSE], {"v1": 2, "v2": 1}, [("v1", [[[0, 0, 0], [1, 1]], [1, 0, 0]])]),
    "nobody voted": Plan("Ed25519", [CHOOSE, LISTS], {"v1": 1}, []),
    "one ranked ballot": Plan("Ed25519", [RANKED], {"v1": 1}, [("v1", [[1, 2, 3]])], shufflers=(1,)),
    "no ranked ballot": Plan("Ed25519", [RANKED], {"v1": 1}, [], shufflers=(1,)),
}


@pytest.mark.parametrize("kind", ED25519)
def test_what_only_release_3_knows(kind):
    accepted_by_bylaw(rehearse(ED25519[kind], seeded(kind)).archive)
