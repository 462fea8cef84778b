"""Election objects, trustees and lists of credentials as an attacker would make them."""

import json

import pytest

from bylaw.belenios.group import named
from bylaw.belenios.verifier import Report, Verdict, verify
from tests.belenios import forge
from tests.belenios.forge import ED25519, TORSION, build, changed, compact, tainted
from tests.belenios.test_base import NOT_CANONICAL, SMALL_ORDER, big_endian

PLAIN = "threshold-2of3-ed25519"
BLANK = "blank-ed25519"
WEIGHTED = "weights-ed25519"
EARLY = "threshold-2of3-belenios2048-v20"
NEUTRAL = "00" * 31 + "01"
BAD_POINTS = [(big_endian(point), "group") for point in SMALL_ORDER] + [
    *((big_endian(point), "encoding") for point in NOT_CANONICAL),
    (NEUTRAL, "group"),
    (ED25519.write(ED25519.mul(ED25519.generator, TORSION)), "group"),
]


def refused(report: Report, *reasons: str) -> bool:
    return report.verdict is Verdict.REFUSED and {f.reason for f in report.findings} == set(reasons)


def setup(name: str, **change: bytes) -> Report:
    return verify(build(forge.opened(name), **change))


@pytest.mark.parametrize(("point", "reason"), BAD_POINTS)
def test_a_bad_point_is_no_key(point, reason):
    """A7, A8, A9: election key, trustee key, credential, verification key, coefficient, certificate."""
    parts = forge.opened(PLAIN)
    assert refused(setup(PLAIN, election=changed(parts.election, ("public_key",), lambda _: point)), reason)
    for path in ((0, 1, "public_key"), (1, 1, "verification_keys", 1, "public_key")):
        assert refused(setup(PLAIN, trustees=changed(parts.trustees, path, lambda _: point)), reason)
    assert refused(setup(PLAIN, credentials=changed(parts.credentials, (2,), lambda _: point)), reason)
    for key in ("verification", "encryption"):
        trustees = changed(
            parts.trustees, (1, 1, "certs", 0, "message"), lambda m, key=key: inner(m, (key,), point)
        )
        assert refused(setup(PLAIN, trustees=trustees), reason)


def inner(message: str, path: forge.Path_, value: object) -> str:
    return changed(message.encode(), path, lambda _: value).decode()


def test_every_key_of_the_test_data_is_good():
    assert setup(PLAIN).verdict is Verdict.VALID


# --- trustees ---


def test_a_trustee_without_proof_of_possession_is_refused():
    """A19, A20: a key that cancels another, with a proof borrowed from it, from another trustee."""
    parts = forge.opened(BLANK)
    trustees = json.loads(parts.trustees)
    keys = [ED25519.read(each[1]["public_key"]) for each in trustees]
    rogue = ED25519.div(ED25519.base(77), ED25519.mul(keys[0], keys[1]))
    trustees[2][1]["public_key"] = ED25519.write(rogue)
    election = changed(parts.election, ("public_key",), lambda _: ED25519.write(ED25519.base(77)))
    assert refused(setup(BLANK, trustees=compact(trustees), election=election), "trustee")
    trustees[2][1]["pok"] = trustees[0][1]["pok"]
    assert refused(setup(BLANK, trustees=compact(trustees), election=election), "trustee")


def test_one_trustee_twice_is_refused():
    parts = forge.opened(BLANK)
    trustees = json.loads(parts.trustees)
    trustees[2] = trustees[1]
    keys = [ED25519.read(each[1]["public_key"]) for each in trustees]
    key = ED25519.write(ED25519.mul(keys[0], ED25519.mul(keys[1], keys[2])))
    election = changed(parts.election, ("public_key",), lambda _: key)
    assert refused(setup(BLANK, trustees=compact(trustees), election=election), "trustee")


@pytest.mark.parametrize("trustees", [b"[]", b'[["Single"]]', b'[["Other",{}]]', b"{}", b"[" * 100_000])
def test_trustees_of_another_shape_are_refused(trustees):
    report = setup(PLAIN, trustees=trustees)
    assert refused(report, "trustee") or refused(report, "shape")


@pytest.mark.parametrize(
    ("field", "value"), [("group", "BELENIOS-2048"), ("size", 4), ("threshold", 3), ("index", 2)]
)
def test_a_certificate_for_another_place_is_refused(field, value):
    parts = forge.opened(PLAIN)
    trustees = changed(
        parts.trustees, (1, 1, "certs", 0, "message"), lambda m: inner(m, ("context", field), value)
    )
    assert refused(setup(PLAIN, trustees=trustees), "context")


def test_certificates_cannot_be_brought_back_to_the_early_form():
    """Without contexts and signatures only where they were never made: not in Ed25519."""
    parts = forge.opened(PLAIN)
    trustees = json.loads(parts.trustees)
    del trustees[1][1]["signatures"]
    assert refused(setup(PLAIN, trustees=compact(trustees)), "signature")
    late = "threshold-2of3-belenios2048-v33"
    trustees = json.loads(forge.opened(late).trustees)
    del trustees[1][1]["signatures"]
    assert refused(setup(late, trustees=compact(trustees)), "context")


def test_the_early_form_is_accepted_and_said():
    report = setup(EARLY)
    assert (report.verdict, [finding.reason for finding in report.findings]) == (Verdict.VALID, ["context"])
    trustees = changed(forge.opened(EARLY).trustees, (1, 1, "threshold"), lambda _: 1)
    assert refused(setup(EARLY, trustees=trustees), "trustee")


@pytest.mark.parametrize("threshold", [0, 4, 3, 1])
def test_another_threshold_is_refused(threshold):
    trustees = changed(forge.opened(PLAIN).trustees, (1, 1, "threshold"), lambda _: threshold)
    report = setup(PLAIN, trustees=trustees)
    assert refused(report, "trustee") or refused(report, "context")


# --- credentials ---


def test_a_credential_twice_is_refused():
    """A18."""
    twice = changed(forge.opened(PLAIN).credentials, (), lambda v: [v[0], *v])
    assert refused(setup(PLAIN, credentials=twice), "duplicate")
    heavier = changed(forge.opened(WEIGHTED).credentials, (), lambda v: [v[0], v[0] + "0", *v[1:]])
    assert refused(setup(WEIGHTED, credentials=heavier), "duplicate")


def test_a_list_in_another_order_is_refused():
    backwards = changed(forge.opened(PLAIN).credentials, (), lambda v: v[::-1])
    assert refused(setup(PLAIN, credentials=backwards), "credential")


def test_a_credential_beside_the_subgroup_is_refused():
    bad = changed(forge.opened(PLAIN).credentials, (0,), tainted)
    assert refused(setup(PLAIN, credentials=bad), "group")


@pytest.mark.parametrize(
    ("weight", "reason"),
    [
        (",-1", "encoding"),
        (",01", "encoding"),
        (",1.5", "encoding"),
        (",0x10", "encoding"),
        (",", "encoding"),
        (",1,voter", "encoding"),
        ("", "shape"),
        (",100000000001", "weight"),
        (",99999999999", "weight"),
    ],
)
def test_a_weight_out_of_range_is_refused(weight, reason):
    """A31: the sum of weights must stay below what a discrete logarithm can find."""
    parts = forge.opened(WEIGHTED)
    listed = changed(parts.credentials, (1,), lambda v: v.split(",")[0] + weight)
    assert refused(setup(WEIGHTED, credentials=listed), reason)


def test_a_weight_that_the_register_does_not_have_is_refused():
    """A31: one weight changed after the count."""
    parts = forge.read(WEIGHTED)
    listed = changed(parts.credentials, (0,), lambda v: v.split(",")[0] + ",1000001")
    assert refused(verify(build(parts, credentials=listed)), "tally")


# --- election ---


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("group",), "ED25519", "params"),
        (("group",), '{"g":"2","p":"23","q":"11"}', "params"),
        (("group",), "BELENIOS-2048", "encoding"),
        (("version",), 0, "params"),
        (("version",), 2, "params"),
        (("version",), True, "shape"),
        (("version",), 1.0, "shape"),
        (("uuid",), "short", "encoding"),
        (("uuid",), "O0Il5678901234", "encoding"),
        (("questions", 0, "min"), 3, "shape"),
        (("questions", 0, "min"), -1, "shape"),
        (("questions", 0, "max"), 2**31, "shape"),
        (("questions", 0, "answers"), "abc", "shape"),
        (
            ("questions", 0),
            {"type": "NonHomomorphic", "value": {"answers": ["a"] * 31, "question": "?"}},
            "shape",
        ),
        (("questions", 0), {"type": "Lists", "value": {"answers": [["a"], []], "question": "?"}}, "shape"),
        (("questions", 0), {"type": "Other", "value": {}}, "shape"),
    ],
)
def test_a_foreign_or_impossible_election_is_refused(path, value, reason):
    """A30."""
    election = changed(forge.opened(PLAIN).election, path, lambda _: value)
    assert refused(setup(PLAIN, election=election), reason)


def test_ranks_need_a_group_that_encodes_them():
    name = "threshold-2of3-belenios2048-v33"
    question = {"type": "NonHomomorphic", "value": {"answers": ["a"], "question": "?"}}
    election = changed(forge.opened(name).election, ("questions", 0), lambda _: question)
    assert refused(setup(name, election=election), "shape")
    assert named("BELENIOS-2048").max_ints == 0


def test_a_question_with_a_huge_range_costs_nothing():
    election = changed(forge.opened(PLAIN).election, ("questions", 0, "max"), lambda _: 2**31 - 1)
    report = setup(PLAIN, election=election)
    assert refused(report, "context")


@pytest.mark.parametrize("extra", [b"1e999", b"[" * 100_000, b'{"a":1,"a":1}', b"[1, 2]", b"01"])
def test_an_extra_field_in_another_spelling_is_refused(extra):
    election = forge.opened("ranked-ed25519").election
    assert b'"question":"Rank the options"}}' in election
    bad = election.replace(
        b'"question":"Rank the options"}}', b'"question":"Rank the options"},"extra":' + extra + b"}"
    )
    report = setup("ranked-ed25519", election=bad)
    assert refused(report, "canonical") or refused(report, "shape")


@pytest.mark.parametrize(
    "name", ["Élection, 選挙", '\x7f and \\ and / and "quotes"', "tab\tnew line\n", "\u2028\U0001f5f3", ""]
)
def test_any_text_in_one_spelling_is_read(name):
    """As the reference tool spells it: raw UTF-8, short escapes, DEL escaped."""
    spelled = compact(name).replace(b"\x7f", b"\\u007f")
    election = forge.opened(PLAIN).election.replace(b'"name":"Test election"', b'"name":' + spelled)
    assert refused(setup(PLAIN, election=election), "context")  # the ballot is for another name
    for other in (spelled.replace(b'"', b'"\\u0041', 1), json.dumps(name + "é").encode()):
        bad = forge.opened(PLAIN).election.replace(b'"name":"Test election"', b'"name":' + other)
        assert refused(setup(PLAIN, election=bad), "canonical")


def test_a_list_of_many_short_entries_costs_little():
    assert refused(setup(PLAIN, credentials=b"[" + b'"",' * 5_000_000 + b'""]'), "encoding")
