"""The hash inputs of the protocol's proofs, shared by prover and verifier.

Every argument is the text form of what it names; commitments come in the order of the specification. The
table in docs/spec/elections.md says for every proof which elements of its statement are hashed.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from bylaw.belenios.group import Group, hash_to_scalar
from bylaw.belenios.model import Ciphertext


def possession(group: Group, key: str, commitment: str) -> int:
    """Proof of possession of a trustee's key; specification, "Verification keys"."""
    return hash_to_scalar(group, f"pok|{group.name}|{key}|{commitment}")


def signed_message(group: Group, message: str, commitment: str) -> int:
    """Signature between trustees; "Signing"."""
    return hash_to_scalar(group, f"sigmsg|{message}|{commitment}")


def ballot_signature(group: Group, ballot_hash: str, commitment: str) -> int:
    """Signature of a ballot; "Signatures"."""
    return hash_to_scalar(group, f"sig|{ballot_hash}|{commitment}")


def ballot_context(fingerprint: str, credential: str) -> str:
    """Return S₀: what binds individual proofs to the election and the voter."""
    return f"{fingerprint}|{credential}"


def answer_context(context: str, choices: Iterable[Ciphertext]) -> str:
    """Return S: S₀ and every ciphertext of the answer."""
    return context + "|" + ",".join(f"{c.alpha},{c.beta}" for c in choices)


def interval(group: Group, context: str, alpha: str, beta: str, commitments: Sequence[str]) -> int:
    """Proof that (alpha, beta) encrypts one of a few numbers; "Proofs of interval membership"."""
    return hash_to_scalar(group, f"prove|{context}|{alpha},{beta}|{','.join(commitments)}")


def blank(group: Group, context: str, commitments: Sequence[str]) -> int:
    """Proof that m₀ = 0 or all others are 0; "Proofs of possibly-blank votes"."""
    return hash_to_scalar(group, f"bproof0|{context}|{','.join(commitments)}")


def blank_overall(group: Group, context: str, commitments: Sequence[str]) -> int:
    """Proof that m₀ = 1 or the sum of the others is in range; "Proofs of possibly-blank votes"."""
    return hash_to_scalar(group, f"bproof1|{context}|{','.join(commitments)}")


def one_list(group: Group, context: str, commitments: Sequence[str]) -> int:
    """Proof that a list is selected or none of its candidates is; "Proofs of list constraints"."""
    return hash_to_scalar(group, f"lproof|{context}|{','.join(commitments)}")


def nonzero(group: Group, context: str, commitments: Sequence[str]) -> int:
    """Proof that something other than 0 is encrypted; "Proof of encryption of non-zero"."""
    return hash_to_scalar(group, f"nonzero|{context}|{','.join(commitments)}")


def ranked(group: Group, context: str, key: str, ciphertext: Ciphertext, commitment: str) -> int:
    """Proof of knowledge of the randomness of a ranked answer; "Non-homomorphic answers"."""
    return hash_to_scalar(group, f"raweg|{context}|{key},{ciphertext.alpha},{ciphertext.beta}|{commitment}")


def decryption(group: Group, fingerprint: str, key: str, commitments: Sequence[str]) -> int:
    """Proof that a decryption factor is right; "Partial decryptions". Ciphertext and factor are not in it."""
    return hash_to_scalar(group, f"decrypt|{fingerprint}|{key}|{','.join(commitments)}")


def certificates_message(certificates_json: str) -> str:
    """Return what a dealer signs over `Certificates` in JSON; "Polynomials"."""
    return f"certs_sig|{certificates_json}"


def _ciphertexts(ciphertexts: Iterable[Ciphertext]) -> str:
    return "".join(f"{c.alpha},{c.beta}," for c in ciphertexts)


def _elements(elements: Iterable[str]) -> str:
    return "".join(f"{element}," for element in elements)


def shuffle_statement(
    before: Iterable[Ciphertext], after: Iterable[Ciphertext], permutation: Iterable[str]
) -> str:
    """Return the text of both lists of ciphertexts and of the permutation commitments."""
    return _ciphertexts(before) + _ciphertexts(after) + _elements(permutation)


def shuffle_exponents(group: Group, fingerprint: str, statement: str, count: int) -> Iterator[int]:
    """Yield the challenges u₀ … of a shuffle (GetNIZKPChallenges)."""
    seed = sha256(f"shuffle-challenges|{fingerprint}|{statement}".encode()).hexdigest()
    for i in range(count):
        yield hash_to_scalar(group, seed + sha256(b"%d" % i).hexdigest())


def shuffle_text(commitments: Iterable[str], statement: str, chain: Iterable[str], key: str) -> str:
    """Return all that the final challenge hashes; `commitments` are t₁ t₂ t₃ t₄₁ t₄₂ and then every t̂."""
    return f"{_elements(commitments)}{statement}{_elements(chain)}{key}"


def shuffle_challenge(group: Group, fingerprint: str, text: str) -> int:
    """Return the final challenge of a shuffle (GetNIZKPChallenge) over `shuffle_text`."""
    return hash_to_scalar(group, f"shuffle-challenge|{fingerprint}|{text}")
