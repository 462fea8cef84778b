"""Trustees: their published keys, and the messages of key generation between them."""

from msgspec import Struct

from bylaw.belenios.model.base import Count, Message, Proof


class TrusteeKey(Message, frozen=True, kw_only=True):
    """A verification key with its proof of possession; signed by its owner in a threshold group."""

    pok: Proof
    public_key: str
    signature: Proof | None = None
    name: str | None = None


class Signed(Message, frozen=True, kw_only=True):
    """A message as a string, with its signature."""

    message: str
    signature: Proof


class CertificateContext(Message, frozen=True, kw_only=True):
    """What a certificate is for; the `index` of its owner begins at 1."""

    group: str
    size: Count
    threshold: Count
    index: Count


class CertificateKeys(Message, frozen=True, kw_only=True):
    """The message of a certificate. `context` is absent in archives of release 2.0."""

    context: CertificateContext | None = None
    verification: str
    encryption: str


class Coefficients(Message, frozen=True, kw_only=True):
    """The message of a dealer's coefficients, in the exponent."""

    coefexps: list[str]


class Certificates(Message, frozen=True, kw_only=True):
    """What each dealer signs: all certificates and her own coefficients ("certs_sig|" before it)."""

    certs: list[Signed]
    coefexps: list[str]


class ThresholdKeys(Message, frozen=True, kw_only=True):
    """The public outcome of Pedersen key generation. `signatures` is absent in archives of release 2.0."""

    threshold: Count
    certs: list[Signed]
    coefexps: list[Signed]
    signatures: list[Proof] | None = None
    verification_keys: list[TrusteeKey]


class Single(Struct, array_like=True, tag="Single", frozen=True, forbid_unknown_fields=True):
    """A trustee whose partial decryption is indispensable."""

    key: TrusteeKey


class Pedersen(Struct, array_like=True, tag="Pedersen", frozen=True, forbid_unknown_fields=True):
    """A group of trustees, `threshold` of whom suffice."""

    keys: ThresholdKeys


Trustees = list[Single | Pedersen]


class Polynomial(Message, frozen=True, kw_only=True):
    """A dealer's message of step 3; `polynomial` and `secrets` are encrypted strings."""

    polynomial: str
    secrets: list[str]
    coefexps: Signed
    signature: Proof


class DealerInput(Message, frozen=True, kw_only=True):
    """What a trustee receives in step 5 (vinput)."""

    polynomial: str
    secrets: list[str]
    coefexps: list[Signed]
    signatures: list[Proof]


class DealerOutput(Message, frozen=True, kw_only=True):
    """What a trustee answers in step 5 (voutput); `private_key` is encrypted to herself."""

    private_key: str
    public_key: TrusteeKey


class RawPolynomial(Message, frozen=True, kw_only=True):
    """Coefficients in the clear, inside an encrypted message."""

    polynomial: list[str]


class Secret(Message, frozen=True, kw_only=True):
    """A share in the clear, inside an encrypted message."""

    secret: str


class DecryptionKey(Message, frozen=True, kw_only=True):
    """A partial decryption key in the clear, inside an encrypted message."""

    decryption_key: str


class ChannelMessage(Message, frozen=True, kw_only=True):
    """A message bound to its recipient's encryption key."""

    recipient: str
    message: str


class EncryptedMessage(Message, frozen=True, kw_only=True):
    """A channel message, signed and encrypted; `algorithm` is absent in release 2.0."""

    algorithm: str | None = None
    alpha: str
    beta: str
    data: str
