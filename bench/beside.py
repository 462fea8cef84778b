"""A first audit beside the bare signature libraries on the same signatures, both on all cores, in turns.

.venv/bin/python bench/beside.py [ACTS]       the goal: 80 % of what the bare libraries do
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from pathlib import Path

import nacl.signing
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256

from bylaw.audit.verify import Asked, audit
from bylaw.record.entry import parse_entry
from bylaw.record.keys import Key, open_key
from bylaw.record.signing import message
from bylaw.record.sshsig import bare
from bylaw.store import checking
from bylaw.store.copies import open_published
from simple import APART, Acts

CORES = os.cpu_count() or 1
CHUNK = 500


def make(folder: Path, count: int, *, passkeys: bool) -> list[tuple]:
    """Publish a record, and give the bare checks that its signatures come down to."""
    acts = Acts(folder, passkeys=passkeys)
    organisation = acts.stage.organisation
    first = organisation.state.size
    for _ in range(count // 1000):
        drawn = acts.signed(1000)
        acts.stage.now += 1000 * APART
        organisation.submit_many(acts.stage.now, drawn)
    acts.stage.cosigned()
    keys, found = organisation.state.keys.all, []
    for raw in organisation.raw_entries(first):
        entry = parse_entry(raw)
        for one in entry.signatures:
            key = keys[one.key].key
            if passkeys:
                found.append((key.public, one.signature, one.authenticator + sha256(one.client).digest()))
            else:
                found.append(bare(one.signature, key, open_key(key), message(entry.act)))
    organisation.close()
    return found[-count:]


def ed25519(items: list[tuple[bytes, bytes, bytes]]) -> None:
    """PyNaCl alone."""
    for public, signature, signed in items:
        nacl.signing.VerifyKey(public).verify(signed, signature)


def es256(items: list[tuple]) -> None:
    """The library `cryptography` alone, each key opened once."""
    rule, opened = ECDSA(SHA256()), {public: open_key(Key("passkey", public)) for public, _, _ in items}
    for public, signature, signed in items:
        opened[public].curve.verify(signature, signed, rule)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall, and of the processor in all processes."""
    wall, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    return time.perf_counter() - wall, sum(after[:4]) - sum(before[:4])


def bare_all(items: list[tuple], check: Callable[[list[tuple]], None]) -> None:
    """Check with the bare library in a process for each core."""
    with ProcessPoolExecutor(CORES) as pool:
        list(pool.map(check, [items[place : place + CHUNK] for place in range(0, len(items), CHUNK)]))


def audited(folder: Path) -> None:
    """Audit the record from its first byte."""
    with checking.Cores() as cores:
        report = audit(open_published(str(folder)), cores, Asked(unwitnessed_ok=True))
    assert report.verdict == "valid", report


def beside(name: str, count: int, check: Callable[[list[tuple]], None], *, passkeys: bool) -> None:
    """Print the best of three turns of each."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "org"
        items = make(folder, count, passkeys=passkeys)
        for kernel in dict.fromkeys((False, checking.KERNEL and not passkeys)):
            checking.KERNEL, kept = kernel, checking.KERNEL
            turns = [
                (timed(lambda: bare_all(items, check)), timed(lambda: audited(folder))) for _ in range(3)
            ]
            checking.KERNEL = kept
            alone, whole = (min(turn[side] for turn in turns) for side in (0, 1))
            spent = min(turn[0][1] for turn in turns), min(turn[1][1] for turn in turns)
            print(
                f"{name:<8} {'kernel' if kernel else 'library':<8} bare {count / alone[0]:>7,.0f}/s, whole audit "
                f"{count / whole[0]:>7,.0f}/s: {alone[0] / whole[0]:.0%} by the clock; processor "
                f"{spent[0] / count * 1e6:.0f} and {spent[1] / count * 1e6:.0f} µs an act: {spent[0] / spent[1]:.0%}"
            )


def main() -> None:
    """Both kinds of key, side by side."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    print(f"{CORES} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
    beside("OpenSSH", count, ed25519, passkeys=False)
    beside("passkey", count, es256, passkeys=True)


if __name__ == "__main__":
    main()
