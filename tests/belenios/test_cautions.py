"""What is said before opening and with the result, and what is not said without cause."""

import pytest
from msgspec import Raw

from bylaw.belenios import cautions
from bylaw.belenios.findings import Consequence, Reason
from bylaw.belenios.model import HomomorphicQuestion, ListsQuestion, ListsValue, RankedQuestion, RankedValue
from bylaw.belenios.prover import board
from bylaw.belenios.prover.rehearsal import Plan, rehearse, seeded

CHOOSE = HomomorphicQuestion(answers=["Ada", "Bob", "Cy"], min=0, max=2, question="Two")
LISTS = ListsQuestion(value=ListsValue(answers=[["L", "Ada"], ["M", "Bob"]], question="List"))


def ranked(options, grades=()):
    extra = {"extra": Raw(b'{"grades":[' + b",".join(b'"g"' for _ in grades) + b"]}")} if grades else {}
    return RankedQuestion(value=RankedValue(answers=[str(i) for i in range(options)], question="?"), **extra)


def told(found, reason=Reason.PRIVACY):
    return [finding.object for finding in found if finding.reason == reason]


def setup(questions=(CHOOSE,), weights=(1,) * 10, trustees=(), **more):
    return cautions.of_setup(questions, weights, trustees, **more)


@pytest.mark.parametrize(
    ("voters", "minimum", "needed"), [(9, 10, 10), (0, 10, 10), (9, 3, 10), (19, 20, 20)]
)
def test_too_few_voters_are_refused(voters, minimum, needed):
    [finding] = [
        f for f in setup(weights=[1] * voters, minimum=minimum) if f.consequence is Consequence.REFUSE
    ]
    assert finding.object == f"{voters} entitled voters: a secret ballot needs {needed}"
    enough = setup(weights=[1] * needed, minimum=minimum)
    assert all(finding.consequence is Consequence.FLAG for finding in enough)


def test_unique_weights():
    assert told(setup(weights=[1] * 9 + [7])) == ["weights that one voter alone has: 7"]
    assert told(setup(weights=[1] * 8 + [7, 7])) == []
    assert told(setup(weights=range(1, 21)))[0].endswith("1, 2, 3, 4, 5, ...")


def test_rankings_that_can_sign():
    assert told(setup([CHOOSE, ranked(3)])) == [
        "question 2: 64 ways to rank 3 options and 10 voters: a rare one can serve as a signature"
    ]
    assert told(setup([ranked(3)], weights=[1] * 64)) == []
    assert len(told(setup([ranked(3, grades="abcd")], weights=[1] * 64))) == 1


def test_what_a_lost_key_costs():
    plan = Plan("Ed25519", [CHOOSE], {"v": 1}, [], singles=2, threshold=(2, 3), decryptors=(1, 2, 3, 5))
    trustees = board.read(rehearse(plan, seeded("keys")).archive).trustees()
    assert told(setup(trustees=trustees), Reason.THRESHOLD) == [
        "trustee 1: her key, lost, loses the election",
        "trustee 2: her key, lost, loses the election",
        "trustees 3 to 5: 2 keys of 3, lost, lose the election",
        "4 of 5 trustees together can open single ballots",
    ]


@pytest.mark.parametrize(
    ("question", "unanimous", "divided"),
    [
        (CHOOSE, [12, 0, 12], [11, 1, 12]),
        (CHOOSE, [0, 0, 0], [0, 0, 1]),
        (ranked(2), [[1, 2], [1, 2]], [[1, 2], [2, 1]]),
        (LISTS, [[12, 12], [0, 0]], [[11, 11], [1, 1]]),
    ],
)
def test_unanimous_results(question, unanimous, divided):
    assert told(cautions.of_result([question], [unanimous], 12)) == ["question 1: all ballots say the same"]
    assert cautions.of_result([question], [divided], 12) == ()
    assert cautions.of_result([question], [unanimous], 0) == ()
