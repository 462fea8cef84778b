"""Notes, keys, heads and cosignatures: what is read, the nearest bytes that are none, and why."""

from base64 import b64encode

import pytest

from bylaw.record.broken import Broken
from bylaw.record.log import checkpoint, note, tree
from bylaw.record.log.signer import Signer
from tests.record.heads import LOG, WHOLE, WITNESSES, cosigned, head, read

WITNESS = WITNESSES[0]
LINE = note.NoteSignature("a", b"1234", b"5").line()


def vkey(typed: bytes, name: str = "a", key_id: str = "") -> str:
    own = note.VerifierKey(name, typed[0], typed[1:])
    return f"{name}+{key_id or own.id.hex()}+{b64encode(typed).decode()}"


def test_a_verifier_key_is_read_in_its_one_form():
    for kind in (1, 4):
        typed = bytes([kind]) + bytes(32)
        assert note.parse_vkey(vkey(typed)) == note.VerifierKey("a", kind, bytes(32))
    assert note.parse_vkey(vkey(b"\1" + bytes(32), "n" * 200)) == note.VerifierKey("n" * 200, 1, bytes(32))


WRONG_TYPE = "verifier key of type {} with {} bytes; expected 01 or 04 with 32"


@pytest.mark.parametrize(
    ("text", "reason", "detail"),
    [
        ("x" * 99, "shape", f"not a verifier key: '{'x' * 80}'"),
        ("a+00000000+A", "shape", "not a verifier key: 'a+00000000+A'"),
        (vkey(b"\1" + bytes(32), "n" * 201), "shape", f"not a verifier key: '{'n' * 80}'"),
        (vkey(b"\5" + bytes(32)), "signer", WRONG_TYPE.format("05", 32)),
        (vkey(b"\1" + bytes(31)), "signer", WRONG_TYPE.format("01", 31)),
        (vkey(b"\4" + bytes(33)), "signer", WRONG_TYPE.format("04", 33)),
        (
            vkey(b"\1" + bytes(32), key_id="0" * 8),
            "signer",
            f"verifier key id 00000000 is not {note.VerifierKey('a', 1, bytes(32)).id.hex()}, as its key has it",
        ),
    ],
)
def test_what_is_no_verifier_key(text, reason, detail):
    assert note.parse_vkey(text) == Broken(reason, detail)


def test_a_note_is_its_text_and_its_signatures():
    one = note.NoteSignature("a", b"1234", b"5")
    assert one.line() == "— a MTIzNDU=\n"
    assert note.parse_note(f"text\n\n{LINE}".encode()) == note.Note("text\n", (one,))
    assert note.parse_note(f"of\n\ntwo parts\n\n{LINE}{LINE}".encode()).text == "of\n\ntwo parts\n"
    most = note.parse_note(f"text\n\n{LINE * 64}".encode())
    assert most.signatures == (one,) * 64
    room = note.MAX_NOTE - len(f"\n\n{LINE}".encode())
    assert isinstance(note.parse_note(f"{'x' * room}\n\n{LINE}".encode()), note.Note)
    assert note.parse_note(f"{'x' * (room + 1)}\n\n{LINE}".encode()) == Broken(
        "size", "note of 256001 bytes; 256000 at most"
    )


NO_NOTE = "a note is text, an empty line and signature lines"
LINES = "one to 64 signature lines expected, each ended by a line feed"


@pytest.mark.parametrize(
    ("raw", "reason", "detail"),
    [
        (b"ab\xff", "encoding", "note is not UTF-8 at byte 2"),
        (f"a\x07\n\n{LINE}".encode(), "canonical", "note holds the control character U+0007"),
        (f"a\x85\n\n{LINE}".encode(), "canonical", "note holds the control character U+0085"),
        (f"text\n{LINE}".encode(), "shape", NO_NOTE),
        (f"text\n\n{LINE[:-1]}".encode(), "shape", NO_NOTE),
        (b"", "shape", NO_NOTE),
        (f"text\n\n{LINE * 65}".encode(), "shape", LINES),
        (b"text\n\n\n", "shape", NO_NOTE),
        (f"text\n\n{LINE}{'x' * 99}\n".encode(), "shape", f"not a signature line: '{'x' * 80}'"),
    ],
)
def test_what_is_no_note(raw, reason, detail):
    assert note.parse_note(raw) == Broken(reason, detail)


@pytest.mark.parametrize(
    "line", ["- a MTIzNDU=", "—a MTIzNDU=", "—  MTIzNDU=", "— a+b MTIzNDU=", "— a\u2003b MTIzNDU=", "— a MTIzNDU", "— a MTIzNA==", "— a b MTIzNDU=", "— a"]
)  # fmt: skip
def test_a_signature_line_has_one_form(line):
    assert note.parse_signatures(LINE + line + "\n") == Broken("shape", f"not a signature line: {line!r}")
    assert len(note.parse_signatures(LINE + "— ab MTIzNDU=\n")) == 2


def test_signature_lines_end_with_a_line_feed():
    assert note.parse_signatures("\n") == Broken("shape", "not a signature line: ''")
    for text in ("", LINE + LINE[:-1]):
        assert note.parse_signatures(text) == Broken("shape", LINES)


def test_a_note_is_written_with_each_of_its_signatures():
    one, other = note.NoteSignature("a", b"1234", b"5"), note.NoteSignature("b", b"1234", b"6")
    assert note.write_note("text\n", [one, other]) == f"text\n\n{one.line()}{other.line()}".encode()


def test_a_signature_has_64_bytes_and_its_key_32():
    public, signature = LOG.vkey.public, note.sign_note("text\n", LOG.name, LOG.seed).blob
    assert note.ed25519_verifies(public, signature, b"text\n")
    for key, blob in (
        (public[:-1], signature),
        (public + b"\0", signature),
        (b"", signature),
        (public, signature[:-1]),
        (public, signature + b"\0"),
        (public, b""),
        (b"", b""),
        (public, bytes(64)),
    ):
        assert not note.ed25519_verifies(key, blob, b"text\n")
    short = note.NoteSignature(LOG.name, LOG.vkey.id, signature[:-1])
    assert note.note_flaw(note.Note("text\n", (short,)), LOG.vkey) is not None


def test_who_signed_a_note():
    signed = cosigned(WITNESS)
    assert note.note_flaw(signed, LOG.vkey) is None
    assert note.note_flaw(signed, WITNESS.vkey) == Broken(
        "signer", "key witness.example/w1 has type 04; a note's own signature has 01"
    )
    other = Signer(LOG.name, note.ED25519, bytes(32)).vkey
    assert note.note_flaw(signed, other) == Broken(
        "signature", f"no signature by {LOG.name}+{other.id.hex()}"
    )
    forged = note.NoteSignature(LOG.name, LOG.vkey.id, bytes(64))
    for signatures in ((forged,), (*signed.signatures, forged)):
        assert note.note_flaw(note.Note(signed.text, signatures), LOG.vkey) == Broken(
            "signature", f"signature by {LOG.name} does not verify"
        )


ROOT = "BLWjy+qajolaiZcBcGaCn8OP5nFgqUMFf/9T1GtG9Rk="
SHORT = b64encode(bytes(31)).decode()
EMPTY = b64encode(tree.EMPTY).decode()
ORIGIN = "bylaw.example/org1"


def lines(origin: str = ORIGIN, size: str = "3", root: str = ROOT) -> str:
    return f"{origin}\n{size}\n{root}\n"


def test_a_head_is_three_lines():
    for origin, size, root in (
        (ORIGIN, 3, ROOT),
        ("o" * 200, 9_007_199_254_740_991, ROOT),
        (ORIGIN, 0, EMPTY),
        (ORIGIN, 10, ROOT),
    ):
        found = checkpoint.parse_checkpoint(lines(origin, str(size), root))
        assert isinstance(found, checkpoint.Checkpoint)
        assert (found.origin, found.size, found.text()) == (origin, size, lines(origin, str(size), root))


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        (lines() + "extension\n", "a checkpoint is three lines; found 4"),
        (lines() + "x", "a checkpoint is three lines; found 3"),
        (f"{ORIGIN}\n3\n", "a checkpoint is three lines; found 2"),
        (lines(""), "not an origin: ''"),
        (lines("bylaw example"), "not an origin: 'bylaw example'"),
        (lines("bylaw+example"), "not an origin: 'bylaw+example'"),
        (lines("o" * 201), f"not an origin: '{'o' * 80}'"),
        (lines(size=""), "not a log size: ''"),
        (lines(size="03"), "not a log size: '03'"),
        (lines(size="00"), "not a log size: '00'"),
        (lines(size="+3"), "not a log size: '+3'"),
        (lines(size="٣"), "not a log size: '٣'"),
        (lines(size="1" * 17), f"not a log size: '{'1' * 17}'"),
        (lines(size="1" * 50), f"not a log size: '{'1' * 40}'"),
        (lines(size="9007199254740992"), f"not a size and root: 9007199254740992 '{ROOT}'"),
        (lines(root=ROOT[:-1]), f"not a size and root: 3 '{ROOT[:-1]}'"),
        (lines(root=SHORT), f"not a size and root: 3 '{SHORT}'"),
        (lines(root="A" * 64), f"not a size and root: 3 '{'A' * 60}'"),
    ],
)
def test_no_second_form_of_a_head(text, detail):
    assert checkpoint.parse_checkpoint(text) == Broken("shape", detail)


def test_an_empty_log_has_the_root_of_nothing_and_no_other_has_it():
    for size, root in (("0", ROOT), ("3", EMPTY)):
        assert checkpoint.parse_checkpoint(lines(size=size, root=root)) == Broken(
            "checkpoint", f"size {size} does not go with root {root}"
        )


def test_a_head_is_opened_with_the_key_of_its_log():
    raw = LOG.sign(head())
    opened = checkpoint.open_checkpoint(raw, LOG.vkey)
    assert opened == checkpoint.OpenedCheckpoint(head(), read(raw))
    other = Signer("bylaw.example/org2", note.ED25519, LOG.seed)
    assert checkpoint.open_checkpoint(raw, other.vkey) == Broken(
        "context", "checkpoint of bylaw.example/org1; expected bylaw.example/org2"
    )
    assert checkpoint.open_checkpoint(b"", LOG.vkey) == Broken("shape", NO_NOTE)
    moved = raw.replace(b"\n11\n", b"\n10\n")
    assert checkpoint.open_checkpoint(moved, LOG.vkey) == Broken(
        "signature", "signature by bylaw.example/org1 does not verify"
    )
    no_head = note.write_note("text\n", [note.sign_note("text\n", LOG.name, LOG.seed)])
    assert checkpoint.open_checkpoint(no_head, LOG.vkey) == Broken(
        "shape", "a checkpoint is three lines; found 1"
    )


def test_when_a_witness_cosigned():
    twice = read(
        LOG.sign(head()) + b"".join(WITNESS.cosign(head(), at).line().encode() for at in (9, 1000, 7))
    )
    assert checkpoint.cosigned_at(twice, WITNESS.vkey) == 1000
    assert checkpoint.cosigned_at(twice, WITNESSES[1].vkey) == Broken(
        "signature", "no cosignature by witness.example/w2"
    )
    assert checkpoint.cosigned_at(twice, LOG.vkey) == Broken(
        "signer", f"key {LOG.name} has type 01; a witness's has 04"
    )
    moved = WITNESS.cosign(head(10), 1000)
    for signatures in ((moved,), (*twice.signatures, moved)):
        assert checkpoint.cosigned_at(note.Note(twice.text, signatures), WITNESS.vkey) == Broken(
            "signature", "cosignature by witness.example/w1 does not verify"
        )


def test_a_cosignature_has_a_time_that_can_be_written():
    text, latest = head().text(), 2**53 - 1
    for at, known in ((0, 0), (latest, latest), (latest + 1, None)):
        assert checkpoint.cosignature_time(WITNESS.cosign(head(), at), text, WITNESS.vkey) == known
    good = WITNESS.cosign(head(), 7)
    for blob in (good.blob[:-1], good.blob + b"\0", good.blob[1:]):
        changed = note.NoteSignature(good.name, good.key_id, blob)
        assert checkpoint.cosignature_time(changed, text, WITNESS.vkey) is None
    assert checkpoint.witness_key(WITNESS.name, WITNESS.seed) == WITNESS.vkey
    assert checkpoint.log_key(LOG.name, LOG.seed) == LOG.vkey
    assert WHOLE.root() == head().root
