"""Directives: the founders resolve on them, years ahead; offices answer, cannot, dissent, or say nothing.

A resolution stands until it is used, once, for exactly what was resolved: so each names its office and its day.
"""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from bylaw.acts.act import Signer
from bylaw.rehearsal.society.company import Company, as_member, as_subject
from bylaw.rehearsal.society.roster import Roster
from bylaw.state.bodies import ROOT

SHARE = 0.05
"""How many directives there are in a year, per local."""
LASTS = 60
"""Days from the issue to the day by which it is to be done."""


class Plan(NamedTuple):
    """One directive that is resolved on: its name, the day after the founding on which it is issued, what it says."""

    name: str
    day: int
    fields: dict[str, Any]


def planned(company: Company, names: list[str], days: int, first: int) -> list[Plan]:
    """Draw the directives of so many days: to whom, and when."""
    plans = []
    for n in range(int(SHARE * len(names) * days / 365) + 4):
        day, to = company.dice.randint(first, max(days - LASTS, first)), company.dice.choice(names)
        told = {
            "directive": f"d{n}",
            "body": ROOT,
            "to": to,
            "office": company.dice.choice(("president", "secretary")),
        }
        sort = company.dice.choice(("directive", "recommendation"))
        told |= {"sort": sort, "text": company.hash_of(f"d{n}"), "deadline": company.day(day + LASTS)}
        plans.append(Plan(f"d{n}", day, told))
    return plans


def issue(company: Company, roster: Roster, plan: Plan) -> None:
    """Issue it under its resolution, once; an officer instructs nobody by herself."""
    founder, secretary = roster.any_of(ROOT), roster.officer("secretary")
    if not founder:
        return
    warrant = Signer(founder[0].id, "warrant", f"resolution.{plan.name}.resolved")
    if secretary:
        tale = "the secretary instructs an office by herself"
        company.attempt(tale, "8.31", "issue-directive", secretary, **plan.fields)
    other = {**plan.fields, "office": "treasurer", "to": ROOT}
    tale = "a resolution to instruct one office is used to instruct another"
    company.attempt(tale, "8.31", "issue-directive", warrant, **other)
    company.do("issue-directive", warrant, **plan.fields)
    again = {**plan.fields, "directive": f"{plan.name}.again"}
    company.attempt("one resolution is used for two directives", "8.31", "issue-directive", warrant, **again)
    company.later(3, partial(_answer, company, roster, plan))


def _answer(company: Company, roster: Roster, plan: Plan) -> None:
    """Let one in four go unanswered; of the others some acknowledge it first, and one in four cannot do it."""
    fields, turn = plan.fields, int(plan.name[1:]) % 4
    held = roster.officer(fields["office"], fields["to"])
    others = roster.any_of(fields["to"])
    if held is None or not others or turn == 3:
        company.later(20, partial(_dissent, company, roster, plan))
        return
    me, told = as_subject(held.member), {"directive": plan.name, "mandate": held.ref}
    tale = "a member answers for an office that she does not hold"
    company.attempt(tale, "8.32", "answer-directive", as_subject(others[0].id), **told, step="acknowledged")
    company.do("answer-directive", me, **told, step="acknowledged")
    tale = "an office acknowledges twice"
    company.attempt(tale, "bylaw 17", "answer-directive", me, **told, step="acknowledged")
    tale = "a directive is said to be carried out, without a word on how"
    company.attempt(tale, "bylaw 65", "answer-directive", me, **told, step="completed")
    words = {"text": company.hash_of(f"answer to {plan.name}")}
    if turn == 2:
        company.do("answer-directive", me, **told, **words, step="cannot")
    else:
        company.do("answer-directive", me, **told, **words, step="acted")
        company.do("answer-directive", me, **told, **words, step="completed")
        tale = "what is completed is answered again"
        company.attempt(tale, "bylaw 15", "answer-directive", me, **told, **words, step="acted")
    company.later(5, partial(_dissent, company, roster, plan))


def _dissent(company: Company, roster: Roster, plan: Plan) -> None:
    """Let a member dissent, once; whoever is instructed does not undo it by herself."""
    held, others = roster.officer(plan.fields["office"], plan.fields["to"]), roster.any_of(plan.fields["to"])
    for person in others:
        told = {"directive": plan.name, "reasons": company.hash_of(f"dissent from {plan.name}")}
        company.do("dissent-directive", as_member(person.id), **told)
        tale = "one dissent is attached twice"
        company.attempt(tale, "bylaw 17", "dissent-directive", as_member(person.id), **told)
    if held:
        tale = "an office countermands what it is told to do"
        told = {"directive": plan.name, "words": "no longer needed"}
        company.attempt(tale, "8.31", "countermand", held, **told)
