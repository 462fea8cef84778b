"""The ballots of a past vote, counted by the text of its day; and whether one paper more or less decides."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from msgspec.structs import replace

from bylaw.acts.act import Evidence
from bylaw.acts.past.check import KIND, Case
from bylaw.acts.past.facts import Poll
from bylaw.acts.secret_ballots.ballot_files import read_file
from bylaw.counting import Ballots, CountSheet, Grades, UnfitBallots, count
from bylaw.rules.clause import Provision
from bylaw.rules.majority import Majority
from bylaw.rules.meanings import MajorityRule, Method

DEBIAN = "debian"
"""The method by which past votes are counted, in the edition that the law of the day names."""

MOST_PAPERS = 2000
"""Different papers up to which the outcome test counts again without each: it bounds an audit's time."""


class Paper(NamedTuple):
    """The ballots, the terms of their count, and its sheet."""

    ballots: Ballots
    terms: dict[str, Any]
    sheet: CountSheet

    def winners(self, ballots: Ballots) -> tuple[int, ...]:
        """Give who wins with these ballots instead; nobody where they cannot be counted."""
        try:
            return count(DEBIAN, ballots, **self.terms).winners
        except UnfitBallots:
            return ()


def ballots_of(poll: Poll, evidence: Evidence) -> Ballots | str | None:
    """Give the ballots, or why the file holds none; None when none are named or a copy lacks them."""
    found = read_file(evidence.get(poll.ballots), DEBIAN) if poll.ballots else None
    return "no rankings" if isinstance(found, Grades) else found


def counted(case: Case, poll: Poll) -> Paper | None:
    """Count the ballots; None when none are here, or when they cannot be counted by the law's method."""
    ballots, law = ballots_of(poll, case.evidence), case.clause("method")
    if not isinstance(ballots, Ballots) or law is None or law.rule.name != DEBIAN:
        return None
    rule: Method = law.rule
    size = len(ballots.candidates)
    majorities = tuple((n, ratio_asked(case, n)) for n in range(1, size))
    terms: dict[str, Any] = {
        "roll": poll.developers,
        "default": size,
        "constitution": rule.edition,
        "majorities": tuple((n, ratio) for n, ratio in majorities if ratio != 1),
    }
    try:
        return Paper(ballots, terms, count(rule.name, ballots, **terms))
    except UnfitBallots:
        return None


def majority_of(case: Case, option: int) -> Provision | None:
    """Give the clause on the majority that an option needs over the default option."""
    return case.clause("majority", case.vote.matter(option) or KIND)


def ratio_asked(case: Case, option: int) -> Fraction:
    """Give how many votes for each one against an option needs; 1 where no clause speaks."""
    law = majority_of(case, option)
    rule: MajorityRule | None = law.rule if law else None
    return ratio_of(rule.majority) if rule else Fraction(1)


def ratio_of(majority: Majority) -> Fraction:
    """Write a majority of votes cast as a ratio: three quarters are 3:1, a half is 1:1."""
    if majority.ratio is not None:
        return Fraction(majority.ratio)
    num, den = majority.share or (1, 2)
    return Fraction(num, den - num)


def outcome_test(paper: Paper | None, strangers: int) -> str:
    """Say whether the result can rest on the papers of those who were not on the roll.

    Which paper was whose is not looked at: each different paper is taken away in turn.
    """
    if paper is None:
        return "outcome test not possible: the ballots are not here"
    if strangers != 1:
        return f"outcome test not made for {strangers} papers at once"
    papers = paper.ballots.papers
    if len(papers) > MOST_PAPERS:
        return f"outcome test not made for {len(papers)} different papers"
    for i, one in enumerate(papers):
        rest = (
            *papers[:i],
            *((replace(one, weight=one.weight - 1),) if one.weight > 1 else ()),
            *papers[i + 1 :],
        )
        if paper.winners(replace(paper.ballots, papers=rest)) != paper.sheet.winners:
            return "outcome test: without the paper the result can be another"
    won = ", ".join(map(str, paper.sheet.winners))
    return f"outcome test: whichever of the {len(papers)} different papers is taken away, option {won} still wins"
