"""The example bytes of docs/spec/record.md, made anew; `python -m tests.record.examples` writes them into the page."""

import re
from pathlib import Path

from bylaw.record import signing
from bylaw.record.entry import make_entry
from bylaw.record.keys import ssh_line
from bylaw.record.log import note, proof, tiles, tree, witness
from bylaw.record.log.checkpoint import Checkpoint
from bylaw.record.log.refusal import Reason, Refusal, write_refusal
from bylaw.record.log.signer import Signer
from bylaw.record.sshsig import SshSigner, armour
from bylaw.store.authenticator import SoftPasskey

PAGE = Path(__file__).parents[2] / "docs" / "spec" / "record.md"
BLOCK = re.compile(r"<!-- example: ([a-z-]+) -->\n```text\n(.*?)```\n", re.DOTALL)

ALICE = SshSigner(bytes(range(32)))
BOB = SoftPasskey(bytes(32), "bylaw.example", "https://bylaw.example")
LOG = Signer("bylaw.example/org1", note.ED25519, bytes(range(32)))
WITNESS = Signer("witness.example/w1", note.COSIGNATURE, bytes(range(32, 64)))
AT = 1735689600
REFUSAL = Refusal(
    act="71500f0d2b03ad0aaa8811ee5a3e9202928185a6b87eace5dd250cfada110cde",
    at="2025-01-01T00:00:05Z",
    findings=(
        Reason("4.5", "notice on 19 March of a poll on 29 March 2025", "open it on 18 April at the earliest"),
    ),
    org="95b9aca00d322047048950d19cc5aece6fa757edd9104a5521446a168792b298",
    root="15eabf33ceff4bcae32115d53a0badf8793d4a5a3f1b6acf4b8cc942ea1a7661",
    size=3,
)
ACT = (
    b'{"act":"example/1","nonce":"000102030405060708090a0b0c0d0e0f",'
    b'"seen":{"root":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","size":0},'
    b'"text":"The assembly is on 17 May, \\"by the lake\\".","until":"2025-01-08T00:00:00Z"}'
)


def entries() -> list[bytes]:
    """The three entries of the example's log."""
    others = [ACT.replace(b"17 May", b"18 May"), ACT.replace(b"17 May", b"19 May")]
    first = make_entry(AT, ACT, [signing.sign(ACT, ALICE), BOB.sign(signing.message(ACT))])
    return [first, *(make_entry(AT + n, act, [signing.sign(act, ALICE)]) for n, act in enumerate(others, 1))]


def examples() -> dict[str, str]:
    """Each example's text by its name."""
    log = entries()
    whole = tree.Tree(map(tree.leaf_hash, log))
    head = Checkpoint(LOG.name, 3, whole.root())
    raw = LOG.sign(head) + WITNESS.cosign(head, AT + 60).line().encode()
    receipt = proof.Receipt(1, tuple(tree.inclusion_proof(1, 3, whole.node)), raw)
    asked = witness.AddCheckpoint(2, tuple(tree.consistency_proof(2, 3, whole.node)), LOG.sign(head))
    return {
        "act": ACT.decode() + "\n",
        "entry": log[0].decode() + "\n",
        "message": signing.message(ACT)[:40].decode() + "…\n",
        "ssh-key": f"{ssh_line(ALICE.key)}\nthumbprint {ALICE.key.thumbprint}\n",
        "passkey": f"{BOB.key.public.hex()}\nthumbprint {BOB.key.thumbprint}\n",
        "ssh-signature": armour(signing.sign(ACT, ALICE).signature),
        "client": BOB.sign(signing.message(ACT)).client.decode() + "\n",
        "authenticator": BOB.sign(signing.message(ACT)).authenticator.hex() + "\n",
        "leaves": "".join(f"leaf {n} {tree.leaf_hash(one).hex()}\n" for n, one in enumerate(log))
        + f"root 3 {whole.root().hex()}\n",
        "vkeys": f"{LOG.vkey}\n{WITNESS.vkey}\n",
        "checkpoint": raw.decode(),
        "paths": "".join(
            f"{path}\n"
            for level, index, width in tiles.layout(70_000)
            if width < 256 or level
            for path in ([tiles.bundle_path(index, width)] if level == 0 else [])
            + [tiles.tile_path(level, index, width)]
        ),
        "bundle": tiles.encode_bundle(log)[:16].hex(" ") + " …\n",
        "receipt": receipt.write().decode(),
        "request": asked.write().decode(),
        "refusal": write_refusal(REFUSAL, LOG.name, LOG.seed).decode(),
    }


def main() -> None:
    """Write the examples into the page."""
    made = examples()
    text = BLOCK.sub(
        lambda found: f"<!-- example: {found[1]} -->\n```text\n{made[found[1]]}```\n", PAGE.read_text()
    )
    PAGE.write_text(text)


if __name__ == "__main__":
    main()
