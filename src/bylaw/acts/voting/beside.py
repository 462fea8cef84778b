"""Papers beside a box: some voters of its unit rank or grade on paper, and tellers enter all of these papers.

Marks on paper are added by ``file-result``; rankings and grades cannot be added up, so they are a count of their
own in the same unit, kept under ``UNIT/paper``.
"""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.secret_ballots.boxes import forms
from bylaw.state import State
from bylaw.state.ballots import Box
from bylaw.state.elections import Election


def box_beside(state: State, election: Election, unit: str) -> Box | None:
    """Give the box beside which voters of a unit rank or grade on paper; None where nobody does."""
    box = state.boxes.of(election.name, unit)
    if box is None or not box.on_paper or any(form.kind == "marks" for form in forms(state, election)):
        return None
    return box


def papers_of(unit: str) -> str:
    """Give the word under which the count of the papers beside a unit's box is kept; no unit has such a name."""
    return f"{unit}/paper"


def parts(state: State, election: Election) -> Iterator[str]:
    """Give the counts that make up the result: one of each unit that is not void, and of the papers beside its box."""
    for unit in election.units:
        if unit not in election.voided:
            yield unit
            if box_beside(state, election, unit):
                yield papers_of(unit)
