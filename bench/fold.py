"""Envelope decode, judge, apply and leaf hash: simple acts a second on one core, and where the time goes.

.venv/bin/python bench/fold.py [ACTS]
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from bylaw.acts.authority import authority
from bylaw.acts.reader import read_act
from bylaw.acts.references import references
from bylaw.acts.signed import keys_named, keys_under
from bylaw.ledger import consider, judge, take
from bylaw.record.entry import parse_entry, write_entry
from bylaw.record.log.tree import leaf_hash
from simple import APART, Acts

BATCH = 1000


def entries(acts: Acts) -> list[bytes]:
    """Write the next simple acts as entries, without taking them in."""
    drawn, start = acts.signed(BATCH), acts.stage.now
    acts.stage.now += BATCH * APART
    return [
        write_entry(start + place * APART, raw, signatures) for place, (raw, signatures) in enumerate(drawn)
    ]


def per_act(work: Callable[..., object], *columns: Iterable[Any]) -> float:
    """Microseconds of this process for each row, in the best of five runs."""
    rows, best = list(zip(*columns, strict=True)), 1e9
    for _ in range(5):
        start = time.process_time()
        for row in rows:
            work(*row)
        best = min(best, time.process_time() - start)
    return best / len(rows) * 1e6


def parts(state: Any, raws: list[bytes]) -> Iterable[tuple[str, float]]:
    """Time each part by itself, on entries that are not folded."""
    heads = [parse_entry(raw) for raw in raws]
    acts = [read_act(head.act) for head in heads]
    keys = [keys_named(state, act, head) for act, head in zip(acts, heads, strict=True)]
    yield "entry's head: decode, encode, compare", per_act(parse_entry, raws)
    yield "act: decode, encode, compare", per_act(lambda head: read_act(head.act), heads)
    yield "hash of the act", per_act(lambda head: sha256(head.act).digest(), heads)
    yield "leaf hash", per_act(leaf_hash, raws)
    yield "whose keys", per_act(lambda *row: tuple(keys_under(*row)), acts, heads, keys)
    yield "judge", per_act(lambda act, head: judge(state, act, head.at), acts, heads)
    yield "  of it references", per_act(lambda act: tuple(references(state, act)), acts)
    yield "  of it authority", per_act(lambda act, head: tuple(authority(state, act, head.at)), acts, heads)
    yield "all but apply", per_act(lambda raw: consider(state, raw), raws)


def main() -> None:
    """Fold batch after batch against the clock of this process."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as room:
        acts = Acts(Path(room) / "org")
        state, best, spent, size = acts.stage.state, 1e9, 0.0, 0
        for _ in range(count // BATCH):
            raws = entries(acts)
            start = time.process_time()
            for raw in raws:
                assert not take(state, raw).refusals
            passed = time.process_time() - start
            best, spent, size = min(best, passed), spent + passed, size + sum(map(len, raws))
        each = f"{count / spent:,.0f}/s ({spent / count * 1e6:.1f} µs each)"
        print(
            f"{count} simple acts of {size // count} bytes: {each}, in the best thousand {BATCH / best:,.0f}/s"
        )
        for name, cost in parts(state, entries(acts)):
            print(f"    {name:<40} {cost:5.2f} µs")


if __name__ == "__main__":
    main()
