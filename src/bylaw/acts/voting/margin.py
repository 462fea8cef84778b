"""The outcome test: by how many votes an election was decided, held against the votes that a breach touched."""

from __future__ import annotations

from bylaw.acts.voting.electing import method_of
from bylaw.acts.voting.outcome import SIMPLE, counted
from bylaw.acts.voting.tally import confirming, on_paper
from bylaw.state import State
from bylaw.state.elections import Count, Election


def margin(state: State, election: Election) -> int | None:
    """Give the least number of votes without which somebody else, or nobody, had been elected.

    None where that needs a search among ballots: by any method but plurality, approval and block, and where
    the counts rest on files of ballots. Then every breach may have changed the result.
    """
    counts = counted(state, election)
    if confirming(state, election):
        return _least_lead(state, election, counts)
    if method_of(state, election).name not in SIMPLE or any(count.ballots for count in counts):
        return None
    names = on_paper(state, election)
    marks = dict(zip(names, map(sum, zip(*(count.votes for count in counts), strict=True)), strict=True))
    won = _elected(state, election)
    last = min((marks[name] for name in won if name in marks), default=0)
    return last - max((total for name, total in marks.items() if name not in won), default=0)


def _least_lead(state: State, election: Election, counts: list[Count]) -> int:
    """Give by how many votes more for than against the last of those who were confirmed had it."""
    won, options = _elected(state, election), state.elections.papers[election.name].options
    leads = [sum(c.votes[i] - c.against[i] for c in counts) for i, name in enumerate(options) if name in won]
    return min(leads, default=0)


def _elected(state: State, election: Election) -> set[str]:
    """Give those whom the declaration seated; who succeeded one of them later is not among them."""
    mandates = state.offices.mandates
    seated = (mandates.get(election.seat(i)) for i in range(election.seats))
    return {mandate.member for mandate in seated if mandate is not None}
