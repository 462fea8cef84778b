"""Receipts, policies and witness requests as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.record.broken import Broken
from bylaw.record.log import checkpoint, note, policy, proof, tree, witness
from bylaw.record.log.signer import Signer, parse_signer

LOG = Signer("bylaw.example/org1", note.ED25519, bytes(range(32)))
WITNESSES = [Signer(f"witness.example/w{n}", note.COSIGNATURE, bytes([n]) * 32) for n in range(1, 5)]
ENTRIES = [f"entry {n}".encode() for n in range(11)]
WHOLE = tree.Tree(map(tree.leaf_hash, ENTRIES))


def head(size: int = 11) -> checkpoint.Checkpoint:
    return checkpoint.Checkpoint(LOG.name, size, WHOLE.root(size))


def receipt(index: int = 3, extra: bytes | None = None) -> proof.Receipt:
    return proof.Receipt(index, tuple(tree.inclusion_proof(index, 11, WHOLE.node)), LOG.sign(head()), extra)


def cosigned(*signers: Signer) -> note.Note:
    found = note.parse_note(
        LOG.sign(head()) + b"".join(one.cosign(head(), 1000).line().encode() for one in signers)
    )
    assert isinstance(found, note.Note)
    return found


@pytest.mark.parametrize("extra", [None, b"", b"anything"])
def test_a_receipt_reads_back_and_fits_its_entry_alone(extra):
    for index in range(11):
        found = proof.parse_receipt(receipt(index, extra).write())
        assert found == receipt(index, extra)
        for other in range(11):
            assert (found.flaw(ENTRIES[other], LOG.vkey) is None) is (other == index)


def test_a_receipt_of_another_log():
    found = receipt().flaw(ENTRIES[3], Signer("bylaw.example/org2", note.ED25519, LOG.seed).vkey)
    assert isinstance(found, Broken)
    assert found.reason == "context"


RAW = receipt().write()


@given(st.integers(0, len(RAW) - 1), st.integers(1, 255))
def test_any_changed_byte_of_a_receipt(place, change):
    found = proof.parse_receipt(RAW[:place] + bytes([RAW[place] ^ change]) + RAW[place + 1 :])
    assert isinstance(found, Broken) or found.flaw(ENTRIES[3], LOG.vkey) is not None


@given(st.binary(max_size=300))
def test_any_bytes(raw):
    for cut in (raw, RAW[: len(raw)] + raw):
        assert isinstance(proof.parse_receipt(cut), Broken | proof.Receipt)
        assert isinstance(note.parse_note(cut), Broken | note.Note)
        assert isinstance(witness.parse_request(cut), Broken | witness.AddCheckpoint)
        assert isinstance(policy.parse_policy(cut), Broken | policy.TrustPolicy)
        text = cut.decode("latin-1")
        assert isinstance(checkpoint.parse_checkpoint(text), Broken | checkpoint.Checkpoint)
        assert isinstance(note.parse_vkey(text), Broken)
        assert isinstance(parse_signer(text), Broken)


@pytest.mark.parametrize(
    "line", ["index 03", "index -1", "index ", "index 99999999999999999", "indx 3", "extra =\nindex 3"]
)
def test_no_second_form_of_a_receipt(line):
    assert isinstance(proof.parse_receipt(RAW.replace(b"index 3", line.encode())), Broken)


def test_private_keys_of_logs_and_witnesses():
    for signer in (LOG, WITNESSES[0]):
        assert parse_signer(str(signer) + "\n") == signer
    with pytest.raises(ValueError, match="does not sign"):
        LOG.sign(checkpoint.Checkpoint("another", 0, tree.EMPTY))
    with pytest.raises(ValueError, match="not a witness"):
        LOG.cosign(head(), 0)
    known = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    found = parse_signer(known)
    assert isinstance(found, Signer)
    assert str(found) == known
    assert str(found.vkey) == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


@pytest.mark.parametrize(
    "text",
    [
        "bylaw.example/org1\n03\nBLWjy+qajolaiZcBcGaCn8OP5nFgqUMFf/9T1GtG9Rk=\n",
        "bylaw.example/org1\n3\nBLWjy+qajolaiZcBcGaCn8OP5nFgqUMFf/9T1GtG9Rk\n",
        "bylaw.example/org1\n3\nBLWjy+qajolaiZcBcGaCn8OP5nFgqUMFf/9T1GtG9Rl=\n",
        "bylaw.example/org1\n3\nBLWjy+qajolaiZcBcGaCn8OP5nFgqUMFf/9T1GtG9Rk=\nextension\n",
        "bylaw.example/org1\n0\nBLWjy+qajolaiZcBcGaCn8OP5nFgqUMFf/9T1GtG9Rk=\n",
        "bylaw example\n3\nBLWjy+qajolaiZcBcGaCn8OP5nFgqUMFf/9T1GtG9Rk=\n",
        "bylaw.example/org1\n٣\nBLWjy+qajolaiZcBcGaCn8OP5nFgqUMFf/9T1GtG9Rk=\n",
        "bylaw.example/org1\n\nBLWjy+qajolaiZcBcGaCn8OP5nFgqUMFf/9T1GtG9Rk=\n",
        "\n3\nBLWjy+qajolaiZcBcGaCn8OP5nFgqUMFf/9T1GtG9Rk=\n",
    ],
)  # fmt: skip
def test_no_second_form_of_a_checkpoint(text):
    assert isinstance(checkpoint.parse_checkpoint(text), Broken)


def test_cosignatures_of_one_note():
    found = cosigned(WITNESSES[0])
    assert checkpoint.cosigned_at(found, WITNESSES[0].vkey) == 1000
    absent = checkpoint.cosigned_at(found, WITNESSES[1].vkey)
    assert isinstance(absent, Broken)
    line = WITNESSES[0].cosign(head(10), 1000)  # of another head
    moved = note.parse_note(LOG.sign(head()) + line.line().encode())
    assert isinstance(moved, note.Note)
    broken = checkpoint.cosigned_at(moved, WITNESSES[0].vkey)
    assert isinstance(broken, Broken)
    assert "does not verify" in broken.detail
    assert isinstance(
        checkpoint.open_checkpoint(note.write_note(found.text, found.signatures[1:]), LOG.vkey), Broken
    )


POLICY = f"""
# whom we trust
log {LOG.vkey} https://bylaw.example/log
witness w1 {WITNESSES[0].vkey}
witness w2 {WITNESSES[1].vkey}
witness\tw3 {WITNESSES[2].vkey}  https://witness.example/w3
witness w4 {WITNESSES[3].vkey}
group pair 2 w1 w2 w3
group both all pair w4
quorum both
"""


@pytest.mark.parametrize(
    ("signers", "missing"),
    [
        ((0, 1, 3), None),
        ((1, 2, 3), None),
        ((0, 1, 2, 3), None),
        ((0, 1), "both has 1 of the 2 that it asks, without w4"),
        ((0, 3), "both has 1 of the 2 that it asks, without pair"),
        ((), "both has 0 of the 2 that it asks, without pair, w4"),
    ],
)
def test_the_quorum_says_what_is_missing(signers, missing):
    trust = policy.parse_policy(POLICY.encode())
    assert isinstance(trust, policy.TrustPolicy)
    found = trust.evaluate(cosigned(*(WITNESSES[n] for n in signers)))
    assert isinstance(found, policy.Quorum)
    assert found.met is (missing is None)
    assert found.missing == (() if missing is None else (missing,))
    assert found.times == {f"w{n + 1}": 1000 for n in signers}


def test_a_quorum_of_none_and_of_one():
    for name, met in (("none", True), ("w1", False), ("w2", True)):
        trust = policy.parse_policy(POLICY.replace("quorum both", f"quorum {name}").encode())
        assert isinstance(trust, policy.TrustPolicy)
        found = trust.evaluate(cosigned(WITNESSES[1]))
        assert isinstance(found, policy.Quorum)
        assert found.met is met


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("quorum both", ""),
        ("quorum both", "quorum both\nquorum none"),
        ("quorum both", "quorum nobody"),
        ("group pair 2", "group pair 4"),
        ("group pair 2", "group pair 0"),
        ("group pair 2", "group none 2"),
        ("group pair 2", "group w1 2"),
        ("w1 w2 w3\n", "w1 w1 w3\n"),
        ("all pair w4", "all pair w1"),  # w1 would count twice
        ("all pair w4", "all pair later"),
        ("witness w2", "witness w1"),
        (str(WITNESSES[1].vkey), str(WITNESSES[0].vkey)),
        (str(WITNESSES[1].vkey), str(LOG.vkey)),
        (f"log {LOG.vkey}", f"log {WITNESSES[0].vkey}"),
        ("# whom", "whom"),
        ("# whom", "\r# whom"),
        ("quorum both\n", "quorum both"),
    ],
)
def test_a_policy_that_is_none(old, new):
    assert old in POLICY
    assert isinstance(policy.parse_policy(POLICY.replace(old, new).encode()), Broken)


def request(start: int, size: int, **changes: object) -> witness.AddCheckpoint:
    fields = {
        "old": start,
        "proof": tuple(tree.consistency_proof(start, size, WHOLE.node)),
        "checkpoint": LOG.sign(head(size)),
    }
    return witness.AddCheckpoint(**(fields | changes))  # type: ignore[arg-type]


FORK = tree.Tree(map(tree.leaf_hash, [b"other", *ENTRIES[1:]]))
FORKED = LOG.sign(checkpoint.Checkpoint(LOG.name, 11, FORK.root()))
FORKED_AT_5 = LOG.sign(checkpoint.Checkpoint(LOG.name, 5, FORK.root(5)))


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (request(5, 11), 200),
        (request(5, 5), 200),
        (request(4, 11), 409),
        (request(0, 11), 409),
        (request(6, 11), 409),
        (request(5, 5, old=6), 400),
        (request(5, 11, proof=()), 422),
        (request(5, 11, checkpoint=FORKED), 422),
        (request(5, 11, checkpoint=FORKED, proof=tuple(tree.consistency_proof(5, 11, FORK.node))), 422),
        (request(5, 5, checkpoint=FORKED_AT_5), 422),
        (request(5, 11, checkpoint=LOG.sign(head()).replace(b"\n11\n", b"\n10\n")), 403),
        (request(5, 11, checkpoint=WITNESSES[0].cosign(head(), 1).line().encode()), 400),
        (request(5, 11, checkpoint=b"\n".join(LOG.sign(head()).split(b"\n")[:3]) + b"\n\n" + WITNESSES[0].cosign(head(), 1).line().encode()), 403),
    ],
)  # fmt: skip
def test_what_a_witness_answers(asked, status):
    read_back = witness.parse_request(asked.write())
    assert read_back == asked
    found = witness.judge_request(asked, LOG.vkey, witness.Seen(5, WHOLE.root(5)))
    assert (200 if isinstance(found, checkpoint.OpenedCheckpoint) else found.status) == status
    if status == 409:
        assert found == witness.Answer(409, b"5\n", "text/x.tlog.size")


def test_a_new_witness_and_an_empty_log():
    empty = witness.Seen(0, tree.EMPTY)
    for size in (0, 11):
        assert isinstance(
            witness.judge_request(request(0, size), LOG.vkey, empty), checkpoint.OpenedCheckpoint
        )
    wrong = note.write_note(
        f"{LOG.name}\n0\n{'A' * 43}=\n", [note.sign_note(f"{LOG.name}\n0\n{'A' * 43}=\n", LOG.name, LOG.seed)]
    )
    found = witness.judge_request(request(0, 0, checkpoint=wrong), LOG.vkey, empty)
    assert isinstance(found, witness.Answer)
    assert found.status == 422


def test_a_witness_s_answer():
    line, other = WITNESSES[0].cosign(head(), 7), WITNESSES[1].cosign(head(), 7)
    keys = [WITNESSES[0].vkey]
    assert witness.read_cosignatures((line.line() + other.line()).encode(), head(), keys) == [line]
    for body in (
        b"",
        b"ok",
        other.line().encode(),
        WITNESSES[0].cosign(head(10), 7).line().encode(),
        b"\xff\n",
    ):
        assert isinstance(witness.read_cosignatures(body, head(), keys), Broken)
