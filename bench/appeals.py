"""The year of appeals: every case from its charge to its end in one record, replayed, and reckoned again by the oracle.

.venv/bin/python bench/appeals.py [APPEALS HEARD GRANTED]
"""

import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path

import bylaw
from bylaw.ledger import take
from bylaw.rehearsal.appeals import Load
from bylaw.rehearsal.oracle.appeals import Appeals
from bylaw.rules.load import Profile, load
from bylaw.state import State

WHOLE = (154_933, 85_273, 46_047)
COOP = Path(bylaw.__file__).parent / "rules" / "profiles" / "cooperative.toml"
CHAPTER = (
    "Appeal",
    "DecideAppeal",
    "DecideFinding",
    "DecideSanction",
    "HoldHearing",
    "SeatPanel",
    "CarryOut",
)
BATCH = 2000


def main() -> None:
    """Fold the record entry by entry, with the share of each kind in the processor time, then compare every effect."""
    size = tuple(map(int, sys.argv[1:])) or WHOLE
    profile = load(COOP.read_bytes())
    assert isinstance(profile, Profile)
    made, state, told = Load(profile, *size), State(), Appeals(profile.zone, 120)
    shares: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    spent, entries = 0.0, made.entries()
    while batch := list(islice(entries, BATCH)):
        start = time.process_time()
        for raw, evidence in batch:
            began = time.perf_counter()
            taken = take(state, raw, evidence)
            kind = type(taken.opened.act if taken.opened else taken.act)
            shares[kind.__name__] += time.perf_counter() - began
            counts[kind.__name__] += 1
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
    print(f"{state.size:,} entries folded in {spent:,.0f} s of one core: {state.size / spent:,.0f}/s")
    scale = spent / sum(shares.values())
    for name in CHAPTER:
        print(f"    {name:16} {counts[name]:8,}  {counts[name] / (shares[name] * scale):8,.0f}/s")


if __name__ == "__main__":
    main()
