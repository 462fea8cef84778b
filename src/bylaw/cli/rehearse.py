"""`bylaw rehearse`: a federation of any size lives for years, and every wrong that is tried is refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from bylaw.cli.played import make_room
from bylaw.cli.shell import REFUSED, console, fail, put, put_json, this_command
from bylaw.record.broken import Broken
from bylaw.record.clock import instant, rfc3339
from bylaw.rehearsal.society.federation import ORIGIN, START
from bylaw.rehearsal.society.life import YEAR, Lived, Size, live
from bylaw.rehearsal.society.listed import left
from bylaw.rehearsal.stage import DAY, OffScript
from bylaw.rules.load import NoBylaws, load
from bylaw.store.profiles import profiles

LEAST_IN_LOCAL = 30
"""Fewer members than that, and a local has no quorum."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--members", type=click.IntRange(30, 1_000_000), default=2000, show_default=True)
@click.option("--bodies", type=click.IntRange(1, 20_000), default=40, show_default=True, help="Locals.")
@click.option("--years", type=click.IntRange(1, 50), default=3, show_default=True)
@click.option("--seed", default="1", show_default=True, help="The same seed makes the same society.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def rehearse(  # noqa: PLR0913 - one option each
    *, folder: Path, members: int, bodies: int, years: int, seed: str, as_json: bool
) -> None:
    """Make a federation in DIR that lives for years: most of it lawful, some of it tried in vain.

    Members join, pay, fall behind, move, leave and die; locals meet, elect, vote, complain, charge, appeal,
    recall, petition, inquire and say that they are there; officers report, answer or do not. Meanwhile somebody
    admits without sponsors, denounces for a post, sits on an appeal, expels in an emergency, counts more votes
    than voters. The command ends with 1 if anything lawful is refused, anything unlawful is taken, an oracle that
    shares no code with the acts judges or flags one of them otherwise or lists otherwise what is left undone, or
    a figure is not the one in the rehearsal's own books.
    """
    if members < LEAST_IN_LOCAL * bodies:
        fail(f"{members} members are too few for {bodies} locals: {LEAST_IN_LOCAL} in each give a quorum")
    make_room(folder, ORIGIN)
    profile = load(profiles()["us-union-local"])
    if isinstance(profile, NoBylaws):
        fail(str(profile))
    size = Size(members, bodies, years)
    try:
        with _bar() as bar:
            task = bar.add_task(f"{members} members, {bodies} locals", total=years * YEAR * DAY)
            begun = instant(START) or 0
            lived = live(folder, profile, size, seed, lambda at: bar.update(task, completed=at - begun))
    except OffScript as fault:
        fail(f"the rehearsal went off its script, which is a fault of bylaw: {fault}", REFUSED)
    for line in (*lived.differ, *lived.oracle.differ[:20]):
        put(f"differ: {line}")
    if lived.differ or lived.oracle.differ:
        fail("the record and what stands beside it differ, which is a fault of bylaw", REFUSED)
    _told(lived, folder, as_json=as_json)


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    return Progress(*columns, TimeRemainingColumn(), console=console(), transient=True)


def _told(lived: Lived, folder: Path, *, as_json: bool) -> None:
    organisation = lived.company.organisation
    published = organisation.publish()
    if isinstance(published, Broken):
        fail(str(published))
    tried = Counter(each.tale for each in lived.company.tried)
    if as_json:
        until = rfc3339(lived.company.now)
        numbers = {
            "entries": organisation.state.size,
            "taken": lived.company.lawful,
            "refused": len(lived.company.tried),
        }
        shown = {**lived.company.flagged}
        put_json({"until": until, **numbers, "judged": lived.oracle.judged, "tried": tried, "flagged": shown})
    else:
        put(f"{organisation.state.size} entries until {rfc3339(lived.company.now)[:10]}, all lawful")
        put(f"{len(lived.company.tried)} attempts refused, each by the clause that forbids it:")
        _attempts(lived, tried)
        for clause, times in sorted(lived.company.flagged.items()):
            put(f"{times} acts taken and shown in public, as {clause} says")
        for sort, lines in zip(("directives", "commissions"), left(lived.company), strict=True):
            counted = Counter(lines.values()).most_common()
            put(f"{len(lines)} {sort}: {', '.join(f'{n} {stage}' for stage, n in counted)}")
        put(f"an oracle written from the specification judged {lived.oracle.judged} acts the same way")
        put("every figure of the record is the one in the rehearsal's own books")
        put(f"the organisation is in {folder}:")
        put(f"    {this_command()} verify {folder} --unwitnessed-ok")
        put(f"    {this_command()} figures {folder}")


def _attempts(lived: Lived, tried: Counter[str]) -> None:
    clauses: dict[str, set[str]] = defaultdict(set)
    for each in lived.company.tried:
        clauses[each.tale].add(each.clauses[0])
    for tale, times in tried.most_common():
        put(f"  {times:>6}  {tale}: {', '.join(sorted(clauses[tale]))}")
