"""Signed refusals: what is read is what the log signed, and whatever the bytes, the reader answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.record.broken import Broken
from bylaw.record.log import checkpoint, note
from bylaw.record.log.refusal import Reason, Refusal, open_refusal, write_refusal
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
    ],
)
def test_only_one_way_of_writing_is_read(old, new, reason):
    text = note.parse_note(written()).text
    assert open_refusal(signed(text), LOG.vkey) == ONE
    assert open_refusal(signed(text.replace(old, new)), LOG.vkey).reason == reason


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
