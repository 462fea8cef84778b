"""What a witness reads and answers: each status with its words, and the nearest request that is cosigned."""

import pytest

from bylaw.record.broken import Broken
from bylaw.record.log import checkpoint, note, tree, witness
from tests.record.heads import ENTRIES, LOG, WHOLE, WITNESSES, head


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
FORKED_PROOF = tuple(tree.consistency_proof(5, 11, FORK.node))
MOVED = LOG.sign(head()).replace(b"\n11\n", b"\n10\n")
LINE = WITNESSES[0].cosign(head(), 1).line().encode()
UNSIGNED = b"\n".join(LOG.sign(head()).split(b"\n")[:3]) + b"\n\n" + LINE
NO_PROOF = "the proof does not lead from size 5 to 11"
FORKS = "fork: another root was cosigned at size 5"
NO_NOTE = "shape: a note is text, an empty line and signature lines"


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        (request(5, 11), 200, ""),
        (request(5, 5), 200, ""),
        (request(4, 11), 409, "5"),
        (request(0, 11), 409, "5"),
        (request(6, 11), 409, "5"),
        (request(5, 5, old=6), 400, "old size 6 is above the checkpoint's 5"),
        (request(5, 11, proof=()), 422, NO_PROOF),
        (request(5, 11, checkpoint=FORKED), 422, NO_PROOF),
        (request(5, 11, checkpoint=FORKED, proof=FORKED_PROOF), 422, NO_PROOF),
        (request(5, 5, checkpoint=FORKED_AT_5), 422, FORKS),
        (request(5, 5, proof=(bytes(32),)), 422, "the proof does not lead from size 5 to 5"),
        (request(5, 11, checkpoint=MOVED), 403, f"signature: signature by {LOG.name} does not verify"),
        (request(5, 11, checkpoint=LINE), 400, NO_NOTE),
        (
            request(5, 11, checkpoint=UNSIGNED),
            403,
            f"signature: no signature by {LOG.name}+{LOG.vkey.id.hex()}",
        ),
    ],
)
def test_what_a_witness_answers(asked, status, words):
    assert witness.parse_request(asked.write()) == asked
    found = witness.judge_request(asked, LOG.vkey, witness.Seen(5, WHOLE.root(5)))
    if status == 200:
        assert found == checkpoint.open_checkpoint(asked.checkpoint, LOG.vkey)
    else:
        kind = "text/x.tlog.size" if status == 409 else "text/plain; charset=utf-8"
        assert found == witness.Answer(status, f"{words}\n".encode(), kind)


def test_a_new_witness_and_an_empty_log():
    empty = witness.Seen(0, tree.EMPTY)
    for size in (0, 11):
        found = witness.judge_request(request(0, size), LOG.vkey, empty)
        assert isinstance(found, checkpoint.OpenedCheckpoint)
    root = "A" * 43 + "="
    text = f"{LOG.name}\n0\n{root}\n"
    wrong = note.write_note(text, [note.sign_note(text, LOG.name, LOG.seed)])
    found = witness.judge_request(request(0, 0, checkpoint=wrong), LOG.vkey, empty)
    assert found == witness.Answer(422, f"checkpoint: size 0 does not go with root {root}\n".encode())


def test_a_head_of_another_log_is_not_cosigned():
    other = LOG.vkey.__class__("bylaw.example/org2", note.ED25519, LOG.vkey.public)
    found = witness.judge_request(request(5, 11), other, witness.Seen(5, WHOLE.root(5)))
    words = "context: checkpoint of bylaw.example/org1; expected bylaw.example/org2\n"
    assert found == witness.Answer(400, words.encode())


BEGINS = Broken("shape", "a request begins with: old <size>")


def test_a_request_is_read_in_its_one_form():
    asked = request(5, 11)
    raw = asked.write()
    assert raw.startswith(b"old 5\n")
    assert witness.parse_request(raw) == asked
    for wrong in (b"old 05", b"old -5", b"old ", b"ald 5", b"old 9007199254740992"):
        assert witness.parse_request(raw.replace(b"old 5", wrong)) == BEGINS
    assert witness.parse_request(b"old 5\n") == BEGINS
    assert witness.parse_request(b"old 5\n\n") == witness.AddCheckpoint(5, (), b"")
    assert witness.parse_request(raw.replace(b"old 5\n", b"old 5\nAAAA\n")) == Broken(
        "shape", "a proof is at most 63 lines, each the base64 of a hash"
    )
    room = b"old 5\n\n"
    most = room + b"x" * (witness.MAX_REQUEST - len(room))
    assert isinstance(witness.parse_request(most), witness.AddCheckpoint)
    assert witness.parse_request(most + b"x") == Broken("size", "request of 266001 bytes; 266000 at most")


def test_whose_head_a_request_brings():
    assert witness.origin_of(request(5, 11)) == LOG.name
    assert witness.origin_of(request(5, 11, checkpoint=b"")) == Broken("shape", NO_NOTE.partition(": ")[2])


def test_a_witness_s_answer():
    line, other = WITNESSES[0].cosign(head(), 7), WITNESSES[1].cosign(head(), 7)
    first, second = (one.vkey for one in WITNESSES[:2])
    both = (line.line() + other.line()).encode()
    assert witness.read_cosignatures(both, head(), [first]) == [line]
    assert witness.read_cosignatures(both, head(), [second, first]) == [line, other]
    none = Broken("signature", "no cosignature of a known witness")
    assert witness.read_cosignatures(other.line().encode(), head(), [first]) == none
    moved = WITNESSES[0].cosign(head(10), 7).line()
    assert witness.read_cosignatures((line.line() + moved).encode(), head(), [first]) == Broken(
        "signature", "a cosignature of a known witness does not verify"
    )
    assert witness.read_cosignatures(b"ok\n", head(), [first]) == Broken(
        "shape", "not a signature line: 'ok'"
    )
    assert witness.read_cosignatures(b"\xff\n", head(), [first]) == Broken("encoding", "answer is not UTF-8")
    most = b"x" * note.MAX_NOTE
    assert witness.read_cosignatures(most, head(), [first]).reason == "shape"
    assert witness.read_cosignatures(most + b"x", head(), [first]) == Broken(
        "size", "answer of 256001 bytes; 256000 at most"
    )
