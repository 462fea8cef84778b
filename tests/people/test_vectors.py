"""The case file of the vectors is opened by libsodium alone, by the pairs that may and by no other, and by bylaw alike."""

import json
from base64 import b64decode
from pathlib import Path

import msgspec
import pytest
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import Aead
from nacl.signing import SigningKey

from bylaw.people.person import Opening
from bylaw.people.sealing import Damaged, unseal
from bylaw.people.shares import Half, join, unseal_with

from . import vectors

FILE = Path(__file__).parents[2] / "vectors/case-file.jsonl"
HEAD, *LINES = map(json.loads, FILE.read_text("utf-8").splitlines())
SEEDS = {holder["member"]: bytes.fromhex(holder["seed"]) for holder in HEAD["holders"]}
PUBLIC, PERSON = bytes.fromhex(HEAD["public"]), bytes.fromhex(HEAD["person_key"])
ABOUT = f"document {HEAD['commitment']}"


def by_libsodium(line) -> dict[str, object] | None:
    """Open the document as the README says, with nothing of bylaw; None where these halves do not."""
    pads = []
    for member, box in zip(line["pair"], line["halves"], strict=False):
        try:
            pads.append(
                SealedBox(SigningKey(SEEDS[member]).to_curve25519_private_key()).decrypt(b64decode(box))
            )
        except CryptoError:
            return None
    if len(pads) != 2:
        return None
    key = PrivateKey(bytes(a ^ b for a, b in zip(*pads, strict=True)))
    if key.public_key.encode() != PUBLIC:
        return None
    inner = Aead(PERSON).decrypt(b64decode(HEAD["box"]), ABOUT.encode())
    return msgspec.msgpack.decode(SealedBox(key).decrypt(inner))


def by_bylaw(line) -> Opening | None:
    one, other, *_ = (*line["pair"], "", "")
    boxes = [b64decode(box) for box in line["halves"]]
    if len(boxes) != 2:
        return None
    try:
        key = join(
            (Half(one, other, boxes[0]), Half(other, one, boxes[1])), (SEEDS[one], SEEDS[other]), PUBLIC
        )
    except Damaged:
        return None
    return msgspec.msgpack.decode(
        unseal_with(key, unseal(PERSON, ABOUT, b64decode(HEAD["box"]))), type=Opening
    )


@pytest.mark.parametrize("line", LINES, ids=[f"{n} {line['name']}" for n, line in enumerate(LINES)])
def test_the_document_is_opened_by_whom_the_line_says(line):
    told, found = by_libsodium(line), by_bylaw(line)
    assert (told is not None, found is not None) == (line["opens"], line["opens"])
    if told is not None and found is not None:
        assert found == vectors.OPENING
        assert found.commitment == HEAD["commitment"]
        assert told["value"] == HEAD["opening"]["value"].encode()
        assert told["salt"] == bytes.fromhex(HEAD["opening"]["salt"])


def test_the_lines_are_those_that_the_code_writes():
    """What is sealed is sealed with fresh keys, so the rest is compared."""
    head, *lines = map(json.loads, vectors.written().splitlines())
    shape = [(line["name"], line["pair"], len(line["halves"]), line["opens"]) for line in LINES]
    assert shape == [(line["name"], line["pair"], len(line["halves"]), line["opens"]) for line in lines]
    assert [head[name] for name in ("holders", "opening", "commitment")] == [
        HEAD[name] for name in ("holders", "opening", "commitment")
    ]
    assert {line["opens"] for line in LINES} == {True, False}
