"""What a trustee checks about the others' messages in key generation; whoever is at fault is named."""

from collections.abc import Sequence
from functools import reduce
from typing import Any, NamedTuple

from msgspec.structs import replace

from bylaw.belenios import challenges
from bylaw.belenios.encoding import dump, load, read_scalar
from bylaw.belenios.findings import Consequence, Reason, Refused
from bylaw.belenios.group import Group, read_key
from bylaw.belenios.model import CertificateKeys, Certificates, Coefficients, DealerOutput, Proof, Signed
from bylaw.belenios.prover import keys

SECTION = "trustees"


class Certified(NamedTuple):
    """A trustee's public keys, out of her certificate."""

    verification: Any
    encryption: Any


class Circle(NamedTuple):
    """The trustees of one key generation: their certificates as sent, the keys in them, and the threshold."""

    certificates: Sequence[Signed]
    keys: Sequence[Certified]
    threshold: int


def stop(dealer: int, why: str, reason: Reason = Reason.TRUSTEE) -> Refused:
    """Return the refusal that ends a ceremony: nothing was decided, and the dealer is named."""
    return Refused(reason, f"trustee {dealer}: {why}", SECTION, Consequence.INCOMPLETE)


def circle(group: Group, certificates: Sequence[Signed]) -> Circle:
    """Check all certificates against one context; Refused(trustee | context | signature | duplicate)."""
    if not certificates:
        raise Refused(Reason.TRUSTEE, "no certificate", SECTION)
    messages = [load(each.message.encode(), CertificateKeys, keys.MAX_MESSAGE) for each in certificates]
    first = messages[0].context
    if first is None or not 1 <= first.threshold < len(certificates):
        raise stop(1, f"certificate for {first}", Reason.CONTEXT)
    certified = []
    for index, (each, message) in enumerate(zip(certificates, messages, strict=True), 1):
        expected = replace(first, group=group.name, size=len(certificates), index=index)
        if message.context != expected:
            raise stop(index, f"certificate for {message.context}", Reason.CONTEXT)
        certified.append(
            Certified(read_key(group, message.verification), read_key(group, message.encryption))
        )
        if not keys.holds(group, certified[-1].verification, each.message, each.signature):
            raise stop(index, "signature of the certificate", Reason.SIGNATURE)
    if len({group.write(key) for pair in certified for key in pair}) != 2 * len(certified):
        raise Refused(Reason.DUPLICATE, "one key twice in the certificates", SECTION)
    return Circle(certificates, certified, first.threshold)


def place(group_of: Circle, mine: keys.Pair) -> int:
    """Return the number of the certificate that holds my keys; Refused(trustee)."""
    pair = Certified(mine.verification, mine.encryption)
    if pair not in group_of.keys:
        raise Refused(Reason.TRUSTEE, "no certificate with your key", SECTION)
    return list(group_of.keys).index(pair) + 1


def all_certificates(certificates: Sequence[Signed], shown: list[str]) -> str:
    """Return what a dealer signs beside her coefficients: that she saw the same certificates as everybody."""
    message = Certificates(certs=list(certificates), coefexps=shown)
    return challenges.certificates_message(dump(message).decode())


def coefficients(group: Group, among: Circle, dealer: int, shown: Signed, signature: Proof) -> list[Any]:
    """Return a dealer's coefficients in the exponent; Refused(trustee | signature ...) naming her."""
    verification = among.keys[dealer - 1].verification
    if not keys.holds(group, verification, shown.message, shown.signature):
        raise stop(dealer, "signature of the coefficients", Reason.SIGNATURE)
    texts = load(shown.message.encode(), Coefficients, keys.MAX_MESSAGE).coefexps
    if len(texts) != among.threshold:
        raise stop(dealer, f"{len(texts)} coefficients: expected {among.threshold}")
    if not keys.holds(group, verification, all_certificates(among.certificates, texts), signature):
        raise stop(dealer, "signature of the certificates", Reason.SIGNATURE)
    return [read_key(group, text) for text in texts]


def in_exponent(group: Group, shown: Sequence[Any], at: int) -> Any:
    """Return g to the polynomial at `at`, from its coefficients in the exponent (Horner's rule)."""
    return reduce(lambda power, a: group.mul(group.power(power, at), a), reversed(shown), group.identity)


def verification_key(
    group: Group, among: Circle, shown: Sequence[Sequence[Any]], index: int, output: DealerOutput
) -> None:
    """Check a trustee's new key against everybody's coefficients; Refused(trustee | proof | signature)."""
    key, text = output.public_key, output.public_key.public_key
    expected = reduce(group.mul, (in_exponent(group, each, index) for each in shown))
    if read_key(group, text) != expected:
        raise stop(index, "verification key does not fit the coefficients")
    challenge, response = read_scalar(group, key.pok.challenge), read_scalar(group, key.pok.response)
    commitment = group.mul(group.base(response), group.power(expected, challenge))
    if challenges.possession(group, text, group.write(commitment)) != challenge:
        raise stop(index, "proof of possession", Reason.PROOF)
    verification = among.keys[index - 1].verification
    if key.signature is None or not keys.holds(group, verification, text, key.signature):
        raise stop(index, "signature of the verification key", Reason.SIGNATURE)
