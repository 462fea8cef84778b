"""Witnesses are counted once each; a successor goes on from a head that there is, under a key that is new."""

from bylaw.record.log.checkpoint import Checkpoint, cosign, log_key, sign_checkpoint, witness_key
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May
from tests.acts.society import Society

KEY = str(log_key("new.example/log", bytes(32)))
WITNESS = str(witness_key("w.example/w", b"w" * 32))
OTHER = str(witness_key("v.example/v", b"v" * 32))


def society():
    law = Clause(
        no="1", words="Members.", of=("set-witnesses", "open-successor"), may=May(any_of=("member here",))
    )
    return Society((law, Clause(no="2", words="Anyone.", of=("witnessed",), may=May(any_of=("anyone",)))))


def successor(one, **changed):
    fields = {
        "origin": "new.example/log",
        "log_key": KEY,
        "size": one.state.size,
        "closes": "2025-01-01T12:00:00Z",
    }
    return {**fields, **changed}


def test_a_witness_named_twice_is_no_second_witness():
    one = society()
    assert one.refused("set-witnesses", 1, witnesses=(WITNESS, WITNESS), quorum=2) == ["bylaw 16"]
    assert one.refused("set-witnesses", 1, witnesses=(WITNESS,), quorum=2) == ["bylaw 16"]
    one.do("set-witnesses", 1, witnesses=(WITNESS, OTHER), quorum=2)


def test_a_successor_has_a_new_key_and_begins_at_a_head_that_there_is():
    one = society()
    assert one.refused("open-successor", 1, **successor(one, size=2)) == ["bylaw 16"]
    assert one.refused("open-successor", 1, **successor(one, log_key="none")) == ["bylaw 16"]
    assert one.refused("open-successor", 1, **successor(one, closes="2025-01-01T11:59:59Z")) == ["bylaw 14"]
    old = one.state.identity.log_key
    assert one.refused("open-successor", 1, **successor(one, log_key=old)) == ["bylaw 16", "bylaw 16"]
    one.do("open-successor", 1, **successor(one))
    assert (one.state.identity.log_key, one.state.identity.former) == (KEY, (old,))
    again = successor(one, log_key=KEY)
    assert one.refused("open-successor", 1, **again) == ["bylaw 16"]


def test_a_successor_that_drops_what_witnesses_saw_is_refused():
    one = society()
    one.do("open-successor", 1, **successor(one))
    one.do("set-witnesses", 1, witnesses=(WITNESS,), quorum=1)
    head = Checkpoint("new.example/log", 3, bytes.fromhex(one.state.root(3)))
    raw = sign_checkpoint(head, bytes(32)).decode() + cosign(head, "w.example/w", b"w" * 32, one.now).line()
    one.do("witnessed", lines=tuple(raw.rstrip("\n").split("\n")))
    third = str(log_key("third.example/log", b"3" * 32))
    fields = {"origin": "third.example/log", "log_key": third}
    assert one.refused("open-successor", 1, **successor(one, **fields, size=2)) == ["bylaw 16"]
    one.do("open-successor", 1, **successor(one, **fields, size=3))
