"""Signatures checked together get the answers that they get one by one."""

from random import Random

import pytest
from msgspec.structs import replace

from bylaw.audit.signatures import BATCH, Signatures
from bylaw.record.entry import SshSignature
from bylaw.record.passkey import Policy
from bylaw.record.signing import SshSigner, check_many, message, sign
from bylaw.store import checking
from bylaw.store.authenticator import SoftPasskey
from bylaw.store.checking import Cores, check_all

POLICY = Policy("bylaw.example", ("https://bylaw.example",))
SIGNERS = [SshSigner(bytes([n]) * 32) for n in range(3)]


def items(random: Random, count: int, forged: frozenset[int]) -> list:
    found = []
    for place in range(count):
        act, signer = random.randbytes(40), random.choice(SIGNERS)
        signature = sign(act, signer)
        if place in forged:
            blob = bytearray(signature.signature)
            blob[random.randrange(len(blob))] ^= 1 << random.randrange(8)
            signature = SshSignature(signature.key, bytes(blob))
        found.append((signer.key, signature, message(act)))
    return found


@pytest.mark.parametrize("kernel", [checking.KERNEL, False])
def test_together_as_one_by_one(kernel: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checking, "KERNEL", kernel)
    random = Random(1)
    forged = frozenset(random.sample(range(300), 100))
    batch = items(random, 300, forged)
    batch.append((SIGNERS[0].key, sign(b"another's", SIGNERS[1]), message(b"another's")))
    found = check_all(batch, POLICY)
    assert found == check_many(batch, POLICY)
    assert [place for place, good in enumerate(found) if not good] == [*sorted(forged), 300]


def consented(random: Random, forged: bool) -> tuple:
    """A passkey's consent, or one whose signature is another's."""
    passkey = SoftPasskey(b"anna", POLICY.rp_id, POLICY.origins[0])
    act, other = random.randbytes(40), random.randbytes(40)
    signature = passkey.sign(message(act))
    if forged:
        signature = replace(signature, signature=passkey.sign(message(other)).signature)
    return passkey.key, signature, message(act)


@pytest.mark.parametrize("kernel", [checking.KERNEL, False])
def test_faults_come_in_the_order_of_entries(kernel: bool, monkeypatch: pytest.MonkeyPatch):
    """Whatever the kinds of key in a batch, and wherever each kind is checked."""
    monkeypatch.setattr(checking, "KERNEL", kernel)
    forged, random = frozenset((3, 50, BATCH - 1, BATCH, BATCH + 100, 2 * BATCH + 5)), Random(2)
    checks = items(random, 2 * BATCH + 9, forged)
    for place in (0, 50, 51, 700, BATCH + 100, 2 * BATCH + 8):
        checks[place] = consented(random, place in forged)
    with Cores() as cores:
        signatures = Signatures(cores, lambda: POLICY)
        for index, check in enumerate(checks):
            signatures.add(index, (check,))
        signatures.finish()
    assert [fault.entry for fault in signatures.faults] == sorted(forged)
    assert signatures.count == 2 * BATCH + 9
