"""The shared base: groups, text forms, archive."""

import pytest

from bylaw.belenios.encoding import load, read_scalar
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import named, read_key
from bylaw.belenios.model import Proof
from bylaw.belenios.subsets import WORTH_IT

GROUPS = ["Ed25519", "BELENIOS-2048", "RFC-3526-2048"]
SMALL_ORDER = [  # little-endian; orders 2, 4, 4, 8, 8, 8, 8
    "ec" + "ff" * 30 + "7f",
    "00" * 32,
    "00" * 31 + "80",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
]
NOT_CANONICAL = ["ed" + "ff" * 30 + "7f", "ee" + "ff" * 30 + "7f", "01" + "00" * 30 + "80", "ff" * 32]


def big_endian(text: str) -> str:
    return bytes.fromhex(text)[::-1].hex()


def reason(call, *arguments) -> Reason:
    with pytest.raises(Refused) as caught:
        call(*arguments)
    return caught.value.finding.reason


@pytest.mark.parametrize("name", GROUPS)
def test_the_laws_of_a_group(name):
    group = named(name)
    a, b = group.base(12345), group.base(group.q - 1)
    assert (
        group.power(group.generator, 7)
        == group.base(7)
        == group.secret_base(7)
        == group.fixed(group.generator)(7)
    )
    assert group.fixed(a)(99) == group.power(a, 99) == group.secret_power(a, 99)
    assert group.mul(group.generator, b) == group.identity == group.base(0) == group.secret_base(0)
    assert group.div(a, a) == group.identity
    assert group.power(group.identity, 3) == group.identity == group.power(a, 0) == group.secret_power(a, 0)
    assert group.mul(a, group.identity) == a
    assert group.read(group.write(a)) == a
    assert group.read(group.write(group.identity)) == group.identity
    assert reason(read_key, group, group.write(group.identity)) is Reason.GROUP


@pytest.mark.parametrize("name", ["Ed25519", "RFC-3526-2048"])
def test_integers_in_an_element_read_back(name):
    group = named(name)
    for values in ([0, 0, 0], [1, 2, 3, 255], [254] + [255] * (group.max_ints - 1)):
        element = group.encode_ints(values)
        assert group.decode_ints(len(values), element) == values
        assert group.read(group.write(element)) == element
    assert reason(group.encode_ints, [256]) is Reason.SHAPE
    assert reason(group.encode_ints, [0] * (group.max_ints + 1)) is Reason.SHAPE


@pytest.mark.parametrize("point", SMALL_ORDER)
def test_points_of_small_order_are_refused(point):
    assert reason(named("Ed25519").read, big_endian(point)) is Reason.GROUP


@pytest.mark.parametrize("torsion", SMALL_ORDER)
def test_points_of_mixed_order_are_refused(torsion):
    group = named("Ed25519")
    assert reason(group.read, group.write(group.mul(group.base(5), bytes.fromhex(torsion)))) is Reason.GROUP


@pytest.mark.parametrize("point", NOT_CANONICAL)
def test_points_in_another_form_are_refused(point):
    assert reason(named("Ed25519").read, big_endian(point)) is Reason.ENCODING


def test_lenient_hexadecimal_is_refused():
    group = named("Ed25519")
    text = group.write(group.base(5))
    for other in (
        text.upper(),
        text[:-1],
        text + "0",
        " " + text[1:],
        text[:10] + "\n" + text[11:],
        "\u0660" * 64,
    ):
        assert reason(group.read, other) is Reason.ENCODING


@pytest.mark.parametrize("name", ["BELENIOS-2048", "RFC-3526-2048"])
def test_numbers_outside_the_subgroup_are_refused(name):
    group = named(name)
    p = group._p
    assert reason(group.read, str(p - 1)) is Reason.GROUP
    assert reason(group.read, "0") is Reason.GROUP
    assert reason(group.read, str(p + group.base(5))) is Reason.ENCODING
    for other in ("01", "+1", "1_0", " 1", "-1", "", "\u0663", "9" * 5000):
        assert reason(group.read, other) is Reason.ENCODING


@pytest.mark.parametrize("name", GROUPS)
def test_scalars_are_reduced_and_plain(name):
    group = named(name)
    assert read_scalar(group, str(group.q - 1)) == group.q - 1
    for text in (str(group.q), "01", "-1", "1_0", "\u0663", "", "9" * 5000):
        assert reason(read_scalar, group, text) is Reason.ENCODING


def test_json_has_one_spelling():
    good = b'{"challenge":"1","response":"2"}'
    assert load(good, Proof, 100) == Proof(challenge="1", response="2")
    for bad, why in (
        (b'{"challenge":"1","challenge":"1","response":"2"}', Reason.CANONICAL),
        (b'{"response":"2","challenge":"1"}', Reason.CANONICAL),
        (b'{"challenge": "1","response":"2"}', Reason.CANONICAL),
        (b'{"challenge":"\\u0031","response":"2"}', Reason.CANONICAL),
        (b'{"challenge":"1","response":"2","x":1}', Reason.SHAPE),
        (b'{"challenge":1,"response":"2"}', Reason.SHAPE),
        (b'{"challenge":"1"}', Reason.SHAPE),
        (b"\xef\xbb\xbf" + good, Reason.SHAPE),
        (good.decode().encode("utf-16"), Reason.SHAPE),
        (b"[" * 100, Reason.SHAPE),
        (good + b" " * 100, Reason.SIZE),
    ):
        assert reason(load, bad, Proof, 100) is why, bad


@pytest.mark.parametrize("name", GROUPS)
def test_many_elements_read_together_as_each_by_itself(name):
    group = named(name)
    texts = [group.write(group.base(i)) for i in range(2, 3 + WORTH_IT)]
    assert group.read_many(texts) == [group.read(text) for text in texts]
    assert group.read_many([]) == []
    assert group.read_many([*texts, "x"]) is None


@pytest.mark.parametrize("bad", [1, 2, 3])
def test_one_number_outside_the_subgroup_spoils_many(bad):
    """Of order 2 or 2q, alone and in pairs that cancel in a product of all."""
    group = named("BELENIOS-2048")
    texts = [group.write(group.base(i)) for i in range(2, 3 + WORTH_IT)]
    for i in range(bad):
        texts[100 * i] = str(group._p - int(texts[100 * i]))
    assert group.read_many(texts) is None
    texts[0] = "0"
    assert group.read_many(texts) is None
