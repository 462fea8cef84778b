"""A trustee's partial decryption, with the protocol's proofs and second ones ("Partial decryptions")."""

from typing import Any, NamedTuple

from bylaw.belenios import challenges, second_proof
from bylaw.belenios.encoding import dump, hash_hex
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import Ciphertext, PartialDecryption, Proof
from bylaw.belenios.prover import elgamal, proofs
from bylaw.belenios.prover.draw import RandomBytes
from bylaw.belenios.questions import ElectionData
from bylaw.belenios.second_proof import Factor, SecondProofs, Trustee
from bylaw.belenios.shapes import Place, Tally, fill, leaves

SECTION = "decryption"


class Decrypted(NamedTuple):
    """What a trustee hands in: the payload of the archive, and the second proofs beside it."""

    payload: PartialDecryption
    second: SecondProofs


class Key(NamedTuple):
    """A trustee's private key, and her number among the trustees, from 1."""

    number: int
    private: int


def decrypt(
    election: ElectionData, key: Key, public_keys: list[str], tally: Tally, random: RandomBytes
) -> Decrypted:
    """Return the factors of every ciphertext of `tally`, shuffled where ranked; Refused(trustee | group)."""
    group = election.group
    public = group.write(group.secret_base(key.private))
    if not 1 <= key.number <= len(public_keys) or public_keys[key.number - 1] != public:
        raise Refused(Reason.TRUSTEE, f"key of trustee {key.number}: not the one in the archive", SECTION)
    trustee = Trustee(group, election.fingerprint, key.number, public)
    made = [_factor(trustee, key.private, place, text, random) for place, text in leaves(tally)]
    payload = PartialDecryption(
        decryption_factors=fill(tally, iter([each[0] for each in made])),
        decryption_proofs=fill(tally, iter([each[1] for each in made])),
    )
    second = SecondProofs(
        owner=key.number,
        payload=hash_hex(dump(payload)),
        proofs=fill(tally, iter([each[2] for each in made])),
    )
    return Decrypted(payload, second)


def _factor(
    trustee: Trustee, private: int, place: Place, text: Ciphertext, random: RandomBytes
) -> tuple[str, Proof, Proof]:
    """Return one factor, alpha to the private key, and its two proofs, whose nonces are independent."""
    group = trustee.group
    alpha = elgamal.read(group, text).alpha
    factor = Factor(place.question, place.position, text, group.write(group.secret_power(alpha, private)))
    bases: list[Any] = [group.generator, alpha]
    prefixes = (
        challenges.prefix_decryption(trustee.fingerprint, trustee.key),
        second_proof.prefix(trustee, factor),
    )
    first, second = (proofs.same_exponent(group, bases, private, prefix, random) for prefix in prefixes)
    return factor.factor, first, second
