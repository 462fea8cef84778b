"""Yearly meetings of the locals: notice, attendance, a motion with its vote, minutes and their approval."""

from __future__ import annotations

from functools import partial

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.attendance import Arrival
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.rehearsal.society.company import Company, as_member
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.roster import Roster
from bylaw.rehearsal.stage import DAY

QUORUM = 15


def call(company: Company, roster: Roster, local: str) -> None:
    """Call the meeting of a local eight days ahead; once in twenty times too late first."""
    officer = draw(company, roster, Wanted("call-meeting", local))
    if not officer or len(roster.locals[local]) <= QUORUM:
        return
    name = f"{local}.m{company.now // DAY}"
    fields = {"name": name, "body": local, "items": (AgendaItem("report", "The year", ("move",)),)}
    if company.dice.random() < 0.05:
        tale = "a meeting is called for the day after tomorrow"
        company.attempt(tale, "3.1", "call-meeting", *officer, **fields, begins=company.day(2))
    company.do("call-meeting", *officer, **fields, begins=company.day(8))
    company.settled(partial(expect, company, roster, local, name, 8))


def expect(company: Company, roster: Roster, local: str, name: str, days: int) -> None:
    """Hold a meeting so many days from now; served is who is a member when the second of the call is over."""
    company.later(days, partial(hold, company, roster, local, name, len(roster.locals[local])))


def hold(company: Company, roster: Roster, local: str, name: str, served: int) -> None:
    """Open it, record who came, vote on a motion, close it and file the minutes."""
    both = roster.officer("president", local), roster.officer("secretary", local)
    if both[0] is None or both[1] is None:
        return
    president, secretary = both[0], both[1]
    company.do(
        "open-meeting", *draw(company, roster, Wanted("open-meeting", local)), meeting=name, served=served
    )
    here = [p.id for p in roster.locals[local] if p.paid and not p.rests][: max(QUORUM, served // 3)]
    arrived = tuple(Arrival(member) for member in here)
    company.do("record-attendance", secretary, meeting=name, arrived=arrived)
    if len(here) >= QUORUM:
        _vote(company, local, name, here, (president, secretary))
    company.do("close-meeting", *draw(company, roster, Wanted("close-meeting", local)), meeting=name)
    minutes = company.hash_of(f"minutes {name}")
    company.do("file-minutes", secretary, meeting=name, minutes=minutes)
    company.do("approve-minutes", president, secretary, meeting=name, minutes=minutes)


def _vote(company: Company, local: str, meeting: str, here: list[str], both: tuple[Signer, Signer]) -> None:
    name, (mover, seconder) = f"{meeting}.r", here[:2]
    fields = {
        "name": name,
        "body": local,
        "text": company.hash_of(name),
        "meeting": meeting,
        "item": "report",
    }
    company.do("move", as_member(mover), **fields)
    vote = {"motion": name, "how": "show", "blank": 0}
    tempted = company.dice.random() < 0.05
    if tempted:
        tale = "a vote before anybody has seconded"
        company.attempt(tale, "3.10", "record-vote", *both, **vote, yes=len(here), no=0)
        company.attempt("the mover seconds herself", "bylaw 17", "second", as_member(mover), motion=name)
    company.do("second", as_member(seconder), motion=name)
    if tempted:
        tale = "more votes than members came"
        company.attempt(tale, "bylaw 17", "record-vote", *both, **vote, yes=len(here) + 5, no=0)
        tale = "the president alone records a vote"
        company.attempt(tale, "3.11", "record-vote", both[0], **vote, yes=len(here), no=0)
    no = company.dice.randint(0, len(here) // 2)
    company.do("record-vote", *both, **vote, yes=len(here) - no, no=no)
