"""Who voted, who was on the roll, and the quorum, against the text of the day."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bylaw.acts.past.check import Case, Check, broken, kept, unshown
from bylaw.acts.past.facts import Poll
from bylaw.acts.past.outcome import Paper, counted, outcome_test
from bylaw.acts.past.roll import Roll, roll_of
from bylaw.rules.clause import Provision
from bylaw.rules.meanings import Quorum
from bylaw.rules.measure import least


def turnout(case: Case, poll: Poll) -> Iterator[Check]:
    """Ask that all votes are listed, that voters are on the roll, and that the roll and the quorum add up."""
    roll, paper = roll_of(poll.roll, case.evidence), counted(case, poll)
    if isinstance(roll, Roll):
        if law := case.clause("window"):
            yield _listed(law, poll, roll, paper)
        if law := case.clause("electorate"):
            yield _voters(law, roll, paper)
    if law := case.clause("quorum"):
        yield from _quorum(law, poll, roll, paper)


def _listed(law: Provision, poll: Poll, roll: Roll, paper: Paper | None) -> Check:
    found = f"{len(roll.voted)} voters are listed, {poll.voters} are published"
    papers = paper.sheet.valid if paper else poll.voters
    if paper:
        found += f", {papers} ballots are here"
    if len(roll.voted) == poll.voters == papers:
        return kept(law, found)
    return broken(law, found, "after the vote all the votes cast are listed")


def _voters(law: Provision, roll: Roll, paper: Paper | None) -> Check:
    if not roll.published:
        return unshown(law, f"no roll is published beside the {len(roll.voted)} voters")
    if not roll.strangers:
        return kept(law, f"all {len(roll.voted)} voters are on the roll of {len(roll.on)}")
    strangers = roll.strangers
    found = f"{len(roll.voted)} voted, of whom not on the roll of {len(roll.on)}: {', '.join(strangers)}"
    return broken(law, f"{found}; {outcome_test(paper, len(strangers))}", "only developers vote")


def _quorum(law: Provision, poll: Poll, roll: object, paper: Paper | None) -> Iterator[Check]:
    rule: Quorum = law.rule
    if not poll.developers:
        yield unshown(law, "the number of developers is not published" + _whatever(paper))
        return
    need = least(rule.measure, poll.developers)
    if isinstance(roll, Roll) and roll.published:
        said = f"the roll has {len(roll.on)}, published are {poll.developers} developers"
        yield (
            kept(law, said)
            if len(roll.on) == poll.developers
            else broken(law, said, "Q follows from the number of current developers")
        )
    if poll.quorum:
        said = f"3Q of {poll.developers} is printed as {poll.quorum}"
        right = _is_root(poll.quorum, Fraction(9 * poll.developers, 4))
        yield kept(law, said) if right else broken(law, said, "Q is half of the square root")
    yield _reached(law, poll, need, paper)


def _reached(law: Provision, poll: Poll, need: int, paper: Paper | None) -> Check:
    """Ask whether each option that was kept has its quorum, from our count or from printed votes."""
    if paper:
        return kept(law, f"counted here: {need} votes over the default option are asked of each option")
    votes = [ratio.over for ratio in poll.ratios if ratio.stays]
    if votes and min(votes) >= need:
        return kept(law, f"printed: each option that stays has {min(votes)} votes or more; {need} needed")
    if votes:
        return broken(
            law, f"printed: an option stays with {min(votes)} votes", f"{need} votes over the default"
        )
    return unshown(
        law, f"{poll.voters} voted and {need} votes are asked of an option; its votes are not here"
    )


def _whatever(paper: Paper | None) -> str:
    """Say up to how many developers the winner would have had the quorum."""
    if paper is None or not paper.sheet.winners or paper.sheet.pairwise is None:
        return ""
    over = paper.sheet.pairwise[paper.sheet.winners[0] - 1][len(paper.sheet.candidates) - 1]
    return f"; the winner's {over} votes over the default reach 3Q of up to {4 * over * over // 9}"


def _is_root(printed: str, square: Fraction) -> bool:
    """Whether a printed decimal is the root of a number, rounded or cut off in its last place."""
    value, step = Fraction(printed), Fraction(1, 10 ** len(printed.partition(".")[2]))
    return max(value - step, Fraction(0)) ** 2 <= square <= (value + step) ** 2
