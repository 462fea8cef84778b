"""How fast the record is: durable appends, hashing and decoding, signature checks beside the bare libraries.

Run by `make bench`. Rates are the best of three runs. Those of one core are counted in seconds of this process on the
processor, so that other work on the machine does not count; all others by the clock on the wall.
"""

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import msgspec
import nacl.signing
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256
from msgspec import Meta, Struct

from bylaw.record import signing, sshsig
from bylaw.record.encoding import Int, decode, encode
from bylaw.record.entry import make_entry, parse_entry
from bylaw.record.keys import open_key
from bylaw.record.log.tree import Frontier, leaf_hash
from bylaw.store.authenticator import SoftPasskey
from bylaw.store.log_store import LogStore

POLICY = signing.Policy("bylaw.example", ("https://bylaw.example",))
CORES = os.cpu_count() or 1


class Seen(Struct, frozen=True, forbid_unknown_fields=True):
    """A head."""

    size: Int
    root: str


class Act(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="bench/1"):
    """An act of usual size."""

    org: str
    member: Annotated[str, Meta(max_length=64)]
    nonce: str
    seen: Seen
    until: str
    text: str


DECODER = msgspec.json.Decoder(Act)


def act(number: int) -> bytes:
    """The bytes of an act like any other."""
    name = sha256(str(number).encode()).hexdigest()
    return encode(
        Act(name, name[:32], name[32:], Seen(number, name), "2025-01-01T00:00:00Z", "Seven days' notice.")
    )


Clock = Callable[[], float]


def best(work: Callable[[], object], count: int, clock: Clock = time.perf_counter) -> float:
    """Items a second, in the best of three runs."""
    found = 0.0
    for _ in range(3):
        start = clock()
        work()
        found = max(found, count / (clock() - start))
    return found


def on_core(work: Callable[[], object], count: int) -> float:
    """Items a second of one core."""
    return best(work, count, time.process_time)


def say(what: str, rate: float, goal: str = "") -> None:
    """Print a line."""
    print(f"{what:<58} {rate:>12,.0f} /s   {goal}", flush=True)


def signed(count: int) -> tuple[list[bytes], list[tuple[signing.Key, signing.Signature, bytes]], list[tuple]]:
    """Entries under OpenSSH keys and as many under passkeys: 64 signers each."""
    ssh = [signing.SshSigner(sha256(bytes([n])).digest()) for n in range(64)]
    soft = [SoftPasskey(bytes([n]), "bylaw.example", "https://bylaw.example") for n in range(64)]
    entries, by_ssh, by_passkey = [], [], []
    for number in range(count):
        raw = act(number)
        signature, one = signing.sign(raw, ssh[number % 64]), soft[number % 64]
        entries.append(make_entry(1735689600 + number, raw, [signature]))
        by_ssh.append((ssh[number % 64].key, signature, signing.message(raw)))
        by_passkey.append((one.key, one.sign(signing.message(raw)), signing.message(raw)))
    return entries, by_ssh, by_passkey


def check(items: list) -> int:
    """Check a chunk; in a process of its own, or in a thread."""
    return sum(signing.check_many(items, POLICY))


def bare_ed25519(items: list[tuple[bytes, bytes, bytes]]) -> None:
    """PyNaCl alone."""
    for public, signature, message in items:
        nacl.signing.VerifyKey(public).verify(message, signature)


def bare_es256(items: list[tuple]) -> None:
    """The library `cryptography` alone."""
    rule = ECDSA(SHA256())
    for key, signature, message in items:
        key.verify(signature, message, rule)


def chunks(items: list) -> list[list]:
    """Equal parts, four for each core."""
    step = -(-len(items) // (4 * CORES))
    return [items[place : place + step] for place in range(0, len(items), step)]


def bench_bytes(entries: list[bytes]) -> None:
    """Decoding and hashing, on one core."""
    acts = [entry.partition(b"\n")[2] for entry in entries]
    count = len(entries)
    say("decode an act, strictly", on_core(lambda: [decode(raw, DECODER) for raw in acts], count))
    say("parse an entry (head and act line)", on_core(lambda: [parse_entry(raw) for raw in entries], count))
    say("leaf hash", on_core(lambda: [leaf_hash(raw) for raw in entries], count))

    def grow() -> None:
        frontier = Frontier()
        for raw in entries:
            frontier.append(leaf_hash(raw))
        frontier.root()

    say("leaf hash and tree", on_core(grow, count), "")

    def whole() -> None:
        frontier = Frontier()
        for raw in entries:
            frontier.append(leaf_hash(raw))
            decode(parse_entry(raw).act, DECODER)

    say("entry, act, leaf hash and tree", on_core(whole, count), "goal: room for 150,000 with judge and fold")


def bench_signatures(name: str, items: list, bare: Callable[[list], object], bare_items: list) -> None:
    """Ours and the bare library: one core, threads, processes."""
    alone = on_core(lambda: bare(bare_items), len(items))
    say(f"{name}: bare library, one core", alone)
    say(f"{name}: bylaw, one core", on_core(lambda: check(items), len(items)))
    with ThreadPoolExecutor(CORES) as pool:
        bare_all = best(lambda: list(pool.map(bare, chunks(bare_items))), len(items))
        ours = best(lambda: list(pool.map(check, chunks(items))), len(items))
    say(f"{name}: bare library, {CORES} threads", bare_all)
    say(f"{name}: bylaw, {CORES} threads", ours, f"{ours / bare_all:.0%} of bare; goal 80%")
    with ProcessPoolExecutor(CORES) as pool:
        list(pool.map(check, chunks(items)))
        ours = best(lambda: list(pool.map(check, chunks(items))), len(items))
    say(f"{name}: bylaw, {CORES} processes (with sending)", ours, f"{ours / bare_all:.0%} of bare threads")


def bench_store(entries: list[bytes], items: list) -> None:
    """Durable appends, beside what the disk gives."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        say("sync of 400 bytes, the disk alone", best(lambda: sync(Path(folder) / "bare", 500), 500))
        store = LogStore.create(Path(folder) / "one.db", "bylaw.example/bench")
        some = entries[:2000]
        say(
            "durable append, one by one",
            best(lambda: [store.append([raw]) for raw in some], len(some)),
            "goal 2,000",
        )
        say(
            "the same, without waiting for the disk",
            on_core(lambda: [store.append([raw]) for raw in some], len(some)),
        )
        store = LogStore.create(Path(folder) / "many.db", "bylaw.example/bench")
        count = len(entries)
        checked = partial(take_batches, store, entries, items)
        say("durable append in batches of 100, signatures checked", best(checked, count), "goal 8,000")
        say("the same, without waiting for the disk", on_core(checked, count))


def sync(path: Path, times: int) -> None:
    """Write and sync."""
    with path.open("wb") as file:
        for _ in range(times):
            file.write(b"x" * 400)
            file.flush()
            os.fdatasync(file.fileno())


def take_batches(store: LogStore, entries: list[bytes], items: list) -> None:
    """Read, check and append, a hundred at a time."""
    for place in range(0, len(entries), 100):
        batch = entries[place : place + 100]
        assert all(signing.check_many(items[place : place + 100], POLICY))
        for raw in batch:
            decode(parse_entry(raw).act, DECODER)
        store.append(batch)


def processor() -> str:
    """The processor's name."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    return next(
        (line.split(": ", 1)[1] for line in lines if line.startswith("model name")), platform.processor()
    )


def main(count: int) -> None:
    """Print every rate."""
    print(f"{processor()}, {CORES} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}")
    entries, by_ssh, by_passkey = signed(count)
    bench_bytes(entries)
    bare = [(key.public[-32:], one.signature[-64:], _signed_data(message)) for key, one, message in by_ssh]
    bench_signatures("SSHSIG", by_ssh, bare_ed25519, bare)
    bare = [
        (open_key(key).curve, one.signature, one.authenticator + sha256(one.client).digest())
        for key, one, _ in by_passkey
    ]
    bench_signatures("passkey", by_passkey, bare_es256, bare)
    bench_store(entries, by_ssh)


def _signed_data(message: bytes) -> bytes:
    return sshsig._signed_data(b"sha512", message, sshsig.NAMESPACE)  # noqa: SLF001 - what ssh-keygen signs


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
