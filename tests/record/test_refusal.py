"""Signed refusals: what is read is what the log signed, and whatever the bytes, the reader answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.record.broken import Broken
from bylaw.record.log import checkpoint, note
from bylaw.record.log.refusal import HEADER, MAX_REFUSAL, Reason, Refusal, open_refusal, write_refusal
from bylaw.record.log.signer import Signer

LOG = Signer("bylaw.example/org1", note.ED25519, bytes(range(32)))
ONE = Refusal(
    act="a" * 64,
    at="2025-01-01T00:00:00Z",
    findings=(Reason("4.5", "notice on 19 March", "open it on 18 April at earliest"),),
    org="b" * 64,
    root="c" * 64,
    size=7,
)


def written(refusal=ONE, signer=LOG):
    return write_refusal(refusal, signer.name, signer.seed)


def signed(text):
    return note.write_note(text, [note.sign_note(text, LOG.name, LOG.seed)])


def test_what_was_written_is_read():
    assert open_refusal(written(), LOG.vkey) == ONE


def test_another_log_did_not_sign_it():
    other = Signer(LOG.name, note.ED25519, bytes(32))
    assert open_refusal(written(signer=other), LOG.vkey).reason == "signature"
    assert open_refusal(written(), other.vkey).reason == "signature"


def test_a_head_is_no_refusal_and_a_refusal_no_head():
    head = checkpoint.sign_checkpoint(checkpoint.Checkpoint(LOG.name, 7, bytes(32)), LOG.seed)
    assert open_refusal(head, LOG.vkey).reason == "shape"
    assert checkpoint.open_checkpoint(written(), LOG.vkey).reason == "shape"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("bylaw-refusal-v1", "bylaw-refusal-v2", "shape"),
        ('"size":7', '"size":07', "shape"),
        ('"size":7', '"size": 7', "canonical"),
        ('"size":7', '"size":7,"size":7', "canonical"),
        ('"size":7', '"size":-7', "shape"),
        ("2025-01-01T", "2025-02-30T", "time"),
        ('"org":"b', '"more":1,"org":"b', "shape"),
        ("}\n", "}\nmore\n", "shape"),
        ("}\n", "}\n\nmore\n", "shape"),
    ],
)
def test_only_one_way_of_writing_is_read(old, new, reason):
    text = note.parse_note(written()).text
    assert open_refusal(signed(text), LOG.vkey) == ONE
    assert open_refusal(signed(text.replace(old, new)), LOG.vkey).reason == reason


TWO_LINES = Broken("shape", "a refusal is two lines, of which the first is bylaw-refusal-v1")


def test_what_is_no_refusal_is_told():
    line = note.parse_note(written()).text.split("\n")[1]
    for text in (f"head\n{line}\n", f"{HEADER}\n{line}\nmore\n", f"{HEADER}\n{line}\n\n", "\n"):
        assert open_refusal(signed(text), LOG.vkey) == TWO_LINES
    assert open_refusal(signed(f"{HEADER}\n"), LOG.vkey) == Broken("shape", "Input data was truncated")
    moved = signed(f"{HEADER}\n{line}\n".replace("2025-01-01T", "2025-02-30T"))
    assert open_refusal(moved, LOG.vkey) == Broken(
        "time", "not a time of the form 2025-01-01T00:00:00Z: 2025-02-30T00:00:00Z"
    )


def test_a_refusal_has_so_many_bytes_at_most():
    raw = written()
    most = b"x" * (MAX_REFUSAL - len(raw)) + raw
    assert open_refusal(most, LOG.vkey) == TWO_LINES
    assert open_refusal(b"x" + most, LOG.vkey) == Broken("size", "refusal of 61001 bytes; 61000 at most")


def test_words_that_are_written_otherwise_have_room():
    odd = Refusal(**{**_fields(), "findings": (Reason("1", "\u202e" + "a" * 999, "ä\\\x07"),)})
    (reason,) = open_refusal(written(odd), LOG.vkey).findings
    assert reason.found == ("'/u202e" + "a" * 999)[:1000]
    assert reason.remedy == "'/xe4///x07'"


def test_words_outside_the_profile_are_written_so_that_they_can_be_read():
    odd = Refusal(**{**_fields(), "findings": (Reason("bylaw 1", "a\x07b\u202ec", "e\u0301"),)})
    found = open_refusal(written(odd), LOG.vkey)
    assert isinstance(found, Refusal)
    assert "x07" in found.findings[0].found


@given(st.binary(max_size=300), st.integers(0, 400))
def test_whatever_the_bytes_the_reader_answers(junk, place):
    raw = written()
    bent = raw[:place] + junk + raw[place + len(junk) :]
    found = open_refusal(bent, LOG.vkey)
    assert isinstance(found, Broken) or found == ONE
    assert isinstance(open_refusal(junk, LOG.vkey), Broken)


def _fields():
    return {name: getattr(ONE, name) for name in ONE.__struct_fields__}
