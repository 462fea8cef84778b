"""Threshold keys made by dealers who know all secrets and break one rule, with every signature made right."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from bylaw.belenios import challenges
from bylaw.belenios.group import product
from bylaw.belenios.verifier import Report, Verdict, verify
from tests.belenios import forge
from tests.belenios.forge import ED25519, build, changed, compact

PLAIN = "threshold-2of3-ed25519"
Q = ED25519.q


@dataclass
class Dealing:
    """Three dealers, two of whom decrypt: their signing and decryption secrets and their polynomials."""

    threshold: int = 2
    signing: list[int] = field(default_factory=lambda: [11, 12, 13])
    receiving: list[int] = field(default_factory=lambda: [21, 22, 23])
    polynomials: list[list[int]] = field(default_factory=lambda: [[31, 41], [32, 42], [33, 43]])
    shares: dict[int, int] = field(default_factory=dict)  # instead of the right ones
    signer_of: dict[str, int] = field(default_factory=dict)  # who signs instead of the right one

    def share(self, index: int) -> int:
        right = sum(a * index**k for row in self.polynomials for k, a in enumerate(row)) % Q
        return self.shares.get(index, right)

    def sign(self, what: str, index: int, message: str) -> dict[str, str]:
        secret = self.signer_of.get(what, self.signing[index - 1])
        return proof(secret, lambda commitment: challenges.signed_message(ED25519, message, commitment))

    def keys(self) -> dict[str, Any]:
        size = len(self.signing)
        certs = [self.certificate(i, size) for i in range(1, size + 1)]
        coefficients = [[public(a) for a in row] for row in self.polynomials]
        texts = [compact({"coefexps": row}).decode() for row in coefficients]
        certified = [
            "certs_sig|" + compact({"certs": certs, "coefexps": row}).decode() for row in coefficients
        ]
        return {
            "threshold": self.threshold,
            "certs": certs,
            "coefexps": [signed(text, self.sign("coefexps", i, text)) for i, text in enumerate(texts, 1)],
            "signatures": [self.sign("signatures", i, text) for i, text in enumerate(certified, 1)],
            "verification_keys": [self.verification_key(i) for i in range(1, size + 1)],
        }

    def certificate(self, index: int, size: int) -> dict[str, Any]:
        context = {"group": "Ed25519", "size": size, "threshold": self.threshold, "index": index}
        keys = {
            "verification": public(self.signing[index - 1]),
            "encryption": public(self.receiving[index - 1]),
        }
        message = compact({"context": context, **keys}).decode()
        return signed(message, self.sign("certs", index, message))

    def verification_key(self, index: int) -> dict[str, Any]:
        share = self.share(index)
        key = public(share)
        pok = proof(share, lambda commitment: challenges.possession(ED25519, key, commitment))
        return {"pok": pok, "public_key": key, "signature": self.sign("verification_keys", index, key)}


def public(secret: int) -> str:
    return ED25519.write(ED25519.base(secret % Q))


def signed(message: str, signature: dict[str, str]) -> dict[str, Any]:
    return {"message": message, "signature": signature}


def proof(secret: int, challenge_of) -> dict[str, str]:
    nonce = 987654321
    challenge = challenge_of(public(nonce))
    return {"challenge": str(challenge), "response": str((nonce - secret * challenge) % Q)}


def setup(dealing: Dealing) -> Report:
    """Verify an election without ballots whose only trustees are these."""
    parts = forge.opened(PLAIN, 0)
    key = ED25519.write(product(ED25519, [ED25519.base(row[0] % Q) for row in dealing.polynomials]))
    election = changed(parts.election, ("public_key",), lambda _: key)
    return verify(build(parts, election=election, trustees=compact([["Pedersen", dealing.keys()]])))


def refused(report: Report, *reasons: str) -> bool:
    return report.verdict is Verdict.REFUSED and {f.reason for f in report.findings} == set(reasons)


def test_a_dealing_by_the_rules_is_accepted():
    assert setup(Dealing()).verdict is Verdict.VALID
    assert setup(Dealing(threshold=1, polynomials=[[31], [32], [33]])).verdict is Verdict.VALID
    three = [[31, 1, 2], [32, 3, 4], [33, 5, 6]]
    assert setup(Dealing(threshold=3, polynomials=three)).verdict is Verdict.VALID


@pytest.mark.parametrize("what", ["signing", "receiving"])
def test_two_seats_for_one_person_are_refused(what):
    assert refused(setup(Dealing(**{what: [51, 52, 51]})), "trustee")


@pytest.mark.parametrize("what", ["certs", "coefexps", "signatures", "verification_keys"])
def test_another_persons_signature_is_refused(what):
    assert refused(setup(Dealing(signer_of={what: 77})), "signature")


def test_a_share_that_does_not_fit_is_refused():
    """The key is possessed, signed, and not the one that the coefficients give."""
    report = setup(Dealing(shares={2: 99}))
    assert refused(report, "trustee")
    assert "verification key 2" in report.findings[0].object


@pytest.mark.parametrize("row", [[33], [33, 43, 53]])
def test_another_number_of_coefficients_is_refused(row):
    assert refused(setup(Dealing(polynomials=[[31, 41], [32, 42], row])), "trustee")
    assert refused(setup(Dealing(polynomials=[[*row], [*row], [*row]])), "trustee")


@pytest.mark.parametrize("row", [[0, 43], [33, 0]])
def test_a_neutral_coefficient_is_refused(row):
    assert refused(setup(Dealing(polynomials=[[31, 41], [32, 42], row])), "group")


@pytest.mark.parametrize("threshold", [0, 4])
def test_a_threshold_out_of_range_is_refused(threshold):
    row = list(range(7, 7 + threshold))
    assert refused(
        setup(Dealing(threshold=threshold, polynomials=[row] * 3 if row else [[31]] * 3)), "trustee"
    )


@pytest.mark.parametrize("part", ["certs", "coefexps", "signatures", "verification_keys"])
def test_lists_of_different_lengths_are_refused(part):
    parts = forge.opened(PLAIN, 0)
    keys = Dealing().keys()
    keys[part] = keys[part][:-1]
    report = verify(build(parts, trustees=json.dumps([["Pedersen", keys]], separators=(",", ":")).encode()))
    assert refused(report, "shape")
