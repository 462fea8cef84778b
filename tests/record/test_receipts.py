"""Receipts, private keys, and whatever bytes for every reader of the log's texts."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.record.broken import Broken
from bylaw.record.log import checkpoint, note, policy, proof, tree, witness
from bylaw.record.log.signer import Signer, parse_signer
from tests.record.heads import ENTRIES, LOG, WHOLE, WITNESSES, head


def receipt(index: int = 3, extra: bytes | None = None) -> proof.Receipt:
    return proof.Receipt(index, tuple(tree.inclusion_proof(index, 11, WHOLE.node)), LOG.sign(head()), extra)


@pytest.mark.parametrize("extra", [None, b"", b"anything"])
def test_a_receipt_reads_back_and_fits_its_entry_alone(extra):
    for index in range(11):
        found = proof.parse_receipt(receipt(index, extra).write())
        assert found == receipt(index, extra)
        for other in range(11):
            assert (found.flaw(ENTRIES[other], LOG.vkey) is None) is (other == index)
    assert receipt().flaw(ENTRIES[4], LOG.vkey) == Broken(
        "consistency", "the proof does not show this entry at index 3 of 11"
    )


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


BEGINS = "a receipt begins with c2sp.org/tlog-proof@v1"
INDEX = "a receipt's index line is missing or not in its one form"
HASHES = "a proof is at most 63 lines, each the base64 of a hash"
ONE = b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("tlog-proof@v1", "tlog-proof@v2", BEGINS),
        ("tlog-proof@v1\n", "tlog-proof@v1\n\n", BEGINS),
        (RAW.decode(), f"{proof.HEADER}\nindex 3\n", BEGINS),
        (RAW.decode(), f"{proof.HEADER}\nextra YQ==\n\n", INDEX),
        ("index 3", "index 03", INDEX),
        ("index 3", "index -1", INDEX),
        ("index 3", "index ", INDEX),
        ("index 3", "index 9007199254740992", INDEX),
        ("index 3", "index 99999999999999999", INDEX),
        ("index 3", "indx 3", INDEX),
        ("index 3", "extra =\nindex 3", INDEX),
        ("index 3", "extra YQ==\nextra YQ==\nindex 3", INDEX),
        ("index 3\n", "index 3\nAAAA\n", HASHES),
        (RAW.decode(), f"{proof.HEADER}\nindex 3\n{f'{ONE}{chr(10)}' * 64}\n", HASHES),
    ],
)
def test_no_second_form_of_a_receipt(old, new, why):
    assert RAW.decode().count(old) == 1
    assert proof.parse_receipt(RAW.decode().replace(old, new).encode()) == Broken("shape", why)


def test_the_most_that_a_receipt_holds():
    lines = f"{proof.HEADER}\nextra YQ==\nindex 9007199254740991\n{f'{ONE}{chr(10)}' * 63}\n".encode()
    most = lines + b"x" * (proof.MAX_RECEIPT - len(lines))
    found = proof.parse_receipt(most)
    assert found == proof.Receipt(2**53 - 1, (bytes(32),) * 63, most[len(lines) :], b"a")
    assert found.write() == most
    assert proof.parse_receipt(most.replace(b"extra YQ==\n", b"")).index == 2**53 - 1
    assert proof.parse_receipt(most + b"x") == Broken("size", "receipt of 266001 bytes; 266000 at most")


def test_numbers_have_one_form():
    assert [proof.parse_decimal(text) for text in ("0", "7", "10", "9007199254740991")] == [
        0,
        7,
        10,
        2**53 - 1,
    ]
    for text in ("", "00", "+1", "1 ", "1.0", "1_0", "٣", "²", "9007199254740992", "1" * 17, "1" * 5000):
        assert proof.parse_decimal(text) is None, text[:20]


def test_private_keys_of_logs_and_witnesses():
    for signer in (LOG, WITNESSES[0]):
        assert parse_signer(str(signer) + "\n") == signer
    with pytest.raises(ValueError) as fault:
        LOG.sign(checkpoint.Checkpoint("another", 0, tree.EMPTY))
    assert str(fault.value) == "bylaw.example/org1 of type 01 does not sign heads of another"
    with pytest.raises(ValueError) as fault:
        WITNESSES[0].sign(checkpoint.Checkpoint(WITNESSES[0].name, 0, tree.EMPTY))
    assert str(fault.value) == "witness.example/w1 of type 04 does not sign heads of witness.example/w1"
    with pytest.raises(ValueError) as fault:
        LOG.cosign(head(), 0)
    assert str(fault.value) == "bylaw.example/org1 is not a witness's key"
    known = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    found = parse_signer(known)
    assert isinstance(found, Signer)
    assert str(found) == known
    assert str(found.vkey) == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


NO_KEY = Broken("shape", "not a private key: PRIVATE+KEY+<name>+<id>+<base64>")
UNFIT = Broken("signer", "private key of bylaw.example/org1: its type or its id does not fit")


def test_what_is_no_private_key_is_never_repeated():
    name, key_id, typed = str(LOG).removeprefix("PRIVATE+KEY+").split("+", 2)
    for text in (
        "",
        f"{name}+{key_id}+{typed}",
        f"PRIVATE+KEY++{key_id}+{typed}",
        f"PRIVATE+KEY+{name}+{key_id}",
        f"PRIVATE+KEY+{name}+{key_id}+{typed[:-1]}",
        f"PRIVATE+KEY+{name}+{key_id}+{typed}AA==",
        f"PRIVATE+KEY+{name}+{key_id}+{b64encode(bytes(34)).decode()}",
        f"PRIVATE+KEY+{name}+{key_id}+{b64encode(bytes(32)).decode()}",
    ):
        assert parse_signer(text) == NO_KEY, text
    third = Signer(name, 3, LOG.seed)
    for text in (f"PRIVATE+KEY+{name}+00000000+{typed}", str(third)):
        assert parse_signer(text) == UNFIT
