"""Key generation by t of n trustees without a dealer whom all must trust ("Pedersen protocol").

The steps, each a function: 1 `certificate`, 2 `dealers.circle`, 3 `deal`, 4 `inputs`, 5 `receive`, 6
`finish`. Stricter than the protocol: between 3 and 4 every dealer files `coefficients_hash` in public
before anybody shows coefficients, so that nobody chooses hers after seeing the others'; and in step 5 a
share that does not fit stops the ceremony and names the dealer, who is never outvoted.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from bylaw.belenios.encoding import dump, hash_hex, read_scalar
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import Group
from bylaw.belenios.model import (
    CertificateContext,
    CertificateKeys,
    Coefficients,
    DealerInput,
    DealerOutput,
    DecryptionKey,
    Polynomial,
    RawPolynomial,
    Secret,
    Signed,
    ThresholdKeys,
)
from bylaw.belenios.prover import dealers, draw, keys, scalars, single
from bylaw.belenios.prover.dealers import SECTION, Circle, stop
from bylaw.belenios.prover.draw import RandomBytes

MAX_TRUSTEES = 255


def certificate(group: Group, context: CertificateContext, seed: str, random: RandomBytes) -> Signed:
    """Step 1: return the certificate of the keys of `seed` for its place in a circle; Refused(threshold)."""
    if not 1 <= context.threshold < context.size <= MAX_TRUSTEES or not 1 <= context.index <= context.size:
        asked = f"trustee {context.index}, {context.threshold} of {context.size}"
        raise Refused(Reason.THRESHOLD, f"{asked}: expected 1 <= t < n and 1 <= i <= n", SECTION)
    mine = keys.derive(group, seed)
    message = CertificateKeys(
        context=context,
        verification=group.write(mine.verification),
        encryption=group.write(mine.encryption),
    )
    return keys.signed(group, mine.signing, dump(message).decode(), random)


def deal(group: Group, certificates: Sequence[Signed], seed: str, random: RandomBytes) -> Polynomial:
    """Step 3: return a fresh polynomial, a share encrypted to each trustee, and the signed coefficients."""
    circle = dealers.circle(group, certificates)
    mine = keys.derive(group, seed)
    dealers.place(circle, mine)
    numbers = [draw.nonzero(group.q, random) for _ in range(circle.threshold)]
    shown = [group.write(group.secret_base(a)) for a in numbers]

    def send(recipient: object, message: object) -> str:
        return keys.send(group, mine.signing, recipient, dump(message), random)

    return Polynomial(
        polynomial=send(mine.encryption, RawPolynomial(polynomial=[str(a) for a in numbers])),
        secrets=[
            send(to.encryption, Secret(secret=str(_evaluate(group, numbers, j))))
            for j, to in enumerate(circle.keys, 1)
        ],
        coefexps=keys.signed(group, mine.signing, dump(Coefficients(coefexps=shown)).decode(), random),
        signature=keys.sign(group, mine.signing, dealers.all_certificates(certificates, shown), random),
    )


def coefficients_hash(polynomial: Polynomial) -> str:
    """Return what a dealer files before anybody shows coefficients: SHA-256 of her signed coefficients.

    The same bytes are an item of `coefexps` in the published trustees, so anyone can compare them later.
    """
    return hash_hex(dump(polynomial.coefexps))


def inputs(
    group: Group, certificates: Sequence[Signed], polynomials: Sequence[Polynomial], filed: Sequence[str]
) -> list[DealerInput]:
    """Step 4: return what each trustee receives; Refused(trustee | signature) naming the dealer at fault.

    `filed` are the hashes of step 3, in the order of the certificates.
    """
    circle = dealers.circle(group, certificates)
    _complete(circle, polynomials, filed)
    for dealer, (polynomial, digest) in enumerate(zip(polynomials, filed, strict=True), 1):
        if coefficients_hash(polynomial) != digest:
            raise stop(dealer, "coefficients differ from the hash that she filed")
        if len(polynomial.secrets) != len(circle.keys):
            raise stop(dealer, f"{len(polynomial.secrets)} shares: expected {len(circle.keys)}")
        dealers.coefficients(group, circle, dealer, polynomial.coefexps, polynomial.signature)
    return [
        DealerInput(
            polynomial=mine.polynomial,
            secrets=[each.secrets[j] for each in polynomials],
            coefexps=[each.coefexps for each in polynomials],
            signatures=[each.signature for each in polynomials],
        )
        for j, mine in enumerate(polynomials)
    ]


def receive(
    group: Group, certificates: Sequence[Signed], seed: str, given: DealerInput, random: RandomBytes
) -> DealerOutput:
    """Step 5: check every dealer's share against her coefficients and return this trustee's key.

    Refused(trustee, incomplete) names the dealer whose share, coefficients or signature do not fit.
    """
    circle = dealers.circle(group, certificates)
    mine = keys.derive(group, seed)
    index = dealers.place(circle, mine)
    _complete(circle, given.secrets, given.coefexps, given.signatures)
    shares = []
    for dealer in range(1, len(circle.keys) + 1):
        signed, signature = given.coefexps[dealer - 1], given.signatures[dealer - 1]
        shown = dealers.coefficients(group, circle, dealer, signed, signature)
        shares.append(_share(group, circle, mine, given.secrets[dealer - 1], dealer))
        if group.secret_base(shares[-1]) != dealers.in_exponent(group, shown, index):
            raise stop(dealer, f"her share for trustee {index} does not fit her coefficients")
        if dealer == index and not _is_mine(group, mine, given.polynomial, shown):
            raise Refused(Reason.TRUSTEE, "the coefficients in your name are not yours", SECTION)
    return _output(group, mine, scalars.total(group, shares), random)


def finish(
    group: Group,
    certificates: Sequence[Signed],
    polynomials: Sequence[Polynomial],
    outputs: Sequence[DealerOutput],
) -> ThresholdKeys:
    """Step 6: return the threshold keys to be published; Refused(trustee) naming whose key does not fit."""
    circle = dealers.circle(group, certificates)
    _complete(circle, polynomials, outputs)
    shown = [
        dealers.coefficients(group, circle, dealer, each.coefexps, each.signature)
        for dealer, each in enumerate(polynomials, 1)
    ]
    for index, output in enumerate(outputs, 1):
        dealers.verification_key(group, circle, shown, index, output)
    return ThresholdKeys(
        threshold=circle.threshold,
        certs=list(certificates),
        coefexps=[each.coefexps for each in polynomials],
        signatures=[each.signature for each in polynomials],
        verification_keys=[each.public_key for each in outputs],
    )


def decryption_key(group: Group, seed: str, sealed: str) -> int:
    """Return the partial decryption key that a trustee sent to herself in step 5; Refused."""
    mine = keys.derive(group, seed)
    opened = keys.receive(group, mine, mine.verification, sealed, DecryptionKey)
    return read_scalar(group, opened.decryption_key)


def _complete(circle: Circle, *parts: Sequence[object]) -> None:
    expected = len(circle.keys)
    if any(len(part) != expected for part in parts):
        sizes = ", ".join(str(len(part)) for part in parts)
        raise Refused(Reason.SHAPE, f"{sizes} messages: expected {expected} of each", SECTION)


def _evaluate(group: Group, polynomial: Sequence[int], at: int) -> int:
    value = 0
    for coefficient in reversed(polynomial):
        value = scalars.add(group, scalars.mul(group, value, at), coefficient)
    return value


def _share(group: Group, circle: Circle, mine: keys.Pair, sealed: str, dealer: int) -> int:
    sender = circle.keys[dealer - 1].verification
    try:
        return read_scalar(group, keys.receive(group, mine, sender, sealed, Secret).secret)
    except Refused as refused:
        raise stop(dealer, f"her share: {refused.finding.object}", refused.finding.reason) from None


def _is_mine(group: Group, mine: keys.Pair, sealed: str, shown: Sequence[object]) -> bool:
    raw = keys.receive(group, mine, mine.verification, sealed, RawPolynomial).polynomial
    return [group.secret_base(read_scalar(group, text)) for text in raw] == list(shown)


def _output(group: Group, mine: keys.Pair, private: int, random: RandomBytes) -> DealerOutput:
    public = single.public_key(group, private, random)
    signature = keys.sign(group, mine.signing, public.public_key, random)
    sealed = dump(DecryptionKey(decryption_key=str(private)))
    return DealerOutput(
        private_key=keys.send(group, mine.signing, mine.encryption, sealed, random),
        public_key=replace(public, signature=signature),
    )
