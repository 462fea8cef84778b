"""Trustees: possession of keys, certificates and coefficients of key generation; "Trustees"."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from bylaw.belenios import challenges
from bylaw.belenios.encoding import dump, load, read_scalar
from bylaw.belenios.findings import Consequence, Finding, Reason, Refused
from bylaw.belenios.group import Group, product, read_key
from bylaw.belenios.model import (
    CertificateContext,
    CertificateKeys,
    Certificates,
    Coefficients,
    Pedersen,
    Proof,
    Signed,
    ThresholdKeys,
    TrusteeKey,
    Trustees,
)
from bylaw.belenios.questions import ElectionData

SECTION = "trustees"
MAX_TRUSTEES = 4 << 20
MAX_MESSAGE = 1 << 20


class Party(NamedTuple):
    """Trustees who share one part of the key: `threshold` of `keys` decrypt it; 1 of 1 for a single one."""

    threshold: int
    keys: tuple[Any, ...]
    is_threshold_group: bool

    def different_keys(self) -> tuple[Any, ...]:
        """Return the keys that no two trustees may share; where one of a group suffices all have the same."""
        return self.keys[:1] if self.threshold == 1 else self.keys


def read(election: ElectionData, content: bytes, flags: list[Finding]) -> list[Party]:
    """Read and check the trustees and that their keys make the election's key; Refused."""
    group = election.group
    trustees = load(content, Trustees, MAX_TRUSTEES)
    parties, parts = [], []
    for number, trustee in enumerate(trustees, 1):
        try:
            if isinstance(trustee, Pedersen):
                keys, part = _threshold(group, trustee.keys, flags, number)
                parties.append(Party(trustee.keys.threshold, keys, is_threshold_group=True))
            else:
                part = _possessed(group, trustee.key)
                parties.append(Party(1, (part,), is_threshold_group=False))
        except Refused as refused:
            raise refused.at(f"trustees, part {number}") from None
        parts.append(part)
    _distinct((key for party in parties for key in party.different_keys()), "two trustees have one key")
    if not parties or product(group, parts) != election.key:
        raise Refused(Reason.TRUSTEE, "the trustees' keys do not make the election's public key", SECTION)
    return parties


def _distinct(keys: Iterable[Any], complaint: str) -> None:
    keys = list(keys)
    if len(set(keys)) != len(keys):
        raise Refused(Reason.TRUSTEE, complaint, SECTION)


def _commitment(group: Group, key: Any, proof: Proof) -> tuple[int, str]:
    """Return the challenge of a proof about `key`, and its commitment."""
    c, r = read_scalar(group, proof.challenge), read_scalar(group, proof.response)
    return c, group.write(group.mul(group.base(r), group.power(key, c)))


def _possessed(group: Group, trustee: TrusteeKey) -> Any:
    """Return the key of a trustee who has proved that she holds it."""
    key = read_key(group, trustee.public_key)
    c, commitment = _commitment(group, key, trustee.pok)
    if challenges.possession(group, trustee.public_key, commitment) != c:
        raise Refused(Reason.TRUSTEE, "proof of possession of the key", SECTION)
    return key


def _check_signature(group: Group, key: Any, signed: Signed, what: str) -> None:
    c, commitment = _commitment(group, key, signed.signature)
    if challenges.signed_message(group, signed.message, commitment) != c:
        raise Refused(Reason.SIGNATURE, f"signature of the {what}", SECTION)


def _threshold(
    group: Group, keys: ThresholdKeys, flags: list[Finding], number: int
) -> tuple[tuple[Any, ...], Any]:
    """Check one Pedersen key generation; return the verification keys and the part of the election key."""
    size = len(keys.certs)
    if not 1 <= keys.threshold <= size:
        raise Refused(Reason.TRUSTEE, f"threshold {keys.threshold} of {size}", SECTION)
    signatures = keys.signatures
    lengths = {
        len(keys.coefexps),
        len(keys.verification_keys),
        size if signatures is None else len(signatures),
    }
    if lengths != {size}:
        raise Refused(Reason.SHAPE, f"lists of a threshold group of {size} differ in length", SECTION)
    signers = _certificates(group, keys)
    dealt = [_coefficients(group, keys, signer, index) for index, signer in enumerate(signers, 1)]
    if signatures is None:
        flags.append(_without_context(number))
    columns = [product(group, column) for column in zip(*dealt, strict=True)]
    verification = tuple(
        _verification_key(group, keys, signer, index, columns) for index, signer in enumerate(signers, 1)
    )
    return verification, columns[0]


def _without_context(number: int) -> Finding:
    text = f"trustees, part {number}: certificates without context, as made before release 2.5.1"
    return Finding(Reason.CONTEXT, text, SECTION, Consequence.FLAG)


def _certificates(group: Group, keys: ThresholdKeys) -> list[Any]:
    """Check every certificate; return the keys with which the trustees sign."""
    signers, recipients = [], []
    for index, certificate in enumerate(keys.certs, 1):
        message = load(certificate.message.encode(), CertificateKeys, MAX_MESSAGE)
        expected = CertificateContext(
            group=group.name, size=len(keys.certs), threshold=keys.threshold, index=index
        )
        if message.context != (None if _is_early(group, keys) else expected):
            raise Refused(Reason.CONTEXT, f"certificate {index} is for another place or group", SECTION)
        signer = read_key(group, message.verification)
        recipients.append(read_key(group, message.encryption))
        _check_signature(group, signer, certificate, f"certificate {index}")
        signers.append(signer)
    _distinct(signers, "two certificates have one verification key")
    _distinct(recipients, "two certificates have one encryption key")
    return signers


def _is_early(group: Group, keys: ThresholdKeys) -> bool:
    """Say whether this is the form before release 2.5.1: no contexts and no signatures; no Ed25519 either."""
    return keys.signatures is None and group.name != "Ed25519"


def _coefficients(group: Group, keys: ThresholdKeys, signer: Any, index: int) -> list[Any]:
    """Check the coefficients of one dealer, signed alone and together with all certificates."""
    signed = keys.coefexps[index - 1]
    _check_signature(group, signer, signed, f"coefficients {index}")
    coefficients = load(signed.message.encode(), Coefficients, MAX_MESSAGE).coefexps
    if len(coefficients) != keys.threshold:
        raise Refused(Reason.TRUSTEE, f"{len(coefficients)} coefficients of dealer {index}", SECTION)
    if keys.signatures is not None:
        text = dump(Certificates(certs=keys.certs, coefexps=coefficients)).decode()
        message = challenges.certificates_message(text)
        signature = Signed(message=message, signature=keys.signatures[index - 1])
        _check_signature(group, signer, signature, f"certificates by dealer {index}")
    elif not _is_early(group, keys):
        raise Refused(Reason.SIGNATURE, "signatures of the certificates are not there", SECTION)
    return [read_key(group, text) for text in coefficients]


def _verification_key(
    group: Group, keys: ThresholdKeys, signer: Any, index: int, columns: Sequence[Any]
) -> Any:
    """Check one verification key against the coefficients and its owner's signature."""
    trustee = keys.verification_keys[index - 1]
    try:
        key = _possessed(group, trustee)
    except Refused as refused:
        raise refused.at(f"verification key {index}") from None
    powers = (group.power(column, pow(index, k, group.q)) for k, column in enumerate(columns))
    if product(group, powers) != key:
        raise Refused(Reason.TRUSTEE, f"verification key {index} does not fit the coefficients", SECTION)
    if trustee.signature is not None:
        signed = Signed(message=trustee.public_key, signature=trustee.signature)
        _check_signature(group, signer, signed, f"verification key {index}")
    elif not _is_early(group, keys):
        raise Refused(Reason.SIGNATURE, f"verification key {index} is not signed by its owner", SECTION)
    return key
