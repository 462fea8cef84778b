"""A door's proof file: whatever its bytes, it is answered; the door goes by none that was changed."""

from hypothesis import given
from hypothesis import strategies as st

from bylaw.audit.door import MAX_PROOF, Proved, read_door, read_proof, write_proof
from bylaw.cards.door import Door
from bylaw.record.broken import Broken
from bylaw.record.encoding import encode
from bylaw.record.entry import make_entry
from bylaw.record.log.checkpoint import Checkpoint, log_key, sign_checkpoint
from bylaw.record.log.note import COSIGNATURE
from bylaw.record.log.policy import TrustPolicy, parse_policy
from bylaw.record.log.proof import Receipt
from bylaw.record.log.signer import Signer
from bylaw.record.log.tree import leaf_hash
from tests.acts.carding import CardOffice

ORIGIN, SEED = "local12.example/record", b"\7" * 32


def policy(seed=SEED):
    found = parse_policy(f"log {log_key(ORIGIN, seed)}\nquorum none\n".encode())
    assert isinstance(found, TrustPolicy)
    return found


def published(kind="publish-card-status"):
    """Give a proof of a real act under a head of one entry, and the list that it publishes."""
    office = CardOffice()
    office.issue()
    fields = office.listed()
    act = office.act(
        kind, office.secretary, **(fields if kind == "publish-card-status" else {"card": "1" * 32})
    )
    entry = make_entry(office.now, encode(act), [])
    head = sign_checkpoint(Checkpoint(ORIGIN, 1, leaf_hash(entry)), SEED)
    return write_proof(entry, Receipt(0, (), head).write()), office.evidence[fields["list"]], entry


PROOF, LIST, ENTRY = published()


def test_a_proof_under_a_trusted_head_makes_a_door():
    proved = read_proof(PROOF, policy())
    assert isinstance(proved, Proved)
    assert isinstance(read_door(LIST, proved), Door)
    assert read_door(LIST[:-1], proved).reason == "context"


def test_a_log_that_is_not_trusted_proves_nothing():
    assert isinstance(read_proof(PROOF, policy(b"\6" * 32)), Broken)


def test_a_proof_of_another_act_makes_no_door():
    other, *_ = published("report-card-lost")
    assert read_proof(other, policy()).reason == "context"


def test_a_quorum_of_witnesses_is_asked_where_the_policy_asks_it():
    witness = Signer("witness.example/w1", COSIGNATURE, b"\5" * 32)
    asked = f"log {log_key(ORIGIN, SEED)}\nwitness w {witness.vkey}\nquorum w\n".encode()
    found = parse_policy(asked)
    assert isinstance(found, TrustPolicy)
    assert read_proof(PROOF, found).reason == "checkpoint"
    line = witness.cosign(Checkpoint(ORIGIN, 1, leaf_hash(ENTRY)), 1_750_000_000).line()
    assert isinstance(read_proof(PROOF + line.encode().rstrip(b"\n") + b"\n", found), Proved)


def test_every_byte_of_a_proof_counts():
    for place in range(0, len(PROOF), 7):
        changed = bytearray(PROOF)
        changed[place] ^= 1
        assert isinstance(read_proof(bytes(changed), policy()), Broken), place


@given(st.binary(max_size=200), st.integers(0, len(PROOF)))
def test_any_bytes_are_answered(raw, cut):
    assert isinstance(read_proof(raw, policy()), Broken)
    assert isinstance(read_proof(PROOF[:cut] + raw, policy()), Broken | Proved)
    assert isinstance(read_proof(raw + PROOF, policy()), Broken | Proved)


def test_an_oversize_proof_is_not_read():
    assert isinstance(read_proof(PROOF + b"x" * MAX_PROOF, policy()), Broken)
