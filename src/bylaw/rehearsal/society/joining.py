"""Coming in: two sponsors and fourteen days; and every way around them that somebody tries."""

from __future__ import annotations

from functools import partial

from bylaw.acts.act import Signer
from bylaw.rehearsal.society.company import Company, as_member, as_subject
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.roster import Person, Roster
from bylaw.rehearsal.society.times import year_of
from bylaw.state.bodies import ROOT

SPONSORED, OPEN = 1, 14
"""Days from the application to its sponsors, and from them to the admission."""
LASTS = SPONSORED + OPEN + 1


def stuff(company: Company, roster: Roster, local: str, serial: int) -> None:
    """Let a tenth of a local apply on one day: they are admitted, and everybody is shown that they are many."""
    for n in range(len(roster.locals[local]) // 10 + 2):
        apply(company, roster, local, f"of wave {serial}, {n}")


def apply(company: Company, roster: Roster, local: str, serial: object) -> None:
    """Let somebody apply to a local; two members sponsor her in the days that follow."""
    who = company.draw(f"applicant {serial}", 16).hex()
    fields = {"member": who, "body": local, "cls": "ordinary", "key": company.key(who).key}
    company.do("apply", Signer(who, "applicant"), **fields)
    company.later(SPONSORED, partial(_sponsor, company, roster, local, who))


def _sponsor(company: Company, roster: Roster, local: str, who: str) -> None:
    first = draw(company, roster, Wanted("sponsor", local))
    other = draw(company, roster, Wanted("sponsor", local, besides={each.member for each in first}))
    if not first or not other:
        return
    (one,), (two,) = first, other
    company.do("sponsor", one, applicant=who)
    secretary = roster.officer("secretary", local)
    if secretary and company.dice.random() < 0.05:
        company.attempt("admitted with one sponsor, and at once", "1.2", "admit", secretary, applicant=who)
        company.attempt("a sponsor signs twice", "bylaw 17", "sponsor", one, applicant=who)
        stranger = as_member(roster.any_of(ROOT)[0].id)
        company.attempt("an outsider sponsors", "1.3", "sponsor", stranger, applicant=who)
    company.do("sponsor", two, applicant=who)
    company.later(OPEN, partial(_admit, company, roster, local, who))


def _admit(company: Company, roster: Roster, local: str, who: str) -> None:
    by = draw(company, roster, Wanted("admit", local))
    if not by:
        company.later(30, partial(_admit, company, roster, local, who))
        return
    if company.dice.random() < 0.05 and roster.locals[local]:
        member = as_member(roster.somebody(local).id)
        company.attempt("a member without office admits", "1.2", "admit", member, applicant=who)
    if company.dice.random() < 0.05:
        company.do("decline", *by, applicant=who)
        company.attempt(
            "declined, and admitted all the same", "bylaw 15|bylaw 8", "admit", *by, applicant=who
        )
        return
    company.do("admit", *by, applicant=who)
    roster.enter(Person(who, local, company.now))
    roster.note("admitted", year_of(company.now), local, ROOT)


def resign(company: Company, roster: Roster, person: Person) -> None:
    """Let a member leave; nobody can do it for her."""
    if company.dice.random() < 0.1:
        other = roster.somebody(person.local)
        if other is not person:
            tale = "somebody resigns for another"
            company.attempt(tale, "1.8|bylaw 35", "resign", as_subject(other.id), member=person.id)
    company.do("resign", as_subject(person.id), member=person.id)
    roster.leave(person)
    roster.note("resigned", year_of(company.now), person.local, ROOT)


def die(company: Company, roster: Roster, person: Person) -> None:
    """Let the secretary record a death."""
    fields = {
        "member": person.id,
        "claimed": company.day(-2),
        "records": company.hash_of(f"death {person.id}"),
    }
    company.do("record-death", *draw(company, roster, Wanted("record-death", person.local)), **fields)
    roster.leave(person)
    roster.note("died", year_of(company.now), person.local, ROOT)


def move(company: Company, roster: Roster, person: Person, to: str) -> None:
    """Let a member move to another local."""
    if roster.voting[person.local] or roster.voting[to] or roster.voting[ROOT]:
        return
    if to == person.local or person.moved == company.now:
        return
    company.do("request-transfer", as_subject(person.id), member=person.id, to=to)
    company.do("accept-transfer", *draw(company, roster, Wanted("accept-transfer", to)), member=person.id)
    roster.note("moved-out", year_of(company.now), person.local)
    roster.note("moved-in", year_of(company.now), to)
    roster.move(person, to)
    person.moved = company.now
