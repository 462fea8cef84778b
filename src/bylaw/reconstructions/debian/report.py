"""The report on the votes of 1999 to 2018: a page of Markdown, made from the record alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bylaw.acts.past.outcome import Paper
from bylaw.reconstructions.debian.signs import signs
from bylaw.reconstructions.debian.told import Told

HERE = {
    "counted": "ballots",
    "voters": "voters",
    "proposal": "proposal",
}
"""How the table says what this data holds of a vote."""
CLAUSE_ON_VOTERS = "3.1.4"
INTRODUCTION = """\
# Debian, votes of 1999 to 2018

This page is made by `bylaw reconstruct debian DIR --facts FOLDER --ballots FOLDER --report FILE`, and a test
keeps it current. The record behind it has the clock `reconstruction`: one archivist signs, times are the
sources'. Facts are those of the vote pages (`l/debian-webwml` 80cd946, see `tests/data/governance`); people
are pseudonyms. A clause is *kept*, *broken*, or *not shown*: a fact that is missing here is never a breach.
"""


def report(told: Sequence[Told]) -> str:
    """Write the whole page."""
    parts = (_head(told), _votes(told), _clauses(told), _strangers(told), _majorities(told), signs(told))
    lines = [line for part in (*parts, _broken(told), _unshown(told)) for line in part]
    return "\n".join(lines) + "\n"


def _head(told: Sequence[Told]) -> Iterator[str]:
    kinds = Counter(one.kind for one in told)
    agree = sum(_agrees(one) for one in told)
    totals = Counter(check.verdict for one in told for check in one.checks)
    yield INTRODUCTION
    yield f"- {len(told)} votes under constitutions 1.0 to 1.7, each under the one in force when its poll opened."
    yield f"- {kinds['counted']} counted from ballots by the rule of their day; {agree} with a published result agree"
    yield "  with it in matrix, dropped options and winner; the other has no published result here to compare."
    yield f"- {kinds['voters']} with a list of voters only: turnout, roll and quorum are replayed, printed ratios are"
    yield "  checked by arithmetic, and their outcomes stay unseen."
    yield f"- {kinds['proposal']} entered as proposals: no voters are published here."
    yield f"- Clauses asked {sum(totals.values())} times: {totals['kept']} kept, {totals['broken']} broken,"
    yield f"  {totals['unshown']} not shown by this data."
    yield ""


def _agrees(one: Told) -> bool:
    poll = one.act.vote.poll
    published = poll.result if poll else None
    if one.paper is None or published is None:
        return False
    sheet = one.paper.sheet
    mine = sorted((dropped.candidate, dropped.reason) for dropped in sheet.dropped or ())
    theirs = sorted((dropped.option, dropped.reason) for dropped in published.dropped)
    return (sheet.pairwise, mine, sheet.winners) == (published.matrix, theirs, (published.winner,))


def _votes(told: Sequence[Told]) -> Iterator[str]:
    yield "## Every vote"
    yield ""
    yield "*Here* says what this data holds; *counted by* is the edition of A.6, of which there are three: 1.0,"
    yield "1.1 to 1.5, and 1.6 on. Options are named by their number on the paper."
    yield ""
    rows = (_row(one) for one in told)
    yield from table(
        ("vote", "title", "constitution", "here", "voted / roll", "counted by", "winner", "k/b/n"), rows
    )
    yield ""
    yield "k/b/n: clauses kept, broken, not shown."
    yield ""


def _row(one: Told) -> tuple[str, ...]:
    poll = one.act.vote.poll
    turnout = ""
    if poll and one.roll:
        on = str(len(one.roll.on)) if one.roll.published else f"{poll.developers or 'unknown'}, no roll"
        turnout = f"{len(one.roll.voted)} / {on}"
    verdicts = "/".join(str(len(one.of(verdict))) for verdict in ("kept", "broken", "unshown"))
    edition = one.edition if one.paper else ""
    return (
        one.act.name,
        one.act.title,
        one.version,
        HERE[one.kind],
        turnout,
        edition,
        _winner(one),
        verdicts,
    )


def _winner(one: Told) -> str:
    if one.paper is None:
        return "" if one.kind == "proposal" else "unseen"
    won = one.paper.sheet.elected[0]
    last = won.candidate == len(one.paper.ballots.candidates)
    if one.act.vote.leader or last:
        return f"{won.candidate}{' (default)' if last else ''}"
    return f"{won.candidate}: {won.name}"


def _clauses(told: Sequence[Told]) -> Iterator[str]:
    counts: Counter[tuple[str, str]] = Counter((c.law.no, c.verdict) for one in told for c in one.checks)
    numbers = sorted({number for number, _ in counts})
    words = {check.law.no: check.law.words for one in told for check in one.checks}
    yield "## How many clauses of each kind"
    yield ""
    verdicts = ("kept", "broken", "unshown")
    rows = [(n, words[n], *(str(counts[n, verdict]) for verdict in verdicts)) for n in numbers]
    totals = tuple(str(sum(counts[n, verdict] for n in numbers)) for verdict in verdicts)
    heads = ("clause", "in short, as last in force", "kept", "broken", "not shown")
    yield from table(heads, [*rows, ("all", "", *totals)])
    yield ""
    broken = len({check.law.no for one in told for check in one.of("broken")})
    never = sum(not counts[n, "kept"] and not counts[n, "broken"] for n in numbers)
    yield f"Of the {len(numbers)} clauses asked, {broken} were broken at least once; {never} were never shown."
    yield ""


def _strangers(told: Sequence[Told]) -> Iterator[str]:
    found = [(one, check) for one in told for check in one.of("broken") if check.law.no == CLAUSE_ON_VOTERS]
    yield "## Voters who are not on the published roll"
    yield ""
    yield "The outcome test takes each different paper away in turn and counts again: whose paper it was is not asked."
    yield ""
    rows = [
        (who, one.act.name, str(len(one.roll.on)), check.found.partition("; ")[2])
        for one, check in found
        if one.roll
        for who in one.roll.strangers
    ]
    yield from table(("who", "vote", "roll", "outcome test"), rows)
    yield ""


def _majorities(told: Sequence[Told]) -> Iterator[str]:
    yield "## Where a majority decided"
    yield ""
    yield "Counted again with a majority of 1:1 for every option, the winner would be another in:"
    yield ""
    for one in told:
        if one.paper and (other := _without_majorities(one.paper)) != one.paper.sheet.winners:
            yield f"- {one.act.name}: option {_numbers(other)} instead of option {_numbers(one.paper.sheet.winners)}."
    yield ""


def _without_majorities(paper: Paper) -> tuple[int, ...]:
    terms = {**paper.terms, "majorities": ()}
    return paper._replace(terms=terms).winners(paper.ballots)


def _numbers(options: tuple[int, ...]) -> str:
    return ", ".join(map(str, options)) or "none"


def _broken(told: Sequence[Told]) -> Iterator[str]:
    yield "## Broken: fact, clause, source"
    yield ""
    yield "The source of each fact is the page of the vote, or its published count."
    yield ""
    rows = [
        (one.act.name, check.found, check.asks, check.law.no, check.law.source)
        for one in told
        for check in one.of("broken")
    ]
    yield from table(("vote", "fact", "the text asks", "clause", "source of the clause"), rows)
    yield ""


def _unshown(told: Sequence[Told]) -> Iterator[str]:
    yield "## Not shown by this data"
    yield ""
    for one in told:
        missing = one.of("unshown")
        if missing:
            yield f"- **{one.act.name}** {'; '.join(f'{check.law.no}: {check.found}' for check in missing)}."


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a Markdown table."""
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
