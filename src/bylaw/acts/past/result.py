"""What was published of a past count against the text of its day, and against the ballots where they are here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from bylaw.acts.past.check import Case, Check, broken, kept, unshown
from bylaw.acts.past.facts import Poll, Ratio, Result
from bylaw.acts.past.outcome import Paper, counted, majority_of, ratio_of
from bylaw.counting import CountSheet
from bylaw.rules.clause import Provision
from bylaw.rules.majority import Tally, outcome
from bylaw.rules.meanings import MajorityRule, Method

LAX = (">=", "<")
"""How a test is printed that lets equality pass, where an option stays and where it is dropped."""


def result(case: Case, poll: Poll) -> Iterator[Check]:
    """Ask the majority of each option, the comparison used, the options on the paper, and the count."""
    yield from _majorities(case, poll)
    if law := case.clause("method"):
        yield from _signs(law, case, poll)
        paper = counted(case, poll)
        if paper:
            yield _default(law, paper)
        if paper and case.vote.leader:
            yield _candidates(law, case, paper)
        if not poll.ballots and poll.result:
            yield _fits(law, poll, poll.result)
        if not poll.ballots:
            yield unshown(law, "the ballots are not here: the outcome stays unseen")
        elif paper:
            yield _count(law, poll, paper)


def _majorities(case: Case, poll: Poll) -> Iterator[Check]:
    lines: dict[str, list[Ratio]] = defaultdict(list)
    laws: dict[str, Provision] = {}
    for ratio in poll.ratios:
        if law := majority_of(case, ratio.option):
            lines[law.no].append(ratio)
            laws[law.no] = law
    for number, printed in lines.items():
        law = laws[number]
        wrong = [said for ratio in printed if (said := _amiss(law, ratio, poll))]
        total = f"{len(printed)} printed ratio{'s' * (len(printed) != 1)}"
        if wrong:
            yield broken(
                law, "; ".join(wrong), "the ratio that the votes give, and what the text makes of it"
            )
        else:
            yield kept(law, f"{total}: quotient, ratio needed and verdict follow from the votes")
    if not poll.ratios and not poll.result and (law := majority_of(case, 1)):
        yield unshown(law, "no votes over the default option are published")


def _amiss(law: Provision, ratio: Ratio, poll: Poll) -> str:
    """Say what is wrong with one printed line; empty when nothing is."""
    rule: MajorityRule = law.rule
    name = f"option {ratio.option} ({ratio.over}/{ratio.under})"
    if ratio.value and not _rounds(ratio.value, ratio.over, ratio.under):
        return f"{name} is printed as {ratio.value}"
    if ratio.need and ratio.need != ratio_of(rule.majority):
        return f"{name} was asked for {ratio.need}:1"
    if ratio.stays != (outcome(rule.majority, Tally(ratio.over, ratio.under)) == "carried"):
        return f"{name} {'stays' if ratio.stays else 'is dropped'}"
    if poll.result and (ratio.over, ratio.under) != _against_default(poll.result, ratio.option):
        return f"{name} is not what the published matrix says"
    return ""


def _against_default(published: Result, option: int) -> tuple[int, int]:
    matrix, last = published.matrix, len(published.matrix)
    if not 0 < option < last or any(len(row) < last for row in matrix):
        return -1, -1
    return matrix[option - 1][last - 1], matrix[last - 1][option - 1]


def _rounds(printed: str, over: int, under: int) -> bool:
    """Whether a printed decimal is a quotient to its last place."""
    step = Fraction(1, 10 ** len(printed.partition(".")[2]))
    return under > 0 and abs(Fraction(printed) - Fraction(over, under)) <= step / 2


def lax(case: Case, ratio: Ratio) -> bool:
    """Whether a printed line lets equality pass, or leaves that open, where the text asks for strictly more.

    For 1:1 the text of every edition does.
    """
    law = majority_of(case, ratio.option)
    rule: MajorityRule | None = law.rule if law else None
    strict = rule is not None and (rule.majority.ratio is None or ratio.need == 1)
    return strict and ratio.sign in LAX


def _signs(law: Provision, case: Case, poll: Poll) -> Iterator[Check]:
    """Ask the printed comparisons. A drop under `<` does not show what equality would have done."""
    printed = [ratio for ratio in poll.ratios if ratio.sign]
    passing = [ratio for ratio in printed if ratio.sign == ">=" and lax(case, ratio)]
    dropped = [ratio for ratio in printed if ratio.sign == "<" and lax(case, ratio)]
    if passing:
        equal = sum(1 for ratio in passing if ratio.over == ratio.need * ratio.under)
        found = f"{len(passing)} option{'s' * (len(passing) != 1)} stay under '>=' as printed, {equal} with equality"
        yield broken(law, found, "strictly more than the ratio, so that equality does not pass")
    if dropped and not passing:
        yield unshown(
            law, f"{len(dropped)} dropped under '<' as printed: what equality would have done is not shown"
        )
    if printed and not passing and not dropped:
        yield kept(law, f"{len(printed)} printed comparisons are those of the text")


def _default(law: Provision, paper: Paper) -> Check:
    rule: Method = law.rule
    last = paper.ballots.candidates[-1]
    found = f"the last option on the paper is '{last}'"
    if last.lower().endswith(rule.default.lower()):
        return kept(law, found)
    return broken(law, found, f"the default option is {rule.default}")


def _candidates(law: Provision, case: Case, paper: Paper) -> Check:
    nominated, printed = len(case.vote.drafts), len(paper.ballots.candidates) - 1
    found = f"{nominated} nominated themselves, {printed} are on the paper"
    if printed == nominated:
        return kept(law, found)
    if printed < nominated:
        return unshown(law, f"{found}; who withdrew is not in this data")
    return broken(law, found, "the options are those who nominated themselves and have not withdrawn")


def _count(law: Provision, poll: Poll, paper: Paper) -> Check:
    sheet, published = paper.sheet, poll.result
    won = ", ".join(map(str, sheet.winners)) or "none"
    if published is None:
        return unshown(
            law, f"counted here by {law.rule.edition}: option {won} wins; no result is published to compare"
        )
    wrong = [name for name, mine, theirs in _compared(sheet, published) if mine != theirs]
    if wrong:
        return broken(
            law, f"{' and '.join(wrong)} differ from the count of the ballots", "the count of the ballots"
        )
    return kept(law, f"counted here: matrix, dropped options and winner (option {won}) are those published")


def _fits(law: Provision, poll: Poll, published: Result) -> Check:
    """Ask of a matrix without ballots that no two options were compared by more than voted."""
    matrix = published.matrix
    if any(len(row) != len(matrix) for row in matrix):
        return broken(law, "the published matrix is not square", "each option is compared with each")
    pairs = [row[j] + matrix[j][i] for i, row in enumerate(matrix) for j in range(i)]
    most = max(pairs, default=0)
    said = f"published matrix: at most {most} of {poll.voters} ballots compare any two options"
    return kept(law, said) if most <= poll.voters else broken(law, said, "each voter has one ballot")


def _compared(sheet: CountSheet, published: Result) -> Iterator[tuple[str, object, object]]:
    yield "matrix", sheet.pairwise, published.matrix
    mine = sorted((dropped.candidate, dropped.reason) for dropped in sheet.dropped or ())
    yield "dropped options", mine, sorted((d.option, d.reason) for d in published.dropped)
    yield "winner", sheet.winners, (published.winner,)
