"""`bylaw rules`: check a file of bylaws, and print the bylaws of an organisation as a book."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from bylaw.acts.questions import fit, unasked
from bylaw.acts.registry import ACTS, BY_KIND
from bylaw.cli.book import book
from bylaw.cli.shell import REFUSED, USAGE, fail, put, put_findings, put_json
from bylaw.rules.bylaws import Bylaws
from bylaw.rules.clause import Clause
from bylaw.rules.finding import Finding
from bylaw.rules.floors import FLOORS
from bylaw.rules.load import NoBylaws, Profile, load
from bylaw.rules.names import Known, misnamed

EVIDENCE = {
    "read": "text read",
    "secondary": "secondary source",
    "memory": "from memory: read the clause before you rely on it",
}


@click.group()
def rules() -> None:
    """Check bylaws, or print them as a book."""


@rules.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def check(file: Path, *, as_json: bool) -> None:
    """Check that FILE answers every question that acts can ask, each exactly once, and keeps to the floors.

    A name in a clause that is no act, and no office or kind of body that the file declares, is found too. A meaning
    that no act asks is noted: its words stand, and nothing enforces them.
    """
    profile = read_profile(file)
    findings = tuple(problems(profile))
    idle = [{"clause": clause.no, "meaning": key} for clause, key in unasked(profile.clauses)]
    sources = Counter(clause.evidence or "none" for clause in profile.clauses if clause.source)
    if as_json:
        put_json(
            {
                "title": profile.title,
                "clauses": len(profile.clauses),
                "sources": sources,
                "findings": findings,
                "unasked": idle,
            }
        )
    else:
        put(f"{profile.title}: {len(profile.clauses)} clauses, {len(FLOORS)} floors of bylaw's own")
        for evidence, count in sorted(sources.items()):
            put(f"    {count:3} sources: {EVIDENCE.get(evidence, 'evidence not stated')}")
        put_findings(findings)
        for one in idle:
            put(f"    note: clause {one['clause']}: no act asks its '{one['meaning']}'; nothing enforces it")
        put("every question has exactly one answer" if not findings else f"{len(findings)} things to mend")
    raise SystemExit(REFUSED if findings else 0)


@rules.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--at", "moment", default="", help="The law of this day instead of the last entry's: 2025-05-17."
)
def show(source: Path, moment: str) -> None:
    """Print the bylaws of the organisation in SOURCE, or those of a file, as a book."""
    if source.is_file():
        profile = read_profile(source)
        put(book(profile.title, (*profile.clauses, *FLOORS)))
        return
    from bylaw.cli.open import folded  # noqa: PLC0415 - a file of bylaws needs no record

    state, at = folded(source, moment)
    put(book(state.identity.name, tuple(state.bylaws.in_force(at))))


def read_profile(file: Path) -> Profile:
    """Read a file of bylaws, or end with what is wrong with it."""
    try:
        raw = file.read_bytes()
    except OSError as fault:
        fail(f"{file}: {fault.strerror}", USAGE)
    profile = load(raw)
    if isinstance(profile, NoBylaws):
        fail(f"{file}: {profile}", REFUSED)
    return profile


def problems(profile: Profile) -> list[Finding]:
    """Give what keeps a profile from being adopted."""
    kinds = tuple(dict.fromkeys(("assembly", *(unit.kind for unit in profile.bodies.values()))))
    known = Known(tuple(BY_KIND), kinds, tuple(profile.offices))
    return [
        *misnamed(profile.clauses, known),
        *judge_clauses(profile.clauses, kinds, tuple(profile.offices)),
    ]


def judge_clauses(
    clauses: tuple[Clause, ...], kinds: tuple[str, ...], offices: tuple[str, ...]
) -> list[Finding]:
    """Ask these clauses every question."""
    bylaws = Bylaws()
    bylaws.adopt((*FLOORS, *clauses), 0)
    law = bylaws.on(0)
    return list(fit(ACTS, law, kinds, offices))
