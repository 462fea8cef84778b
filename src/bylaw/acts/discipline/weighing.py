"""What never suffices alone: a confession, the accuser's own word, and whatever else the clause on grounds names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bylaw.acts.discipline.casework import CHARGE, OfCase
from bylaw.acts.discipline.sanctions import cleared
from bylaw.rules.clause import Provision
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.cases import Case, Item


def weighed(act: OfCase, state: State, at: int, items: Iterable[Item]) -> Iterator[Finding]:
    """Yield a finding where what a decision rests on does not suffice by a clause, or is nothing at all.

    Where the accuser's charges were dismissed as often as the clause says, what suffices must come from two
    persons. What a reader cannot open counts as sufficient.
    """
    told, case = list(items), act.told(state)
    if not told:
        yield own(23, "it rests on nothing on the file", "find 'not-proven'")
        return
    for law in act.ask(state, at, "grounds", of=CHARGE):
        enough = [item for item in told if _sorts(item, case).isdisjoint(law.rule.alone)]
        if not enough:
            sorts = sorted({name for item in told for name in _sorts(item, case)} & set(law.rule.alone))
            found = f"it rests on {', '.join(sorts)} alone"
            yield law.breach(found, "find 'not-proven', or rest on something else that was heard")
        yield from _twice(state, at, law, enough, case.accuser)


def _sorts(item: Item, case: Case) -> frozenset[str]:
    mine = item.bringer in case.accusers and item.sort == "statement"
    return frozenset((item.sort, "accuser") if mine else (item.sort,))


def _twice(state: State, at: int, law: Provision, enough: list[Item], accuser: str) -> Iterator[Finding]:
    if not law.rule.serial or not enough or any(not item.bringer for item in enough):
        return
    failed = dismissed(state, accuser, at)
    if failed >= law.rule.serial and len({item.bringer for item in enough}) < 2:
        found = f"{failed} charges by the accuser were dismissed, and one person brought what it rests on"
        yield law.breach(found, "rest on what two persons brought")


def dismissed(state: State, accuser: str, at: int) -> int:
    """Count the cases of a named accuser in which nothing was proven, or the sanction fell."""
    mine = (case for case in state.cases.by_accuser(accuser) if case.accuser == accuser)
    return sum(cleared(state.cases.now(case.name), at) for case in mine)
