"""Meetings: notice, attendance, motions with their votes, minutes and their approval; each local's once a year."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.attendance import Arrival
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.acts.substance import substance
from bylaw.rehearsal.society.company import Company, as_member, chunks
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.roster import Roster
from bylaw.rehearsal.stage import DAY
from bylaw.state.bodies import ROOT

QUORUM = 15
AHEAD = 8
"""Days from the call to the meeting: the clause asks for seven."""
ROWS = 400
"""Members in one act of attendance."""
Pair = tuple[Signer, Signer]


class Meeting(NamedTuple):
    """A meeting of a body by its name, and what those who came do there under its two officers."""

    body: str
    name: str
    business: Callable[[list[str], Pair], None]


def call(company: Company, roster: Roster, local: str) -> None:
    """Call the meeting of a local eight days ahead; once in twenty times too late first."""
    name = f"{local}.m{company.now // DAY}"
    item = AgendaItem("report", "The year", ("move",))
    officer = draw(company, roster, Wanted("call-meeting", local))
    if not officer or len(roster.locals[local]) <= QUORUM:
        return
    if company.dice.random() < 0.05:
        fields = {"name": name, "body": local, "items": (item,)}
        tale = "a meeting is called for the day after tomorrow"
        company.attempt(tale, "3.1", "call-meeting", *officer, **fields, begins=company.day(2))
    gather(company, roster, officer, item, Meeting(local, name, partial(_vote, company, local, name)))


def gather(
    company: Company, roster: Roster, by: tuple[Signer, ...], item: AgendaItem, meeting: Meeting
) -> None:
    """Call a meeting with one item, and hold it on its day."""
    fields = {"name": meeting.name, "body": meeting.body, "items": (item,)}
    company.do("call-meeting", *by, **fields, begins=company.day(AHEAD))
    company.settled(partial(expect, company, roster, meeting, AHEAD))


def ask(company: Company, roster: Roster, local: str, name: str, days: int) -> None:
    """Hold a meeting that members of a local compelled, so many days from now."""
    company.settled(
        partial(expect, company, roster, Meeting(local, name, partial(_vote, company, local, name)), days)
    )


def expect(company: Company, roster: Roster, meeting: Meeting, days: int) -> None:
    """Hold a meeting so many days from now; served is who is a member when the second of the call is over."""
    company.later(days, partial(hold, company, roster, meeting, len(roster.roll(meeting.body))))


def hold(company: Company, roster: Roster, meeting: Meeting, served: int) -> None:
    """Open it, record who came, do what it was called for, close it and file the minutes."""
    local, name = meeting.body, meeting.name
    both = roster.officer("president", local), roster.officer("secretary", local)
    if both[0] is None or both[1] is None:
        return
    president, secretary = both[0], both[1]
    company.do(
        "open-meeting", *draw(company, roster, Wanted("open-meeting", local)), meeting=name, served=served
    )
    roll = roster.roll(local)
    quorum = max(QUORUM, len(roll) // 20 + 1)
    most = quorum if local == ROOT else max(QUORUM, served // 3)
    here = [p.id for p in roll if p.paid and not p.rests][:most]
    for part in chunks(here, ROWS):
        arrived = tuple(Arrival(member) for member in part)
        by = draw(company, roster, Wanted("record-attendance", local))
        company.do("record-attendance", *by, meeting=name, arrived=arrived)
    if len(here) >= quorum:
        meeting.business(here, (president, secretary))
    company.do("close-meeting", *draw(company, roster, Wanted("close-meeting", local)), meeting=name)
    minutes = company.hash_of(f"minutes {name}")
    company.do(
        "file-minutes", *draw(company, roster, Wanted("file-minutes", local)), meeting=name, minutes=minutes
    )
    company.do(
        "approve-minutes",
        *draw(company, roster, Wanted("approve-minutes", local)),
        meeting=name,
        minutes=minutes,
    )


def resolve(
    company: Company, put: dict[str, str], voters: list[str], both: Pair, kind: str, **fields: Any
) -> Signer:
    """Let a meeting resolve on an act, as a motion that is ``put``; gives its mover with her warrant."""
    mover, seconder = voters[:2]
    matter = substance(company.draft(kind, **fields))
    company.do("move", as_member(mover), **put, text=company.hash_of(put["name"]), matter=matter)
    company.do("second", as_member(seconder), motion=put["name"])
    vote = {"motion": put["name"], "yes": len(voters), "no": 0, "blank": 0, "how": "show"}
    company.do("record-vote", *both, **vote)
    return Signer(mover, "warrant", f"resolution.{put['name']}")


def _vote(company: Company, local: str, meeting: str, here: list[str], both: Pair) -> None:
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
