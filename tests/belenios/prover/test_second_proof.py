"""The second proof of a factor: a trustee who picks her factor last is caught."""

import secrets
from functools import cache

import pytest
from msgspec.structs import replace

from bylaw.belenios import challenges, second_proof
from bylaw.belenios.encoding import dump, hash_hex, read_scalar
from bylaw.belenios.findings import Reason
from bylaw.belenios.model import (
    HomomorphicQuestion,
    ListsQuestion,
    ListsValue,
    PartialDecryption,
    Proof,
    RankedQuestion,
    RankedValue,
)
from bylaw.belenios.prover.rehearsal import Plan, rehearse, seeded
from bylaw.belenios.second_proof import SecondProofs, Trustee

CHOOSE = HomomorphicQuestion(answers=["Ada", "Bob"], min=0, max=1, question="One")
RANKED = RankedQuestion(value=RankedValue(answers=["Ada", "Bob"], question="Rank"))
LISTS = ListsQuestion(value=ListsValue(answers=[["L", "Ada"], ["M", "Bob"]], question="List"))
PLANS = {
    "homomorphic Ed25519": Plan("Ed25519", [CHOOSE], {"v": 1}, [("v", [[1, 0]])]),
    "homomorphic BELENIOS-2048": Plan("BELENIOS-2048", [CHOOSE], {"v": 1}, [("v", [[1, 0]])]),
    "ranked Ed25519": Plan("Ed25519", [RANKED], {"v": 1}, [("v", [[1, 2]])], shufflers=[1]),
    "ranked RFC-3526-2048": Plan("RFC-3526-2048", [RANKED], {"v": 1}, [("v", [[1, 2]])], shufflers=[1]),
    "lists Ed25519": Plan("Ed25519", [LISTS], {"v": 1}, [("v", [[[1, 1], [0, 0]]])]),
}


@cache
def election(name):
    return rehearse(PLANS[name], seeded(name))


@pytest.fixture(params=PLANS)
def made(request):
    return election(request.param)


def trustee(made, number=1):
    return Trustee(made.election.group, made.election.fingerprint, number, made.public_keys[number - 1])


def places(nested):
    """The lists that hold leaves, with an index into each."""
    for entries in nested:
        rows = [entries] if not isinstance(entries[0], list) else entries
        yield from ((row, i) for row in rows for i in range(len(row)))


def first_proof_holds(made, text, factor, proof):
    """The protocol's own check of a decryption proof (specification, "Partial decryptions")."""
    group = made.election.group
    c, s = read_scalar(group, proof.challenge), read_scalar(group, proof.response)
    key, alpha, shown = (group.read(each) for each in (made.public_keys[0], text.alpha, factor))
    a = group.mul(group.base(s), group.power(key, c))
    b = group.mul(group.power(alpha, s), group.power(shown, c))
    hashed = challenges.decryption(
        group, made.election.fingerprint, made.public_keys[0], [group.write(a), group.write(b)]
    )
    return hashed == c


def picked_last(made, text, prefix):
    """The attack: commit to A and to any B at all, take the challenge, then solve for the factor that fits."""
    group, private = made.election.group, made.private_keys[0]
    nonce = int.from_bytes(secrets.token_bytes(31))
    a, b = group.base(nonce), group.base(1 + int.from_bytes(secrets.token_bytes(31)))
    challenge = challenges.challenge(group, prefix, [group.write(a), group.write(b)])
    response = (nonce - private * challenge) % group.q
    ratio = group.div(b, group.power(group.read(text.alpha), response))
    factor = group.write(group.power(ratio, pow(challenge, -1, group.q)))
    return factor, Proof(challenge=str(challenge), response=str(response))


def copied(nested):
    return [copied(each) if isinstance(each, list) else each for each in nested]


def test_the_second_proofs_of_an_honest_trustee_hold(made):
    honest = made.decryptions[1]
    assert second_proof.check(trustee(made), made.tally, honest.payload, honest.second) == ()


def test_a_factor_picked_last_passes_the_first_proof_and_not_the_second(made):
    honest = made.decryptions[1]
    factors, firsts = copied(honest.payload.decryption_factors), copied(honest.payload.decryption_proofs)
    [text, factor, first] = [next(places(each)) for each in (made.tally, factors, firsts)]
    ciphertext, true = text[0][text[1]], factor[0][factor[1]]
    prefix = challenges.prefix_decryption(made.election.fingerprint, made.public_keys[0])
    forged, proof = picked_last(made, ciphertext, prefix)
    assert forged != true
    assert first_proof_holds(
        made, ciphertext, forged, proof
    )  # this is what the protocol's proof lets through
    factor[0][factor[1]], first[0][first[1]] = forged, proof
    payload = PartialDecryption(decryption_factors=factors, decryption_proofs=firsts)
    spoken_for = replace(honest.second, payload=hash_hex(dump(payload)))
    [finding] = second_proof.check(trustee(made), made.tally, payload, spoken_for)
    assert finding.reason == Reason.PROOF
    assert finding.object.startswith("trustee 1: factor of question 1, position 1")


def test_solving_for_the_factor_fails_where_the_challenge_hashes_it(made):
    """The same attack on the second proof: the factor that fits is known only after the challenge that hashes it."""
    honest = made.decryptions[1]
    factors, seconds = copied(honest.payload.decryption_factors), copied(honest.second.proofs)
    [text, factor, second] = [next(places(each)) for each in (made.tally, factors, seconds)]
    position = "1.1" if isinstance(made.tally[0][0], list) else "1"
    guess = second_proof.Factor(1, position, text[0][text[1]], factor[0][factor[1]])
    forged, proof = picked_last(made, text[0][text[1]], second_proof.prefix(trustee(made), guess))
    factor[0][factor[1]], second[0][second[1]] = forged, proof
    payload = replace(honest.payload, decryption_factors=factors)
    spoken_for = SecondProofs(owner=1, payload=hash_hex(dump(payload)), proofs=seconds)
    [finding] = second_proof.check(trustee(made), made.tally, payload, spoken_for)
    assert finding.reason == Reason.PROOF


def test_every_element_of_the_statement_is_hashed(made):
    """Change one element at a time; only the unchanged statement has these proofs."""
    honest = made.decryptions[1]
    base = trustee(made)
    factor = next(second_proof.places(made.tally, honest.payload.decryption_factors, honest.second.proofs))[0]
    other = made.election.group.write(made.election.group.generator)
    changed = [
        second_proof.prefix(base._replace(fingerprint="A" * 43), factor),
        second_proof.prefix(base._replace(number=2), factor),
        second_proof.prefix(base._replace(key=other), factor),
        second_proof.prefix(base, factor._replace(question=2)),
        second_proof.prefix(base, factor._replace(position="2")),
        second_proof.prefix(base, factor._replace(factor=other)),
        second_proof.prefix(base, factor._replace(ciphertext=replace(factor.ciphertext, alpha=other))),
        second_proof.prefix(base, factor._replace(ciphertext=replace(factor.ciphertext, beta=other))),
    ]
    assert len({second_proof.prefix(base, factor), *changed}) == len(changed) + 1
    assert f"|{made.election.group.name}|" in second_proof.prefix(base, factor)


def test_proofs_of_somebody_else_or_for_something_else(made):
    honest = made.decryptions[1]
    for second, reason in (
        (replace(honest.second, owner=2), Reason.CONTEXT),
        (replace(honest.second, payload="0" * 64), Reason.CONTEXT),
        (replace(honest.second, proofs=[]), Reason.SHAPE),
        (replace(honest.second, proofs=[*honest.second.proofs, []]), Reason.SHAPE),
    ):
        [finding] = second_proof.check(trustee(made), made.tally, honest.payload, second)
        assert finding.reason == reason


@pytest.mark.parametrize("text", ["", "x", "-1", "01", "1_0", "٣"])
def test_text_that_is_no_number(text):
    made = election("homomorphic Ed25519")
    honest = made.decryptions[1]
    proofs = copied(honest.second.proofs)
    proofs[0][1] = Proof(challenge=text, response="1")
    second = replace(honest.second, proofs=proofs)
    [finding] = second_proof.check(trustee(made), made.tally, honest.payload, second)
    assert finding.reason == Reason.ENCODING
