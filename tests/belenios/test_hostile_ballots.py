"""Ballots as an attacker would make them, each beside the nearest one that is accepted."""

import json

import pytest

from bylaw.belenios import challenges
from bylaw.belenios.encoding import hash_base64
from bylaw.belenios.group import named
from bylaw.belenios.model import HomomorphicQuestion, ListsQuestion, ListsValue
from bylaw.belenios.prover import lists
from bylaw.belenios.verifier import verify
from tests.belenios import forge
from tests.belenios.forge import ED25519, changed, compact, signed

from .ballot_box import (
    AGAIN,
    BLANK,
    ONE_OF_THREE,
    PLAIN,
    RANKED,
    accepted,
    both_ways,
    box,
    cast,
    election,
    refused,
    sign,
    swap,
)


def test_a_commitment_hashed_before_the_ciphertext_is_chosen():
    """A1: the bare equation holds, for a ciphertext that was solved for after the challenge."""
    questions = (RANKED,)
    honest = cast(questions, "alice", [[1, 2, 3]])
    assert accepted(box(questions, honest))
    value = json.loads(honest)
    made = election(*questions)
    context = challenges.ballot_context(made.election.fingerprint, value["credential"])
    nonce, response = 4711, 815
    commitment = ED25519.base(nonce)
    beta = value["answers"][0]["choices"]["beta"]
    prefix = f"raweg|{context}|{made.election.object.public_key},{beta}|"
    challenge = challenges.challenge(ED25519, prefix, [ED25519.write(commitment)])
    inverse = pow(challenge, -1, ED25519.q)
    alpha = ED25519.base((nonce - response) * inverse % ED25519.q)
    assert ED25519.mul(ED25519.base(response), ED25519.power(alpha, challenge)) == commitment
    value["answers"][0]["choices"]["alpha"] = ED25519.write(alpha)
    value["answers"][0]["proof"] = {"challenge": str(challenge), "response": str(response)}
    assert refused(box(questions, sign(questions, "alice", compact(value))), "proof")


TWO = (ONE_OF_THREE, AGAIN)


def test_whole_answers_swapped_by_their_owner_are_accepted():
    """A2: nothing binds a proof to its question, and its owner may answer as she likes."""
    ballot = cast(TWO, "alice", [[1, 0, 0], [0, 0, 1]])
    other = sign(TWO, "alice", changed(ballot, ("answers",), swap(0, 1)))
    assert accepted(box(TWO, ballot, other))


@pytest.mark.parametrize("path", [("individual_proofs",), ("choices",), ("overall_proof",)])
def test_proofs_moved_between_questions_are_refused(path):
    """A2: a part of one answer in another."""
    value = json.loads(cast(TWO, "alice", [[1, 0, 0], [0, 0, 1]]))
    first, second = value["answers"]
    first[path[0]], second[path[0]] = second[path[0]], first[path[0]]
    assert refused(box(TWO, sign(TWO, "alice", compact(value))), "proof")


@pytest.mark.parametrize("part", ["individual_proofs", "choices"])
def test_proofs_moved_between_slots_are_refused(part):
    ballot = cast(TWO, "alice", [[1, 0, 0], [0, 0, 1]])
    moved = changed(ballot, ("answers", 0, part), swap(0, 1))
    assert refused(box(TWO, sign(TWO, "alice", moved)), "proof")


def test_a_ballot_of_another_election_is_refused():
    """A2: as it is, renamed, and renamed and signed anew."""
    ballot = json.loads(cast((AGAIN,), "alice", [[1, 0, 0]]))
    assert refused(box((ONE_OF_THREE,), compact(ballot)), "context")
    data = election(ONE_OF_THREE).election
    renamed = {**ballot, "election_uuid": data.object.uuid, "election_hash": data.fingerprint}
    assert refused(box((ONE_OF_THREE,), compact(renamed)), "signature")
    assert refused(box((ONE_OF_THREE,), sign((ONE_OF_THREE,), "alice", compact(renamed))), "proof")


def test_a_copied_ballot_is_refused():
    """A3, A4: Alice's answers under Mallory's credential, as they are and permuted with their proofs."""
    questions = (ONE_OF_THREE,)
    ballot = cast(questions, "alice", [[1, 0, 0]])
    assert refused(box(questions, sign(questions, "mallory", ballot)), "proof")
    for voter in ("alice", "mallory"):
        permuted = changed(ballot, ("answers", 0, "choices"), swap(0, 1))
        permuted = changed(permuted, ("answers", 0, "individual_proofs"), swap(0, 1))
        assert refused(box(questions, sign(questions, voter, permuted)), "proof")


def test_a_ballot_under_a_foreign_credential_needs_its_key():
    questions = (ONE_OF_THREE,)
    value = json.loads(cast(questions, "alice", [[1, 0, 0]]))
    value["credential"] = json.loads(cast(questions, "mallory", [[1, 0, 0]]))["credential"]
    assert refused(box(questions, compact(value)), "signature")


def test_the_same_ballot_twice_and_an_old_ballot_revived():
    """A5, A6, A32: the last ballot counts; the same bytes never twice."""
    questions = (ONE_OF_THREE,)
    b1, b2 = (cast(questions, "alice", [choice]) for choice in ([1, 0, 0], [0, 1, 0]))
    assert accepted(box(questions, b1, b2))
    assert refused(box(questions, b1, b1), "duplicate")
    again = box(questions, b1, b2, b1)
    assert refused(again, "replay")
    assert again.counted == 1


def test_an_unknown_credential_is_refused():
    """A17."""
    questions = (ONE_OF_THREE,)
    stranger = signed(
        99,
        compact(
            {
                **json.loads(cast(questions, "alice", [[1, 0, 0]])),
                "credential": ED25519.write(ED25519.base(99)),
            }
        ),
    )
    assert refused(box(questions, stranger), "credential")


def test_too_few_and_too_many_answers_are_refused():
    """A13."""
    ballot = cast(TWO, "alice", [[1, 0, 0], [0, 0, 1]])
    for change in (lambda v: v[:1], lambda v: [*v, v[0]], lambda _: []):
        assert refused(box(TWO, sign(TWO, "alice", changed(ballot, ("answers",), change))), "shape")


def test_two_ones_where_one_is_asked():
    """A14: every 0/1 proof is good, the sum is not: the overall proof is made for another question."""
    questions = (ONE_OF_THREE,)
    data = election(*questions).election
    for least, bits in ((2, [1, 1, 0]), (0, [0, 0, 0]), (3, [1, 1, 1])):
        lie = HomomorphicQuestion(answers=["A", "B", "C"], min=least, max=least, question="One")
        ballot = cast(questions, "alice", [bits], data._replace(questions=(lie,)))
        assert refused(box(questions, ballot), "proof")
        assert "overall" in box(questions, ballot).findings[0].object


@pytest.mark.parametrize(
    ("bits", "good"), [([1, 1, 0, 0], True), ([1, 1, 1, 0], True), ([1, 0, 0, 0], False)]
)
def test_two_or_three_are_asked(bits, good):
    question = HomomorphicQuestion(answers=["A", "B", "C", "D"], min=2, max=3, question="Few")
    lie = HomomorphicQuestion(answers=["A", "B", "C", "D"], min=1, max=2, question="Few")
    data = election(question).election
    ballot = cast((question,), "alice", [bits], data if good else data._replace(questions=(lie,)))
    assert accepted(box((question,), ballot)) if good else refused(box((question,), ballot), "proof")


def test_a_blank_vote_where_it_is_allowed():
    """A15: blank is accepted; blank together with a choice is not."""
    assert accepted(box((BLANK,), cast((BLANK,), "alice", [[1, 0, 0]])))
    ballot, other = (json.loads(cast((BLANK,), "alice", [bits])) for bits in ([1, 0, 0], [0, 1, 0]))
    for part in ("choices", "individual_proofs"):
        ballot["answers"][0][part][1] = other["answers"][0][part][1]
    assert refused(box((BLANK,), sign((BLANK,), "alice", compact(ballot))), "proof")
    for part in ("blank_proof", "overall_proof"):
        ballot["answers"][0][part] = other["answers"][0][part]
        assert refused(box((BLANK,), sign((BLANK,), "alice", compact(ballot))), "proof")


LISTS = ListsQuestion(value=ListsValue(answers=[["L", "A"], ["M", "B", "C"]], question="List"))


@pytest.mark.parametrize(
    ("bits", "wrong"),
    [
        ([[1, 1], [0, 0, 0]], ""),
        ([[0, 0], [1, 0, 1]], ""),
        ([[1, 0], [0, 0, 0]], "nonzero"),
        ([[1, 1], [1, 1, 0]], "overall"),
        ([[0, 0], [0, 0, 0]], "nonzero"),
        ([[0, 1], [1, 1, 0]], "list proof"),
    ],
)
def test_one_list_and_somebody_on_it(bits, wrong, monkeypatch):
    """By a prover who proves whatever she is asked to."""
    with monkeypatch.context() as lie:
        lie.setattr(lists, "_allowed", lambda *_: None)
        ballot = cast((LISTS,), "alice", [bits])
    report = box((LISTS,), ballot)
    assert refused(report, "proof") if wrong else accepted(report)
    assert not wrong or wrong in report.findings[0].object


@pytest.mark.parametrize("value", [2, -1])
def test_not_a_bit(value):
    """A16: an encryption of 2 or -1 with the branches of good proofs."""
    questions = (ONE_OF_THREE,)
    ballot = json.loads(cast(questions, "alice", [[1, 0, 0]]))
    shift = ED25519.base((value - 1) % ED25519.q)
    choice = ballot["answers"][0]["choices"][0]
    choice["beta"] = ED25519.write(ED25519.mul(ED25519.read(choice["beta"]), shift))
    assert refused(box(questions, sign(questions, "alice", compact(ballot))), "proof")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + "=",
        lambda text: text[:-1] + chr(ord(text[-1]) + 1),
        lambda text: text[:5] + " " + text[5:],
        lambda text: text.replace("/", "_").replace("+", "-") + "\n",
    ],
)
def test_a_hash_in_another_spelling_is_refused(change):
    """A11: unpadded base64, spare bits 0."""
    ballot = changed(forge.read(PLAIN).ballots[0], ("signature", "hash"), change)
    assert refused(both_ways(forge.opened(PLAIN), [ballot]), "signature")
    ballot = changed(forge.read(PLAIN).ballots[0], ("election_hash",), change)
    assert refused(both_ways(forge.opened(PLAIN), [ballot]), "context")


@pytest.mark.parametrize(
    "spell",
    [
        lambda raw: raw.replace(b'{"election_uuid"', b'{"election_uuid":"x","election_uuid"', 1),
        lambda raw: raw.replace(b'"alpha":', b'"alpha": ', 1),
        lambda raw: raw.replace(b'"alpha"', b'"\\u0061lpha"', 1),
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.decode().encode("utf-16"),
        lambda raw: raw + b"\n",
        lambda raw: raw[:-1],
        lambda _: b"[" * 100_000,
        lambda raw: raw.replace(b'"answers":[', b'"answers":[' + b"[" * 100_000, 1),
        lambda raw: raw.replace(b'"challenge":"', b'"challenge":' + b"9" * 5000 + b',"x":"', 1),
        lambda raw: raw.replace(b'"challenge":"', b'"challenge":"' + b"9" * 5000, 1),
        lambda _: b"",
        lambda _: b"null",
    ],
)
def test_a_ballot_in_another_spelling_is_refused(spell):
    """A12, A38."""
    ballot = spell(forge.read(PLAIN).ballots[0])
    report = both_ways(forge.opened(PLAIN), [ballot])
    assert refused(report, "canonical") or refused(report, "shape") or refused(report, "encoding")


def test_a_huge_ballot_is_refused_before_it_is_parsed():
    """A38."""
    report = both_ways(forge.opened(PLAIN), [b"[" * (20 << 20)])
    assert refused(report, "size")


@pytest.mark.parametrize("name", ["blank-belenios2048-v20", "ranked-rfc3526-v20"])
def test_numbers_outside_the_subgroup_are_refused_in_ballots(name):
    """A7 in the field groups: p - alpha has twice the order."""
    group = named("RFC-3526-2048" if "rfc" in name else "BELENIOS-2048")
    content = forge.read(name).ballots[0]
    answer = json.loads(content)["answers"][0]
    path = ("answers", 0, "choices") if "rfc" in name else ("answers", 0, "choices", 0)
    assert isinstance(answer, dict)
    for change, reason in (
        (lambda text: str(group._p - int(text)), "group"),
        (lambda text: str(group._p + int(text)), "encoding"),
        (lambda text: "0" + text, "encoding"),
        (lambda _: "0", "group"),
    ):
        ballot = changed(content, (*path, "alpha"), change)
        report = both_ways(forge.opened(name), [unsigned_matters_not(ballot)])
        assert refused(report, "signature") or refused(report, reason)


def unsigned_matters_not(ballot: bytes) -> bytes:
    """Return the ballot with the hash of its own bytes, so that reading it goes on to the proofs."""
    value = json.loads(ballot)
    signature = value.pop("signature")
    value["signature"] = {**signature, "hash": hash_base64(compact(value))}
    return compact(value)


def test_the_empty_box_is_fine():
    for questions in ((ONE_OF_THREE,), (RANKED,), (BLANK, RANKED)):
        report = verify(election(*questions).archive)
        assert accepted(report, 0)
