"""The hash inputs of the protocol's proofs, shared by prover and verifier.

Every argument is the text form of what it names; commitments come in the order of the specification. The
table in docs/spec/elections.md says for every proof which elements of its statement are hashed.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from bylaw.belenios.group import Group, hash_to_scalar
from bylaw.belenios.model import Ciphertext


def prefix_possession(group: Group, key: str) -> str:
    """Proof of possession of a trustee's key, one commitment; specification, "Verification keys"."""
    return f"pok|{group.name}|{key}|"


def prefix_message(message: str) -> str:
    """Signature between trustees, one commitment; "Signing"."""
    return f"sigmsg|{message}|"


def prefix_signature(ballot_hash: str) -> str:
    """Signature of a ballot, one commitment; "Signatures"."""
    return f"sig|{ballot_hash}|"


def ballot_context(fingerprint: str, credential: str) -> str:
    """Return S₀: what binds individual proofs to the election and the voter."""
    return f"{fingerprint}|{credential}"


def answer_context(context: str, choices: Iterable[Ciphertext]) -> str:
    """Return S: S₀ and every ciphertext of the answer."""
    return context + "|" + ",".join(f"{c.alpha},{c.beta}" for c in choices)


def prefix_interval(context: str, alpha: str, beta: str) -> str:
    """Proof that (alpha, beta) encrypts one of k numbers, 2k commitments; "Interval membership"."""
    return f"{prefix_interval_of_sum(context)}{alpha},{beta}|"


def prefix_interval_of_sum(context: str) -> str:
    """Return `prefix_interval` up to where the ciphertext is shown, for a sum that is yet to be computed."""
    return f"prove|{context}|"


def prefix_blank(context: str) -> str:
    """Proof that m₀ = 0 or all others are 0, 4 commitments; "Proofs of possibly-blank votes"."""
    return f"bproof0|{context}|"


def prefix_blank_overall(context: str) -> str:
    """Proof that m₀ = 1 or the sum of the others is one of k numbers, 2k + 2 commitments."""
    return f"bproof1|{context}|"


def prefix_one_list(context: str) -> str:
    """Proof that a list is selected or no candidate on it, 4 commitments; "Proofs of list constraints"."""
    return f"lproof|{context}|"


def prefix_nonzero(context: str) -> str:
    """Proof that something other than 0 is encrypted, 3 commitments; "Proof of encryption of non-zero"."""
    return f"nonzero|{context}|"


def prefix_ranked(context: str, key: str, ciphertext: Ciphertext) -> str:
    """Proof of knowledge of a ranked answer's randomness, 1 commitment; "Non-homomorphic answers"."""
    return f"raweg|{context}|{key},{ciphertext.alpha},{ciphertext.beta}|"


def prefix_decryption(fingerprint: str, key: str) -> str:
    """Proof of a decryption factor, 2 commitments; "Partial decryptions". The ciphertext is not in it."""
    return f"decrypt|{fingerprint}|{key}|"


def challenge(group: Group, prefix: str, commitments: Sequence[str]) -> int:
    """Return the challenge over a prefix and its commitments."""
    return hash_to_scalar(group, prefix + ",".join(commitments))


def possession(group: Group, key: str, commitment: str) -> int:
    """Return the challenge of `prefix_possession`."""
    return challenge(group, prefix_possession(group, key), [commitment])


def signed_message(group: Group, message: str, commitment: str) -> int:
    """Return the challenge of `prefix_message`."""
    return challenge(group, prefix_message(message), [commitment])


def ballot_signature(group: Group, ballot_hash: str, commitment: str) -> int:
    """Return the challenge of `prefix_signature`."""
    return challenge(group, prefix_signature(ballot_hash), [commitment])


def interval(group: Group, context: str, alpha: str, beta: str, commitments: Sequence[str]) -> int:
    """Return the challenge of `prefix_interval`."""
    return challenge(group, prefix_interval(context, alpha, beta), commitments)


def blank(group: Group, context: str, commitments: Sequence[str]) -> int:
    """Return the challenge of `prefix_blank`."""
    return challenge(group, prefix_blank(context), commitments)


def nonzero(group: Group, context: str, commitments: Sequence[str]) -> int:
    """Return the challenge of `prefix_nonzero`."""
    return challenge(group, prefix_nonzero(context), commitments)


def ranked(group: Group, context: str, key: str, ciphertext: Ciphertext, commitment: str) -> int:
    """Return the challenge of `prefix_ranked`."""
    return challenge(group, prefix_ranked(context, key, ciphertext), [commitment])


def decryption(group: Group, fingerprint: str, key: str, commitments: Sequence[str]) -> int:
    """Return the challenge of `prefix_decryption`."""
    return challenge(group, prefix_decryption(fingerprint, key), commitments)


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
