"""Ballots made by hand for tests, and a box of them judged entry by entry and together."""

import json
from itertools import count

from bylaw.belenios.model import HomomorphicQuestion, RankedQuestion, RankedValue
from bylaw.belenios.prover import ballot as prover
from bylaw.belenios.prover.credentials import exponent
from bylaw.belenios.prover.rehearsal import Plan, Rehearsed, rehearse, seeded
from bylaw.belenios.questions import ElectionData
from bylaw.belenios.verifier import Report, Verdict, verify
from bylaw.belenios.verifier.incoming import Incoming
from tests.belenios import forge
from tests.belenios.forge import ED25519, Parts, build, compact, signed

PLAIN = "threshold-2of3-ed25519"
ONE_OF_THREE = HomomorphicQuestion(answers=["A", "B", "C"], min=1, max=1, question="One")
AGAIN = HomomorphicQuestion(answers=["A", "B", "C"], min=1, max=1, question="Again")
BLANK = HomomorphicQuestion(answers=["A", "B"], blank=True, min=1, max=1, question="Or blank")
RANKED = RankedQuestion(value=RankedValue(answers=["A", "B", "C"], question="Rank"))
_numbers = count()
_elections: dict[str, Rehearsed] = {}


def election(*questions) -> Rehearsed:
    """Return a finished election of Alice and Mallory, without votes."""
    key = repr(questions)
    if key not in _elections:
        _elections[key] = _rehearsed(questions)
    return _elections[key]


def _rehearsed(questions) -> Rehearsed:
    shufflers = (1,) if RANKED in questions else ()
    plan = Plan("Ed25519", questions, {"alice": 1, "mallory": 1}, [], shufflers=shufflers)
    return rehearse(plan, seeded("hostile"))


def empty(*questions) -> Parts:
    """Return the same election, open, as parts."""
    whole = forge.taken_apart(election(*questions).archive)
    return Parts(whole.timestamp, whole.election, whole.trustees, whole.credentials)


def cast(questions, voter, choices, data: ElectionData | None = None) -> bytes:
    """Return an honest ballot; `data` may be another idea of the election."""
    made = election(*questions)
    random = seeded(f"ballot {next(_numbers)}")
    return prover.make(data or made.election, made.credentials[voter], choices, random)


def sign(questions, voter, ballot: bytes) -> bytes:
    """Return a ballot signed anew by a voter, under her credential."""
    made = election(*questions)
    secret = exponent(ED25519, made.election.object.uuid, made.credentials[voter])
    value = json.loads(ballot)
    value["credential"] = ED25519.write(ED25519.base(secret))
    return signed(secret, compact(value))


def box(questions, *ballots: bytes) -> Report:
    return both_ways(empty(*questions), list(ballots))


REPEATED = {"duplicate", "replay"}
"""What is said of a ballot for the others in the box, not for itself."""


def both_ways(setup: Parts, ballots: list[bytes]) -> Report:
    """Verify an archive of these ballots; the casting service must say of each what the verifier says of it."""
    report = verify(build(setup, ballots=ballots))
    checked = Incoming(build(setup, ballots=[])).check(ballots)
    said = {f.reason for f in report.findings}
    assert {f.reason for f in checked if f} == said - REPEATED, (checked, report.findings)
    return report


def refused(report: Report, *reasons: str) -> bool:
    return report.verdict is Verdict.REFUSED and {f.reason for f in report.findings} == set(reasons)


def accepted(report: Report, counted: int = 1) -> bool:
    return report.verdict is Verdict.VALID and report.counted == counted and not report.findings


def swap(a, b):
    """Return a change that swaps two items of a list."""

    def change(value):
        value[a], value[b] = value[b], value[a]
        return value

    return change
