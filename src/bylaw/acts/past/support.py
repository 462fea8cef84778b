"""The sponsors of a past proposal against the number that the text asks for."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.past.check import Case, Check, kept, unshown
from bylaw.acts.past.facts import Draft
from bylaw.acts.past.roll import Roll, roll_of
from bylaw.rules.clause import Provision
from bylaw.rules.meanings import Seconds
from bylaw.rules.measure import least


def support(case: Case) -> Iterator[Check]:
    """Ask each proposal of a resolution for its sponsors; candidates need none."""
    law = case.clause("seconds")
    if law is None or case.vote.leader:
        return
    poll = case.vote.poll
    roll = roll_of(poll.roll, case.evidence) if poll else None
    developers = poll.developers if poll else 0
    for number, draft in enumerate(case.vote.drafts, 1):
        which = f"proposal {number}: " if len(case.vote.drafts) > 1 else ""
        yield _draft(law, which, draft, developers, roll if isinstance(roll, Roll) else None)


def _draft(law: Provision, which: str, draft: Draft, developers: int, roll: Roll | None) -> Check:
    """Compare one list. Too short a list is no breach: the leader and the committee need no sponsors."""
    rule: Seconds = law.rule
    seconds = set(draft.seconds) - set(draft.by)
    most = rule.measure.at_most
    need = least(rule.measure, developers) if developers else most
    if not seconds:
        return unshown(law, f"{which}no sponsors are listed, and who needs none is not in this data")
    if need is None or len(seconds) < need:
        found = f"{which}{len(seconds)} sponsors listed, {need} needed unless the leader or the committee proposed it"
        return unshown(law, found)
    said = f"{which}{len(seconds)} sponsors, {need} needed"
    if roll is None or not roll.published:
        return kept(law, f"{said}; no roll is here to find them on")
    on = len(seconds & roll.on)
    if on < need:
        return unshown(law, f"{said}; {on} of them can be found on the roll of this vote")
    return kept(law, f"{said}; {on} of them are on the roll of this vote")
