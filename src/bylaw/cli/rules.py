"""`bylaw rules`: check a file of bylaws, and print the bylaws of an organisation as a book."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec import UNSET

from bylaw.acts.questions import fit
from bylaw.acts.registry import ACTS, BY_KIND
from bylaw.cli.book import book
from bylaw.cli.profile_file import named_profile
from bylaw.cli.shell import REFUSED, fail, number, put, put_findings, put_json
from bylaw.cli.trial import tried
from bylaw.rules.bylaws import Bylaws
from bylaw.rules.clause import Clause
from bylaw.rules.finding import Finding
from bylaw.rules.floors import FLOORS
from bylaw.rules.holidays import written
from bylaw.rules.load import Profile
from bylaw.rules.names import Known, misnamed
from bylaw.store.profiles import profiles

EVIDENCE = {
    "read": "text read",
    "secondary": "secondary source",
    "memory": "from memory, read these before you rely on them",
}


@click.group()
def rules() -> None:
    """Begin bylaws of your own, check bylaws, or print them as a book."""


@rules.command()
@click.argument("profile")
def draft(profile: str) -> None:
    """Print the file of a shipped profile, to be made into bylaws of your own.

    Write it to a file (bylaw rules draft association > ours.toml), put your own words and numbers into it, and ask
    bylaw rules check what is still missing.
    """
    shipped = profiles()
    if profile not in shipped:
        fail(f"no profile '{profile}'; shipped: {', '.join(shipped)}")
    put(shipped[profile].decode().rstrip("\n"))


@rules.command()
@click.argument("file", metavar="FILE|PROFILE")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def check(file: str, *, as_json: bool) -> None:
    """Check that bylaws answer every question that acts can ask, each exactly once, and keep to the floors.

    A name in a clause that is no act, and no office or kind of body that the file declares, is found too, and what a
    founding by FILE would be refused for. Clauses are listed by how well their source was read.
    """
    profile = named_profile(file)
    findings = tuple(problems(profile))
    resting: dict[str, list[str]] = {}
    for clause in profile.clauses:
        if clause.source:
            resting.setdefault(clause.evidence or "none", []).append(clause.no)
    if as_json:
        put_json(
            {
                "title": profile.title,
                "clauses": len(profile.clauses),
                "sources": {evidence: len(numbers) for evidence, numbers in resting.items()},
                "resting": resting,
                "findings": findings,
            }
        )
    else:
        put(f"{profile.title}: {len(profile.clauses)} clauses, {len(FLOORS)} floors of bylaw's own")
        for evidence, numbers in sorted(resting.items()):
            told = EVIDENCE.get(evidence, "evidence not stated")
            put(f"    {number(len(numbers), 'source')}: {told}: {', '.join(numbers)}")
        put_findings(findings)
        put("every question has exactly one answer" if not findings else f"to mend: {len(findings)}")
    raise SystemExit(REFUSED if findings else 0)


@rules.command()
@click.argument("source", metavar="DIR|URL|FILE|PROFILE")
@click.option(
    "--at", "moment", default="", help="The law of this day instead of the last entry's: 2025-05-17."
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print the clauses as JSON, as a founding act writes them."
)
def show(source: str, moment: str, *, as_json: bool) -> None:
    """Print the bylaws of an organisation, of a file, or of a shipped profile, as a book."""
    title, clauses, rest = _law(source, moment)
    if as_json:
        put_json({"title": title, "holidays": rest, "clauses": clauses})
    else:
        put(book(title, clauses, rest))


def _law(source: str, moment: str) -> tuple[str, tuple[Clause, ...], tuple[str, ...]]:
    """Give the title, the clauses and the days of rest of a file or profile, or of a record at a moment."""
    if Path(source).is_file() or source in profiles():
        profile = named_profile(source)
        return profile.title, (*profile.clauses, *FLOORS), profile.holidays
    from bylaw.cli.open import folded  # noqa: PLC0415 - a file of bylaws needs no record

    state, at = folded(source, moment)
    facts = state.identity
    return facts.name, tuple(state.bylaws.in_force(at)), written(facts.holidays)


def problems(profile: Profile) -> list[Finding]:
    """Give what keeps a profile from being adopted: by the names in it, by its questions, by its founding."""
    kinds = tuple(dict.fromkeys(("assembly", *(unit.kind for unit in profile.bodies.values()))))
    later = (name for clause in profile.clauses if clause.ex_officio is not UNSET for name in clause.office)
    offices = tuple(dict.fromkeys((*profile.offices, *later)))
    found = (
        *misnamed(profile.clauses, Known(tuple(BY_KIND), kinds, offices)),
        *judge_clauses(profile.clauses, kinds, offices),
        *tried(profile),
    )
    return list(dict.fromkeys(found))


def judge_clauses(
    clauses: tuple[Clause, ...], kinds: tuple[str, ...], offices: tuple[str, ...]
) -> list[Finding]:
    """Ask these clauses every question."""
    bylaws = Bylaws()
    bylaws.adopt((*FLOORS, *clauses), 0)
    law = bylaws.on(0)
    return list(fit(ACTS, law, kinds, offices))
