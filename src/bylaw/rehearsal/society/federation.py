"""The founding: a union whose locals stand under the root, each with a president and a secretary of its own.

The law is the profile of a union local, but for two choices: the tellers of the root count everywhere, and whoever
keeps the accounts has taken a course on them.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.attendance import Arrival
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.acts.law.founding import Found
from bylaw.acts.members.roll_import import Row, digest_of
from bylaw.record.broken import Broken
from bylaw.record.clock import instant, rfc3339
from bylaw.record.encoding import encode
from bylaw.record.signing import sign
from bylaw.rehearsal.charter import charter
from bylaw.rehearsal.society import courses, meetings
from bylaw.rehearsal.society.company import Company, chunks
from bylaw.rehearsal.society.directives import Plan
from bylaw.rehearsal.society.roster import Person, Roster
from bylaw.rehearsal.stage import DAY, OffScript
from bylaw.rules.clause import Clause
from bylaw.rules.load import Profile
from bylaw.rules.meanings.offices import Eligible
from bylaw.state.bodies import ROOT
from bylaw.store.organisation import Organisation

COURSE = Clause(
    no=courses.CLAUSE,
    words="Whoever keeps the accounts has been a member for six months, and has taken a course on them.",
    of=("call-election",),
    office=(courses.OFFICE,),
    eligible=Eligible(member_days=180, courses=(courses.TOPIC,)),
)
"""What the federation asks of its treasurer beside the clauses of the profile."""
ORIGIN = "federation.invalid/record"
"""The name of the log that every rehearsal has."""
START = "2020-01-06T12:00:00Z"
FOUNDERS = 20
OFFICES = ("president", "secretary", "treasurer", "registrar", "teller", "teller", "teller")
IN_LOCALS = ("president", "secretary")
INTERIM_DAYS = 364
GATHERED = 8
"""Days after the founding act on which the founders meet."""
ROWS = 150
"""Members in one chunk of the imported roll."""


def found(folder: Path, profile: Profile, seed: str) -> tuple[Company, Roster]:
    """Found the organisation; its founders share the offices of the root until the first elections."""
    key = sha256(
        f"{seed} log".encode()
    ).digest()  # lots are drawn under the organisation's name, which follows from it
    organisation = Organisation.create(folder, ORIGIN, key)
    if isinstance(organisation, Broken):
        raise OffScript(str(organisation))
    company = Company(organisation, seed, instant(START) or 0)
    roster = Roster(company.dice, company.runs)
    people = [Person(company.draw(f"member {n}", 16).hex(), ROOT, company.now) for n in range(FOUNDERS)]
    act = _act(company, profile, people)
    raw = encode(act)
    done = organisation.submit(company.now, raw, [sign(raw, company.key(p.id)) for p in people])
    if isinstance(done, Broken) or done.refused:
        raise OffScript(str(done))
    for person in people:
        roster.enter(person)
    for i, office in enumerate(OFFICES):
        seats = roster.holders.setdefault((ROOT, office), {})
        seats[f"interim.{i}"] = people[i].id
        people[i].busy += 1
    roster.note("founded", 2020, ROOT, n=FOUNDERS)
    return company, roster


def law(profile: Profile) -> tuple[Clause, ...]:
    """Give the clauses: those of the profile, with the tellers of the root wherever it names tellers, and one more."""
    return (*(_root_tellers(clause) for clause in profile.clauses), COURSE)


def _root_tellers(clause: Clause) -> Clause:
    if not clause.may or "teller here" not in " ".join(clause.may.any_of):
        return clause
    phrases = tuple(phrase.replace("teller here", "teller root") for phrase in clause.may.any_of)
    return replace(clause, may=replace(clause.may, any_of=phrases))


def _act(company: Company, profile: Profile, people: list[Person]) -> Found:
    ends = rfc3339(company.now + INTERIM_DAYS * DAY)
    return charter(
        company.organisation,
        profile,
        {person.id: company.key(person.id).key for person in people},
        [(people[i].id, office, ends) for i, office in enumerate(OFFICES)],
        nonce=company.draw("founding", 16).hex(),
        until=company.day(1),
        name="Federation",
        bylaws=law(profile),
    )


def open_locals(company: Company, roster: Roster, names: list[str], plans: Iterable[Plan]) -> None:
    """Let the founders meet, and resolve on every local, its offices and directives: one resolution for each."""
    kinds = ("create-body", "create-office", "issue-directive")
    items = (AgendaItem("locals", "Locals and what they are to do", kinds),)
    president, secretary = roster.office("president"), roster.office("secretary")
    company.do(
        "call-meeting", secretary, name="founding", body=ROOT, begins=company.day(GATHERED), items=items
    )
    company.flush()
    company.now += GATHERED * DAY
    company.do("open-meeting", president, meeting="founding", served=FOUNDERS)
    arrived = tuple(Arrival(person.id) for person in roster.locals[ROOT])
    company.do("record-attendance", secretary, meeting="founding", arrived=arrived)
    for name in names:
        _resolve(
            company, roster, f"{name}.new", "create-body", name=name, kind_of_body="assembly", parent=ROOT
        )
        for office in IN_LOCALS:
            _resolve(company, roster, f"{name}.{office}", "create-office", body=name, office=office)
    for plan in plans:
        _carry(company, roster, f"{plan.name}.resolved", "issue-directive", **plan.fields)
    company.do("close-meeting", president, meeting="founding")
    company.flush()


def _resolve(company: Company, roster: Roster, motion: str, kind: str, **fields: object) -> None:
    company.do(kind, _carry(company, roster, motion, kind, **fields), **fields)


def _carry(company: Company, roster: Roster, motion: str, kind: str, **fields: object) -> Signer:
    """Let the founders resolve on an act; gives the mover with her warrant."""
    put = {"name": motion, "body": ROOT, "meeting": "founding", "item": "locals"}
    founders = [person.id for person in roster.locals[ROOT]]
    both = roster.office("president"), roster.office("secretary")
    return meetings.resolve(company, put, founders, both, kind, **fields)


def import_roll(company: Company, roster: Roster, names: list[str], members: int) -> None:
    """Bring in the roll that the locals kept before, spread over them by lot."""
    since = company.day(-400)
    people = [
        Person(company.draw(f"imported {n}", 16).hex(), company.dice.choice(names), company.now - 400 * DAY)
        for n in range(members)
    ]
    rows = [Row(p.id, p.local, "ordinary", since, key=company.key(p.id).key) for p in people]
    cut = [tuple(part) for part in chunks(rows, ROWS)]
    for n, part in enumerate(chunks(cut, 800)):
        digests = tuple(map(digest_of, part))
        both = roster.office("secretary"), roster.office("president")
        company.do("open-import", *both, roll=f"roll-{n}", chunks=digests, members=sum(map(len, part)))
        for chunk in part:
            company.do("import-chunk", roll=f"roll-{n}", rows=chunk)
            company.flush()
    for person in people:
        roster.enter(person)
        roster.note("imported", 2020, person.local, ROOT)
