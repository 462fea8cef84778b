"""What follows from the counts of an election: who is elected, who succeeds them, which ties need a lot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from bylaw.acts.act import Evidence
from bylaw.acts.secret_ballots.ballot_files import file_of
from bylaw.acts.voting.beside import parts
from bylaw.acts.voting.electing import CALL, method_of, seated
from bylaw.acts.voting.tally import confirming, on_paper
from bylaw.counting import Ballots, CountSheet, Grades, Totals, UnfitBallots, count
from bylaw.rules import majority
from bylaw.rules.majority import Majority, Tally
from bylaw.state import State
from bylaw.state.elections import Count, Election

SIMPLE = frozenset(("plurality", "approval", "block"))
"""The methods that add up marks: what is elected has more of them than the default option, and some."""
WITH_DEFAULT = SIMPLE | {"debian"}
"""The methods that know an option beside the candidates."""
HALF = Majority(share=(1, 2), base="cast", strict=True)
"""What confirms a candidate where no clause speaks of majorities: more votes for than against."""

Votes = Ballots | Grades | Totals
Over = Callable[[tuple[str, ...]], str]
"""Names one of those elected who may not have the seat beside the others; empty when all may."""


class Outcome(NamedTuple):
    """Who is elected and who succeeds, in order; the ties that no lot has decided; why there is no result."""

    elected: tuple[str, ...] = ()
    alternates: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    problem: str = ""


class Race(NamedTuple):
    """Everything that decides one contested election."""

    method: str
    votes: Votes
    default: str
    voters: int
    lot: tuple[str, ...]
    over: Over

    def run(self, gone: frozenset[str], seats: int) -> CountSheet:
        """Count without those who are gone."""
        votes = without(self.votes, gone)
        names = votes.candidates
        lot = tuple(names.index(member) + 1 for member in self.lot if member in names)
        if self.method == "debian":
            default = names.index(self.default) + 1 if self.default in names else None
            return count(self.method, votes, seats=seats, lot=lot, default=default, roll=self.voters)
        return count(self.method, votes, seats=seats, lot=lot)


def counted(state: State, election: Election) -> list[Count]:
    """Give the counts there are of the units that are not voided, and of the papers beside their boxes."""
    counts = state.elections.counts[election.name]
    return [counts[part] for part in parts(state, election) if part in counts]


def outcome(
    state: State, election: Election, evidence: Evidence, lot: tuple[str, ...], over: Over
) -> Outcome | None:
    """Give what follows from the counts. Total: what cannot be counted is said in ``problem``.

    None when an audit's copy lacks a file of ballots: then what was declared can neither be proved nor refused.
    """
    if confirming(state, election):
        return Outcome(_confirmed(state, election))
    counts = counted(state, election)
    method = method_of(state, election)
    files = files_of(state, election, evidence)
    if None in files:
        return None
    votes = together(on_paper(state, election), counts, files)
    if isinstance(votes, str):
        return Outcome(problem=votes)
    voters = state.elections.papers[election.name].voters
    gone = _gone(state, election)
    race = Race(method.name, votes, method.default, voters, lot, over)
    try:
        return _contested(_electable(race), gone, election.seats, method.alternates)
    except UnfitBallots as fault:
        return Outcome(problem=str(fault))


def without(votes: Votes, gone: frozenset[str]) -> Votes:
    """Give the votes without candidates who are gone."""
    names = votes.candidates
    if isinstance(votes, Ballots):
        numbers = {i for i, name in enumerate(names, 1) if name in gone}
        return replace(votes, withdrawn=tuple(sorted(numbers | set(votes.withdrawn))))
    kept = [i for i, name in enumerate(names) if name not in gone]
    left = tuple(names[i] for i in kept)
    if isinstance(votes, Grades):
        papers = tuple(replace(p, grades=tuple(p.grades[i] for i in kept)) for p in votes.papers)
        return replace(votes, candidates=left, papers=papers)
    return replace(votes, candidates=left, votes=tuple(tuple(row[i] for i in kept) for row in votes.votes))


def _gone(state: State, election: Election) -> frozenset[str]:
    """Give those on the paper who stand no more, or who came to a seat of the office in the meantime."""
    standing = {n.member for n in state.elections.candidates(election.name, state.at)}
    options = state.elections.papers[election.name].options
    return frozenset(m for m in options if m not in standing or seated(state, election, m))


def _contested(race: Race, gone: frozenset[str], seats: int, alternates: int) -> Outcome:
    elected: tuple[str, ...] = ()
    while set(race.votes.candidates) - gone - {race.default}:
        sheet = race.run(gone, seats)
        if sheet.unresolved:
            return Outcome(tied=tuple(race.votes.candidates[c - 1] for c in _level(race, gone, sheet)))
        elected = tuple(e.name for e in sheet.elected if e.name != race.default)
        too_many = race.over(elected)
        if not too_many:
            break
        gone |= {too_many}
        elected = ()
    return Outcome(elected, _successors(race, gone | set(elected), alternates))


def _level(race: Race, gone: frozenset[str], sheet: CountSheet) -> tuple[int, ...]:
    """Give the numbers, among all on the paper, of those between whom a lot must be drawn."""
    names = without(race.votes, gone).candidates
    tied = dict.fromkeys(c for tie in sheet.unresolved for c in tie.candidates)
    return tuple(race.votes.candidates.index(names[c - 1]) + 1 for c in tied)


def _successors(race: Race, gone: frozenset[str], wanted: int) -> tuple[str, ...]:
    found: list[str] = []
    while len(found) < wanted and set(race.votes.candidates) - gone - {race.default}:
        sheet = race.run(gone, 1)
        names = [e.name for e in sheet.elected if e.name != race.default]
        if sheet.unresolved or not names:
            break
        found.append(names[0])
        gone |= {names[0]}
    return tuple(found)


def _electable(race: Race) -> Race:
    """Leave in a race of marks only who has more of them than the default option, and at least one."""
    if race.method not in SIMPLE:
        return race
    votes = race.votes
    if not isinstance(votes, Totals):
        sheet = count(race.method, votes, seats=len(votes.candidates))
        totals = tuple(int(total) for total in sheet.counts[0].totals)
        votes = Totals(candidates=votes.candidates, votes=(totals,), valid=sheet.valid, invalid=sheet.invalid)
    marks = dict(zip(votes.candidates, votes.sums, strict=True))
    floor = marks.get(race.default, 0) if race.default else 0
    low = frozenset(name for name, total in marks.items() if total <= floor)
    return race._replace(votes=without(votes, low))


def _confirmed(state: State, election: Election) -> tuple[str, ...]:
    counts, paper = counted(state, election), state.elections.papers[election.name]
    took_part, valid = sum(c.took_part for c in counts), sum(c.valid for c in counts)
    kind = state.bodies.all[election.unit].kind
    law = state.bylaws.on(election.called).one("majority", CALL, kind, election.office)
    rule = law.rule.majority if law else HALF
    gone, elected = _gone(state, election), []
    for i, member in enumerate(paper.options):
        yes, no = sum(c.votes[i] for c in counts), sum(c.against[i] for c in counts)
        tally = Tally(yes, no, max(valid - yes - no, 0), took_part, paper.voters, paper.voters)
        if member not in gone and majority.outcome(rule, tally) == "carried":
            elected.append(member)
    return tuple(elected)


def files_of(state: State, election: Election, evidence: Evidence) -> list[Ballots | Grades | str | None]:
    """Read the files on which the counts rest; None for each that is not at hand."""
    method = method_of(state, election).name
    return [file_of(c, evidence.get(c.ballots), method) for c in counted(state, election) if c.ballots]


def together(names: tuple[str, ...], counts: list[Count], files: Sequence[object]) -> Votes | str:
    """Put the units' votes together: all ranked, all graded, or all totals."""
    ranked = [file for file in files if isinstance(file, Ballots)]
    graded = [file for file in files if isinstance(file, Grades)]
    if ranked and len(ranked) == len(counts):
        papers = tuple(paper for file in ranked for paper in file.papers)
        return Ballots(candidates=names, papers=papers, invalid=sum(file.invalid for file in ranked))
    if graded and len(graded) == len(counts) and len({file.best for file in graded}) == 1:
        scored = tuple(paper for file in graded for paper in file.papers)
        invalid = sum(file.invalid for file in graded)
        return Grades(candidates=names, papers=scored, best=graded[0].best, invalid=invalid)
    if any(count.ballots for count in counts):
        return "some units gave all ballots, others totals or ballots of another kind"
    votes = tuple(map(sum, zip(*(count.votes for count in counts), strict=True)))
    valid, invalid = sum(c.valid for c in counts), sum(c.invalid for c in counts)
    return Totals(candidates=names, votes=(votes,), valid=valid, invalid=invalid)
