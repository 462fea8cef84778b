"""The year of appeals: every case from its charge to its end in one record, replayed, and reckoned again by the oracle.

.venv/bin/python bench/appeals.py [APPEALS HEARD GRANTED]
"""

import sys
import time
from collections import Counter
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
    "appeal",
    "decide-appeal",
    "decide-finding",
    "decide-sanction",
    "hold-hearing",
    "seat-panel",
    "carry-out",
)


def main() -> None:
    """Fold the record entry by entry, with the processor time of each kind, then compare every effect."""
    size = tuple(map(int, sys.argv[1:])) or WHOLE
    profile = load(COOP.read_bytes())
    assert isinstance(profile, Profile)
    made, state, told = Load(profile, *size), State(), Appeals(profile.zone, 120)
    spent: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for raw, evidence in made.entries():
        start = time.process_time()
        taken = take(state, raw, evidence)
        seconds = time.process_time() - start
        assert not taken.refusals, taken.refusals
        kind = taken.opened.act.kind() if taken.opened else taken.act.kind() if taken.act else ""
        spent[kind] += seconds
        counts[kind] += 1
        told.read(raw)
    wrong = sum(
        state.members.suspended(case.member, t) is not rests
        for case in told.cases.values()
        for t, rests in told.moments(case)
    )
    wrong += sum(state.members.roll.spells[member][-1].end != at for member, at in told.gone.items())
    print(f"{told.figures()}; {wrong} effects differ from the oracle's")
    total = sum(spent.values())
    print(f"{state.size:,} entries folded in {total:,.0f} s of one core: {state.size / total:,.0f}/s")
    for kind in CHAPTER:
        print(f"    {kind:16} {counts[kind]:8,}  {counts[kind] / spent[kind]:8,.0f}/s")


if __name__ == "__main__":
    main()
