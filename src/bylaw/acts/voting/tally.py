"""Whether a count adds up: against the roll, against itself, and against the file of its ballots."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.secret_ballots.ballot_files import read_file
from bylaw.acts.voting.electing import method_of
from bylaw.counting import METHODS
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.elections import Count, Election


def confirming(state: State, election: Election) -> bool:
    """Whether there are no more candidates than seats and no other option, so that each is confirmed, or recalled."""
    options = state.elections.papers[election.name].options
    if election.question:
        return True
    return len(options) <= election.seats and not method_of(state, election).default


def adds_up(state: State, election: Election, count: Count, voters: int) -> Iterator[Finding]:
    """Yield a finding for each number of a unit's count that cannot be."""
    if count.took_part > voters:
        found = f"{count.took_part} took part in {count.unit}; {voters} could"
        yield own(17, found, "count those who took part again")
    if count.valid + count.invalid > count.took_part:
        found = f"{count.valid} valid and {count.invalid} invalid votes by {count.took_part} who took part"
        yield own(17, found, "count again")
    if confirming(state, election):
        yield from _confirming(state, election, count)
    elif count.ballots:
        if count.votes or count.against:
            yield own(17, "totals stand beside the ballots", "leave them out: they follow from the file")
    else:
        yield from _totals(state, election, count)


def _confirming(state: State, election: Election, count: Count) -> Iterator[Finding]:
    size = len(state.elections.papers[election.name].options)
    if count.ballots or len(count.votes) != size or len(count.against) != size:
        yield own(17, "a confirming vote has votes for and against each candidate", "enter both for each")
    elif any(yes + no > count.valid for yes, no in zip(count.votes, count.against, strict=True)):
        yield own(17, f"more votes for and against than the {count.valid} valid ones", "count again")


def _totals(state: State, election: Election, count: Count) -> Iterator[Finding]:
    method = method_of(state, election)
    if "totals" not in METHODS[method.name].takes:
        found = f"totals do not decide by {method.name}"
        yield own(17, found, "submit the file of all ballots")
        return
    size = len(on_paper(state, election))
    if len(count.votes) != size or count.against:
        yield own(17, f"options on the paper: {size}", "enter one total for each, in the paper's order")
    marks = {"plurality": 1, "block": election.seats}.get(method.name, size)
    if max(count.votes, default=0) > count.valid or sum(count.votes) > marks * count.valid:
        found = f"marks: {sum(count.votes)}; valid votes: {count.valid}; marks on each at most: {marks}"
        yield own(17, found, "count again")


def fits_file(state: State, election: Election, count: Count, raw: object) -> Iterator[Finding]:
    """Yield a finding where the file of ballots is none, or holds other papers than the count says."""
    file = read_file(raw, method_of(state, election).name)
    if isinstance(file, str):
        found = f"the attachment {count.ballots} is no file of ballots: {file}"
        yield own(13, found, "submit one that can be read")
    if file is None or isinstance(file, str):
        return
    size, papers = len(on_paper(state, election)), sum(paper.weight for paper in file.papers)
    if len(file.candidates) != size:
        yield own(
            17, f"options in the file: {len(file.candidates)}; on the paper: {size}", "use one numbering"
        )
    if papers + file.invalid != count.valid + count.invalid:
        found = f"ballots in the file: {papers + file.invalid}; in the count: {count.valid + count.invalid}"
        yield own(17, found, "count again")


def on_paper(state: State, election: Election) -> tuple[str, ...]:
    """Give everything that can be marked: the candidates in order, and the default option last."""
    default = method_of(state, election).default
    options = state.elections.papers[election.name].options
    return (*options, default) if default else options
