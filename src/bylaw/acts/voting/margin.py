"""The outcome test: by how many votes an election was decided, held against the votes that a breach touched.

Where counts rest on files of ballots, an act that asks names them; what no file shows and no method proves
cannot be shown, and then every breach is held to have changed the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bylaw.acts.act import Evidence
from bylaw.acts.voting.electing import method_of
from bylaw.acts.voting.outcome import SIMPLE, counted, files_of, together, without
from bylaw.acts.voting.tally import confirming, on_paper
from bylaw.counting import Ballots, Grades, Terms, Totals, UnfitBallots, count
from bylaw.counting.lead import lead
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.elections import Count, Election

NO_FILES: Mapping[str, object] = {}
WEIGHED = SIMPLE | {"av", "schulze", "debian", "star", "bloc-star", "majority-judgement"}
"""The methods of which it can be said by how many votes they decided."""


def margin(state: State, election: Election, files: Evidence = NO_FILES) -> int | None:
    """Give a number of votes without which nobody else, and not nobody, can have been elected.

    None where it cannot be shown: by a method that moves votes between several seats, where a file of ballots is not at
    hand, and where who won does not follow from the files alone.
    """
    counts = counted(state, election)
    if confirming(state, election):
        return _least_lead(state, election, counts)
    method = method_of(state, election).name
    if method in SIMPLE:
        marks = _marks(state, election, counts, files)
        return None if marks is None else _between(marks, _elected(state, election))
    return _ranked(state, election, files) if method in WEIGHED else None


def files_named(state: State, election: Election, named: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a finding unless an act that weighs a result names the files on which its counts rest."""
    wanted = {count.ballots for count in counted(state, election)} - {""}
    if method_of(state, election).name in WEIGHED and sorted(named) != sorted(wanted):
        yield own(13, "not the files on which the counts rest", "name each of them once")


def _between(marks: dict[str, int], won: set[str]) -> int:
    last = min((marks[name] for name in won if name in marks), default=0)
    return last - max((total for name, total in marks.items() if name not in won), default=0)


def _marks(state: State, election: Election, counts: list[Count], files: Evidence) -> dict[str, int] | None:
    """Give the marks of each option, from totals or from files; None when a file is not at hand."""
    names = on_paper(state, election)
    if not any(count.ballots for count in counts):
        sums = map(sum, zip(*(count.votes for count in counts), strict=True))
        return dict(zip(names, sums, strict=True))
    votes = together(names, counts, files_of(state, election, files))
    if not isinstance(votes, Ballots | Grades):
        return None
    try:
        sheet = count(method_of(state, election).name, votes, seats=election.seats)
    except UnfitBallots:
        return None
    return dict(zip(names, map(int, sheet.counts[0].totals), strict=True))


def _ranked(state: State, election: Election, files: Evidence) -> int | None:
    """Count the rankings or grades again, and give the lead where they give who was declared."""
    names, method = on_paper(state, election), method_of(state, election)
    votes = together(names, counted(state, election), files_of(state, election, files))
    voters = state.elections.papers[election.name].voters
    standing = {n.member for n in state.elections.candidates(election.name, min(election.end, state.at))}
    gone = frozenset(names) - standing - {method.default}
    if not isinstance(votes, Ballots | Grades):
        return None
    left = without(votes, gone)
    assert not isinstance(left, Totals)
    names = left.candidates
    default = names.index(method.default) + 1 if method.default in names else None
    try:
        sheet, least = lead(method.name, left, Terms(seats=election.seats, default=default, roll=voters))
    except UnfitBallots:
        return None
    won = {names[number - 1] for number in sheet.winners} - {method.default}
    return least if won == _elected(state, election) else None


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
