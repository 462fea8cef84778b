"""The page on the record's format shows the bytes that the code writes, and the code reads the bytes that it shows."""

from bylaw.record import signing
from bylaw.record.entry import Entry, parse_entry
from bylaw.record.log import proof
from bylaw.record.log.checkpoint import OpenedCheckpoint, cosigned_at, open_checkpoint
from tests.record.examples import ALICE, AT, BLOCK, BOB, LOG, PAGE, WITNESS, entries, examples

SHOWN = dict(BLOCK.findall(PAGE.read_text()))


def test_each_example_is_what_the_code_writes():
    assert examples() == SHOWN


def test_what_the_page_shows_reads_back():
    entry = parse_entry(SHOWN["entry"].removesuffix("\n").encode())
    assert isinstance(entry, Entry)
    assert (entry.at, entry.act) == (AT, SHOWN["act"].removesuffix("\n").encode())
    keys = {key.thumbprint: key for key in (ALICE.key, BOB.key)}
    policy = signing.Policy("bylaw.example", ("https://bylaw.example",))
    message = signing.message(entry.act)
    assert all(signing.verify(one, keys[one.key], message, policy) for one in entry.signatures)
    opened = open_checkpoint(SHOWN["checkpoint"].encode(), LOG.vkey)
    assert isinstance(opened, OpenedCheckpoint)
    assert cosigned_at(opened.note, WITNESS.vkey) == AT + 60
    receipt = proof.parse_receipt(SHOWN["receipt"].encode())
    assert isinstance(receipt, proof.Receipt)
    assert receipt.flaw(entries()[1], LOG.vkey) is None
