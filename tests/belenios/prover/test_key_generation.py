"""Pedersen key generation: whoever does not keep to it stops the ceremony and is named."""

import secrets

import pytest
from msgspec.structs import replace

from bylaw.belenios.encoding import dump, load
from bylaw.belenios.findings import Consequence, Reason, Refused
from bylaw.belenios.group import named
from bylaw.belenios.model import CertificateContext, CertificateKeys, Coefficients, Secret
from bylaw.belenios.prover import dealers, keys, pedersen, scalars

RANDOM = secrets.token_bytes
GROUPS = ["Ed25519", "BELENIOS-2048"]
SIZE, THRESHOLD = 3, 2


class Circle:
    """Three trustees up to step 3."""

    def __init__(self, group):
        self.group = named(group)
        self.seeds = [keys.seed(RANDOM) for _ in range(SIZE)]
        self.pairs = [keys.derive(self.group, seed) for seed in self.seeds]
        self.certificates = [self.certificate(i) for i in range(SIZE)]
        self.polynomials = [pedersen.deal(self.group, self.certificates, s, RANDOM) for s in self.seeds]

    def certificate(self, i, **changes):
        context = CertificateContext(group=self.group.name, size=SIZE, threshold=THRESHOLD, index=i + 1)
        return pedersen.certificate(self.group, replace(context, **changes), self.seeds[i], RANDOM)

    def inputs(self, filed=None):
        filed = filed or [pedersen.coefficients_hash(each) for each in self.polynomials]
        return pedersen.inputs(self.group, self.certificates, self.polynomials, filed)

    def receive(self, i, given):
        return pedersen.receive(self.group, self.certificates, self.seeds[i], given, RANDOM)

    def coefficients(self, i):
        return load(self.polynomials[i].coefexps.message.encode(), Coefficients, 1 << 20).coefexps

    def send(self, sender, recipient, message):
        pairs = self.pairs[sender], self.pairs[recipient]
        return keys.send(self.group, pairs[0].signing, pairs[1].encryption, dump(message), RANDOM)

    def sign(self, i, message):
        return keys.signed(self.group, self.pairs[i].signing, message, RANDOM)


@pytest.fixture(params=GROUPS)
def circle(request):
    return Circle(request.param)


def refused(call, *arguments):
    with pytest.raises(Refused) as caught:
        call(*arguments)
    return caught.value.finding


def swap_last_digit(text):
    """Change the authentication tag of an encrypted message."""
    return text[:-3] + ("1" if text[-3] == "0" else "0") + text[-2:]


def test_any_threshold_of_keys_makes_the_election_key(circle):
    group = circle.group
    outputs = [circle.receive(i, given) for i, given in enumerate(circle.inputs())]
    whole = pedersen.finish(group, circle.certificates, circle.polynomials, outputs)
    private = [
        pedersen.decryption_key(group, seed, output.private_key)
        for seed, output in zip(circle.seeds, outputs, strict=True)
    ]
    assert [group.write(group.base(x)) for x in private] == [k.public_key for k in whole.verification_keys]
    first = dealers.in_exponent(group, [group.read(text) for text in circle.coefficients(0)], 0)
    assert group.write(first) == circle.coefficients(0)[0]
    # key of the circle = 2·x1 - x2 = (3·x1 - x3) / 2 = 3·x2 - 2·x3, the Lagrange interpolation at 0
    lines = [2 * private[0] - private[1], 3 * private[1] - 2 * private[2]]
    product = group.identity
    for i in range(SIZE):
        product = group.mul(product, group.read(circle.coefficients(i)[0]))
    assert {group.base(x % group.q) for x in lines} == {product}
    lonely = group.base(private[0])
    assert lonely != product


def test_a_share_that_does_not_fit_names_its_dealer(circle):
    given = circle.inputs()[0]
    false = circle.send(1, 0, Secret(secret="12345"))
    finding = refused(circle.receive, 0, replace(given, secrets=[given.secrets[0], false, given.secrets[2]]))
    assert finding.reason == Reason.TRUSTEE
    assert finding.consequence == Consequence.INCOMPLETE
    assert finding.object.startswith("trustee 2: her share for trustee 1")
    assert circle.receive(0, given)


def test_a_share_sent_by_somebody_else_or_to_somebody_else(circle):
    given = circle.inputs()[0]
    for secrets_ in (
        [given.secrets[0], circle.send(2, 0, Secret(secret="12345")), given.secrets[2]],  # by 3 in 2's name
        [given.secrets[0], circle.polynomials[1].secrets[2], given.secrets[2]],  # 2's share for 3
        [given.secrets[0], swap_last_digit(given.secrets[1]), given.secrets[2]],
    ):
        finding = refused(circle.receive, 0, replace(given, secrets=secrets_))
        assert finding.object.startswith("trustee 2: her share")
        assert finding.consequence == Consequence.INCOMPLETE


def test_coefficients_are_filed_before_they_are_shown(circle):
    filed = [pedersen.coefficients_hash(each) for each in circle.polynomials]
    circle.polynomials[2] = pedersen.deal(circle.group, circle.certificates, circle.seeds[2], RANDOM)
    finding = refused(circle.inputs, filed)
    assert finding.object == "trustee 3: coefficients differ from the hash that she filed"
    assert circle.inputs()


def test_coefficients_are_signed_by_their_dealer(circle):
    mine, theirs = circle.polynomials[0], circle.polynomials[1]
    for false in (
        replace(mine, coefexps=circle.sign(1, mine.coefexps.message)),
        replace(mine, coefexps=theirs.coefexps),
        replace(mine, signature=theirs.signature),
    ):
        circle.polynomials[0] = false
        finding = refused(circle.inputs)
        assert finding.object.startswith("trustee 1: signature of the c")
        assert finding.reason == Reason.SIGNATURE
    circle.polynomials[0] = mine
    assert circle.inputs()


@pytest.mark.parametrize("count", [THRESHOLD - 1, THRESHOLD + 1])
def test_as_many_coefficients_as_the_threshold(circle, count):
    texts = [circle.group.write(circle.group.base(i + 2)) for i in range(count)]
    message = dump(Coefficients(coefexps=texts)).decode()
    circle.polynomials[1] = replace(circle.polynomials[1], coefexps=circle.sign(1, message))
    assert refused(circle.inputs).object == f"trustee 2: {count} coefficients: expected {THRESHOLD}"


@pytest.mark.parametrize(
    "changes", [{"size": 4}, {"index": 3}, {"group": "RFC-3526-2048"}, {"size": 7, "threshold": 6}]
)
def test_a_certificate_for_another_circle(circle, changes):
    assert dealers.circle(circle.group, circle.certificates).threshold == THRESHOLD
    circle.certificates[1] = circle.certificate(1, **changes)
    finding = refused(dealers.circle, circle.group, circle.certificates)
    assert finding.reason == Reason.CONTEXT
    assert finding.object.startswith("trustee 2: certificate for")


def test_a_certificate_signed_by_another_key(circle):
    circle.certificates[2] = circle.sign(0, circle.certificates[2].message)
    finding = refused(dealers.circle, circle.group, circle.certificates)
    assert (finding.reason, finding.object) == (Reason.SIGNATURE, "trustee 3: signature of the certificate")


def test_one_person_in_two_places(circle):
    context = CertificateContext(group=circle.group.name, size=SIZE, threshold=THRESHOLD, index=3)
    double = pedersen.certificate(circle.group, context, circle.seeds[0], RANDOM)
    circle.certificates[2] = double
    assert refused(dealers.circle, circle.group, circle.certificates).reason == Reason.DUPLICATE


def test_an_encryption_key_that_is_neutral(circle):
    keys_ = load(circle.certificates[0].message.encode(), CertificateKeys, 1 << 20)
    neutral = replace(keys_, encryption=circle.group.write(circle.group.identity))
    circle.certificates[0] = circle.sign(0, dump(neutral).decode())
    assert refused(dealers.circle, circle.group, circle.certificates).reason == Reason.GROUP


def test_coefficients_in_my_name_that_are_not_mine(circle):
    """A server that kept an old polynomial of mine, and sends me the parts of it."""
    old = pedersen.deal(circle.group, circle.certificates, circle.seeds[0], RANDOM)
    given = circle.inputs()[0]
    finding = refused(circle.receive, 0, replace(given, polynomial=old.polynomial))
    assert finding.object == "the coefficients in your name are not yours"


def test_a_new_key_that_does_not_fit(circle):
    outputs = [circle.receive(i, given) for i, given in enumerate(circle.inputs())]

    def finish(third):
        return pedersen.finish(circle.group, circle.certificates, circle.polynomials, [*outputs[:2], third])

    assert finish(outputs[2])
    key = outputs[2].public_key
    for false, word in (
        (outputs[1].public_key, "verification key"),
        (replace(key, pok=outputs[1].public_key.pok), "proof of possession"),
        (replace(key, signature=outputs[1].public_key.signature), "signature of the verification key"),
        (replace(key, signature=None), "signature of the verification key"),
    ):
        finding = refused(finish, replace(outputs[2], public_key=false))
        assert finding.object.startswith(f"trustee 3: {word}")


@pytest.mark.parametrize(
    ("threshold", "size", "index"), [(0, 3, 1), (3, 3, 1), (2, 3, 4), (2, 3, 0), (9, 256, 1)]
)
def test_no_circle_of_this_shape(threshold, size, index):
    context = CertificateContext(group="Ed25519", size=size, threshold=threshold, index=index)
    finding = refused(pedersen.certificate, named("Ed25519"), context, keys.seed(RANDOM), RANDOM)
    assert finding.reason == Reason.THRESHOLD


def test_shares_lie_on_the_polynomial(circle):
    """The share for trustee j is the polynomial at j: checked with its coefficients in the clear."""
    group, mine = circle.group, circle.pairs[0]
    sealed = circle.polynomials[0]
    raw = keys.receive(group, mine, mine.verification, sealed.polynomial, pedersen.RawPolynomial).polynomial
    for j, pair in enumerate(circle.pairs, 1):
        share = keys.receive(group, pair, mine.verification, sealed.secrets[j - 1], Secret).secret
        assert int(share) == sum(int(a) * j**k for k, a in enumerate(raw)) % group.q
    assert scalars.total(group, [group.q - 1, 1]) == 0


@pytest.mark.parametrize("threshold", [0, SIZE, SIZE + 1])
def test_certificates_that_agree_on_a_threshold_that_is_none(circle, threshold):
    """Signed by all three, so only the threshold itself is wrong: with 0 nobody would be needed."""
    for i, each in enumerate(circle.certificates):
        message = load(each.message.encode(), CertificateKeys, 1 << 20)
        false = replace(message, context=replace(message.context, threshold=threshold))
        circle.certificates[i] = circle.sign(i, dump(false).decode())
    finding = refused(dealers.circle, circle.group, circle.certificates)
    assert finding.reason == Reason.CONTEXT


def test_certificates_without_context_or_none_at_all(circle):
    assert refused(dealers.circle, circle.group, []).reason == Reason.TRUSTEE
    message = load(circle.certificates[0].message.encode(), CertificateKeys, 1 << 20)
    bare = dump(replace(message, context=None)).decode()
    for i in range(SIZE):
        kept, circle.certificates[i] = circle.certificates[i], circle.sign(0, bare)
        finding = refused(dealers.circle, circle.group, circle.certificates)
        assert (finding.reason, finding.object[:9]) == (Reason.CONTEXT, f"trustee {i + 1}")
        circle.certificates[i] = kept


def test_a_stranger_in_the_circle(circle):
    stranger = keys.seed(RANDOM)
    told = "no certificate with your key"
    assert refused(pedersen.deal, circle.group, circle.certificates, stranger, RANDOM).object == told
    given = circle.inputs()[0]
    assert (
        refused(pedersen.receive, circle.group, circle.certificates, stranger, given, RANDOM).object == told
    )


def test_messages_that_are_missing(circle):
    filed = [pedersen.coefficients_hash(each) for each in circle.polynomials]
    assert refused(circle.inputs, filed[:2]).reason == Reason.SHAPE
    given = circle.inputs()
    for part in ("secrets", "coefexps", "signatures"):
        short = replace(given[0], **{part: getattr(given[0], part)[:-1]})
        assert refused(circle.receive, 0, short).reason == Reason.SHAPE
    outputs = [circle.receive(i, each) for i, each in enumerate(given)]
    whole = (circle.group, circle.certificates, circle.polynomials)
    assert refused(pedersen.finish, *whole, outputs[:2]).reason == Reason.SHAPE
    assert pedersen.finish(*whole, outputs)
    mine = circle.polynomials[1]
    circle.polynomials[1] = replace(mine, secrets=mine.secrets[:2])
    assert refused(circle.inputs, filed).object == "trustee 2: 2 shares: expected 3"


def opened(circle, i, text):
    """What a message between trustees holds, for its recipient: the signed text, still in JSON."""
    return keys._decrypt(circle.group, circle.pairs[i].decryption, text)


def test_the_true_share_sent_by_another_hand_or_to_another_place(circle):
    """The number is right each time, so that only signature, recipient or cipher can be what is refused."""
    group, given = circle.group, circle.inputs()[0]
    mine, dealer = circle.pairs[0], circle.pairs[1].verification
    share = keys.receive(group, mine, dealer, given.secrets[1], Secret)
    by_another = circle.send(2, 0, share)
    to_another = keys._encrypt(group, mine.encryption, opened(circle, 2, circle.send(1, 2, share)), RANDOM)
    unnamed = given.secrets[1].replace('"algorithm":"AES-GCM",', "")
    for text, reason in (
        (by_another, Reason.SIGNATURE),
        (to_another, Reason.CONTEXT),
        (unnamed, Reason.PARAMS),
        (unnamed.replace('{"alpha"', '{"algorithm":"AES-CCM","alpha"'), Reason.PARAMS),
    ):
        finding = refused(
            circle.receive, 0, replace(given, secrets=[given.secrets[0], text, given.secrets[2]])
        )
        assert (finding.reason, finding.object[:9]) == (reason, "trustee 2")
    again = circle.send(1, 0, share)
    assert circle.receive(0, replace(given, secrets=[given.secrets[0], again, given.secrets[2]]))
