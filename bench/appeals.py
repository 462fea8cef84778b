"""The year of appeals: every case from its charge to its end in one record, replayed, and reckoned again by the oracle.

.venv/bin/python bench/appeals.py [APPEALS HEARD GRANTED]

Two readings, in seconds of one core. *Folded*: everything that replay does with an entry, from its bytes on; the
record is told to the oracle too, and every effect is compared. *Judged and applied*: the acts are read before the clock
starts, and the judge and the effect alone are timed; a sealed step is what is inside it.
"""

import gc
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import bylaw
from bylaw.acts.reader import read_act
from bylaw.acts.sealed import Sealed
from bylaw.acts.unseal import Opened, unseal
from bylaw.ledger import judge, take
from bylaw.record.entry import parse_entry
from bylaw.rehearsal.appeals import Load
from bylaw.rehearsal.oracle.appeals import Appeals
from bylaw.rules.load import Profile, load
from bylaw.state import State

WHOLE = (154_933, 85_273, 46_047)
COOP = Path(bylaw.__file__).parent / "rules" / "profiles" / "cooperative.toml"
CHAPTER = (
    "BringCharge",
    "ServeCharge",
    "FileEvidence",
    "SeatPanel",
    "HoldHearing",
    "DecideFinding",
    "DecideSanction",
    "Appeal",
    "DecideAppeal",
    "CarryOut",
)
BATCH = 2000
JUDGED = 20_000
"""Appeals at most in the second reading: its acts are all in memory."""


def main() -> None:
    """Fold the record, compare every effect, then time judge and effect alone."""
    size = tuple(map(int, sys.argv[1:])) or WHOLE
    profile = load(COOP.read_bytes())
    assert isinstance(profile, Profile)
    _folded(profile, size)
    share = min(1.0, JUDGED / size[0])
    _judged(Load(profile, *(int(n * share) for n in size)))


def _folded(profile: Profile, size: tuple[int, ...]) -> None:
    made, state, told = Load(profile, *size), State(), Appeals(profile.zone, 120)
    spent, entries = 0.0, made.entries()
    while batch := list(islice(entries, BATCH)):
        start = time.process_time()
        for raw, evidence in batch:
            taken = take(state, raw, evidence)
            assert not taken.refusals, taken.refusals
        spent += time.process_time() - start
        for raw, _ in batch:
            told.read(raw)
    wrong = sum(
        state.members.suspended(case.member, t) is not rests
        for case in told.cases.values()
        for t, rests in told.moments(case)
    )
    wrong += sum(state.members.roll.spells[member][-1].end != at for member, at in told.gone.items())
    print(f"{told.figures()}; {wrong} effects differ from the oracle's")
    print(f"folded: {state.size:,} entries in {spent:,.1f} s of one core: {state.size / spent:,.0f}/s")


def _judged(made: Load) -> None:
    state, acts = State(), list(_read(made))
    gc.freeze()
    shares: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    start = time.process_time()
    for act, at, evidence in acts:
        began = time.perf_counter()
        found = judge(state, act, at, evidence)
        act.apply(state, at)
        kind = type(act).__name__
        shares[kind] += time.perf_counter() - began
        counts[kind] += 1
        assert not found, found
        if not state.identity.org:
            state.identity.org, state.size = made.org, 1
            state.log.append(bytes.fromhex(made.seen.root))
    spent = time.process_time() - start
    scale = spent / sum(shares.values())
    print("judged and applied, one core:")
    for name in CHAPTER:
        print(f"    {name:16} {counts[name]:8,}  {counts[name] / (shares[name] * scale):8,.0f}/s")
    told, whole = sum(counts[name] for name in CHAPTER), sum(shares[name] for name in CHAPTER) * scale
    print(f"    {'all of these':16} {told:8,}  {told / whole:8,.0f}/s")


def _read(made: Load) -> Iterator[tuple[Any, int, dict[str, object]]]:
    """Give each act as read, with its time; of a sealed step what is inside."""
    for raw, evidence in made.entries():
        entry: Any = parse_entry(raw)
        act: Any = read_act(entry.act)
        if isinstance(act, Sealed):
            opened = unseal(act, evidence, entry.at)
            assert isinstance(opened, Opened)
            act = opened.act
        yield act, entry.at, evidence


if __name__ == "__main__":
    main()
