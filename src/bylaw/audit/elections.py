"""What an audit says of results: from how many counts they follow, how many were counted again from the ballots."""

from __future__ import annotations

from collections.abc import Container

from bylaw.acts.voting.outcome import counted
from bylaw.audit.report import Step
from bylaw.state import State
from bylaw.state.elections import Count, Election


def results(state: State, missing: Container[str]) -> Step | None:
    """Say from how far down the declared results follow; None where there are none.

    The rules judged each count when it was entered; here it is said on what it rests. ``missing`` are the
    attachments that the copy lacks: a count whose ballots are among them is not re-checked. Where an act destroyed
    them nothing is missing.
    """
    declared = [election for election in state.elections.all.values() if election.outcome == "declared"]
    files = [_file(state, election, count) for election in declared for count in counted(state, election)]
    signed = files.count("")
    lacking = [file for file in files if file in missing]
    gone = sum(1 for file in lacking if file in state.boxes.destroyed)
    lost = len(lacking) - gone
    parts = (
        f"{again} counted again from the ballots" if (again := len(files) - signed - len(lacking)) else "",
        f"{signed} as the tellers signed" if signed else "",
        f"{lost} not re-checked, as the ballots are not here" if lost else "",
        f"{gone} not re-checked, as an act destroyed the ballots" if gone else "",
    )
    words = f"{len(declared)} results follow from {len(files)} counts: {', '.join(filter(None, parts))}"
    return Step(10, "elections", "incomplete" if lost else "valid", words) if files else None


def _file(state: State, election: Election, count: Count) -> str:
    """Give the hash of the file that holds the ballots of a count, or nothing where tellers signed the sums alone."""
    if count.source != "box":
        return count.ballots
    box = state.boxes.of(election.name, count.unit)
    return state.boxes.decrypted[box.name].archive if box else ""
