"""The rehearsal of a trustee's key before opening: she decrypts once, in public, where nothing is at stake.

The ciphertext follows from the election and her number alone. Its first half is g to an exponent that everybody
can compute, so her factor tells nothing that her public key does not; that it comes with a second proof
(`second_proof`) shows that she has the private key at hand and that her software works. The election in that proof
reads `rehearsal-` and the fingerprint: what is rehearsed can never pass for a factor of the tally.
"""

from bylaw.belenios.encoding import dump, hash_hex
from bylaw.belenios.findings import Finding, Reason, Refused
from bylaw.belenios.group import hash_to_scalar, named
from bylaw.belenios.model import Ciphertext, PartialDecryption, Proof
from bylaw.belenios.second_proof import SecondProofs, Trustee
from bylaw.belenios.second_proof import check as check_second

SECTION = "key-rehearsal"
TAG = "bylaw-key-rehearsal/1"
MARK = "rehearsal-"
"""No fingerprint contains a hyphen, so no election has this one."""


def tally(group: str, fingerprint: str, number: int) -> list[list[Ciphertext]]:
    """Return the one ciphertext that trustee `number` decrypts, in the shape of a tally; Refused(params)."""
    found = named(group)
    exponent = hash_to_scalar(found, f"{TAG}|{group}|{fingerprint}|{number}")
    alpha = found.write(found.base(exponent))
    return [[Ciphertext(alpha=alpha, beta=found.write(found.generator))]]


def check(trustee: tuple[str, str, int, str], factor: str, proof: Proof) -> tuple[Finding, ...]:
    """Return what is wrong with a rehearsal by a trustee: group, fingerprint, number, public key. Never raises."""
    group, fingerprint, number, key = trustee
    unused = Proof(challenge="0", response="0")
    shown = PartialDecryption(decryption_factors=[[factor]], decryption_proofs=[[unused]])
    try:
        told = tally(group, fingerprint, number)
        second = SecondProofs(owner=number, payload=hash_hex(dump(shown)), proofs=[[proof]])
        return check_second(Trustee(named(group), MARK + fingerprint, number, key), told, shown, second)
    except (Refused, UnicodeEncodeError) as fault:
        refused = fault if isinstance(fault, Refused) else Refused(Reason.ENCODING, "text", SECTION)
        return (refused.finding,)
