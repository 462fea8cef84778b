"""The years of a federation: the calendar is filled, lived, and the record's figures are compared with the books."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

from bylaw.acts.figures.survey import survey, years
from bylaw.projections.figures import contradictions
from bylaw.rehearsal.oracle.oracle import Oracle
from bylaw.rehearsal.society import complaints, control, directives, dues, joining, listed, meetings
from bylaw.rehearsal.society.company import Company
from bylaw.rehearsal.society.elections import LEAD, plan
from bylaw.rehearsal.society.federation import (
    GATHERED,
    IN_LOCALS,
    INTERIM_DAYS,
    found,
    import_roll,
    open_locals,
)
from bylaw.rehearsal.society.roster import Roster
from bylaw.rehearsal.stage import DAY
from bylaw.rules.load import Profile
from bylaw.state.bodies import ROOT

IN_ROOT = {"teller": 3, "president": 1, "treasurer": 1, "registrar": 1, "secretary": 1}
"""The offices of the root that are elected, with their seats."""
YEAR = 365
SETTLED = 230
"""Days after the founding on which the first elections have long been over."""
JOIN, RESIGN, DIE, MOVE, COMPLAIN = 0.05, 0.02, 0.005, 0.005, 0.01
"""What happens in a year, per member."""


class Size(NamedTuple):
    """How large the federation is, and how long it lives."""

    members: int
    bodies: int
    years: int


class Lived(NamedTuple):
    """What was lived, where the record's figures differ from the books, and the oracle that judged every act."""

    company: Company
    roster: Roster
    differ: tuple[str, ...]
    oracle: Oracle


def live(folder: Path, profile: Profile, size: Size, seed: str, told: Callable[[int], None]) -> Lived:
    """Found a federation and let it live; ``told`` hears of each simulated moment."""
    company, roster = found(folder, profile, seed)
    oracle = Oracle(_founding(company), company.now, company.opened)
    company.watch.append(oracle)
    names = [f"local-{n:04}" for n in range(size.bodies)]
    plans = directives.planned(company, names, size.years * YEAR, SETTLED)
    open_locals(company, roster, names, plans)
    import_roll(company, roster, names, size.members)
    ends = company.now + size.years * YEAR * DAY
    _elections(company, roster, names)
    control.begin(company, roster, names, size.years * YEAR, SETTLED)
    for each in plans:
        company.later(each.day, partial(directives.issue, company, roster, each))
    company.later(3, partial(dues.attest, company, roster))
    _people(company, roster, names, size)
    for name in names:
        for year in range(size.years):
            at = SETTLED + year * YEAR + company.dice.randint(0, YEAR - 1)
            company.later(at, partial(meetings.call, company, roster, name))
    for month in range(1, 12 * size.years):
        company.later(30 * month, partial(listed.compare, company, oracle))
    company.live(ends, told)
    listed.compare(company, oracle)
    for end in company.endings:
        end()
    return Lived(company, roster, tuple(differences(company, roster)), oracle)


def _founding(company: Company) -> bytes:
    return next(iter(company.organisation.raw_entries(0, 1))).split(b"\n")[1]


def _elections(company: Company, roster: Roster, names: list[str]) -> None:
    for i, name in enumerate(names):
        for n, office in enumerate(IN_LOCALS):
            plan(company, roster, 40 + i % 120 + 3 * n, (name, office, 1))
    for office, seats in IN_ROOT.items():
        plan(company, roster, INTERIM_DAYS - GATHERED - LEAD, (ROOT, office, seats))


def _people(company: Company, roster: Roster, names: list[str], size: Size) -> None:
    serial, dice = count(), company.dice

    def any_day(first: int) -> int:
        return dice.randint(first, max(size.years * YEAR - 1, first))

    for _ in range(int(JOIN * size.members * size.years)):
        local = dice.choice(names)
        company.later(any_day(SETTLED), partial(joining.apply, company, roster, local, next(serial)))
    for n in range(int(COMPLAIN * size.members * size.years)):
        local = dice.choice(names)
        company.later(any_day(SETTLED), partial(complaints.file, company, roster, local, n))
    for share, what in ((RESIGN, joining.resign), (DIE, joining.die)):
        for _ in range(int(share * size.members * size.years)):
            company.later(any_day(20), partial(_one, company, roster, dice.choice(names), what))
    for _ in range(int(MOVE * size.members * size.years)):
        one, other = dice.choice(names), dice.choice(names)
        company.later(any_day(20), partial(_one, company, roster, one, partial(joining.move, to=other)))


def _one(company: Company, roster: Roster, local: str, what: Callable[..., None]) -> None:
    if len(roster.locals[local]) > meetings.QUORUM:
        for person in roster.any_of(local):
            what(company, roster, person)


def differences(company: Company, roster: Roster) -> list[str]:
    """Say where a figure of the record is not the one in the generator's books."""
    state, at = company.state, company.now
    found, books = survey(state, years(state, at), at), roster.kept(years(state, at))
    own = {key[2] for key in books}
    wrong = [
        f"{body} {year} {name}: record {found.get((body, year, name), 0)}, books {books[body, year, name]}"
        for body, year, name in sorted(found.keys() | books.keys())
        if name in own and found.get((body, year, name), 0) != books[body, year, name]
    ]
    counts = state.members.roll.count
    classes = frozenset(state.members.roll.classes)
    for local, people in roster.locals.items():
        if local != ROOT and counts(local, at, classes) != len(people):
            wrong.append(f"{local}: record {counts(local, at, classes)} members, books {len(people)}")
    listed = sum(1 for _ in contradictions(state, at))
    if listed != 2 * company.claims:
        wrong.append(f"contradictions: record {listed}, books {2 * company.claims}")
    return wrong
