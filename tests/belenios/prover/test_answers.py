"""Choices that a question does not allow are refused before anything is encrypted; the nearest allowed one is not."""

import secrets

import pytest
from msgspec.structs import replace

from bylaw.belenios.findings import Consequence, Reason, Refused
from bylaw.belenios.model import HomomorphicQuestion, ListsQuestion, ListsValue, RankedQuestion, RankedValue
from bylaw.belenios.prover import ballot, board, decryption, result, tally
from bylaw.belenios.prover.rehearsal import Plan, rehearse, seeded

CHOOSE = HomomorphicQuestion(answers=["Ada", "Bob", "Cy"], min=1, max=2, question="One or two")
BLANK = replace(CHOOSE, blank=True)
RANKED = RankedQuestion(value=RankedValue(answers=["Ada", "Bob"], question="Rank"))
LISTS = ListsQuestion(value=ListsValue(answers=[["L", "Ada", "Bob"], ["M", "Cy"]], question="List"))
QUESTIONS = {
    "choose": (CHOOSE, [1, 0, 1], [[1, 1, 1], [0, 0, 0], [2, 0, 0], [-1, 1, 1], [1, 0], [1, 0, 0, 0], []]),
    "blank": (BLANK, [1, 0, 0, 0], [[1, 1, 0, 0], [0, 0, 0, 0], [0, 1, 1, 1], [1, 0, 0], [2, 0, 0, 0]]),
    "not blank": (BLANK, [0, 1, 0, 0], [[0, 1, 0]]),
    "ranked": (RANKED, [0, 255], [[1], [1, 2, 3], [1, 256], [-1, 0]]),
    "lists": (
        LISTS,
        [[1, 1, 0], [0, 0]],
        [
            [[1, 2, 0], [0, 0]],
            [[1, 0, 0], [0, 0]],
            [[1, 1, 0], [1, 1]],
            [[0, 1, 0], [0, 0]],
            [[0, 0, 0], [0, 0]],
            [[1, 1], [0, 0]],
        ],
    ),
}


@pytest.mark.parametrize("kind", QUESTIONS)
def test_choices(kind):
    question, allowed, forbidden = QUESTIONS[kind]
    shufflers = [1] if question is RANKED else []
    plan = Plan("Ed25519", [question], {"v": 1}, [("v", [allowed])], shufflers=shufflers)
    made = rehearse(plan, seeded(kind))
    for choice in forbidden:
        with pytest.raises(Refused) as caught:
            ballot.make(made.election, made.credentials["v"], [choice], secrets.token_bytes)
        assert caught.value.finding.reason == Reason.SHAPE
    for choices in ([], [allowed, allowed]):
        with pytest.raises(Refused):
            ballot.make(made.election, made.credentials["v"], choices, secrets.token_bytes)


def test_thirty_options_fit_into_ed25519_and_no_more():
    names = [f"option {i}" for i in range(31)]
    votes = [("v", [list(range(1, 31))])]
    plan = Plan(
        "Ed25519",
        [RankedQuestion(value=RankedValue(answers=names[:30], question="Rank"))],
        {"v": 1},
        votes,
        shufflers=[1],
    )
    assert b"[[[" + ",".join(map(str, range(1, 31))).encode() in rehearse(plan, seeded("30")).archive
    with pytest.raises(Refused):
        rehearse(
            plan._replace(questions=[RankedQuestion(value=RankedValue(answers=names, question="Rank"))]),
            seeded("31"),
        )


def test_a_ranked_question_needs_equal_weights_and_a_group_that_encodes():
    plan = Plan("Ed25519", [RANKED], {"v": 1, "w": 2}, [("v", [[1, 2]]), ("w", [[1, 2]])], shufflers=[1])
    with pytest.raises(Refused) as caught:
        rehearse(plan, seeded("weights"))
    assert caught.value.finding.reason == Reason.WEIGHT
    with pytest.raises(Refused):
        rehearse(plan._replace(weights={"v": 1, "w": 1}, group="BELENIOS-2048"), seeded("group"))
    assert rehearse(plan._replace(weights={"v": 1, "w": 1}), seeded("fine"))


def test_too_few_factors_say_who_is_missing():
    plan = Plan(
        "Ed25519", [CHOOSE], {"v": 1}, [("v", [[1, 0, 0]])], singles=1, threshold=(2, 3), decryptors=(1, 2, 4)
    )
    made = rehearse(plan, seeded("few"))
    trustees = board.read(made.archive).trustees()
    payloads = {number: each.payload for number, each in made.decryptions.items()}
    for missing, told in ((1, "trustee 1: 0 of 1 needed"), (4, "trustees 2 to 4: 1 of 2 needed")):
        with pytest.raises(Refused) as caught:
            result.compute(
                made.election, trustees, made.tally, 1, {n: p for n, p in payloads.items() if n != missing}
            )
        finding = caught.value.finding
        assert (finding.reason, finding.object, finding.consequence) == (
            Reason.THRESHOLD,
            told,
            Consequence.INCOMPLETE,
        )


def test_a_wrong_factor_makes_a_sum_that_is_no_count():
    made = rehearse(Plan("Ed25519", [CHOOSE], {"v": 1}, [("v", [[1, 0, 0]])]), seeded("sum"))
    payload = made.decryptions[1].payload
    swapped = replace(payload, decryption_factors=[payload.decryption_factors[0][::-1]])
    trustees = board.read(made.archive).trustees()
    with pytest.raises(Refused) as caught:
        result.compute(made.election, trustees, made.tally, 1, {1: swapped})
    assert caught.value.finding.reason == Reason.TALLY


def test_a_key_that_is_not_the_archives():
    made = rehearse(Plan("Ed25519", [CHOOSE], {"v": 1}, [("v", [[1, 0, 0]])]), seeded("key"))
    for key in (
        decryption.Key(1, made.private_keys[0] + 1),
        decryption.Key(2, made.private_keys[0]),
        decryption.Key(0, made.private_keys[0]),
    ):
        with pytest.raises(Refused) as caught:
            decryption.decrypt(made.election, key, made.public_keys, made.tally, secrets.token_bytes)
        assert caught.value.finding.reason == Reason.TRUSTEE


def test_lists_and_weights_add_up():
    votes = [("v", [[[1, 1, 0], [0, 0]], [0, 0, 1, 0]]), ("w", [[[0, 0, 0], [1, 1]], [1, 0, 0, 0]])]
    made = rehearse(Plan("Ed25519", [LISTS, BLANK], {"v": 3, "w": 40_000}, votes), seeded("lists"))
    assert b'{"result":[[[3,3,0],[40000,40000]],[40000,0,3,0]]}' in made.archive
    found = board.read(made.archive)
    assert tally.compute(found)[1].total_weight == 40_003
    assert found.has("Result")
    assert not found.has("Shuffle")
