"""Courses: one a year that everybody can take, and that whoever keeps the accounts has completed; one with few places.

It is tried to attest it before it begins, of strangers, of one twice, of more than there were places; and to name for
treasurer who has not taken it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from bylaw.acts.act import Signer
from bylaw.rehearsal.society.company import Company
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.roster import Roster
from bylaw.state.bodies import ROOT

TOPIC, OFFICE, CLAUSE = "accounts", "treasurer", "4.10a"
"""What the course is about, the office for which it is asked, and the clause that asks for it."""
LASTS, TAKE, PLACES = 30, 40, 2
"""Days from its first to its last, how many take it, and the places of the other one."""


def begin(company: Company, roster: Roster, years: int, first: int) -> None:
    """Offer both each year, so that they are over before the accounts pass into other hands."""
    for year in range(years):
        at = first + 365 * year + company.dice.randint(0, 15)
        company.later(at, partial(_offer, company, roster, year))


def _offer(company: Company, roster: Roster, year: int) -> None:
    by, local = draw(company, roster, Wanted("offer-course", ROOT)), company.dice.choice(list(roster.locals))
    if not by:
        return
    told = {
        "course": f"{TOPIC}-{year}",
        "topic": TOPIC,
        "body": ROOT,
        "text": company.hash_of(f"course {year}"),
    }
    days = {"begins": company.day(2), "ends": company.day(2 + LASTS)}
    tale = "a course is offered that has begun"
    company.attempt(tale, "bylaw 14", "offer-course", *by, **told, **{**days, "begins": company.day(-1)})
    officer = roster.officer("president", local)
    if officer and local != ROOT:
        company.attempt("a local offers a course for all", "8.51", "offer-course", officer, **told, **days)
    company.do("offer-course", *by, **told, **days)
    few = {**told, "course": f"speaking-{year}", "topic": "speaking", "places": PLACES}
    company.do("offer-course", *by, **few, **days)
    tale, person = "a course is completed before it begins", roster.somebody(roster.local_of(ROOT))
    early = {"course": told["course"], "members": (person.id,), "records": company.hash_of("early")}
    company.attempt(tale, "bylaw 15", "complete-course", *by, **early)
    company.later(2 + LASTS, partial(_completed, company, roster, year))


def _completed(company: Company, roster: Roster, year: int) -> None:
    """Attest who completed them: members, each once, no more than had a place."""
    by = draw(company, roster, Wanted("complete-course", ROOT))
    took = [person.id for person in roster.idle(ROOT, TAKE)]
    if not by or len(took) <= PLACES:
        return
    _attest(company, by, f"{TOPIC}-{year}", took)
    roster.completed.setdefault(TOPIC, set()).update(took)
    few = _told(company, f"speaking-{year}", took[: PLACES + 1])
    tale = "more complete a course than it had places"
    company.attempt(tale, "bylaw 17", "complete-course", *by, **few)
    company.do("complete-course", *by, **{**few, "members": few["members"][:PLACES]})


def _attest(company: Company, by: tuple[Signer, ...], course: str, took: list[str]) -> None:
    twice = _told(company, course, [*took, took[0]])
    company.attempt("who completed a course is named twice", "bylaw 17", "complete-course", *by, **twice)
    company.do("complete-course", *by, **_told(company, course, took))
    again = _told(company, course, took[:1])
    company.attempt("a course is completed again", "bylaw 17", "complete-course", *by, **again)


def _told(company: Company, course: str, members: list[str]) -> dict[str, Any]:
    return {"course": course, "members": tuple(members), "records": company.hash_of(f"list of {course}")}
