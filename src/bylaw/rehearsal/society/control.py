"""What holds officers to account, set in the calendar: reports, cases, recalls, inquiries, courses, figures."""

from __future__ import annotations

from functools import partial

from bylaw.rehearsal.society import (
    campaigns,
    cases,
    courses,
    emergencies,
    inquiries,
    joining,
    petitions,
    publishing,
    recalls,
    reports,
    sanctions,
)
from bylaw.rehearsal.society.company import Company
from bylaw.rehearsal.society.roster import Roster
from bylaw.state.bodies import ROOT

YEAR = 365
PETITION = 0.05
"""How many petitions there are in a year, per local."""
CAMPAIGN, STUFFED = 0.05, 0.02
"""How many campaigns there are in a year, and how often many are admitted at once, per local."""
POST = 170
"""Days from the first settled day of a year to that from which the registrar is charged: the interim ones are over."""
CASES = (
    ("case", 0.15, cases.of_member, sanctions.decide),
    ("removal", 0.1, cases.of_officer, sanctions.remove),
    ("breach", 0.1, cases.of_officer, recalls.ask),
)
"""Cases by name: how many there are in a year per local, who is charged, and what follows from a finding."""


def begin(company: Company, roster: Roster, names: list[str], days: int, first: int) -> None:
    """Fill so many days of the calendar, from the first on which everything is settled."""
    dice, last = company.dice, max(days - 1, first)
    for office in reports.OWING:
        reports.begin(company, roster, ROOT, office)
    for n in range(int(PETITION * len(names) * days / YEAR) + 1):
        at, local = dice.randint(first, last), dice.choice(names)
        company.later(at, partial(petitions.ask, company, roster, local, n))
    for n in range(int(CAMPAIGN * len(names) * days / YEAR) + 4):
        at, local = dice.randint(first, last), dice.choice(names)
        company.later(at, partial(campaigns.ask, company, roster, local, n))
    for n in range(int(STUFFED * len(names) * days / YEAR) + 2):
        at, local = dice.randint(first, max(last - joining.LASTS, first)), dice.choice(names)
        company.later(at, partial(joining.stuff, company, roster, local, n))
    for what, share, charged, then in CASES:
        for n in range(int(share * len(names) * days / YEAR) + 1):
            at, local = dice.randint(first, last), dice.choice(names)
            company.later(at, partial(charged, company, roster, local, f"{what}-{n}", then))
    for year in range(days // YEAR):
        at, name = first + year * YEAR + POST + dice.randint(0, 100), f"post-{year}"
        company.later(at, partial(cases.of_registrar, company, roster, name, sanctions.remove))
        at = first + year * YEAR + dice.randint(0, 100)
        company.later(at, partial(emergencies.declare, company, roster, year))
    inquiries.begin(company, roster, days // YEAR, first)
    courses.begin(company, roster, days // YEAR, first)
    publishing.yearly(company, roster)
