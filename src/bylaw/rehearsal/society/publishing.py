"""Figures in public: each January the true ones, and before them others; claims from outside that contradict them."""

from __future__ import annotations

from functools import partial

from bylaw.acts.figures.publishing import Stated
from bylaw.rehearsal.society.company import Company
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.roster import Roster
from bylaw.rehearsal.society.times import year_of, years_begin
from bylaw.rehearsal.stage import DAY
from bylaw.state.bodies import ROOT

FLOWS = (
    "imported",
    "admitted",
    "returned",
    "restored",
    "resigned",
    "lapsed",
    "died",
    "expelled",
    "expelled-net",
    "complaints",
    "petitions",
    "reports",
)
"""Flows whose published values come from the books."""
IN = ("founded", "imported", "admitted", "returned", "restored")
OUT = ("resigned", "lapsed", "died", "expelled")
LEAFLET = "a leaflet"


def yearly(company: Company, roster: Roster) -> None:
    """Publish the figures of the year that is over, some days after it; and so every year."""
    year = year_of(company.now)
    days = (years_begin(year + 1) - company.now) / DAY
    company.later(days + 20, partial(_publish, company, roster, year))
    company.later(days + 25, partial(yearly, company, roster))


def _publish(company: Company, roster: Roster, year: int) -> None:
    by, body = (
        draw(company, roster, Wanted("publish-figures", ROOT)),
        company.dice.choice(list(roster.locals)),
    )
    if not by:
        return
    members = _members(roster, year)
    true = {name: roster.books[ROOT, year, name] for name in FLOWS} | {"members": members}
    stated = tuple(Stated(ROOT, name, value) for name, value in true.items())
    local = tuple(Stated(body, name, roster.books[body, year, name]) for name in FLOWS)
    lies = (
        ("more members are published than there are", Stated(ROOT, "members", members + 5)),
        ("more complaints are published than were filed", _more("complaints", true)),
        ("a figure without a definition is published", Stated(ROOT, "loyalty", 99)),
        ("more are published as restored than were", _more("restored", true)),
    )
    tale, lie = lies[year % len(lies)]
    told = (*stated[: len(FLOWS)], lie)
    company.attempt(tale, "bylaw 17", "publish-figures", *by, year=year, figures=told)
    officer = roster.officer("secretary", body)
    if year % 2:
        tale = "figures of a year that is not over are published"
        company.attempt(tale, "bylaw 15", "publish-figures", *by, year=year + 1, figures=local[:1])
    elif officer and body != ROOT:
        tale = "a local publishes for all"
        company.attempt(tale, "5.8", "publish-figures", officer, year=year, figures=stated)
    company.do("publish-figures", *by, year=year, figures=(*stated, *local))
    _claim(company, roster, year, members)


def _more(name: str, true: dict[str, int]) -> Stated:
    return Stated(ROOT, name, true[name] + 1)


def _members(roster: Roster, year: int) -> int:
    """Count who was there at the end of a year, from what came and went."""
    return sum(
        n * ((name in IN) - (name in OUT))
        for (body, when, name), n in roster.books.items()
        if body == ROOT and when <= year
    )


def _claim(company: Company, roster: Roster, year: int, members: int) -> None:
    """Enter what a leaflet says, which is another number; and what a chronicle says, which is the same."""
    told = {"figure": "members", "body": ROOT, "year": year, "words": "members at the end of the year"}
    by = draw(company, roster, Wanted("claim-figure", ROOT))
    for name, value in (("leaflet", members + 1000), ("chronicle", members)) if by else ():
        source = {"source": f"a {name}", "evidence": "secondary"}
        company.do("claim-figure", *by, **told, name=f"{name}-{year}", value=value, **source)
    company.claims += bool(by)
