"""Tallies, shuffles, decryptions and results as a dishonest server or trustee would make them."""

import json
from functools import cache

import pytest

from bylaw.belenios import challenges
from bylaw.belenios.encoding import dump, hash_base64
from bylaw.belenios.findings import Refused
from bylaw.belenios.group import product
from bylaw.belenios.model import RankedQuestion, RankedValue
from bylaw.belenios.prover.rehearsal import Plan, rehearse, seeded
from bylaw.belenios.verifier import Report, State, Verdict, verify
from tests.belenios import forge
from tests.belenios.forge import ED25519, Parts, build, changed, compact

PLAIN = "threshold-2of3-ed25519"
RANKED = "ranked-ed25519"
BLANK = "blank-ed25519"


def reasons(report: Report) -> set[str]:
    return {finding.reason for finding in report.findings}


def refused(report: Report, *expected: str) -> bool:
    return report.verdict is Verdict.REFUSED and reasons(report) == set(expected)


def incomplete(report: Report, *expected: str) -> bool:
    return report.verdict is Verdict.INCOMPLETE and reasons(report) == set(expected)


# --- tally ---


def test_a_tally_that_omits_or_repeats_a_ballot_is_refused():
    """A26: recomputed from the box, whatever the file says."""
    parts = forge.read(PLAIN)
    less = build(parts, ballots=parts.ballots[:-1])
    assert refused(verify(less), "tally")
    question = json.loads(parts.tally)[0]
    doubled = [{k: ED25519.write(ED25519.mul(*[ED25519.read(c[k])] * 2)) for k in c} for c in question]
    assert refused(verify(build(parts, tally=changed(parts.tally, (0,), lambda _: doubled))), "tally")


def test_wrong_numbers_beside_the_tally_are_refused():
    parts = forge.read(PLAIN)
    for field, reason in (("num_tallied", "tally"), ("total_weight", "weight")):
        for change in (1, -1):
            wrong = {
                f: getattr(parts.sized, f) + change * (f == field) for f in ("num_tallied", "total_weight")
            }
            sized = type(parts.sized)(**wrong, encrypted_tally="")
            assert refused(verify(build(parts, sized=sized)), reason)
    sized = type(parts.sized)(num_tallied=8, total_weight="8", encrypted_tally="")
    assert refused(verify(build(parts, sized=sized)), "encoding")


def test_ranked_ballots_of_another_weight_are_refused():
    parts = forge.read(RANKED)
    listed = changed(parts.credentials, (), lambda v: [each + ",2" for each in v])
    assert refused(verify(build(parts, credentials=listed)), "weight")


# --- shuffles ---


def test_an_output_replaced_or_left_out_is_refused():
    """A29."""
    parts = forge.read(RANKED)
    owner, shuffle = parts.shuffles[1]
    stranger = {"alpha": ED25519.write(ED25519.base(5)), "beta": ED25519.write(ED25519.base(6))}
    for path, change in (
        (("ciphertexts", 0, 3), lambda _: stranger),
        (("ciphertexts", 0), lambda v: v[:-1]),
        (("ciphertexts", 0), lambda v: [*v[:-1], v[0]]),
        (("ciphertexts", 0), lambda v: v[::-1]),
        (("ciphertexts",), lambda v: [*v, v[0]]),
        (("proofs",), lambda _: []),
    ):
        works = [parts.shuffles[0], (owner, changed(shuffle, path, change))]
        assert refused(verify(build(parts, shuffles=works)), "shuffle")


def test_a_shuffle_by_nobody_or_twice_is_refused():
    parts = forge.read(RANKED)
    first, second = parts.shuffles
    assert refused(verify(build(parts, shuffles=[first, (3, second[1])])), "trustee")
    assert refused(verify(build(parts, shuffles=[(0, first[1]), second])), "trustee")
    assert refused(verify(build(parts, shuffles=[first, (1, second[1])])), "duplicate")


def test_ranked_answers_must_be_shuffled_before_they_are_decrypted():
    parts = forge.read(RANKED)
    assert refused(verify(build(parts, shuffles=[])), "shuffle")
    assert refused(verify(build(parts, shuffled=False)), "shape")
    assert refused(verify(build(parts, shuffles=parts.shuffles[::-1])), "shuffle")


def test_no_shuffles_without_a_ranked_question():
    assert refused(verify(build(forge.read(PLAIN), shuffled=True)), "shape")


# --- decryptions ---


def decryptions(parts: Parts, path: forge.Path_, change, which: int = 0) -> list[tuple[int, bytes]]:
    works = list(parts.decryptions)
    works[which] = (works[which][0], changed(works[which][1], path, change))
    return works


def test_swapped_factors_are_refused():
    """A24: good factors with their proofs, in the order of other answers."""
    parts = forge.read(BLANK)

    def swap(value):
        return [value[1], value[0], *value[2:]]

    factors = decryptions(parts, ("decryption_factors", 0), swap)
    assert refused(verify(build(parts, decryptions=factors)), "proof")
    both = [(factors[0][0], changed(factors[0][1], ("decryption_proofs", 0), swap)), *factors[1:]]
    assert refused(verify(build(parts, decryptions=both)), "proof")


def test_decryptions_by_nobody_or_twice_are_refused():
    parts = forge.read(PLAIN)
    owner, content = parts.decryptions[0]
    assert refused(verify(build(parts, decryptions=[*parts.decryptions, (owner, content)])), "duplicate")
    assert refused(verify(build(parts, decryptions=[*parts.decryptions, (9, content)])), "trustee")
    blank = forge.read(BLANK)
    (_, first), (_, second), third = blank.decryptions
    assert refused(verify(build(blank, decryptions=[(1, second), (2, first), third])), "proof")


def test_too_few_decryptions_are_incomplete():
    parts = forge.read(PLAIN)
    for left_out in range(len(parts.decryptions)):
        works = [work for i, work in enumerate(parts.decryptions) if i != left_out]
        assert incomplete(verify(build(parts, decryptions=works)), "threshold")


@cache
def three_of_five(*decryptors: int) -> Parts:
    question = RankedQuestion(value=RankedValue(answers=["A", "B"], question="Rank"))
    votes = [("a", [[1, 2]]), ("b", [[2, 1]])]
    plan = Plan(
        "Ed25519",
        [question],
        {"a": 1, "b": 1},
        votes,
        singles=0,
        threshold=(3, 5),
        shufflers=(1,),
        decryptors=decryptors,
    )
    return forge.taken_apart(rehearse(plan, seeded("three of five")).archive)


def test_a_bad_factor_in_a_threshold_group():
    """A23: one invalid and three valid are enough and said; one invalid and two valid are not."""
    parts = three_of_five(1, 2, 4, 5)
    assert not verify(build(parts)).findings
    spoil = (("decryption_factors", 0, 0), forge.other)
    bad = decryptions(parts, *spoil)
    report = verify(build(parts, decryptions=bad))
    assert (report.verdict, reasons(report)) == (Verdict.VALID, {"trustee"})
    report = verify(build(parts, decryptions=bad[:3]))
    assert (report.verdict, reasons(report)) == (Verdict.INCOMPLETE, {"trustee", "threshold"})
    assert incomplete(verify(build(parts, decryptions=parts.decryptions[:2])), "threshold")


def last_factor(parts: Parts, key: str, ciphertext: dict[str, str], salt: int) -> tuple[str, dict[str, str]]:
    """Return a factor chosen last: its commitment is fixed first, the equation is solved for the factor."""
    group, fingerprint = ED25519, hash_base64(parts.election)
    exponent = salt + 3
    alpha, own = group.read(ciphertext["alpha"]), group.read(key)
    del own
    a, b = group.base(exponent), group.base(salt + 17)
    challenge = challenges.decryption(group, fingerprint, key, [group.write(a), group.write(b)])
    response = (exponent - _private(parts) * challenge) % group.q
    inverse = pow(challenge, -1, group.q)
    factor = group.power(group.div(b, group.power(alpha, response)), inverse)
    return group.write(factor), {"challenge": str(challenge), "response": str(response)}


def _private(parts: Parts) -> int:
    name = next(name for name in (RANKED, "lists-ed25519") if forge.read(name) == parts)
    keys = [json.loads(path.read_text()) for path in (forge.DATA / name / "secret").glob("*.privkey")]
    publics = {ED25519.write(ED25519.base(int(key))): int(key) for key in keys}
    return publics[json.loads(parts.trustees)[0][1]["public_key"]]


def cheat(parts: Parts, question: int) -> bytes:
    """Return an archive in which the first trustee chose one factor last, with the result that follows."""
    key = json.loads(parts.trustees)[0][1]["public_key"]
    tally = json.loads(parts.shuffles[-1][1])["ciphertexts"][0] if question else json.loads(parts.tally)[0][0]
    factor, proof = last_factor(parts, key, tally[0], 5)
    path = (question, 0) if question else (0, 0, 0)
    works = decryptions(parts, ("decryption_factors", *path), lambda _: factor)
    works = [(1, changed(works[0][1], ("decryption_proofs", *path), lambda _: proof)), *works[1:]]
    return build(parts, decryptions=works, result=_result(parts, works, tally[0], question))


def _result(parts: Parts, works, ciphertext, question: int) -> bytes:
    if not question:
        return parts.result
    factors = [ED25519.read(json.loads(work)["decryption_factors"][1][0]) for _, work in works]
    plain = ED25519.div(ED25519.read(ciphertext["beta"]), product(ED25519, factors))
    return changed(parts.result, ("result", 1, 0), lambda _: ED25519.decode_ints(4, plain))


def test_a_factor_chosen_last_is_caught():
    """Its proof holds; what decrypts is no count that exists, or no ranking."""
    assert refused(verify(cheat(forge.read("lists-ed25519"), 0)), "tally")
    report = verify(cheat(forge.read(RANKED), 1))
    assert incomplete(report, "spoiled")
    assert len(report.findings) == 1


# --- result ---


def test_a_false_result_is_refused():
    """A27: one count off by one; votes moved between candidates; a ranking changed, moved, left out."""
    parts = forge.read(RANKED)
    for path, change in (
        (("result", 0, 0), lambda v: v + 1),
        (("result", 0), lambda v: [v[0] - 1, v[1] + 1, v[2]]),
        (("result", 0), lambda v: v[::-1]),
        (("result", 1, 0), lambda v: v[::-1]),
        (("result", 1), lambda v: [v[-1], *v[:-1]]),
        (("result", 1), lambda v: v[:-1]),
        (("result", 1, 0, 0), str),
        (("result",), lambda v: v[::-1]),
        (("result",), lambda v: v[:1]),
    ):
        report = verify(build(parts, result=changed(parts.result, path, change)))
        assert refused(report, "tally") or refused(report, "shape")
    plain = forge.read(PLAIN)
    wraps = changed(plain.result, ("result", 0, 0), lambda v: str(v + ED25519.q))
    assert refused(verify(build(plain, result=wraps)), "encoding")


@pytest.mark.parametrize(
    ("values", "epsilon", "spoiled"),
    [([1, 2, 3, 4], 0, False), ([0, 0, 0, 0], 0, False), ([5, 1, 2, 3], 0, True), ([1, 2, 3, 4], 1, True)],
)
def test_a_ranking_counts_only_if_it_is_one(values, epsilon, spoiled, monkeypatch):
    """In range, and the one element that encodes it."""
    question = RankedQuestion(value=RankedValue(answers=["A", "B", "C", "D"], question="Rank"))
    honest = type(ED25519).encode_ints

    def encode(group, _):
        element = honest(group, values)
        return _next_element(element) if epsilon else element

    plan = Plan("Ed25519", [question], {"a": 1}, [("a", [[1, 2, 3, 4]])], shufflers=(1,))
    with monkeypatch.context() as lie:
        lie.setattr(type(ED25519), "encode_ints", encode)
        archive = rehearse(plan, seeded("ranking")).archive
    report = verify(archive)
    assert incomplete(report, "spoiled") if spoiled else report.verdict is Verdict.VALID
    assert report.result == [[values]]


def _next_element(element: bytes) -> bytes:
    number = int.from_bytes(element, "little") + 1
    while True:
        try:
            return ED25519.read(f"{number:064x}")
        except Refused:
            number += 1


# --- states ---


def test_every_state_is_valid_on_its_way():
    parts = forge.read(RANKED)
    end = Parts(parts.timestamp, parts.election, parts.trustees, parts.credentials)
    steps = [
        ({}, State.OPEN),
        ({"ballots": parts.ballots}, State.OPEN),
        ({"closed": True}, State.CLOSED),
        ({"sized": parts.sized, "tally": parts.tally}, State.TALLIED),
        ({"shuffles": parts.shuffles[:1]}, State.SHUFFLED),
        ({"shuffles": parts.shuffles, "shuffled": True}, State.SHUFFLED),
        ({"decryptions": parts.decryptions[:1]}, State.DECRYPTED),
        ({"decryptions": parts.decryptions}, State.DECRYPTED),
        ({"result": parts.result}, State.RESULT),
    ]
    for change, state in steps:
        for field, value in change.items():
            setattr(end, field, value)
        report = verify(build(end))
        assert (report.verdict, report.state) == (Verdict.VALID, state), report.findings
    assert compact(report.result) == dump(report.result)
