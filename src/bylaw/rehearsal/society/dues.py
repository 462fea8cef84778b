"""Dues: attested twice a year, reminders to who is behind, notice, lapse, and the way back."""

from __future__ import annotations

from functools import partial

from bylaw.acts.act import Signer
from bylaw.acts.members.standing import Dues
from bylaw.rehearsal.society.company import Company, as_subject, chunks
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.roster import Person, Roster
from bylaw.rehearsal.society.times import year_of
from bylaw.rehearsal.stage import OffScript
from bylaw.state.bodies import ROOT

HALF = 182
BEHIND = 0.02
"""The share of members who do not pay."""
ROWS = 500
MOST = 5
"""For how many members one person may pay before it is shown in public."""


def attest(company: Company, roster: Roster) -> None:
    """Attest until when each has paid; who is behind has paid until today."""
    by = draw(company, roster, Wanted("attest-standing", ROOT))
    company.later(HALF, partial(attest, company, roster))
    if not by:
        return
    until, today = company.day(HALF + 7), company.day(0)
    people = list(roster.people.values())
    behind = [p for p in people if not p.busy and company.dice.random() < BEHIND]
    slow = {person.id for person in behind}
    for person in people:
        person.paid = person.id not in slow
    rows = [Dues(person.id, today if person.id in slow else until) for person in people]
    for part in chunks(rows, ROWS):
        company.do("attest-standing", *by, dues=tuple(part))
    secretary = roster.office("secretary")
    tale = "the secretary attests dues, which is the treasurer's word"
    company.attempt(tale, "1.11", "attest-standing", secretary, dues=tuple(rows[:1]))
    _one_payer(company, roster, until, by)
    company.later(31, partial(_remind, company, roster, behind))


def _one_payer(company: Company, roster: Roster, until: str, by: tuple[Signer, ...]) -> None:
    """Let one person pay for five others, which nobody is told, and then for six, which everybody is."""
    local = company.dice.choice([name for name in roster.locals if name != ROOT])
    payer = company.hash_of(f"who pays {company.now}")
    people = roster.any_of(local, MOST + 1)
    rows = [Dues(person.id, until, payer=payer) for person in people]
    if len(rows) > MOST:
        company.do("attest-standing", *by, dues=tuple(rows[:MOST]))
        company.flush()
        before = company.flagged["floor 71"]
        company.do("attest-standing", *by, dues=tuple(rows[MOST:]))
        company.flush()
        if company.flagged["floor 71"] != before + 1:
            raise OffScript("one payer for six members is not flagged, or one for five is")


def _members(roster: Roster, people: list[Person]) -> list[Person]:
    return [person for person in people if roster.people.get(person.id) is person]


def _remind(company: Company, roster: Roster, behind: list[Person]) -> None:
    by, left = draw(company, roster, Wanted("remind-arrears", ROOT)), _members(roster, behind)
    if not by or not left:
        return
    for part in chunks([person.id for person in left], ROWS):
        records = company.hash_of(f"reminders {company.now}")
        company.do("remind-arrears", *by, members=tuple(part), records=records)
    tale = "notice of lapse on the day of the reminder"
    fields = {"ground": "arrears", "records": company.hash_of("notice")}
    company.attempt(
        tale, "1.12", "give-lapse-notice", roster.office("secretary"), members=(left[0].id,), **fields
    )
    company.later(30, partial(_notice, company, roster, left))


def _notice(company: Company, roster: Roster, behind: list[Person]) -> None:
    left = _members(roster, behind)
    if not left:
        return
    for part in chunks([person.id for person in left], ROWS):
        fields = {"ground": "arrears", "records": company.hash_of(f"notices {company.now}")}
        by = draw(company, roster, Wanted("give-lapse-notice", ROOT))
        company.do("give-lapse-notice", *by, members=tuple(part), **fields)
    tale = "a membership lapses before the end of its notice"
    company.attempt(tale, "1.13", "lapse", roster.office("secretary"), member=left[0].id)
    company.later(32, partial(_lapse, company, roster, left))


def _lapse(company: Company, roster: Roster, behind: list[Person]) -> None:
    """End the memberships of those whose notice still runs: it falls with a spell, and who came back has none."""
    noticed = company.state.members.lapsing
    for person in _members(roster, behind):
        if person.id not in noticed:
            continue
        if roster.voting[person.local] or roster.voting[ROOT] or person.busy:
            continue
        company.do("lapse", *draw(company, roster, Wanted("lapse", person.local)), member=person.id)
        roster.leave(person)
        roster.note("lapsed", year_of(company.now), person.local, ROOT)
        if company.dice.random() < 0.3:
            company.later(company.dice.randint(10, 300), partial(_return, company, roster, person))


def _return(company: Company, roster: Roster, person: Person) -> None:
    company.do("return", as_subject(person.id), member=person.id)
    person.paid = False
    roster.enter(person)
    roster.note("returned", year_of(company.now), person.local, ROOT)
